//! What can go wrong with an index, said so that the reader knows what to do.

use std::{io, path::PathBuf};

/// An index that cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Nothing was ever indexed there.
    #[error("no index in `{}`", .0.display())]
    Missing(PathBuf),
    /// Made by another version of kiosque.
    #[error("the index in `{}` was made by another version of kiosque ({found}; this one needs {needed})", .dir.display())]
    OtherVersion {
        /// The index's folder.
        dir: PathBuf,
        /// Schema and splitter of the index.
        found: String,
        /// Schema and splitter of this program.
        needed: String,
    },
    /// Another process is writing to it.
    #[error("another kiosque is writing to the index in `{}`", .0.display())]
    Busy(PathBuf),
    /// Files of the index are missing or not what was written.
    #[error("the index in `{}` is damaged: {reason}", .dir.display())]
    Damaged {
        /// The index's folder.
        dir: PathBuf,
        /// What does not hold.
        reason: String,
    },
    /// The system refused a read or a write.
    #[error("cannot {action} {}", .path.display())]
    Io {
        /// `read`, `write`, `create`, `remove`…
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The engine failed.
    #[error("the search engine failed")]
    Engine(#[from] tantivy::TantivyError),
}

impl IndexError {
    pub(super) fn io(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }
}
