//! A second look at the best articles: where their words stand, not only how many.

use super::collect::Ranked;
use super::compile::Compiled;
use super::evidence::{NEIGHBOURS, add_closeness, best_passage, early, in_opening};
use super::expand::{Form, Segments, Word};
use super::postings::MergedPostings;
use super::weigh::{Collection, Norms, WordWeight, saturated};
use super::{Ranking, SearchError};
use crate::index::Fields;
use std::io;
use tantivy::schema::Field;
use tantivy::{DocId, Searcher, SegmentReader};

/// Articles that get a second look.
pub(super) const DEPTH: usize = 100;

/// Words that make a query long.
const LONG: usize = 4;

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
) -> Result<(), SearchError> {
    let collection = Collection::of(searcher, fields, ranking)?;
    let words: Vec<&Word> = compiled.words[..compiled.required]
        .iter()
        .filter(|word| word.weight > 0.0)
        .collect();
    let rarities = words
        .iter()
        .map(|word| WordWeight::of(word, &collection, fields.title).rarity())
        .collect();
    let related = related(&words, searcher)?;
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
        let mut opened = Vec::new();
        for (word, related) in words.iter().zip(&related) {
            let ordinal = ordinal as usize;
            let own = open(&word.fields, &word.segments[ordinal], segment)?;
            let related = match related {
                Some(segments) => open(&word.fields, &segments[ordinal], segment)?,
                None => Vec::new(),
            };
            opened.push(OpenWord { own, related });
        }
        for (doc, at) in docs {
            let told = look.at(&mut opened, doc, norms.whole(doc))?;
            best[at] = best[at].with_score(best[at].score + told);
        }
    }
    best[..depth].sort_unstable();
    Ok(())
}

/// The terms of the words of the same root as each word. A word alone has nothing to be
/// told from by them.
fn related(
    words: &[&Word],
    searcher: &Searcher,
) -> Result<Vec<Option<Segments>>, SearchError> {
    if words.len() < 2 {
        return Ok(vec![None; words.len()]);
    }
    let terms = |word: &&Word| Ok(word.related(searcher)?.map(|(segments, _)| segments));
    words.iter().map(terms).collect()
}

/// Postings by field.
type Channels = Vec<(Field, MergedPostings)>;

/// A word in one segment.
struct OpenWord {
    own: Channels,
    /// The words of the same root, if any.
    related: Channels,
}

fn open(
    fields: &[Field],
    terms: &[Vec<Form>],
    segment: &SegmentReader,
) -> tantivy::Result<Channels> {
    let mut channels = Vec::new();
    for (field, forms) in fields.iter().zip(terms) {
        let inverted = segment.inverted_index(*field)?;
        channels.push((*field, MergedPostings::open(inverted, forms.clone())?));
    }
    Ok(channels)
}

/// Where the words stand in one field of an article.
#[derive(Default)]
struct Standing {
    /// Each word.
    own: Vec<Vec<u32>>,
    /// Each word or one of the same root.
    any: Vec<Vec<u32>>,
}

impl Standing {
    fn read(
        &mut self,
        words: &mut [OpenWord],
        field: Field,
        doc: DocId,
    ) -> io::Result<()> {
        self.own.resize_with(words.len(), Vec::new);
        self.any.resize_with(words.len(), Vec::new);
        for (at, word) in words.iter_mut().enumerate() {
            let (own, any) = (&mut self.own[at], &mut self.any[at]);
            positions(&mut word.own, field, doc, own)?;
            positions(&mut word.related, field, doc, any)?;
            any.extend_from_slice(own);
            any.sort_unstable();
        }
        Ok(())
    }
}

fn positions(
    channels: &mut Channels,
    field: Field,
    doc: DocId,
    out: &mut Vec<u32>,
) -> io::Result<()> {
    out.clear();
    match channels.iter_mut().find(|(here, _)| *here == field) {
        Some((_, channel)) => channel.positions(doc, out),
        None => Ok(()),
    }
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
    fn at(&self, words: &mut [OpenWord], doc: DocId, norm: f32) -> io::Result<f32> {
        let mut together = vec![[0.0; NEIGHBOURS]; words.len()];
        let mut counts = vec![(0, 0); words.len()];
        let (mut opening, mut passage) = (0.0, 0.0_f32);
        let mut standing = Standing::default();
        for field in [self.fields.title, self.fields.standfirst, self.fields.body] {
            standing.read(words, field, doc)?;
            let Standing { own, any } = &standing;
            for (at, (mentions, all)) in counts.iter_mut().enumerate() {
                *mentions += own[at].len();
                *all += any[at].len();
            }
            add_closeness(any, &mut together);
            if field == self.fields.body {
                opening += self.opening(own);
            }
            passage = passage.max(best_passage(any, &self.rarities, PASSAGE));
        }
        let Ranking { close, opening: weights, passage: weight, .. } = self.ranking;
        let long = usize::from(self.rarities.len() >= LONG);
        Ok(self.related(&counts, norm)
            + close[long] * self.closeness(&together, norm)
            + weights[long] * opening
            + weight * passage)
    }

    /// What words of the same root add to the mentions of each word, given how many
    /// there are of it and of all.
    fn related(&self, counts: &[(usize, usize)], norm: f32) -> f32 {
        let told = |count: f32| saturated(count, norm, &self.ranking);
        let added = |(own, all): (usize, usize)| {
            #[allow(clippy::cast_precision_loss, reason = "mentions in an article")]
            let (own, related) = (own as f32, (all - own) as f32);
            told(own + self.ranking.related * related) - told(own)
        };
        let words = counts.iter().zip(&self.rarities).filter(|((own, all), _)| all > own);
        words.map(|(counts, rarity)| rarity * added(*counts)).sum()
    }

    /// Pairs of neighbours of the query, each read as BM25 reads a frequency.
    fn closeness(&self, together: &[[f32; NEIGHBOURS]], norm: f32) -> f32 {
        let mut score = 0.0;
        for (one, sums) in together.iter().enumerate() {
            for (apart, sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > 0.0) {
                let rarity = self.rarities[one].min(self.rarities[one + apart + 1]);
                score += rarity * saturated(*sum, norm, &self.ranking);
            }
        }
        score
    }

    /// Words in the opening of the body, read as BM25 reads frequencies, and how soon
    /// they come.
    fn opening(&self, positions: &[Vec<u32>]) -> f32 {
        let told = |count: u16| saturated(count.into(), self.ranking.k1, &self.ranking);
        in_opening(positions, OPENING)
            .zip(positions)
            .zip(&self.rarities)
            .map(|((count, positions), rarity)| {
                rarity * (told(count) + self.ranking.early * early(positions, OPENING))
            })
            .sum()
    }
}
