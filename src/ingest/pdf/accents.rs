//! Accents that old LaTeX printed apart from their letters: « ´e » is é again.

use std::borrow::Cow;
use unicode_normalization::char::compose;

/// Accents that take a place of their own, with those that join a letter.
const ACCENTS: &[(char, char)] = &[
    ('´', '\u{301}'),
    ('`', '\u{300}'),
    ('ˆ', '\u{302}'),
    ('^', '\u{302}'),
    ('¨', '\u{308}'),
    ('¸', '\u{327}'),
    ('˜', '\u{303}'),
];

/// The text with accents on the letters they were printed over.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| ACCENTS.iter().any(|(accent, _)| *accent == c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let Some((_, mark)) = ACCENTS.iter().find(|(accent, _)| *accent == c) else {
            out.push(c);
            continue;
        };
        let over = chars.peek().and_then(|next| french(*next, *mark));
        let under = out.chars().last().and_then(|last| french(last, *mark));
        if let Some(letter) = over {
            chars.next();
            out.push(letter);
        } else if let Some(letter) = under {
            out.pop();
            out.push(letter);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The letter with its mark, where French has it: « l´homme » has an apostrophe.
fn french(letter: char, mark: char) -> Option<char> {
    let letter = if letter == 'ı' { 'i' } else { letter }; // printed without its dot
    compose(letter, mark).filter(|c| "àâäéèêëîïôöùûüÿçñÀÂÄÉÈÊËÎÏÔÖÙÛÜŸÇÑ".contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_join_their_letters() {
        assert_eq!(
            composed("l'´et´e `a Besan¸con, ˆıle, no¨el"),
            "l'été à Besançon, île, noël"
        );
        assert_eq!(composed("l´homme s´il"), "l´homme s´il");
        assert_eq!(composed("50 ^ 2 et `x"), "50 ^ 2 et `x");
        assert_eq!(composed("été"), "été");
    }
}
