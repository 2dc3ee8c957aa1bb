//! Signs of other query languages, which would mean nothing or something else here: each
//! is refused with what to write instead. The readers of those languages use the same
//! tables, to tell an operator of a neighbour from a word.

use super::error::QueryError;
use super::fields::Field;
use super::words::is_word_char;
use super::{NameField, TextField, ValueField, fields, operators};

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

/// Names that Nexis puts before a parenthesis and that are no field.
const COMMANDS: &[&str] = &["allcaps", "nocaps", "caps", "singular", "plural"];

/// Window operators, lower case. `/5` has no name.
const WINDOWS: &[&str] = &[
    "", "w", "n", "near", "onear", "pre", "pres", "près", "adj", "avant", "same", "not",
];

/// Those that may do without a slash.
const GLUED: &[&str] = &["near", "onear", "pre", "adj"];

/// What stands for a sentence, a paragraph or a field after the slash of a window.
const UNITS: &[&str] = &["s", "sent", "sentence", "p", "para", "paragraph", "seg"];

/// Bytes that are looked at for one sign: looking on for the end of a span or of an
/// expression would take a time that grows with the square of the length.
const LONGEST: usize = 128;

/// Refuses what stands at `at`, at the beginning of a word, when it is the sign of
/// another language.
pub(super) fn refuse(text: &str, at: usize) -> Result<(), QueryError> {
    let rest = &text[at..];
    let rest = &rest[..rest.floor_char_boundary(LONGEST)];
    let before = text[..at].chars().next_back();
    let free = before.is_none_or(|it| it.is_whitespace() || it == '(');
    let found = field(rest)
        .or_else(|| window(rest))
        .or_else(|| slashes(rest))
        .or_else(|| command(rest))
        .or_else(|| span(rest))
        .or_else(|| truncation(rest))
        .or_else(|| before.filter(|it| *it == '"').and_then(|_| after_quotation(rest)))
        .or_else(|| free.then(|| before_a_word(rest))?);
    found.map_or(Ok(()), |(length, message, hint)| {
        Err(QueryError::new(at..at + length, message, hint))
    })
}

type Found = Option<(usize, String, String)>;

