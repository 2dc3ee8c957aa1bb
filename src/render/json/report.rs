//! What an indexing did: one line at its end.

use super::VERSION;
use super::escape::line;
use crate::index::{Failure, Report};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct Summary<'a> {
    version: u32,
    added: u64,
    updated: u64,
    moved: u64,
    removed: u64,
    unchanged: u64,
    failed: Vec<Failed<'a>>,
    articles: u64,
}

/// A file or a record that could not be read.
#[derive(Serialize)]
pub(super) struct Failed<'a> {
    path: &'a str,
    line: Option<u64>,
    reason: &'a str,
}

/// The counts and the failures.
pub fn report(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let summary = Summary {
        version: VERSION,
        added: report.added,
        updated: report.updated,
        moved: report.moved,
        removed: report.removed,
        unchanged: report.unchanged,
        failed: report.failed.iter().map(failed).collect(),
        articles: report.articles,
    };
    line(&summary, out)
}

pub(super) fn failed(failure: &Failure) -> Failed<'_> {
    Failed { path: &failure.path, line: failure.line, reason: &failure.reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_in_its_order() {
        let failure = Failure {
            path: "corpus/a.jsonl".into(),
            line: Some(3),
            reason: "not JSON".into(),
        };
        let done =
            Report { added: 5, failed: vec![failure], articles: 5, ..Report::default() };
        let mut out = Vec::new();
        report(&done, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"{"type":"summary","version":1,"added":5,"updated":0,"moved":0,"removed":0,"unchanged":0,"failed":[{"path":"corpus/a.jsonl","line":3,"reason":"not JSON"}],"articles":5}"#);
    }
}
