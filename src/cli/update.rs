//! Pours documents into the index: which files there are, which of them to read, what
//! became of each. The layers below know either files or the index, never both.

use super::cache;
use super::clock;
use super::console::Console;
use super::error::{Error, rebuild};
use super::pour::{Coming, failure, pour};
use super::readers::{Limits, Pool};
use super::roots;
use crate::index::{Failure, FileKey, Known, Report, Stamp, Update};
use crate::ingest::{self, Fault, File, ReadError, Settings, Skip};
use crate::render;
use std::fs;
use std::path::{Path, PathBuf};

/// What is wanted of an update.
#[derive(Clone, Copy, Default)]
pub(super) struct Wanted<'a> {
    /// Folders and files to cover from now on, besides those covered already.
    pub(super) paths: &'a [PathBuf],
    /// Whether everything is read again.
    pub(super) rebuild: bool,
    /// What reading a document may cost.
    pub(super) limits: Limits,
    /// How many workers read at once; none when this process reads all.
    pub(super) readers: Option<u16>,
}

/// What the folders hold.
#[derive(Default)]
struct Found {
    /// What is to be read, sorted by key.
    coming: Vec<Coming>,
    /// All that could not be reached, or is no document.
    failed: Vec<Failure>,
    /// Files left out by convention, and why.
    skipped: Vec<(String, Skip)>,
    /// Roots that are not there, or whose settings are wrong; and what a rebuild would
    /// lose, since it cannot be read.
    unreachable: Vec<Failure>,
}

impl Found {
    /// The files that are to be read, sorted.
    fn keys(&self) -> Vec<FileKey> {
        self.coming.iter().map(|one| one.key.clone()).collect()
    }
}

/// Brings the index kept in `dir` up to date.
pub(super) fn update(
    dir: &Path,
    wanted: Wanted,
    console: &Console,
) -> Result<Report, Error> {
    roots::apart(dir, wanted.paths)?;
    let mut update = Update::begin(dir, wanted.rebuild)?;
    let roots = covered(&update, dir, wanted)?;
    let mut found = find(&mut update, dir, &roots, wanted.limits);
    while update.look_again() {
        found = find(&mut update, dir, &roots, wanted.limits);
    }
    tell_left_out(&found, console);
    if wanted.rebuild
        && let Some(failure) = found.unreachable.first()
    {
        let given = roots.contains(&failure.path);
        let without = if given { "kiosque forget it" } else { "take it away" };
        let failure = render::failure(failure);
        return Err(Error::new(format!("all was to be read again, but {failure}"))
            .hint(format!("put that right first, or do without it: {without}")));
    }
    update.set_roots(roots)?;
    let mut report = update.finish(&found.keys(), clock::now(), |session| {
        let pool = Pool::new(wanted.limits, wanted.readers);
        pour(found.coming, pool, session, console)
    })?;
    report.failed.extend(found.failed);
    report.failed.sort();
    Ok(report)
}

/// Takes out what is under none of `roots`, which are covered already. Nothing is read
/// but files that share an article with what goes, where they can be.
pub(super) fn take_out(
    mut update: Update,
    dir: &Path,
    roots: &[String],
    console: &Console,
) -> Result<Report, Error> {
    let limits = Limits::default();
    let keep = |update: &mut Update| roots.iter().for_each(|root| update.keep_root(root));
    keep(&mut update);
    let mut coming: Vec<Coming> = Vec::new();
    while update.look_again() {
        let found = find(&mut update, dir, roots, limits).coming;
        coming = found.into_iter().filter(|one| update.is_shared(&one.key)).collect();
        keep(&mut update);
        for one in &coming {
            update.let_go(&one.key);
        }
    }
    let keys: Vec<_> = coming.iter().map(|one| one.key.clone()).collect();
    update.finish(&keys, clock::now(), |session| {
        pour(coming, Pool::new(limits, None), session, console)
    })
}

/// What [`update`] would do, without doing it.
pub(super) fn foresee(
    dir: &Path,
    wanted: Wanted,
    console: &Console,
) -> Result<Report, Error> {
    roots::apart(dir, wanted.paths)?;
    let mut update = Update::preview(dir, wanted.rebuild)?;
    let roots = covered(&update, dir, wanted)?;
    let found = find(&mut update, dir, &roots, wanted.limits);
    tell_left_out(&found, console);
    let mut report = update.foresee(&found.keys());
    report.failed.extend(found.failed);
    report.failed.sort();
    Ok(report)
}

/// What of the folders is not in the index.
pub(super) struct Around {
    /// What cannot be reached, or is no document.
    pub(super) failed: Vec<Failure>,
    /// Files that are new, have changed or are gone.
    pub(super) waiting: Vec<String>,
    /// What is left out by convention, and why.
    pub(super) left_out: Vec<(String, String)>,
}

impl Around {
    /// All that is not searched: what failed when it was read, and what cannot be
    /// reached. An update reports the same when nothing has changed.
    pub(super) fn all_failed(&self, mut failed: Vec<Failure>) -> Vec<Failure> {
        failed.extend(self.failed.iter().cloned());
        failed.sort();
        failed
    }
}

/// Looks at every file that the index in `dir` covers, and reads none.
pub(super) fn look_around(dir: &Path) -> Result<Around, Error> {
    let mut update = Update::preview(dir, false)?;
    let roots = update.roots().to_vec();
    let found = find(&mut update, dir, &roots, Limits::default());
    let keys = found.keys();
    let left_out = found.skipped.into_iter().map(|(path, why)| (path, why.to_string()));
    let coming = found.coming.iter().map(|one| one.file.shown());
    Ok(Around {
        failed: found.failed,
        waiting: coming.chain(update.gone(&keys)).collect(),
        left_out: left_out.collect(),
    })
}

