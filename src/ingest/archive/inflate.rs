//! Streams packed by gzip, bzip2, xz or Zstandard, and the bounds on what comes out of
//! any packed bytes: sizes are counted as they are read, whatever the archive declares.

use std::cell::Cell;
use std::io::{self, Read};

/// How many times its size something may grow to…
const MOST_GROWTH: u64 = 200;
/// … once that much has come out, in bytes.
const GROWTH_COUNTS_FROM: u64 = 1_000_000;
/// Memory that unpacking xz may take, in KiB.
const XZ_MEMORY: u32 = 256 * 1024;

/// What a stream was packed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Packing {
    Gzip,
    Bzip2,
    Xz,
    Zstd,
}

/// What these first bytes were packed with.
pub(super) fn packing(head: &[u8]) -> Option<Packing> {
    if head.starts_with(b"\x1F\x8B\x08") {
        Some(Packing::Gzip)
    } else if head.starts_with(b"BZh") && head.get(4..10) == Some(b"1AY&SY") {
        Some(Packing::Bzip2)
    } else if head.starts_with(b"\xFD7zXZ\0") {
        Some(Packing::Xz)
    } else if head.starts_with(b"\x28\xB5\x2F\xFD") {
        Some(Packing::Zstd)
    } else {
        None
    }
}

/// The bytes that were packed; `taken` counts those that were read to have them.
pub(super) fn unpack<'a>(
    packing: Packing,
    packed: impl Read + 'a,
    taken: &'a Cell<u64>,
) -> io::Result<Box<dyn Read + 'a>> {
    let packed = Counted { packed, taken };
    Ok(match packing {
        Packing::Gzip => Box::new(flate2::read::MultiGzDecoder::new(packed)),
        Packing::Bzip2 => Box::new(bzip2::read::MultiBzDecoder::new(packed)),
        Packing::Xz => {
            Box::new(lzma_rust2::XzReader::new_mem_limit(packed, true, XZ_MEMORY))
        }
        Packing::Zstd => Box::new(zstd::stream::read::Decoder::new(packed)?),
    })
}

struct Counted<'a, R> {
    packed: R,
    taken: &'a Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.packed.read(into)?;
        self.taken.set(self.taken.get() + count as u64);
        Ok(count)
    }
}

/// Bytes that were unpacked, which fail to be read as soon as there are too many.
pub(super) struct Inflated<'a, R> {
    unpacked: R,
    size: u64,
    packed: &'a Cell<u64>,
    left: &'a Cell<u64>,
}

impl<'a, R: Read> Inflated<'a, R> {
    /// `packed` is the size they had, as far as it is known; `left` what may still come
    /// out of the whole file.
    pub(super) fn new(unpacked: R, packed: &'a Cell<u64>, left: &'a Cell<u64>) -> Self {
        Self { unpacked, size: 0, packed, left }
    }
}

impl<R: Read> Read for Inflated<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.unpacked.read(into)?;
        self.size += count as u64;
        let Some(left) = self.left.get().checked_sub(count as u64) else {
            return Err(io::Error::other(
                "more than 2 GB in all; what follows is not read",
            ));
        };
        self.left.set(left);
        let most = self.packed.get().saturating_mul(MOST_GROWTH);
        if self.size > most.max(GROWTH_COUNTS_FROM) {
            return Err(io::Error::other(format!(
                "it grows to more than {MOST_GROWTH} times its size"
            )));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inflate(bytes: &[u8], packed: u64, left: u64) -> Result<usize, String> {
        let (packed, left) = (Cell::new(packed), Cell::new(left));
        let mut out = Vec::new();
        let read = Inflated::new(bytes, &packed, &left).read_to_end(&mut out);
        read.map_err(|error| error.to_string())
    }

    #[test]
    fn what_comes_out_is_bounded() {
        let bytes = vec![0; 2_000_000];
        assert_eq!(inflate(&bytes, 10_000, 9_000_000), Ok(2_000_000));
        assert_eq!(inflate(&bytes[..999_999], 1, 9_000_000), Ok(999_999));
        assert!(inflate(&bytes, 9_999, 9_000_000).unwrap_err().contains("200 times"));
        assert!(inflate(&bytes, 10_000, 1_999_999).unwrap_err().contains("2 GB"));
    }
}
