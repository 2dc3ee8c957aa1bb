//! JSON values → the fields of a record, whatever shape they come in: numbers for ids,
//! arrays of paragraphs, authors as objects, nulls. Front matter comes this way too.

use super::Settings;
use super::fields::Record;
use serde_json::{Map, Value};

/// Fills a record from an object; calls `unused` with each key left aside.
pub(super) fn record(
    object: Map<String, Value>,
    settings: &Settings,
    unused: &mut dyn FnMut(&str),
) -> Record {
    let mut record = Record::default();
    for (key, value) in object {
        let is_null = value.is_null();
        let texts = texts(value);
        let left = match settings.column(&key) {
            Some(column) if !texts.is_empty() => record.put(column, &key, texts),
            _ => (!is_null).then_some(key),
        };
        if let Some(name) = left {
            unused(&name);
        }
    }
    record
}

/// The texts of a value, in order.
fn texts(value: Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(values) => values.into_iter().flat_map(texts).collect(),
        Value::Object(object) => named(object),
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}

/// The name that an object stands for: `{"name": "Anne Petit"}`, `{"given": "Anne",
/// "family": "Petit"}`.
fn named(mut object: Map<String, Value>) -> Vec<String> {
    const NAMES: &[&str] = &[
        "name", "nom", "literal", "label", "value", "text", "texte", "title", "titre",
        "rendered",
    ];
    let parts: Vec<String> =
        ["given", "prenom", "prénom", "firstName", "family", "lastName"]
            .iter()
            .chain(&["nom"])
            .filter_map(|key| Some(object.get(*key)?.as_str()?.to_owned()))
            .collect();
    if parts.len() > 1 {
        return vec![parts.join(" ")];
    }
    match NAMES.iter().find_map(|key| object.remove(*key)) {
        Some(value) => texts(value),
        None => phrase(object).into_iter().collect(),
    }
}

/// A phrase with a colon, which YAML takes for an object: `- Anne Petit: reporter`. Keys of
/// programs have neither capital at their head nor space.
fn phrase(object: Map<String, Value>) -> Option<String> {
    let is_alone = object.len() == 1;
    let (key, value) = object.into_iter().next().filter(|_| is_alone)?;
    let is_phrase = key.starts_with(char::is_uppercase) || key.contains(' ');
    is_phrase.then(|| Some(format!("{key}: {}", value.as_str()?)))?
}

#[cfg(test)]
mod tests {
    use super::super::fields::Field;
    use super::*;

    fn read(json: &str) -> (Record, Vec<String>) {
        let mut unused = Vec::new();
        let object = serde_json::from_str(json).unwrap();
        let record =
            record(object, &Settings::default(), &mut |key| unused.push(key.to_owned()));
        (record, unused)
    }

    #[track_caller]
    fn case(json: &str, field: Field, expected: &[&str], left: &[&str]) {
        let (mut record, unused) = read(json);
        let values = record.take(field).map_or(Vec::new(), |(values, _)| values);
        assert_eq!((values, unused), (strings(expected), strings(left)), "{json}");
    }

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn shapes() {
        case(r#"{"id": 12}"#, Field::Number, &["12"], &[]);
        case(r#"{"texte": ["Un.", null, "Deux."]}"#, Field::Text, &["Un.", "Deux."], &[]);
        case(
            r#"{"author": {"name": "Anne Petit"}}"#,
            Field::Authors,
            &["Anne Petit"],
            &[],
        );
        case(
            r#"{"authors": [{"given": "Anne", "family": "Petit"}, {"prenom": "Jean", "nom": "Roux"}]}"#,
            Field::Authors,
            &["Anne Petit", "Jean Roux"],
            &[],
        );
        case(
            r#"{"authors": [{"Anne Petit": "reporter"}, {"Roux": "photo"}, "Jean Blin"]}"#,
            Field::Authors,
            &["Anne Petit: reporter", "Roux: photo", "Jean Blin"],
            &[],
        );
        case(r#"{"author": {"url": "/anne"}}"#, Field::Authors, &[], &["author"]);
        case(
            r#"{"author": {"Anne Petit": "a", "Jean": "b"}}"#,
            Field::Authors,
            &[],
            &["author"],
        );
        case(r#"{"title": null, "tags": ["a"]}"#, Field::Title, &[], &["tags"]);
        case(r#"{"title": true}"#, Field::Title, &[], &["title"]);
        case(r#"{"body": "b", "text": "t"}"#, Field::Text, &["t"], &["body"]);
        case(r#"{"text": "t", "content": "c"}"#, Field::Text, &["t"], &["content"]);
        case(r#"{"langue": "Multilingue"}"#, Field::Language, &[], &["langue"]);
    }
}
