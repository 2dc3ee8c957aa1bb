//! HTML: trees that hostile pages cannot swell, paragraphs out of them, web pages, and the
//! exports of press databases that come so.

mod europresse;
mod factiva;
mod flow;
mod guard;
mod lexisnexis;
mod page;
mod tree;

use super::{
    Fault, block, boilerplate, byline, clean, cut, export, fields, file_name, fold,
    intake, mojibake, names,
};

pub(super) use europresse::{
    LAYOUT as EUROPRESSE, TABLE_LAYOUT as EUROPRESSE_TABLE, edition_of,
};
pub(super) use factiva::{
    LAYOUT as FACTIVA, field as factiva_field, is_article as is_factiva,
};
pub(super) use flow::blocks;
pub(super) use lexisnexis::{LAYOUT as LEXISNEXIS, is_anchor as is_lexisnexis};
pub(super) use page::read_page;
pub(super) use tree::parse;
