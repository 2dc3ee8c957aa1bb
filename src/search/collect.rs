//! Keeps the best articles and counts them all. Ties go by id, so that the order does
//! not depend on how the index is cut into segments.

use super::Sort;
use crate::article::ArticleId;
use crate::index::Columns;
use std::cell::OnceCell;
use std::cmp::Ordering;
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// The articles that come first, and how many there are.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// In order.
    pub best: Vec<Ranked>,
    /// In all.
    pub count: u64,
}

/// An article and what it is ranked by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ranked {
    pub score: Score,
    /// What comes before its score in the order: the date, or 0.
    key: i64,
    id: u64,
    pub address: DocAddress,
}

impl Ranked {
    /// Which article it is.
    pub(super) fn id(self) -> ArticleId {
        ArticleId(self.id)
    }

    /// The same article with another score.
    pub(super) fn with_score(self, score: Score) -> Self {
        Self { score, ..self }
    }
}

impl Ord for Ranked {
    /// Better articles are less.
    fn cmp(&self, other: &Self) -> Ordering {
        self.key
            .cmp(&other.key)
            .then_with(|| other.score.total_cmp(&self.score))
            .then_with(|| self.id.cmp(&other.id))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ranked {}

/// Scores that are looked at together.
const AT_ONCE: usize = 16;

/// Collects the first `limit` articles.
pub(super) struct Best<'a> {
    limit: usize,
    sort: Sort,
    /// Of each segment.
    columns: &'a [Columns],
    /// Those kept: of twice as many as are wanted, the worse half is let go.
    kept: Vec<Candidate>,
    /// Key and score that it takes to be kept: those of the worst, once some were let go.
    worst: (i64, Score),
    count: u64,
}

/// See [`Ranked`].
struct Candidate {
    score: Score,
    key: i64,
    /// Once it was asked for: most candidates are told apart without.
    id: OnceCell<u64>,
    address: DocAddress,
}

impl Candidate {
    fn ranked(&self, columns: &[Columns]) -> Ranked {
        let DocAddress { segment_ord, doc_id } = self.address;
        let id = *self.id.get_or_init(|| columns[segment_ord as usize].id(doc_id));
        Ranked { score: self.score, key: self.key, id, address: self.address }
    }

    /// The order of [`Ranked`].
    fn cmp(&self, other: &Self, columns: &[Columns]) -> Ordering {
        if self.key == other.key && self.score.total_cmp(&other.score).is_eq() {
            return self.ranked(columns).cmp(&other.ranked(columns));
        }
        self.key.cmp(&other.key).then_with(|| other.score.total_cmp(&self.score))
    }
}

/// What articles of a segment are put in order by, beside their scores and ids.
pub(super) struct Keys {
    ordinal: SegmentOrdinal,
    days: Option<Column<i64>>,
}

impl<'a> Best<'a> {
    /// From segments that have these columns.
    pub(super) fn new(limit: usize, sort: Sort, columns: &'a [Columns]) -> Self {
        let worst = (i64::MAX, Score::MIN);
        Self { limit, sort, columns, kept: Vec::new(), worst, count: 0 }
    }

    /// What it asks of a segment.
    pub(super) fn keys(
        &self,
        ordinal: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<Keys> {
        let days = match self.sort {
            Sort::Relevance => None,
            Sort::Oldest | Sort::Newest => Some(segment.fast_fields().i64("first_day")?),
        };
        Ok(Keys { ordinal, days })
    }

    /// Counts articles of which none is wanted.
    pub(super) fn count(&mut self, articles: u32) {
        self.count += u64::from(articles);
    }

    /// Whether it is only asked how many there are.
    pub(super) fn only_counts(&self) -> bool {
        self.limit == 0
    }

    /// Adds the articles found in a window, by their places in it, each with its score.
    pub(super) fn add(
        &mut self,
        keys: &Keys,
        base: DocId,
        offsets: &[u32],
        scores: &[Score],
    ) {
        self.count += offsets.len() as u64;
        for (offsets, scores) in offsets.chunks(AT_ONCE).zip(scores.chunks(AT_ONCE)) {
            let (key, worst) = self.worst;
            let less = scores.iter().filter(|score| **score < worst).count();
            if keys.days.is_none() && key == 0 && less == scores.len() {
                continue; // most go so
            }
            for (at, score) in offsets.iter().zip(scores) {
                self.add_one(keys, base + at, *score);
            }
        }
    }

    /// Adds one of them.
    fn add_one(&mut self, keys: &Keys, doc: DocId, score: Score) {
        let days = keys.days.as_ref();
        let key = days.map_or(0, |days| date_key(days.first(doc), self.sort));
        if key > self.worst.0 || (key == self.worst.0 && score < self.worst.1) {
            return;
        }
        let address = DocAddress::new(keys.ordinal, doc);
        self.kept.push(Candidate { score, key, id: OnceCell::new(), address });
        if self.kept.len() == 2 * self.limit {
            self.let_go();
        }
    }

    /// Keeps the best.
    fn let_go(&mut self) {
        let order = |one: &_, other: &_| Candidate::cmp(one, other, self.columns);
        let (_, worst, _) = self.kept.select_nth_unstable_by(self.limit - 1, order);
        self.worst = (worst.key, worst.score);
        self.kept.truncate(self.limit);
    }

    pub(super) fn found(mut self) -> Found {
        if self.kept.len() > self.limit {
            self.let_go();
        }
        let kept = self.kept.iter().map(|candidate| candidate.ranked(self.columns));
        let mut best: Vec<Ranked> = kept.collect();
        best.sort_unstable();
        Found { best, count: self.count }
    }
}

/// Undated articles come last in both orders.
fn date_key(day: Option<i64>, sort: Sort) -> i64 {
    match (day, sort) {
        (None, _) => i64::MAX,
        (Some(day), Sort::Newest) => -day,
        (Some(day), _) => day,
    }
}