/// Tells what is left out by convention.
fn tell_left_out(found: &Found, console: &Console) {
    for (path, _) in &found.skipped {
        console.detail(&format!("left out: {path}"));
    }
    if !found.skipped.is_empty() {
        let files = render::counted(found.skipped.len() as u64, "file");
        let more = if console.is_verbose() { "" } else { "; -v names them" };
        console.note(&format!("{files} left out by convention{more}"));
    }
}

/// The folders and files to cover from now on.
fn covered(update: &Update, dir: &Path, wanted: Wanted) -> Result<Vec<String>, Error> {
    if update.has_lost_roots() && wanted.paths.is_empty() {
        return Err(Error::new(format!(
            "the index in `{}` is damaged: it no longer says which folders it covers",
            dir.display()
        ))
        .hint(format!("name them all: {} FOLDER…", rebuild(dir))));
    }
    roots::covered(dir, update.roots(), wanted.paths)
}

/// Names each file that could not be read, and why.
pub(super) fn warn_of_failures(report: &Report, console: &Console) {
    for failure in &report.failed {
        console.warn(&render::failure(failure));
    }
}

/// Looks at every file of `roots`, and tells `update` those that did not change.
fn find(update: &mut Update, dir: &Path, roots: &[String], limits: Limits) -> Found {
    let mut found = Found::default();
    let own = dir.canonicalize().ok();
    // The index may lie inside a root, and is no document.
    let is_own = |file: &File| own.iter().any(|dir| file.absolute.starts_with(dir));
    for root in roots {
        match walk(root) {
            // A disk that is not mounted is not a folder emptied, and leaves an empty one.
            Ok(_) if is_empty(root) && update.knows(root) => {
                update.keep_root(root);
                let (path, reason) = (root.clone(), "an empty folder".to_owned());
                found.unreachable.push(Failure { path, line: None, reason });
            }
            Ok((walk, settings)) => {
                let skipped = walk.skipped.into_iter();
                let skipped =
                    skipped.map(|one| (format!("{root}/{}", one.path), one.why));
                found.skipped.extend(skipped);
                for error in walk.failed {
                    // Neither is a file out of reach a file deleted.
                    let unreadable = matches!(error.fault, Fault::Unreadable(_));
                    if unreadable {
                        update.keep_root(&error.path);
                    }
                    let is_kept = unreadable && update.knows(&error.path);
                    if is_kept && update.would_lose(&error.path) {
                        found.unreachable.push(failure(error));
                        continue;
                    }
                    let mut failure = failure(error);
                    failure.reason.push_str(if is_kept { KEPT } else { "" });
                    found.failed.push(failure);
                }
                for folder in walk.unlisted {
                    update.keep_root(&format!("{root}/{folder}"));
                }
                for file in walk.files.into_iter().filter(|file| !is_own(file)) {
                    look(file, &settings, limits, update, &mut found);
                }
            }
            Err(error) => {
                update.keep_root(root);
                found.unreachable.push(failure(error));
            }
        }
    }
    found.failed.extend(found.unreachable.iter().map(|failure| {
        let Failure { path, reason, .. } = failure;
        let mut reason = format!("{reason}{KEPT}");
        if !Path::new(path).exists() {
            reason = format!("{reason}; {}", roots::renamed(path));
        } else if is_empty(path) {
            reason = format!("{reason}; if that is gone for good, kiosque forget {path}");
        }
        Failure { reason, ..failure.clone() }
    }));
    found.coming.sort_by(|one, other| one.key.cmp(&other.key));
    found
}

/// What is said of what is out of reach.
const KEPT: &str = ": what is known of it is kept";

fn is_empty(folder: &str) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn walk(root: &str) -> Result<(ingest::Walk, Settings), ReadError> {
    let root = Path::new(root);
    let settings = Settings::of_root(root)?.with_cache(cache::folder());
    Ok((ingest::walk(root)?, settings))
}

/// Keeps what the index knows of a file when its content did not change, or cannot be
/// read any more.
fn look(
    file: File,
    settings: &Settings,
    limits: Limits,
    update: &mut Update,
    found: &mut Found,
) {
    let key = key(&file);
    let modified = i64::try_from(file.modified).unwrap_or(i64::MAX);
    let stamp = Stamp { size: file.size, modified, reader: ingest::reader(settings) };
    let coming = |key, file| Coming { key, stamp, file, settings: settings.clone() };
    match update.known(&key, stamp, limits.effort()) {
        Known::Unchanged => update.keep(&key, None),
        known @ (Known::Read(_) | Known::Shared) => match ingest::digest(&file, settings)
        {
            Ok(digest) if known == Known::Read(digest.clone()) => {
                update.keep(&key, Some(stamp));
            }
            Ok(_) => found.coming.push(coming(key, file)),
            Err(error) => {
                update.keep(&key, None);
                found.failed.push(failure(error));
            }
        },
        Known::New if update.replaces() => match fs::File::open(&file.absolute) {
            Err(error) if update.would_lose(&file.shown()) => {
                let (path, reason) = (file.shown(), error.to_string());
                found.unreachable.push(Failure { path, line: None, reason });
            }
            _ => found.coming.push(coming(key, file)),
        },
        Known::New => found.coming.push(coming(key, file)),
    }
}

/// The folder and the path below it: a file given by itself is known by its folder.
fn key(file: &File) -> FileKey {
    let alone = file.root == file.absolute;
    let root = match file.root.parent() {
        Some(parent) if alone => parent,
        _ => &file.root,
    };
    FileKey { root: root.to_string_lossy().into_owned(), path: file.path.clone() }
}
