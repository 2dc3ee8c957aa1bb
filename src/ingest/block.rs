//! A paragraph on its way into an article.

use crate::article::{Kind, Paragraph};

/// A paragraph, and what is known of it that an article does not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Page of the document, where it has pages.
    pub(super) page: Option<u32>,
    /// Whether it was one link and nothing else.
    pub(super) is_link: bool,
}

impl Block {
    pub(super) fn new(kind: Kind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), page: None, is_link: false }
    }

    pub(super) fn into_paragraph(self) -> Paragraph {
        Paragraph { kind: self.kind, text: self.text, page: self.page }
    }
}
