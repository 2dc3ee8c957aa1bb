//! The dictionary of inflections: from a written form to the families it belongs to,
//! and from a family to its forms.
//!
//! The bytes are made by `examples/lexicon` (see `data/README.md`) and used as they
//! lie: nothing is unpacked or scanned when a process starts. They hold, numbers being
//! little-endian:
//!
//! - a table of *readings*, each record a sequence of (role, bytes to strip off the
//!   form to get the stem, number of the paradigm as `u16`);
//! - a table of *paradigms*, each record the suffixes that make the family's forms out
//!   of its stem, each after its length;
//! - an `fst` map: form → number of its record of readings. Common words are in lower
//!   case, names as they are written.
//!
//! A table is its length in bytes, the count of its records, where each ends, then the
//! records; all these numbers are `u32`. A form needs only its ending to tell its
//! record, so that the whole weighs about two bytes a form.

use super::{
    fold::{Fold, fold},
    guided::walk,
    spelled::Spelled,
};
use std::{convert::Infallible, str, sync::LazyLock};
use tantivy_fst::Map;

/// What a written form is in a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Role {
    /// A form of a name.
    Name,
    /// A grammatical word or an auxiliary: stands for itself.
    Tool,
    /// An adverb or an interjection: stands for itself.
    Other,
    /// A form of a noun or adjective that nobody takes for another word's: `police`,
    /// `avions`, `devoir`.
    Own,
    /// A noun that ends like a plural and is none: `cours`, `fils`.
    Invariable,
    /// A noun or adjective as the dictionary heads it.
    Noun,
    /// Another form of a noun or adjective.
    Inflected,
    /// The infinitive of a verb.
    Infinitive,
    /// A past participle, among its four forms.
    Participle,
    /// Another form of a verb, among all its forms.
    Verb,
}

impl Role {
    const ALL: [Self; 10] = [
        Self::Name,
        Self::Tool,
        Self::Other,
        Self::Own,
        Self::Invariable,
        Self::Noun,
        Self::Inflected,
        Self::Infinitive,
        Self::Participle,
        Self::Verb,
    ];
}

/// One way to read a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    /// What the form is in the family.
    pub role: Role,
    /// The family.
    pub family: Family<'a>,
}

/// The forms of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family<'a> {
    stem: &'a str,
    suffixes: &'static [u8],
}

impl<'a> Family<'a> {
    /// The written forms.
    pub fn forms(self) -> impl Iterator<Item = String> + use<'a> {
        let mut rest = self.suffixes;
        std::iter::from_fn(move || {
            let (&length, after) = rest.split_first()?;
            let (suffix, after) = after.split_at(usize::from(length));
            rest = after;
            Some([self.stem, text(suffix)].concat())
        })
    }
}

/// The readings of a spelling: accents and, for names, case as in the dictionary.
pub fn readings(spelling: &str) -> impl Iterator<Item = Reading<'_>> {
    let record =
        LEXICON.forms.get(spelling).map(|number| LEXICON.readings.record(number));
    record.unwrap_or_default().chunks_exact(4).map(|record| Reading {
        role: Role::ALL[usize::from(record[0])],
        family: Family {
            stem: &spelling[..spelling.len() - usize::from(record[1])],
            suffixes: LEXICON
                .paradigms
                .record(u64::from(u16::from_le_bytes([record[2], record[3]]))),
        },
    })
}

/// Whether a spelling, as for [`readings`], is in the dictionary.
pub fn is_known(spelling: &str) -> bool {
    LEXICON.forms.contains_key(spelling)
}

/// The spellings of the dictionary that a root and one of some endings make.
pub(crate) fn with_endings(root: &str, endings: &[&str]) -> Vec<String> {
    let fst = LEXICON.forms.as_fst();
    let follow = |from: usize, letters: &str| {
        letters.bytes().try_fold(from, |at, letter| {
            let node = fst.node(at);
            node.find_input(letter).map(|number| node.transition_addr(number))
        })
    };
    let Some(root_at) = follow(fst.root().addr(), root) else { return Vec::new() };
    let known = endings.iter().filter(|ending| {
        follow(root_at, ending).is_some_and(|at| fst.node(at).is_final())
    });
    known.map(|ending| format!("{root}{ending}")).collect()
}

/// All spellings of the dictionary that differ from `word` at most by case, accents
/// and ligatures, in order.
pub fn alike(word: &str) -> Vec<String> {
    let (folded, mut found) = ([fold(word)], Vec::new());
    let Ok(()) = walk(LEXICON.forms.as_fst(), &Fold(Spelled(&folded)), |spelling| {
        found.push(text(spelling).to_owned());
        Ok::<(), Infallible>(())
    });
    found
}

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::lie(include_bytes!("../../data/french.lexicon")));

struct Lexicon {
    readings: Table,
    paradigms: Table,
    forms: Map<&'static [u8]>,
}

struct Table {
    ends: &'static [u8],
    records: &'static [u8],
}

impl Lexicon {
    /// Finds the parts in the bytes.
    fn lie(bytes: &'static [u8]) -> Self {
        let (readings, bytes) = Table::split(bytes);
        let (paradigms, bytes) = Table::split(bytes);
        let fst =
            tantivy_fst::raw::Fst::new(bytes).expect("the embedded lexicon is whole");
        Self { readings, paradigms, forms: fst.into() }
    }
}

impl Table {
    fn split(bytes: &'static [u8]) -> (Self, &'static [u8]) {
        let (table, rest) = bytes[4..].split_at(number(bytes, 0));
        let (ends, records) = table[4..].split_at(number(table, 0) * 4);
        (Self { ends, records }, rest)
    }

    fn record(&self, index: u64) -> &'static [u8] {
        let index = usize::try_from(index).expect("a number of the lexicon");
        let start = if index == 0 { 0 } else { number(self.ends, index - 1) };
        &self.records[start..number(self.ends, index)]
    }
}

/// The `u32` at a place counted in such numbers.
fn number(bytes: &[u8], at: usize) -> usize {
    let bytes = bytes[at * 4..at * 4 + 4].try_into().expect("four bytes");
    u32::from_le_bytes(bytes) as usize
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).expect("the embedded lexicon is UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tantivy_fst::{IntoStreamer, Streamer};

    proptest! {
        #[test]
        fn alike_is_what_an_automaton_finds(
            word in "[a-eéèçœA-C'’]{1,4}|(œuvre|ŒUVRE|cœur|coeur|ete|cote|Tours|peche|io|l’)",
        ) {
            let folded = [fold(&word)];
            let mut stream = LEXICON.forms.search(Fold(Spelled(&folded))).into_stream();
            let mut expected = Vec::new();
            while let Some((spelling, _)) = stream.next() {
                expected.push(text(spelling).to_owned());
            }
            prop_assert_eq!(alike(&word), expected);
        }
    }
}
