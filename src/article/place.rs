//! Where an article stands: a file of the corpus and a position inside it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What stands between a file and a document that it holds, in the path of a place.
pub const INSIDE: &str = "!/";

/// A file and a position in it; ordered by root, path and line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The folder given to `kiosque index`, or that of the file given to it; absolute.
    pub root: String,
    /// The file's path below the root, `/` between its parts; of a document that lies in
    /// another, `export.zip!/port.txt`.
    pub path: String,
    /// Line where the record begins, from 1; `None` when the file is one article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
}

impl Place {
    /// The file's path as a reader would open it.
    pub fn full_path(&self) -> String {
        full_path(&self.root, &self.path)
    }
}

/// A path below a folder.
pub fn full_path(root: &str, path: &str) -> String {
    format!("{}/{path}", root.trim_end_matches('/'))
}

impl fmt::Display for Place {
    /// `2012/export.jsonl:14`: what an editor opens below the root.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.path)?;
        match self.line {
            Some(line) => write!(out, ":{line}"),
            None => Ok(()),
        }
    }
}
