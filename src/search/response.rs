//! What an index answers.

use super::Matching;
use crate::article::Article;
use crate::query::Query;
use serde::{Deserialize, Serialize};

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// The query as it was read.
    pub reading: Query,
    /// `All` or `Any`: how it was finally matched (never `Auto`).
    pub matching: Matching,
    /// Articles found in all, whatever the limit.
    pub articles: u64,
    /// The hits asked for, in order.
    pub hits: Vec<Hit>,
    /// What the reader must be told.
    pub notes: Vec<Note>,
}

/// An article found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// From 1; counts the hits passed over by the offset.
    pub rank: u64,
    /// Higher is better; comparable inside one response only.
    pub score: f32,
    /// The article, whole.
    pub article: Article,
    /// The query's words in the title.
    pub title_marks: Vec<Mark>,
    /// Best first.
    pub passages: Vec<Passage>,
}

/// A run of bytes of a text, on character borders: start included, end excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark(pub usize, pub usize);

/// A piece of an article that shows the query's words, cut at sentence borders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The text, a slice of the article's.
    pub text: String,
    /// The query's words in it: bytes of `text`, sorted, apart from each other.
    pub marks: Vec<Mark>,
    /// Which paragraph of the article, from 0; `None` for the standfirst.
    pub paragraph: Option<usize>,
}

/// Something done with the query that the reader must know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// No article has all the words; these have some.
    SomeWords,
}
