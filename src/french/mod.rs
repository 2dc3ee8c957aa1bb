//! What French calls a word: the same splitter for articles and for queries, the forms
//! a query word stands for, where sentences end.

mod chars;
mod sentence;
mod stop;
mod tokenizer;
mod words;

pub use sentence::{Border, border};
pub use stop::{Role, role};
pub use tokenizer::{FrenchTokenizer, PARAGRAPH_MARK, SENTENCE_MARK, TOKENIZER};
pub use words::{SPLITTER_VERSION, Word, Words, words};
