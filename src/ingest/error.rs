//! What could not be read, where, and why: one value per file or record, so that one
//! bad document never stops the others and is always named.

use std::{fmt, io, path::PathBuf};

/// A root, a file or a record that could not be read.
#[derive(Debug)]
pub struct ReadError {
    /// The file or folder, as a reader would open it.
    pub path: String,
    /// Line of the record, from 1; `None` when the whole file failed.
    pub line: Option<u64>,
    /// Why, and what to do where something can be done.
    pub fault: Fault,
}

impl fmt::Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}:{line}: {}", self.path, self.fault),
            None => write!(out, "{}: {}", self.path, self.fault),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.fault)
    }
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The root is not there: a disk not mounted is not a corpus emptied.
    #[error("no such file or folder")]
    MissingRoot,
    /// The system refused.
    #[error("cannot be read: {0}")]
    Unreadable(#[source] io::Error),
    /// A symbolic link that leads back to a folder above it.
    #[error("this link leads back to {}", .0.display())]
    Loop(PathBuf),
    /// Neither a file nor a folder.
    #[error("not a document but a {0}: never opened")]
    Special(&'static str),
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// Not text.
    #[error("binary, not text in any encoding known here")]
    Binary,
    /// A format told by its first bytes or its extension, which has no reader.
    #[error("{0} is not read; docs/formats.md says what is")]
    Unsupported(String),
    /// A document in a format that Office gave up in 2007.
    #[error(
        "written by {program} before 2007: save it as .{extension}, \
         or run soffice --headless --convert-to {extension} on it"
    )]
    OldOffice {
        /// What wrote it.
        program: &'static str,
        /// The format to save it in.
        extension: &'static str,
    },
    /// A message as Outlook alone writes it.
    #[error("a message of Outlook (.msg): save it as .eml, HTML or text")]
    OutlookMessage,
    /// A document that is not what it should be.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A document or an export whose end is missing; what was read of it is kept.
    #[error(
        "cut short, as {0} at its end: the end of the last article, and others after \
         it, may be missing; copy or export it again"
    )]
    CutShort(String),
    /// A document that only a password opens.
    #[error("protected by a password; save it again without one")]
    Password,
    /// A document made to swell.
    #[error("a zip bomb: {0}; not read")]
    Bomb(String),
    /// A picture, or pages that are pictures.
    #[error(
        "needs OCR: install tesseract and its French data \
         (apt install poppler-utils tesseract-ocr tesseract-ocr-fra)"
    )]
    NeedsOcr,
    /// Pages of a document whose other pages are read.
    #[error("{list}: {1}", list = pages(.0))]
    Pages(Vec<u32>, #[source] Box<Fault>),
    /// A single text beyond what one article can be.
    #[error(
        "{bytes} bytes, more than the {limit} of one article; \
         if it is an export, save it as JSON Lines or CSV"
    )]
    TooLarge {
        /// Size of the file.
        bytes: u64,
        /// The bound.
        limit: u64,
    },
    /// A record beyond what one article can be.
    #[error("a record of more than {0} bytes; a quote that is never closed, perhaps")]
    RecordTooLarge(u64),
    /// A line that is not JSON, or not an object.
    #[error("not a JSON object: {0}")]
    Json(String),
    /// A row of CSV out of shape.
    #[error("not a row of this table: {0}")]
    Row(String),
    /// No column gives a title or a text.
    #[error(
        "no column for a title or a text among {0}; \
         name one under [columns] in kiosque.toml"
    )]
    NoColumn(String),
    /// A record without title or text.
    #[error("neither title nor text")]
    Nothing,
    /// HTML or XML that is broken, or made to cost more than it says.
    #[error("markup that cannot be read: {0}")]
    Markup(String),
    /// A page whose article cannot be told from what stands around it.
    #[error(
        "the main text cannot be told from the rest of the page: all of it is kept, \
         menus included"
    )]
    WholePage,
    /// An export whose fields have no codes: what is what cannot be told.
    #[error(
        "no code before the fields (HD, LP, TD…); \
         export from Factiva again, with the format that shows them"
    )]
    NoCodes,
    /// A record that says it has no text to give.
    #[error("the database says that it cannot display this article")]
    Withheld,
    /// A news item that its agency has withdrawn.
    #[error("withdrawn by the agency: {0}")]
    Withdrawn(String),
    /// An archive that is broken, locked, or swells; or a member that is no document.
    #[error("cannot be unpacked: {0}")]
    Packed(#[source] io::Error),
    /// Some record of an export, by its number in the file.
    #[error("record {0}: {1}")]
    Record(u64, #[source] Box<Fault>),
    /// A table or export that holds no record at all.
    #[error("no record in it")]
    NoRecord,
    /// The same, where some parts of it were not read.
    #[error("no record in it; left aside: {0}")]
    NoRecordBut(String),
    /// Front matter that is not of its language; its lines are kept as text.
    #[error("front matter is not {0}, its lines are kept as text: {1}")]
    FrontMatter(&'static str, String),
    /// `kiosque.toml` says something that is not understood.
    #[error("settings: {0}")]
    Settings(String),
}

impl Fault {
    /// Whether it is for want of memory that something could not be read.
    pub fn is_out_of_memory(&self) -> bool {
        match self {
            Self::Unreadable(error) | Self::Packed(error) => {
                error.kind() == io::ErrorKind::OutOfMemory
            }
            _ => false,
        }
    }

    /// Why an archive or a member of it is not unpacked.
    pub(super) fn packed(why: impl Into<String>) -> Self {
        Self::Packed(io::Error::other(why.into()))
    }
}

/// A few page numbers, and how many more there are.
fn pages(numbers: &[u32]) -> String {
    let shown: Vec<String> = numbers.iter().take(10).map(u32::to_string).collect();
    let more = numbers.len() - shown.len();
    let end = if more > 0 { format!(" and {more} more") } else { String::new() };
    let name = if numbers.len() == 1 { "page" } else { "pages" };
    format!("{name} {}{end}", shown.join(", "))
}
