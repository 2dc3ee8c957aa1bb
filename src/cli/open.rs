//! The index to read: opened, or made first when there is none yet but documents to
//! make it from.

use super::console::Console;
use super::error::Error;
use super::roots::{self, CORPUS};
use super::update::{self, Wanted};
use crate::index::{Index, IndexError, Update};
use crate::render;
use std::path::Path;

/// The index kept in `dir`.
pub(super) fn index(dir: &Path, console: &Console) -> Result<Index, Error> {
    match Index::open(dir) {
        Err(IndexError::Missing(_)) => {
            // A first run that was killed has said what it was to cover.
            let mut covered = Update::preview(dir, false)?.roots().join(", ");
            if covered.is_empty() {
                if !Path::new(CORPUS).is_dir() {
                    return Err(roots::nothing(dir));
                }
                covered = format!("{CORPUS}/");
            }
            console.note(&format!(
                "no index yet: indexing {covered} into {}",
                dir.display()
            ));
            let report = update::update(dir, Wanted::default(), console)?;
            update::warn_of_failures(&report, console);
            console.note(&render::report(&report));
            Ok(Index::open(dir)?)
        }
        opened => Ok(opened?),
    }
}
