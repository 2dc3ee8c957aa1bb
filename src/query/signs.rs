//! The signs that follow a word, a phrase or a parenthesis at once: `~1`, `^2`, `>=3`.

use super::words::is_word_char;

/// A sign as typed; its number is still text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign<'a> {
    /// `~1`; the digits may be missing.
    Tilde(&'a str),
    /// `^2`, `^0.5`; the number may be missing.
    Caret(&'a str),
    /// `>=3`, `>2`, `<3`.
    Compare { sign: &'a str, digits: &'a str },
}

/// The sign at the very beginning of `rest`, and its length.
pub(super) fn suffix(rest: &str) -> Option<(Sign<'_>, usize)> {
    let first = rest.chars().next()?;
    let tail = &rest[first.len_utf8()..];
    let (sign, end) = match first {
        '~' => {
            let digits = digits(tail);
            (Sign::Tilde(digits), 1 + digits.len())
        }
        '^' => {
            let number = number(tail);
            (Sign::Caret(number), 1 + number.len())
        }
        '>' | '<' | '≥' | '≤' => {
            let equal = usize::from(tail.starts_with('='));
            let digits = digits(&tail[equal..]);
            let length = first.len_utf8() + equal;
            let sign = Sign::Compare { sign: &rest[..length], digits };
            (!digits.is_empty()).then_some((sign, length + digits.len()))?
        }
        _ => return None,
    };
    (!rest[end..].starts_with(is_word_char)).then_some((sign, end))
}

fn digits(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_digit).count()]
}

fn number(text: &str) -> &str {
    let whole = digits(text).len();
    if whole > 0 && text[whole..].starts_with(['.', ',']) {
        let decimals = digits(&text[whole + 1..]).len();
        if decimals > 0 {
            return &text[..whole + 1 + decimals];
        }
    }
    &text[..whole]
}
