//! Lucene's classic parser, as Elasticsearch and Datashare have it: words side by side
//! are alternatives, `+` requires, `-` excludes. AND beside OR has no order there, and is
//! refused without parentheses.

use super::steps;
use crate::query::error::QueryError;
use crate::query::fields::Field;
use crate::query::lexer::Lexer;
use crate::query::parser::{NATIVE, Rules};
use crate::query::signs::{self, Sign};
use crate::query::token::{Kind, Link, Token};
use crate::query::{TextField, operators, quotes, words};
use std::ops::Range;

pub(super) const RULES: Rules =
    Rules { free: 1, and: 1, or: 1, beside: Some(Link::Free), ..NATIVE };

pub(super) fn step(lexer: &mut Lexer<'_>, next: char) -> Result<(), QueryError> {
    if sign(lexer)? || steps::parenthesis(lexer, next) || prefix(lexer, next) {
        return Ok(());
    }
    match next {
        '"' => steps::quotation(lexer, &[], &[]),
        '[' | '{' => {
            lexer.error(1, "a span needs its field", "write date:[2012 TO 2013]")
        }
        '/' => {
            let hint = "write * for any letters, ? for one";
            lexer.error(1, "regular expressions have no equivalent", hint)
        }
        _ if quotes::is_mark(next) => {
            let hint = "write straight quotation marks";
            lexer.error(next.len_utf8(), "Lucene does not read these marks", hint)
        }
        _ if field(lexer)? => Ok(()),
        _ => word(lexer, next),
    }
}

/// `+`, `-`, `!`, `&&`, `||`.
fn prefix(lexer: &mut Lexer<'_>, next: char) -> bool {
    let rest = lexer.rest();
    let operand = rest[next.len_utf8()..].starts_with(|it: char| !it.is_whitespace());
    let kind = match next {
        '+' if operand => Kind::Plus,
        '-' | '!' if operand => Kind::Minus,
        '&' if rest.starts_with("&&") => Kind::Link(Link::And),
        '|' if rest.starts_with("||") => Kind::Link(Link::Free),
        _ => return false,
    };
    let length = if matches!(kind, Kind::Link(_)) { 2 } else { 1 };
    lexer.push_next(kind, length);
    true
}

