//! What a typed word is read as: the choice among the dictionary's readings.

use super::{
    accents::drift,
    fold::letters,
    lexicon::{self, Reading, Role},
};
use std::collections::BTreeSet;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// How the accents of a typed word are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Accents {
    /// A bare word that is a word keeps to itself: `marche` is not `marché`. A bare word
    /// that is none takes accents: `evenement` is `événement`; and so does one that is but
    /// a form of a verb, where a noun has them: `reforme` is also `réforme`. Capitals go
    /// without accents in print: `COTE` is also `côté`.
    Typed,
    /// Every bare word takes accents, too.
    LeftOut,
}

/// Letters a plural mark must leave, for a word outside the dictionary to lose it.
const LEFT_BY_PLURAL: usize = 3;

/// The written forms that a typed word stands for, spelled as the dictionary has them:
/// common words in lower case, names as they are written. A word outside it stands for
/// itself, with and without a plural mark.
pub(crate) fn spellings(word: &str, accents: Accents) -> BTreeSet<String> {
    let typed = lower(word);
    let written = letters(word);
    let (same, mut others): (Vec<_>, Vec<_>) =
        lexicon::alike(word).into_iter().partition(|spelling| {
            drift(&letters(spelling), &written) // `oeuvre` is œuvre
                .is_some_and(|drift| !drift.gained && !drift.lost())
        });
    let is_verb = is_only_verb(&same);
    others.retain(|spelling| {
        let spelled = letters(spelling);
        let unlikely = is_verb && is_noun(spelling);
        let in_capitals = written.len() > 1
            && drift(&spelled, &written).is_some_and(|drift| !drift.lost_small);
        // Nobody who types `dit` means the subjunctive `dît`, and all of `dire` with it.
        let is_rare = is_only_verb(std::slice::from_ref(spelling));
        let left_out = accents == Accents::LeftOut && !is_rare;
        let accented = left_out || unlikely || in_capitals;
        drift(&written, &spelled)
            .is_some_and(|drift| same.is_empty() || accented && !drift.lost())
    });
    let keeps = |spelling: &String| {
        drift(&written, &letters(spelling)).is_some_and(|drift| !drift.lost())
    };
    if others.iter().any(keeps) {
        others.retain(keeps); // `Elevé` is élevé with a capital, not élève
    }
    let mut chosen = chosen(word, &same, false);
    chosen.extend(self::chosen(word, &others, true));
    if chosen.is_empty() {
        return with_and_without_plural(word);
    }
    let mut spellings = BTreeSet::new();
    for reading in &chosen {
        let brought = reading.family.forms().filter(|form| {
            lower(form) == typed
                || others.contains(form) // `ete` is été, though that is of être
                || !belongs_elsewhere(form, reading, &chosen)
        });
        spellings.extend(brought);
    }
    spellings
}

/// Whether a word is a form of a verb before anything else: in a compound it never
/// changes, as in `peut-être`, `va-et-vient`, `c'est-à-dire`.
pub fn is_verb_form(word: &str) -> bool {
    let word = lower(word);
    let has = |role| lexicon::readings(&word).any(|reading| reading.role == role);
    has(Role::Infinitive) && !has(Role::Own) || is_only_verb(&[word])
}

/// Whether these spellings, if any, are forms of verbs and nothing else.
fn is_only_verb(spellings: &[String]) -> bool {
    let mut readings =
        spellings.iter().flat_map(|spelling| lexicon::readings(spelling)).peekable();
    readings.peek().is_some() && readings.all(|reading| reading.role == Role::Verb)
}

/// Whether a noun is spelled so.
fn is_noun(spelling: &str) -> bool {
    lexicon::readings(spelling).any(|reading| {
        matches!(
            reading.role,
            Role::Own | Role::Invariable | Role::Noun | Role::Inflected
        )
    })
}

/// What accents a typed word may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// The word is in the dictionary only with an accent on a small letter. Who leaves it
    /// out there, and has no accent elsewhere, leaves them all out: a word that is one
    /// without accents may well be another with them (measured on headlines typed without
    /// accents: nDCG@10 .764 → .770).
    pub surely: bool,
    /// Some word of the dictionary has accents where this one, which has none, does not.
    pub perhaps: bool,
}

impl Lacking {
    /// Of a word of a query.
    pub fn of(word: &str) -> Self {
        if has_accents(word) {
            return Self { surely: false, perhaps: false };
        }
        let typed = letters(word);
        let alike = lexicon::alike(word);
        let lost = |spelling: &String| {
            drift(&letters(spelling), &typed).is_some_and(|drift| drift.lost_small)
        };
        let accented = |spelling: &String| !spelling.is_ascii();
        Self {
            surely: !alike.is_empty() && alike.iter().all(lost),
            perhaps: word.is_ascii() && alike.iter().any(accented),
        }
    }
}

/// Whether a word is typed with an accent.
pub fn has_accents(word: &str) -> bool {
    !word.is_ascii() && letters(word).iter().any(|letter| letter.marks != 0)
}

/// The word in lower case, composed.
pub(crate) fn lower(word: &str) -> String {
    let lower = word.to_lowercase();
    if is_nfc(&lower) { lower } else { lower.nfc().collect() }
}

/// The readings of some spellings that a reader has in mind. A capital typed asks for
/// the name; a word in lower case is a common one, or else a name, and `either` where
/// its accents have to be guessed.
fn chosen<'a>(word: &str, spelled: &'a [String], either: bool) -> Vec<Reading<'a>> {
    let (mut names, mut words) = (Vec::new(), Vec::new());
    for spelling in spelled {
        let (name, word): (Vec<_>, Vec<_>) =
            lexicon::readings(spelling).partition(|reading| reading.role == Role::Name);
        names.extend(name);
        // Where accents are guessed, `révèle` and `révélé` are two words.
        words.extend(if either { likely(word) } else { word });
    }
    let mut words = if either { words } else { likely(words) };
    let capital = word.contains(char::is_uppercase);
    // `marie`, `vienne`: rather the name than a form of `marier`, `venir`.
    let verbs = words.iter().all(|reading| reading.role == Role::Verb);
    if either && !capital {
        words.append(&mut names);
        words
    } else if !names.is_empty() && (capital || verbs) {
        names
    } else {
        words
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_accents_a_word_lacks() {
        #[track_caller]
        fn case(word: &str, surely: bool, perhaps: bool) {
            assert_eq!(Lacking::of(word), Lacking { surely, perhaps }, "{word}");
        }
        case("interieur", true, true);
        case("Noel", true, true);
        case("marche", false, true);
        case("cloud", false, false);
        case("intérieur", false, false);
        // Many leave the accent off a capital and nowhere else.
        case("Etat", false, true);
        case("Cloudwatt", false, false);
        case("", false, false);
    }
}
