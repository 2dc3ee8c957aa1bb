//! What docs/query.md says of the query language is true.

#![allow(clippy::unwrap_used, reason = "a document that cannot be read fails")]

use kiosque::query::{Context, parse};
use std::fs;

fn context() -> Context {
    Context { today: "2024-03-31".parse().unwrap() }
}

/// The lines of the blocks of `page` marked `kind`, without their comments.
fn examples<'a>(page: &'a str, kind: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        if let Some(mark) = line.strip_prefix("```") {
            inside = mark == kind;
        } else if inside && !line.is_empty() {
            found.push(line.split("  #").next().unwrap().trim());
        }
    }
    found
}

#[test]
fn queries_of_the_language_are_read() {
    let page = fs::read_to_string("docs/query.md").unwrap();
    let found = examples(&page, "query");
    assert!(found.len() > 80);
    for query in found {
        let read =
            parse(query, &context()).unwrap_or_else(|error| panic!("{query}: {error}"));
        let again = parse(&read.query.to_string(), &context()).unwrap();
        assert_eq!(again.query, read.query, "{query}");
    }
}

#[test]
fn queries_said_to_be_refused_are() {
    let page = fs::read_to_string("docs/query.md").unwrap();
    let found = examples(&page, "query-error");
    assert!(found.len() >= 10);
    for query in found {
        assert!(parse(query, &context()).is_err(), "{query}");
    }
}

#[test]
fn translations_are_read() {
    let page = fs::read_to_string("docs/query.md").unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| ") && line.contains('`'));
    let cells: Vec<&str> =
        rows.map(|row| row.rsplit('|').nth(1).unwrap().trim()).collect();
    assert!(cells.len() > 15);
    for cell in cells {
        let query = cell.trim_matches('`');
        let read = parse(query, &context());
        assert!(read.is_ok_and(|read| read.notes.is_empty()), "{query}");
    }
}
