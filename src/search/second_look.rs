//! A second look at the best articles: where their words stand, not only how many.

use super::Ranking;
use super::collect::Ranked;
use super::compile::Compiled;
use super::evidence::{NEIGHBOURS, add_closeness, best_passage, in_opening};
use super::postings::MergedPostings;
use super::weigh::{Collection, Norms, WordWeight, kept, saturated};
use crate::index::Fields;
use std::io;
use tantivy::schema::Field;
use tantivy::{DocId, Searcher, SegmentReader};

/// Articles that get a second look.
pub(super) const DEPTH: usize = 200;

/// Words that make a query long.
const LONG: usize = 5;

/// Words of the body that are its opening: the press says there what it is about.
const OPENING: u32 = 40;

/// Words of a passage.
const PASSAGE: u32 = 40;

/// Adds what positions are worth to the best articles and puts them in order again.
pub(super) fn rerank(
    best: &mut [Ranked],
    compiled: &Compiled,
    searcher: &Searcher,
    fields: &Fields,
    ranking: Ranking,
) -> tantivy::Result<()> {
    let collection = Collection::of(searcher, fields, ranking)?;
    let numbers: Vec<usize> = (0..compiled.required)
        .filter(|number| compiled.words[*number].weight > 0.0)
        .collect();
    let rarities: Vec<f32> = numbers
        .iter()
        .map(|number| {
            WordWeight::of(&compiled.words[*number], &collection, fields.title).rarity()
        })
        .collect();
    let look = Look { rarities, fields: *fields, ranking };
    let depth = best.len().min(DEPTH);
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let mut docs: Vec<(DocId, usize)> = (0..depth)
            .filter(|at| best[*at].address.segment_ord == ordinal)
            .map(|at| (best[at].address.doc_id, at))
            .collect();
        if docs.is_empty() {
            continue;
        }
        docs.sort_unstable();
        let norms = Norms::open(segment, fields, &collection)?;
        let mut words = open(compiled, &numbers, segment, ordinal as usize)?;
        let mut positions = [(); FIELDS].map(|()| vec![Vec::new(); words.len()]);
        for (doc, at) in docs {
            let told = look.at(&mut words, &mut positions, doc, norms.whole(doc))?;
            best[at] = best[at].with_score(best[at].score + told);
        }
    }
    best[..depth].sort_unstable();
    Ok(())
}

/// Title, standfirst and body.
const FIELDS: usize = 3;

/// For each field, the positions of each word.
type Positions = [Vec<Vec<u32>>; FIELDS];

/// The postings of a word in each of its fields.
type Channels = Vec<(Field, MergedPostings)>;

fn open(
    compiled: &Compiled,
    numbers: &[usize],
    segment: &SegmentReader,
    ordinal: usize,
) -> tantivy::Result<Vec<Channels>> {
    let mut words = Vec::new();
    for number in numbers {
        let word = &compiled.words[*number];
        let mut channels = Vec::new();
        for (field, forms) in word.fields.iter().zip(&word.segments[ordinal]) {
            let inverted = segment.inverted_index(*field)?;
            channels.push((*field, MergedPostings::open(inverted, forms.clone())?));
        }
        words.push(channels);
    }
    Ok(words)
}

/// What a second look needs to know of the query.
struct Look {
    rarities: Vec<f32>,
    fields: Fields,
    ranking: Ranking,
}

impl Look {
    /// What the positions of the words tell of an article, whose whole text has this
    /// normalised length. Documents must be asked for in order.
    ///
    /// `positions` are those of each word in each field, kept for their memory.
    fn at(
        &self,
        words: &mut [Channels],
        positions: &mut Positions,
        doc: DocId,
        norm: f32,
    ) -> io::Result<f32> {
        let fields = [self.fields.title, self.fields.standfirst, self.fields.body];
        let mut rarities = self.rarities.clone();
        for (number, channels) in words.iter_mut().enumerate() {
            let mut wrong = None;
            for (field, positions) in fields.iter().zip(positions.iter_mut()) {
                let here = channels.iter_mut().find(|(here, _)| here == field);
                if let Some((_, channel)) = here {
                    let letters = channel.positions(doc, &mut positions[number])?;
                    wrong = wrong.into_iter().chain(letters).min();
                }
            }
            rarities[number] *= kept(wrong.unwrap_or(0));
        }
        let mut together = vec![[0.0; NEIGHBOURS]; words.len()];
        let mut passage = 0.0_f32;
        for positions in positions.iter() {
            add_closeness(positions, &mut together);
            passage = passage.max(best_passage(positions, &rarities, PASSAGE));
        }
        let [.., body] = positions;
        let opening = self.opening(body, &rarities);
        let Ranking { close, opening: weights, passage: weight, .. } = self.ranking;
        let long = usize::from(rarities.len() >= LONG);
        Ok(close[long] * self.closeness(&together, &rarities, norm)
            + weights[long] * opening
            + weight * passage)
    }

    /// Pairs of neighbours of the query, each read as BM25 reads a frequency.
    fn closeness(
        &self,
        together: &[[f32; NEIGHBOURS]],
        rarities: &[f32],
        norm: f32,
    ) -> f32 {
        let mut score = 0.0;
        for (one, sums) in together.iter().enumerate() {
            for (apart, sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > 0.0) {
                let rarity = rarities[one].min(rarities[one + apart + 1]);
                score += rarity * saturated(*sum, norm, &self.ranking);
            }
        }
        score
    }

    /// Words in the opening of the body, read as BM25 reads frequencies.
    fn opening(&self, positions: &[Vec<u32>], rarities: &[f32]) -> f32 {
        in_opening(positions, OPENING)
            .zip(rarities)
            .map(|(count, rarity)| {
                rarity * saturated(count.into(), self.ranking.k1, &self.ranking)
            })
            .sum()
    }
}
