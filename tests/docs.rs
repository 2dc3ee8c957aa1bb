//! Keeps the documents true: what they point to exists, what they show is what is
//! printed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use std::process::Command;
use std::{env, fs, path::Path};

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

/// What stands in README.md for the folder of the reader.
const HOME: &str = "/home/anne/kiosque";

/// The blocks of commands and what they print are those of a fresh clone, run in order.
/// `KIOSQUE_BLESS=1` writes README.md anew, to be reviewed.
#[test]
#[cfg(unix)]
fn the_tour_shows_what_is_printed() {
    let written = fs::read_to_string("README.md").unwrap();
    let clone = tempfile::tempdir().unwrap();
    let clone = clone.path().canonicalize().unwrap();
    fs::create_dir(clone.join("corpus")).unwrap();
    for file in fs::read_dir("corpus").unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), clone.join("corpus").join(file.file_name())).unwrap();
    }
    let mut parts = written.split("```console\n");
    let mut read = parts.next().unwrap().to_owned();
    let mut commands = 0;
    for part in parts {
        let (block, rest) = part.split_once("```\n").unwrap();
        let mut printed = String::new();
        for command in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
            let blank = if printed.is_empty() { "" } else { "\n" };
            printed += &[blank, "$ ", command, "\n", &run(command, &clone)].concat();
            commands += 1;
        }
        read += &["```console\n", &printed, "```\n", rest].concat();
    }
    assert!(commands > 8);
    if without_size(&read) != without_size(&written) {
        if env::var_os("KIOSQUE_BLESS").is_some() {
            fs::write("README.md", &read).unwrap();
        }
        panic!("the tour of README.md is to be reviewed:\n{read}");
    }
}

/// The size of an index depends on how its threads share the articles out.
#[cfg(unix)]
fn without_size(text: &str) -> String {
    let is_size = |line: &&str| line.starts_with("Index ");
    text.lines().filter(|line| !is_size(line)).collect::<Vec<_>>().join("\n")
}

/// What a command of the tour prints in a terminal of 80 columns.
#[cfg(unix)]
fn run(command: &str, clone: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_kiosque")).parent().unwrap();
    let path = format!("{}:{}", program.display(), env::var("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .current_dir(clone)
        .env_clear()
        .envs([("PATH", path.as_str()), ("COLUMNS", "80")])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.replace(clone.to_str().unwrap(), HOME)
}
