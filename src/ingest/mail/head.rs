//! The header of a message in UTF-8. Old programs wrote accents in it as they were, in
//! no charset that is named, or not in the one that is; the library takes their word.

use super::{part, words};
use std::borrow::Cow;

/// The message with a header that is UTF-8.
pub(super) fn in_utf8(message: &[u8]) -> Cow<'_, [u8]> {
    let (head, rest) = message.split_at(end(message));
    let text = match std::str::from_utf8(head) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(part::told(head)),
    };
    match (words::mended(text.as_bytes()), &text) {
        (Cow::Borrowed(_), Cow::Borrowed(_)) => Cow::Borrowed(message),
        (mended, _) => Cow::Owned([&*mended, rest].concat()),
    }
}

/// Where the first empty line is.
fn end(message: &[u8]) -> usize {
    let breaks = memchr::memchr_iter(b'\n', message);
    let is_end =
        |at: &usize| matches!(message[at + 1..], [b'\n', ..] | [b'\r', b'\n', ..] | []);
    breaks.into_iter().find(is_end).map_or(message.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1252;

    #[test]
    fn accents_of_another_time() {
        let head = "From: Rédaction <r@r.example>\r\nSubject: L'été à l'hôpital\r\n";
        let body = b"\r\nvot\xE9\r\n\r\nvot\xE9";
        let old = WINDOWS_1252.encode(head).0;
        let whole = [head.as_bytes(), body].concat();
        assert_eq!(in_utf8(&[&*old, body].concat()), whole);
        assert_eq!(in_utf8(&whole), whole);
        assert_eq!(in_utf8(&old), head.as_bytes());
        assert_eq!(
            &*in_utf8(b"Titre: \xC9t\xE9\n\n\xE9"),
            b"Titre: \xC3\x89t\xC3\xA9\n\n\xE9"
        );
        let word = b"Titre: \xC9t\xE9 =?utf-8?q?d=E9?=\n\n=?utf-8?q?d=E9?=";
        let expected = "Titre: Été =?utf-8?Q?d=C3=A9?=\n\n=?utf-8?q?d=E9?=";
        assert_eq!(&*in_utf8(word), expected.as_bytes());
        assert_eq!(&*in_utf8(b""), b"");
    }
}
