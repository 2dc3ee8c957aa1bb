//! What a worker is asked and what it answers, a line of JSON each.

use crate::article::Article;
use crate::index::Failure;
use crate::ingest::{File, Reading, Settings, UnreadDates};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ffi::OsString;

/// A file to read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Job {
    root: OsString,
    path: String,
    absolute: OsString,
    size: u64,
    pub(super) settings: Settings,
    /// Members up to this number were read before a worker died: they say nothing again.
    pub(super) resume: u64,
    /// Members that a worker died of, by their numbers.
    pub(super) fatal: Vec<u64>,
}

impl Job {
    pub(super) fn new(file: &File, settings: &Settings) -> Self {
        Self {
            root: file.root.clone().into(),
            path: file.path.clone(),
            absolute: file.absolute.clone().into(),
            size: file.size,
            settings: settings.clone(),
            resume: 0,
            fatal: Vec::new(),
        }
    }

    pub(super) fn file(&self) -> File {
        File {
            root: self.root.clone().into(),
            path: self.path.clone(),
            absolute: self.absolute.clone().into(),
            member: None,
            size: self.size,
            modified: 0,
        }
    }
}

/// What a worker says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reply {
    /// A member of the file is about to be read: its number, from 1, and where it is.
    Member(u64, String),
    /// A program is about to be run, for so many seconds at most.
    Waiting(u64),
    /// An article was read.
    Article(Box<Article>),
    /// Something could not be read.
    Failed(Failure),
    /// Something takes more memory than the worker may have.
    Exhausted(String),
    /// The file is read.
    Done(Summary),
}

impl From<Reading> for Summary {
    fn from(reading: Reading) -> Self {
        let Reading { unused, hidden, left_out, unread_dates, .. } = reading;
        Self { unused, hidden, left_out, unread_dates }
    }
}

/// What is to be said of a file once read.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::cli) struct Summary {
    /// Names of columns that mean nothing here.
    pub(in crate::cli) unused: BTreeSet<String>,
    /// Parts that are read although the document does not show them.
    pub(in crate::cli) hidden: BTreeSet<String>,
    /// Documents left out by convention.
    pub(in crate::cli) left_out: u64,
    /// Given dates that could not be read.
    pub(in crate::cli) unread_dates: Option<UnreadDates>,
}
