//! Files → articles.
//!
//! - [`walk()`]: a root → its [`File`]s, sorted; what is skipped or cannot be reached is
//!   said;
//! - [`read()`]: a file → its articles, one by one, and the records that failed;
//! - [`Settings`]: what `kiosque.toml` says of a corpus.
//!
//! A file goes bytes → `encoding` → text → `format` → one reader (`text`, `markdown`,
//! `json_lines`, `json_array`, `table`, `mail`, `html` for a web page; for exports `cut`,
//! then a layout of `html`, `xml` or `references`, and `ending`; straight from the bytes
//! `office`, `pdf` and `ocr`) → a record and its paragraphs → `structure` → `article`. What
//! lies in an `archive`, or is attached to mail, goes the same way, `inside` its file.

mod address;
mod archive;
mod article;
mod block;
mod boilerplate;
mod byline;
mod clean;
mod columns;
mod cut;
mod digest;
mod encoding;
mod ending;
mod error;
mod exact;
mod export;
mod extension;
mod fields;
mod file_name;
mod fold;
mod format;
mod front_matter;
mod html;
mod hyphen;
mod inside;
mod intake;
mod interview;
mod json_array;
mod json_lines;
mod language;
mod legacy;
mod light;
mod line;
mod mail;
mod markdown;
mod masthead;
mod mojibake;
mod names;
mod ocr;
mod office;
mod order;
mod page_parts;
mod pdf;
mod program;
mod properties;
mod read;
mod references;
mod repeat;
mod rows;
mod settings;
mod structure;
mod table;
mod text;
mod title;
mod toml_fields;
mod unread;
mod values;
mod walk;
mod xml;

pub use article::id;
pub use digest::{digest, raw, reader};
pub use error::{Fault, ReadError};
pub use format::Format;
pub use intake::{Out, Reading};
pub use properties::is_property;
pub use read::{Watch, is_plain, read, read_watched};
pub use settings::Settings;
pub use unread::UnreadDates;
pub use walk::{File, Skip, Skipped, Walk, on_disk, walk};

/// Version of the readers: when it grows, documents already read are to be read again,
/// as their articles may come out otherwise.
pub const READER_VERSION: u32 = 10;
