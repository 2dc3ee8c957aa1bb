//! The signs before a word: `-`, `=`, `@`.

use super::Lexer;
use crate::query::error::QueryError;
use crate::query::token::Kind;
use crate::query::words::{self, is_word_char};
use crate::query::{QueryNote, quotes};

impl Lexer<'_> {
    /// `-` right before what it excludes, at the beginning of a word.
    pub(super) fn minus(&mut self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        let free = before.is_none_or(|it| it.is_whitespace() || it == '(' || it == '|');
        let rest = self.rest().strip_prefix('-').filter(|_| free);
        let excludes = rest.is_some_and(|rest| {
            words::begins_word(self.text, self.at + 1, words::SIGNS)
                || rest.starts_with(['(', '=', '@', '*'])
                || rest.starts_with(quotes::is_mark)
        });
        if excludes {
            if rest.is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_digit())) {
                let end = words::word_end(self.text, self.at + 1, words::SIGNS);
                let figure = self.text[self.at..end].to_owned();
                self.note(QueryNote::ExcludedFigure { figure });
            }
            self.push_next(Kind::Minus, 1);
        }
        excludes
    }

    /// `=mot`, `="…"`.
    pub(super) fn equals(&mut self) -> Result<bool, QueryError> {
        let Some(rest) = self.rest().strip_prefix('=') else { return Ok(false) };
        let start = self.at;
        if rest.starts_with(quotes::is_mark) {
            self.at += 1;
            self.quotation(start, true)?;
        } else if words::begins_word(self.text, start + 1, words::SIGNS) {
            let end = words::word_end(self.text, start + 1, words::SIGNS);
            let core = words::core(self.text, start + 1..end, true);
            let Some(core) = core else {
                return self.error(1, "`=` applies to no word", "write =mot or =\"…\"");
            };
            let mut word = words::plain_or_pattern(&self.text[core.clone()]);
            let span = start..core.end;
            words::make_exact(&mut word).map_err(|fault| fault.at(span.clone()))?;
            self.push(Kind::Word(word), span);
            self.at = end;
        } else if rest.starts_with('(') {
            return self.error(
                1,
                "`=` cannot apply to a group",
                "write = before each word",
            );
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// `@nom`, `@"nom en plusieurs mots"`.
    pub(super) fn saved(&mut self) -> Result<bool, QueryError> {
        let Some(rest) = self.rest().strip_prefix('@') else { return Ok(false) };
        let start = self.at;
        let name = if rest.starts_with(quotes::is_mark) {
            let (inside, end) = quotes::read(self.text, start + 1)?;
            self.at = end;
            self.text[inside].trim()
        } else {
            let end = rest.find(|it| !is_word_char(it) && !matches!(it, '-' | '_' | '.'));
            let name =
                rest[..end.unwrap_or(rest.len())].trim_end_matches(['-', '_', '.']);
            if !name.starts_with(is_word_char) {
                return Ok(false);
            }
            self.at += 1 + name.len();
            name
        };
        let span = start..self.at;
        if name.is_empty() {
            let hint = "write @ and the name of a saved query";
            return Err(QueryError::new(span, "this saved query has no name", hint));
        }
        self.push(Kind::Saved(name.to_owned()), span);
        Ok(true)
    }
}
