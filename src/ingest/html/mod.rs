//! HTML: trees that hostile pages cannot swell, paragraphs out of them, and the exports
//! of press databases that come so.

mod europresse;
mod factiva;
mod flow;
mod guard;
mod lexisnexis;
mod tree;

use super::{Fault, block, clean, cut, export, fields, fold};

pub(super) use europresse::{
    LAYOUT as EUROPRESSE, TABLE_LAYOUT as EUROPRESSE_TABLE, edition_of,
};
pub(super) use factiva::{LAYOUT as FACTIVA, is_article as is_factiva};
pub(super) use flow::blocks;
pub(super) use lexisnexis::{LAYOUT as LEXISNEXIS, is_anchor as is_lexisnexis};
pub(super) use tree::parse;
