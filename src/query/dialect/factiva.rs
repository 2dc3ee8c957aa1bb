//! Factiva, traditional form: words side by side are a phrase, operators are read in any
//! case, `w/5` and `adj5` keep the order, distances start at 1 for words side by side.

use super::{dates, steps};
use crate::query::error::QueryError;
use crate::query::fields::Field;
use crate::query::lexer::Lexer;
use crate::query::parser::{NATIVE, Rules};
use crate::query::token::{Kind, Link};
use crate::query::{NameField, TextField, Unit, operators, quotes, words};
use std::ops::Range;

/// Near and same, atleast, not, and, or.
pub(super) const RULES: Rules = Rules {
    or: 1,
    and: 2,
    but_not: 3,
    paragraph: 5,
    near: 5,
    beside: Some(Link::Near { words: 0, ordered: true }),
    nests: true,
    ..NATIVE
};

pub(super) fn step(lexer: &mut Lexer<'_>, next: char) -> Result<(), QueryError> {
    if steps::parenthesis(lexer, next) {
        return Ok(());
    }
    match next {
        '[' => lexer.push_next(Kind::Open, 1),
        ']' => lexer.push_next(Kind::Close, 1),
        _ if quotes::is_mark(next) => {
            steps::note_forms(lexer);
            return steps::quotation(lexer, &['*', '?'], &['$', '%']);
        }
        '/' if slashed(lexer)? => {}
        _ if field(lexer)? => {}
        _ => return word(lexer, next),
    }
    Ok(())
}

fn word(lexer: &mut Lexer<'_>, next: char) -> Result<(), QueryError> {
    let end = words::run_end(lexer.text, lexer.at, |at, next| {
        next == '~' || slashed_number(&lexer.text[at..]).is_some()
    });
    let run = lexer.at..end;
    let written = &lexer.text[run.clone()];
    let lower = written.to_lowercase();
    let (name, digits) = steps::numbered(&lower);
    let link = match (name, digits) {
        ("or", "") => Link::Or,
        ("and", "") => Link::And,
        ("not", "") if lexer.tokens.last().is_some_and(|it| it.kind == AND) => {
            let hint = "write a not b";
            return lexer.error(written.len(), "Factiva excludes with `not` alone", hint);
        }
        ("not", "") => Link::ButNot,
        ("same", "") => Link::Same(Unit::Paragraph),
        ("adj", "") if !lexer.text[run.end..].trim_start().starts_with(is_digit) => {
            Link::Near { words: 0, ordered: true }
        }
        ("adj", "") => {
            let hint = "write adj5 in one word; to look for a figure, quote it";
            return lexer.error(
                written.len(),
                "a number after `adj` must touch it",
                hint,
            );
        }
        ("adj" | "w/", _) => match steps::window(digits, true) {
            Some(link) => link,
            None => return steps::refuse_window(lexer, written),
        },
        ("near", "") => return steps::refuse_window(lexer, written),
        ("near", _) => match steps::window(digits, false) {
            Some(link) => link,
            None => return steps::refuse_window(lexer, written),
        },
        ("date" | "upd", "") => return dates::factiva(lexer, run),
        ("atleast", _) if !digits.is_empty() => {
            let kind = operators::read(&lower).map_err(|fault| fault.at(run.clone()))?;
            lexer.push(kind.expect("atleast and a number is an operator"), run);
            return Ok(());
        }
        _ => return plain(lexer, next, run),
    };
    lexer.push(Kind::Link(link), run);
    Ok(())
}

fn plain(lexer: &mut Lexer<'_>, next: char, run: Range<usize>) -> Result<(), QueryError> {
    let written = &lexer.text[run.clone()];
    if run.is_empty() {
        return steps::word(lexer, next);
    }
    if let Some(at) = written.find('$').filter(|at| *at > 0)
        && written[at + 1..].starts_with(|it: char| it.is_ascii_digit())
    {
        let hint = format!("write {}* for any ending", &written[..at]);
        return lexer.error(
            written.len(),
            "endings of a given length have no equivalent",
            hint,
        );
    }
    if words::has_word(written) && !written.contains(['*', '?']) {
        steps::note_forms(lexer);
    }
    lexer.plain(run)
}

const AND: Kind = Kind::Link(Link::And);

fn is_digit(next: char) -> bool {
    next.is_ascii_digit()
}

/// `/N5/`, and `/F20/`, which has no equivalent.
fn slashed(lexer: &mut Lexer<'_>) -> Result<bool, QueryError> {
    let Some((letter, digits)) = slashed_number(lexer.rest()) else { return Ok(false) };
    let length = digits.len() + 3;
    if letter.eq_ignore_ascii_case(&b'f') {
        let message = "the first words of an article cannot be searched apart";
        return lexer.error(
            length,
            message,
            "write titre:… or chapo:… for what opens an article",
        );
    }
    match steps::window(digits, false) {
        Some(link) => lexer.push_next(Kind::Link(link), length),
        None => return steps::refuse_window(lexer, &lexer.rest()[..length]),
    }
    Ok(true)
}

/// The letter and the number of `/N5/` at the beginning of `rest`.
fn slashed_number(rest: &str) -> Option<(u8, &str)> {
    let letter = *rest.strip_prefix('/')?.as_bytes().first()?;
    let digits = rest.get(2..)?;
    let digits = &digits[..digits.bytes().take_while(u8::is_ascii_digit).count()];
    let sound = b"nNfF".contains(&letter)
        && !digits.is_empty()
        && rest[2 + digits.len()..].starts_with('/');
    sound.then_some((letter, digits))
}

/// `hd=`, `by=`, `wc>500`.
fn field(lexer: &mut Lexer<'_>) -> Result<bool, QueryError> {
    let rest = lexer.rest();
    let Some(length) =
        rest.find(|it: char| !it.is_ascii_alphabetic()).filter(|it| *it > 0)
    else {
        return Ok(false);
    };
    let name = rest[..length].to_lowercase();
    let sign = rest[length..].chars().next();
    if name == "wc" && matches!(sign, Some('>' | '<' | '=')) {
        // The value must touch its field: `>` is part of it, `=` is not.
        let equal = usize::from(sign == Some('='));
        lexer.push_next(Kind::Field(Field::Size), length + equal);
        steps::value(lexer);
        return Ok(true);
    }
    if sign != Some('=') {
        return Ok(false);
    }
    let field = match name.as_str() {
        "hd" => Field::Text(TextField::Title),
        "by" => Field::Name(NameField::Author),
        _ => {
            let message = format!("`{name}=` could not be verified in Factiva");
            let hint =
                "hd=, by= and wc> are read; write the rest as source: langue: date:";
            return lexer.error(length + 1, message, hint);
        }
    };
    steps::field(lexer, field, length + 1);
    Ok(true)
}
