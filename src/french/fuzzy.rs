//! Spelling: the words at most so many letters away.

use super::{fold::fold, guided::Bytes, spelled::Spelled};
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use std::{
    fmt,
    ops::Range,
    sync::{Arc, LazyLock},
};
use tantivy_fst::Automaton;

/// The tables for one and two letters, a swap counting as one; costly to make.
static TABLES: [LazyLock<LevenshteinAutomatonBuilder>; 2] = [
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true)),
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true)),
];

/// Letters beyond which a word has to be right: its automaton would fill the memory.
const LONGEST: usize = 64;

/// A fuzzy word of a query, folded.
#[derive(Clone, Debug)]
pub(crate) struct Fuzzy {
    /// The word, when nothing may be wrong in it.
    exact: [String; 1],
    distance: u8,
    /// `None` at distance 0.
    within: Option<Within>,
}

/// The automaton of the words within the distance.
#[derive(Clone)]
pub(crate) struct Within {
    dfa: Arc<DFA>,
    /// Those of the word.
    bytes: Bytes,
    /// Others, any of which leads where all others of its kind do: the first byte of a
    /// letter, and one inside a letter.
    wrong: [Option<u8>; 2],
}

impl Within {
    fn new(tables: &LevenshteinAutomatonBuilder, folded: &str) -> Self {
        let bytes: Bytes = folded.bytes().collect();
        let other = |mut kind: Range<u8>| kind.find(|byte| !bytes.has(*byte));
        let wrong = [other(0..0x80), other(0x80..0xc0)];
        Self { dfa: Arc::new(tables.build_dfa(folded)), bytes, wrong }
    }

    /// The bytes that may lead to a match from a state: any while letters may be wrong.
    pub(super) fn next_bytes(&self, state: u32) -> Bytes {
        let goes_on = |byte: &Option<u8>| {
            byte.is_none_or(|byte| self.dfa.transition(state, byte) != SINK_STATE)
        };
        if self.wrong.iter().any(goes_on) { Bytes::ALL } else { self.bytes }
    }
}

impl Fuzzy {
    /// `distance` is brought down to 2, and to half the letters of the word, or any short
    /// word would do: one letter of `JO~2`, none of `à~1`.
    pub(crate) fn new(word: &str, distance: u8) -> Self {
        let folded = fold(word);
        let letters = folded.chars().count();
        let most = if letters > LONGEST { 0 } else { letters / 2 };
        let distance = distance.min(2).min(u8::try_from(most).unwrap_or(u8::MAX));
        let tables =
            distance.checked_sub(1).and_then(|index| TABLES.get(usize::from(index)));
        let within = tables.map(|tables| Within::new(tables, &folded));
        Self { exact: [folded], distance, within }
    }

    pub(crate) fn distance(&self) -> u8 {
        self.distance
    }

    /// How many folded letters away a written word is, within the distance.
    pub(crate) fn distance_to(&self, term: &str) -> Option<u8> {
        let term = fold(term);
        match &self.within {
            None => (self.exact == [term]).then_some(0),
            Some(within) => match within.dfa.eval(term) {
                Distance::Exact(distance) => Some(distance),
                Distance::AtLeast(_) => None,
            },
        }
    }

    /// The automaton; the word itself at distance 0.
    pub(crate) fn automaton(&self) -> Result<&Within, Spelled<'_>> {
        self.within.as_ref().ok_or(Spelled(&self.exact))
    }
}

impl fmt::Debug for Within {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Within({} states)", self.dfa.num_states())
    }
}

impl Automaton for &Within {
    type State = u32;

    #[inline]
    fn start(&self) -> u32 {
        self.dfa.initial_state()
    }

    #[inline]
    fn is_match(&self, state: &u32) -> bool {
        matches!(self.dfa.distance(*state), Distance::Exact(_))
    }

    #[inline]
    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    #[inline]
    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.dfa.transition(*state, byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Letters wrong, missing, added or swapped, none touched twice.
    fn distance(a: &[char], b: &[char]) -> usize {
        match (a, b) {
            ([], rest) | (rest, []) => rest.len(),
            ([x, after_a @ ..], [y, after_b @ ..]) => {
                let mut best = (distance(after_a, after_b) + usize::from(x != y))
                    .min(distance(after_a, b) + 1)
                    .min(distance(a, after_b) + 1);
                if let ([x2, rest_a @ ..], [y2, rest_b @ ..]) = (after_a, after_b)
                    && x == y2
                    && y == x2
                {
                    best = best.min(distance(rest_a, rest_b) + 1);
                }
                best
            }
        }
    }

    proptest! {
        #[test]
        fn counts_letters(word in "[abé]{0,6}", term in "[abE]{0,6}", most in 0_u8..4) {
            let chars = |text: &str| fold(text).chars().collect::<Vec<char>>();
            let fuzzy = Fuzzy::new(&word, most);
            let real = distance(&chars(&word), &chars(&term));
            let within = real <= usize::from(fuzzy.distance());
            let expected = within.then(|| u8::try_from(real).unwrap());
            prop_assert_eq!(fuzzy.distance_to(&term), expected);
        }
    }

    #[test]
    fn a_long_word_has_to_be_right() {
        let word = "a".repeat(100_000);
        assert_eq!(Fuzzy::new(&word, 2).distance_to(&word), Some(0));
        assert_eq!(Fuzzy::new(&word, 2).distance_to(&word[1..]), None);
    }
}
