//! What was asked, as plain data that knows no engine: [`parse`] reads the reader's
//! text, `Display` writes it back, and the search layer gives it meaning.

mod dates;
mod dialect;
mod display;
mod error;
mod fields;
mod foreign;
mod lexer;
mod note;
mod operators;
mod parser;
#[cfg(test)]
mod properties;
mod questions;
mod quotes;
mod read;
mod scope;
mod signs;
mod token;
mod values;
mod words;

use crate::article::Period;
use serde::{Deserialize, Serialize};

pub use dialect::{Dialect, parse_dialect};
pub use error::QueryError;
pub use note::QueryNote;
pub use read::{Context, LONGEST, Parsed, filter, literal, parse};

/// Version of the serialised form of [`Query`].
pub const QUERY_VERSION: u32 = 1;

/// A query. `And` and `Or` hold two or more parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Query {
    /// `*`: every article.
    All,
    /// One word as typed between spaces; the splitter may find several tokens in it
    /// (`Saint-Denis`), which then stand side by side, as in a phrase.
    Word(Word),
    /// Words in order, nothing between them.
    Phrase(Phrase),
    /// Two operands at most `words` words apart, inside one field.
    Near(Near),
    /// All operands in one sentence or paragraph, without sharing a word.
    Same(Same),
    /// At least `count` mentions in the article, all fields of the text together.
    AtLeast(AtLeast),
    /// Only in that field of the text.
    In(In),
    /// A value of the article's metadata.
    Meta(Meta),
    /// All of them.
    And {
        /// Two or more.
        parts: Vec<Query>,
    },
    /// At least one of them.
    Or {
        /// Two or more.
        parts: Vec<Query>,
    },
    /// None of it.
    Not {
        /// What is excluded.
        part: Box<Query>,
    },
    /// `mot^2`: counts so many times more in the ranking; finds the same articles.
    Boost(Boost),
    /// `@nom`: a saved query.
    Saved {
        /// Its name.
        name: String,
    },
}

impl Query {
    /// The parts that must all be there: those of an AND, or the query itself.
    pub fn conjuncts(&self) -> &[Self] {
        match self {
            Self::And { parts } => parts,
            one => std::slice::from_ref(one),
        }
    }

    /// Calls `visit` on each word that is looked for in the text, or kept out of it, from
    /// left to right.
    pub fn each_word<'a>(&'a self, visit: &mut impl FnMut(&'a Word)) {
        match self {
            Self::Word(word) => visit(word),
            Self::Phrase(phrase) => phrase.words.iter().for_each(visit),
            Self::Near(Near { parts, .. })
            | Self::Same(Same { parts, .. })
            | Self::And { parts }
            | Self::Or { parts } => parts.iter().for_each(|part| part.each_word(visit)),
            Self::AtLeast(AtLeast { part, .. })
            | Self::In(In { part, .. })
            | Self::Boost(Boost { part, .. })
            | Self::Not { part } => part.each_word(visit),
            Self::All | Self::Meta(_) | Self::Saved { .. } => {}
        }
    }
}

/// How a word's spelling is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spelling {
    /// Its inflections and spellings.
    Plain,
    /// `=Tours`: this form and these accents; case too when a capital is typed.
    Exact,
    /// `souverain*`, `clo?d`: `*` any run of letters, `?` one letter.
    Pattern,
    /// `Starck~1`: at most so many letters wrong, 1 or 2.
    Fuzzy(u8),
}

/// A word of the query.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Word {
    /// As typed, without the signs of its spelling (`=`, `~1`).
    pub text: String,
    /// How it is taken.
    pub spelling: Spelling,
}

/// `"cloud souverain"`, or `="Le Monde"` when exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// Its words, each with its own spelling. One plain word alone is a word that must be
    /// there, be it an article: `"le"`.
    pub words: Vec<Word>,
}

/// `a PRES/5 b`, `a AVANT/5 b`, `"a b"~5`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Near {
    /// The operands, two or more; consecutive ones are at most `words` apart when
    /// ordered; unordered, the whole window has at most `words` words that belong to
    /// no operand.
    pub parts: Vec<Query>,
    /// Words between them at most.
    pub words: u32,
    /// The first before the second.
    pub ordered: bool,
}

/// `a PHRASE b`, `a PARA b`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Same {
    /// The operands, two or more.
    pub parts: Vec<Query>,
    /// What they share.
    pub unit: Unit,
}

/// A unit of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
}

/// `Cloudwatt>=3`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtLeast {
    /// What is counted: words, phrases, windows, alternatives of those.
    pub part: Box<Query>,
    /// At least so many; 1 or more.
    pub count: u32,
}

/// `titre:(a OU b)`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct In {
    /// The field of the text.
    pub field: TextField,
    /// What is looked for there.
    pub part: Box<Query>,
}

/// `mot^2`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Boost {
    /// What is weighed.
    pub part: Box<Query>,
    /// Positive and finite.
    pub weight: f32,
}

/// A searched field of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextField {
    /// `titre:`, `title:`.
    Title,
    /// `chapo:`, `standfirst:`.
    Standfirst,
    /// `texte:`, `text:`: the body alone.
    Body,
}

/// A condition on the metadata.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum Meta {
    /// `auteur:`, `source:`, `rubrique:`: these words, in this order, in the value.
    Words {
        /// Which value.
        name: NameField,
        /// Its words as typed; a pattern is allowed.
        phrase: Phrase,
    },
    /// `page:`, `langue:`, `type:`: this very value, case apart.
    Value {
        /// Which value.
        name: ValueField,
        /// The value.
        value: String,
    },
    /// `dossier:2012/novembre`: in this folder or below it.
    Folder {
        /// The path below the root, or any run of its parts.
        path: String,
    },
    /// `id:`: the start of an id, or the database's own number.
    Id {
        /// As typed.
        id: String,
    },
    /// `mots:>500`: size in words, both ends included.
    Size {
        /// At least.
        least: Option<u32>,
        /// At most.
        most: Option<u32>,
    },
    /// `date:2012-11..2013-06`.
    Date {
        /// The days it covers.
        period: Period,
    },
    /// `date:inconnue`, `auteur:inconnu`…: the article has no such value.
    Unknown {
        /// Which value.
        name: Known,
    },
}

/// Metadata made of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameField {
    /// `auteur:`, `author:`.
    Author,
    /// `source:`, `journal:`, `publication:`.
    Publication,
    /// `rubrique:`, `section:`.
    Section,
}

/// Metadata compared whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueField {
    /// `page:`.
    Page,
    /// `langue:`, `lang:`.
    Language,
    /// `type:`.
    Kind,
}

/// Metadata that may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// The date.
    Date,
    /// The authors.
    Author,
    /// The publication.
    Publication,
    /// The section.
    Section,
    /// The page.
    Page,
    /// The language.
    Language,
}
