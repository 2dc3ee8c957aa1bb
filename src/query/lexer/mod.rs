//! Text → tokens with the bytes they take. Punctuation between words is passed over, as
//! the splitter of articles does; every sign of the grammar becomes a token or an error.

mod doubts;
mod fields;
mod prefixes;

use super::error::QueryError;
use super::fields::Field;
use super::signs::{self, Sign};
use super::token::{Kind, Link, Token};
use super::{QueryNote, Spelling, Word};
use super::{foreign, operators, quotes, words};
use std::ops::Range;

/// The tokens of a query and what is to be said of their reading.
pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    pub(super) notes: Vec<QueryNote>,
}

/// Cuts `text` into the tokens of the native language.
pub(super) fn lex(text: &str) -> Result<Lexed, QueryError> {
    lex_with(text, step)
}

/// Cuts `text` with a function that reads whatever begins with a character. A plain word
/// that the native language would not read as itself comes as a quotation.
pub(super) fn lex_with(
    text: &str,
    step: impl Fn(&mut Lexer<'_>, char) -> Result<(), QueryError>,
) -> Result<Lexed, QueryError> {
    let mut lexed = cut(text, step)?;
    for token in &mut lexed.tokens {
        if let Kind::Word(word) = &token.kind
            && word.spelling == Spelling::Plain
            && !is_bare(word)
        {
            token.kind = Kind::Quoted(vec![word.clone()]);
        }
    }
    Ok(lexed)
}

/// Whether `word`, with its signs but without quotation marks, is read as itself in the
/// native language; `OU` and `titre:x` are not.
pub(super) fn is_bare(word: &Word) -> bool {
    let text = words::with_signs(word);
    cut(&text, step).is_ok_and(|lexed| {
        let token = Token { kind: Kind::Word(word.clone()), span: 0..text.len() };
        lexed.tokens == [token] && lexed.notes.is_empty()
    })
}

fn cut(
    text: &str,
    step: impl Fn(&mut Lexer<'_>, char) -> Result<(), QueryError>,
) -> Result<Lexed, QueryError> {
    let mut lexer =
        Lexer { text, at: 0, tokens: Vec::new(), notes: Vec::new(), raw: Vec::new() };
    while let Some(next) = lexer.peek() {
        step(&mut lexer, next)?;
    }
    Ok(Lexed { tokens: lexer.tokens, notes: lexer.notes })
}

/// Reads what begins with `next`.
fn step(lexer: &mut Lexer<'_>, next: char) -> Result<(), QueryError> {
    let field = lexer.raw.last().copied().flatten();
    match next {
        _ if next.is_whitespace() => lexer.at += next.len_utf8(),
        '(' => {
            lexer.raw.push(field);
            lexer.push_next(Kind::Open, 1);
        }
        ')' => {
            lexer.raw.pop();
            lexer.push_next(Kind::Close, 1);
        }
        '|' => {
            let length = if lexer.rest().starts_with("||") { 2 } else { 1 };
            lexer.push_next(Kind::Link(Link::Or), length);
        }
        '»' => {
            let hint = "open it with «, or leave it out";
            return lexer.error(2, "the quotation mark `»` closes nothing", hint);
        }
        _ => {
            return match field {
                Some(field) => lexer.grouped_value(field),
                None if quotes::is_mark(next) => lexer.quotation(lexer.at, false),
                None => lexer.word(next),
            };
        }
    }
    Ok(())
}

/// A text being cut.
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) tokens: Vec<Token>,
    notes: Vec<QueryNote>,
    /// For each open parenthesis, the field whose raw values it groups.
    raw: Vec<Option<Field>>,
}

impl<'a> Lexer<'a> {
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn push(&mut self, kind: Kind, span: Range<usize>) {
        self.at = self.at.max(span.end);
        self.tokens.push(Token { kind, span });
    }

    pub(super) fn push_next(&mut self, kind: Kind, length: usize) {
        self.push(kind, self.at..self.at + length);
    }

