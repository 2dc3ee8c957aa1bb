//! What each character is to the splitter. A table answers for ASCII, which is most of
//! any French text.

use unicode_normalization::char::is_combining_mark;

/// What a character is inside or between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Part of a word.
    Letter,
    /// Part of a word or of a figure.
    Digit,
    /// An accent written apart: belongs to the letter before it.
    Mark,
    /// Soft hyphen, zero-width characters: not there.
    Ignorable,
    /// A full stop.
    Dot,
    /// Anything else.
    Other,
}

/// The class of the character that begins at byte `at`, and its length in bytes.
#[inline]
pub(super) fn class(text: &str, at: usize) -> (Class, usize) {
    let byte = text.as_bytes()[at];
    if byte < 0x80 {
        return (ASCII[usize::from(byte)], 1);
    }
    let next = text[at..].chars().next().unwrap_or('\0');
    (beyond_ascii(next), next.len_utf8())
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'.' => Class::Dot,
            _ => Class::Other,
        };
        byte += 1;
    }
    table
};

fn beyond_ascii(next: char) -> Class {
    match next {
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{17f}' => Class::Letter,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Class::Ignorable,
        '\u{2bc}' => Class::Other, // a letter to Unicode, an apostrophe to the press
        _ if is_combining_mark(next) => Class::Mark,
        _ if next.is_alphabetic() => Class::Letter,
        _ if next.is_numeric() => Class::Digit,
        _ => Class::Other,
    }
}

/// The seven characters that are one apostrophe.
#[inline]
pub(super) fn is_apostrophe(next: char) -> bool {
    matches!(
        next,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{2032}' | '\u{b4}' | '`'
    )
}
