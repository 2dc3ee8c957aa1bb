//! Encoded words of a header (`=?utf-8?Q?D=E9?=`), and values of its parameters, whose
//! bytes are not in the charset that they name: the library believes them. They are written
//! anew, in the charset that their bytes are told by.

use super::{parameter, part};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use memchr::memmem;
use std::borrow::Cow;

/// Bytes of an encoded word or of a value at most, well beyond the 75 that a word may have.
pub(super) const LONGEST: usize = 4_000;

/// A header with words that are what their bytes say.
pub(super) fn mended(head: &[u8]) -> Cow<'_, [u8]> {
    let mut out = Vec::new();
    let mut kept = 0;
    let mut from = 0;
    while let Some(found) = memmem::find(&head[from..], b"=") {
        let at = from + found;
        let read = match head[at..] {
            [b'=', b'?', ..] => words(&head[at..]),
            [b'=', ..] if head[..at].ends_with(b"*") => parameter::value(head, at),
            _ => None,
        };
        let (size, anew) = read.unwrap_or((1, None));
        if let Some(anew) = anew {
            out.extend_from_slice(&head[kept..at]);
            out.extend_from_slice(anew.as_bytes());
            kept = at + size;
        }
        from = at + size;
    }
    if kept == 0 {
        return Cow::Borrowed(head);
    }
    out.extend_from_slice(&head[kept..]);
    Cow::Owned(out)
}

/// How long the words at the start of these bytes are, and they anew if they need it.
/// Words side by side are one text, in whose middle a character may be cut.
fn words(head: &[u8]) -> Option<(usize, Option<String>)> {
    let mut first = Word::read(head)?;
    let mut believed = library(first.charset, &first.bytes);
    let mut size = first.size;
    loop {
        let rest = head[size..].trim_ascii_start();
        let Some(next) = Word::read(rest) else { break };
        if !next.charset.eq_ignore_ascii_case(first.charset) {
            break;
        }
        believed += &library(next.charset, &next.bytes);
        size = head.len() - rest.len() + next.size;
        first.bytes.extend(next.bytes);
    }
    let text = told(first.charset, &first.bytes);
    let anew = || format!("=?utf-8?Q?{}?=", escaped(&text, '='));
    Some((size, (text != believed).then(anew)))
}

/// An encoded word.
struct Word<'a> {
    charset: &'a [u8],
    /// Bytes of its text, and how many it has itself.
    bytes: Vec<u8>,
    size: usize,
}

impl<'a> Word<'a> {
    /// The one that begins here.
    fn read(head: &'a [u8]) -> Option<Self> {
        let head = &head[..head.len().min(LONGEST)];
        let rest = head.strip_prefix(b"=?")?;
        let mut parts = rest.splitn(3, |byte| *byte == b'?');
        let (charset, encoding, rest) = (parts.next()?, parts.next()?, parts.next()?);
        let data = &rest[..memmem::find(rest, b"?=")?];
        if data.contains(&b'\n') {
            return None;
        }
        let bytes = match encoding {
            b"B" | b"b" => base64_decode(data)?,
            b"Q" | b"q" => {
                let data: Vec<u8> = data
                    .iter()
                    .map(|byte| if *byte == b'_' { b' ' } else { *byte })
                    .collect();
                quoted_printable_decode(&data)?
            }
            _ => return None,
        };
        // A language may follow the charset.
        let charset = charset.split(|byte| *byte == b'*').next().unwrap_or_default();
        let size = head.len() - rest.len() + data.len() + 2;
        Some(Self { charset, bytes, size })
    }
}

/// What the library makes of these bytes.
pub(super) fn library(charset: &[u8], bytes: &[u8]) -> String {
    match charset_decoder(charset) {
        Some(decoder) => decoder(bytes),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// What they say, as in the text of a message.
pub(super) fn told(charset: &[u8], bytes: &[u8]) -> String {
    let charset = String::from_utf8_lossy(charset);
    part::in_charset(&charset, bytes).unwrap_or_else(|| part::told(bytes))
}

/// A text all of whose signs but ASCII letters and digits are written as numbers.
pub(super) fn escaped(text: &str, sign: char) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            let digit = |value: u8| char::from(b"0123456789ABCDEF"[usize::from(value)]);
            out.extend([sign, digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::MessageParser;

    #[track_caller]
    fn case(subject: &str, expected: &str) {
        let raw = format!("From: a@a.example\nSubject: {subject}\n\nLe port\n");
        let raw = mended(raw.as_bytes());
        let message = MessageParser::default().parse(&*raw).unwrap();
        assert_eq!(message.subject(), Some(expected), "{subject}");
    }

    #[test]
    fn charsets_that_are_wrong() {
        for charset in ["utf-8", "UTF-8*fr", "us-ascii", "x-unknown"] {
            case(&format!("=?{charset}?Q?D=E9part_d=92=E9t=E9?="), "Départ d’été");
            case(&format!("=?{charset}?B?RulwYXJ0?="), "Fépart");
        }
        case("=?iso-8859-1?Q?D=C3=A9part?=", "Départ");
        case(
            "Port : =?utf-8?q?=E9t=E9_?= =?utf-8?q?et_h=F4tel?= fin",
            "Port : été et hôtel fin",
        );
        case("=?utf-8?q?d=C3?=\n =?utf-8?q?=A9part?=", "départ");
    }

    #[test]
    fn words_that_are_right_stay() {
        for head in [
            "Subject: =?utf-8?Q?D=C3=A9part?= =?iso-8859-1?q?d=E9?=",
            "Subject: =?windows-1252?Q?d=92=E9t=E9?= =?koi8-r?b?xMXOxw==?=",
            "Subject: 2 + 2 = 4, =?, =?utf-8?, =?utf-8?Q?=E9, =?utf-8?X?=E9?= *=, *=a'b",
            "Subject: =?utf-8?Q?=E?= =?utf-8?B?!?=",
            "",
        ] {
            assert!(matches!(mended(head.as_bytes()), Cow::Borrowed(_)), "{head}");
        }
    }
}
