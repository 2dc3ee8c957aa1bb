//! JSON Lines: one object on each line, each an article. Read line by line, so that an
//! export of any size takes the memory of its longest line.

use super::intake::Intake;
use super::{Fault, Settings, exact, fields::Field, text, values};
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, Read};

/// Bytes of a line at most.
pub(super) const LONGEST: u64 = 64 * 1024 * 1024;

/// Reads every line, each into an article or a fault of its own.
pub(super) fn read(
    input: &mut dyn BufRead,
    settings: &Settings,
    intake: &mut Intake,
) -> io::Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        match next(input, &mut line, LONGEST)? {
            Next::End => break,
            Next::TooLong => intake.fault(Some(number), Fault::RecordTooLarge(LONGEST)),
            Next::Line => record(&line, number, settings, intake),
        }
        if intake.is_stopped() {
            break;
        }
    }
    Ok(())
}

fn record(line: &[u8], number: u64, settings: &Settings, intake: &mut Intake) {
    if line.iter().all(u8::is_ascii_whitespace) {
        return;
    }
    let object = match object(line.trim_ascii_end()) {
        Ok(object) => object,
        Err(error) => return intake.fault(Some(number), Fault::Json(told(&error))),
    };
    let mut record = values::record(object, settings, &mut |key| intake.unused(key));
    let body =
        record.take(Field::Text).map_or(String::new(), |(texts, _)| texts.join("\n\n"));
    intake.article(Some(number), record, text::blocks(&body));
}

/// An object with its numbers as they are written, in words where need be.
pub(super) fn object(json: &[u8]) -> serde_json::Result<Map<String, Value>> {
    let Object(object) = serde_json::from_slice(json)?;
    match exact::quoted(json) {
        Cow::Borrowed(_) => Ok(object),
        Cow::Owned(quoted) => serde_json::from_slice(&quoted).map(|Object(it)| it),
    }
}

/// An object whose keys are each given once: of two values one would be lost.
struct Object(Map<String, Value>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_map(Keys)
    }
}

struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = Object;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Object, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(de::Error::custom(format_args!("{TWICE} `{key}`")));
            }
            object.insert(key, entries.next_value()?);
        }
        Ok(Object(object))
    }
}

/// How an error says that a key comes again.
const TWICE: &str = "two values for the key";

/// What is wrong, and in which column where one is to blame; the line is told apart.
pub(super) fn told(error: &serde_json::Error) -> String {
    let what = told_alone(error);
    match error.column() {
        0 => what, // at the very end of the line before
        column => format!("{what}, column {column}"),
    }
}

/// What is wrong, where the place is not known.
pub(super) fn told_alone(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = match error.classify() {
        Category::Eof => "it is cut short",
        Category::Data if !message.starts_with(TWICE) => "it is another value",
        _ => message.rsplit_once(" at line ").map_or(&*message, |(what, _)| what),
    };
    what.to_owned()
}

enum Next {
    Line,
    TooLong,
    End,
}

/// The next line, without ever holding more than `longest` bytes of it.
fn next(
    mut input: &mut dyn BufRead,
    line: &mut Vec<u8>,
    longest: u64,
) -> io::Result<Next> {
    line.clear();
    let read = (&mut input).take(longest).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(Next::End);
    }
    if line.ends_with(b"\n") || (read as u64) < longest {
        return Ok(Next::Line);
    }
    line.clear();
    loop {
        let rest = input.fill_buf()?;
        let end = rest.iter().position(|byte| *byte == b'\n');
        let (taken, is_done) = match end {
            Some(at) => (at + 1, true),
            None => (rest.len(), rest.is_empty()),
        };
        input.consume(taken);
        if is_done {
            return Ok(Next::TooLong);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_in_plain_words() {
        let case = |line: &str, expected: &str| {
            let Err(error) = serde_json::from_str::<Object>(line) else {
                panic!("{line}");
            };
            assert_eq!(told(&error), expected, "{line}");
        };
        case("{\"texte\": \"Le", "it is cut short, column 13");
        case("{\"texte\": 1,\n", "it is cut short");
        case("[1]", "it is another value");
        let twice = "two values for the key `titre`, column 23";
        case(r#"{"titre": "Le", "titre": "La"}"#, twice);
        case("{texte: 1}", "key must be a string, column 2");
    }

    #[test]
    fn ids_keep_their_digits() {
        for number in ["123456789012345678901234567890", "1.10", "-7", "12"] {
            let read = object(format!(r#"{{"_id": {number}}}"#).as_bytes()).unwrap();
            let texts = [Value::from(number), serde_json::from_str(number).unwrap()];
            assert!(texts.contains(&read["_id"]), "{number}");
            assert_eq!(read["_id"].to_string().trim_matches('"'), number);
        }
        let error = object(br#"{"a": 1.10, "titre": "Le"#).unwrap_err();
        assert_eq!(told(&error), "it is cut short, column 24");
    }

    #[test]
    fn a_line_too_long_is_passed_over() {
        let mut input: &[u8] = b"court\nbeaucoup trop long\nfin";
        let mut line = Vec::new();
        let mut read = || match next(&mut input, &mut line, 8).unwrap() {
            Next::Line => String::from_utf8(line.clone()).unwrap(),
            Next::TooLong => "too long".to_owned(),
            Next::End => "end".to_owned(),
        };
        assert_eq!(
            [read(), read(), read(), read()],
            ["court\n", "too long", "fin", "end"]
        );
    }
}
