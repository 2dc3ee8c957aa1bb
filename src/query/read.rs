//! The doors of the layer: what was typed, read whole.

use super::error::QueryError;
use super::fields::{self, Field};
use super::token::{Kind, Link};
use super::{In, Query, QueryNote};
use super::{lexer, parser, questions, quotes, values, words};
use crate::article::Date;

/// Longest query, in bytes.
pub const LONGEST: usize = 64 * 1024;

/// What the reading of a query depends on, apart from its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// The day it is asked, for `date:7j`.
    pub today: Date,
}

/// A query and what its reader must know about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// How the text was read.
    pub query: Query,
    /// To be told on the side.
    pub notes: Vec<QueryNote>,
    /// Whether `ET` was typed, or a tool whose words are all required was meant: to make
    /// do with some of the words would be another query.
    pub insists: bool,
}

/// Reads a query in the native language (`docs/query.md`).
pub fn parse(text: &str, context: &Context) -> Result<Parsed, QueryError> {
    check_length(text)?;
    let mut lexed = lexer::lex(text)?;
    if lexed.tokens.is_empty() {
        return Err(no_word(text));
    }
    lexed.notes.extend(questions::read(&mut lexed.tokens));
    let (query, notes) = parser::parse(&lexed.tokens, *context, &parser::NATIVE)?;
    lexed.notes.extend(notes);
    let insists = lexed.tokens.iter().any(|token| token.kind == Kind::Link(Link::And));
    Ok(Parsed { query, notes: lexed.notes, insists })
}

/// Reads a text in which no sign is an operator: all its words.
pub fn literal(text: &str) -> Result<Query, QueryError> {
    check_length(text)?;
    let words = words::literal(text).into_iter();
    let mut parts: Vec<Query> = words.map(parser::single).collect();
    match parts.len() {
        0 => Err(no_word(text)),
        1 => Ok(parts.remove(0)),
        _ => Ok(Query::And { parts }),
    }
}

/// The condition that an option of the command line puts on a field: `value` as it would
/// stand between quotation marks, `inconnu` apart. Spans are those of `value`.
pub fn filter(field: &str, value: &str, context: &Context) -> Result<Query, QueryError> {
    check_length(value)?;
    let Some(found) = Field::named(field) else {
        let message = format!("there is no field `{field}:`");
        return Err(QueryError::new(0..value.len(), message, fields::all()));
    };
    let place = 0..value.len();
    if value.trim().is_empty() {
        let message = format!("{}: has no value", found.name());
        return Err(QueryError::new(place, message, "write one"));
    }
    if !quotes::can_quote(value) {
        let message = "the quotation marks of this value do not pair";
        return Err(QueryError::new(place, message, "leave them out"));
    }
    if found.is_raw() {
        return values::raw(found, value.trim(), false, *context)
            .map_err(|it| it.at(place));
    }
    let mut words = words::quoted(value, place.clone(), false)?;
    if words.is_empty() {
        return Err(no_word(value));
    }
    match found {
        Field::Text(field) => {
            let one = words.len() == 1;
            let part =
                if one { parser::single(words.remove(0)) } else { parser::phrase(words) };
            let part = Box::new(part);
            Ok(Query::In(In { field, part }))
        }
        _ => values::words(found, words, false).map_err(|fault| fault.at(place)),
    }
}

pub(super) fn check_length(text: &str) -> Result<(), QueryError> {
    if text.len() <= LONGEST {
        return Ok(());
    }
    let start = (0..=LONGEST).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let message = format!("the query is longer than {} kB", LONGEST / 1024);
    let hint = "cut it, or run its parts one after the other";
    Err(QueryError::new(start..text.len(), message, hint))
}

pub(super) fn no_word(text: &str) -> QueryError {
    let empty = text.trim().is_empty();
    let message =
        if empty { "the query is empty" } else { "there is no word in the query" };
    QueryError::new(0..text.len(), message, "write a word, or * for every article")
}
