//! The header of a message in UTF-8. Old programs wrote accents in it as they were, in
//! no charset that is named; the library takes them for UTF-8.

use super::part;
use std::borrow::Cow;

/// The message with a header that is UTF-8.
pub(super) fn in_utf8(message: &[u8]) -> Cow<'_, [u8]> {
    let (head, rest) = message.split_at(end(message));
    if std::str::from_utf8(head).is_ok() {
        return Cow::Borrowed(message);
    }
    Cow::Owned([part::told(head).as_bytes(), rest].concat())
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
        assert_eq!(&*in_utf8(b""), b"");
    }
}
