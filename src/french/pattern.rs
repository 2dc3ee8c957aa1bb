//! Truncation: `*` is any run of letters, `?` one.

use super::{
    accents::agree,
    fold::{Letter, letters},
    guided::Bytes,
};
use tantivy_fst::Automaton;

/// A pattern of a query. œ counts as the two letters it folds to.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    signs: Vec<Sign>,
    /// Its last place in the automaton.
    end: u32,
    /// The places before a run.
    runs: u64,
    /// The places after `?`.
    after_one: u64,
    /// For each byte, the places before a step that takes it.
    takes: Box<[u64; 256]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// `*`
    Run,
    /// `?`
    One,
    Letter(Letter),
}

/// Steps in one set of bits; of a longer pattern the automaton takes so many, then
/// anything.
const STEPS: u32 = 62;

impl Pattern {
    pub(crate) fn new(pattern: &str) -> Self {
        let mut signs = Vec::new();
        for part in pattern.split_inclusive(['*', '?']) {
            let word = part.trim_end_matches(['*', '?']);
            signs.extend(letters(word).into_iter().map(Sign::Letter));
            match part.chars().last() {
                Some('*') => signs.push(Sign::Run),
                Some('?') => signs.push(Sign::One),
                _ => {}
            }
        }
        signs.dedup_by(|sign, before| *sign == Sign::Run && *before == Sign::Run);
        let takes = Box::new([0; 256]);
        let mut compiled = Self { signs, end: 0, runs: 0, after_one: 0, takes };
        compiled.compile();
        compiled
    }

    /// Lays the signs out as steps between places, one a byte.
    fn compile(&mut self) {
        for sign in &self.signs {
            let mut bytes = [0; 4];
            let steps: &[u8] = match sign {
                Sign::Run | Sign::One => &[0],
                Sign::Letter(letter) => letter.base.encode_utf8(&mut bytes).as_bytes(),
            };
            for &byte in steps {
                let place = 1 << self.end;
                if *sign == Sign::Run || self.end == STEPS {
                    self.runs |= place;
                } else if *sign == Sign::One {
                    self.after_one |= place << 1;
                    // Any byte that starts a character; its other bytes stay after it.
                    let starts = (0x00..0x80).chain(0xc0..=0xff);
                    starts.for_each(|start: usize| self.takes[start] |= place);
                } else {
                    self.takes[usize::from(byte)] |= place;
                }
                self.end += 1;
                if self.end > STEPS {
                    return;
                }
            }
        }
    }

    /// Whether a written word fits, by the accent rule.
    pub(crate) fn fits(&self, term: &str) -> bool {
        let written = letters(term);
        // The usual backtracking over runs: on a mismatch, the last run takes one more.
        let (mut sign, mut at) = (0, 0);
        let mut retry = None;
        loop {
            let step = match self.signs.get(sign) {
                Some(Sign::Run) => {
                    retry = Some((sign, at));
                    sign += 1;
                    continue;
                }
                Some(Sign::One) => written.get(at).is_some(),
                Some(Sign::Letter(letter)) => {
                    written.get(at).is_some_and(|&written| agree(*letter, written))
                }
                None if at == written.len() => return true,
                None => false,
            };
            if step {
                (sign, at) = (sign + 1, at + 1);
                continue;
            }
            match retry {
                Some((run, from)) if from < written.len() => {
                    retry = Some((run, from + 1));
                    (sign, at) = (run + 1, from + 1);
                }
                _ => return false,
            }
        }
    }

    /// The bytes that may lead on from some places.
    pub(super) fn next_bytes(&self, places: u64) -> Bytes {
        if places & (self.runs | self.after_one) != 0 {
            return Bytes::ALL;
        }
        (0..=255).filter(|byte| places & self.takes[usize::from(*byte)] != 0).collect()
    }

    /// A run may be empty: whoever stands before it stands after it, too.
    fn pass_runs(&self, places: u64) -> u64 {
        places | (places & self.runs) << 1
    }
}

impl Automaton for &Pattern {
    /// The set of the places the reading may stand at: bit n, before step n.
    type State = u64;

    #[inline]
    fn start(&self) -> u64 {
        self.pass_runs(1)
    }

    #[inline]
    fn is_match(&self, places: &u64) -> bool {
        places >> self.end & 1 == 1
    }

    #[inline]
    fn can_match(&self, places: &u64) -> bool {
        *places != 0
    }

    #[inline]
    fn accept(&self, places: &u64, byte: u8) -> u64 {
        let stay =
            if (0x80..0xc0).contains(&byte) { self.after_one } else { 0 } | self.runs;
        self.pass_runs((places & self.takes[usize::from(byte)]) << 1 | places & stay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn accepts(pattern: &Pattern, word: &str) -> bool {
        let mut state = pattern.start();
        for &byte in word.as_bytes() {
            state = (&pattern).accept(&state, byte);
        }
        (&pattern).is_match(&state)
    }

    /// What a pattern means, said as plainly as can be.
    fn means(pattern: &[char], word: &[char]) -> bool {
        match (pattern, word) {
            ([], []) => true,
            (['*', rest @ ..], _) => {
                means(rest, word) || !word.is_empty() && means(pattern, &word[1..])
            }
            (['?', rest @ ..], [_, after @ ..]) => means(rest, after),
            ([letter, rest @ ..], [other, after @ ..]) => {
                letter == other && means(rest, after)
            }
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn finds_what_it_means(sign in "[ab*?ж]{0,6}", word in "[abж]{0,8}") {
            let chars = |text: &str| text.chars().collect::<Vec<char>>();
            let pattern = Pattern::new(&sign);
            let expected = means(&chars(&sign), &chars(&word));
            prop_assert_eq!(pattern.fits(&word), expected);
            prop_assert_eq!(accepts(&pattern, &word), expected);
        }
    }

    #[test]
    fn a_long_pattern_is_not_lost() {
        let long = "ab?".repeat(100);
        let word = "abc".repeat(100);
        let pattern = Pattern::new(&long);
        assert!(pattern.fits(&word) && accepts(&pattern, &word));
        assert!(!pattern.fits(&format!("{word}a")));
        assert!(!accepts(&pattern, "abd"));
    }
}
