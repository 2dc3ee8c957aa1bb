//! Bringing an index up to date: which files to read, what became of their articles,
//! one commit at the end.
//!
//! Nothing is visible or marked as done before [`Update::finish`] commits: segments and
//! manifest change together, for the commit names the manifest. A run that is killed
//! leaves the last committed state.

use super::copies;
use super::lock::Lock;
use super::manifest::{self, Effort, FileEntry, FileKey, Manifest, Stamp};
use super::merging::together;
use super::reader::open_segments;
use super::session::Session;
use super::state::{self, State};
use super::{IndexError, Report};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// An indexing in progress. One at a time: the index is locked until it is dropped.
pub struct Update {
    dir: PathBuf,
    _lock: Option<Lock>,
    state: State,
    /// The state on disk, where segments are whole; a rebuild leaves it until the end.
    current: Option<State>,
    old: Manifest,
    /// What a rebuild replaces.
    replaced: Manifest,
    kept: BTreeMap<FileKey, FileEntry>,
    /// Files that are read again, changed or not, for an article that they share.
    again: BTreeSet<FileKey>,
    /// Whether a file that is kept has another time of change than before.
    restamped: bool,
    rebuilding: bool,
    lost_roots: bool,
}

/// What a file is to the index before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Same size and time as when last read.
    Unchanged,
    /// Read before; its content had this hash.
    Read(String),
    /// Never read, or not readable last time.
    New,
    /// To be read again if it can be, changed or not: it holds the copy of an article
    /// that has its say now.
    Shared,
}

impl Update {
    /// Locks the index kept in `dir`, made if need be. With `rebuild`, everything is
    /// read again into new segments that replace the old ones at the end.
    ///
    /// # Errors
    /// [`IndexError::Busy`] when another process is indexing; [`IndexError::OtherVersion`]
    /// and [`IndexError::Damaged`] unless rebuilding.
    pub fn begin(dir: &Path, rebuild: bool) -> Result<Self, IndexError> {
        fs::create_dir_all(dir).map_err(IndexError::io("create", dir))?;
        let lock = Lock::take(dir)?;
        Self::read(dir, rebuild, Some(lock))
    }

    /// The same to look at only: nothing is locked or made. [`Update::foresee`] tells
    /// what would be done.
    pub fn preview(dir: &Path, rebuild: bool) -> Result<Self, IndexError> {
        Self::read(dir, rebuild, None)
    }

    fn read(dir: &Path, rebuild: bool, lock: Option<Lock>) -> Result<Self, IndexError> {
        let (found, lost_roots) = match State::read(dir) {
            Err(_) if rebuild => (None, true),
            other => (other?, false),
        };
        if lock.is_some() && !lost_roots {
            // What a rebuild or a first run left when it was killed.
            remove_other_generations(dir, found.as_ref().map(|state| state.generation))?;
        }
        let current = found.clone().filter(State::is_made);
        let mut state = found.unwrap_or_else(State::new);
        let rebuilding = rebuild || current.is_none();
        let old = if rebuilding {
            let fresh = State::new();
            let generation = last_generation(dir)? + 1;
            state = State { generation, roots: state.roots, ..fresh };
            Manifest::default()
        } else {
            state.check(dir)?;
            committed_manifest(dir, &state)?
        };
        // Of an index that cannot be read there is nothing to lose.
        let replaced = current.as_ref().filter(|_| rebuilding);
        let replaced = replaced.and_then(|state| committed_manifest(dir, state).ok());
        let dir = dir.to_owned();
        let kept = BTreeMap::new();
        Ok(Self {
            dir,
            _lock: lock,
            state,
            current,
            old,
            replaced: replaced.unwrap_or_default(),
            kept,
            again: BTreeSet::new(),
            restamped: false,
            rebuilding,
            lost_roots,
        })
    }

    /// The folders and files covered so far, absolute.
    pub fn roots(&self) -> &[String] {
        &self.state.roots
    }

    /// Whether the index was so damaged that it no longer knew what it covered.
    pub fn has_lost_roots(&self) -> bool {
        self.lost_roots
    }

