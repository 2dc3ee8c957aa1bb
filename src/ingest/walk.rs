//! A root → its files, sorted by path, with their size and time. Everything met is
//! either a file to read, something skipped by convention and said to be, or a fault.

use super::{Fault, ReadError, page_parts};
use crate::article::INSIDE;
use ignore::{DirEntry, WalkBuilder};
use std::{
    ffi::OsStr,
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::UNIX_EPOCH,
};

/// A file of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// The folder or file given to `kiosque index`, absolute, links resolved.
    pub root: PathBuf,
    /// The path below the root, `/` between its parts; the file's own name when the
    /// root is the file itself. Bytes that are not UTF-8, control characters and `\`
    /// are written `\xNN`, so that no two files share a name.
    pub path: String,
    /// Where to open it.
    pub absolute: PathBuf,
    /// What is read of it when it is an archive, or lies in one: the name of the member,
    /// with `!/` between one archive and the next.
    pub member: Option<String>,
    /// Bytes.
    pub size: u64,
    /// Last change, nanoseconds since 1970-01-01 UTC.
    pub modified: i128,
}

impl File {
    /// The file and what is read of it, in writing.
    pub fn shown(&self) -> String {
        let file = shown(&self.absolute);
        match &self.member {
            Some(member) => [&file, INSIDE, member].concat(),
            None => file,
        }
    }

    /// A member of it; its size is not known yet.
    pub(super) fn member(&self, name: &str) -> Self {
        let member = match &self.member {
            Some(outer) => [outer, INSIDE, name].concat(),
            None => name.to_owned(),
        };
        let path = [&self.path, INSIDE, name].concat();
        Self { path, member: Some(member), size: 0, ..self.clone() }
    }
}

/// What lies below a root; each list sorted bytewise by path.
#[derive(Debug, Default)]
pub struct Walk {
    /// The root, absolute, links resolved, as a [`Place`](crate::article::Place) names it.
    pub root: String,
    /// The documents.
    pub files: Vec<File>,
    /// What is left out by convention.
    pub skipped: Vec<Skipped>,
    /// What could not be reached or is not a document.
    pub failed: Vec<ReadError>,
    /// Folders that could not be listed, as paths below the root: whatever was known
    /// to be below them may still be there.
    pub unlisted: Vec<String>,
}

/// Something below a root that is no document, by convention.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The path below the root.
    pub path: String,
    /// Why.
    pub why: Skip,
}

/// Why something is no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// Its name starts with a dot; a hidden folder is not entered.
    Hidden,
    /// Left behind by an editor: `notes.txt~`, `.notes.txt.swp`.
    Backup,
    /// `README.md` at the top of a root: about the corpus, not of it.
    Readme,
    /// `kiosque.toml` at the top of a root: read as settings.
    Settings,
    /// A folder where kiosque keeps an index.
    Index,
    /// The folder of a « complete » page: its scripts, pictures and frames.
    PageParts,
}

impl fmt::Display for Skip {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Hidden => "hidden",
            Self::Backup => "left behind by an editor",
            Self::Readme => "about the corpus",
            Self::Settings => "settings",
            Self::Index => "an index of kiosque",
            Self::PageParts => "saved with the web page beside it",
        })
    }
}

/// Everything below `root`, which may be a single file. Links are followed; what the
/// root itself is called never makes it skipped.
///
/// # Errors
/// The root cannot be reached: [`Fault::MissingRoot`] when it is not there.
pub fn walk(root: &Path) -> Result<Walk, ReadError> {
    let root = root.canonicalize().map_err(|error| {
        let fault = match error.kind() {
            io::ErrorKind::NotFound => Fault::MissingRoot,
            _ => Fault::Unreadable(error),
        };
        let absolute = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        ReadError { path: shown(&absolute), line: None, fault }
    })?;
    let skipped = Arc::new(Mutex::new(Vec::new()));
    let mut walk = Walk { root: shown(&root), ..Walk::default() };
    let mut builder = WalkBuilder::new(&root);
    builder.standard_filters(false).follow_links(true).filter_entry({
        let (root, skipped) = (root.clone(), Arc::clone(&skipped));
        move |entry| {
            let why = skip(entry);
            if let Some(why) = why {
                let path = below(&root, entry.path());
                skipped
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(Skipped { path, why });
            }
            why.is_none()
        }
    });
    for entry in builder.build() {
        match entry {
            Ok(entry) => visit(&root, &entry, &mut walk),
            Err(error) => fail(&root, &root, error, &mut walk),
        }
    }
    walk.skipped =
        std::mem::take(&mut skipped.lock().unwrap_or_else(PoisonError::into_inner));
    walk.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    walk.failed.sort_by(|a, b| a.path.cmp(&b.path));
    walk.skipped.sort_unstable();
    walk.unlisted.sort_unstable();
    Ok(walk)
}