/// `hd=…`, `TIT_HEAD=…`, `wc>500`, `HEADLINE(…)`, `rst=…`, and our own names with such a
/// sign.
fn field(rest: &str) -> Found {
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
fn named(name: &str) -> Option<Field> {
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

/// What to write for the field `name:` of another language.
pub(super) fn advice(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    Some(match lower.as_str() {
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

/// Whether `word`, lower case, is a window somewhere: `w/5`, `near5`, `/s`.
pub(super) fn is_window(word: &str) -> bool {
    parts(word).is_some()
}

/// Whether `word`, lower case, counts mentions somewhere: `atleast3`, and without its
/// number.
pub(super) fn is_count(word: &str) -> bool {
    let number = word.strip_prefix("atleast");
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether `name`, lower case and right before a parenthesis, is a command or a field
/// somewhere.
pub(super) fn is_command(name: &str) -> bool {
    COMMANDS.contains(&name) || named(name).is_some()
}

/// The name of a window and its number or unit, lower case.
fn parts(word: &str) -> Option<(&str, &str)> {
    let number =
        |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    if let Some((name, unit)) = word.split_once('/') {
        let known = number(unit) || (name != "n" && UNITS.contains(&unit));
        return (known && WINDOWS.contains(&name)).then_some((name, unit));
    }
    let digits = word.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (name, unit) = word.split_at(word.len() - digits);
    (number(unit) && GLUED.contains(&name)).then_some((name, unit))
}

/// `w/5`, `pre/5`, `near5`, `/s`, and our own operators in lower case.
fn window(rest: &str) -> Found {
    let end = rest.find(|next: char| !is_word_char(next) && next != '/');
    let written = &rest[..end.unwrap_or(rest.len())];
    let head = written.split('/').next().unwrap_or_default();
    let ours = operators::needs_number(head) && written != head;
    if ours || operators::read(written).is_ok_and(|kind| kind.is_some()) {
        return None;
    }
    let lower = written.to_lowercase();
    let (name, unit) = parts(&lower)?;
    let hint = match (name, unit.chars().next()?) {
        ("not", _) => {
            "for articles that have no such window, write SAUF (a PRES/5 b)".to_owned()
        }
        (_, 's') if unit == "seg" => {
            "put the field before the whole: titre:(a ET b)".to_owned()
        }
        (_, 's') => "write PHRASE for one sentence".to_owned(),
        (_, 'p') => "write PARA for one paragraph".to_owned(),
        ("w", _) => {
            format!("write PRES/{unit} for any order, AVANT/{unit} for this order")
        }
        ("same", _) => "write PARA for one paragraph, PHRASE for one sentence".to_owned(),
        ("pre" | "adj" | "avant" | "onear", _) => {
            format!("write AVANT/{unit} (in this order)")
        }
        _ => format!("write PRES/{unit} (in any order)"),
    };
    let message = if name == "w" && !UNITS.contains(&unit) {
        format!("`{written}` keeps the order for Factiva and not for Nexis")
    } else {
        format!("`{written}` is not an operator here")
    };
    Some((written.len(), message, hint))
}

/// `allcaps(…)`, and `atleast` without its number.
fn command(rest: &str) -> Found {
    let length = rest.find(|next: char| !next.is_alphabetic()).unwrap_or(rest.len());
    let name = &rest[..length];
    let lower = name.to_lowercase();
    let hint = if is_count(&lower) && !rest[length..].starts_with(is_word_char) {
        "write its number right after it: atleast3 mot, or mot>=3"
    } else if name == "SAME" {
        "write PARA for one paragraph, PHRASE for one sentence"
    } else if name == "XOR" {
        "write (a OU b) SAUF (a ET b)"
    } else if COMMANDS.contains(&lower.as_str()) && rest[length..].starts_with('(') {
        "for one form alone, with the capitals typed, write =Mot"
    } else {
        return None;
    };
    Some((length, format!("`{name}` is not an operator here"), hint.to_owned()))
}

/// `2012..2013` without its field, `[2012 TO 2013]`.
fn span(rest: &str) -> Found {
    if rest.starts_with(['[', '{']) {
        let inside = &rest[1..rest.find([']', '}'])?];
        let (first, last) = inside.split_once(" TO ")?;
        let hint = format!("for dates, write date:{}..{}", first.trim(), last.trim());
        return Some((
            inside.len() + 2,
            "a span needs its field".to_owned(),
            hint.replace('*', ""),
        ));
    }
    let end = rest.find(|it: char| it.is_whitespace() || matches!(it, '(' | ')'));
    let written = &rest[..end.unwrap_or(rest.len())];
    let (first, last) = written.split_once("..")?;
    let is_end = |text: &str| {
        text.chars().all(|it| is_word_char(it) || it == '-')
            && text.contains(is_word_char)
    };
    if !is_end(first) || !is_end(last) {
        return None;
    }
    let figures = |text: &str| text.starts_with(|next: char| next.is_ascii_digit());
    let hint = if figures(first) && figures(last) {
        format!("write date:{written} for dates, mots:{written} for sizes")
    } else {
        "only dates and sizes have spans: date:2012..2013, mots:200..500".to_owned()
    };
    Some((written.len(), format!("`{written}` is a span of no field"), hint))
}

/// Whether one of Factiva's operators between slashes stands at the beginning of `rest`.
pub(super) fn is_slashed(rest: &str) -> bool {
    slashed(rest).is_some()
}

/// Factiva's `/N5/` and `/F20/`, which need no space around them.
fn slashes(rest: &str) -> Found {
    let start = rest.find(|next: char| !is_word_char(next))?;
    let (length, message, hint) = slashed(&rest[start..])?;
    Some((start + length, message, hint))
}

fn slashed(rest: &str) -> Found {
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

/// Factiva's `mot$2`; `US$100` is a sum.
fn truncation(rest: &str) -> Found {
    let length = rest.find(|next: char| !next.is_lowercase()).filter(|it| *it > 2)?;
    let number = rest[length..].strip_prefix('$')?;
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let hint = format!("write {}* for any ending", &rest[..length]);
    let length = length + 1 + digits;
    (digits > 0).then_some((
        length,
        format!("`{}` has no equivalent", &rest[..length]),
        hint,
    ))
}

/// Recoll's letters right after quotation marks: `"a b"o5`, `"a b"po5`.
fn after_quotation(rest: &str) -> Found {
    let length = rest.find(|next: char| !is_word_char(next)).unwrap_or(rest.len());
    let (letters, number) =
        rest[..length].split_at(rest.find(|it| it != 'o' && it != 'p')?);
    let sound = number.bytes().all(|byte| byte.is_ascii_digit());
    (sound && matches!(letters, "o" | "p" | "po" | "op")).then(|| {
        let hint = "write \"a b\"~5 for any order, a AVANT/5 b for this order";
        (
            length,
            format!("`{}` is not an operator here", &rest[..length]),
            hint.to_owned(),
        )
    })
}

/// What means something elsewhere at the beginning of a word: `!mot`, `%5`, `/mot/`, `*:*`.
fn before_a_word(rest: &str) -> Found {
    let found = |length, message: &str, hint: &str| {
        Some((length, message.to_owned(), hint.to_owned()))
    };
    let body = &rest[rest.chars().next()?.len_utf8()..];
    match rest.as_bytes()[0] {
        b'!' if body.starts_with(|it| is_word_char(it) || it == '(' || it == '"') => {
            found(
                1,
                "`!` before a word means nothing here",
                "to exclude a word, write -mot or SAUF mot; as punctuation, leave a space",
            )
        }
        b'%' => {
            let digits = body.bytes().take_while(u8::is_ascii_digit).count();
            let hint = format!("write PRES/{} (in any order)", &body[..digits]);
            (digits > 0).then(|| found(digits + 1, "`%` is no window here", &hint))?
        }
        b'/' => {
            let end = body.find(|it: char| it.is_whitespace()).unwrap_or(body.len());
            let inside = body[..end].rfind('/').filter(|length| *length > 0)?;
            let hint = "write * for any letters, ? for one letter";
            found(inside + 2, "regular expressions have no equivalent", hint)
        }
        b'*' if body.starts_with(":*") => {
            found(3, "`*:*` is not how every article is asked for", "write * alone")
        }
        _ => None,
    }
}