/// `~2`, `^2`, which touch what they apply to.
fn sign(lexer: &mut Lexer<'_>) -> Result<bool, QueryError> {
    let Some((sign, length)) = signs::suffix(lexer.rest()) else { return Ok(false) };
    let span = lexer.at..lexer.at + length;
    let Some(last) = lexer.tokens.last_mut().filter(|last| last.span.end == span.start)
    else {
        return Ok(false);
    };
    match (&mut last.kind, sign) {
        (Kind::Word(word), Sign::Tilde(digits)) => {
            let letters = if digits.is_empty() { "2" } else { digits };
            words::make_fuzzy(word, letters).map_err(|fault| fault.at(span.clone()))?;
            last.span.end = span.end;
            lexer.at = span.end;
        }
        (Kind::Quoted(_), Sign::Tilde(_)) => {
            let kind =
                operators::sign(&last.kind, sign).map_err(|it| it.at(span.clone()))?;
            let Kind::Slop(slop) = kind else { return Ok(false) };
            lexer.at = span.end;
            edits(lexer, slop)?;
        }
        (kind, Sign::Caret(_)) if kind.takes_signs() => {
            let kind =
                operators::sign(kind, sign).map_err(|fault| fault.at(span.clone()))?;
            lexer.push(kind, span);
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// `"a b"~5` counts moves, and a swap costs two: a then b at most 5 words apart, or b
/// then a at most 3.
fn edits(lexer: &mut Lexer<'_>, slop: u32) -> Result<(), QueryError> {
    let Some(Token { kind: Kind::Quoted(found), span }) = lexer.tokens.pop() else {
        return Ok(());
    };
    let [first, second] = &found[..] else {
        let message = "moves among three words or more have no equivalent";
        let hint = "write a PRES/5 b PRES/5 c, where a swap costs nothing";
        return Err(QueryError::new(span, message, hint));
    };
    let ordered = |words| Kind::Link(Link::Near { words, ordered: true });
    let mut kinds = vec![Kind::Open, Kind::Word(first.clone()), ordered(slop)];
    kinds.push(Kind::Word(second.clone()));
    if let Some(back) = slop.checked_sub(2) {
        kinds.push(Kind::Link(Link::Or));
        kinds.push(Kind::Word(second.clone()));
        kinds.push(ordered(back));
        kinds.push(Kind::Word(first.clone()));
    }
    kinds.push(Kind::Close);
    let end = lexer.at;
    for kind in kinds {
        lexer.push(kind, span.start..end);
    }
    Ok(())
}

fn word(lexer: &mut Lexer<'_>, next: char) -> Result<(), QueryError> {
    let run = lexer.at..words::word_end(lexer.text, lexer.at, &['~', '^']);
    let written = &lexer.text[run.clone()];
    match written {
        "" => return steps::word(lexer, next),
        "AND" => lexer.push(Kind::Link(Link::And), run),
        "OR" => lexer.push(Kind::Link(Link::Free), run),
        "NOT" => lexer.push(Kind::Not, run),
        "TO" => {
            return lexer.error(2, "TO needs its brackets", "write date:[2012 TO 2013]");
        }
        _ if written.contains('\\') => return escaped(lexer, run),
        _ => return lexer.plain(run),
    }
    Ok(())
}

/// `C\+\+`: a sign after `\` is a character like any other.
fn escaped(lexer: &mut Lexer<'_>, run: Range<usize>) -> Result<(), QueryError> {
    let written = &lexer.text[run.clone()];
    let signs = ["\\*", "\\?", "\\~"];
    if signs.iter().any(|sign| written.contains(sign)) || written.ends_with('\\') {
        let hint = "leave it out: the index holds words, not signs";
        return lexer.error(written.len(), "this sign cannot be looked for", hint);
    }
    let text = written.replace('\\', "");
    if let Some(core) = words::core(&text, 0..text.len(), true) {
        lexer.push(Kind::Word(words::plain_or_pattern(&text[core])), run);
    } else {
        lexer.at = run.end;
    }
    Ok(())
}

/// `title:mot`, `date:[2012 TO 2013]`, `words:>=500`, `_exists_:author`, `*:*`.
fn field(lexer: &mut Lexer<'_>) -> Result<bool, QueryError> {
    let rest = lexer.rest();
    if rest.starts_with("*:*") {
        lexer.push_next(Kind::All, 3);
        return Ok(true);
    }
    let length = rest.find(|it: char| !it.is_alphanumeric() && !matches!(it, '_' | '.'));
    let Some(length) = length.filter(|length| *length > 0) else { return Ok(false) };
    let (name, value) = (&rest[..length], &rest[length..]);
    let Some(value) = value.strip_prefix(':').filter(|value| !value.starts_with("//"))
    else {
        return Ok(false);
    };
    if !name.contains(char::is_alphabetic) || value.starts_with(char::is_whitespace) {
        return Ok(false);
    }
    if name == "_exists_" {
        return exists(lexer, length + 1);
    }
    let field = match name {
        "content" => Some(Field::Text(TextField::Body)),
        _ => Field::named(name),
    };
    let Some(field) = field else {
        let message = format!("there is no field `{name}:` here");
        let hint =
            "title: text: author: source: section: page: language: date: words: are read";
        return lexer.error(length + 1, message, hint);
    };
    lexer.push_next(Kind::Field(field), length + 1);
    if field.is_raw() {
        value_of(lexer, field)?;
    }
    Ok(true)
}

/// `_exists_:author`: the articles that have one.
fn exists(lexer: &mut Lexer<'_>, length: usize) -> Result<bool, QueryError> {
    let start = lexer.at;
    lexer.at += length;
    let name = steps::value_run(lexer);
    let Some(field) = Field::named(name).filter(|field| field.known().is_some()) else {
        let hint = "author, source, section, page, language and date may be missing";
        return lexer.error(name.len(), "this field cannot be missing", hint);
    };
    let end = lexer.at + name.len();
    lexer.push(Kind::Field(field), start..end - 1);
    let value = if field.is_raw() {
        Kind::Value { text: "*".to_owned(), quoted: false }
    } else {
        Kind::All
    };
    lexer.push(value, end - 1..end);
    Ok(true)
}

/// The value of a field that holds no words.
fn value_of(lexer: &mut Lexer<'_>, field: Field) -> Result<(), QueryError> {
    let rest = lexer.rest();
    match rest.chars().next() {
        Some('[') => {
            let inside = rest[1..].find([']', '}']).map(|end| &rest[1..=end]);
            let Some((first, last)) = inside.and_then(|it| it.split_once(" TO ")) else {
                return lexer.error(1, "this is no span", "write it as [2012 TO 2013]");
            };
            let length = first.len() + last.len() + "[ TO ]".len();
            if rest[..length].ends_with('}') {
                return exclusive(lexer);
            }
            let open = |end: &str| end.trim().trim_matches('*').to_owned();
            let text = format!("{}..{}", open(first), open(last));
            lexer.push_next(Kind::Value { text, quoted: false }, length);
        }
        Some('{') => return exclusive(lexer),
        Some('(') => {
            let hint = format!("write {0}:a OR {0}:b", field.name());
            return lexer.error(1, "values cannot be grouped here", hint);
        }
        Some('"') => {
            let (inside, end) = quotes::read(lexer.text, lexer.at)?;
            let text = lexer.text[inside].trim().to_owned();
            lexer.push(Kind::Value { text, quoted: true }, lexer.at..end);
        }
        _ => steps::value(lexer),
    }
    Ok(())
}

fn exclusive<T>(lexer: &Lexer<'_>) -> Result<T, QueryError> {
    let hint = "write square brackets, with the ends you want";
    lexer.error(1, "a span without its ends has no equivalent", hint)
}
