//! Files → articles.

mod clean;
mod encoding;
mod error;
mod fields;
mod fold;
mod legacy;
mod mojibake;
mod settings;
mod walk;

pub use error::{Fault, ReadError};
pub use settings::Settings;
pub use walk::{File, Skip, Skipped, Walk, walk};

use settings::SETTINGS_FILE;
