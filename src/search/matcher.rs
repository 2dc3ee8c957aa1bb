//! The tree of a query in one segment: the articles that satisfy it, window by window.

use super::SearchError;
use super::compile::{Compiled, PlaceTree, Tree};
use super::expand::Word;
use super::filter::Filter;
use super::place::PlaceMatcher;
use super::window::Bits;
use crate::index::{Columns, Fields, Index};
use std::io;
use tantivy::{DocId, SegmentReader};

/// A tree opened in one segment.
pub(super) enum Matcher<'a> {
    All,
    Text(Box<PlaceMatcher<'a>>, u32),
    Filter(Filter),
    /// The parts, and the order in which they are cheapest.
    And(Vec<Self>, Vec<usize>),
    Or(Vec<Self>),
    Not(Box<Self>),
}

/// What opening a tree in a segment needs.
pub(super) struct Opening<'a> {
    /// Of the query.
    pub words: &'a [Word],
    pub segment: &'a SegmentReader,
    /// The segment's number.
    pub ordinal: usize,
    pub columns: &'a Columns,
    pub fields: &'a Fields,
}

/// Opens the tree of a query in the segment of this number, and what only ranks.
pub(super) fn open<'a>(
    compiled: &'a Compiled,
    index: &'a Index,
    ordinal: usize,
) -> Result<(Matcher<'a>, Vec<PlaceMatcher<'a>>), SearchError> {
    let opening = Opening {
        words: &compiled.words,
        segment: &index.searcher().segment_readers()[ordinal],
        ordinal,
        columns: &index.columns()?[ordinal],
        fields: index.fields(),
    };
    let optional = compiled.optional.iter().chain(&compiled.names);
    let optional = optional.map(|place| opening.place(place));
    let optional = optional.collect::<tantivy::Result<_>>()?;
    Ok((opening.tree(&compiled.tree)?, optional))
}

impl<'a> Opening<'a> {
    fn place(&self, place: &PlaceTree) -> tantivy::Result<PlaceMatcher<'a>> {
        PlaceMatcher::open(place, self)
    }

    fn tree(&self, tree: &Tree) -> tantivy::Result<Matcher<'a>> {
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

    fn trees(&self, parts: &[Tree]) -> tantivy::Result<Vec<Matcher<'a>>> {
        parts.iter().map(|part| self.tree(part)).collect()
    }
}

impl<'a> Matcher<'a> {
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
    pub(super) fn each_place(&mut self, visit: &mut impl FnMut(&mut PlaceMatcher<'a>)) {
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
