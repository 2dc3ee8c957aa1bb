//! Queries → trees, or errors with their columns (characters from 1, both ends
//! included).

use super::cases::check;
use kiosque::french;
use kiosque::query::{
    Context, Dialect, Meta, NameField, Parsed, Phrase, Query, QueryError, Spelling,
    TextField, Unit, ValueField, Word, literal, parse, parse_dialect,
};
use std::fmt::Write;

/// A Sunday, and the day every case is asked.
const TODAY: &str = "2024-03-31";

fn context() -> Context {
    Context { today: TODAY.parse().unwrap() }
}

fn answer(
    query: &str,
    found: Result<Parsed, QueryError>,
    show: impl Fn(&Query) -> String,
) -> String {
    match found {
        Ok(parsed) => {
            let again =
                parse(&parsed.query.to_string(), &context()).map(|again| again.query);
            assert_eq!(again.as_ref(), Ok(&parsed.query), "{query}");
            let mut out = show(&parsed.query);
            for note in parsed.notes {
                write!(out, "\nNote: {note}").unwrap();
            }
            out
        }
        Err(error) => {
            let column = |at: usize| query[..at].chars().count();
            let (first, last) = (column(error.span.start) + 1, column(error.span.end));
            let columns =
                if last <= first { first.to_string() } else { format!("{first}-{last}") };
            format!("Error: {columns} {}\nHint: {}", error.message, error.hint)
        }
    }
}

fn suite(file: &str) {
    check(&format!("query/{file}"), |query| {
        answer(query, parse(query, &context()), tree)
    });
}

/// The query as an S-expression.
fn tree(query: &Query) -> String {
    match query {
        Query::All => "all".to_owned(),
        Query::Word(it) => word(it),
        Query::Phrase(it) => phrase(it),
        Query::Near(it) => {
            let name = if it.ordered { "ordered" } else { "near" };
            list(&format!("{name} {}", it.words), &it.parts)
        }
        Query::Same(it) => match it.unit {
            Unit::Sentence => list("sentence", &it.parts),
            Unit::Paragraph => list("paragraph", &it.parts),
        },
        Query::AtLeast(it) => format!("(at-least {} {})", it.count, tree(&it.part)),
        Query::In(it) => {
            let name = match it.field {
                TextField::Title => "title",
                TextField::Standfirst => "standfirst",
                TextField::Body => "body",
            };
            format!("(in {name} {})", tree(&it.part))
        }
        Query::Meta(it) => format!("({})", meta(it)),
        Query::And { parts } => list("and", parts),
        Query::Or { parts } => list("or", parts),
        Query::Not { part } => format!("(not {})", tree(part)),
        Query::Boost(it) => format!("(boost {} {})", it.weight, tree(&it.part)),
        Query::Saved { name } => format!("(saved {name:?})"),
    }
}

fn list(name: &str, parts: &[Query]) -> String {
    let parts: Vec<String> = parts.iter().map(tree).collect();
    format!("({name} {})", parts.join(" "))
}

fn word(word: &Word) -> String {
    match word.spelling {
        Spelling::Plain => format!("{:?}", word.text),
        Spelling::Exact => format!("(exact {:?})", word.text),
        Spelling::Pattern => format!("(pattern {:?})", word.text),
        Spelling::Fuzzy(letters) => format!("(fuzzy {letters} {:?})", word.text),
    }
}

fn phrase(phrase: &Phrase) -> String {
    let words: Vec<String> = phrase.words.iter().map(word).collect();
    format!("(phrase {})", words.join(" "))
}

fn meta(meta: &Meta) -> String {
    match meta {
        Meta::Words { name, phrase: it } => {
            let name = match name {
                NameField::Author => "author",
                NameField::Publication => "publication",
                NameField::Section => "section",
            };
            format!("{name} {}", phrase(it))
        }
        Meta::Value { name, value } => {
            let name = match name {
                ValueField::Page => "page",
                ValueField::Language => "language",
                ValueField::Kind => "kind",
            };
            format!("{name} {value:?}")
        }
        Meta::Folder { path } => format!("folder {path:?}"),
        Meta::Id { id } => format!("id {id:?}"),
        Meta::Size { least, most } => format!("size {} {}", end(*least), end(*most)),
        Meta::Date { period } => {
            format!("date {} {}", day(period.first), day(period.last))
        }
        Meta::Unknown { name } => format!("unknown {name:?}").to_lowercase(),
    }
}

fn end(bound: Option<u32>) -> String {
    bound.map_or("-".to_owned(), |bound| bound.to_string())
}

fn day(day: Option<i32>) -> String {
    day.map_or("-".to_owned(), |day| {
        kiosque::article::Date::from_days(day).unwrap().to_string()
    })
}

#[test]
fn dialects() {
    check("query/dialects.txt", |line| {
        let (name, query) = line.split_once(' ').unwrap();
        let dialect =
            Dialect::ALL.into_iter().find(|dialect| dialect.name() == name).unwrap();
        answer(query, parse_dialect(query, dialect, &context()), Query::to_string)
    });
}

#[test]
fn words() {
    suite("words.txt");
}

#[test]
fn operators() {
    suite("operators.txt");
}

#[test]
fn fields() {
    suite("fields.txt");
}

#[test]
fn pasted() {
    suite("pasted.txt");
}

#[test]
fn errors() {
    suite("errors.txt");
}

/// Adds the texts of the words of a query in its JSON form.
fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            if let (Some(text), Some(_)) = (fields.get("text"), fields.get("spelling")) {
                texts.push(text.as_str().unwrap().to_owned());
            }
            for field in fields.values() {
                collect(field, texts);
            }
        }
        serde_json::Value::Array(items) => {
            for item in items {
                collect(item, texts);
            }
        }
        _ => {}
    }
}

proptest::proptest! {
    /// What the parser calls a word, the splitter of the index does too.
    #[test]
    fn no_word_is_empty_for_the_splitter(text in "[\\PC a-zé0-9'’.,*?=~-]{0,16}") {
        for query in [literal(&text), parse(&text, &context()).map(|it| it.query)] {
            let mut texts = Vec::new();
            if let Ok(query) = query {
                collect(&serde_json::to_value(query).unwrap(), &mut texts);
            }
            for text in texts {
                proptest::prop_assert!(french::words(&text).next().is_some(), "{text:?}");
            }
        }
    }
}
