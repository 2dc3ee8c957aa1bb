//! The fields of other query languages: how they are written there, and which of ours
//! to write instead.

use super::Found;
use crate::query::fields::{self, Field};
use crate::query::words::is_word_char;
use crate::query::{NameField, TextField, ValueField, dates};

/// Field names of the press databases and of web search that are not ours.
const NAMES: &[(&str, Field)] = &[
    ("hd", Field::Text(TextField::Title)),
    ("tit_head", Field::Text(TextField::Title)),
    ("intitle", Field::Text(TextField::Title)),
    ("allintitle", Field::Text(TextField::Title)),
    ("subject", Field::Text(TextField::Title)),
    ("sujet", Field::Text(TextField::Title)),
    ("hlead", Field::Text(TextField::Standfirst)),
    ("lp", Field::Text(TextField::Standfirst)),
    ("td", Field::Text(TextField::Body)),
    ("intext", Field::Text(TextField::Body)),
    ("by", Field::Name(NameField::Author)),
    ("aut_by", Field::Name(NameField::Author)),
    ("from", Field::Name(NameField::Author)),
    ("sn", Field::Name(NameField::Publication)),
    ("pub_name", Field::Name(NameField::Publication)),
    ("rst", Field::Name(NameField::Publication)),
    ("site", Field::Name(NameField::Publication)),
    ("la", Field::Value(ValueField::Language)),
    ("filetype", Field::Value(ValueField::Kind)),
    ("ext", Field::Value(ValueField::Kind)),
    ("wc", Field::Size),
    ("length", Field::Size),
    ("pd", Field::Date),
    ("before", Field::Date),
    ("after", Field::Date),
    ("since", Field::Date),
    ("until", Field::Date),
];

/// Names of a date that are words of a text too, where no colon follows them.
const DATES: &[&str] = &["annee", "an", "year", "mois", "month", "jour", "day"];

/// `hd=…`, `TIT_HEAD=…`, `wc>500`, `HEADLINE(…)`, `rst=…`, and our own names with such a
/// sign.
pub(super) fn field(rest: &str) -> Found {
    let length = rest.find(|next: char| !next.is_alphabetic() && next != '_')?;
    let name = &rest[..length];
    let mut after = rest[length..].chars();
    let sign = after.next().filter(|sign| matches!(sign, '=' | '>' | '<' | '('))?;
    let Some(field) = named(name) else {
        // E=mc² is a text, ns=gcat is not.
        let key = name.is_ascii() && length > 1 && sign == '=';
        let value = after.next().is_some_and(|next| is_word_char(next) || next == '(');
        let hint = format!("the fields are {}; for words, quote them", fields::all());
        return (key && value)
            .then(|| (length + 1, format!("there is no field `{name}=`"), hint));
    };
    let digits = after.as_str().bytes().take_while(u8::is_ascii_digit).count();
    let meant = match sign {
        '=' | '(' => true,
        _ => field == Field::Size || field == Field::Date || digits == 0,
    };
    let example = match (field, sign) {
        (Field::Size | Field::Date, '>' | '<') if digits > 0 => {
            format!("{}:{}", field.name(), &rest[length..=length + digits])
        }
        (Field::Size | Field::Date, _) => example(field),
        (_, '(') => format!("{}:(…)", field.name()),
        _ => example(field),
    };
    let message = format!("`{name}{sign}` is not how a field is written here");
    let hint = format!("write {example}, or read the whole query with --syntax");
    meant.then_some((length + 1, message, hint))
}

/// The field of ours that `name` stands for here or elsewhere.
pub(super) fn named(name: &str) -> Option<Field> {
    let lower = name.to_lowercase();
    let foreign = NAMES.iter().find(|(known, _)| *known == lower);
    foreign.map(|(_, field)| *field).or_else(|| Field::named(name))
}

fn example(field: Field) -> String {
    match field {
        Field::Size => "mots:>500".to_owned(),
        Field::Date => "date:2012-09..2013-06".to_owned(),
        _ => format!("{}:…", field.name()),
    }
}

/// What to write for the field `name:` of another language, given that `value`.
pub(in crate::query) fn advice(name: &str, value: &str) -> Option<String> {
    let lower = fields::folded(name);
    let dated = dates::is_date(value);
    let quote = if value.contains(' ') { "\"" } else { "" };
    Some(match lower.as_str() {
        "from" if dated => format!("write date:{quote}{value}..{quote}"),
        "to" | "until" if dated => format!("write date:{quote}..{value}{quote}"),
        _ if dated && DATES.contains(&lower.as_str()) => {
            format!("write date:{quote}{value}{quote}")
        }
        _ if DATES.contains(&lower.as_str()) => format!("write {}", example(Field::Date)),
        "site" => {
            "write source:… with the name of the publication, as in source:\"Le Monde\""
                .to_owned()
        }
        "inurl" | "allinurl" | "url" | "link" => {
            "addresses are not searched; write source:… or dossier:…".to_owned()
        }
        "after" | "since" => "write date:>2012, or date:2012.. with its end".to_owned(),
        "before" | "until" => "write date:<2012, or date:..2012 with its end".to_owned(),
        _ => {
            let found = NAMES.iter().find(|(known, _)| *known == lower)?;
            format!("write {}", example(found.1))
        }
    })
}
