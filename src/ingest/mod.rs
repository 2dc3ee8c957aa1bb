//! Files → articles.

mod block;
mod boilerplate;
mod byline;
mod clean;
mod encoding;
mod error;
mod fields;
mod fold;
mod hyphen;
mod legacy;
mod light;
mod line;
mod mojibake;
mod names;
mod settings;
mod text;
mod walk;

pub use error::{Fault, ReadError};
pub use settings::Settings;
pub use walk::{File, Skip, Skipped, Walk, walk};

use settings::SETTINGS_FILE;
