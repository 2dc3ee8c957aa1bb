//! The format of the suites: `--- name ---`, a line of input, the lines expected of it.
//!
//! `KIOSQUE_UPDATE=1 cargo test --test suites` writes what is found into the files, to
//! be read again before it is committed.

use std::{collections::HashSet, env, fmt::Write, fs, path::Path};

/// Runs every case of a file of `tests/suite` through `run`; input lines may hold
/// `\u{a0}` and the like.
pub(crate) fn check(file: &str, run: impl Fn(&str) -> String) {
    let path = Path::new("tests/suite").join(file);
    let text = fs::read_to_string(&path).unwrap();
    let mut found = String::new();
    let mut faults = Vec::new();
    let mut names = HashSet::new();
    let comment = text.find("\n--- ").map_or("", |at| &text[..=at]);
    found.push_str(comment);
    for case in text[comment.len()..].split("--- ").skip(1) {
        let (name, body) = case.split_once(" ---\n").unwrap();
        let (input, expected) =
            body.trim_end().split_once('\n').unwrap_or((body.trim_end(), ""));
        assert!(names.insert(name.to_owned()), "{file}: two cases named {name}");
        let output = run(&unescaped(input));
        if output.trim_end() != expected {
            faults.push(format!(
                "{name}: {input}\nexpected:\n{expected}\nfound:\n{output}"
            ));
        }
        writeln!(found, "--- {name} ---\n{input}\n{}\n", output.trim_end()).unwrap();
    }
    if env::var_os("KIOSQUE_UPDATE").is_some() {
        fs::write(&path, found.trim_end().to_owned() + "\n").unwrap();
    } else {
        assert!(faults.is_empty(), "{file}:\n\n{}", faults.join("\n"));
    }
}

/// `text` with its `\u{…}` as characters.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut found = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        found.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        found.push_str(rest);
    }
    found
}
