//! XML: the tree of a record, its paragraphs, and the formats that come so.

mod alto;
mod factiva;
mod feed;
mod newsml;
mod newsml_g2;
mod nitf;
mod prose;
mod tree;
mod txm;

use super::{
    Fault, address, block, clean, cut, ending, export, fields, format, html, intake, text,
};

pub(super) use alto::read as read_alto;
pub(super) use factiva::LAYOUT as FACTIVA;
pub(super) use feed::LAYOUT as FEED;
pub(super) use newsml::LAYOUT as NEWSML;
pub(super) use newsml_g2::LAYOUT as NEWSML_G2;
pub(super) use nitf::LAYOUT as NITF;
pub(super) use tree::{Child, Element, parse};
pub(super) use txm::LAYOUT as TXM;
