//! Europresse. Verified: `&`, `|`, `!` and their words, phrases, `mot*`, `mot+` (all its
//! forms), `>2` (more than two), `TIT_HEAD=` and `TEXT=`. What a space means, which of
//! `&` and `|` comes first, proximity, `LEAD=`, `OU` and `SAUF` could not be verified.

use super::steps;
use crate::query::error::QueryError;
use crate::query::fields::Field;
use crate::query::lexer::Lexer;
use crate::query::operators;
use crate::query::parser::{NATIVE, Rules};
use crate::query::signs::{self, Sign};
use crate::query::token::{Kind, Link};
use crate::query::{TextField, quotes, words};
use std::ops::Range;

pub(super) const RULES: Rules = Rules {
    or: 1,
    and: 1,
    but_not: 1,
    beside: None,
    beside_hint: "write & between the words, or put a phrase between quotation marks",
    ..NATIVE
};

pub(super) fn step(lexer: &mut Lexer<'_>, next: char) -> Result<(), QueryError> {
    if steps::parenthesis(lexer, next) {
        return Ok(());
    }
    match next {
        '&' => lexer.push_next(Kind::Link(Link::And), 1),
        '|' => lexer.push_next(Kind::Link(Link::Or), 1),
        '!' => lexer.push_next(Kind::Link(Link::ButNot), 1),
        '>' | '<' => return mentions(lexer),
        '%' if lexer.rest()[1..].starts_with(|it: char| it.is_ascii_digit()) => {
            let hint = "write the query in kiosque's own language: a PRES/5 b";
            return lexer.error(1, "proximity in Europresse could not be verified", hint);
        }
        _ if quotes::is_mark(next) => {
            steps::note_forms(lexer);
            return steps::quotation(lexer, &['*'], &[]);
        }
        _ => return word(lexer, next),
    }
    Ok(())
}

/// `>2`: more than two, even after a space.
fn mentions(lexer: &mut Lexer<'_>) -> Result<(), QueryError> {
    let Some((sign @ Sign::Compare { .. }, length)) = signs::suffix(lexer.rest()) else {
        return lexer.error(
            1,
            "a number must follow",
            "write >2 for more than two mentions",
        );
    };
    let Some(last) = lexer.tokens.last().filter(|last| last.kind.takes_signs()) else {
        return lexer.error(
            length,
            "this number applies to nothing",
            "write it after a word",
        );
    };
    let span = lexer.at..lexer.at + length;
    let kind =
        operators::sign(&last.kind, sign).map_err(|fault| fault.at(span.clone()))?;
    lexer.push(kind, span);
    Ok(())
}

fn word(lexer: &mut Lexer<'_>, next: char) -> Result<(), QueryError> {
    if key(lexer)? {
        return Ok(());
    }
    let end = words::run_end(lexer.text, lexer.at, |_, next| {
        matches!(next, '&' | '>' | '<' | '~')
    });
    let run = lexer.at..end;
    let written = &lexer.text[run.clone()];
    match written.to_uppercase().as_str() {
        "" => return steps::word(lexer, next),
        "AND" | "ET" => lexer.push(Kind::Link(Link::And), run),
        "OR" => lexer.push(Kind::Link(Link::Or), run),
        "WITHOUT" | "SANS" => lexer.push(Kind::Link(Link::ButNot), run),
        "OU" | "SAUF" | "NOT" => {
            let message =
                format!("`{written}` could not be verified as an operator of Europresse");
            return lexer.error(written.len(), message, "write & | or !");
        }
        _ => match written.strip_suffix('+').filter(|word| !word.ends_with('+')) {
            Some(word) if words::has_word(word) => {
                lexer.plain(run.start..run.end - 1)?;
                lexer.at = run.end;
            }
            _ => return plain(lexer, run),
        },
    }
    Ok(())
}

/// A word, whose form alone is meant unless `+` follows it.
fn plain(lexer: &mut Lexer<'_>, run: Range<usize>) -> Result<(), QueryError> {
    let written = &lexer.text[run.clone()];
    if written.trim_end_matches('*').contains(['*', '?']) {
        let hint = "only `*` at the end of a word is one";
        return lexer.error(written.len(), "no such truncation in Europresse", hint);
    }
    if words::has_word(written) && !written.ends_with('*') {
        steps::note_forms(lexer);
    }
    lexer.plain(run)
}

/// `TIT_HEAD=`, `TEXT=`.
fn key(lexer: &mut Lexer<'_>) -> Result<bool, QueryError> {
    let rest = lexer.rest();
    let length = rest.find(|it: char| !it.is_ascii_alphabetic() && it != '_');
    let Some(length) =
        length.filter(|length| *length > 0 && rest[*length..].starts_with('='))
    else {
        return Ok(false);
    };
    let field = match rest[..length].to_uppercase().as_str() {
        "TIT_HEAD" => TextField::Title,
        "TEXT" => TextField::Body,
        _ => {
            let message =
                format!("`{}=` could not be verified in Europresse", &rest[..length]);
            let hint = "TIT_HEAD= and TEXT= are read; write the rest as titre: chapo: source: date:";
            return lexer.error(length + 1, message, hint);
        }
    };
    steps::field(lexer, Field::Text(field), length + 1);
    Ok(true)
}
