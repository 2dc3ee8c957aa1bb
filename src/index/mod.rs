//! The built index: what is in it, bringing it up to date, reading it.
//!
//! A folder `state.json` names the current generation of segments; a generation is a
//! tantivy index and the manifest of the files it was made from.

mod error;
mod lock;
mod manifest;
mod reader;
mod report;
mod schema;
mod session;
mod spots;
mod state;
#[cfg(test)]
mod tests;
mod writer;

pub use error::IndexError;
pub use manifest::{FileKey, Stamp};
pub use reader::Index;
pub use report::{Failure, Report};
pub use schema::{Fields, folders, searched_text};
pub use session::Session;
pub use writer::{Known, Update};
