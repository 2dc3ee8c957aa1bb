//! What is read as a text has it, though its writer may have meant an operator: the query
//! is no other for it, and a note says so.

use super::Lexer;
use crate::query::token::{Kind, Token};
use crate::query::words::{self, is_word_char};
use crate::query::{QueryNote, Spelling, foreign, operators, quotes};
use std::ops::Range;

/// Dashes, the hyphen of the keyboard first: word processors make the others of it.
const DASHES: &[char] = &['-', '–', '—', '−', '‐', '‑', '―'];

/// Longest number of a window that roads and others may have as a name: `N5`, `W10`.
const DIGITS: usize = 2;

/// Fewest letters of the words of `macron&philippe`; shorter ones are a name, as `R&D`.
const LETTERS: usize = 3;

impl Lexer<'_> {
    /// Passes dashes that touch what follows and do not exclude it: any but `-` at the
    /// beginning of a word, and a `-` with no space before it or twice.
    pub(super) fn dash(&mut self) -> bool {
        let after = self.rest().trim_start_matches(DASHES);
        let end = self.text.len() - after.len();
        let before = self.text[..self.at].chars().next_back();
        let begins = match self.peek() {
            Some('-') => !before.is_some_and(is_word_char),
            _ => before.is_none_or(|it| it.is_whitespace() || it == '(' || it == '|'),
        };
        if end == self.at || !begins {
            return false;
        }
        let Some(next) = self.touched(end) else { return false };
        let dash = self.text[self.at..end].to_owned();
        self.note(QueryNote::Dash { dash, next });
        self.at = end;
        true
    }

    /// The word, quotation or parenthesis at `at`; apostrophes do not quote a word.
    fn touched(&self, at: usize) -> Option<String> {
        let rest = &self.text[at..];
        if rest.starts_with('(') {
            return Some("(…)".to_owned());
        }
        if rest.starts_with(quotes::is_mark) {
            let (_, end) = quotes::read(self.text, at).ok()?;
            return Some(self.text[at..end].to_owned());
        }
        let bare = rest.trim_start_matches(['=', '\'', '’', '‘']);
        let start = self.text.len() - bare.len();
        let run = start..words::word_end(self.text, start, words::SIGNS);
        let core =
            words::core(self.text, run, true).filter(|core| core.start == start)?;
        Some(self.text[core].to_owned())
    }

    /// Says of a `!` right after a word in lower case that it truncates nothing. Where it
    /// ends the query or a capital follows, it is the end of an exclamation.
    pub(super) fn note_truncation(&mut self) {
        let Some(after) = self.rest().strip_prefix('!') else { return };
        let Some(Token { kind: Kind::Word(word), span }) = self.tokens.last() else {
            return;
        };
        let lower = word.text.chars().all(char::is_lowercase);
        if span.end != self.at || !lower || word.spelling != Spelling::Plain {
            return;
        }
        let next = after.trim_start();
        let run = &next[..words::run_end(next, 0, |_, _| false)];
        let goes_on = run.starts_with(char::is_lowercase)
            || next.starts_with([')', '|'])
            || operators::read(run).is_ok_and(|kind| kind.is_some())
            || (next.is_empty() && self.tokens.len() == 1);
        if goes_on {
            let word = word.text.clone();
            self.note(QueryNote::Exclamation { word });
        }
    }

    /// Says of a run that is a word here that it is an operator elsewhere, or nearly one.
    pub(super) fn note_operator(&mut self, run: Range<usize>) {
        let written = &self.text[run.clone()];
        let operator = written.to_owned();
        if operators::needs_number(written) {
            let native = format!("{written}/5");
            self.note(QueryNote::OperatorAsWord { operator, native });
        } else if foreign::EXCLUSIONS.contains(&written) {
            let native = "SAUF".to_owned();
            self.note(QueryNote::OperatorAsWord { operator, native });
        } else if let Some(native) = window(written)
            && self.between_words(run.end)
        {
            self.note(QueryNote::OperatorAsWord { operator, native });
        } else if is_glued_pair(written) && !self.in_field() {
            self.note(QueryNote::SideBySide { words: operator });
        }
    }

    /// Whether words stand right before and right after what ends at `end`.
    fn between_words(&self, end: usize) -> bool {
        let next = self.text[end..].trim_start();
        let run = &next[..words::run_end(next, 0, |_, _| false)];
        let last = self.tokens.last().map(|token| &token.kind);
        matches!(last, Some(Kind::Word(_) | Kind::Quoted(_)))
            && next.len() < self.text.len() - end
            && (run.starts_with(is_word_char) || next.starts_with(quotes::is_mark))
            && operators::read(run).is_ok_and(|kind| kind.is_none())
    }

    fn in_field(&self) -> bool {
        matches!(self.tokens.last(), Some(Token { kind: Kind::Field(_), .. }))
    }
}

/// What to write for EBSCO's `N5` and `W5`.
fn window(written: &str) -> Option<String> {
    let number = written.strip_prefix(['N', 'W'])?;
    let sound = (1..=DIGITS).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit());
    let name = if written.starts_with('N') { "PRES" } else { "AVANT" };
    sound.then(|| format!("{name}/{number}"))
}

/// Whether `written` is two words and the `&` between them.
fn is_glued_pair(written: &str) -> bool {
    let word = |text: &str| {
        text.chars().count() >= LETTERS && text.chars().all(char::is_alphabetic)
    };
    written.split_once('&').is_some_and(|(left, right)| word(left) && word(right))
}
