//! What an index answers.

use super::Matching;
use crate::article::{Article, ArticleId};
use crate::query::Query;
use serde::{Deserialize, Serialize};

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// The query as it was read.
    pub reading: Query,
    /// `All` or `Any`: how it was finally matched (never `Auto`).
    pub matching: Matching,
    /// Articles found in all, whatever the limit.
    pub articles: u64,
    /// The hits asked for, in order.
    pub hits: Vec<Hit>,
    /// What the reader must be told.
    pub notes: Vec<Note>,
    /// The account of the query, when it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

/// The answer to a request, without the articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ids {
    /// Those of the hits asked for, in order.
    pub ids: Vec<ArticleId>,
    /// Articles found in all, whatever the limit.
    pub articles: u64,
    /// What the reader must be told.
    pub notes: Vec<Note>,
}

/// An article found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// From 1; counts the hits passed over by the offset.
    pub rank: u64,
    /// Higher is better; comparable inside one response only.
    pub score: f32,
    /// The article, whole.
    pub article: Article,
    /// The query's words in the title.
    pub title_marks: Vec<Mark>,
    /// Best first.
    pub passages: Vec<Passage>,
}

impl Hit {
    /// The page that one of its passages stands on, where the format has pages.
    pub fn page_of(&self, passage: &Passage) -> Option<u32> {
        self.article.paragraphs.get(passage.paragraph?)?.page
    }
}

/// An article of a ranking, and nothing else of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranked {
    /// Its id.
    pub id: ArticleId,
    /// The database's own number.
    pub number: Option<String>,
    /// Higher is better.
    pub score: f32,
}

/// The ranking of a query.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Best first.
    pub ranked: Vec<Ranked>,
    /// Articles found in all.
    pub articles: u64,
    /// What the reader must be told.
    pub notes: Vec<Note>,
}

/// A run of bytes of a text, on character borders: start included, end excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark(pub usize, pub usize);

/// A piece of an article that shows the query's words, cut at sentence borders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The text, a slice of the article's.
    pub text: String,
    /// The query's words in it: bytes of `text`, sorted, apart from each other.
    pub marks: Vec<Mark>,
    /// Which paragraph of the article, from 0; `None` for the standfirst.
    pub paragraph: Option<usize>,
}

/// Something done with the query that the reader must know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// No article has all the words; these have some.
    SomeWords,
    /// Words of the query are nowhere in the index, or hardly; this one, with the closest
    /// words that are, finds something, or far more.
    DidYouMean {
        /// A ready query.
        query: Query,
    },
    /// No article at all satisfies these conditions on the metadata.
    Nowhere {
        /// As the query language writes them, one at least.
        conditions: Vec<String>,
    },
    /// Fewer letters of a fuzzy word may be wrong than were asked for: it is short.
    FewerLetters {
        /// As the query language writes it.
        word: String,
        /// How many may be wrong: none or one.
        letters: u8,
    },
    /// These words of the query, as typed, are looked for without their signs.
    WithoutSigns {
        /// One at least.
        typed: Vec<String>,
    },
    /// No article has these words of the query as typed: they were looked for as words
    /// whose accents are left out.
    OnlyWithAccents {
        /// One at least.
        typed: Vec<String>,
    },
    /// Words of the query are words without accents; with them, far more is found.
    WithAccents {
        /// A ready query.
        query: Query,
        /// Articles that it finds.
        articles: u64,
    },
}

/// How a query was read and what each part of it finds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Each word and the written forms it stands for in this index.
    pub words: Vec<WordAccount>,
    /// Stop words beside other words: they need not be there.
    pub ignored: Vec<String>,
    /// What each part finds alone, of several linked by AND or by OR.
    pub clauses: Vec<Clause>,
    /// When no article has all the parts: what leaving one out would give.
    pub relaxations: Vec<Relaxation>,
}

/// A word of the query and its forms in the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordAccount {
    /// As typed.
    pub word: String,
    /// The commonest first.
    pub forms: Vec<FormAccount>,
    /// Words of the same root as articles write them, which find nothing and only weigh
    /// in the ranking.
    pub related: Vec<String>,
}

/// A written form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormAccount {
    /// As articles write it.
    pub form: String,
    /// `typed` (the spelling asked for, case and missing accents apart), `form` (another
    /// form of the word), `distance 1` or `distance 2`.
    pub closeness: String,
    /// Articles that have it.
    pub articles: u64,
}

/// A part of the query and what it finds alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// In the query language.
    pub clause: String,
    /// Articles it finds.
    pub articles: u64,
}

/// What would be found without a part of the query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relaxation {
    /// The part, in the query language.
    pub without: String,
    /// Articles found by the rest.
    pub articles: u64,
}
