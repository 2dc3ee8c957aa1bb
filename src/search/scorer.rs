//! A compiled query in one segment: reads windows of documents, finds those that match
//! and scores them together.

use super::SearchError;
use super::collect::{Best, Found, Keys};
use super::compile::Compiled;
use super::matcher::{self, Matcher};
use super::place::PlaceMatcher;
use super::weigh::{Collection, Norms, WordWeight, kept};
use super::window::{Bits, WINDOW};
use crate::index::Index;
use std::io;
use tantivy::{DocId, Score, SegmentReader};

/// The articles that satisfy a query, those collected in order; scored in `collection`,
/// if any.
pub(super) fn find(
    compiled: &Compiled,
    index: &Index,
    collection: Option<&Collection>,
    mut best: Best,
) -> Result<Found, SearchError> {
    let weights = collection.map(|collection| {
        let words = compiled.words.iter();
        words.map(|word| WordWeight::of(word, collection)).collect()
    });
    let weights: Vec<WordWeight> = weights.unwrap_or_default();
    let (mut scores, mut offsets) = (vec![0.0; WINDOW as usize], Vec::new());
    let segments = index.searcher().segment_readers().iter().zip(index.columns()?);
    for (ordinal, (segment, columns)) in (0..).zip(segments) {
        let (matcher, optional) = matcher::open(compiled, index, ordinal as usize)?;
        let norms = collection.map(|collection| Norms::new(columns, collection));
        let keys = best.keys(ordinal, segment)?;
        let (scores, offsets) = (&mut *scores, &mut offsets);
        Scorer { matcher, optional, weights: &weights, norms, scores, offsets }
            .collect(segment, &keys, &mut best)?;
    }
    Ok(best.found())
}

/// A word that fewer than one in so many of the articles found have is looked for among
/// them; any other is taken to be in all.
const RARE: usize = 4;

/// Reads a segment window by window.
struct Scorer<'a> {
    matcher: Matcher<'a>,
    optional: Vec<PlaceMatcher<'a>>,
    /// Of the words of the query.
    weights: &'a [WordWeight],
    /// When articles are to be scored.
    norms: Option<Norms<'a>>,
    /// Of the documents of the window that match; kept for its memory.
    scores: &'a mut [Score],
    /// Where in the window they are, in order; kept for its memory.
    offsets: &'a mut Vec<u32>,
}

impl Scorer<'_> {
    fn collect(
        &mut self,
        segment: &SegmentReader,
        keys: &Keys,
        best: &mut Best,
    ) -> io::Result<()> {
        for base in (0..segment.max_doc()).step_by(WINDOW as usize) {
            let wanted = Bits::first(segment.max_doc() - base);
            let mut found = self.matcher.load(base, &wanted, true)?;
            leave_gone(segment, base, &mut found);
            if best.only_counts() {
                best.count(found.count());
                continue;
            }
            found.list(self.offsets);
            self.score(base, &found)?;
            best.add(keys, base, self.offsets, self.scores);
        }
        Ok(())
    }

    /// Scores what was found in a window.
    fn score(&mut self, base: DocId, found: &Bits) -> io::Result<()> {
        let Some(norms) = &self.norms else { return Ok(()) };
        for optional in &mut self.optional {
            optional.load(base, found, 1)?;
        }
        let (scores, weights) = (&mut *self.scores, self.weights);
        for at in &*self.offsets {
            scores[*at as usize] = 0.0;
        }
        let mut add = |place: &mut PlaceMatcher| {
            let (matched, words) = place.found();
            for word in words {
                let weight = &weights[word.number];
                if !weight.counts() || word.whole.is_empty() {
                    continue;
                }
                let mut held = matched.clone();
                held.and(found);
                held.and(word.whole.bits());
                let mut add = |at: u32| {
                    let told = weight.whole(word.whole.get(at), norms.whole(base + at));
                    scores[at as usize] += f32::from(u8::from(held.has(at))) * told;
                };
                if held.count() as usize * RARE < self.offsets.len() {
                    held.iter().for_each(&mut add);
                } else {
                    // All: nobody can tell beforehand which have the word.
                    self.offsets.iter().copied().for_each(&mut add);
                }
                for (at, in_title) in word.title.among(base, &held) {
                    let told = weight.title(*in_title, norms.title(base + at));
                    scores[*at as usize] += told * kept(word.whole.get(*at).wrong);
                }
            }
        };
        self.matcher.each_place(&mut add);
        self.optional.iter_mut().for_each(&mut add);
        Ok(())
    }
}

/// Takes out of the documents of a window those that have gone.
fn leave_gone(segment: &SegmentReader, base: DocId, found: &mut Bits) {
    if let Some(alive) = segment.alive_bitset() {
        let is_gone = |at: &u32| alive.is_deleted(base + at);
        found.clone().iter().filter(is_gone).for_each(|at| found.unset(at));
    }
}
