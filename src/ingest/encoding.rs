//! Bytes of any encoding met in press archives → UTF-8, as a stream.
//!
//! UTF-8 is what most files are, and is kept wherever it is valid: a file that glues
//! UTF-8 and windows-1252 pieces together comes out right on both sides. Bytes that are
//! no UTF-8 are read in the encoding that makes French of them; see `legacy`.

use super::Fault;
use super::legacy::{Legacy, Table};
use encoding_rs::{CoderResult, Decoder as Transcoder, UTF_16BE, UTF_16LE};
use std::io::{self, Read};

/// Bytes decoded at a time; whatever the reads below return, so that the outcome
/// depends on the file alone.
const CHUNK: usize = 256 * 1024;

/// A reader of UTF-8 over a reader of bytes.
pub(super) struct Decoder<R> {
    inner: R,
    scheme: Scheme,
    raw: Vec<u8>,
    out: Vec<u8>,
    taken: usize,
    ended: bool,
}

enum Scheme {
    Utf8,
    /// Mostly UTF-8, or mostly not, with the table for what is not.
    Mixed {
        name: &'static str,
        table: Table,
        mostly_utf8: bool,
    },
    Transcoded(&'static str, Box<Transcoder>),
}

impl<R: Read> Decoder<R> {
    /// Reads the first chunk and tells UTF-16 from the rest.
    ///
    /// # Errors
    /// The bytes cannot be read, or are not text.
    pub(super) fn new(inner: R) -> Result<Self, Fault> {
        let mut decoder = Self {
            inner,
            scheme: Scheme::Utf8,
            raw: Vec::new(),
            out: Vec::new(),
            taken: 0,
            ended: false,
        };
        decoder.fill().map_err(Fault::Unreadable)?;
        let head = &decoder.raw;
        let utf16 = match head.as_slice() {
            [0xFF, 0xFE, ..] => Some((UTF_16LE, 2)),
            [0xFE, 0xFF, ..] => Some((UTF_16BE, 2)),
            _ => utf16_by_its_zeros(head).map(|encoding| (encoding, 0)),
        };
        if let Some((encoding, mark)) = utf16 {
            decoder.raw.drain(..mark);
            decoder.scheme = Scheme::transcoded(encoding);
        } else if head.starts_with(b"\xEF\xBB\xBF") {
            decoder.raw.drain(..3);
        } else if is_binary(head) {
            return Err(Fault::Binary);
        }
        decoder.decode();
        Ok(decoder)
    }

    /// What was found to be the encoding so far.
    pub(super) fn encoding(&self) -> &'static str {
        match &self.scheme {
            Scheme::Utf8 => "UTF-8",
            Scheme::Mixed { name, .. } | Scheme::Transcoded(name, _) => name,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let missing = CHUNK.saturating_sub(self.raw.len()) as u64;
        let read = self.inner.by_ref().take(missing).read_to_end(&mut self.raw)?;
        self.ended = (read as u64) < missing;
        Ok(())
    }

    /// Moves what `raw` holds to `out`, keeping a character that the chunk cuts.
    fn decode(&mut self) {
        if matches!(self.scheme, Scheme::Utf8) && !self.is_utf8_so_far() {
            self.scheme = Scheme::of(&self.raw);
        }
        let Self { scheme, raw, out, ended, .. } = self;
        match scheme {
            Scheme::Transcoded(_, transcoder) => {
                transcode(transcoder, raw, out, *ended);
                raw.clear();
            }
            Scheme::Utf8 => decode_mixed(raw, out, None, *ended),
            Scheme::Mixed { table, mostly_utf8, .. } => {
                decode_mixed(raw, out, Some((table, *mostly_utf8)), *ended);
            }
        }
    }

    fn is_utf8_so_far(&self) -> bool {
        match std::str::from_utf8(&self.raw) {
            Ok(_) => true,
            Err(error) => error.error_len().is_none() && !self.ended,
        }
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.out.len() {
            self.out.clear();
            self.taken = 0;
            if self.ended {
                return Ok(0);
            }
            self.fill()?;
            self.decode();
        }
        let count = into.len().min(self.out.len() - self.taken);
        into[..count].copy_from_slice(&self.out[self.taken..self.taken + count]);
        self.taken += count;
        Ok(count)
    }
}

impl Scheme {
    fn transcoded(encoding: &'static encoding_rs::Encoding) -> Self {
        let transcoder = encoding.new_decoder_without_bom_handling();
        Self::Transcoded(encoding.name(), Box::new(transcoder))
    }

