//! Ways to break a document, drawn in an order that is always the same.

/// Where the draw stands.
pub(crate) struct Chance(blake3::OutputReader);

/// Bytes that break things more often than others.
const TELLING: &[&[u8]] = &[
    b"\0",
    b"\xFF\xFF\xFF\xFF",
    b"<",
    b">",
    b"\"",
    b"{",
    b"[",
    b"&#x110000;",
    b"%PDF-",
    b"PK\x03\x04",
    b"\r\n\r\n",
    b"<![CDATA[",
    b"<!--",
    b"--x",
    b"endobj",
    b"<div>",
    b"2147483648",
    b"-1",
    b"\x1b[2J",
];

impl Chance {
    pub(crate) fn new() -> Self {
        Self(blake3::Hasher::new().finalize_xof())
    }

    /// A number from nothing to one less than this.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        let drawn = u64::from_le_bytes(bytes) % bound.max(1) as u64;
        usize::try_from(drawn).expect("less than a usize")
    }

    /// A document broken in one to four ways; `other` gives it pieces.
    pub(crate) fn broken(&mut self, mut document: Vec<u8>, other: &[u8]) -> Vec<u8> {
        for _ in 0..=self.below(4) {
            let (start, end) = self.piece(document.len());
            match self.below(8) {
                0 => document.truncate(start),
                1 => drop(document.drain(start..end)),
                2 => document[start..end].fill(0),
                3 => {
                    for _ in 0..=self.below(20) {
                        let (at, byte) = (self.below(document.len()), self.below(256));
                        let byte = u8::try_from(byte).expect("less than 256");
                        document.get_mut(at).into_iter().for_each(|old| *old = byte);
                    }
                }
                4 => {
                    let (first, last) = self.piece(other.len());
                    document.splice(start..end, other[first..last].iter().copied());
                }
                5 => {
                    let telling = TELLING[self.below(TELLING.len())];
                    document.splice(start..start, telling.iter().copied());
                }
                6 => {
                    let piece = document[start..end.min(start + 64)].to_vec();
                    let times = 1 << self.below(14);
                    document.splice(start..start, piece.repeat(times));
                }
                _ => document[start..end].reverse(),
            }
        }
        document
    }

    fn piece(&mut self, length: usize) -> (usize, usize) {
        let (one, other) = (self.below(length + 1), self.below(length + 1));
        (one.min(other), one.max(other))
    }
}
