//! What a typed word is read as: the choice among the dictionary's readings.

use super::{
    accents::drift,
    fold::letters,
    lexicon::{self, Reading, Role},
};
use std::collections::BTreeSet;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Whether a word typed bare that is itself a word (`marche`) also stands for the words
/// it becomes with accents (`marché`). A bare word that is none (`evenement`) always
/// does.
const BARE_WORD_TAKES_ACCENTS: bool = false;

/// Letters a plural mark must leave, for a word outside the dictionary to lose it.
const LEFT_BY_PLURAL: usize = 3;

/// The written forms that a typed word stands for, spelled as the dictionary has them:
/// common words in lower case, names as they are written. A word outside it stands for
/// itself, with and without a plural mark.
pub(crate) fn spellings(word: &str) -> BTreeSet<String> {
    let spelled = spelled(word);
    let chosen = chosen(word, &spelled);
    if chosen.is_empty() {
        return with_and_without_plural(word);
    }
    let typed = lower(word);
    let mut spellings = BTreeSet::new();
    for reading in &chosen {
        let brought = reading.family.forms().filter(|form| {
            lower(form) == typed || !belongs_elsewhere(form, reading, &chosen)
        });
        spellings.extend(brought);
    }
    spellings
}

/// The word in lower case, composed.
pub(crate) fn lower(word: &str) -> String {
    let lower = word.to_lowercase();
    if is_nfc(&lower) { lower } else { lower.nfc().collect() }
}

/// The dictionary's words that a typed word spells: those spelled just so, or else
/// those that the accents allow.
fn spelled(word: &str) -> Vec<String> {
    let mut alike = lexicon::alike(word);
    let typed = lower(word);
    if alike.iter().any(|spelling| lower(spelling) == typed) {
        alike.retain(|spelling| lower(spelling) == typed || becomes(word, spelling));
    } else {
        alike.retain(|spelling| drift(&letters(word), &letters(spelling)).is_some());
    }
    alike
}

/// The readings a reader has in mind. A capital typed asks for the name; a word in
/// lower case is a common one, or else a name.
fn chosen<'a>(word: &str, spelled: &'a [String]) -> Vec<Reading<'a>> {
    let (names, words): (Vec<_>, Vec<_>) = spelled
        .iter()
        .flat_map(|spelling| lexicon::readings(spelling))
        .partition(|reading| reading.role == Role::Name);
    let words = likely(words);
    let capital = word.contains(char::is_uppercase);
    // `marie`, `vienne`: rather the name than a form of `marier`, `venir`.
    let verbs = words.iter().all(|reading| reading.role == Role::Verb);
    if !names.is_empty() && (capital || verbs) { names } else { words }
}

/// Whether a typed word that is in the dictionary stands for another spelling, too.
fn becomes(word: &str, spelling: &str) -> bool {
    let gains = |drift: super::accents::Drift| drift.gained && !drift.lost();
    BARE_WORD_TAKES_ACCENTS
        && drift(&letters(word), &letters(spelling)).is_some_and(gains)
}

/// The likeliest of the readings of a common word: the noun before the verb, and no
/// plural where the word has a meaning of its own (`fils`, `vers`, `sous`).
fn likely(mut readings: Vec<Reading<'_>>) -> Vec<Reading<'_>> {
    use Role::{
        Infinitive, Inflected, Invariable, Noun, Other, Own, Participle, Tool, Verb,
    };
    let has = |role| readings.iter().any(|reading| reading.role == role);
    let alone = has(Invariable) || has(Tool);
    let orders: [&[Role]; 6] = [
        &[Own],
        if has(Infinitive) { &[Infinitive, Noun, Inflected, Invariable] } else { &[] },
        if alone { &[Noun, Invariable, Participle] } else { &[] },
        if alone { &[] } else { &[Noun, Inflected, Participle] },
        &[Tool, Other],
        &[Verb],
    ];
    let first = orders.into_iter().find(|roles| roles.iter().any(|&role| has(role)));
    readings.retain(|reading| first.is_some_and(|roles| roles.contains(&reading.role)));
    readings
}

/// Whether a form of a chosen family is rather another word: `police` of `policer`,
/// `fils` of `fil`, `dans` of `dan`.
fn belongs_elsewhere(form: &str, within: &Reading, chosen: &[Reading]) -> bool {
    if within.role == Role::Name {
        return false;
    }
    let readings: Vec<Reading> = lexicon::readings(form).collect();
    let here: Vec<Role> = readings
        .iter()
        .filter(|reading| reading.family == within.family)
        .map(|reading| reading.role)
        .collect();
    let participle = readings.iter().any(|reading| reading.role == Role::Participle);
    !here.contains(&Role::Own)
        && readings
            .iter()
            .filter(|reading| chosen.iter().all(|chosen| chosen.family != reading.family))
            .any(|reading| match reading.role {
                Role::Own => true,
                Role::Tool => !participle,
                Role::Invariable => here.contains(&Role::Inflected),
                _ => false,
            })
}

fn with_and_without_plural(word: &str) -> BTreeSet<String> {
    let typed = lower(word);
    let mut spellings = BTreeSet::from([typed.clone()]);
    let letters = typed.chars().count();
    if !typed.chars().all(char::is_alphabetic) || letters < 2 {
        return spellings;
    }
    // The S of CNRS is no plural.
    let acronym = !word.contains(char::is_lowercase);
    if let Some(singular) = typed.strip_suffix(['s', 'x']) {
        if letters > LEFT_BY_PLURAL && !acronym {
            spellings.insert(singular.to_owned());
        }
    } else if !typed.ends_with('z') {
        spellings.insert(format!("{typed}s"));
        if typed.ends_with("au") || typed.ends_with("eu") {
            spellings.insert(format!("{typed}x"));
        }
    }
    spellings
}
