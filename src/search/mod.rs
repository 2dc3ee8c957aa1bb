//! A query and an index in, the articles that answer it out: plain data both ways.
//!
//! Query → `plan` (stop words, fields) → `compile` (written forms of this index) →
//! `scorer` (windows of documents) → `collect` → `second_look` → `excerpt`.

mod alive;
mod beside;
mod census;
mod collect;
mod compile;
mod error;
mod evidence;
mod excerpt;
mod expand;
mod explain;
mod fewer_letters;
mod filter;
mod lists;
mod marks;
mod matcher;
mod place;
mod plan;
mod postings;
mod ranking;
mod reading;
mod request;
mod response;
mod run;
mod scorer;
mod second_look;
mod show;
mod signs;
mod similar;
mod spans;
mod standing;
mod suggest;
#[cfg(test)]
mod tests;
mod view;
mod weigh;
mod window;

pub use census::{Census, Count, census};
pub use error::SearchError;
pub use ranking::Ranking;
pub use request::{Matching, Request, Sort, WIDEST};
pub use response::{
    Clause, Explanation, FormAccount, Hit, Ids, Mark, Note, Passage, Ranked, Relaxation,
    Response, Run, WordAccount,
};
pub use run::Session;
pub use show::{Marks, find, marks};
pub use similar::similar;
