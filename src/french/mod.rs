//! What French calls a word: the same for articles and for queries.
//!
//! - [`words()`]: the splitter;
//! - [`border()`]: where sentences and paragraphs end;
//! - [`FrenchTokenizer`]: both, as the index takes them;
//! - [`Forms`]: what a word of a query stands for, a set of written forms;
//! - [`Lacking`], [`has_accents`]: whether a query is typed without accents;
//! - [`fold()`], [`Fold`]: words without their case, accents and ligatures;
//! - [`lexicon`]: the dictionary of inflections;
//! - [`role()`]: words that say little;
//! - [`inversion()`]: the words of `a-t-il`, `est-ce`;
//! - [`sound()`]: words that sound alike.

mod accents;
mod chars;
mod derivation;
mod fold;
mod forms;
mod fuzzy;
mod guided;
mod inversion;
pub mod lexicon;
mod pattern;
mod places;
mod plain;
mod reading;
mod sentence;
mod sound;
mod spelled;
mod stop;
mod tokenizer;
mod words;

pub use fold::{Fold, FoldState, fold};
pub(crate) use forms::FormsAutomaton;
pub use forms::{Closeness, Forms};
pub(crate) use guided::{Guided, walk};
pub use inversion::inversion;
pub use reading::{Lacking, has_accents, is_verb_form};
pub use sentence::{Border, border};
pub use sound::sound;
pub use stop::{Role, role};
pub use tokenizer::{FrenchTokenizer, PARAGRAPH_MARK, SENTENCE_MARK, TOKENIZER};
pub use words::{SPLITTER_VERSION, Word, Words, words};
