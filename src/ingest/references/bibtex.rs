//! BibTeX and BibLaTeX: a newspaper's article is `@article` with its journal.

use super::Fault;
use super::cut::Mark;
use super::export::{Context, Entry, Layout};
use super::fields::Field;
use super::text;
use biblatex::{Bibliography, ChunksExt, Person};

/// A record begins with `@` at the start of a line.
pub(in crate::ingest) const LAYOUT: Layout = Layout {
    mark: Mark::Line(|line| {
        let line = line.trim_start();
        let name = line
            .strip_prefix('@')
            .map(|rest| rest.split(['{', '(']).next().unwrap_or(""));
        name.is_some_and(|name| {
            let name = name.trim_end();
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic())
        })
    }),
    read,
};

/// Braces inside one another at most.
const DEEPEST: usize = 64;
/// Bytes of abbreviations remembered at most.
const MOST_ABBREVIATIONS: usize = 256 * 1024;

/// Fields of a record, the surest first.
const NAMES: &[(Field, &[&str])] = &[
    (Field::Title, &["title"]),
    (
        Field::Publication,
        &["journaltitle", "journal", "maintitle", "booktitle", "publisher"],
    ),
    (Field::Standfirst, &["abstract"]),
    (Field::Edition, &["edition"]),
    (Field::Page, &["pages"]),
    (Field::Language, &["langid", "language"]),
    (Field::Url, &["url"]),
];

fn read(record: &str, context: &mut Context) -> Result<Option<Entry>, Fault> {
    let kind = record.trim_start().trim_start_matches('@').to_ascii_lowercase();
    if kind.starts_with("comment") || kind.starts_with("preamble") {
        return Ok(None);
    }
    let broken = |why: String| Fault::Markup(format!("not BibTeX: {why}"));
    if depth(record) > DEEPEST {
        return Err(broken("too many braces inside one another".to_owned()));
    }
    if kind.starts_with("string") {
        if context.preamble.len() + record.len() <= MOST_ABBREVIATIONS {
            context.preamble.push_str(record);
        }
        return Ok(None);
    }
    let parse = |source: &str| Bibliography::parse(source);
    let strings = context.preamble.find('@').map_or("", |at| &context.preamble[at..]);
    let parsed = parse(&format!("{strings}\n{record}"))
        .map_err(|error| broken(error.kind.to_string()))?;
    let Some(found) = parsed.into_vec().pop() else { return Ok(None) };
    let mut entry = Entry::default();
    let mut taken = vec!["author", "date", "year", "month", "day", "note"];
    let value = |name: &str| found.get(name).map(ChunksExt::format_verbatim);
    for (field, names) in NAMES {
        let Some(name) = names.iter().find(|name| found.get(name).is_some()) else {
            continue;
        };
        taken.push(name);
        entry.set(*field, value(name).unwrap_or_default());
    }
    match found.get_as::<Vec<Person>>("author") {
        Ok(people) => entry.set_all(Field::Authors, people.iter().map(name).collect()),
        Err(_) => entry.set(Field::Authors, value("author").unwrap_or_default()),
    }
    let date = value("date").unwrap_or_else(|| {
        let parts = ["day", "month", "year"].iter().filter_map(|name| value(name));
        parts.collect::<Vec<_>>().join(" ")
    });
    entry.set(Field::Date, date);
    if let Some(note) = value("note") {
        match note.strip_prefix("Section: ") {
            Some(section) => entry.set(Field::Section, section),
            None => entry.blocks.extend(text::blocks(&note)),
        }
    }
    for name in found.fields.keys().filter(|name| !taken.contains(&name.as_str())) {
        context.unused(name);
    }
    Ok(Some(entry))
}

fn name(person: &Person) -> String {
    let parts = [&person.given_name, &person.prefix, &person.name, &person.suffix];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

fn depth(record: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    for byte in record.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        most = most.max(depth);
    }
    most
}
