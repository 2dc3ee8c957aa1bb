//! What an article is: plain data, no input or output.

mod date;
mod date_text;
mod date_words;
mod doubt;
mod epoch;
mod id;
mod place;
#[cfg(test)]
mod sample;

use serde::{Deserialize, Serialize};

pub use date::{Date, DateError, Period, Precision};
pub use date_text::{find_date, read_date};
pub use doubt::{Doubt, doubts};
pub use epoch::read_epoch;
pub use id::ArticleId;
pub use place::{INSIDE, Place, full_path};

/// Where a value of an article comes from, so that a guess can be told from a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A field of the record or of the front matter that names it.
    Metadata,
    /// A mapping written by the user in `kiosque.toml`.
    Mapping,
    /// JSON-LD, where a web page describes itself.
    JsonLd,
    /// `OpenGraph` and its `article:` properties.
    OpenGraph,
    /// Another `<meta>` of a web page.
    Meta,
    /// What a web page shows or how it is marked: `<h1>`, `<time>`, its language.
    Page,
    /// The address of a web page.
    Url,
    /// A line of the document's head, as « Publié le 5 novembre 2012 par X ».
    Byline,
    /// The first line that reads like a title, or another line of the text.
    Text,
    /// The opening words of the body, cut at a word.
    Opening,
    /// The name of the file.
    FileName,
    /// The name of the folder.
    Folder,
    /// The day the file was made, by its own properties.
    Created,
    /// Statistical detection, as for the language.
    Detected,
    /// A guess over the whole of a web page, for want of better.
    Estimated,
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sourced<T> {
    /// The value itself.
    pub value: T,
    /// Where it was read or guessed.
    pub from: Origin,
}

impl<T> Sourced<T> {
    /// A value with its origin.
    pub fn new(value: T, from: Origin) -> Self {
        Self { value, from }
    }
}

/// The language of an article, with the confidence of its detection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Language {
    /// ISO 639-1 code, as `fr`.
    pub code: String,
    /// From 0 to 1; 1 when the document itself says so.
    pub confidence: f64,
    /// Where it was read or guessed.
    pub from: Origin,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Running text.
    #[default]
    Text,
    /// A heading inside the article (intertitre).
    Heading,
    /// An item of a list, a bullet of a slide.
    ListItem,
    /// A question of an interview.
    Question,
    /// A quotation set apart.
    Quote,
    /// The legend of a picture.
    Caption,
    /// « Voir aussi », copyright lines…: stored and shown, never searched.
    Boilerplate,
    /// A slide or a block seen before in the same document: shown, not searched again.
    Repeat,
}

impl Kind {
    /// Whether the words of such a paragraph are searched.
    pub fn is_searched(self) -> bool {
        !matches!(self, Self::Boilerplate | Self::Repeat)
    }
}

/// One paragraph of the body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// What it is.
    pub kind: Kind,
    /// Its text, NFC or not, as the document has it, with line breaks joined.
    pub text: String,
    /// The page it stands on, where the format has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// One piece of press: what is indexed, found, shown and cited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Derived from the content: see [`ArticleId`].
    pub id: ArticleId,
    /// The database's own number, as `news·20060315·LM·0q1503`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Never empty; [`Origin::Opening`] when it is only the first words of the body.
    pub title: Sourced<String>,
    /// Surtitre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kicker: Option<Sourced<String>>,
    /// Chapô.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<Sourced<String>>,
    /// The body, in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// Names as the document has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authors: Option<Sourced<Vec<String>>>,
    /// The newspaper or site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publication: Option<Sourced<String>>,
    /// Local edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<Sourced<String>>,
    /// Rubrique.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Sourced<String>>,
    /// Page of the paper, a string: `16`, `MDE6`, `819(40)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Sourced<String>>,
    /// Day, month or year of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Sourced<Date>>,
    /// The date as the document writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_text: Option<String>,
    /// Other days of publication that the document gives, on which `date` won.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_dates: Vec<Sourced<Date>>,
    /// The main language; `None` when the text is too short to tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Where it was published on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Sourced<String>>,
    /// The kind of source: `text`, `markdown`, `jsonl`, `csv`…
    pub source_kind: String,
    /// Mean confidence of its words, in percent, where pages of it were read by OCR.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ocr_confidence: Option<u8>,
    /// Words of the title, standfirst and searched paragraphs.
    pub words: u32,
    /// The places that hold this very article, sorted; at least one.
    pub places: Vec<Place>,
    /// When it came into the index, seconds since 1970-01-01 UTC; 0 before that.
    #[serde(default)]
    pub indexed_at: i64,
}
