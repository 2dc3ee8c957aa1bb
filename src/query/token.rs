//! The pieces a query is made of.

use super::fields::Field;
use super::{Unit, Word};
use std::ops::Range;

/// A piece of the query and the bytes it takes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Open,
    Close,
    Link(Link),
    /// `NON`, `SAUF`.
    Not,
    /// `-` before what it excludes.
    Minus,
    /// Lucene's `+` before what it requires.
    Plus,
    /// `titre:`.
    Field(Field),
    /// `atleast3`.
    Count(u32),
    Word(Word),
    /// What stood between quotation marks, one word or more.
    Quoted(Vec<Word>),
    /// The value of a raw field.
    Value {
        text: String,
        quoted: bool,
    },
    /// `*`.
    All,
    /// `@nom`.
    Saved(String),
    /// `~5` after quotation marks.
    Slop(u32),
    /// `>=3`.
    AtLeast(u32),
    /// `^2`.
    Weight(f32),
}

/// An operator between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    Or,
    And,
    /// The first without the others.
    ButNot,
    /// Lucene's: at least one of those that carry neither `+` nor `-`.
    Free,
    Same(Unit),
    Near {
        words: u32,
        ordered: bool,
    },
}

impl Kind {
    /// Whether `~1`, `^2`, `>=3` may follow at once.
    pub(super) fn takes_signs(&self) -> bool {
        let begins = matches!(self, Self::Open | Self::Field(_) | Self::Count(_));
        !begins && !matches!(self, Self::Link(_) | Self::Not | Self::Minus | Self::Plus)
    }

    /// Whether an operand may begin here.
    pub(super) fn begins_operand(&self) -> bool {
        let sign = matches!(self, Self::Slop(_) | Self::AtLeast(_) | Self::Weight(_));
        !sign && !matches!(self, Self::Close | Self::Link(_))
    }
}
