//! The tree of a query in one segment: the articles that satisfy it, window by window.

use super::compile::{Compiled, PlaceTree, Tree};
use super::expand::Word;
use super::filter::Filter;
use super::place::PlaceMatcher;
use super::window::Bits;
use crate::index::Fields;
use std::io;
use tantivy::{DocId, SegmentReader};

/// A tree opened in one segment.
pub(super) enum Matcher {
    All,
    Text(Box<PlaceMatcher>, u32),
    Filter(Filter),
    /// The parts, and the order in which they are cheapest.
    And(Vec<Matcher>, Vec<usize>),
    Or(Vec<Matcher>),
    Not(Box<Matcher>),
}

/// What opening a tree needs.
struct Opening<'a> {
    words: &'a [Word],
    segment: &'a SegmentReader,
    ordinal: usize,
    fields: &'a Fields,
}

/// Opens the tree of a query in a segment, and its optional words.
pub(super) fn open(
    compiled: &Compiled,
    segment: &SegmentReader,
    ordinal: usize,
    fields: &Fields,
) -> tantivy::Result<(Matcher, Vec<PlaceMatcher>)> {
    let opening = Opening { words: &compiled.words, segment, ordinal, fields };
    let optional = compiled.optional.iter().map(|place| opening.place(place));
    let optional = optional.collect::<tantivy::Result<_>>()?;
    Ok((opening.tree(&compiled.tree)?, optional))
}

impl Opening<'_> {
    fn place(&self, place: &PlaceTree) -> tantivy::Result<PlaceMatcher> {
        PlaceMatcher::open(place, self.words, self.segment, self.ordinal)
    }

    fn tree(&self, tree: &Tree) -> tantivy::Result<Matcher> {
        Ok(match tree {
            Tree::All => Matcher::All,
            Tree::Text(place, count) => {
                Matcher::Text(Box::new(self.place(place)?), *count)
            }
            Tree::Value(value) => {
                Matcher::Filter(Filter::open(value, self.segment, self.fields)?)
            }
            Tree::And(parts) => {
                let parts = self.trees(parts)?;
                let mut order: Vec<usize> = (0..parts.len()).collect();
                order.sort_by_key(|at| parts[*at].cost(self.segment.max_doc().into()));
                Matcher::And(parts, order)
            }
            Tree::Or(parts) => Matcher::Or(self.trees(parts)?),
            Tree::Not(part) => Matcher::Not(Box::new(self.tree(part)?)),
        })
    }

    fn trees(&self, parts: &[Tree]) -> tantivy::Result<Vec<Matcher>> {
        parts.iter().map(|part| self.tree(part)).collect()
    }
}

impl Matcher {
    /// What reading it costs, in documents: exclusions last, filters over all documents
    /// just before.
    fn cost(&self, documents: u64) -> u64 {
        match self {
            Self::Text(place, _) => place.cost(),
            Self::Filter(filter) => filter.cost(),
            Self::And(parts, _) => {
                parts.iter().map(|part| part.cost(documents)).min().unwrap_or(0)
            }
            Self::Or(parts) => parts.iter().map(|part| part.cost(documents)).sum(),
            Self::All | Self::Not(_) => documents.saturating_mul(4),
        }
    }

    /// The documents of `wanted` that satisfy it.
    ///
    /// With `narrow`, a part may be read only for the documents that the other parts
    /// leave: right where all parts must hold, wrong inside an alternative, where what a
    /// part matched also ranks articles found by another branch.
    pub(super) fn load(
        &mut self,
        base: DocId,
        wanted: &Bits,
        narrow: bool,
    ) -> io::Result<Bits> {
        match self {
            Self::All => Ok(wanted.clone()),
            Self::Text(place, count) => place.load(base, wanted, *count),
            Self::Filter(filter) => Ok(filter.load(base, wanted)),
            Self::And(parts, order) => {
                let mut found = wanted.clone();
                for at in order {
                    let asked = if narrow { &found.clone() } else { wanted };
                    if asked.is_empty() {
                        break;
                    }
                    found.and(&parts[*at].load(base, asked, narrow)?);
                }
                Ok(found)
            }
            Self::Or(parts) => {
                let mut found = Bits::EMPTY;
                for part in parts {
                    found.or(&part.load(base, wanted, false)?);
                }
                Ok(found)
            }
            Self::Not(part) => {
                let mut found = wanted.clone();
                found.and_not(&part.load(base, wanted, true)?);
                Ok(found)
            }
        }
    }

    /// Calls `visit` on each place that an article may be found by, from left to right.
    pub(super) fn each_place<'a>(&'a self, visit: &mut impl FnMut(&'a PlaceMatcher)) {
        match self {
            Self::Text(place, _) => visit(place),
            Self::And(parts, _) | Self::Or(parts) => {
                for part in parts {
                    part.each_place(visit);
                }
            }
            Self::All | Self::Filter(_) | Self::Not(_) => {}
        }
    }
}
