//! Signs of other query languages, which would mean nothing or something else here: each
//! is refused with what to write instead. The readers of those languages use the same
//! tables, to tell an operator of a neighbour from a word.

mod fields;

use super::error::QueryError;
use super::words::{self, is_word_char};
use super::{operators, quotes};

pub(super) use fields::advice;
use fields::{field, named};

/// Names that Nexis puts before a parenthesis and that are no field.
const COMMANDS: &[&str] = &["allcaps", "nocaps", "caps", "singular", "plural"];

/// Exclusions that are words of a title in capitals as well.
pub(super) const EXCLUSIONS: &[&str] = &["SANS", "WITHOUT"];

/// Window operators, lower case. `/5` has no name.
const WINDOWS: &[&str] = &[
    "", "w", "n", "near", "onear", "pre", "pres", "près", "adj", "avant", "same", "not",
    "phrase", "para",
];

/// Those of them that take a number alone after their slash.
const NUMBERED: &[&str] = &["n", "phrase", "para"];

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
    let glued = before.is_some_and(|it| !it.is_whitespace());
    let head = &text[text.floor_char_boundary(at.saturating_sub(LONGEST))..at];
    let found = field(rest)
        .or_else(|| window(rest))
        .or_else(|| slashes(rest))
        .or_else(|| command(rest))
        .or_else(|| span(rest))
        .or_else(|| truncation(rest))
        .or_else(|| exclusion(head, rest))
        .or_else(|| glued_and(rest))
        .or_else(|| glued.then(|| repetition(rest))?)
        .or_else(|| before.filter(|it| *it == '"').and_then(|_| after_quotation(rest)))
        .or_else(|| free.then(|| before_a_word(rest))?);
    found.map_or(Ok(()), |(length, message, hint)| {
        Err(QueryError::new(at..at + length, message, hint))
    })
}

type Found = Option<(usize, String, String)>;

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
        let known = number(unit) || (!NUMBERED.contains(&name) && UNITS.contains(&unit));
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
        ("phrase" | "para", _) => {
            let name = name.to_uppercase();
            format!("write {name} without a number, or PRES/{unit} for a window of words")
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
    } else if matches!(name, "ANDNOT" | "BUTNOT") {
        "write SAUF"
    } else if let Some(digits) = around(&lower, &rest[length..]) {
        let written = &rest[..length + 2 + digits.len()];
        let message = format!("`{written}` is not an operator here");
        return Some((
            written.len(),
            message,
            format!("write PRES/{digits} (in any order)"),
        ));
    } else if COMMANDS.contains(&lower.as_str()) && rest[length..].starts_with('(') {
        "for one form alone, with the capitals typed, write =Mot"
    } else {
        return None;
    };
    Some((length, format!("`{name}` is not an operator here"), hint.to_owned()))
}

/// The number of Google's `AROUND(3)`, of which `after` follows the name.
fn around<'a>(name: &str, after: &'a str) -> Option<&'a str> {
    let (digits, _) =
        after.strip_prefix('(').filter(|_| name == "around")?.split_once(')')?;
    let sound = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    sound.then_some(digits)
}

/// `SANS` and `WITHOUT` between two operands, unless capitals all around make a title.
fn exclusion(head: &str, rest: &str) -> Found {
    let length = rest.find(|next: char| !next.is_alphabetic())?;
    let (name, after) = rest.split_at(length);
    let apart = after.starts_with(|it: char| it.is_whitespace() || it == '(');
    if !apart || !EXCLUSIONS.contains(&name) {
        return None;
    }
    let (left, right) = (head.trim_end(), after.trim_start());
    let ends = |it: char| is_word_char(it) || quotes::is_mark(it) || ")*?".contains(it);
    let begins = |it: char| is_word_char(it) || quotes::is_mark(it) || "(=@".contains(it);
    let between = left.ends_with(ends) && right.starts_with(begins);
    let title = !left.contains(char::is_lowercase) && !right.contains(char::is_lowercase);
    (between && !title).then(|| {
        let message = format!("`{name}` is not an operator here");
        let hint =
            format!("to exclude, write SAUF; for the word itself, write \"{name}\"");
        (length, message, hint)
    })
}

/// `macron&&philippe`, which would be one word with its sign.
fn glued_and(rest: &str) -> Found {
    let ends = |it: char| it.is_whitespace() || matches!(it, '(' | ')' | '"');
    let end = rest.find(ends).unwrap_or(rest.len());
    let (left, right) = rest[..end].split_once("&&")?;
    let glued = left.ends_with(is_word_char) && right.starts_with(is_word_char);
    (glued && !words::is_address(left)).then(|| {
        let message = "`&&` means AND between spaces only".to_owned();
        (end, message, format!("write {left} && {right}"))
    })
}

/// `mot{2}`.
fn repetition(rest: &str) -> Found {
    let (digits, _) = rest.strip_prefix('{')?.split_once('}')?;
    let sound = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| {
        let message = format!("`{{{digits}}}` means nothing here");
        (digits.len() + 2, message, format!("for so many mentions, write mot>={digits}"))
    })
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

/// What means something elsewhere at the beginning of a word: `!mot`, `~mot`, `%5`, `/mot/`,
/// `*:*`.
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
        b'~' if body.starts_with(char::is_alphabetic) => found(
            1,
            "`~` before a word means nothing here",
            "write it right after the word, mot~1, for one letter wrong",
        ),
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
