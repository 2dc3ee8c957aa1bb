//! Keeps the documents true: what they point to exists.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use std::{fs, path::Path};

const DOCUMENTS: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/json.md",
    "docs/query.md",
    "docs/formats.md",
    "index/README.md",
];

#[test]
fn links_lead_somewhere() {
    for document in DOCUMENTS {
        let text = fs::read_to_string(document).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if !link.starts_with("http") {
                let target = Path::new(document).parent().unwrap().join(link);
                assert!(target.exists(), "{document}: no {}", target.display());
            }
        }
    }
}

#[test]
fn files_named_in_code_exist() {
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(document).unwrap();
        for name in text.split('`').skip(1).step_by(2) {
            let is_path =
                ["src/", "tests/", "docs/"].iter().any(|top| name.starts_with(top));
            assert!(!is_path || Path::new(name).exists(), "{document}: no {name}");
        }
    }
}

#[test]
fn the_architecture_is_told_in_a_few_minutes() {
    let text = fs::read_to_string("ARCHITECTURE.md").unwrap();
    assert!(text.lines().count() <= 150);
}
