//! Signs of a query that no index keeps: what touches them is looked for without them,
//! which the reader must know.

use crate::french::words;
use crate::query::{Query, Word};

/// Signs that mean something where they touch a word, and are not kept with it.
/// Punctuation, and what joins words (`R&D`, `24/7`), is none of them.
const SIGNS: &[char] = &[
    '+', '%', '#', '^', '<', '>', '=', '~', '|', '\\', '€', '$', '£', '§', '©', '®', '™',
    '×', '÷', '≥', '≤',
];

/// The words of a query, as typed, that are looked for without some of their signs.
pub(super) fn with_signs(query: &Query) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    query.each_word(&mut |Word { text, .. }| {
        if loses_signs(text) && !found.contains(text) {
            found.push(text.clone());
        }
    });
    found
}

/// Whether a text has words, and signs beside them.
fn loses_signs(text: &str) -> bool {
    if !text.contains(SIGNS) {
        return false;
    }
    let (mut at, mut outside) = (0, String::new());
    for word in words(text) {
        outside.push_str(&text[at..word.span.start]);
        at = word.span.end;
    }
    outside.push_str(&text[at..]);
    at > 0 && outside.contains(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_are_lost() {
        for text in ["Canal+", "Macron>=3x", "Macron^1e9", "50%", "#MeToo", "5€"] {
            assert!(loses_signs(text), "{text}");
        }
        for text in
            ["C++", "C#", "R&D", "24/7", "n°1", "l’État", "20-30", "%", "Qui ?", "S.A."]
        {
            assert!(!loses_signs(text), "{text}");
        }
    }
}
