//! What reference managers and tools of text analysis write as plain text.

mod bibtex;
mod iramuteq;
mod ris;

use super::{Fault, clean, cut, export, fields, text};

pub(super) use bibtex::LAYOUT as BIBTEX;
pub(super) use iramuteq::LAYOUT as IRAMUTEQ;
pub(super) use ris::LAYOUT as RIS;
