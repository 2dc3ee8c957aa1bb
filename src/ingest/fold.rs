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
    let mut count = 0;
    let mut is_counted = false;
    for c in text.chars() {
        if c.is_whitespace() {
            is_counted = false;
        } else if !is_counted && c.is_alphanumeric() {
            is_counted = true;
            count += 1;
        }
    }
    count
}

/// What follows a set phrase at the start of a text: the phrase is given folded, and
/// must end where a word ends.
pub(super) fn after<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let mut expected = phrase.chars().peekable();
    let mut chars = text.char_indices().peekable();
    while expected.peek().is_some() {
        let (_, c) = chars.next()?;
        for plain in plain(c) {
            if expected.next()? != plain {
                return None;
            }
        }
    }
    while chars.next_if(|(_, c)| is_combining_mark(*c)).is_some() {}
    let end = chars.peek().map_or(text.len(), |(at, _)| *at);
    let runs_on = |c: char| c.is_alphanumeric();
    let joined = phrase.ends_with(runs_on) && text[end..].starts_with(runs_on);
    (!joined).then(|| &text[end..])
}

/// One character, folded: none for a combining mark, two for « œ ».
fn plain(c: char) -> impl Iterator<Item = char> {
    let pair = match c {
        c if c.is_ascii_alphanumeric() => [c.to_ascii_lowercase(), '\0'],
        'œ' | 'Œ' => ['o', 'e'],
        'æ' | 'Æ' => ['a', 'e'],
        '’' | '‘' | 'ʼ' | '′' => ['\'', '\0'],
        c if c.is_whitespace() => [' ', '\0'],
        c => {
            let base = std::iter::once(c).nfd().next().unwrap_or(c);
            [base.to_lowercase().next().unwrap_or(base), '\0']
        }
    };
    pair.into_iter().filter(|c| *c != '\0' && !is_combining_mark(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        assert_eq!(folded("  L’ŒUVRE\u{a0}d\u{2019}E\u{301}tat  "), "l'oeuvre d'etat");
        assert_eq!(letters("Date de parution "), "datedeparution");
        assert_eq!(after("PUBLIÉ\u{a0}LE 5 mai", "publie le"), Some(" 5 mai"));
        assert_eq!(after("Publie\u{301} le 5", "publie"), Some(" le 5"));
        assert_eq!(after("Parmi eux", "par"), None);
        assert_eq!(after("Par", "par "), None);
        assert_eq!(after("D’abord", "d'"), Some("abord"));
        assert_eq!(words("L'État a dit : « non » 3 fois"), 6);
    }
}
