//! A query and an index in, the articles that answer it out: plain data both ways.
//!
//! Query → [`plan`] (stop words, fields) → [`compile`] (written forms of this index) →
//! [`scorer`] (windows of documents) → [`collect`] → [`proximity`] → [`excerpt`].

mod collect;
mod compile;
mod error;
mod excerpt;
mod expand;
mod explain;
mod filter;
mod marks;
mod matcher;
mod place;
mod plan;
mod postings;
mod proximity;
mod ranking;
mod reading;
mod request;
mod response;
mod run;
mod scorer;
mod show;
mod spans;
mod suggest;
mod weigh;
mod window;

pub use error::SearchError;
pub use ranking::Ranking;
pub use request::{Matching, Request, Sort};
pub use response::{
    Clause, Explanation, FormAccount, Hit, Mark, Note, Passage, Relaxation, Response,
    WordAccount,
};
pub use run::{numbers, search};
pub use show::{Marks, find, marks};
