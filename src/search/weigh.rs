//! How much a word counts for in an article: BM25 of the set of its written forms, a
//! part of it again for the spelling as typed, and again in the title.

use super::Ranking;
use super::expand::{FormUse, Word};
use super::plan::Scope;
use super::postings::Frequency;
use crate::french::Closeness;
use crate::index::{Columns, Index, IndexError, Lengths};

/// What wrong letters leave of a fuzzy word's weight, by their number: so little that many
/// mentions one letter away, title included, count less than a single one as typed in a
/// long article.
const KEPT: [f32; 4] = [1.0, 1.0 / 32.0, 1.0 / 1024.0, 1.0 / 32768.0];

/// The part of its weight that a word keeps in an article where so many letters are wrong
/// in the closest of its forms.
#[inline]
pub(super) fn kept(wrong: u8) -> f32 {
    KEPT[usize::from(wrong).min(KEPT.len() - 1)]
}

/// Figures of the whole index that all words share.
#[derive(Clone, Debug)]
pub(super) struct Collection {
    articles: f64,
    ranking: Ranking,
    tables: Tables,
}

impl Collection {
    pub(super) fn of(index: &Index, ranking: Ranking) -> Result<Self, IndexError> {
        #[allow(clippy::cast_precision_loss, reason = "far fewer than 2^52 articles")]
        let articles = index.articles() as f64;
        let tables = Tables::new(index.lengths()?, ranking);
        Ok(Self { articles, ranking, tables })
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
    whole: Gain,
    title: Gain,
    /// In the index, times the weight of the word.
    rarity: f32,
    counts: bool,
}

/// The most that mentions are worth, in any of the forms and again as typed.
#[derive(Clone, Copy, Debug, Default)]
struct Gain {
    all: f32,
    typed: f32,
}

impl WordWeight {
    pub(super) fn of(word: &Word, collection: &Collection) -> Self {
        let ranking = &collection.ranking;
        let common = if word.is_common { ranking.common } else { 1.0 };
        let weight = word.weight * common;
        let most = |part: f32, rarity: Gain| {
            let part = part * weight * (ranking.k1 + 1.0);
            Gain { all: part * rarity.all, typed: part * ranking.typed * rarity.typed }
        };
        let whole = rarity(word, collection, |form| form.articles);
        let title = if word.scope == Scope::Text {
            most(ranking.title, rarity(word, collection, |form| form.in_title))
        } else {
            Gain::default()
        };
        Self {
            whole: most(1.0, whole),
            title,
            rarity: whole.all * weight,
            counts: weight > 0.0,
        }
    }

    /// Whether it counts for anything.
    pub(super) fn counts(&self) -> bool {
        self.counts
    }

    /// Rarity of the word in the index: for what depends on it in turn.
    pub(super) fn rarity(&self) -> f32 {
        self.rarity
    }

    /// Its score in the whole text, of this normalised length.
    #[inline]
    pub(super) fn whole(&self, found: Frequency, norm: f32) -> f32 {
        self.whole.of(found, norm) * kept(found.wrong)
    }

    /// What it adds by being in the title, of this normalised length.
    #[inline]
    pub(super) fn title(&self, found: Frequency, norm: f32) -> f32 {
        self.title.of(found, norm)
    }
}

impl Gain {
    /// Without a branch: it is worked out for every article found.
    #[inline]
    fn of(self, found: Frequency, norm: f32) -> f32 {
        let share = |count: u16| f32::from(count) / (f32::from(count) + norm);
        self.all * share(found.all) + self.typed * share(found.typed)
    }
}

/// BM25's reading of a frequency: from 0 to `k1 + 1`.
pub(super) fn saturated(frequency: f32, norm: f32, ranking: &Ranking) -> f32 {
    frequency * (ranking.k1 + 1.0) / (frequency + norm)
}

/// Rarities of the forms of a word.
fn rarity(word: &Word, collection: &Collection, count: impl Fn(&FormUse) -> u64) -> Gain {
    let all = word.terms.forms.values().map(&count);
    let typed =
        word.terms.forms.values().filter(|form| form.closeness == Closeness::Typed);
    let typed = typed.map(&count);
    Gain {
        all: collection.rarity(collection.frequency(all)),
        typed: collection.rarity(collection.frequency(typed)),
    }
}

/// Lengths of the articles of a segment, as BM25 sees them.
pub(super) struct Norms<'a> {
    columns: &'a Columns,
    tables: &'a Tables,
}

/// Normalised lengths, by the numbers that [`Columns`] has for lengths.
#[derive(Clone, Debug)]
struct Tables {
    whole: [f32; 256],
    title: [f32; 256],
}

impl Tables {
    fn new(lengths: Lengths, ranking: Ranking) -> Self {
        let Ranking { k1, b, .. } = ranking;
        let table = |average: f32| {
            let (fixed, word) = (k1 * (1.0 - b), k1 * b / average.max(1.0));
            let mut norms = [0.0; 256];
            for (number, norm) in (0..=u8::MAX).zip(&mut norms) {
                *norm = fixed + word * words(number);
            }
            norms
        };
        Self { whole: table(lengths.whole), title: table(lengths.title) }
    }
}

#[allow(clippy::cast_precision_loss, reason = "lengths are rounded already")]
fn words(number: u8) -> f32 {
    Columns::words(number) as f32
}

impl<'a> Norms<'a> {
    pub(super) fn new(columns: &'a Columns, collection: &'a Collection) -> Self {
        Self { columns, tables: &collection.tables }
    }

    /// Words of the whole text of an article, more or less.
    pub(super) fn words(&self, doc: tantivy::DocId) -> f32 {
        words(self.columns.length(doc))
    }

    /// Normalised length of the whole text of an article.
    #[inline]
    pub(super) fn whole(&self, doc: tantivy::DocId) -> f32 {
        self.tables.whole[usize::from(self.columns.length(doc))]
    }

    /// Normalised length of its title.
    #[inline]
    pub(super) fn title(&self, doc: tantivy::DocId) -> f32 {
        self.tables.title[usize::from(self.columns.title_length(doc))]
    }
}
