//! How long the articles of an index are on average: what BM25 compares each with.
//!
//! Averages are of the rounded lengths that the index keeps of each article. tantivy's
//! own totals still count articles that have gone, and are an estimate after a merge:
//! the same articles would rank otherwise for how they came in.

use super::{Index, IndexError};
use tantivy::SegmentReader;
use tantivy::schema::Field;

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
        let fields = self.fields();
        let title = self.total(fields.title)?;
        let whole = title + self.total(fields.standfirst)? + self.total(fields.body)?;
        #[allow(clippy::cast_precision_loss, reason = "an average needs no more")]
        let average = |words: u64| words as f32 / self.articles().max(1) as f32;
        let lengths = Lengths { title: average(title), whole: average(whole) };
        Ok(*self.lengths.get_or_init(|| lengths))
    }

    /// Words of a field in all articles together.
    fn total(&self, field: Field) -> Result<u64, IndexError> {
        let mut words = 0;
        for segment in self.searcher().segment_readers() {
            words += total(segment, field)?;
        }
        Ok(words)
    }
}

fn total(segment: &SegmentReader, field: Field) -> tantivy::Result<u64> {
    let lengths = segment.get_fieldnorms_reader(field)?;
    let length = |doc| u64::from(lengths.fieldnorm(doc));
    Ok(match segment.alive_bitset() {
        Some(alive) => alive.iter_alive().map(length).sum(),
        None => (0..segment.max_doc()).map(length).sum(),
    })
}
