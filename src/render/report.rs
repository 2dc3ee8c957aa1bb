//! What an indexing did, in a line for people.

use super::counted;
use crate::index::{Failure, Report};

/// `files: 5 added, 0 updated, 0 removed, 0 unchanged, 0 failed · 5 articles`.
pub fn report(report: &Report) -> String {
    let Report { added, updated, moved, removed, unchanged, failed, articles, .. } =
        report;
    let moved = match moved {
        0 => String::new(),
        moved => format!(" ({moved} moved)"),
    };
    let failed = failed.len();
    let articles = counted(*articles, "article");
    format!(
        "files: {added} added, {updated} updated{moved}, {removed} removed, \
         {unchanged} unchanged, {failed} failed · {articles}"
    )
}

/// `/presse/export.jsonl:14: not a JSON object`.
pub fn failure(failure: &Failure) -> String {
    let Failure { path, line, reason } = failure;
    match line {
        Some(line) => format!("{path}:{line}: {reason}"),
        None => format!("{path}: {reason}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line() {
        let mut done = Report { added: 5, articles: 1, ..Report::default() };
        assert_eq!(
            report(&done),
            "files: 5 added, 0 updated, 0 removed, 0 unchanged, 0 failed · 1 article"
        );
        (done.updated, done.moved, done.articles) = (2, 1, 12);
        assert_eq!(
            report(&done),
            "files: 5 added, 2 updated (1 moved), 0 removed, 0 unchanged, 0 failed · 12 articles"
        );
    }

    #[test]
    fn a_failure_names_its_place() {
        let mut one =
            Failure { path: "/p/a.csv".into(), line: Some(3), reason: "empty".into() };
        assert_eq!(failure(&one), "/p/a.csv:3: empty");
        one.line = None;
        assert_eq!(failure(&one), "/p/a.csv: empty");
    }
}