    /// For bytes among which some are not UTF-8.
    fn of(bytes: &[u8]) -> Self {
        let (mut sequences, mut strays) = (0, 0);
        let mut apart = Vec::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            for c in chunk.valid().chars() {
                sequences += usize::from(is_french(c));
                apart.push(u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or(b'?'));
            }
            strays += chunk.invalid().len();
            apart.extend_from_slice(chunk.invalid());
        }
        let mostly_utf8 = sequences >= strays;
        let legacy =
            if mostly_utf8 { Legacy::of_strays(&apart) } else { Legacy::of(bytes) };
        match legacy {
            Legacy::Table(name, table) => Self::Mixed { name, table, mostly_utf8 },
            Legacy::Other(encoding) => Self::transcoded(encoding),
        }
    }
}

fn bytes_of(c: char) -> impl Iterator<Item = u8> {
    let mut buffer = [0; 4];
    let length = c.encode_utf8(&mut buffer).len();
    buffer.into_iter().take(length)
}

/// Characters of two bytes or more that French text written in UTF-8 is full of, and
/// that two bytes of windows-1252 side by side do not make by chance.
pub(super) fn is_french(c: char) -> bool {
    "àâäçèéêëîïôöùûüÿÀÂÄÇÈÉÊËÎÏÔÖÙÛÜœŒæ«»’‘“”–—…•€°©²\u{a0}\u{202f}".contains(c)
}

/// Valid UTF-8 as it is, other bytes by the table. Where most of the file is not
/// UTF-8, what merely happens to be valid (`É»` in windows-1252) goes by the table too.
fn decode_mixed(
    raw: &mut Vec<u8>,
    out: &mut Vec<u8>,
    legacy: Option<(&Table, bool)>,
    ended: bool,
) {
    let cut = if ended { 0 } else { cut_character(raw) };
    let whole = raw.len() - cut;
    match legacy {
        None => out.extend_from_slice(&raw[..whole]),
        Some((table, mostly_utf8)) => {
            let by_table = |byte: &u8| match byte {
                0..=0x7F => char::from(*byte),
                _ => table[usize::from(byte - 0x80)],
            };
            for chunk in raw[..whole].utf8_chunks() {
                for c in chunk.valid().chars() {
                    if c.is_ascii() || mostly_utf8 || is_french(c) {
                        out.extend(bytes_of(c));
                    } else {
                        let bytes: Vec<u8> = bytes_of(c).collect();
                        out.extend(bytes.iter().map(by_table).flat_map(bytes_of));
                    }
                }
                out.extend(chunk.invalid().iter().map(by_table).flat_map(bytes_of));
            }
        }
    }
    raw.drain(..whole);
}

/// Bytes at the end that begin a UTF-8 character without ending it.
fn cut_character(raw: &[u8]) -> usize {
    let back = raw.iter().rev().take(3).position(|byte| !matches!(byte, 0x80..=0xBF));
    let Some(follow) = back else { return 0 };
    let length = match raw[raw.len() - 1 - follow] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    if follow + 1 < length { follow + 1 } else { 0 }
}

fn transcode(transcoder: &mut Transcoder, raw: &[u8], out: &mut Vec<u8>, last: bool) {
    let mut rest = raw;
    loop {
        let start = out.len();
        let room = transcoder.max_utf8_buffer_length(rest.len()).unwrap_or(rest.len());
        out.resize(start + room.max(16), 0);
        let (result, read, written, _) =
            transcoder.decode_to_utf8(rest, &mut out[start..], last);
        out.truncate(start + written);
        rest = &rest[read..];
        if result == CoderResult::InputEmpty {
            return;
        }
    }
}

