//! What the reader must know about how a query was read, though nothing is wrong with it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A remark on the reading of a query; its `Display` is the sentence for stderr.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum QueryNote {
    /// AND and OR stand side by side without parentheses.
    Reading {
        /// The query with its parentheses.
        reading: String,
    },
    /// `Qui dirige Cloudwatt?`: the sign closes a question.
    Question {
        /// The word before it.
        word: String,
    },
    /// `"Qui dirige Cloudwatt?"`: between quotation marks the sign is one letter.
    OneLetter {
        /// The word with its sign.
        word: String,
    },
    /// `stable -0,09 %`: the sign before a figure excludes it.
    ExcludedFigure {
        /// The figure with its sign.
        figure: String,
    },
    /// `+cloud`: all words are asked for anyway.
    Plus {
        /// The word with its sign.
        word: String,
    },
    /// `titre: cloud`, `titre :cloud`: the name of a field with a space beside its colon.
    FieldAsWord {
        /// The name with its colon.
        name: String,
    },
    /// `PRES` without its number; `SANS` and `macron N5 philippe`, operators elsewhere.
    OperatorAsWord {
        /// As typed.
        operator: String,
        /// What to write for the operator.
        native: String,
    },
    /// `macron –philippe`, `"macron"-philippe`: the dash excludes nothing.
    Dash {
        /// As typed.
        dash: String,
        /// What it touches.
        next: String,
    },
    /// `souverain!`, where the sign stands for any ending elsewhere.
    Exclamation {
        /// The word before it.
        word: String,
    },
    /// `macron&philippe`: no AND without spaces.
    SideBySide {
        /// The words with their sign.
        words: String,
    },
    /// The other language wants the forms typed; here all forms are found.
    FormsToo,
    /// `source:Le Monde`: only the first word is the field's.
    OneWordValue {
        /// The name we write for the field.
        field: String,
        /// The word it took.
        value: String,
        /// The word left outside.
        next: String,
    },
}

impl fmt::Display for QueryNote {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reading { reading } => write!(out, "read as {reading}"),
            Self::Question { word } => write!(
                out,
                "the `?` after `{word}` was read as the end of a question; \
                 for one more letter, write ({word}?)"
            ),
            Self::OneLetter { word } => write!(
                out,
                "in `{word}` the `?` stands for one letter; as punctuation, put a space before"
            ),
            Self::ExcludedFigure { figure } => write!(
                out,
                "`{figure}` excludes a figure; to look for it, leave the `-` out"
            ),
            Self::Plus { word } => write!(
                out,
                "the `+` of `{word}` was passed over: all words are asked for; so that \
                 none may be missing even when no article has them all, put ET between them"
            ),
            Self::FieldAsWord { name } => write!(
                out,
                "`{name}` was read as a word, for the space beside its colon; \
                 for the field, write the value right after it"
            ),
            Self::OperatorAsWord { operator, native } => write!(
                out,
                "`{operator}` was read as a word; for the operator, write {native}"
            ),
            Self::Dash { dash, next } => write!(
                out,
                "the `{dash}` before `{next}` was read as punctuation; \
                 to exclude that, write -{next} after a space"
            ),
            Self::Exclamation { word } => write!(
                out,
                "the `!` after `{word}` was read as punctuation; \
                 for any ending, write {word}*"
            ),
            Self::SideBySide { words } => write!(
                out,
                "`{words}` was read as words side by side; for both anywhere, write {}",
                words.replace('&', " & ")
            ),
            Self::FormsToo => out.write_str(
                "words also find their other forms here, which they do not there; \
                 for one form alone, write =mot or =\"…\"",
            ),
            Self::OneWordValue { field, value, next } => write!(
                out,
                "only `{value}` was looked for in {field}:, and `{next}` in the text; \
                 for both, write {field}:\"{value} {next}\""
            ),
        }
    }
}
