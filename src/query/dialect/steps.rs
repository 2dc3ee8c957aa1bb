//! What the readers of the other languages share.

use crate::query::QueryNote;
use crate::query::error::QueryError;
use crate::query::fields::Field;
use crate::query::lexer::Lexer;
use crate::query::operators::WIDEST;
use crate::query::token::{Kind, Link, Token};
use crate::query::{Spelling, Word, quotes, words};
use std::ops::Range;

/// The run of characters that comes next, up to a space, a parenthesis, a quotation mark
/// or punctuation that parts words.
pub(super) fn run(lexer: &Lexer<'_>) -> Range<usize> {
    lexer.at..words::word_end(lexer.text, lexer.at, &['~'])
}

/// Reads a parenthesis if one comes next.
pub(super) fn parenthesis(lexer: &mut Lexer<'_>, next: char) -> bool {
    match next {
        '(' => lexer.push_next(Kind::Open, 1),
        ')' => lexer.push_next(Kind::Close, 1),
        _ => return false,
    }
    true
}

/// Reads a word of the text, or passes over punctuation.
pub(super) fn word(lexer: &mut Lexer<'_>, next: char) -> Result<(), QueryError> {
    let run = run(lexer);
    if run.is_empty() {
        lexer.at += next.len_utf8();
        return Ok(());
    }
    lexer.plain(run)
}

/// Reads a quotation, in which the other language knows the signs `known` and no other of
/// ours. Those of `lost` mean something there and nothing here.
pub(super) fn quotation(
    lexer: &mut Lexer<'_>,
    known: &[char],
    lost: &[char],
) -> Result<(), QueryError> {
    let start = lexer.at;
    lexer.quotation(start, false)?;
    let Some(Token { kind: Kind::Quoted(found), span }) = lexer.tokens.last() else {
        return Ok(());
    };
    let inside = &lexer.text[span.clone()];
    let ours = found.iter().find_map(|word| match word.spelling {
        Spelling::Plain => None,
        Spelling::Pattern => word
            .text
            .find(|it| matches!(it, '*' | '?') && !known.contains(&it))
            .and_then(|at| word.text[at..].chars().next()),
        Spelling::Exact => Some('='),
        Spelling::Fuzzy(_) => Some('~'),
    });
    let Some(sign) = ours.or_else(|| inside.chars().find(|it| lost.contains(it))) else {
        return Ok(());
    };
    let at = start + inside.find(sign).expect("the sign was found in it");
    let message = format!("`{sign}` between quotation marks has no equivalent");
    let hint = "leave it or the quotation marks out, or write the query in kiosque's own language";
    Err(QueryError::new(at..at + sign.len_utf8(), message, hint))
}

/// Says that inflections are accepted where the other language wants the form typed.
pub(super) fn note_forms(lexer: &mut Lexer<'_>) {
    lexer.note(QueryNote::FormsToo);
}

/// A window of `digits` counted as distances, 1 for words side by side; here the words
/// between are counted.
pub(super) fn window(digits: &str, ordered: bool) -> Option<Link> {
    let distance = digits.parse::<u32>().ok()?;
    let words = distance.checked_sub(1).filter(|words| *words <= WIDEST)?;
    Some(Link::Near { words, ordered })
}

/// `word` without its number: `near5` → `near` and `5`.
pub(super) fn numbered(word: &str) -> (&str, &str) {
    let name = word.trim_end_matches(|next: char| next.is_ascii_digit());
    (name, &word[name.len()..])
}

/// Refuses the window `written`.
pub(super) fn refuse_window<T>(
    lexer: &Lexer<'_>,
    written: &str,
) -> Result<T, QueryError> {
    lexer.error(
        written.len(),
        format!("`{written}` has no sound number of words"),
        format!("give a distance from 1 (side by side) to {WIDEST}"),
    )
}

/// Reads the name of a field that takes `length` bytes; spaces before its value are
/// allowed where the other language allows them.
pub(super) fn field(lexer: &mut Lexer<'_>, field: Field, length: usize) {
    let rest = &lexer.rest()[length..];
    let spaces = rest.len() - rest.trim_start().len();
    lexer.push_next(Kind::Field(field), length + spaces);
}

/// The value that comes next, up to a space or a parenthesis that closes another one.
pub(super) fn value_run<'a>(lexer: &Lexer<'a>) -> &'a str {
    let rest = lexer.rest();
    let ends = |next: char| next.is_whitespace() || next == ')' || quotes::is_mark(next);
    let end = rest.find(ends);
    &rest[..end.unwrap_or(rest.len())]
}

/// Reads the value that comes next.
pub(super) fn value(lexer: &mut Lexer<'_>) {
    let text = value_run(lexer);
    if !text.is_empty() {
        lexer.push_next(Kind::Value { text: text.to_owned(), quoted: false }, text.len());
    }
}

/// Words side by side made one phrase, as Factiva and Nexis read them.
pub(super) fn joined(tokens: Vec<Token>) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    for token in tokens {
        match found.last_mut() {
            Some(last) if is_words(&last.kind) && is_words(&token.kind) => {
                let mut words = words_of(std::mem::replace(&mut last.kind, Kind::All));
                words.extend(words_of(token.kind));
                last.kind = Kind::Quoted(words);
                last.span.end = token.span.end;
            }
            _ => found.push(token),
        }
    }
    found
}

fn is_words(kind: &Kind) -> bool {
    matches!(kind, Kind::Word(_) | Kind::Quoted(_))
}

fn words_of(kind: Kind) -> Vec<Word> {
    match kind {
        Kind::Word(word) => vec![word],
        Kind::Quoted(words) => words,
        _ => Vec::new(),
    }
}
