//! A word typed plainly: its inflections, whatever their case, accents and ligatures.

use super::{
    accents::drift,
    derivation::relatives,
    fold::{Letter, fold, letters},
    forms::Closeness,
    lexicon::{self, Role},
    reading::{Accents, lower, spellings},
    spelled::Spelled,
    stop,
};
use std::collections::{BTreeMap, BTreeSet};

/// Words of English that print has far more often than the French ones they would be
/// without accents: thé, Côme, séries.
const ENGLISH: [&str; 3] = ["come", "series", "the"];

/// Bytes of the longest grammatical words that differ from others by accents alone.
const GRAMMATICAL: usize = 5;

/// A plain word of a query, composed, as the terms it meets are.
#[derive(Clone, Debug)]
pub(crate) struct Plain {
    /// The word as typed, in lower case.
    typed: String,
    /// Whether that is in the dictionary; then it is not typed so with other accents.
    is_word: bool,
    /// Its letters.
    letters: Vec<Letter>,
    /// The forms it stands for, as the dictionary spells them.
    spellings: BTreeSet<String>,
    /// The same folded, without repetition.
    folded: Vec<String>,
    /// For each of these, the forms that fold so.
    spelled: Vec<Vec<String>>,
}

impl Plain {
    pub(crate) fn new(word: &str, accents: Accents) -> Self {
        Self::spelled(word, spellings(word, accents))
    }

    /// The forms of the words made of the same root, instead of its own; `None` when
    /// there are none.
    pub(crate) fn relatives(word: &str) -> Option<Self> {
        let relatives = relatives(word);
        (!relatives.is_empty()).then(|| Self::spelled(word, relatives))
    }

    fn spelled(word: &str, spellings: BTreeSet<String>) -> Self {
        let mut by_fold: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for spelling in &spellings {
            by_fold.entry(fold(spelling)).or_default().push(spelling.clone());
        }
        let (folded, spelled) = by_fold.into_iter().unzip();
        let typed = lower(word);
        let is_word = lexicon::is_known(&typed);
        Self { typed, is_word, letters: letters(word), spellings, folded, spelled }
    }

    pub(crate) fn spellings(&self) -> impl Iterator<Item = &str> {
        self.spellings.iter().map(String::as_str)
    }

    pub(crate) fn automaton(&self) -> Spelled<'_> {
        Spelled(&self.folded)
    }

    /// A term is a form if it spells one, or one with accents lost or gained, provided
    /// that does not make it another word or name; but capitals lose accents freely.
    pub(crate) fn closeness(&self, term: &str) -> Option<Closeness> {
        let written = letters(term);
        let folded: String = written.iter().map(|letter| letter.base).collect();
        let number = self.folded.binary_search(&folded).ok()?;
        let lower = lower(term);
        if lower == self.typed {
            return Some(Closeness::Typed);
        }
        let drifts = self.spelled[number].iter().filter_map(|form| {
            drift(&letters(form), &written)
                .filter(|drift| !(drift.gained && has_its_accents(form)))
        });
        let faithful = drifts.map(|drift| !drift.gained && !drift.lost_small).max()?;
        let typed = drift(&self.letters, &written)
            .is_some_and(|drift| !drift.gained || !self.is_word);
        let doubtful = !faithful || self.is_grammatical(&lower);
        if !typed && self.is_another_name(term)
            || doubtful && self.is_another_word(&lower)
        {
            return None;
        }
        Some(if typed { Closeness::Typed } else { Closeness::Form })
    }

    /// A short grammatical word, where another is looked for: `NE` is ne rather than né.
    fn is_grammatical(&self, lower: &str) -> bool {
        let is_content = |word: &str| stop::role(word) == stop::Role::Content;
        lower.len() <= GRAMMATICAL && !is_content(lower) && is_content(&self.typed)
    }

    /// A word of the dictionary that is none of these: `marché` for `marche`; spelled
    /// with or without its ligatures, `oeuvré` being œuvré.
    fn is_another_word(&self, lower: &str) -> bool {
        let is_other = |word: &str| {
            let known = lexicon::is_known(word) || ENGLISH.contains(&word);
            known && !self.spellings.contains(word)
        };
        let parted = lower.contains("oe") || lower.contains("ae");
        is_other(lower)
            || parted && is_other(&lower.replace("oe", "œ").replace("ae", "æ"))
    }

    /// By its capitals a name of the dictionary, and none of these: `Paris` is no plural
    /// of `pari`.
    fn is_another_name(&self, term: &str) -> bool {
        let Some(first) = term.chars().next().filter(|first| first.is_uppercase()) else {
            return false;
        };
        let title = first.to_string() + &lower(&term[first.len_utf8()..]);
        [term, &title].into_iter().any(|name| {
            !self.spellings.contains(name)
                && lexicon::readings(name).any(|reading| reading.role == Role::Name)
        })
    }
}

/// Whether a form is a common word of the dictionary, which is written with no more accents:
/// `Agé` is no age. Names are, abroad: `Zürich`.
fn has_its_accents(form: &str) -> bool {
    form.starts_with(char::is_lowercase) && lexicon::is_known(form)
}
