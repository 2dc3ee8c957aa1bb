//! The small file that says which index is the current one, who made it and which
//! folders it covers. It is replaced whole, so that a crash leaves the old or the new.

use super::IndexError;
use super::schema::SCHEMA_VERSION;
use crate::french::SPLITTER_VERSION;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

const FILE: &str = "state.json";

/// What is known of an index before opening it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    /// Version of the schema that the current generation was written with.
    pub schema: u32,
    /// Version of its splitter.
    pub splitter: u32,
    /// Number of the folder that holds the current segments; 0 before the first is whole.
    pub generation: u64,
    /// Folders and files given to `kiosque index`, absolute, sorted.
    pub roots: Vec<String>,
}

impl State {
    /// An index that does not exist yet.
    pub(super) fn new() -> Self {
        let (schema, splitter) = (SCHEMA_VERSION, SPLITTER_VERSION);
        Self { schema, splitter, generation: 0, roots: Vec::new() }
    }

    /// Whether there are segments to read.
    pub(super) fn is_made(&self) -> bool {
        self.generation > 0
    }

    /// The state kept in `dir`; `None` when nothing was ever indexed there.
    pub(super) fn read(dir: &Path) -> Result<Option<Self>, IndexError> {
        let path = dir.join(FILE);
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| {
                let reason = format!("{} does not read: {error}", path.display());
                IndexError::Damaged { dir: dir.to_owned(), reason }
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(IndexError::io("read", path)(error)),
        }
    }

    /// Replaces the state kept in `dir`.
    pub(super) fn write(&self, dir: &Path) -> Result<(), IndexError> {
        let json =
            serde_json::to_vec_pretty(self).expect("strings and numbers serialise");
        replace(&dir.join(FILE), &json)
    }

    /// The error of an index that this program cannot read, if it is one.
    pub(super) fn check(&self, dir: &Path) -> Result<(), IndexError> {
        let name = |schema, splitter| format!("schema {schema}, splitter {splitter}");
        if (self.schema, self.splitter) == (SCHEMA_VERSION, SPLITTER_VERSION) {
            return Ok(());
        }
        Err(IndexError::OtherVersion {
            dir: dir.to_owned(),
            found: name(self.schema, self.splitter),
            needed: name(SCHEMA_VERSION, SPLITTER_VERSION),
        })
    }

    /// The folder of the current segments.
    pub(super) fn segments(&self, dir: &Path) -> PathBuf {
        segments(dir, self.generation)
    }
}

/// The folder of a generation of segments.
pub(super) fn segments(dir: &Path, generation: u64) -> PathBuf {
    dir.join(format!("segments-{generation}"))
}

/// Writes a file so that after a crash it is the old one or the new one, whole.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    let draft = path.with_extension("draft");
    let written = File::create(&draft)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&draft, path));
    written.map_err(IndexError::io("write", path))?;
    sync_folder(path.parent().unwrap_or(Path::new(".")))
}

/// Makes the names in a folder as durable as the files.
fn sync_folder(folder: &Path) -> Result<(), IndexError> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(IndexError::io("write", folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_and_read_back() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(State::read(dir.path()).unwrap(), None);
        let state = State { roots: vec!["/presse/été".into()], ..State::new() };
        state.write(dir.path()).unwrap();
        assert_eq!(State::read(dir.path()).unwrap(), Some(state));
    }

    #[test]
    fn another_version_is_refused_and_damage_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let other = State { splitter: SPLITTER_VERSION + 1, ..State::new() };
        assert!(matches!(other.check(dir.path()), Err(IndexError::OtherVersion { .. })));
        fs::write(dir.path().join(FILE), b"{").unwrap();
        assert!(matches!(State::read(dir.path()), Err(IndexError::Damaged { .. })));
    }
}