fn skip(entry: &DirEntry) -> Option<Skip> {
    let name = entry.file_name().as_encoded_bytes();
    if entry.depth() == 0 {
        None
    } else if name.ends_with(b"~") || name.ends_with(b".swp") {
        Some(Skip::Backup)
    } else if name.starts_with(b".") {
        Some(Skip::Hidden)
    } else if entry.depth() == 1 && name.eq_ignore_ascii_case(b"README.md") {
        Some(Skip::Readme)
    } else if entry.depth() == 1 && name == super::settings::SETTINGS_FILE.as_bytes() {
        Some(Skip::Settings)
    } else if entry.path().join("state.json").is_file()
        && entry.path().join("lock").is_file()
    {
        Some(Skip::Index)
    } else if page_parts::is_folder_of_page(entry.path()) {
        Some(Skip::PageParts)
    } else {
        None
    }
}

fn visit(root: &Path, entry: &DirEntry, walk: &mut Walk) {
    let metadata = match entry.metadata() {
        Ok(metadata) => metadata,
        Err(error) => return fail(root, entry.path(), error, walk),
    };
    if metadata.is_dir() {
        return;
    }
    if !metadata.is_file() {
        let fault = Fault::Special(special(&metadata));
        walk.failed.push(ReadError { path: shown(entry.path()), line: None, fault });
        return;
    }
    walk.files.push(File {
        root: root.to_owned(),
        path: below(root, entry.path()),
        absolute: entry.path().to_owned(),
        member: None,
        size: metadata.len(),
        modified: modified(&metadata),
    });
}

fn fail(root: &Path, near: &Path, error: ignore::Error, walk: &mut Walk) {
    let (mut path, mut error) = (near.to_owned(), error);
    let fault = loop {
        match error {
            ignore::Error::WithPath { path: named, err } => (path, error) = (named, *err),
            ignore::Error::WithDepth { err, .. } => error = *err,
            ignore::Error::Loop { ancestor, child } => {
                path = child;
                break Fault::Loop(ancestor);
            }
            ignore::Error::Io(io) => break Fault::Unreadable(bare(io)),
            other => break Fault::Unreadable(io::Error::other(other.to_string())),
        }
    };
    if path.is_dir() && matches!(fault, Fault::Unreadable(_)) {
        walk.unlisted.push(below(root, &path));
    }
    walk.failed.push(ReadError { path: shown(&path), line: None, fault });
}

/// The system's own error: the walker's names the path once more.
fn bare(error: io::Error) -> io::Error {
    let inner = error.get_ref().and_then(|error| error.source());
    let system = inner.and_then(|error| error.downcast_ref::<io::Error>());
    let code = system.and_then(io::Error::raw_os_error);
    code.map_or(error, io::Error::from_raw_os_error)
}

fn modified(metadata: &fs::Metadata) -> i128 {
    let nanoseconds = |duration: std::time::Duration| {
        i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX)
    };
    match metadata.modified().map(|time| time.duration_since(UNIX_EPOCH)) {
        Ok(Ok(after)) => nanoseconds(after),
        Ok(Err(before)) => -nanoseconds(before.duration()),
        Err(_) => 0, // a system without times: the size alone tells a change
    }
}

#[cfg(unix)]
fn special(metadata: &fs::Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    if kind.is_fifo() {
        "named pipe"
    } else if kind.is_socket() {
        "socket"
    } else {
        "device"
    }
}

#[cfg(not(unix))]
fn special(_: &fs::Metadata) -> &'static str {
    "special file"
}

/// A whole path, in writing.
pub(super) fn shown(path: &Path) -> String {
    os(path.as_os_str())
}

fn below(root: &Path, path: &Path) -> String {
    match path.strip_prefix(root) {
        Ok(rest) if !rest.as_os_str().is_empty() => {
            let parts: Vec<String> =
                rest.components().map(|part| os(part.as_os_str())).collect();
            parts.join("/")
        }
        _ => path.file_name().map_or_else(|| shown(path), os),
    }
}

fn os(name: &OsStr) -> String {
    escaped(name.as_encoded_bytes())
}

/// A name in writing: bytes that are not UTF-8, controls and `\` as `\xNN`.
pub(super) fn escaped(name: &[u8]) -> String {
    let mut out = String::new();
    for chunk in name.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\\' if std::path::MAIN_SEPARATOR != '\\' => out.push_str("\\x5C"),
                c if c.is_ascii_control() => push_byte(&mut out, c as u8),
                c => out.push(c),
            }
        }
        chunk.invalid().iter().for_each(|byte| push_byte(&mut out, *byte));
    }
    out
}

/// The path on disk of one in writing, whose bytes that are no text are `\xNN`.
#[cfg(unix)]
pub fn on_disk(written: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    let mut name = Vec::with_capacity(written.len());
    let mut rest = written;
    while let Some((before, after)) = rest.split_once("\\x") {
        name.extend_from_slice(before.as_bytes());
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(byte) = byte {
            name.push(byte);
            rest = &after[2..];
        } else {
            name.extend_from_slice(b"\\x"); // a name that never was escaped
            rest = after;
        }
    }
    name.extend_from_slice(rest.as_bytes());
    std::ffi::OsString::from_vec(name).into()
}

