//! A file of queries: one a line, or JSON Lines with `text` and `_id`.

use super::super::error::Error;
use crate::render::{Runs, trec_query};
use serde_json::Value;
use std::collections::HashMap;
use std::io::{self, Read};
use std::path::Path;
use std::{fs, str};

/// A query of the file.
#[derive(Debug)]
pub(super) struct Asked {
    pub id: String,
    /// Its text, or why the line is no query.
    pub text: Result<String, String>,
    pub line: usize,
}

/// What the reader calls the file.
pub(super) fn name(path: &Path) -> String {
    if is_stdin(path) { "standard input".into() } else { path.display().to_string() }
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// The queries of a file, to be answered in some form; those without a name go by the
/// number of their line.
///
/// # Errors
/// The file, which goes by this name, cannot be read, is not UTF-8, or has no query.
pub(super) fn read(path: &Path, name: &str, form: Runs) -> Result<Vec<Asked>, Error> {
    let bytes = if is_stdin(path) {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    let bytes =
        bytes.map_err(|error| Error::new(format!("cannot read {name}: {error}")))?;
    let text = match str::from_utf8(&bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let before = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n');
            let line = before.count();
            return Err(Error::new(format!(
                "cannot read {name}: line {line} is not UTF-8"
            ))
            .hint("save the file as UTF-8"));
        }
    };
    let asked = asked(text, form);
    if asked.is_empty() {
        return Err(Error::new(format!("there is no query in {name}"))
            .hint("write one query a line, or JSON Lines with `text` and `_id`"));
    }
    Ok(asked)
}

fn asked(text: &str, form: Runs) -> Vec<Asked> {
    let lines = (1..).zip(text.lines().map(str::trim));
    let lines = lines.filter(|(_, text)| !text.is_empty());
    // Names as they will be printed, each with the line that has it and its name there.
    let mut first: HashMap<String, (usize, String)> = HashMap::new();
    let asked = lines.map(|(line, text)| {
        let read = match text.strip_prefix('{') {
            Some(_) => record(text),
            None => Ok((None, text.to_owned())),
        };
        let (own, text) = match read {
            Ok(read) => read,
            Err(why) => return Asked { id: line.to_string(), text: Err(why), line },
        };
        let is_own = own.is_some();
        let id = own.unwrap_or_else(|| line.to_string());
        let printed = match form {
            Runs::Json => id.clone(),
            Runs::Trec => trec_query(&id),
        };
        let (before, same) =
            first.entry(printed.clone()).or_insert_with(|| (line, id.clone()));
        let text = match (*before == line, *same == id) {
            (true, _) => Ok(text),
            (false, true) if is_own => {
                Err(format!("its `_id` is that of line {before}"))
            }
            (false, true) => Err(format!(
                "the number of its line is the `_id` of line {before}; give it another"
            )),
            (false, false) => Err(format!(
                "its `_id` becomes `{printed}` in TREC, as that of line {before}; give it another"
            )),
        };
        Asked { id, text, line }
    });
    asked.collect()
}

/// The `_id`, if any, and the `text` of a record.
fn record(line: &str) -> Result<(Option<String>, String), String> {
    let record: Value = serde_json::from_str(line).map_err(|error| {
        if error.is_eof() {
            "its JSON is cut short".to_owned()
        } else {
            format!("it is not JSON from column {} on", error.column())
        }
    })?;
    let id = match record.get("_id") {
        None | Some(Value::Null) => None,
        Some(Value::String(id)) if !id.trim().is_empty() => Some(id.clone()),
        Some(Value::Number(id)) if !id.is_f64() => Some(id.to_string()),
        Some(Value::Number(_)) => {
            return Err("its `_id` is a number that cannot be kept as it is written; \
                        put it between quotation marks"
                .into());
        }
        Some(_) => return Err("its `_id` is no name".into()),
    };
    match record.get("text") {
        Some(Value::String(text)) => Ok((id, text.clone())),
        Some(_) => Err("its `text` is not between quotation marks".into()),
        None => Err("it has no `text`".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_queries_or_say_why_not() {
        let text = concat!(
            "barrage\n\n",
            "{\"_id\":\"q7\",\"text\":\"grues\"}\r\n",
            "{\"_id\":12,\"text\":\"pont\"}\n",
            "{\"text\":\"vanne\",\"_id\":null}\n",
            "{\"_id\":\"q7\",\"text\":\"port\"}\n",
            "{\"_id\":\"\",\"text\":\"port\"}\n",
            "{\"_id\":\"q8\"}\n",
            "{\"text\":[\"port\"]}\n",
            "{\"text\":\"port\"\n",
            "{\"text\" \"port\"}\n",
            "{\"_id\":123456789012345678901,\"text\":\"port\"}\n",
            "{\"_id\":-1.50,\"text\":\"port\"}\n",
            "{\"_id\":16,\"text\":\"port\"}\n",
            "{\"_id\":\"1\",\"text\":\"port\"}\n",
            "barrage\n",
        );
        let told: Vec<_> = asked(text, Runs::Json)
            .iter()
            .map(|one| (one.line, one.id.as_str(), one.text.as_deref()))
            .map(|(line, id, text)| match text {
                Ok(text) => format!("{line} {id}: {text}"),
                Err(why) => format!("{line} {id}? {why}"),
            })
            .collect();
        let expected = [
            "1 1: barrage",
            "3 q7: grues",
            "4 12: pont",
            "5 5: vanne",
            "6 q7? its `_id` is that of line 3",
            "7 7? its `_id` is no name",
            "8 8? it has no `text`",
            "9 9? its `text` is not between quotation marks",
            "10 10? its JSON is cut short",
            "11 11? it is not JSON from column 9 on",
            "12 12? its `_id` is a number that cannot be kept as it is written; put it between quotation marks",
            "13 13? its `_id` is a number that cannot be kept as it is written; put it between quotation marks",
            "14 16: port",
            "15 1? its `_id` is that of line 1",
            "16 16? the number of its line is the `_id` of line 14; give it another",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn names_that_are_one_in_trec_are_refused() {
        let line = |id: &str| format!("{{\"_id\":\"{id}\",\"text\":\"port\"}}\n");
        let text = ["a b", "a_b", "a b", "c"].map(line).concat();
        let told = |form| -> Vec<String> {
            asked(&text, form).into_iter().filter_map(|one| one.text.err()).collect()
        };
        assert_eq!(told(Runs::Json), ["its `_id` is that of line 1"]);
        assert_eq!(
            told(Runs::Trec),
            [
                "its `_id` becomes `a_b` in TREC, as that of line 1; give it another",
                "its `_id` is that of line 1",
            ]
        );
    }

    #[test]
    fn files_are_read_or_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("queries");
        fs::write(&path, "\u{feff}{\"_id\":\"x\",\"text\":\"pont\"}\r\n").unwrap();
        assert_eq!(read(&path, "queries", Runs::Json).unwrap()[0].id, "x");
        for (bytes, expected) in [
            (&b"pont\nmarch\xe9\n"[..], "line 2 is not UTF-8"),
            (b"\xff\xfep\0o\0", "line 1 is not UTF-8"),
            (b"\n  \n", "there is no query in"),
        ] {
            fs::write(&path, bytes).unwrap();
            let error =
                read(&path, "queries", Runs::Json).unwrap_err().source.to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
