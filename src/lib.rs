//! kiosque: full-text search in French press corpora.
//!
//! One way through, each stage a function from plain data to plain data:
//!
//! - [`article`]: what an article is;
//! - [`french`]: what French calls a word, for articles and for queries;
//! - [`query`]: what was typed → [`query::Query`];
//! - [`ingest`]: files → [`article::Article`]s;
//! - [`index`]: articles → segments on disk;
//! - [`search`]: query and segments → [`search::Response`];
//! - [`render`]: response → bytes;
//! - [`cli`]: arguments → exit code.

pub mod article;
pub mod cli;
pub mod french;
pub mod index;
pub mod ingest;
pub mod query;
pub mod render;
pub mod search;
