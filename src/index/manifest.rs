//! What the index knows of the files it was made from: enough to see what changed
//! without reading them. JSON Lines, named by tantivy's commit, so that segments and
//! manifest are always of the same moment.

use super::{Failure, IndexError, state};
use crate::article::{self, ArticleId, INSIDE, Place};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A file, by the root it was found under and its path below it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileKey {
    /// Absolute path of the folder given to `kiosque index`, or of the file's folder.
    pub root: String,
    /// Path below it.
    pub path: String,
}

/// What tells that a file changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Time of last change, nanoseconds since 1970.
    pub modified: i64,
    /// What it is read with: another reader may read it otherwise.
    pub reader: u64,
}

/// What reading a document was allowed to cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effort {
    /// Memory, in MiB.
    pub memory: u64,
    /// Computing time, in seconds.
    pub time: u64,
}

impl Effort {
    /// Whether it allows more than another, of something.
    fn exceeds(self, other: Self) -> bool {
        self.memory > other.memory || self.time > other.time
    }
}

/// A record of a file that became an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    #[serde(rename = "i")]
    pub id: ArticleId,
    /// Which document of the file, when the file holds others.
    #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
    pub member: Option<Box<str>>,
    /// Where it begins in the file, from 1.
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Of everything the article says, its metadata included.
    #[serde(rename = "d")]
    pub digest: u64,
}

/// A file as it was when last read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileEntry {
    #[serde(flatten)]
    pub stamp: Stamp,
    /// BLAKE3 of the content, hexadecimal; `None` when it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Record>,
    /// What could not be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<Failed>,
    /// Documents that it holds and that were left out by convention.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: u64,
    /// What was not enough to read some of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Effort>,
}

/// What could not be read of a file, and why; the whole when neither is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Failed {
    #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
    pub member: Option<Box<str>>,
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    #[serde(rename = "r")]
    pub reason: String,
}

impl Failed {
    /// Whether it is the file as a whole.
    pub(super) fn is_whole(&self) -> bool {
        self.member.is_none() && self.line.is_none()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde calls it with")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl FileEntry {
    /// Whether it must be read, with so much effort, even if it did not change.
    pub(super) fn is_to_retry(&self, effort: Effort) -> bool {
        self.hash.is_none() || self.stopped.is_some_and(|before| effort.exceeds(before))
    }

    /// Whether the file as a whole could not be read.
    pub(super) fn failed_whole(&self) -> bool {
        self.failures.iter().any(Failed::is_whole)
    }
}

/// All files of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub files: BTreeMap<FileKey, FileEntry>,
    /// Articles in the index.
    pub articles: u64,
}

#[derive(Serialize, Deserialize)]
struct Head {
    version: u32,
    articles: u64,
    files: usize,
}

#[derive(Serialize, Deserialize)]
struct Line<K, E> {
    #[serde(flatten)]
    key: K,
    #[serde(flatten)]
    entry: E,
}

const VERSION: u32 = 2;

impl Manifest {
    /// Writes it to `path`, durably.
    pub(super) fn write(&self, path: &Path) -> Result<(), IndexError> {
        let head =
            Head { version: VERSION, articles: self.articles, files: self.files.len() };
        let mut bytes = Vec::new();
        push_line(&mut bytes, &head);
        for (key, entry) in &self.files {
            push_line(&mut bytes, &Line { key, entry });
        }
        state::replace(path, &bytes)
    }

    /// Reads what [`Manifest::write`] wrote; the error is a sentence about it.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let bytes = fs::read(path).map_err(|error| error.to_string())?;
        let mut lines =
            bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let head: Head = lines
            .next()
            .and_then(|line| serde_json::from_slice(line).ok())
            .ok_or("its first line does not read")?;
        let mut files = BTreeMap::new();
        for line in lines {
            let line: Line<FileKey, FileEntry> =
                serde_json::from_slice(line).map_err(|error| error.to_string())?;
            files.insert(line.key, line.entry);
        }
        if head.version != VERSION {
            return Err(format!("it is in version {}, not {VERSION}", head.version));
        }
        if head.files != files.len() {
            return Err(format!("it names {} files of {}", files.len(), head.files));
        }
        Ok(Self { files, articles: head.articles })
    }

    /// Everything that could not be read, as it is reported.
    pub(super) fn failures(&self) -> impl Iterator<Item = Failure> {
        failures(&self.files)
    }
}

/// What could not be read of these files, as it is reported.
pub(super) fn failures(
    files: &BTreeMap<FileKey, FileEntry>,
) -> impl Iterator<Item = Failure> {
    files.iter().flat_map(|(key, entry)| {
        entry.failures.iter().map(|failed| Failure {
            path: within(full_path(key), failed.member.as_deref()),
            line: failed.line,
            reason: failed.reason.clone(),
        })
    })
}

fn push_line(bytes: &mut Vec<u8>, line: &impl Serialize) {
    serde_json::to_writer(&mut *bytes, line).expect("strings and numbers serialise");
    bytes.push(b'\n');
}

/// Which document of the file of this path another path leads to.
pub(super) fn member(file: &str, path: &str) -> Option<Box<str>> {
    Some(path.strip_prefix(file)?.strip_prefix(INSIDE)?.into())
}

/// What could not be read of the file of this key.
pub(super) fn failed(key: &FileKey, Failure { path, line, reason }: Failure) -> Failed {
    Failed { member: member(&full_path(key), &path), line, reason }
}

/// The path as a reader would open it.
pub(super) fn full_path(key: &FileKey) -> String {
    article::full_path(&key.root, &key.path)
}

/// The place of a record.
pub(super) fn place(key: &FileKey, member: Option<&str>, line: Option<u64>) -> Place {
    Place { root: key.root.clone(), path: within(key.path.clone(), member), line }
}

/// The path of a file, or of a document that it holds.
fn within(path: String, member: Option<&str>) -> String {
    match member {
        Some(member) => [&path, INSIDE, member].concat(),
        None => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_back() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("manifest-1");
        let mut manifest = Manifest { articles: 2, ..Manifest::default() };
        let key = FileKey { root: "/presse".into(), path: "été\n2012/a.txt".into() };
        let entry = FileEntry {
            stamp: Stamp { size: 12, modified: -5, reader: 1 },
            hash: Some("ab".into()),
            records: vec![Record {
                id: ArticleId(u64::MAX),
                member: Some("a".into()),
                line: Some(3),
                digest: 9,
            }],
            failures: vec![Failed {
                member: None,
                line: Some(4),
                reason: "not an object".into(),
            }],
            left_out: 2,
            stopped: None,
        };
        manifest.files.insert(key, entry);
        manifest.write(&path).unwrap();
        assert_eq!(Manifest::read(&path), Ok(manifest));
    }

    #[test]
    fn a_cut_manifest_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("manifest-1");
        fs::write(&path, "{\"version\":1,\"articles\":2,\"files\":3}\n").unwrap();
        assert!(Manifest::read(&path).is_err());
    }
}
