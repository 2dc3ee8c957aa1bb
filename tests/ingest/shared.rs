//! Documents that are not in this repository but may be beside it: passed over where they
//! are not, unless `KIOSQUE_SHARED` is set.

use super::outcome;
use kiosque::ingest::{Settings, walk};
use serde_json::{Value, json};
use std::{
    fmt::Write,
    path::{Path, PathBuf},
};

/// A folder of the reference documents, if they are here.
#[allow(clippy::print_stderr, reason = "a test that tests nothing must say so")]
fn reference(folder: &str) -> Option<PathBuf> {
    let places =
        ["../shared", "../../shared"].map(|shared| Path::new(shared).join(folder));
    let found = places.into_iter().find(|root| root.is_dir());
    if found.is_none() {
        let required = std::env::var_os("KIOSQUE_SHARED").is_some();
        assert!(
            !required,
            "KIOSQUE_SHARED is set, but {folder} is not beside the repository"
        );
        eprintln!("passed over: {folder} is not beside the repository");
    }
    found
}

/// The five documents that kiosque was made for.
#[test]
fn the_five_source_documents_when_they_are_here() {
    let Some(root) = reference("sources") else { return };
    let files = walk(&root).unwrap().files;
    let articles: Vec<Value> = files
        .iter()
        .map(|file| outcome(file, &Settings::default())["records"][0].clone())
        .collect();
    assert_eq!(articles.len(), 5);
    let shape: Vec<(&str, &str, usize)> = articles
        .iter()
        .map(|article| {
            assert_eq!(article["language"]["code"], "fr");
            let title = &article["title"];
            assert!(title["value"].as_str().unwrap().chars().count() <= 120);
            let date = article["date"]["value"].as_str().unwrap_or("none");
            (
                title["from"].as_str().unwrap(),
                date,
                article["paragraphs"].as_array().unwrap().len(),
            )
        })
        .collect();
    assert_eq!(
        shape[..4],
        [
            ("opening", "none", 4),
            ("text", "none", 22),
            ("text", "2012-11-05", 17),
            ("opening", "none", 5),
        ]
    );
    assert_eq!((shape[4].0, shape[4].1), ("text", "none"));
    assert_eq!(articles[2]["authors"]["value"], json!(["Anne Onyme"]));
    let repeats = articles[4]["paragraphs"].as_array().unwrap();
    assert_eq!(
        repeats.iter().filter(|paragraph| paragraph["kind"] == "repeat").count(),
        13
    );
}

/// What the export files collected from databases give, without their words: date,
/// number, page, language, number of authors, then characters of title and standfirst,
/// and paragraphs.
#[test]
fn samples_of_exports_when_they_are_here() {
    let Some(root) = reference("samples") else { return };
    let mut found = String::new();
    for file in walk(&root).unwrap().files {
        let outcome = outcome(&file, &Settings::default());
        writeln!(found, "{} {}", file.path, outcome["reading"]["format"]).unwrap();
        if let Some(fault) = outcome["reading"]["fault"].as_str() {
            writeln!(found, "  {fault}").unwrap();
        }
        for record in outcome["records"].as_array().unwrap() {
            writeln!(found, "  {}", facts(record)).unwrap();
        }
    }
    insta::assert_snapshot!(found);
}

fn facts(record: &Value) -> String {
    if let Some(fault) = record["fault"].as_str() {
        return format!("fault: {fault}");
    }
    let text = |key: &str| record[key]["value"].as_str().unwrap_or("-").to_owned();
    let length = |key: &str| record[key]["value"].as_str().unwrap_or("").chars().count();
    let count = |value: &Value| value.as_array().map_or(0, Vec::len);
    format!(
        "{} | {} | p. {} | {} | {} authors | {} {} {} | {} paragraphs",
        text("date"),
        record["number"].as_str().unwrap_or("-"),
        text("page"),
        record["language"]["code"].as_str().unwrap_or("-"),
        count(&record["authors"]["value"]),
        length("publication"),
        length("title"),
        length("standfirst"),
        count(&record["paragraphs"]),
    )
}
