//! Signs of other query languages, which would mean nothing or something else here: each
//! is refused with what to write instead.

use super::error::QueryError;
use super::fields::Field;
use super::words::is_word_char;
use super::{NameField, TextField, ValueField, operators};

/// Field names of the press databases that are not ours.
const NAMES: &[(&str, Field)] = &[
    ("hd", Field::Text(TextField::Title)),
    ("tit_head", Field::Text(TextField::Title)),
    ("hlead", Field::Text(TextField::Standfirst)),
    ("lp", Field::Text(TextField::Standfirst)),
    ("td", Field::Text(TextField::Body)),
    ("by", Field::Name(NameField::Author)),
    ("aut_by", Field::Name(NameField::Author)),
    ("sn", Field::Name(NameField::Publication)),
    ("pub_name", Field::Name(NameField::Publication)),
    ("la", Field::Value(ValueField::Language)),
    ("wc", Field::Size),
    ("length", Field::Size),
    ("pd", Field::Date),
];

/// Window operators, lower case.
const WINDOWS: &[&str] =
    &["w", "n", "near", "onear", "pre", "pres", "près", "adj", "avant", "same"];

/// Refuses what stands at `at`, at the beginning of a word, when it is the sign of
/// another language.
pub(super) fn refuse(text: &str, at: usize) -> Result<(), QueryError> {
    let rest = &text[at..];
    let found =
        field(rest).or_else(|| window(rest)).or_else(|| slashes(rest)).or_else(|| {
            let before = text[..at].chars().next_back();
            let free = before.is_none_or(|it| it.is_whitespace() || it == '(');
            free.then(|| exclamation(rest))?
        });
    found.map_or(Ok(()), |(length, message, hint)| {
        Err(QueryError::new(at..at + length, message, hint))
    })
}

type Found = Option<(usize, String, String)>;

/// `hd=…`, `TIT_HEAD=…`, `wc>500`, `HEADLINE(…)`, and our own names with such a sign.
fn field(rest: &str) -> Found {
    let length = rest.find(|next: char| !next.is_alphabetic() && next != '_')?;
    let name = &rest[..length];
    let sign = rest[length..].chars().next()?;
    if !matches!(sign, '=' | '>' | '<' | '(') {
        return None;
    }
    let lower = name.to_lowercase();
    let foreign =
        NAMES.iter().find(|(known, _)| *known == lower).map(|(_, field)| *field);
    let field = foreign.or_else(|| Field::named(name))?;
    let capitals = name.chars().all(|next| next.is_uppercase() || next == '_');
    let meant = match sign {
        '=' => true,
        '(' => capitals,
        _ => field == Field::Size || (field == Field::Date && capitals),
    };
    let native = field.name();
    let example = match (field, sign) {
        (Field::Size, '>' | '<') => {
            let digits =
                rest[length + 1..].bytes().take_while(u8::is_ascii_digit).count();
            format!("{native}:{}", &rest[length..=length + digits])
        }
        (Field::Size, _) => format!("{native}:>500"),
        (Field::Date, _) => "date:2012-09..2013-06".to_owned(),
        (_, '(') => format!("{native}:(…)"),
        _ => format!("{native}:…"),
    };
    let message = format!("`{name}{sign}` is not how a field is written here");
    let hint = format!("write {example}, or read the whole query with --syntax");
    meant.then_some((length + 1, message, hint))
}

/// `w/5`, `pre/5`, `near5`, `adj5`, and our own operators in lower case.
fn window(rest: &str) -> Found {
    let head = rest.find(|next: char| !next.is_alphabetic())?;
    let slash = usize::from(rest[head..].starts_with('/'));
    let digits = rest[head + slash..].bytes().take_while(u8::is_ascii_digit).count();
    let length = head + slash + digits;
    if slash == 1 && operators::needs_number(&rest[..head]) {
        return None; // ours
    }
    let name = rest[..head].to_lowercase();
    let glued = slash == 0 && !matches!(name.as_str(), "near" | "adj" | "onear");
    if digits == 0
        || glued
        || !WINDOWS.contains(&name.as_str())
        || rest[length..].starts_with(is_word_char)
    {
        return None;
    }
    let number = &rest[length - digits..length];
    let written = &rest[..length];
    let hint = match name.as_str() {
        "w" => {
            format!("write PRES/{number} for any order, AVANT/{number} for this order")
        }
        "same" => "write PARA for one paragraph, PHRASE for one sentence".to_owned(),
        "pre" | "adj" | "avant" | "onear" => {
            format!("write AVANT/{number} (in this order)")
        }
        _ => format!("write PRES/{number} (in any order)"),
    };
    let message = if name == "w" {
        format!("`{written}` keeps the order for Factiva and not for Nexis")
    } else {
        format!("`{written}` is not an operator here")
    };
    Some((length, message, hint))
}

/// Factiva's `/N5/` and `/F20/`.
fn slashes(rest: &str) -> Found {
    let body = rest.strip_prefix('/')?;
    let letter =
        body.chars().next().filter(|next| matches!(next, 'N' | 'n' | 'F' | 'f'))?;
    let digits = body[1..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || !body[1 + digits..].starts_with('/') {
        return None;
    }
    let number = &body[1..=digits];
    let hint = if letter.eq_ignore_ascii_case(&'n') {
        format!("write PRES/{number} (in any order)")
    } else {
        "write titre:… or chapo:… for what opens an article".to_owned()
    };
    let length = digits + 3;
    Some((length, format!("`{}` is an operator of Factiva", &rest[..length]), hint))
}

/// `!mot`, Lucene's exclusion.
fn exclamation(rest: &str) -> Found {
    let body = rest.strip_prefix('!')?;
    body.starts_with(|next: char| is_word_char(next) || next == '(' || next == '"').then(|| {
        let hint = "to exclude a word, write -mot or SAUF mot; as punctuation, leave a space";
        (1, "`!` before a word means nothing here".to_owned(), hint.to_owned())
    })
}
