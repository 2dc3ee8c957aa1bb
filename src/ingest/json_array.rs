//! JSON that is an array of objects, each an article: references in CSL-JSON, what
//! Wallabag saved, and any other. Read object by object.

use super::format::Format;
use super::intake::Intake;
use super::json_lines::{LONGEST, object, told, told_alone};
use super::{Fault, Settings, fields::Field, html, text, values};
use serde::de::{self, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::io::{self, BufRead, Read};

/// Reads every object, each into an article or a fault of its own. What follows an
/// error of syntax cannot be read: the fault names the line.
pub(super) fn read(input: &mut dyn BufRead, settings: &Settings, intake: &mut Intake) {
    let place = Place {
        line: Cell::new(1),
        record: Cell::new(None),
        left: Cell::new(LONGEST),
        bytes: RefCell::default(),
        is_array: Cell::new(true),
    };
    let mut source =
        serde_json::Deserializer::from_reader(Followed { input, place: &place });
    // Arrays one after the other, as files glued together, are read as one.
    let error = loop {
        let objects = Objects { settings, intake, place: &place };
        if let Err(error) = source.deserialize_seq(objects) {
            break error;
        }
        place.left.set(LONGEST);
        place.is_array.set(false);
        if source.end().is_ok() {
            return;
        }
    };
    let fault = if place.left.get() == 0 {
        Fault::RecordTooLarge(LONGEST)
    } else if intake.is_stopped() {
        return;
    } else if !place.is_array.get() {
        Fault::Json("what follows the array is not read".into())
    } else {
        Fault::Json(format!("{}; what follows is not read", told(&error)))
    };
    intake.fault(Some(place.line.get()), fault);
}

/// Where the reading stands.
struct Place {
    line: Cell<u64>,
    /// The line on which the record being read begins.
    record: Cell<Option<u64>>,
    /// Bytes that it may still take.
    left: Cell<u64>,
    /// Those it has so far, with what stands between it and the one before.
    bytes: RefCell<Vec<u8>>,
    /// Whether it is an array, rather than something after one.
    is_array: Cell<bool>,
}

/// A reader that follows the lines, and stops in a record that is too long.
struct Followed<'a> {
    input: &'a mut dyn BufRead,
    place: &'a Place,
}

impl Read for Followed<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.place.left.get();
        if left == 0 {
            return Err(io::Error::other("a record too large"));
        }
        let available = self.input.fill_buf()?;
        let (Some(first), false) = (available.first(), into.is_empty()) else {
            return Ok(0);
        };
        self.place.bytes.borrow_mut().push(*first);
        into[0] = *first; // one by one, so that the place is always that of the parser
        match first {
            b'\n' => self.place.line.set(self.place.line.get() + 1),
            b'{' if self.place.record.get().is_none() => {
                self.place.record.set(Some(self.place.line.get()));
            }
            _ => {}
        }
        self.place.left.set(left - 1);
        self.input.consume(1);
        Ok(1)
    }
}

struct Objects<'a, 'b> {
    settings: &'a Settings,
    intake: &'a mut Intake<'b>,
    place: &'a Place,
}

impl<'de> Visitor<'de> for Objects<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<(), A::Error> {
        self.place.is_array.set(true);
        self.place.bytes.take();
        while array.next_element::<IgnoredAny>()?.is_some() {
            let line = self.place.record.take().or(Some(self.place.line.get()));
            self.place.left.set(LONGEST);
            let bytes = self.place.bytes.take();
            let between = |byte: &&u8| byte.is_ascii_whitespace() || **byte == b',';
            let json = &bytes[bytes.iter().take_while(between).count()..];
            let read = match json.first() {
                Some(b'{') => object(json).map_err(|error| told_alone(&error)),
                _ => Err("a value that is no object".to_owned()),
            };
            match read {
                Ok(object) => record(object, line, self.settings, self.intake),
                Err(why) => self.intake.fault(line, Fault::Json(why)),
            }
            if self.intake.is_stopped() {
                return Err(de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

fn record(
    object: Map<String, Value>,
    line: Option<u64>,
    settings: &Settings,
    intake: &mut Intake,
) {
    let object = match intake.format() {
        Format::CslJson => of_csl(object, intake),
        Format::Wallabag => of_wallabag(object),
        _ => object,
    };
    let mut record = values::record(object, settings, &mut |key| intake.unused(key));
    let body =
        record.take(Field::Text).map_or(String::new(), |(texts, _)| texts.join("\n\n"));
    let blocks = if intake.format() == Format::Wallabag {
        html::parse(&body).map(|page| html::blocks(page.root_element(), &|_| false))
    } else {
        Ok(text::blocks(&body))
    };
    match blocks {
        Ok(blocks) => intake.article(line, record, blocks),
        Err(fault) => intake.fault(line, fault),
    }
}

/// The key that cites a reference is no number of the article, and the day it was read
/// is not that of its publication.
fn of_csl(mut object: Map<String, Value>, intake: &mut Intake) -> Map<String, Value> {
    if object.remove("id").is_some() {
        intake.unused("id");
    }
    if let Some(issued) = object.remove("issued") {
        object.insert("date".into(), Value::String(issued_on(&issued)));
    }
    object
}

/// `{"date-parts": [[2015, 3, 13]]}` as `2015-03-13`; else as it is written.
fn issued_on(issued: &Value) -> String {
    let written = ["raw", "literal"].iter().find_map(|key| issued.get(key)?.as_str());
    let number = |part: &Value| match part {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64(),
    };
    let parts = issued.get("date-parts").and_then(|parts| parts.get(0)?.as_array());
    let parts: Option<Vec<u64>> =
        parts.and_then(|parts| parts.iter().map(number).collect());
    match parts.as_deref() {
        Some([year, rest @ ..]) => {
            let rest = rest.iter().map(|part| format!("-{part:02}"));
            format!("{year:04}{}", rest.collect::<String>())
        }
        _ => written.or(issued.as_str()).unwrap_or_default().to_owned(),
    }
}

/// The day an article was saved is not that of its publication.
fn of_wallabag(mut object: Map<String, Value>) -> Map<String, Value> {
    for (key, field) in [("published_by", "authors"), ("domain_name", "publication")] {
        if let Some(value) = object.remove(key) {
            object.insert(field.into(), value);
        }
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn dates_of_references() {
        for (issued, expected) in [
            (json!({"date-parts": [[2015, 3, 13]]}), "2015-03-13"),
            (json!({"date-parts": [["2015", "3"]]}), "2015-03"),
            (json!({"date-parts": [[2015]]}), "2015"),
            (json!({"raw": "13 mars 2015"}), "13 mars 2015"),
            (json!({"date-parts": []}), ""),
        ] {
            assert_eq!(issued_on(&issued), expected);
        }
    }
}
