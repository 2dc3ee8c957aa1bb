//! Answers as bytes, in the writer that is handed over: for people, for programs, for
//! `xargs`. Nothing here knows where the bytes go.

mod article;
mod check;
mod explain;
mod ids;
mod json;
mod report;
mod run;
mod safe;
#[cfg(test)]
mod sample;
mod stats;
mod style;
mod terminal;
mod wrap;

use crate::search::Response;
use std::io::{self, Write};

pub use article::article;
pub use check::{Checkup, Doubtful, check};
pub use ids::ids;
pub use json::{
    article as article_json, check as check_json, report as report_json,
    stats as stats_json,
};
pub use report::{failure, report};
pub use run::{Runs, run, trec_query};
pub use safe::{safe_block, safe_line};
pub use stats::{Stats, stats};
pub use style::{Label, Styles};
pub use wrap::Look;

/// What a list of hits becomes.
#[derive(Clone, Copy, Debug)]
pub enum Output {
    /// Text for people.
    Text(Look),
    /// JSON Lines for programs: see `docs/json.md`.
    Json,
    /// How many articles in all, and nothing else.
    Count,
}

/// Writes `response`, the answer to the query `asked` as it was typed.
pub fn response(
    response: &Response,
    asked: &str,
    output: Output,
    out: &mut dyn Write,
) -> io::Result<()> {
    match output {
        Output::Text(look) => terminal::response(response, look, out),
        Output::Json => json::response(response, asked, out),
        Output::Count => writeln!(out, "{}", response.articles),
    }
}

/// `1 article`, `12 articles`.
pub fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
