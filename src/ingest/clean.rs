//! Text as it is stored: what the document says, without the bytes that are not text.
//!
//! Control characters other than tab and line break go, and what they command with them
//! (`ESC[31m`), as they would act on the terminal and can be no part of a word; everything
//! else stays as written (no change of Unicode normal form: the splitter deals with it).

use anstream::adapter::strip_str;
use std::borrow::Cow;

/// Line breaks of every kind as `\n`, form feeds kept, other controls dropped.
pub(super) fn text(raw: &str) -> Cow<'_, str> {
    if is_sound(raw.as_bytes()) {
        return Cow::Borrowed(raw);
    }
    let stripped = raw
        .contains('\u{1b}')
        .then(|| strip_str(&raw.replace('\u{b}', "\n")).to_string());
    let raw = stripped.as_deref().unwrap_or(raw);
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' {
            chars.next_if_eq(&'\n');
            out.push('\n');
        } else if is_break(c) {
            out.push('\n');
        } else if !is_dropped(c) {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The same on one line: breaks and runs of spaces are one space, ends trimmed.
/// No-break spaces stay, they are typography.
pub(super) fn line(raw: &str) -> String {
    let text = text(raw);
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n', '\u{c}']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.trim().to_owned()
}

/// Whether no byte of the text can belong to a character that goes or changes.
fn is_sound(bytes: &[u8]) -> bool {
    let plain =
        |byte: u8| byte >= b' ' && byte != 0x7F || matches!(byte, b'\n' | b'\t' | 0xC);
    bytes.iter().all(|byte| plain(*byte))
        && !bytes.windows(3).any(|three| {
            matches!(three, [0xC2, 0x80..=0x9F, _] | [0xE2, 0x80, 0xA8 | 0xA9])
        })
        && !matches!(bytes, [.., 0xC2, 0x80..=0x9F])
}

fn is_break(c: char) -> bool {
    matches!(c, '\r' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_dropped(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\u{c}') && !is_break(c)
}

/// A text for a message, cut with « … » after so many characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_and_controls() {
        assert_eq!(text("a\r\nb\rc\u{2028}d\u{b}e\u{c}f"), "a\nb\nc\nd\ne\u{c}f");
        assert_eq!(text("\u{1b}[31mrou\0ge\u{7f}\u{9b}"), "rouge");
        assert_eq!(text("le \u{1b}[1;31mport\u{1b}[0m\r\nrouvre"), "le port\nrouvre");
        assert_eq!(text("\u{1b}]0;titre\u{7}le port\u{1b}"), "le port");
        assert_eq!(text("a\u{b}b\u{1b}[2J\u{c}c\u{85}"), "a\nb\u{c}c\n");
        assert_eq!(text("a\u{85}"), "a\n");
        assert_eq!(text("à\u{a0}\u{2026}"), "à\u{a0}\u{2026}");
        assert_eq!(line("  un\n deux\t\ttrois\u{a0}! "), "un deux trois\u{a0}!");
    }
}
