//! An index opened for reading: always its last committed state.

use super::manifest::{Manifest, full_path};
use super::schema::{Fields, schema};
use super::state::State;
use super::terms::SegmentTerms;
use super::unlocked::Unlocked;
use super::{Columns, Failure, IndexError, Lengths};
use crate::article::{Article, ArticleId};
use crate::french::{FrenchTokenizer, TOKENIZER};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{
    DocAddress, DocSet, IndexReader, ReloadPolicy, Searcher, TERMINATED, TantivyDocument,
    TantivyError,
};

/// What an index knows of the files it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// How many there are.
    pub count: u64,
    /// What could not be read of them.
    pub failed: Vec<Failure>,
    /// Those that hold documents which were left out by convention, and how many.
    pub left_out: Vec<(String, u64)>,
}

/// An index, as it was when opened.
pub struct Index {
    dir: PathBuf,
    roots: Vec<String>,
    manifest: PathBuf,
    searcher: Searcher,
    fields: Fields,
    /// Once they were asked for.
    pub(super) lengths: OnceLock<Lengths>,
    /// Of each segment, once they were asked for.
    pub(super) columns: OnceLock<Vec<Columns>>,
    /// Likewise.
    pub(super) terms: OnceLock<Vec<SegmentTerms>>,
}

impl Index {
    /// Opens the index kept in `dir`.
    ///
    /// # Errors
    /// [`IndexError::Missing`] when nothing was ever committed there,
    /// [`IndexError::OtherVersion`] when another version of kiosque made it,
    /// [`IndexError::Damaged`] when its files do not hold.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        let mut state = state(dir)?;
        loop {
            let generation = state.generation;
            let opened = Self::open_generation(dir, state);
            state = self::state(dir)?;
            // Another generation may have replaced this one while it was being opened;
            // its files are removed after that.
            if state.generation == generation {
                return opened;
            }
        }
    }

    fn open_generation(dir: &Path, state: State) -> Result<Self, IndexError> {
        state.check(dir)?;
        let segments = state.segments(dir);
        let (_, fields) = schema();
        let index = open_segments(dir, &segments)?;
        let manifest = index
            .load_metas()
            .map_err(|error| unopened(dir, &error))?
            .payload
            .ok_or_else(|| IndexError::Missing(dir.to_owned()))?;
        let reader = match reader(&index) {
            Err(error) if is_read_only(&error) => Unlocked::open(&segments)
                .map_err(TantivyError::from)
                .and_then(|folder| reader(&with_splitter(tantivy::Index::open(folder)?))),
            opened => opened,
        };
        let reader = reader.map_err(|error| unopened(dir, &error))?;
        Ok(Self {
            dir: dir.to_owned(),
            roots: state.roots,
            manifest: segments.join(manifest),
            searcher: reader.searcher(),
            fields,
            lengths: OnceLock::new(),
            columns: OnceLock::new(),
            terms: OnceLock::new(),
        })
    }

    /// The folder it is kept in.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The folders and files it covers, absolute.
    pub fn roots(&self) -> &[String] {
        &self.roots
    }

    /// tantivy's view of it.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Its fields.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// How many articles it holds.
    pub fn articles(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// The article stored at an address.
    pub fn article(&self, address: DocAddress) -> Result<Article, IndexError> {
        stored_article(&self.searcher, &self.fields, address)
            .map_err(|error| error.named(&self.dir))
    }

    /// Where the article of this id is; `None` when there is no such article.
    pub fn address(&self, id: ArticleId) -> Result<Option<DocAddress>, IndexError> {
        Ok(address(&self.searcher, &self.fields, id)?)
    }

    /// Bytes of the index's files.
    pub fn bytes(&self) -> Result<u64, IndexError> {
        let usage =
            self.searcher.space_usage().map_err(IndexError::io("measure", &self.dir))?;
        Ok(usage.total().get_bytes())
    }

    /// What it knows of the files it was made from.
    pub fn files(&self) -> Result<Files, IndexError> {
        let manifest = self.read_manifest()?;
        let left_out = manifest.files.iter().filter(|(_, entry)| entry.left_out > 0);
        Ok(Files {
            count: manifest.files.len() as u64,
            failed: manifest.failures().collect(),
            left_out: left_out
                .map(|(key, entry)| (full_path(key), entry.left_out))
                .collect(),
        })
    }

    pub(super) fn read_manifest(&self) -> Result<Manifest, IndexError> {
        Manifest::read(&self.manifest).map_err(|reason| self.damaged(&reason))
    }

    fn damaged(&self, reason: &str) -> IndexError {
        let reason = format!("{}: {reason}", self.manifest.display());
        IndexError::Damaged { dir: self.dir.clone(), reason }
    }
}

