//! How long the articles of an index are on average: what BM25 compares each with.
//!
//! Averages are of the rounded lengths that the index keeps of each article. tantivy's
//! own totals still count articles that have gone, and are an estimate after a merge:
//! the same articles would rank otherwise for how they came in.

use super::{Columns, Index, IndexError};

/// Average lengths, in words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lengths {
    /// Of a title; see [`super::Fields::title`].
    pub title: f32,
    /// Of title, standfirst and body together.
    pub whole: f32,
}

impl Index {
    /// How long its articles are; counted once.
    pub fn lengths(&self) -> Result<Lengths, IndexError> {
        if let Some(known) = self.lengths.get() {
            return Ok(*known);
        }
        let (mut title, mut whole) = (0, 0);
        let segments = self.searcher().segment_readers();
        for (segment, columns) in segments.iter().zip(self.columns()?) {
            let alive = segment.alive_bitset();
            for doc in 0..segment.max_doc() {
                if alive.is_some_and(|alive| alive.is_deleted(doc)) {
                    continue;
                }
                title += u64::from(Columns::words(columns.title_length(doc)));
                whole += u64::from(Columns::words(columns.length(doc)));
            }
        }
        #[allow(clippy::cast_precision_loss, reason = "an average needs no more")]
        let average = |words: u64| words as f32 / self.articles().max(1) as f32;
        let lengths = Lengths { title: average(title), whole: average(whole) };
        Ok(*self.lengths.get_or_init(|| lengths))
    }
}
