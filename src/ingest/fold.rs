//! Text made comparable: lower case, no accents, one kind of apostrophe and of space.
//! Used to recognise column names, set phrases and repeated slides, never stored.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case, accents dropped, œ as oe, typographic apostrophes and spaces made
/// plain, runs of spaces made one, ends trimmed.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pending_space = false;
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c.is_whitespace() {
            pending_space = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut pending_space) {
            out.push(' ');
        }
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            '’' | '‘' | 'ʼ' | '′' => out.push('\''),
            _ => out.push(c),
        }
    }
    out
}

/// The same with letters and digits alone: `Date de parution` is `datedeparution`.
pub(super) fn letters(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Words separated by spaces that hold a letter or a digit.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        assert_eq!(folded("  L’ŒUVRE\u{a0}d\u{2019}E\u{301}tat  "), "l'oeuvre d'etat");
        assert_eq!(letters("Date de parution "), "datedeparution");
        assert_eq!(words("L'État a dit : « non » 3 fois"), 6);
    }
}
