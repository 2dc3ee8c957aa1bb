//! Files that hold other files: ZIP, tar, whatever gzip, bzip2, xz or Zstandard packed,
//! and WARC captures. Each member is handed on with a name that is only a name: nothing
//! is ever written, and nothing is unpacked that swells.

mod inflate;
mod name;
mod response;
mod tar;
mod warc;
mod zip;

use super::{Fault, read::Source};
use inflate::{Inflated, Packing, packing};
use std::cell::Cell;
use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;

pub(super) use name::clean;

/// What an archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Archive {
    Zip,
    Tar,
    Warc,
    /// Packed by a program that packs one stream of bytes.
    Packed(Packing),
}

/// Something inside an archive, about to be read.
pub(super) struct Member<'a> {
    /// Its cleaned name.
    pub(super) name: String,
    /// Where it was captured on the web.
    pub(super) url: Option<String>,
    pub(super) content: Content<'a>,
}

/// What there is to read of a member.
pub(super) enum Content<'a> {
    /// Its bytes.
    Bytes(&'a mut dyn Read),
    /// Nothing that can be had.
    Refused(Fault),
    /// Nothing that is a document, by convention.
    LeftOut,
    /// What a browser saved with a page.
    PagePart,
}

/// What takes the members of an archive, and may stop.
pub(super) type Visit<'a> = dyn FnMut(Member) -> ControlFlow<()> + 'a;

/// What the first bytes of a file make of it; `None` when it is no archive.
pub(super) fn of(head: &[u8]) -> Option<Archive> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        Some(Archive::Zip)
    } else if is_tar(head) {
        Some(Archive::Tar)
    } else if head.starts_with(b"WARC/1.") {
        Some(Archive::Warc)
    } else {
        packing(head).map(Archive::Packed)
    }
}

/// Hands on the members of an archive, in their order. `left` is what may still be
/// unpacked, in bytes.
///
/// # Errors
/// The archive is broken, or too much of it comes out; members handed on are sound.
pub(super) fn each(
    archive: Archive,
    source: &mut dyn Source,
    path: &str,
    left: &Cell<u64>,
    visit: &mut Visit,
) -> Result<(), Fault> {
    match archive {
        Archive::Zip => zip::each(source, left, visit),
        Archive::Tar => tar::each(source, visit),
        Archive::Warc => warc::each(&mut BufReader::new(source), left, visit),
        Archive::Packed(packing) => packed(packing, source, path, left, visit),
    }
}

/// A stream that was packed whole: an archive in its turn, or one document.
fn packed(
    packing: Packing,
    source: &mut dyn Source,
    path: &str,
    left: &Cell<u64>,
    visit: &mut Visit,
) -> Result<(), Fault> {
    let taken = Cell::new(0);
    let unpacked = inflate::unpack(packing, source, &taken).map_err(Fault::Packed)?;
    let inflated = Inflated::new(unpacked, &taken, left);
    let mut stream = BufReader::with_capacity(64 * 1024, inflated);
    let head = stream.fill_buf().map_err(Fault::Packed)?;
    let within = name::without_extension(path);
    if is_tar(head) {
        tar::each(&mut stream, visit)
    } else if head.starts_with(b"WARC/1.") {
        warc::each(&mut stream, left, visit)
    } else {
        let name = clean(within.as_bytes());
        let _ = visit(Member { name, url: None, content: Content::Bytes(&mut stream) });
        Ok(())
    }
}

fn is_tar(head: &[u8]) -> bool {
    head.get(257..262) == Some(b"ustar")
}
