//! Fields and the values that are not words.

use super::Lexer;
use crate::query::error::QueryError;
use crate::query::fields::{self, Field};
use crate::query::token::Kind;
use crate::query::words::{self, is_word_char};
use crate::query::{QueryNote, foreign, operators, quotes};

impl<'a> Lexer<'a> {
    /// `titre:` right before its value. A colon beside a space is punctuation, and so is
    /// one after something that is not made of letters, as in `12:30`.
    pub(super) fn field(&mut self) -> Result<bool, QueryError> {
        let rest = self.rest();
        let length = rest.find(|next: char| !next.is_alphabetic() && next != '_');
        if let Some(length) = length {
            self.spaced_field(&rest[..length], &rest[length..]);
        }
        let Some((name, value)) = length.and_then(|length| {
            let value = rest[length..].strip_prefix(':')?;
            (length > 0 && !value.starts_with("//")).then(|| (&rest[..length], value))
        }) else {
            return Ok(false);
        };
        let next = value.chars().next();
        let Some(field) = Field::named(name) else {
            let begins = next.is_some_and(|it| is_word_char(it) || quotes::is_mark(it));
            return if begins { self.unknown_field(name) } else { Ok(false) };
        };
        let Some(next) = next.filter(|next| !next.is_whitespace()) else {
            self.note(QueryNote::FieldAsWord { name: format!("{name}:") });
            return Ok(false);
        };
        if next == '-' && !field.is_raw() {
            let name = field.name();
            return self.error(
                rest.len() - value.len() + 1,
                "a field cannot be given what to exclude",
                format!("to exclude, put the sign before the field: -{name}:…"),
            );
        }
        self.push_next(Kind::Field(field), rest.len() - value.len());
        if field.is_raw() {
            if next == '(' {
                self.raw.push(Some(field));
                self.push_next(Kind::Open, 1);
            } else {
                self.raw_value(field)?;
            }
        }
        Ok(true)
    }

    /// `titre : cloud`, as French is printed: words, which a note tells.
    fn spaced_field(&mut self, name: &str, rest: &str) {
        let colon = rest.trim_start();
        let is_spaced = colon.len() < rest.len() && colon.starts_with(':');
        if is_spaced && Field::named(name).is_some() {
            self.note(QueryNote::FieldAsWord { name: format!("{name}:") });
        }
    }

    fn unknown_field(&self, name: &str) -> Result<bool, QueryError> {
        let at = self.at + name.len() + 1;
        let value = if self.text[at..].starts_with(quotes::is_mark) {
            quotes::read(self.text, at)?.0
        } else {
            at..words::run_end(self.text, at, |_, _| false)
        };
        let value = self.text[value].trim();
        let near: Vec<String> =
            fields::near(name).iter().map(|known| format!("{known}:")).collect();
        let hint = if let Some(advice) = foreign::advice(name, value) {
            advice
        } else if near.is_empty() {
            format!(
                "for words, leave a space after the colon; the fields are {}",
                fields::all()
            )
        } else {
            format!(
                "did you mean {}? For words, leave a space after the colon",
                near.join(" or ")
            )
        };
        self.error(name.len() + 1, format!("there is no field `{name}:`"), hint)
    }

    /// An item among the values in parentheses of a raw field.
    pub(super) fn grouped_value(&mut self, field: Field) -> Result<(), QueryError> {
        let run = self.raw_run(field);
        if let Some(kind) = operators::boolean(run) {
            self.push_next(kind, run.len());
        } else if !self.minus() {
            self.raw_value(field)?;
        }
        Ok(())
    }

    /// The value of a raw field: quoted, or all there is up to a space.
    fn raw_value(&mut self, field: Field) -> Result<(), QueryError> {
        let start = self.at;
        if self.peek().is_some_and(quotes::is_mark) {
            let (inside, end) = quotes::read(self.text, start)?;
            let text = self.text[inside].trim().to_owned();
            self.push(Kind::Value { text, quoted: true }, start..end);
        } else {
            let text = self.raw_run(field);
            if text.is_empty() {
                return Ok(()); // the parser will miss the value
            }
            let kind = Kind::Value { text: text.to_owned(), quoted: false };
            self.push_next(kind, text.len());
        }
        Ok(())
    }

    /// A run of the query up to a space, a quotation mark, `|` or a parenthesis it does
    /// not open. A size keeps its thousands together.
    fn raw_run(&self, field: Field) -> &'a str {
        let mut depth = 0;
        let rest = self.rest();
        let end = rest.char_indices().find(|(offset, next)| {
            depth += i32::from(*next == '(') - i32::from(*next == ')');
            let at = self.at + offset;
            let figure =
                field == Field::Size && words::joins_figure(self.text, self.at, at);
            depth < 0
                || (next.is_whitespace() && !figure)
                || *next == '|'
                || quotes::is_mark(*next)
        });
        end.map_or(rest, |(offset, _)| &rest[..offset])
    }
}
