//! A compiled query in one segment: reads windows of documents, finds those that match
//! and scores them together.

use super::SearchError;
use super::collect::{Best, Found, Keys};
use super::compile::Compiled;
use super::matcher::{self, Matcher};
use super::place::PlaceMatcher;
use super::postings::Frequency;
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
    let mut scored = Scored::default();
    let segments = index.searcher().segment_readers().iter().zip(index.columns()?);
    for (ordinal, (segment, columns)) in (0..).zip(segments) {
        let (matcher, optional) = matcher::open(compiled, index, ordinal as usize)?;
        let norms = collection.map(|collection| Norms::new(columns, collection));
        let keys = best.keys(ordinal, segment)?;
        let scored = &mut scored;
        Scorer { matcher, optional, weights: &weights, norms, scored }
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
    /// The documents of the window that match; kept for its memory.
    scored: &'a mut Scored,
}

/// Documents of a window.
#[derive(Default)]
struct Scored {
    /// Where in the window they are, in order.
    offsets: Vec<u32>,
    /// Of each.
    scores: Vec<Score>,
    /// Normalised length of the text of each, where they are scored.
    norms: Vec<f32>,
    /// How often a word stands in the title of each; 0 from one word to the next.
    in_title: Vec<Frequency>,
    /// Those that have it there, as offsets in the window.
    titled: Vec<u32>,
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
            self.score(base, &found)?;
            best.add(keys, base, &self.scored.offsets, &self.scored.scores);
        }
        Ok(())
    }

    /// Lists and scores what was found in a window.
    fn score(&mut self, base: DocId, found: &Bits) -> io::Result<()> {
        let Scored { offsets, scores, norms: lengths, in_title, titled } =
            &mut *self.scored;
        let ranks = found.list(offsets);
        scores.clear();
        scores.resize(offsets.len(), 0.0);
        let Some(norms) = &self.norms else { return Ok(()) };
        for optional in &mut self.optional {
            optional.load(base, found, 1)?;
        }
        lengths.clear();
        lengths.extend(offsets.iter().map(|at| norms.whole(base + at)));
        in_title.resize(offsets.len().max(in_title.len()), Frequency::NONE);
        let mut add = |place: &mut PlaceMatcher| {
            let (matched, words) = place.found();
            for word in words {
                let weight = &self.weights[word.number];
                if !weight.counts() || word.whole.is_empty() {
                    continue;
                }
                let mut held = matched.clone();
                held.and(found);
                held.and(word.whole.bits());
                let told = |at: u32, norm: f32| weight.whole(word.whole.get(at), norm);
                if held.count() as usize * RARE < offsets.len() {
                    for at in held.iter() {
                        let number = ranks.of(at);
                        scores[number] += told(at, lengths[number]);
                    }
                } else {
                    // All: nobody can tell beforehand which have the word.
                    let found = offsets.iter().zip(&*lengths).zip(&mut *scores);
                    for ((at, norm), score) in found {
                        *score += f32::from(u8::from(held.has(*at))) * told(*at, *norm);
                    }
                }
                word.title.load(base, &held, |at, count| {
                    if held.has(at) {
                        let known = &mut in_title[ranks.of(at)];
                        if known.all == 0 {
                            titled.push(at);
                        }
                        known.add(count);
                    }
                });
                for at in titled.drain(..) {
                    let number = ranks.of(at);
                    let count = std::mem::replace(&mut in_title[number], Frequency::NONE);
                    let told = weight.title(count, norms.title(base + at));
                    scores[number] += told * kept(word.whole.get(at).wrong);
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
