//! Files as they are on disk: a hash that tells whether one changed, and its own bytes.

use super::inside::{Inside, Nest, Step};
use super::read::{Source, read_from};
use super::walk::{on_disk, shown};
use super::{Fault, File, Out, READER_VERSION, ReadError, Settings};
use crate::article::INSIDE;
use std::fs;
use std::io::{BufRead, BufReader, Cursor};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What documents are read with: when it changes, they are to be read again.
pub fn reader(settings: &Settings) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&reader_hash(settings).finalize().as_bytes()[..8]);
    u64::from_be_bytes(first)
}

fn reader_hash(settings: &Settings) -> blake3::Hasher {
    let mut hash = blake3::Hasher::new();
    let settings = serde_json::to_vec(settings).expect("strings serialise");
    hash.update(&READER_VERSION.to_le_bytes());
    hash.update(&(settings.len() as u64).to_le_bytes());
    hash.update(&settings);
    hash
}

/// BLAKE3 of a file's content and of what it is read with, in hexadecimal.
///
/// # Errors
/// The system refuses to read it.
pub fn digest(file: &File, settings: &Settings) -> Result<String, ReadError> {
    let mut hash = reader_hash(settings);
    open(&file.absolute)
        .and_then(|source| {
            hash.update_reader(source).map(drop).map_err(Fault::Unreadable)
        })
        .map_err(|fault| named(&file.absolute, fault))?;
    Ok(hash.finalize().to_hex().to_string())
}

/// The bytes of a file or of a member of an archive, or of the record that begins at a line of it. Of an export that
/// was decoded to be cut they come in UTF-8, and those that begin on one line together;
/// of an array of JSON the whole comes. The path is one in writing.
///
/// # Errors
/// The system refuses to read it, or it has no such line any more.
pub fn raw(path: &str, line: Option<u64>) -> Result<Vec<u8>, ReadError> {
    let named = |fault| ReadError { path: path.to_owned(), line, fault };
    read_raw(path, line).map_err(named)
}

/// How the bytes of a record are found again.
pub(super) enum Raw {
    /// They are those of a line.
    Line,
    /// They were cut out, and are here.
    Pieces(Vec<u8>),
    /// Only the whole file can be given.
    Whole,
}

fn read_raw(path: &str, line: Option<u64>) -> Result<Vec<u8>, Fault> {
    let mut source: Box<dyn Source> = match archived(path) {
        Some((archive, name)) => Box::new(Cursor::new(member(&archive, name)?)),
        None => Box::new(open(&on_disk(path))?),
    };
    match line {
        Some(line) => record(&mut source, path, line),
        None => all(&mut source),
    }
}

/// The archive on disk and the member of it, when a path leads into one.
fn archived(path: &str) -> Option<(PathBuf, &str)> {
    if on_disk(path).exists() {
        return None;
    }
    let mut borders = path.match_indices(INSIDE);
    borders.find_map(|(at, _)| {
        let archive = on_disk(&path[..at]);
        archive.is_file().then(|| (archive, &path[at + INSIDE.len()..]))
    })
}

/// The bytes of a member, found where reading the archive had found it.
fn member(archive: &Path, name: &str) -> Result<Vec<u8>, Fault> {
    let file = File {
        root: archive.to_owned(),
        path: shown(archive),
        absolute: archive.to_owned(),
        member: None,
        size: 0,
        modified: 0,
    };
    let enter = |file: &File| match file.member.as_deref() {
        Some(met) if met == name => Step::Take,
        Some(met)
            if name.strip_prefix(met).is_some_and(|rest| rest.starts_with(INSIDE)) =>
        {
            Step::Read
        }
        _ => Step::Pass,
    };
    let settings = Settings::default();
    let nest = Nest::new(&settings, &enter, &|_| {});
    let mut source = open(archive)?;
    let out: &mut Out = &mut |_| ControlFlow::Continue(());
    let read = read_from(&mut source, &file, Inside::nothing(&nest), out);
    nest.into_taken().map_or_else(|| Err(read.err().unwrap_or(Fault::NoRecord)), Ok)
}

fn all(source: &mut dyn Source) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes).map_err(Fault::Unreadable)?;
    Ok(bytes)
}

/// The record that begins at a line of a document.
fn record(source: &mut dyn Source, path: &str, line: u64) -> Result<Vec<u8>, Fault> {
    let pieces = super::read::pieces(source, path, line)?;
    source.rewind().map_err(Fault::Unreadable)?;
    match pieces {
        Raw::Pieces(pieces) if pieces.is_empty() => return Err(Fault::NoRecord),
        Raw::Pieces(pieces) => return Ok(pieces),
        Raw::Whole => return all(source),
        Raw::Line => {}
    }
    let mut source = BufReader::new(source);
    let mut bytes = Vec::new();
    for _ in 0..line {
        bytes.clear();
        source.read_until(b'\n', &mut bytes).map_err(Fault::Unreadable)?;
    }
    // A record of a table goes on as long as a quoted field is open.
    let is_open = |bytes: &[u8]| {
        let quotes = bytes.iter().filter(|byte| **byte == b'"');
        bytes.first() != Some(&b'{') && quotes.count() % 2 == 1
    };
    while is_open(&bytes) {
        if source.read_until(b'\n', &mut bytes).map_err(Fault::Unreadable)? == 0 {
            break;
        }
    }
    if bytes.is_empty() { Err(Fault::NoRecord) } else { Ok(bytes) }
}

/// Opens a file, and nothing else: what lies at the path may have changed since the
/// walk, and opening a pipe would wait for ever.
pub(super) fn open(path: &Path) -> Result<fs::File, Fault> {
    let metadata = fs::metadata(path).map_err(Fault::Unreadable)?;
    if !metadata.is_file() {
        return Err(Fault::Special("folder or special file"));
    }
    fs::File::open(path).map_err(Fault::Unreadable)
}

fn named(path: &Path, fault: Fault) -> ReadError {
    ReadError { path: shown(path), line: None, fault }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_cut_out_of_its_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("export.csv");
        fs::write(&path, "titre;texte\nUn;\"a\nb\"\nDeux;c\n").unwrap();
        let path = shown(&path);
        assert_eq!(raw(&path, Some(2)).unwrap(), b"Un;\"a\nb\"\n");
        assert_eq!(raw(&path, Some(4)).unwrap(), b"Deux;c\n");
        assert!(raw(&path, Some(9)).is_err());
        assert_eq!(raw(&path, None).unwrap().len(), 28);
    }

    #[test]
    fn a_record_is_cut_out_of_an_export() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("export.xml");
        let text = "<rss><channel>\n<item><title>Un</title></item>\n<item>Deux</item></channel></rss>";
        fs::write(&path, text).unwrap();
        let path = shown(&path);
        assert_eq!(raw(&path, Some(2)).unwrap(), b"<item><title>Un</title></item>\n");
        assert!(raw(&path, Some(9)).is_err());
    }

    #[test]
    fn the_digest_tells_content_and_settings() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.txt"), "un").unwrap();
        let settings = Settings::default();
        let digest = || {
            let walk = super::super::walk(dir.path()).unwrap();
            super::digest(&walk.files[0], &settings).unwrap()
        };
        let before = digest();
        assert_eq!(before, digest());
        fs::write(dir.path().join("a.txt"), "deux").unwrap();
        assert_ne!(before, digest());
    }
}
