//! One writer at a time. The lock is the system's own: it goes with the process that
//! holds it, however that one ends.

use super::IndexError;
use std::fs::{File, TryLockError};
use std::path::Path;

/// Held while an index is written to.
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the index kept in `dir`, or says that another process has it.
    pub(super) fn take(dir: &Path) -> Result<Self, IndexError> {
        let path = dir.join("lock");
        let file = File::create(&path).map_err(IndexError::io("create", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(IndexError::Busy(dir.to_owned())),
            Err(TryLockError::Error(error)) => Err(IndexError::io("lock", path)(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let first = Lock::take(dir.path()).unwrap();
        assert!(matches!(Lock::take(dir.path()), Err(IndexError::Busy(_))));
        drop(first);
        assert!(Lock::take(dir.path()).is_ok());
    }
}
