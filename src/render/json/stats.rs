//! What is in the index, on one line.

use super::super::Stats;
use super::VERSION;
use super::escape::line;
use super::report::{Failed, failed};
use crate::search;
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
    words: u64,
    source_kinds: Vec<Count<'a>>,
    languages: Vec<Count<'a>>,
    years: Vec<Count<'a>>,
    unknown: Vec<Count<'a>>,
}

#[derive(Serialize)]
struct Count<'a> {
    value: &'a str,
    articles: u64,
}

/// The counts, the folders, the failures, and how the articles are spread.
pub fn stats(stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
    let described = Described {
        version: VERSION,
        index: &stats.dir,
        articles: stats.articles,
        files: stats.files,
        bytes: stats.bytes,
        roots: &stats.roots,
        failed: stats.failed.iter().map(failed).collect(),
        words: stats.census.words,
        source_kinds: counts(&stats.census.kinds),
        languages: counts(&stats.census.languages),
        years: counts(&stats.census.years),
        unknown: counts(&stats.census.unknown),
    };
    line(&described, out)
}

fn counts(counts: &[search::Count]) -> Vec<Count<'_>> {
    counts
        .iter()
        .map(|count| Count { value: &count.value, articles: count.articles })
        .collect()
}
