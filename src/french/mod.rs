//! What French calls a word: the same for articles and for queries.
//!
//! - [`Forms`]: what a word of a query stands for, a set of written forms;
//! - [`accents_left_out`]: whether a query is typed without accents;
//! - [`fold()`], [`Fold`]: words without their case, accents and ligatures;
//! - [`lexicon`]: the dictionary of inflections.

mod accents;
mod fold;
mod forms;
mod fuzzy;
pub mod lexicon;
mod pattern;
mod plain;
mod reading;
mod spelled;

pub use fold::{Fold, FoldState, fold};
pub use forms::{Closeness, Forms, FormsAutomaton, FormsState};
pub use reading::accents_left_out;
