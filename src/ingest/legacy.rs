//! Which single-byte encoding bytes that are not UTF-8 are in.
//!
//! The usual detector takes `MacRoman`, CP850 and ISO-8859-15 for windows-1252; press
//! archives have all four. So each is tried and judged by what French looks like: é and
//! è among letters, capitals with accents not after small letters, « » and ’ where
//! they stand. When none looks like French, the detector decides.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, WINDOWS_1252};

/// The characters of bytes 0x80 to 0xFF.
pub(super) type Table = Box<[char; 128]>;

/// How to read bytes that are not UTF-8.
pub(super) enum Legacy {
    /// One character a byte.
    Table(&'static str, Table),
    /// Anything else that the detector names.
    Other(&'static Encoding),
}

/// CP850 (DOS), bytes 0x80 to 0xFF; `encoding_rs` has what browsers read, not this.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤\
ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// High bytes judged at most: enough to be sure, whatever the size of the file.
const JUDGED: usize = 4_000;

impl Legacy {
    /// The encoding of bytes most of which are not UTF-8.
    pub(super) fn of(bytes: &[u8]) -> Self {
        if let Some(table) = french(bytes) {
            return table;
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let guess = detector.guess(None, Utf8Detection::Deny);
        if guess == WINDOWS_1252 { windows() } else { Self::Other(guess) }
    }

    /// The encoding of a few stray bytes in a text of UTF-8: always a table.
    pub(super) fn of_strays(bytes: &[u8]) -> Self {
        french(bytes).unwrap_or_else(windows)
    }
}

fn windows() -> Legacy {
    Legacy::Table("windows-1252", of_encoding(WINDOWS_1252))
}

/// The table that makes the best French of these bytes, when one makes some.
fn french(bytes: &[u8]) -> Option<Legacy> {
    let tables = [
        ("windows-1252", of_encoding(WINDOWS_1252)),
        ("ISO-8859-15", of_encoding(ISO_8859_15)),
        ("macintosh", of_encoding(MACINTOSH)),
        ("CP850", of_text(CP850)),
    ];
    let mut best = None;
    let mut highest = 0;
    for (name, table) in tables {
        let Verdict { score, odd } = judge(bytes, &table);
        if score > highest {
            highest = score;
            best = (odd * 4 <= score).then_some(Legacy::Table(name, table));
        }
    }
    best
}

fn of_encoding(encoding: &'static Encoding) -> Table {
    let mut table = Box::new(['\0'; 128]);
    for (byte, c) in (0x80..=0xFF_u8).zip(table.iter_mut()) {
        let byte = [byte];
        let (text, _) = encoding.decode_without_bom_handling(&byte);
        *c = text.chars().next().unwrap_or('\u{FFFD}');
    }
    table
}

fn of_text(text: &str) -> Table {
    let mut table = Box::new(['\0'; 128]);
    for (slot, c) in table.iter_mut().zip(text.chars()) {
        *slot = c;
    }
    table
}

#[derive(Default)]
struct Verdict {
    score: i64,
    odd: i64,
}

fn judge(bytes: &[u8], table: &Table) -> Verdict {
    let read = |byte: u8| match byte {
        0..=0x7F => char::from(byte),
        _ => table[usize::from(byte - 0x80)],
    };
    let mut verdict = Verdict::default();
    let high = bytes.iter().enumerate().filter(|(_, byte)| **byte >= 0x80);
    for (at, byte) in high.take(JUDGED) {
        let before = at.checked_sub(1).map_or(' ', |at| read(bytes[at]));
        let after = bytes.get(at + 1).map_or(' ', |byte| read(*byte));
        let points = plausibility(before, read(*byte), after);
        verdict.score += points;
        verdict.odd += (-points).max(0);
    }
    verdict
}

/// How much a character beyond ASCII looks at home in French between its neighbours.
fn plausibility(before: char, c: char, after: char) -> i64 {
    let inside = before.is_alphabetic() && after.is_alphabetic();
    let foreign = |c: char| !c.is_ascii() && c.is_alphabetic() && !"éœŒ".contains(c);
    match c {
        '\u{80}'..='\u{9f}' | '\u{FFFD}' => -4,
        _ if c.is_alphabetic() && (foreign(before) && c != 'é') => -2,
        _ if c.is_lowercase() && before.is_uppercase() && after.is_uppercase() => -2,
        'é' | 'è' | 'à' | 'ê' => 3,
        'ç' | 'ù' | 'â' | 'î' | 'ô' | 'û' | 'ë' | 'ï' | 'ü' | 'œ' | '’' => 2,
        'É' | 'È' | 'À' | 'Ê' | 'Ç' | 'Â' | 'Î' | 'Ô' | 'Û' | 'Ë' | 'Ï' | 'Œ' | 'Ù' => {
            if before.is_lowercase() {
                -3
            } else {
                2
            }
        }
        '\u{a0}' => 1,
        '½' | '¼' | '¾' if before.is_alphabetic() || after.is_alphabetic() => -3,
        '«' | '»' | '“' | '”' | '‘' | '–' | '—' | '…' | '•' | '€' | '°' | '·' | '©'
        | '®' | '™' | '§' | '²' | '³' | '½' | '£' => {
            if inside {
                -2
            } else {
                1
            }
        }
        'ä' | 'ö' | 'ñ' | 'á' | 'í' | 'ó' | 'ú' | 'ÿ' | 'æ' | 'ß' | 'å' | 'ã' | 'õ'
        | 'ø' => 0,
        _ if c.is_uppercase() && before.is_lowercase() => -3,
        _ if c.is_alphabetic() => -1,
        _ => -2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = "À l'été, le cœur du port s'éveille : « Ça y est, l'écluse rouvre ! » \
        lance Noël, patron-pêcheur, à l'équipage. L'ŒUVRE a coûté 23 millions d'euros.";

    fn name(bytes: &[u8]) -> &'static str {
        match Legacy::of(bytes) {
            Legacy::Table(name, _) => name,
            Legacy::Other(encoding) => encoding.name(),
        }
    }

    #[test]
    fn french_is_told_in_each() {
        for encoding in [WINDOWS_1252, ISO_8859_15, MACINTOSH] {
            let (bytes, _, lossy) = encoding.encode(FRENCH);
            assert!(!lossy);
            assert_eq!(name(&bytes), encoding.name());
        }
        let plain = FRENCH.replace('œ', "oe").replace('Œ', "OE");
        let bytes: Vec<u8> = plain
            .chars()
            .map(|c| match CP850.chars().position(|known| known == c) {
                Some(at) => u8::try_from(at + 0x80).unwrap(),
                None => u8::try_from(u32::from(c)).unwrap(),
            })
            .collect();
        assert_eq!(name(&bytes), "CP850");
    }

    #[test]
    fn a_few_letters_are_enough() {
        assert_eq!(name(b"\xc9t\xe9 2012"), "windows-1252");
        assert_eq!(name(b"LIBERT\xc9\xa0\xbb"), "windows-1252");
        assert_eq!(name(b"le pr\x8esident"), "macintosh");
        assert_eq!(name(b"le pr\x82sident"), "CP850");
        assert_eq!(name(b"le c\xbdur et les n\xbduds"), "ISO-8859-15");
    }

    #[test]
    fn another_script_is_left_to_the_detector() {
        let russian = "Президент объявил о новых мерах поддержки экономики страны. Эксперты \
            считают, что этого будет недостаточно для устойчивого роста.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        assert_eq!(name(&bytes), "windows-1251");
    }

    #[test]
    fn the_table_of_dos_is_whole() {
        assert_eq!(CP850.chars().count(), 128);
    }
}