fn reader(index: &tantivy::Index) -> tantivy::Result<IndexReader> {
    index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()
}

/// Whether nothing failed but the lock, for nothing can be written there.
fn is_read_only(error: &TantivyError) -> bool {
    let TantivyError::LockFailure(LockError::IoError(cause), _) = error else {
        return false;
    };
    matches!(
        cause.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

/// Opens the segments of an index.
pub(super) fn open_segments(
    dir: &Path,
    segments: &Path,
) -> Result<tantivy::Index, IndexError> {
    let index =
        tantivy::Index::open_in_dir(segments).map_err(|error| unopened(dir, &error))?;
    Ok(with_splitter(index))
}

/// Tells tantivy of the splitter, which it must be told of each time.
fn with_splitter(index: tantivy::Index) -> tantivy::Index {
    index.tokenizers().register(TOKENIZER, FrenchTokenizer);
    index
}

/// The state of an index that exists.
fn state(dir: &Path) -> Result<State, IndexError> {
    let made = State::read(dir)?.filter(State::is_made);
    made.ok_or_else(|| IndexError::Missing(dir.to_owned()))
}

/// Why segments cannot be opened: the system does not let them be, or they do not hold.
pub(super) fn unopened(dir: &Path, error: &TantivyError) -> IndexError {
    let refused = match error {
        TantivyError::LockFailure(LockError::IoError(cause), _)
        | TantivyError::OpenReadError(OpenReadError::IoError {
            io_error: cause, ..
        })
        | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError {
            io_error: cause,
            ..
        }) => Some(Arc::clone(cause)),
        _ => None,
    };
    // What tantivy itself finds wrong comes as such an error too, without a code.
    match refused.filter(|cause| cause.raw_os_error().is_some()) {
        Some(cause) => IndexError::io("open", dir)(io::Error::new(cause.kind(), cause)),
        None => IndexError::Damaged { dir: dir.to_owned(), reason: error.to_string() },
    }
}

/// Why a stored article could not be read back.
pub(super) enum StoredError {
    Engine(tantivy::TantivyError),
    Json(String),
}

impl StoredError {
    pub(super) fn named(self, dir: &Path) -> IndexError {
        match self {
            Self::Engine(error) => IndexError::Engine(error),
            Self::Json(reason) => IndexError::Damaged { dir: dir.to_owned(), reason },
        }
    }
}

/// Reads an article back from the document store.
pub(super) fn stored_article(
    searcher: &Searcher,
    fields: &Fields,
    address: DocAddress,
) -> Result<Article, StoredError> {
    let document: TantivyDocument = searcher.doc(address).map_err(StoredError::Engine)?;
    let json = document.get_first(fields.article).and_then(|value| value.as_bytes());
    let json =
        json.ok_or_else(|| StoredError::Json("an article is not stored".into()))?;
    serde_json::from_slice(json).map_err(|error| {
        StoredError::Json(format!("a stored article does not read: {error}"))
    })
}

/// Where the article of this id is.
pub(super) fn address(
    searcher: &Searcher,
    fields: &Fields,
    id: ArticleId,
) -> tantivy::Result<Option<DocAddress>> {
    let term = super::schema::id_term(fields, id);
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        let inverted = segment.inverted_index(fields.id)?;
        let Some(mut postings) =
            inverted.read_postings(&term, IndexRecordOption::Basic)?
        else {
            continue;
        };
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if !segment.is_deleted(doc) {
                let ordinal = u32::try_from(ordinal).expect("few segments");
                return Ok(Some(DocAddress::new(ordinal, doc)));
            }
            doc = postings.advance();
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::directory::{Directory, META_LOCK};

    #[test]
    fn what_cannot_be_written_to_is_opened_without_a_lock() {
        let refused = |kind: io::ErrorKind| {
            let cause = LockError::IoError(Arc::new(kind.into()));
            is_read_only(&TantivyError::LockFailure(cause, None))
        };
        assert!(refused(io::ErrorKind::ReadOnlyFilesystem));
        assert!(refused(io::ErrorKind::PermissionDenied));
        assert!(!refused(io::ErrorKind::StorageFull));

        let dir = tempfile::tempdir().unwrap();
        let unlocked = Unlocked::open(dir.path()).unwrap();
        let _one = unlocked.acquire_lock(&META_LOCK).unwrap();
        let _other = unlocked.acquire_lock(&META_LOCK).unwrap();
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
