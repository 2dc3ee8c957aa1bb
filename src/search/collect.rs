//! Keeps the best articles and counts them all. Ties go by id, so that the order does
//! not depend on how the index is cut into segments.

use super::Sort;
use crate::article::ArticleId;
use std::cmp::Ordering;
use tantivy::collector::{Collector, SegmentCollector};
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
    pub limit: usize,
    pub sort: Sort,
}

impl Collector for Best {
    type Fruit = Found;
    type Child = SegmentBest;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentBest> {
        let columns = segment.fast_fields();
        let days = match self.sort {
            Sort::Relevance => None,
            Sort::Oldest | Sort::Newest => Some(columns.i64("first_day")?),
        };
        let ids = columns.u64("id_number")?;
        let (limit, sort) = (self.limit, self.sort);
        Ok(SegmentBest {
            ordinal,
            limit,
            sort,
            days,
            ids,
            kept: Vec::new(),
            worst: None,
            count: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, fruits: Vec<Found>) -> tantivy::Result<Found> {
        let count = fruits.iter().map(|found| found.count).sum();
        let mut best: Vec<_> = fruits.into_iter().flat_map(|found| found.best).collect();
        best.sort_unstable();
        best.truncate(self.limit);
        Ok(Found { best, count })
    }
}

/// The same for one segment.
pub(super) struct SegmentBest {
    ordinal: SegmentOrdinal,
    limit: usize,
    sort: Sort,
    days: Option<Column<i64>>,
    ids: Column<u64>,
    /// Those kept: of twice as many as are wanted, the worse half is let go.
    kept: Vec<Ranked>,
    /// Once some were let go, the worst of those that stayed.
    worst: Option<Ranked>,
    count: u64,
}

impl SegmentCollector for SegmentBest {
    type Fruit = Found;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.count += 1;
        if self.limit == 0 {
            return;
        }
        let key =
            self.days.as_ref().map_or(0, |days| date_key(days.first(doc), self.sort));
        if let Some(worst) = &self.worst
            && (key > worst.key || (key == worst.key && score < worst.score))
        {
            return;
        }
        let id = self.ids.first(doc).unwrap_or(0);
        let address = DocAddress::new(self.ordinal, doc);
        self.kept.push(Ranked { score, key, id, address });
        if self.kept.len() == 2 * self.limit {
            let (_, worst, _) = self.kept.select_nth_unstable(self.limit - 1);
            self.worst = Some(*worst);
            self.kept.truncate(self.limit);
        }
    }

    fn harvest(mut self) -> Found {
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