    pub(super) fn error<T>(
        &self,
        length: usize,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Result<T, QueryError> {
        Err(QueryError::new(self.at..self.at + length, message, hint))
    }

    /// A quotation whose mark comes next and whose token begins at `from`.
    pub(super) fn quotation(
        &mut self,
        from: usize,
        exact: bool,
    ) -> Result<(), QueryError> {
        let (inside, end) = quotes::read(self.text, self.at)?;
        let words = words::quoted(self.text, inside, exact)?;
        if words.is_empty() {
            let message = "these quotation marks hold no word";
            let hint = "write the words of the phrase between them";
            return Err(QueryError::new(from..end, message, hint));
        }
        self.push(Kind::Quoted(words), from..end);
        Ok(())
    }

    /// Anything that is neither a space, a parenthesis nor a quotation mark.
    fn word(&mut self, next: char) -> Result<(), QueryError> {
        if self.sign()? || self.minus() || self.dash() {
            return Ok(());
        }
        self.note_truncation();
        foreign::refuse(self.text, self.at)?;
        if self.equals()? || self.saved()? || self.field()? {
            return Ok(());
        }
        let end = words::word_end(self.text, self.at, words::SIGNS);
        if end == self.at {
            self.at += next.len_utf8();
            return Ok(());
        }
        let run = self.at..operators::window_end(&self.text[..end], self.at);
        let written = &self.text[run.clone()];
        if let Some(kind) =
            operators::read(written).map_err(|fault| fault.at(run.clone()))?
        {
            self.push(kind, run);
            return Ok(());
        }
        self.note_operator(run.clone());
        self.plain(run)
    }

    /// A word, a pattern, `*`, or punctuation.
    pub(super) fn plain(&mut self, run: Range<usize>) -> Result<(), QueryError> {
        let written = &self.text[run.clone()];
        if written.strip_prefix('+').is_some_and(|it| it.starts_with(char::is_alphabetic))
        {
            self.note(QueryNote::Plus { word: written.to_owned() });
        }
        if written.bytes().all(|byte| byte == b'*') {
            self.push(Kind::All, run);
        } else if let Some(core) = words::core(self.text, run.clone(), true) {
            let word = words::plain_or_pattern(&self.text[core.clone()]);
            self.numberless(&word.text, core.end..run.end)?;
            self.push(Kind::Word(word), core);
            self.at = run.end;
        } else if written.contains('*') {
            let hint = "write at least one letter beside it, as in souverain*";
            let message = format!("`{written}` is a pattern without a letter");
            return Err(QueryError::new(run, message, hint));
        } else {
            self.at = run.end;
        }
        Ok(())
    }

    /// Refuses `mot>=` before it passes for a word and its punctuation.
    fn numberless(&self, word: &str, tail: Range<usize>) -> Result<(), QueryError> {
        let sign = &self.text[tail.clone()];
        if !sign.starts_with(['>', '<', '≥', '≤']) {
            return Ok(());
        }
        let message = format!("`{sign}` counts mentions and has no number");
        Err(QueryError::new(tail, message, format!("write {word}>=3")))
    }

    /// `~1`, `^2`, `>=3`, which must touch what they apply to.
    fn sign(&mut self) -> Result<bool, QueryError> {
        let last = self.tokens.last_mut().filter(|it| it.span.end == self.at);
        let last = last.filter(|it| it.kind.takes_signs());
        let Some((sign, length)) = signs::suffix(&self.text[self.at..]) else {
            let apart = |sign: char| {
                let after = self.rest().strip_prefix(sign).unwrap_or_default();
                let number = after.trim_start();
                number.len() < after.len()
                    && number.starts_with(|it: char| it.is_ascii_digit())
            };
            let stray = [">=", "≥", ">", "<"].into_iter().find(|sign| {
                self.rest().starts_with(sign)
                    && (sign.len() > 1 || sign.starts_with(apart))
            });
            return stray.map_or(Ok(false), |sign| self.stray(sign.len()));
        };
        let span = self.at..self.at + length;
        match (last, sign) {
            (None, Sign::Tilde("") | Sign::Caret("")) => return Ok(false),
            (None, _) => return self.stray(length),
            (
                Some(Token { kind: Kind::Word(word), span: place }),
                Sign::Tilde(digits),
            ) => {
                place.end = span.end;
                let made = words::make_fuzzy(word, digits);
                made.map_err(|fault| fault.at(place.clone()))?;
                self.at = span.end;
            }
            (Some(token), sign) => {
                let kind = operators::sign(&token.kind, sign);
                self.push(kind.map_err(|fault| fault.at(span.clone()))?, span);
            }
        }
        Ok(true)
    }

    fn stray(&self, length: usize) -> Result<bool, QueryError> {
        let sign = &self.rest()[..length];
        let number =
            if sign.ends_with(|it: char| it.is_ascii_digit()) { "" } else { "3" };
        let quoted = sign.starts_with('~')
            && matches!(self.tokens.last(), Some(Token { kind: Kind::Quoted(_), .. }));
        let word = if quoted { "\"a b\"" } else { "mot" };
        let hint = format!(
            "write it right after its word, without a space: {word}{sign}{number}"
        );
        self.error(length, format!("`{sign}` applies to nothing"), hint)
    }

    pub(super) fn note(&mut self, note: QueryNote) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}
