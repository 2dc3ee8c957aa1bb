//! Truncation: `*` is any run of letters, `?` one.

use super::{
    accents::agree,
    fold::{Letter, letters},
};
use tantivy_fst::Automaton;

/// A pattern of a query. œ counts as the two letters it folds to.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    signs: Vec<Sign>,
    steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug)]
enum Sign {
    /// `*`
    Run,
    /// `?`
    One,
    Letter(Letter),
}

/// What the automaton expects at a place, in bytes.
#[derive(Clone, Copy, Debug)]
enum Step {
    Run,
    One,
    Byte(u8),
}

/// Places in one set of bits; a longer pattern is taken up to there by the automaton,
/// which may accept too much.
const PLACES: usize = 127;

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
        let mut steps: Vec<Step> = signs
            .iter()
            .flat_map(|sign| match sign {
                Sign::Run => vec![Step::Run],
                Sign::One => vec![Step::One],
                Sign::Letter(letter) => {
                    letter.base.to_string().bytes().map(Step::Byte).collect()
                }
            })
            .collect();
        if steps.len() > PLACES {
            steps.truncate(PLACES - 1);
            steps.push(Step::Run);
        }
        Self { signs, steps }
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

    /// The places reached without reading anything more.
    fn pass_runs(&self, mut places: u128) -> u128 {
        for (place, step) in self.steps.iter().enumerate() {
            if matches!(step, Step::Run) && places >> place & 1 == 1 {
                places |= 1 << (place + 1);
            }
        }
        places
    }
}

impl Automaton for &Pattern {
    /// The set of the places the reading may stand at: bit n, before step n.
    type State = u128;

    fn start(&self) -> u128 {
        self.pass_runs(1)
    }

    fn is_match(&self, places: &u128) -> bool {
        places >> self.steps.len() & 1 == 1
    }

    fn can_match(&self, places: &u128) -> bool {
        *places != 0
    }

    fn accept(&self, places: &u128, byte: u8) -> u128 {
        let continues = (0x80..0xc0).contains(&byte);
        let mut next = 0;
        for place in 0..=self.steps.len() {
            if places >> place & 1 == 0 {
                continue;
            }
            // The rest of the character that `?` took.
            if continues && place > 0 && matches!(self.steps[place - 1], Step::One) {
                next |= 1 << place;
            }
            next |= match self.steps.get(place) {
                Some(Step::Run) => 1 << place,
                Some(Step::One) if !continues => 1 << (place + 1),
                Some(Step::Byte(expected)) if *expected == byte => 1 << (place + 1),
                _ => 0,
            };
        }
        self.pass_runs(next)
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
