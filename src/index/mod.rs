//! The built index: what is in it, bringing it up to date, reading it.
//!
//! A folder `state.json` names the current generation of segments; a generation is a
//! tantivy index and the manifest of the files it was made from.

mod columns;
mod copies;
mod error;
mod lengths;
mod lock;
mod manifest;
mod merging;
mod numbers;
mod reader;
mod refused;
mod report;
mod schema;
mod session;
mod sharing;
mod spots;
mod state;
mod terms;
#[cfg(test)]
mod tests;
mod unlocked;
mod verify;
mod writer;

pub use columns::Columns;
pub use error::IndexError;
pub use lengths::Lengths;
pub use manifest::{Effort, FileKey, Stamp};
pub use numbers::Numbers;
pub use reader::{Files, Index};
pub use report::{Failure, Report};
pub use schema::{Fields, folders, searched_text};
pub use session::Session;
pub use terms::Terms;
pub use writer::{Known, Update};
