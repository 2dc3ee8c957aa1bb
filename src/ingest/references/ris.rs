//! RIS: `TAG  - value`, a line each, from `TY` to `ER` (Zotero, `EndNote`, databases).

use super::clean;
use super::cut::Mark;
use super::export::{Context, Entry, Layout};
use super::fields::Field;
use super::text;

/// A record begins with its type.
pub(in crate::ingest) const LAYOUT: Layout = Layout {
    mark: Mark::Line(|line| line.starts_with("TY  -")),
    read: |record, context| Ok(Some(entry(record, context))),
};

/// Tags of each field, the surest first.
const TAGS: &[(Field, &[&str])] = &[
    (Field::Title, &["TI", "T1"]),
    (Field::Authors, &["AU", "A1"]),
    (Field::Publication, &["T2", "JO", "JF", "JA", "PB"]),
    (Field::Date, &["DA", "PY", "Y1"]),
    (Field::Standfirst, &["AB", "N2"]),
    (Field::Section, &["SE"]),
    (Field::Edition, &["ET"]),
    (Field::Language, &["LA"]),
    (Field::Url, &["UR"]),
    (Field::Number, &["AN"]),
];

fn entry(record: &str, context: &mut Context) -> Entry {
    let values = values(record);
    let all = |tag: &str| -> Vec<String> {
        let of = values.iter().filter(|(known, _)| known == tag);
        of.map(|(_, value)| value.trim().to_owned())
            .filter(|value| !value.is_empty())
            .collect()
    };
    let mut entry = Entry::default();
    let mut taken = vec!["TY", "ER", "SP", "EP", "N1"];
    for (field, tags) in TAGS {
        let Some(tag) = tags.iter().find(|tag| !all(tag).is_empty()) else { continue };
        taken.push(tag);
        let values = all(tag);
        entry.set_all(
            *field,
            match field {
                Field::Authors => values.iter().map(|name| direct(name)).collect(),
                Field::Date => vec![dashed(&values[0])],
                _ => values,
            },
        );
    }
    let pages: Vec<String> = ["SP", "EP"].iter().flat_map(|tag| all(tag)).collect();
    entry.set(Field::Page, pages.join("-"));
    for note in all("N1") {
        entry.blocks.extend(text::blocks(&note));
    }
    for (tag, value) in &values {
        if !taken.contains(&tag.as_str()) && !value.trim().is_empty() {
            context.unused(tag);
        }
    }
    entry
}

/// Tags and values; a line without a tag goes on with the value before.
fn values(record: &str) -> Vec<(String, String)> {
    let record = clean::text(record);
    let mut values: Vec<(String, String)> = Vec::new();
    for line in record.split('\n') {
        match (tag(line), values.last_mut()) {
            (Some((tag, value)), _) => values.push((tag.to_owned(), value.to_owned())),
            (None, Some((_, value))) => {
                value.push('\n');
                value.push_str(line);
            }
            (None, None) => {}
        }
    }
    values
}

fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.split_once("  -")?;
    let is_tag = tag.len() == 2
        && tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_tag.then_some((tag, value))
}

/// « Petit, Anne » as « Anne Petit ».
pub(super) fn direct(name: &str) -> String {
    let mut parts = name.splitn(3, ',').map(str::trim);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(family), Some(given), None) if !given.is_empty() => {
            format!("{given} {family}")
        }
        _ => name.to_owned(),
    }
}

/// `2012/11/05/soir` as `2012-11-05`: year, month, day and anything else.
fn dashed(date: &str) -> String {
    let is_number =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> =
        date.split('/').take(3).map(str::trim).take_while(is_number).collect();
    let is_date = date.contains('/') && parts.first().is_some_and(|year| year.len() == 4);
    if !is_date {
        return date.to_owned();
    }
    let two = |part: &&str| {
        if part.len() < 2 { format!("0{part}") } else { (*part).to_owned() }
    };
    parts.iter().map(two).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_right() {
        assert_eq!(direct("Petit, Anne"), "Anne Petit");
        assert_eq!(direct("AFP"), "AFP");
        for (written, expected) in [
            ("2012/11/05/", "2012-11-05"),
            ("2012/3//", "2012-03"),
            ("2012///", "2012"),
            ("5/11/2012", "5/11/2012"),
            ("2012-11-05", "2012-11-05"),
        ] {
            assert_eq!(dashed(written), expected);
        }
        let values = values("TY  - NEWS\r\nAB  - Un\r\nsuite\r\nER  - \r\n");
        assert_eq!(values[1], ("AB".to_owned(), " Un\nsuite".to_owned()));
    }
}
