//! The automaton of a few given words.

use tantivy_fst::Automaton;

/// Accepts exactly the words of a sorted list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spelled<'a>(pub(crate) &'a [String]);

/// The words that start with what was read: a range of the list, and how many bytes
/// were read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpelledState {
    start: u32,
    end: u32,
    depth: u32,
}

impl Automaton for Spelled<'_> {
    type State = SpelledState;

    #[inline]
    fn start(&self) -> SpelledState {
        let end = u32::try_from(self.0.len()).expect("a word has few forms");
        SpelledState { start: 0, end, depth: 0 }
    }

    #[inline]
    fn is_match(&self, state: &SpelledState) -> bool {
        // The shortest word of a range comes first.
        self.within(state).first().is_some_and(|word| word.len() == state.depth as usize)
    }

    #[inline]
    fn can_match(&self, state: &SpelledState) -> bool {
        state.start < state.end
    }

    #[inline]
    fn accept(&self, state: &SpelledState, byte: u8) -> SpelledState {
        let depth = state.depth as usize;
        let words = self.within(state);
        if let [word] = words {
            let goes_on = word.as_bytes().get(depth) == Some(&byte);
            let start = if goes_on { state.start } else { state.end };
            return SpelledState { start, depth: state.depth + 1, ..*state };
        }
        let below = |word: &String| word.as_bytes().get(depth).is_none_or(|&b| b < byte);
        let upto = |word: &String| word.as_bytes().get(depth).is_none_or(|&b| b <= byte);
        let from = words.partition_point(below);
        let count = words[from..].partition_point(upto);
        let start = state.start + u32::try_from(from).expect("within the list");
        let end = start + u32::try_from(count).expect("within the list");
        SpelledState { start, end, depth: state.depth + 1 }
    }
}

impl Spelled<'_> {
    /// The bytes that go on with a word; those of several words come again.
    pub(super) fn next_bytes(&self, state: &SpelledState) -> impl Iterator<Item = u8> {
        let depth = state.depth as usize;
        self.within(state)
            .iter()
            .filter_map(move |word| word.as_bytes().get(depth).copied())
    }

    fn within(&self, state: &SpelledState) -> &[String] {
        &self.0[state.start as usize..state.end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn accepts(words: &[String], word: &str) -> bool {
        let spelled = Spelled(words);
        let mut state = spelled.start();
        for &byte in word.as_bytes() {
            state = spelled.accept(&state, byte);
            if !spelled.can_match(&state) {
                return false;
            }
        }
        spelled.is_match(&state)
    }

    proptest! {
        #[test]
        fn accepts_the_words_of_the_list(
            mut words in prop::collection::vec("[abé]{0,4}", 0..8),
            other in "[abé]{0,5}",
        ) {
            words.sort();
            words.dedup();
            for word in &words {
                prop_assert!(accepts(&words, word));
            }
            prop_assert_eq!(accepts(&words, &other), words.contains(&other));
        }
    }
}
