//! Keeps the best articles and counts them all. Ties go by id, so that the order does
//! not depend on how the index is cut into segments.

use super::Sort;
use crate::article::ArticleId;
use crate::index::Columns;
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

/// Collects the first `limit` articles.
pub(super) struct Best {
    limit: usize,
    sort: Sort,
    /// Those kept: of twice as many as are wanted, the worse half is let go.
    kept: Vec<Ranked>,
    /// Once some were let go, the worst of those that stayed.
    worst: Option<Ranked>,
    count: u64,
}

/// What articles of a segment are put in order by, beside their scores.
pub(super) struct Keys<'a> {
    ordinal: SegmentOrdinal,
    days: Option<Column<i64>>,
    columns: &'a Columns,
}

impl Best {
    pub(super) fn new(limit: usize, sort: Sort) -> Self {
        Self { limit, sort, kept: Vec::new(), worst: None, count: 0 }
    }

    /// What it asks of a segment.
    pub(super) fn keys<'a>(
        &self,
        ordinal: SegmentOrdinal,
        segment: &SegmentReader,
        columns: &'a Columns,
    ) -> tantivy::Result<Keys<'a>> {
        let days = match self.sort {
            Sort::Relevance => None,
            Sort::Oldest | Sort::Newest => Some(segment.fast_fields().i64("first_day")?),
        };
        Ok(Keys { ordinal, days, columns })
    }

    /// Counts articles of which none is wanted.
    pub(super) fn count(&mut self, articles: u32) {
        self.count += u64::from(articles);
    }

    /// Whether it is only asked how many there are.
    pub(super) fn only_counts(&self) -> bool {
        self.limit == 0
    }

    #[inline]
    pub(super) fn add(&mut self, keys: &Keys, doc: DocId, score: Score) {
        self.count += 1;
        let days = keys.days.as_ref();
        let key = days.map_or(0, |days| date_key(days.first(doc), self.sort));
        if let Some(worst) = &self.worst
            && (key > worst.key || (key == worst.key && score < worst.score))
        {
            return;
        }
        let id = keys.columns.id(doc);
        let address = DocAddress::new(keys.ordinal, doc);
        self.kept.push(Ranked { score, key, id, address });
        if self.kept.len() == 2 * self.limit {
            let (_, worst, _) = self.kept.select_nth_unstable(self.limit - 1);
            self.worst = Some(*worst);
            self.kept.truncate(self.limit);
        }
    }

    pub(super) fn found(mut self) -> Found {
        self.kept.sort_unstable();
        self.kept.truncate(self.limit);
        Found { best: self.kept, count: self.count }
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
