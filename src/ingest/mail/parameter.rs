//! The value of a parameter of a header that names its charset (`filename*=utf-8''D%E9`),
//! perhaps in several pieces (`filename*0*=…; filename*1*=…`). The library believes the
//! charset, forgets it after the first piece, and decodes each by itself, even where a
//! character is cut in two.

use super::words::{LONGEST, escaped, library, told};
use mail_parser::decoders::hex::decode_hex;

/// Pieces of a value at most.
const MOST: usize = 100;

/// How long the value is that begins with the `=` at this place, after the star of its
/// parameter; the value anew where the library would read it otherwise than as what its
/// bytes say.
pub(super) fn value(head: &[u8], at: usize) -> Option<(usize, Option<String>)> {
    let rest = &head[at..];
    let (value, mut size) = written(&rest[1..]);
    size += 1;
    let mut parts = value.splitn(3, |byte| *byte == b'\'');
    let (charset, _language, data) = (parts.next()?, parts.next()?, parts.next()?);
    let (true, mut bytes) = decode_hex(data) else { return None };
    let mut believed = library(charset, &bytes);
    if let Some(name) = head[..at].strip_suffix(b"*0*").map(last_word) {
        for number in 1..MOST {
            let Some(piece) = Piece::read(&rest[size..], name, number) else { break };
            size += piece.size;
            believed += &String::from_utf8_lossy(&piece.bytes);
            bytes.extend(piece.bytes);
        }
    }
    let text = told(charset, &bytes);
    let anew = || format!("=utf-8''{}", escaped(&text, '%'));
    Some((size, (text != believed).then(anew)))
}

/// A value, without quotes, and how long it is with them.
fn written(rest: &[u8]) -> (&[u8], usize) {
    let rest = &rest[..rest.len().min(LONGEST)];
    if let Some(inside) = rest.strip_prefix(b"\"")
        && let Some(size) = inside.iter().position(|byte| *byte == b'"')
    {
        return (&inside[..size], size + 2);
    }
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b';';
    let size = rest.iter().position(is_end).unwrap_or(rest.len());
    (&rest[..size], size)
}

fn last_word(before: &[u8]) -> &[u8] {
    let is_between = |byte: &u8| byte.is_ascii_whitespace() || *byte == b';';
    before.rsplit(is_between).next().unwrap_or_default()
}

/// What comes after the first piece of a value.
struct Piece {
    bytes: Vec<u8>,
    /// Bytes from the end of the piece before on.
    size: usize,
}

impl Piece {
    /// The piece of this number, if it comes next.
    fn read(rest: &[u8], name: &[u8], number: usize) -> Option<Self> {
        let next = rest.trim_ascii_start().strip_prefix(b";")?.trim_ascii_start();
        let (found, next) = next.split_at_checked(name.len())?;
        let next = next.strip_prefix(format!("*{number}").as_bytes())?;
        let (is_encoded, next) = match next.strip_prefix(b"*") {
            Some(next) => (true, next),
            None => (false, next),
        };
        let next = next.strip_prefix(b"=")?;
        let (value, size) = written(next);
        let bytes = match decode_hex(value) {
            (true, bytes) if is_encoded => bytes,
            (false, _) if is_encoded => return None,
            _ => value.to_vec(),
        };
        let size = rest.len() - next.len() + size;
        found.eq_ignore_ascii_case(name).then_some(Self { bytes, size })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(head: &str, expected: Option<(&str, &str)>) {
        let at = head.find('=').unwrap();
        let found = value(head.as_bytes(), at).map(|(size, anew)| {
            let rest = head[at + size..].to_owned();
            (anew.unwrap_or_default(), rest)
        });
        let found = found.as_ref().map(|(anew, rest)| (anew.as_str(), rest.as_str()));
        assert_eq!(found, expected, "{head}");
    }

    #[test]
    fn in_one_piece() {
        case("filename*=utf-8''D%E9p; a=3", Some(("=utf-8''D%C3%A9p", "; a=3")));
        case("filename*=iso-8859-1''%C3%A9", Some(("=utf-8''%C3%A9", "")));
        case("filename*=utf-8''D%C3%A9p.txt", Some(("", "")));
        case("filename*=\"utf-8'fr'D%E9\"; a", Some(("=utf-8''D%C3%A9", "; a")));
        case("filename*=utf-8''D%zz", None);
        case("filename*=quai", None);
    }

    #[test]
    fn in_several() {
        let end = Some(("=utf-8''D%C3%A9j%C3%A0%2Etxt", "; a=b"));
        for head in [
            "f*0*=iso-8859-1''D%E9; f*1*=j%E0.txt; a=b",
            "f*0*=iso-8859-1'fr'D%E9;\r\n F*1*=j%E0;\r\n\tf*2=\".txt\"; a=b",
            "f*0*=utf-8''D%C3;f*1*=%A9j%C3%A0.txt; a=b",
        ] {
            case(head, end);
        }
        case("f*0*=utf-8''D%C3%A9; f*1*=j; a=b", Some(("", "; a=b")));
        let other = Some(("=utf-8''D%C3%A9", "; g*1*=j"));
        case("f*0*=iso-8859-1''D%C3%A9; g*1*=j", other);
        case("f*0*=utf-8''D%E9; f*2*=j", Some(("=utf-8''D%C3%A9", "; f*2*=j")));
        case("f*0*=utf-8''D%E9; f*1*=%zz", Some(("=utf-8''D%C3%A9", "; f*1*=%zz")));
    }

    proptest::proptest! {
        /// Whatever the header, what is read of it lies in it.
        #[test]
        fn any_header(head in "(f|\\*0|\\*1|\\*|=|u''|%C3|%A9|; |\"|\n|é){0,24}") {
            for (at, _) in head.match_indices('=') {
                if let Some((size, _)) = value(head.as_bytes(), at) {
                    proptest::prop_assert!(at + size <= head.len());
                }
            }
        }
    }
}
