//! Small documents, one per difficulty, against the articles that they must give:
//! `suite/ingest/FOLDER/NAME` and `NAME.json` beside it. After a change that is meant,
//! `KIOSQUE_BLESS=1 cargo test --test ingest` writes the JSON anew, to be reviewed.

use super::{SUITE, outcome};
use kiosque::ingest::{File, Settings, Skip, walk};
use std::{fs, path::Path};

fn folder(name: &str) {
    let root = Path::new(SUITE).join(name);
    let settings = Settings::of_root(&root).unwrap();
    let files = walk(&root).unwrap().files;
    let is_expected = |file: &&File| {
        let beside = file.absolute.with_extension("");
        file.absolute.extension().is_some_and(|it| it == "json") && beside.exists()
    };
    let (expected, documents): (Vec<&File>, Vec<&File>) =
        files.iter().partition(is_expected);
    assert!(!documents.is_empty());
    for file in documents {
        let found =
            serde_json::to_string_pretty(&outcome(file, &settings)).unwrap() + "\n";
        let beside = root.join(format!("{}.json", file.path));
        if std::env::var_os("KIOSQUE_BLESS").is_some() {
            fs::write(beside, found).unwrap();
        } else {
            assert!(expected.iter().any(|file| file.absolute.ends_with(&beside)));
            assert_eq!(
                found,
                fs::read_to_string(&beside).unwrap(),
                "{}",
                beside.display()
            );
        }
    }
}

#[test]
fn plain_text() {
    folder("text");
}

#[test]
fn pages_saved_as_messages() {
    folder("saved");
}

#[test]
fn markdown() {
    folder("markdown");
}

#[test]
fn json_lines() {
    folder("jsonl");
}

#[test]
fn csv() {
    folder("csv");
}

#[test]
fn press_exports_in_html() {
    for name in ["europresse", "factiva", "lexisnexis"] {
        folder(name);
    }
}

#[test]
fn web_pages() {
    folder("html");
}

#[test]
fn xml() {
    for name in ["newsml", "nitf", "alto", "txm", "feed"] {
        folder(name);
    }
}

#[test]
fn references_and_what_was_saved_for_later() {
    folder("references");
    folder("readlater");
}

#[test]
fn mail() {
    folder("mail");
}

#[test]
fn office_documents() {
    folder("office");
}

/// With poppler and without, the same comes out.
#[test]
fn pdf() {
    folder("pdf");
}

#[test]
fn columns_named_by_the_user() {
    folder("mapped");
    let walk = walk(&Path::new(SUITE).join("mapped")).unwrap();
    let why: Vec<Skip> = walk.skipped.iter().map(|skipped| skipped.why).collect();
    assert_eq!(why, [Skip::Readme, Skip::Settings]);
}
