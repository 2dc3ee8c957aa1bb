//! Text of documents made safe to show: no character of theirs may move the cursor,
//! change a colour, hide or reorder what a terminal draws.

use std::borrow::Cow;

/// Stands for each character that is not shown.
const REPLACEMENT: char = '\u{FFFD}';

/// Whether a terminal or a viewer could be led astray by it: the control characters
/// (C0, DEL and C1) and those that override the direction of writing.
pub(super) fn is_unsafe(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What is shown for `c` on one line: white space stays white, what is unsafe is
/// visibly replaced.
pub(super) fn shown(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        c if is_unsafe(c) => REPLACEMENT,
        c => c,
    }
}

/// `text` on one line, safe for a terminal.
pub fn safe_line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| shown(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(shown).collect())
}

/// `text` with its lines and tabulations, safe for a terminal.
pub fn safe_block(text: &str) -> Cow<'_, str> {
    let keep = |c: char| matches!(c, '\n' | '\t') || !is_unsafe(c);
    if text.chars().all(keep) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.chars().map(|c| if keep(c) { c } else { REPLACEMENT }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn case(text: &str, shown: &str) {
        assert_eq!(safe_line(text), shown);
    }

    #[test]
    fn one_line() {
        case("L’État « stratège »", "L’État « stratège »");
        case("rouge\u{1b}[31m sang", "rouge\u{FFFD}[31m sang");
        case("deux\nlignes\tet\r\nplus", "deux lignes et  plus");
        case("\u{9b}31m\u{7f}\0", "\u{FFFD}31m\u{FFFD}\u{FFFD}");
        case("facture\u{202E}fdp.exe\u{2066}", "facture\u{FFFD}fdp.exe\u{FFFD}");
    }

    #[test]
    fn a_block_keeps_its_lines() {
        assert_eq!(safe_block("un\r\n\tdeux\n"), "un\n\tdeux\n");
        assert_eq!(safe_block("un\rdeux\u{7}"), "un\u{FFFD}deux\u{FFFD}");
        assert!(matches!(safe_block("un\n\tdeux"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left(text in any::<String>()) {
            prop_assert!(!safe_line(&text).chars().any(is_unsafe));
            let block = safe_block(&text);
            prop_assert!(!block.replace(['\n', '\t'], "").chars().any(is_unsafe));
            prop_assert_eq!(safe_line(&text).chars().count(), text.chars().count());
        }
    }
}
