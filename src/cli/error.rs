//! A failure as the reader meets it: what happened, why, and what to do next.

use super::exit::Exit;
use crate::index::IndexError;
use crate::query::QueryError;
use crate::search::SearchError;
use std::{io, path::Path};

/// What stands before the lines of an excerpt.
const INDENT: &str = "  ";

/// Why a command stopped.
#[derive(Debug)]
pub(super) struct Error {
    /// What it means for the exit code.
    pub(super) kind: Kind,
    /// What happened; its own sources tell why.
    pub(super) source: Box<dyn std::error::Error + Send + Sync>,
    /// The query at fault, and where it is.
    excerpt: Option<Box<(String, QueryError)>>,
    /// What to do next.
    pub(super) hints: Vec<String>,
}

/// What a failure means for the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What was asked for does not exist.
    NotFound,
    /// It could not be done.
    Failed,
    /// Whoever read the output has seen enough: no failure at all.
    Closed,
}

impl Error {
    /// It could not be done.
    pub(super) fn new(
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            kind: Kind::Failed,
            source: source.into(),
            excerpt: None,
            hints: Vec::new(),
        }
    }

    /// What was asked for does not exist.
    pub(super) fn not_found(
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { kind: Kind::NotFound, ..Self::new(source) }
    }

    /// The output could not be written: a full disk, or a reader that has gone, as
    /// `head` does.
    pub(super) fn output(error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::BrokenPipe => Kind::Closed,
            _ => Kind::Failed,
        };
        Self { kind, ..Self::new(Output(error)) }
    }

    /// A query that cannot be honoured, drawn with what is wrong in it.
    pub(super) fn query(asked: &str, error: &QueryError) -> Self {
        let excerpt = Some(Box::new((asked.to_owned(), error.clone())));
        Self { excerpt, ..Self::new(error.to_string()) }.hint(&error.hint)
    }

    /// The query at fault with carets under what is wrong, for lines of so many columns.
    pub(super) fn excerpt(&self, columns: Option<usize>) -> Option<String> {
        let (asked, error) = self.excerpt.as_deref()?;
        let columns = columns.unwrap_or(usize::MAX).saturating_sub(INDENT.len());
        let drawn = error.draw(asked, columns).replace('\n', &format!("\n{INDENT}"));
        Some(format!("{INDENT}{drawn}\n"))
    }

    /// Why it happened, and why that did. Some errors of others say their cause and have
    /// it as their source too: it is told once.
    pub(super) fn causes(&self) -> Vec<String> {
        let mut causes = Vec::new();
        let mut told = self.source.to_string();
        let mut cause = self.source.source();
        while let Some(deeper) = cause {
            let text = deeper.to_string();
            if !told.contains(&text) {
                told.clone_from(&text);
                causes.push(text);
            }
            cause = deeper.source();
        }
        causes
    }

    /// A query that was read and cannot be answered.
    pub(super) fn search(asked: &str, error: SearchError) -> Self {
        let SearchError::NotSaved(name) = &error else { return error.into() };
        let start = asked.find('@').unwrap_or(0);
        let name = format!("@{name}");
        let quoted = format!("@\"{}\"", &name[1..]);
        let typed = [&name, &quoted]
            .into_iter()
            .find_map(|it| asked.find(it.as_str()).map(|start| start..start + it.len()));
        let hint =
            format!("to look for a word, put it between quotation marks: \"{name}\"");
        let span = typed.unwrap_or(start..start + 1);
        Self::query(asked, &QueryError { span, message: error.to_string(), hint })
    }

    /// The same, about the value of an option.
    pub(super) fn of_option(self, option: &str) -> Self {
        Self { source: format!("{option}: {}", self.source).into(), ..self }
    }

    /// The same, with one more thing to try.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        let hint = hint.into();
        self.hints.extend((!hint.is_empty()).then_some(hint));
        self
    }

    /// What it means for the exit code.
    pub(super) fn exit(&self) -> Exit {
        match self.kind {
            Kind::NotFound => Exit::NotFound,
            Kind::Failed => Exit::Failed,
            Kind::Closed => Exit::Found,
        }
    }
}

/// The command that makes the index of this folder again, as a shell reads it.
pub(super) fn rebuild(dir: &Path) -> String {
    let dir = dir.to_string_lossy();
    let is_plain = |next: char| next.is_alphanumeric() || "/._-".contains(next);
    let quoted = if dir.chars().all(is_plain) {
        dir.clone().into_owned()
    } else {
        format!("'{}'", dir.replace('\'', r"'\''"))
    };
    match &*dir {
        "index" => "kiosque index --rebuild".to_owned(),
        _ => format!("kiosque --index={quoted} index --rebuild"),
    }
}

impl From<IndexError> for Error {
    fn from(error: IndexError) -> Self {
        let hint = match &error {
            IndexError::Missing(_) => Some("make it: kiosque index".into()),
            IndexError::OtherVersion { dir, .. } | IndexError::Damaged { dir, .. } => {
                Some(format!("make it again from the documents: {}", rebuild(dir)))
            }
            IndexError::Busy(_) => Some("try again when it is done".into()),
            IndexError::Io { source, .. } if is_full(source.kind()) => Some(
                "make room, then run it again; until then the index is as it was".into(),
            ),
            IndexError::Io { .. } => None,
            IndexError::Engine(_) => Some(
                "if it fails again, make the index again from the documents: \
                 kiosque index --rebuild"
                    .into(),
            ),
        };
        let error = Self::new(error);
        hint.into_iter().fold(error, Self::hint)
    }
}

/// Whether a write was refused for want of room.
fn is_full(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(kind, StorageFull | QuotaExceeded | FileTooLarge)
}

impl From<SearchError> for Error {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Index(error) => error.into(),
            SearchError::NoArticle(_) => Self::not_found(error)
                .hint("ids are the sixteen letters and digits under each title"),
            SearchError::Ambiguous { .. } => Self::new(error).hint("type more of the id"),
            SearchError::TooWide { forms, .. } => Self::new(error)
                .hint(format!("type more letters, or allow it: --widest {forms}")),
            error => Self::new(error),
        }
    }
}

/// See [`Error::output`].
#[derive(Debug, thiserror::Error)]
#[error("cannot write the output")]
struct Output(#[source] io::Error);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_told_once() {
        let gone = || io::Error::from(io::ErrorKind::NotFound);
        let causes = Error::from(SearchError::from(gone())).causes();
        assert_eq!(causes.len(), 1, "{causes:?}");
        assert!(causes[0].contains(&gone().to_string()), "{causes:?}");
        assert_eq!(Error::output(gone()).causes(), [gone().to_string()]);
    }

    #[test]
    fn a_reader_that_left_is_no_failure() {
        let left = Error::output(io::ErrorKind::BrokenPipe.into());
        assert_eq!(left.exit(), Exit::Found);
        let full = Error::output(io::ErrorKind::StorageFull.into());
        assert_eq!(full.exit(), Exit::Failed);
    }
}