/// The path on disk of one in writing, where names are text.
#[cfg(not(unix))]
pub fn on_disk(written: &str) -> PathBuf {
    PathBuf::from(written)
}

fn push_byte(out: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push_str("\\x");
    out.push(char::from(DIGITS[usize::from(byte >> 4)]));
    out.push(char::from(DIGITS[usize::from(byte & 15)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, path: &str) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }

    fn paths(walk: &Walk) -> Vec<&str> {
        walk.files.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn files_are_sorted_and_conventions_are_said() {
        let folder = tempfile::tempdir().unwrap();
        for path in [
            "b.txt",
            "a/z.txt",
            "a-b.txt",
            "é.txt",
            "README.md",
            "a/README.md",
            "kiosque.toml",
            ".git/config",
            ".DS_Store",
            "b.txt~",
            ".b.txt.swp",
            "x.bin",
            "vieil index/lock",
            "vieil index/state.json",
            "vieil index/segments-1/manifest-2",
            "pas un index/state.json",
            "port.html",
            "port_files/a.js",
            "port_files/cadre.html",
        ] {
            write(folder.path(), path);
        }
        let walk = walk(folder.path()).unwrap();
        assert_eq!(
            paths(&walk),
            [
                "a-b.txt",
                "a/README.md",
                "a/z.txt",
                "b.txt",
                "pas un index/state.json",
                "port.html",
                "x.bin",
                "é.txt"
            ]
        );
        let skipped: Vec<_> =
            walk.skipped.iter().map(|s| (s.path.as_str(), s.why)).collect();
        assert_eq!(
            skipped,
            [
                (".DS_Store", Skip::Hidden),
                (".b.txt.swp", Skip::Backup),
                (".git", Skip::Hidden),
                ("README.md", Skip::Readme),
                ("b.txt~", Skip::Backup),
                ("kiosque.toml", Skip::Settings),
                ("port_files", Skip::PageParts),
                ("vieil index", Skip::Index),
            ]
        );
        assert!(walk.failed.is_empty());
        assert_eq!(walk.files[0].size, 1);
        assert!(walk.files[0].modified > 1_000_000_000_000_000_000);
    }

    #[test]
    fn a_root_may_be_a_file_even_hidden() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), ".notes.txt");
        let walk = walk(&folder.path().join(".notes.txt")).unwrap();
        assert_eq!(paths(&walk), [".notes.txt"]);
        assert!(walk.files[0].absolute.is_file());
    }

    #[test]
    fn a_missing_root_is_told_from_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        assert!(walk(folder.path()).unwrap().files.is_empty());
        let error = walk(&folder.path().join("absent")).unwrap_err();
        assert!(matches!(error.fault, Fault::MissingRoot));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_loops_and_sockets_are_named() {
        use std::os::unix::{fs::symlink, net::UnixListener};
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        write(&root, "real/a.txt");
        symlink(root.join("real"), root.join("link")).unwrap();
        symlink(&root, root.join("real/up")).unwrap();
        symlink(root.join("gone"), root.join("dangling.txt")).unwrap();
        let _socket = UnixListener::bind(root.join("talk.sock")).unwrap();
        let walk = walk(&root).unwrap();
        assert_eq!(paths(&walk), ["link/a.txt", "real/a.txt"]);
        let failed: Vec<String> = walk
            .failed
            .iter()
            .map(|error| error.to_string().replace(&shown(&root), "R"))
            .collect();
        assert_eq!(failed.len(), 4, "{failed:?}");
        assert!(failed[0].starts_with("R/dangling.txt: cannot be read"), "{failed:?}");
        assert_eq!(failed[1], "R/link/up: this link leads back to R");
        assert_eq!(failed[2], "R/real/up: this link leads back to R");
        assert_eq!(failed[3], "R/talk.sock: not a document but a socket: never opened");
        assert!(walk.unlisted.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_utf8_stay_apart() {
        use std::os::unix::ffi::OsStrExt;
        let of = |bytes: &[u8]| os(OsStr::from_bytes(bytes));
        assert_eq!(of(b"\xe9t\xe9.txt"), "\\xE9t\\xE9.txt");
        assert_ne!(of(b"\xe9"), of(b"\\xE9"));
        assert_eq!(of("été\n".as_bytes()), "été\\x0A");
        for name in [&b"\xe9t\xe9.txt"[..], b"\\xE9", b"a\\b\n\x7f", "l’été".as_bytes()]
        {
            assert_eq!(on_disk(&of(name)).as_os_str().as_bytes(), name);
        }
        assert_eq!(on_disk("\\x \\xZZ é"), Path::new("\\x \\xZZ é"));
    }
}
