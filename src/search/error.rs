//! What can go wrong when a query is answered.

use super::spans::TooMany;
use crate::index::IndexError;

/// A query that cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The query has no word that could be looked for.
    #[error("no word to look for in `{0}`")]
    NoWord(String),
    /// Positions were asked of something that has none.
    #[error(
        "`{0}` has no position in the text: near, in a sentence or counted can only be words, phrases and alternatives of those"
    )]
    NoPosition(String),
    /// A truncation or fuzzy word that stands for too many forms.
    #[error("`{word}` stands for {forms} written forms, more than {limit}: {examples}")]
    TooWide {
        /// As typed.
        word: String,
        /// How many forms the index has for it.
        forms: usize,
        /// How many are allowed.
        limit: usize,
        /// The commonest, with their article counts.
        examples: String,
    },
    /// A window inside a window that no article can be searched for in any short time.
    #[error(transparent)]
    TooManyWays(#[from] TooMany),
    /// A saved query that does not exist.
    #[error("no saved query named `{0}`")]
    NotSaved(String),
    /// No article has this id, number or prefix.
    #[error("no article `{0}`")]
    NoArticle(String),
    /// Several articles have this number, or an id that begins so.
    #[error("`{prefix}` stands for {count} articles: {examples}")]
    Ambiguous {
        /// As typed.
        prefix: String,
        /// How many articles.
        count: usize,
        /// Some of their ids.
        examples: String,
    },
    /// The index failed.
    #[error(transparent)]
    Index(#[from] IndexError),
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        if let tantivy::TantivyError::IoError(cause) = &error
            && let Some(TooMany) = cause.get_ref().and_then(|cause| cause.downcast_ref())
        {
            return Self::TooManyWays(TooMany);
        }
        Self::Index(IndexError::Engine(error))
    }
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        tantivy::TantivyError::from(error).into()
    }
}