    /// Covers these folders and files from now on: remembered at once, so that a run
    /// that is killed knows them the next time.
    pub fn set_roots(&mut self, mut roots: Vec<String>) -> Result<(), IndexError> {
        roots.sort();
        roots.dedup();
        self.state.roots.clone_from(&roots);
        let current = self.current.get_or_insert_with(State::new);
        if current.roots == roots {
            return Ok(());
        }
        current.roots = roots;
        current.write(&self.dir)
    }

    /// What is known of a file that would be read with so much effort.
    pub fn known(&self, key: &FileKey, stamp: Stamp, effort: Effort) -> Known {
        match self.old.files.get(key) {
            None => Known::New,
            Some(_) if self.again.contains(key) => Known::Shared,
            Some(entry) if entry.is_to_retry(effort) => Known::New,
            Some(entry) if entry.stamp == stamp => Known::Unchanged,
            Some(entry) => Known::Read(entry.hash.clone().unwrap_or_default()),
        }
    }

    /// Keeps what is known of a file, under its new stamp when it has one.
    pub fn keep(&mut self, key: &FileKey, stamp: Option<Stamp>) {
        if let Some(entry) = self.old.files.get(key) {
            let mut entry = entry.clone();
            let stamp = stamp.unwrap_or(entry.stamp);
            self.restamped |= stamp != entry.stamp;
            entry.stamp = stamp;
            self.kept.insert(key.clone(), entry);
        }
    }

    /// Whether all files are to be looked at once more, for those that are kept and hold
    /// the copy of an article that has its say now are [`Known::Shared`].
    pub fn look_again(&mut self) -> bool {
        let mut shared = copies::with_the_say(&self.old, &self.kept);
        shared.retain(|key| !self.again.contains(key));
        if shared.is_empty() {
            return false;
        }
        self.again.append(&mut shared);
        self.kept.clear();
        self.restamped = false;
        true
    }

    /// Whether a file is read again only for an article that it shares.
    pub fn is_shared(&self, key: &FileKey) -> bool {
        self.again.contains(key)
    }

    /// Keeps no more what is known of a file: it is read again.
    pub fn let_go(&mut self, key: &FileKey) {
        self.kept.remove(key);
    }

    /// Keeps all that is known of the files under `root`, which cannot be read now.
    pub fn keep_root(&mut self, root: &str) {
        let keys: Vec<FileKey> = self.known_under(root).cloned().collect();
        for key in keys {
            self.keep(&key, None);
        }
    }

    /// Whether files under `root` are in the index, or were in the one that is rebuilt.
    pub fn knows(&self, root: &str) -> bool {
        self.known_under(root).next().is_some() || self.would_lose(root)
    }

    fn known_under(&self, root: &str) -> impl Iterator<Item = &FileKey> {
        let below = format!("{}/", root.trim_end_matches('/'));
        self.old.files.keys().filter(move |key| {
            let path = manifest::full_path(key);
            path == root || path.starts_with(&below)
        })
    }

    /// Whether there is an index whose articles a rebuild could lose.
    pub fn replaces(&self) -> bool {
        !self.replaced.files.is_empty()
    }

    /// Whether a rebuild that cannot read the file or folder at `path` would lose articles.
    pub fn would_lose(&self, path: &str) -> bool {
        let below = format!("{}/", path.trim_end_matches('/'));
        self.replaced.files.iter().any(|(key, entry)| {
            let file = manifest::full_path(key);
            !entry.records.is_empty() && (file == path || file.starts_with(&below))
        })
    }

    /// Paths of files known before that were neither kept nor are among `coming`.
    pub fn gone(&self, coming: &[FileKey]) -> impl Iterator<Item = String> {
        let is_gone = |key: &&FileKey| {
            !self.kept.contains_key(key) && coming.binary_search(key).is_err()
        };
        self.old.files.keys().filter(is_gone).map(manifest::full_path)
    }

