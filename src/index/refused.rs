//! Why writing stopped: mostly the system, which tantivy tells in ways of its own.

use super::IndexError;
use std::io;
use std::path::Path;
use tantivy::TantivyError;
use tantivy::directory::error::OpenWriteError;

/// What the system refused, told as such, or another failure of the engine.
pub(super) fn refused(segments: &Path, error: TantivyError) -> IndexError {
    let told = match &error {
        TantivyError::IoError(cause)
        | TantivyError::OpenWriteError(OpenWriteError::IoError {
            io_error: cause, ..
        }) => cause.to_string(),
        other => other.to_string(),
    };
    match system_error(&told) {
        Some(source) => IndexError::io("write to", segments)(source),
        None => error.into(),
    }
}

/// The system's own error: tantivy wraps it, or makes a text of it, but the code that
/// the system gave is always told.
fn system_error(told: &str) -> Option<io::Error> {
    let (_, code) = told.rsplit_once("(os error ")?;
    let (code, _) = code.split_once(')')?;
    Some(io::Error::from_raw_os_error(code.parse().ok()?))
}