/// UTF-16 without a mark: Latin text has a zero in every other byte.
fn utf16_by_its_zeros(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = &head[..head.len().min(4096)];
    let pairs = sample.len() / 2;
    let zeros = |odd: usize| sample.chunks_exact(2).filter(|pair| pair[odd] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let most = |count: usize| count * 2 > pairs;
    let few = |count: usize| count * 20 <= pairs;
    if pairs == 0 {
        None
    } else if most(second) && few(first) {
        Some(UTF_16LE)
    } else if most(first) && few(second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// More than one byte in a hundred that no text has.
fn is_binary(head: &[u8]) -> bool {
    let odd = |byte: &&u8| matches!(byte, 0..=8 | 0xE..=0x1A | 0x1C..=0x1F | 0x7F);
    head.iter().filter(odd).count() * 100 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{ISO_8859_15, MACINTOSH, WINDOWS_1252};

    const FRENCH: &str =
        "L’été dernier, « le cœur » du marché s'éveilla à Noël. ÇÀ ET LÀ !";

    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        let mut decoder = Decoder::new(bytes).unwrap();
        let mut text = String::new();
        decoder.read_to_string(&mut text).unwrap();
        (text, decoder.encoding())
    }

    #[track_caller]
    fn case(bytes: &[u8], text: &str, encoding: &str) {
        assert_eq!(decoded(bytes), (text.to_owned(), decoded(bytes).1));
        assert_eq!(decoded(bytes).1, encoding);
    }

    #[test]
    fn unicode() {
        case(FRENCH.as_bytes(), FRENCH, "UTF-8");
        case(format!("\u{feff}{FRENCH}").as_bytes(), FRENCH, "UTF-8");
        let little: Vec<u8> = FRENCH.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = FRENCH.encode_utf16().flat_map(u16::to_be_bytes).collect();
        case(&[&[0xFF, 0xFE], little.as_slice()].concat(), FRENCH, "UTF-16LE");
        case(&[&[0xFE, 0xFF], big.as_slice()].concat(), FRENCH, "UTF-16BE");
        case(&little, FRENCH, "UTF-16LE");
        case(&big, FRENCH, "UTF-16BE");
    }

    #[test]
    fn single_bytes() {
        for encoding in [WINDOWS_1252, MACINTOSH] {
            case(&encoding.encode(FRENCH).0, FRENCH, encoding.name());
        }
        let plain = FRENCH.replace('’', "'");
        case(&ISO_8859_15.encode(&plain).0, &plain, "ISO-8859-15");
    }

    #[test]
    fn pieces_glued_together() {
        let old = WINDOWS_1252.encode(FRENCH).0;
        let (text, encoding) = decoded(&[FRENCH.as_bytes(), b"\n", &old].concat());
        assert_eq!((text, encoding), (format!("{FRENCH}\n{FRENCH}"), "windows-1252"));
        let capitals = "« LIBERTÉ » — ÉGALITÉ\u{a0}»";
        case(&WINDOWS_1252.encode(capitals).0, capitals, "windows-1252");
        case(
            b"caf\xe9 na\xc3\xafve \xce\xb1\xc3\xa9\xc3\xa8",
            "café naïve αéè",
            "windows-1252",
        );
    }

    #[test]
    fn chunks_do_not_cut_characters() {
        let long = "é".repeat(CHUNK);
        let shifted = format!("a{long}");
        for text in [long, shifted] {
            assert_eq!(decoded(text.as_bytes()), (text.clone(), "UTF-8"));
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(decoded(&wide).0, text);
        }
        let late = [&vec![b'a'; 2 * CHUNK], b"caf\xe9 d'\xe9t\xe9".as_slice()].concat();
        assert!(decoded(&late).0.ends_with("café d'été"));
        let (truncated, _) = decoded(b"bl\xc3\xa9 caf\xc3");
        assert!(truncated.starts_with("blé caf"));
    }

    #[test]
    fn what_is_not_text() {
        assert!(matches!(Decoder::new([0_u8, 1, 2, 3].as_slice()), Err(Fault::Binary)));
        let noise: Vec<u8> =
            (0..=255).cycle().take(4096).map(|n: u8| n.wrapping_mul(167)).collect();
        assert!(matches!(Decoder::new(noise.as_slice()), Err(Fault::Binary)));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_come_out_as_utf8(bytes: Vec<u8>) {
            if let Ok(mut decoder) = Decoder::new(bytes.as_slice()) {
                let mut text = String::new();
                decoder.read_to_string(&mut text).unwrap();
            }
        }

        #[test]
        fn utf8_is_untouched(text in "[^\u{0}-\u{8}\u{b}-\u{1f}\u{7f}\u{feff}]{0,200}") {
            proptest::prop_assert_eq!(decoded(text.as_bytes()).0, text);
        }
    }
}
