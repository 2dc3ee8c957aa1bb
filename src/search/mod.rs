//! A query and an index in, the articles that answer it out: plain data both ways.

mod request;
mod response;

pub use request::{Matching, Request, Sort};
pub use response::{Hit, Mark, Note, Passage, Response};
