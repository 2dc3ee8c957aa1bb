//! A second look at the best articles: where their words stand, not only how many.

use super::collect::Ranked;
use super::compile::Compiled;
use super::evidence::{Passages, nearness, soon};
use super::expand::{Segments, Word};
use super::standing::{OpenWord, Part, Standing};
use super::weigh::{Collection, Norms, WordWeight, kept, saturated};
use super::{Ranking, SearchError};
use crate::index::Index;
use tantivy::DocId;

/// Articles that get a second look, for a topic and for a sentence.
const DEPTH: [usize; 2] = [20, 50];

/// Words that make a query a sentence rather than a topic.
pub(super) const SENTENCE: usize = 4;

/// How far apart in the query two words may be to be expected together.
const NEIGHBOURS: usize = 2;

/// How far the opening of the body reaches, in words and as a part of the article: the
/// press says there what it is about.
const OPENING: (f32, f32) = (80.0, 0.3);

/// Words of a passage.
const PASSAGE: u32 = 40;

/// How many of the best articles get a second look.
pub(super) fn depth(compiled: &Compiled) -> usize {
    DEPTH[Kind::of(compiled) as usize]
}

/// The words that must be there and count.
fn telling(compiled: &Compiled) -> impl Iterator<Item = &Word> {
    let words = compiled.words[..compiled.required].iter();
    words.filter(|word| word.weight > 0.0)
}

/// Adds what positions are worth to the best articles and puts them in order again.
pub(super) fn rerank(
    best: &mut [Ranked],
    compiled: &Compiled,
    index: &Index,
    collection: &Collection,
) -> Result<(), SearchError> {
    let words: Vec<&Word> = telling(compiled).collect();
    let rarities: Vec<f32> =
        words.iter().map(|word| WordWeight::of(word, collection).rarity()).collect();
    let related = related(&words, compiled, index)?;
    let (kind, ranking) = (Kind::of(compiled), collection.ranking());
    let depth = best.len().min(depth(compiled));
    let columns = index.columns()?;
    for (ordinal, segment) in (0..).zip(index.searcher().segment_readers()) {
        let mut docs: Vec<(DocId, usize)> = (0..depth)
            .filter(|at| best[*at].address.segment_ord == ordinal)
            .map(|at| (best[at].address.doc_id, at))
            .collect();
        if docs.is_empty() {
            continue;
        }
        docs.sort_unstable();
        let columns = &columns[ordinal as usize];
        let norms = Norms::new(columns, collection);
        let mut opened = Vec::new();
        for (word, related) in words.iter().zip(&related) {
            let (ordinal, fields) = (ordinal as usize, index.fields());
            opened.push(OpenWord::open(word, *related, segment, ordinal, fields)?);
        }
        let mut look = Look {
            rarities: Vec::new(),
            standing: Standing::new(words.len()),
            norm: 0.0,
            words: 0.0,
            kind,
            ranking,
        };
        let mut passages = Passages::default();
        for (doc, at) in docs {
            look.standing.read(&mut opened, columns, doc)?;
            look.weigh(&rarities);
            (look.norm, look.words) = (norms.whole(doc), norms.words(doc));
            let told = look.score(&mut passages);
            best[at] = best[at].with_score(best[at].score + told);
        }
    }
    best[..depth].sort_unstable();
    Ok(())
}

/// Whether words of the same root count: a word alone has nothing to be told from by them.
pub(super) fn has_relatives(compiled: &Compiled) -> bool {
    telling(compiled).nth(1).is_some()
}

/// The terms of the words of the same root as each word, where they count.
fn related<'a>(
    words: &[&'a Word],
    compiled: &Compiled,
    index: &Index,
) -> Result<Vec<Option<&'a Segments>>, SearchError> {
    if !has_relatives(compiled) {
        return Ok(vec![None; words.len()]);
    }
    let terms = |word: &&'a Word| Ok(word.related(index)?.map(|terms| &terms.segments));
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
    /// That of a query, by its words and the stop words beside them.
    fn of(compiled: &Compiled) -> Self {
        let mut stops = compiled.words[compiled.required..compiled.typed].iter();
        let asks = stops.any(|word| word.weight > 0.0); // interrogatives, verbs
        let is_long = telling(compiled).nth(SENTENCE - 1).is_some();
        if is_long || asks { Self::Sentence } else { Self::Topic }
    }
}

/// An article, and what it takes to say what the places of its words tell; kept from one
/// to the next for its memory.
struct Look {
    /// Of each word as this article writes it.
    rarities: Vec<f32>,
    standing: Standing,
    /// Normalised length of the whole text.
    norm: f32,
    /// Words of the whole text.
    words: f32,
    kind: Kind,
    ranking: Ranking,
}

impl Look {
    /// Takes from the rarity of each word what wrong letters cost here.
    fn weigh(&mut self, rarities: &[f32]) {
        let rarities = rarities.iter().zip(&self.standing.wrong);
        self.rarities.clear();
        self.rarities.extend(rarities.map(|(rarity, wrong)| rarity * kept(*wrong)));
    }

    fn score(&self, passages: &mut Passages) -> f32 {
        let Ranking { close, opening, passage, .. } = self.ranking;
        let kind = self.kind as usize;
        self.related()
            + close[kind] * self.closeness()
            + opening[kind] * self.opening()
            + passage * self.passage(passages)
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
        let words = self.rarities.len();
        let mut score = 0.0;
        for one in 0..words {
            for other in (one + 1..words).take(NEIGHBOURS) {
                let mut together = 0.0;
                for part in Part::ALL {
                    let places = |word| self.standing.any(word, part);
                    together += nearness(places(one), places(other));
                }
                if together > 0.0 {
                    let rarity = self.rarities[one].min(self.rarities[other]);
                    score += rarity * saturated(together, self.norm, &self.ranking);
                }
            }
        }
        score
    }

    /// Words that come soon in the body, read as BM25 reads frequencies.
    fn opening(&self) -> f32 {
        let start = self.standing.body;
        let reach = (self.words * OPENING.1).min(OPENING.0);
        let told = |count: f32| saturated(count, self.ranking.k1, &self.ranking);
        let words = self.rarities.iter().enumerate();
        let soon = |word| soon(self.standing.own(word, Part::Body), start, reach);
        words.map(|(word, rarity)| rarity * told(soon(word))).sum()
    }

    /// The most that one passage gathers.
    fn passage(&self, passages: &mut Passages) -> f32 {
        if let [rarity] = *self.rarities {
            return rarity; // it is somewhere
        }
        let (words, all) = (0..self.rarities.len(), self.rarities.iter().sum());
        let mut most = 0.0_f32;
        for part in Part::ALL {
            let places = words.clone().map(|word| self.standing.any(word, part));
            most = most.max(passages.best(places, &self.rarities, PASSAGE));
            if most >= all {
                break;
            }
        }
        most
    }
}
