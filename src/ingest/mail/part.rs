//! One part of a message: its bytes as they were before they were sent, and their text.
//! The charset that it declares is believed where it makes sense of all the bytes; else
//! they are told as those of any file.

use super::encoding::{Decoder, is_french};
use encoding_rs::Encoding;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{MessagePart, MimeHeaders};
use std::borrow::Cow;
use std::io::Read;

/// The bytes of a part of this message. The library gives those of a part that is cut
/// short as they were sent, and text already in UTF-8: its encodings are undone here.
pub(super) fn bytes<'a>(part: &MessagePart, message: &'a [u8]) -> Cow<'a, [u8]> {
    let raw = message.get(part.offset_body as usize..part.offset_end as usize);
    let raw = raw.unwrap_or_default();
    let encoding = part.content_transfer_encoding().unwrap_or_default().trim();
    if encoding.eq_ignore_ascii_case("base64") {
        base64_decode(raw).map_or(Cow::Borrowed(raw), Cow::Owned)
    } else if encoding.eq_ignore_ascii_case("quoted-printable") {
        Cow::Owned(unquoted(raw))
    } else {
        Cow::Borrowed(raw)
    }
}

/// Line by line, so that a line that is not quoted as it should be stays as it is and
/// spoils no other.
fn unquoted(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        match quoted_printable_decode(line) {
            Some(decoded) => out.extend(decoded),
            None => out.extend_from_slice(line),
        }
    }
    out
}

/// The text of a part made of these bytes.
pub(super) fn text(part: &MessagePart, bytes: &[u8]) -> String {
    as_declared(part, bytes).unwrap_or_else(|| told(bytes))
}

/// The text in the charset that the part declares; `None` when it declares none that is
/// known, or one that is plainly not that of the bytes.
pub(super) fn as_declared(part: &MessagePart, bytes: &[u8]) -> Option<String> {
    in_charset(part.content_type()?.attribute("charset")?.trim(), bytes)
}

/// The text of these bytes in a charset; `None` when none is known by this name, or it is
/// plainly not theirs.
pub(super) fn in_charset(charset: &str, bytes: &[u8]) -> Option<String> {
    if is_utf8(bytes) {
        return None;
    }
    let text = match Encoding::for_label(charset.as_bytes()) {
        Some(encoding) => encoding.decode(bytes).0.into_owned(),
        None => charset_decoder(charset.as_bytes())?(bytes),
    };
    let is_ascii = ["us-ascii", "ascii"].contains(&&*charset.to_ascii_lowercase());
    let is_wrong = is_ascii && !bytes.is_ascii()
        || text.contains(|c| matches!(c, '\u{FFFD}' | '\u{80}'..='\u{9F}'));
    (!is_wrong).then_some(text)
}

/// Whether these are French in UTF-8, which no other charset makes by chance.
fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.contains(is_french))
}

/// The text that any file of these bytes would have.
pub(super) fn told(bytes: &[u8]) -> String {
    let mut text = String::new();
    let is_read = Decoder::new(bytes)
        .is_ok_and(|mut decoder| decoder.read_to_string(&mut text).is_ok());
    if is_read { text } else { String::from_utf8_lossy(bytes).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{ISO_8859_15, MACINTOSH, WINDOWS_1251, WINDOWS_1252};
    use mail_parser::MessageParser;

    const FRENCH: &str =
        "L'été dernier, la criée de Kervil a fermé. « Ça repart », dit le maire.";

    /// A message of one part with these lines in its header and these bytes.
    #[track_caller]
    fn case(header: &str, bytes: &[u8], expected: &str) {
        let mut raw =
            format!("Subject: Port\nFrom: a@a.example\n{header}\n").into_bytes();
        raw.extend_from_slice(bytes);
        let message = MessageParser::default().parse(&raw).unwrap();
        let part = message.root_part();
        assert_eq!(text(part, &super::bytes(part, &raw)), expected, "{header}");
    }

    #[test]
    fn charsets_that_are_missing_unknown_or_wrong() {
        let old = WINDOWS_1252.encode(FRENCH).0;
        let mac = MACINTOSH.encode(FRENCH).0;
        for header in [
            "",
            "Content-Type: text/plain\n",
            "Content-Type: text/plain; charset=us-ascii\n",
            "Content-Type: text/plain; charset=utf-8\n",
            "Content-Type: text/plain; charset=x-unknown\n",
            "Content-Type: text/plain; charset=\"\"\n",
            "Content-Type: text/plain; charset=gb2312\n",
        ] {
            case(header, &old, FRENCH);
            case(header, FRENCH.as_bytes(), FRENCH);
        }
        for charset in ["iso-8859-1", "windows-1252", "iso-8859-15", "macintosh"] {
            let header = format!("Content-Type: text/plain; charset={charset}\n");
            case(&header, FRENCH.as_bytes(), FRENCH);
        }
        case("", &mac, FRENCH);
        case("Content-Type: text/plain; charset=us-ascii\n", &mac, FRENCH);
        let page = format!("<meta charset=iso-8859-1><p>{FRENCH}</p>");
        case("Content-Type: text/html\n", &WINDOWS_1252.encode(&page).0, &page);
        let quotes = "L’an prochain, dit-il, 3 € l’entrée";
        let header = "Content-Type: text/plain; charset=iso-8859-15\n";
        case(header, &WINDOWS_1252.encode(quotes).0, quotes);
    }

    #[test]
    fn charsets_that_are_right() {
        let euro = "Le cœur du marché, 3 €";
        let header = "Content-Type: text/plain; charset=ISO-8859-15\n";
        case(header, &ISO_8859_15.encode(euro).0, euro);
        let header = "Content-Type: text/plain; charset=windows-1251\n";
        case(header, &WINDOWS_1251.encode("Порт").0, "Порт");
        case("Content-Type: text/plain; charset=cp850\n", b"vot\x82", "voté");
        case("Content-Type: text/plain; charset=utf-7\n", b"vot+AOk-", "voté");
        case("Content-Type: text/plain; charset=latin1\n", b"\xC9\xBB", "É»");
    }

    #[test]
    fn what_was_encoded_to_be_sent() {
        let quoted = "Content-Type: text/plain\nContent-Transfer-Encoding: ";
        let header = format!("{quoted}quoted-printable\n");
        case(&header, b"vot=E9 hi=\ner =C0 No=EBl", "voté hier À Noël");
        case(&header, b"vot=E9\na==b\n=C0 No=EBl", "voté\na==b\nÀ Noël");
        case(&header, b"cr=E9dit cou=", "crédit cou");
        let header = format!("{quoted}base64\n");
        case(&header, b"dm90\n6SBoaWVy\n", "voté hier");
        case(&header, b"vot\xE9, pas cod\xE9", "voté, pas codé");
    }
}
