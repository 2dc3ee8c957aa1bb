//! What is asked of an index.

use super::Ranking;
use crate::query::Query;
use serde::{Deserialize, Serialize};

/// A search, as plain data: a distant engine could answer it as well.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// What to find; filters are part of it.
    pub query: Query,
    /// How many of its words an article must have.
    pub matching: Matching,
    /// Order of the hits.
    pub sort: Sort,
    /// Hits to return at most.
    pub limit: usize,
    /// Hits to pass over first.
    pub offset: usize,
    /// Passages to cut out of each hit at most; 0 for none.
    pub passages: usize,
    /// Whether to account for the query.
    #[serde(default)]
    pub explain: bool,
    /// Written forms that one truncated or fuzzy word may stand for at most.
    #[serde(default = "widest")]
    pub widest: usize,
    /// What the evidence weighs.
    #[serde(default)]
    pub ranking: Ranking,
}

/// See [`Request::widest`]: rarely too few for what is meant, and answered at once.
pub const WIDEST: usize = 5_000;

fn widest() -> usize {
    WIDEST
}

/// How many of the words side by side an article must have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matching {
    /// All of them; when no article has them all, some, and the response says so.
    #[default]
    Auto,
    /// All of them.
    All,
    /// At least one.
    Any,
}

/// Order of the hits; ties go by id, so that the same index gives the same order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Oldest first, undated last.
    Oldest,
    /// Newest first, undated last.
    Newest,
}