    /// Reads the files that are `coming` (sorted by key) into the index and commits.
    ///
    /// `read` is called with a [`Session`] and reads them in order. `now` is in seconds
    /// since 1970.
    pub fn finish<E: From<IndexError>>(
        self,
        coming: &[FileKey],
        now: i64,
        read: impl FnOnce(&mut Session) -> Result<(), E>,
    ) -> Result<Report, E> {
        let gone = self.gone(coming).count();
        let is_read = coming.is_empty() && gone == 0 && !self.restamped;
        if is_read && !self.rebuilding && self.is_tidy()? {
            return Ok(self.unchanged());
        }
        let segments = self.state.segments(&self.dir);
        if self.rebuilding {
            create_segments(&segments)?;
        }
        let unchanged = self.kept.len() as u64;
        let mut session =
            Session::begin(&self.dir, &segments, &self.old, self.kept, coming, now)?;
        session.again = self.again;
        let done = read(&mut session).and_then(|()| Ok(session.commit()?));
        let (mut report, manifest) = match done {
            Ok(done) => done,
            Err(error) => {
                session.abandon();
                return Err(error);
            }
        };
        report.unchanged += unchanged;
        report.removed = gone as u64 - report.moved;
        if self.rebuilding {
            self.state.write(&self.dir)?;
        }
        // Whatever stops it now, what was read is there to be searched.
        session.tidy(&manifest)?;
        remove_other_generations(&self.dir, Some(self.state.generation))?;
        Ok(report)
    }

    /// What reading the files that are `coming` (sorted by key) would do; how many
    /// articles they hold is not known before (there are those of today), nor whether a
    /// file only moved, nor what of them would fail.
    pub fn foresee(&self, coming: &[FileKey]) -> Report {
        let today = if self.rebuilding { &self.replaced } else { &self.old };
        let updated =
            coming.iter().filter(|key| self.old.files.contains_key(key)).count();
        Report {
            added: (coming.len() - updated) as u64,
            updated: updated as u64,
            removed: self.gone(coming).count() as u64,
            unchanged: self.kept.len() as u64,
            failed: manifest::failures(&self.kept).collect(),
            articles: today.articles,
            ..Report::default()
        }
    }

    /// Whether no run was killed, or short of room, once all was committed.
    fn is_tidy(&self) -> Result<bool, IndexError> {
        let segments = self.state.segments(&self.dir);
        let index = open_segments(&self.dir, &segments)?;
        Ok(together(&index.searchable_segment_metas()?).is_empty())
    }

    /// Nothing to read, nothing gone, nothing to remember.
    fn unchanged(self) -> Report {
        Report {
            unchanged: self.kept.len() as u64,
            failed: self.old.failures().collect(),
            articles: self.old.articles,
            ..Report::default()
        }
    }
}

/// The manifest that the last commit names; an empty one before the first commit.
fn committed_manifest(dir: &Path, state: &State) -> Result<Manifest, IndexError> {
    let segments = state.segments(dir);
    let index = open_segments(dir, &segments)?;
    let Some(name) = index.load_metas()?.payload else { return Ok(Manifest::default()) };
    let path = segments.join(name);
    Manifest::read(&path).map_err(|reason| IndexError::Damaged {
        dir: dir.to_owned(),
        reason: format!("{}: {reason}", path.display()),
    })
}

/// Makes an empty index in a folder of its own, wiping what a killed run left there.
fn create_segments(segments: &Path) -> Result<(), IndexError> {
    if segments.exists() {
        fs::remove_dir_all(segments).map_err(IndexError::io("remove", segments))?;
    }
    fs::create_dir_all(segments).map_err(IndexError::io("create", segments))?;
    super::session::create_index(segments)
}

/// The generations on disk, whoever made them.
fn generations(dir: &Path) -> Result<Vec<u64>, IndexError> {
    let mut found = Vec::new();
    if !dir.exists() {
        return Ok(found); // as when looking at what a first run would do
    }
    for entry in fs::read_dir(dir).map_err(IndexError::io("read", dir))? {
        let entry = entry.map_err(IndexError::io("read", dir))?;
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix("segments-"));
        found.extend(number.and_then(|number| number.parse::<u64>().ok()));
    }
    Ok(found)
}

fn last_generation(dir: &Path) -> Result<u64, IndexError> {
    Ok(generations(dir)?.into_iter().max().unwrap_or(0))
}

/// Removes what runs that were killed, or that this one replaces, have left.
fn remove_other_generations(dir: &Path, current: Option<u64>) -> Result<(), IndexError> {
    for generation in generations(dir)? {
        if Some(generation) != current {
            let path = state::segments(dir, generation);
            fs::remove_dir_all(&path).map_err(IndexError::io("remove", path))?;
        }
    }
    Ok(())
}
