//! A web page, of a site or saved with `SingleFile`: one article. Its main text without the
//! menus, and what it says of itself, each value with the place that says it.
//!
//! - `lighten`: the page without what is no text, before anything is counted or parsed;
//! - `read`: the steps, and the whole page where its main text cannot be told;
//! - `lines`: all that the page shows, line by line, and where in the tree;
//! - `main_text`: the paragraphs of the article: those that trafilatura tells, `told` as
//!   lines of the page, and those of the page that it leaves out, `regained`;
//! - `found`: values from the surest place to the least sure, dates that disagree among
//!   them; filled by `json_ld`, `metas`, `shown` (what a reader sees), `address` (the
//!   URL) and `near_title` (the byline);
//! - `copies`: what is in a field is not said again in the text.

mod address;
mod copies;
mod found;
mod json_ld;
mod lighten;
mod lines;
mod main_text;
mod metas;
mod near_title;
mod read;
mod regained;
mod shown;
mod told;

use super::{Fault, intake, mojibake, names};
use super::{block, boilerplate, byline, fields, file_name, flow, fold, tree};

pub(in crate::ingest) use read::read_page;
