//! A second look at the best articles: where their words stand, not only how many.

use super::collect::Ranked;
use super::compile::Compiled;
use super::evidence::{NEIGHBOURS, add_closeness, best_passage, soon};
use super::expand::{Segments, Word};
use super::standing::{OpenWord, Places, Standing};
use super::weigh::{Collection, Norms, WordWeight, kept, saturated};
use super::{Ranking, SearchError};
use crate::index::Fields;
use tantivy::{DocId, Searcher};

/// Articles that get a second look.
pub(super) const DEPTH: usize = 100;

/// Words that make a query a sentence rather than a topic.
const SENTENCE: usize = 4;

/// How far the opening of the body reaches, in words and as a part of the article: the
/// press says there what it is about.
const OPENING: (f32, f32) = (80.0, 0.3);

/// Words of a passage.
const PASSAGE: u32 = 40;

/// Adds what positions are worth to the best articles and puts them in order again.
pub(super) fn rerank(
    best: &mut [Ranked],
    compiled: &Compiled,
    searcher: &Searcher,
    fields: &Fields,
    collection: &Collection,
) -> Result<(), SearchError> {
    let words: Vec<&Word> = compiled.words[..compiled.required]
        .iter()
        .filter(|word| word.weight > 0.0)
        .collect();
    let rarities: Vec<f32> = words
        .iter()
        .map(|word| WordWeight::of(word, collection, fields.title).rarity())
        .collect();
    let related = related(&words, searcher)?;
    let kind = Kind::of(words.len(), &compiled.words[compiled.required..]);
    let (depth, ranking) = (best.len().min(DEPTH), collection.ranking());
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let mut docs: Vec<(DocId, usize)> = (0..depth)
            .filter(|at| best[*at].address.segment_ord == ordinal)
            .map(|at| (best[at].address.doc_id, at))
            .collect();
        if docs.is_empty() {
            continue;
        }
        docs.sort_unstable();
        let norms = Norms::open(segment, fields, collection)?;
        let mut opened = Vec::new();
        for (word, related) in words.iter().zip(&related) {
            let ordinal = ordinal as usize;
            opened.push(OpenWord::open(word, related.as_ref(), segment, ordinal)?);
        }
        let mut standing = Standing::new(words.len());
        for (doc, at) in docs {
            standing.read(&mut opened, fields, doc)?;
            let look = Look::new(&rarities, &standing, &norms, doc, ranking);
            best[at] = best[at].with_score(best[at].score + look.score(kind));
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
    let terms = |word: &&Word| Ok(word.related(searcher)?.map(|terms| terms.segments));
    words.iter().map(terms).collect()
}

/// What a query is like.
#[derive(Clone, Copy)]
enum Kind {
    /// A few words.
    Topic,
    /// Many words, or some that only sentences have.
    Sentence,
}

impl Kind {
    /// Of a query of so many words, given the stop words beside them.
    fn of(words: usize, stops: &[Word]) -> Self {
        let asks = stops.iter().any(|word| word.weight > 0.0); // interrogatives, verbs
        if words >= SENTENCE || asks { Self::Sentence } else { Self::Topic }
    }
}

/// An article, and what it takes to say what the places of its words tell.
struct Look<'a> {
    /// Of each word as this article writes it.
    rarities: Vec<f32>,
    standing: &'a Standing,
    /// Normalised length of the whole text.
    norm: f32,
    /// Words of the whole text.
    words: u32,
    ranking: Ranking,
}

impl<'a> Look<'a> {
    fn new(
        rarities: &[f32],
        standing: &'a Standing,
        norms: &Norms,
        doc: DocId,
        ranking: Ranking,
    ) -> Self {
        let (norm, words) = (norms.whole(doc), norms.words(doc));
        let rarities = rarities.iter().zip(&standing.wrong);
        let rarities = rarities.map(|(rarity, wrong)| rarity * kept(*wrong)).collect();
        Self { rarities, standing, norm, words, ranking }
    }

    fn score(&self, kind: Kind) -> f32 {
        let Ranking { close, opening, passage, .. } = self.ranking;
        self.related()
            + close[kind as usize] * self.closeness()
            + opening[kind as usize] * self.opening()
            + passage * self.passage()
    }

    /// What words of the same root add to the mentions of each word.
    fn related(&self) -> f32 {
        let told = |count: f32| saturated(count, self.norm, &self.ranking);
        let mut score = 0.0;
        for (word, rarity) in self.rarities.iter().enumerate() {
            let (own, any) = self.standing.mentions(word);
            if any > own {
                #[allow(clippy::cast_precision_loss, reason = "mentions in an article")]
                let (own, others) = (own as f32, (any - own) as f32);
                let all = own + self.ranking.related * others;
                score += rarity * (told(all) - told(own));
            }
        }
        score
    }

    /// Pairs of neighbours of the query, each read as BM25 reads a frequency.
    fn closeness(&self) -> f32 {
        let mut together = vec![[0.0; NEIGHBOURS]; self.rarities.len()];
        for places in &self.standing.fields {
            add_closeness(&places.any, &mut together);
        }
        let mut score = 0.0;
        for (one, sums) in together.iter().enumerate() {
            for (apart, sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > 0.0) {
                let rarity = self.rarities[one].min(self.rarities[one + apart + 1]);
                score += rarity * saturated(*sum, self.norm, &self.ranking);
            }
        }
        score
    }

    /// Words that come soon in the body, read as BM25 reads frequencies.
    fn opening(&self) -> f32 {
        let [.., body] = &self.standing.fields;
        #[allow(clippy::cast_precision_loss, reason = "lengths are approximate already")]
        let reach = (self.words as f32 * OPENING.1).min(OPENING.0);
        let told = |count: f32| saturated(count, self.ranking.k1, &self.ranking);
        let words = body.own.iter().zip(&self.rarities);
        words.map(|(places, rarity)| rarity * told(soon(places, reach))).sum()
    }

    /// The most that one passage gathers.
    fn passage(&self) -> f32 {
        let gathered = |field: &Places| best_passage(&field.any, &self.rarities, PASSAGE);
        self.standing.fields.iter().map(gathered).fold(0.0, f32::max)
    }
}
