//! What the exit code says: the same for every command.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Something was found, or all is done: 0.
    Found,
    /// Nothing was found: 1.
    NotFound,
    /// Something failed, even if the rest is done: 2.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Found => 0,
            Exit::NotFound => 1,
            Exit::Failed => 2,
        })
    }
}
