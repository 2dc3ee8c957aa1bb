//! How much a word counts for in an article: BM25 of the set of its written forms, a
//! part of it again for the spelling as typed, and again in the title.

use super::Ranking;
use super::expand::{FormUse, Word};
use super::plan::Scope;
use super::postings::Frequency;
use crate::french::Closeness;
use crate::index::{Columns, Index, IndexError, Lengths};

/// What a wrong letter leaves of a fuzzy word's weight: so little that many mentions one
/// letter away, title included, count less than a single one as typed in a long article.
const WRONG_LETTER: f32 = 1.0 / 32.0;

/// The part of its weight that a word keeps in an article where so many letters are wrong
/// in the closest of its forms.
pub(super) fn kept(wrong: u8) -> f32 {
    if wrong == 0 { 1.0 } else { WRONG_LETTER.powi(wrong.into()) }
}

/// Figures of the whole index that all words share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Collection {
    articles: f64,
    lengths: Lengths,
    ranking: Ranking,
}

impl Collection {
    pub(super) fn of(index: &Index, ranking: Ranking) -> Result<Self, IndexError> {
        #[allow(clippy::cast_precision_loss, reason = "far fewer than 2^52 articles")]
        let articles = index.articles() as f64;
        Ok(Self { articles, lengths: index.lengths()?, ranking })
    }

    pub(super) fn ranking(&self) -> Ranking {
        self.ranking
    }

    /// Articles that have at least one of some terms, as if terms came independently.
    fn frequency(&self, counts: impl Iterator<Item = u64>) -> f64 {
        #[allow(clippy::cast_precision_loss, reason = "far fewer than 2^52 articles")]
        let without = counts.map(|count| 1.0 - (count as f64 / self.articles).min(1.0));
        self.articles * (1.0 - without.product::<f64>())
    }

    /// Rarity of something that so many articles have.
    #[allow(clippy::cast_possible_truncation, reason = "a score is a single float")]
    fn rarity(&self, articles: f64) -> f32 {
        (1.0 + (self.articles - articles + 0.5) / (articles + 0.5)).ln() as f32
    }
}

/// What one word of the query is worth.
#[derive(Clone, Debug)]
pub(super) struct WordWeight {
    whole: Rarity,
    title: Option<Rarity>,
    weight: f32,
    ranking: Ranking,
}

#[derive(Clone, Copy, Debug)]
struct Rarity {
    all: f32,
    typed: f32,
}

impl WordWeight {
    pub(super) fn of(word: &Word, collection: &Collection) -> Self {
        let in_title = || rarity(word, collection, |form| form.in_title);
        Self {
            whole: rarity(word, collection, |form| form.articles),
            title: (word.scope == Scope::Text).then(in_title),
            weight: if word.is_common {
                word.weight * collection.ranking.common
            } else {
                word.weight
            },
            ranking: collection.ranking,
        }
    }

    /// Whether it counts for anything.
    pub(super) fn counts(&self) -> bool {
        self.weight > 0.0
    }

    /// Rarity of the word in the index: for what depends on it in turn.
    pub(super) fn rarity(&self) -> f32 {
        self.whole.all * self.weight
    }

    /// Its score, given its frequencies in the whole text and in the title, and the
    /// normalised lengths of both.
    pub(super) fn score(
        &self,
        whole: (Frequency, f32),
        title: Option<(Frequency, f32)>,
    ) -> f32 {
        let ranking = &self.ranking;
        let mut score = self.whole.score(whole.0, whole.1, ranking);
        if let (Some(rarity), Some((frequency, norm))) = (self.title, title) {
            score += ranking.title * rarity.score(frequency, norm, ranking);
        }
        score * self.weight * kept(whole.0.wrong)
    }
}

impl Rarity {
    fn score(self, frequency: Frequency, norm: f32, ranking: &Ranking) -> f32 {
        let told = |count: u16| saturated(f32::from(count), norm, ranking);
        let all = told(frequency.all);
        let typed = match frequency.typed {
            0 => 0.0,
            typed if typed == frequency.all => all,
            typed => told(typed),
        };
        self.all * all + ranking.typed * self.typed * typed
    }
}

/// BM25's reading of a frequency: from 0 to `k1 + 1`.
pub(super) fn saturated(frequency: f32, norm: f32, ranking: &Ranking) -> f32 {
    frequency * (ranking.k1 + 1.0) / (frequency + norm)
}

fn rarity(
    word: &Word,
    collection: &Collection,
    count: impl Fn(&FormUse) -> u64,
) -> Rarity {
    let all = word.terms.forms.values().map(&count);
    let typed =
        word.terms.forms.values().filter(|form| form.closeness == Closeness::Typed);
    let typed = typed.map(&count);
    Rarity {
        all: collection.rarity(collection.frequency(all)),
        typed: collection.rarity(collection.frequency(typed)),
    }
}

/// Lengths of the articles of a segment, as BM25 sees them.
pub(super) struct Norms<'a> {
    columns: &'a Columns,
    /// What any length adds, and what a word does, in the whole text and in the title.
    fixed: f32,
    word: f32,
    title_word: f32,
}

impl<'a> Norms<'a> {
    pub(super) fn new(columns: &'a Columns, collection: &Collection) -> Self {
        let Ranking { k1, b, .. } = collection.ranking;
        let word = |average: f32| k1 * b / average.max(1.0);
        Self {
            columns,
            fixed: k1 * (1.0 - b),
            word: word(collection.lengths.whole),
            title_word: word(collection.lengths.title),
        }
    }

    /// Words of the whole text of an article, more or less.
    #[allow(clippy::cast_precision_loss, reason = "lengths are approximate already")]
    pub(super) fn words(&self, doc: tantivy::DocId) -> f32 {
        self.columns.words(doc) as f32
    }

    /// Normalised length of the whole text of an article.
    #[inline]
    pub(super) fn whole(&self, doc: tantivy::DocId) -> f32 {
        self.fixed + self.word * self.words(doc)
    }

    /// Normalised length of its title.
    #[inline]
    #[allow(clippy::cast_precision_loss, reason = "lengths are approximate already")]
    pub(super) fn title(&self, doc: tantivy::DocId) -> f32 {
        self.fixed + self.title_word * self.columns.title_words(doc) as f32
    }
}
