//! What an indexing did.

use crate::article::ArticleId;
use serde::{Deserialize, Serialize};

/// What one `kiosque index` did; counts are files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Files that were not there before.
    pub added: u64,
    /// Files whose content changed, or that moved.
    pub updated: u64,
    /// Those of `updated` that only moved.
    pub moved: u64,
    /// Files that are gone.
    pub removed: u64,
    /// Files left alone.
    pub unchanged: u64,
    /// Files, or records of a file, that could not be read.
    pub failed: Vec<Failure>,
    /// Articles in the index afterwards.
    pub articles: u64,
    /// The articles that came in, sorted.
    pub new: Vec<ArticleId>,
}

/// A file or a record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Failure {
    /// The file, as a reader would open it.
    pub path: String,
    /// Line of the record, from 1; `None` when the whole file failed.
    pub line: Option<u64>,
    /// Why, and what to do where something can be done.
    pub reason: String,
}
