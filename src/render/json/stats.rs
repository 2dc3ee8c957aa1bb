//! What is in the index, on one line.

use super::super::Stats;
use super::VERSION;
use super::escape::line;
use super::report::{Failed, failed};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
#[serde(tag = "type", rename = "stats")]
struct Described<'a> {
    version: u32,
    index: &'a str,
    articles: u64,
    files: u64,
    bytes: u64,
    roots: &'a [String],
    failed: Vec<Failed<'a>>,
}

/// The counts, the folders and the failures.
pub fn stats(stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
    let described = Described {
        version: VERSION,
        index: &stats.dir,
        articles: stats.articles,
        files: stats.files,
        bytes: stats.bytes,
        roots: &stats.roots,
        failed: stats.failed.iter().map(failed).collect(),
    };
    line(&described, out)
}
