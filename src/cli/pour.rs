//! Reads files into the index, in their order: plain ones here, the others by workers
//! that are some files ahead.

use super::console::{Console, Progress};
use super::error::Error;
use super::readers::{Found, Limits, Pool};
use crate::index::{Failure, FileKey, Session, Stamp};
use crate::ingest::{self, File, ReadError, Settings, UnreadDates};
use crate::render;
use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;
use std::sync::mpsc::Receiver;

/// Files that workers may be ahead.
const AHEAD: usize = 32;

/// Files whose unread dates are told, one line each; the others are counted.
const TOLD: usize = 10;

/// A file to read.
pub(super) struct Coming {
    pub(super) key: FileKey,
    pub(super) stamp: Stamp,
    pub(super) file: File,
    pub(super) settings: Settings,
}

/// Reads these files into the index, the risky ones by `pool`.
pub(super) fn pour(
    coming: Vec<Coming>,
    mut pool: Pool,
    session: &mut Session,
    console: &Console,
) -> Result<(), Error> {
    let bytes = coming.iter().map(|one| one.file.size).sum();
    let (progress, limits) = (console.progress(bytes), pool.limits());
    let mut into = Into {
        session,
        console,
        progress,
        limits,
        unread_dates: Vec::new(),
        left_aside: BTreeMap::new(),
        hidden: BTreeMap::new(),
    };
    let mut coming = coming.into_iter();
    let mut begun = VecDeque::new();
    loop {
        for one in coming.by_ref().take(AHEAD - begun.len()) {
            let is_plain = pool.is_empty() || ingest::is_plain(&one.file);
            let found = (!is_plain).then(|| pool.read(&one.file, &one.settings));
            begun.push_back((one, found));
        }
        let Some((one, found)) = begun.pop_front() else { break };
        console.detail(&format!("reading {}", one.file.absolute.display()));
        let size = one.file.size;
        into.file(one, found)?;
        into.progress.file(size);
    }
    let Into { progress, unread_dates, left_aside, hidden, .. } = into;
    drop(progress);
    warn_of_dates(&unread_dates, console);
    for (what, names) in [(LEFT_ASIDE, left_aside), (HIDDEN, hidden)] {
        if !names.is_empty() {
            console.note(&told(what, names));
        }
    }
    Ok(())
}

/// What is said of what documents say and articles have no place for.
const LEFT_ASIDE: &str = "left aside";
/// What is said of what whoever opens the document does not see.
const HIDDEN: &str = "hidden in a document, and read";

/// Names parts of documents, what most files have first.
fn told(what: &str, parts: BTreeMap<String, usize>) -> String {
    const MOST: usize = 8;
    let mut names: Vec<(String, usize)> = parts.into_iter().collect();
    names.sort_by_key(|(_, files)| Reverse(*files));
    let more = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    let names: Vec<String> = names.into_iter().map(|(name, _)| name).collect();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{what}: {}{more}; -v says in which files", names.join(", "))
}

/// Names files whose dates could not be read: it would otherwise be seen only when an
/// article is not found by its date.
fn warn_of_dates(files: &[UnreadDates], console: &Console) {
    for dates in files.iter().take(TOLD) {
        console.warn(&dates.to_string());
    }
    if files.len() > TOLD {
        let more = render::counted((files.len() - TOLD) as u64, "more file");
        let dates: u64 = files[TOLD..].iter().map(|file| file.count).sum();
        let dates = render::counted(dates, "date");
        console.warn(&format!(
            "{more} with {dates} that cannot be read; kiosque check names the articles \
             that are left without one"
        ));
    }
}

/// Where what is read goes.
struct Into<'a, 'b> {
    session: &'a mut Session<'b>,
    console: &'a Console,
    progress: Progress,
    limits: Limits,
    /// Those of each file that has some.
    unread_dates: Vec<UnreadDates>,
    /// Columns and other parts that are not read, each with how many files have it.
    left_aside: BTreeMap<String, usize>,
    /// The same of parts that are read although their document does not show them.
    hidden: BTreeMap<String, usize>,
}

impl Into<'_, '_> {
    fn file(&mut self, one: Coming, found: Option<Receiver<Found>>) -> Result<(), Error> {
        match ingest::digest(&one.file, &one.settings) {
            Ok(digest) => self.session.start_file(one.key, one.stamp, Some(digest)),
            Err(error) => {
                self.session.start_file(one.key, one.stamp, None);
                self.session.fail(failure(error));
                return Ok(());
            }
        }
        match found {
            Some(found) => found.iter().try_for_each(|found| self.take(found)),
            None => self.read(&one.file, &one.settings),
        }
    }

    /// Reads a file here.
    fn read(&mut self, file: &File, settings: &Settings) -> Result<(), Error> {
        let mut outcome = Ok(());
        let read = ingest::read(file, settings, &mut |found| {
            outcome = self.take(match found {
                Ok(article) => Found::Article(Box::new(article)),
                Err(error) => Found::Failed(failure(error)),
            });
            match outcome {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        });
        outcome?;
        match read {
            Ok(reading) => self.take(Found::Done(Box::new(reading.into()))),
            Err(error) => self.take(Found::Failed(failure(error))),
        }
    }

    fn take(&mut self, found: Found) -> Result<(), Error> {
        match found {
            Found::Article(article) => {
                self.session.add(*article)?;
                self.progress.article();
            }
            Found::Failed(failure) => self.session.fail(failure),
            Found::Stopped(failure) => self.session.stop(failure, self.limits.effort()),
            Found::Done(summary) => {
                self.session.leave_out(summary.left_out);
                self.unread_dates.extend(summary.unread_dates);
                for name in summary.unused {
                    self.console.detail(&format!("{LEFT_ASIDE}: {name}"));
                    // Properties are mostly what the program of a document calls it.
                    if !ingest::is_property(&name) {
                        *self.left_aside.entry(name).or_default() += 1;
                    }
                }
                for name in summary.hidden {
                    self.console.detail(&format!("{HIDDEN}: {name}"));
                    *self.hidden.entry(name).or_default() += 1;
                }
            }
            Found::Unable(error) => {
                let why = format!("no process can be started to read documents: {error}");
                return Err(Error::new(why));
            }
        }
        Ok(())
    }
}

/// A fault as it is reported.
pub(super) fn failure(error: ReadError) -> Failure {
    Failure { path: error.path, line: error.line, reason: error.fault.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_aside_is_named_the_commonest_first() {
        let few = [("Audience", 1), ("Tonalité", 3)];
        let few = few.map(|(name, files)| (name.to_owned(), files));
        let expected = "left aside: Tonalité, Audience; -v says in which files";
        assert_eq!(told(LEFT_ASIDE, few.into()), expected);
        let many = (0..10).map(|number| (format!("c{number}"), 1)).collect();
        assert!(
            told(LEFT_ASIDE, many).contains("c0, c1, c2, c3, c4, c5, c6, c7 and 2 more;")
        );
    }
}
