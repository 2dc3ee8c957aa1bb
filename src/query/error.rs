//! What is wrong with a query: where, what, and what to write instead.

use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Columns a drawn query takes at most, however wide the terminal, and at least.
const WIDEST: usize = 76;
const NARROWEST: usize = 16;

/// A query that cannot be honoured as it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// The bytes of the query that are at fault, on character borders.
    pub span: Range<usize>,
    /// What is wrong, lower case, without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl QueryError {
    pub(super) fn new(
        span: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self { span, message: message.into(), hint: hint.into() }
    }

    /// Two lines: the query (its line at fault, cut to so many columns) and carets under
    /// the fault. Control characters are drawn as `�`, so that a pasted query cannot talk
    /// to the terminal.
    pub fn draw(&self, query: &str, columns: usize) -> String {
        let columns = columns.clamp(NARROWEST, WIDEST);
        // A little more is kept on the left of the fault, which says how it came there.
        let most_before = columns / 2 + 2;
        let start = query[..self.span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = query[start..].find('\n').map_or(query.len(), |at| start + at);
        let mut before: Vec<char> = shown(&query[start..self.span.start]);
        let fault =
            shown(&query[self.span.start..self.span.end.clamp(self.span.start, end)]);
        let mut after = shown(&query[self.span.end.clamp(self.span.start, end)..end]);
        if width(&before) > most_before {
            let mut taken = 0;
            let kept = before.iter().rev().take_while(|next| {
                taken += next.width().unwrap_or(0);
                taken < most_before
            });
            let start = before.len() - kept.count();
            before.splice(..start, ['…']);
        }
        let room = columns - width(&before);
        let carets = width(&fault).clamp(1, room);
        let line = clip([fault, std::mem::take(&mut after)].concat(), room);
        let text: String = before.iter().chain(&line).collect();
        format!("{text}\n{}{}", " ".repeat(width(&before)), "^".repeat(carets))
    }
}

/// The characters as they may be drawn: one or two columns each.
fn shown(text: &str) -> Vec<char> {
    text.chars()
        .map(|next| match next {
            '\t' => ' ',
            _ if next.is_control() => '\u{fffd}',
            _ => next,
        })
        .collect()
}

fn width(text: &[char]) -> usize {
    text.iter().map(|next| next.width().unwrap_or(0)).sum()
}

/// `text` in `room` columns at most, ended by `…` when something is cut.
fn clip(mut text: Vec<char>, room: usize) -> Vec<char> {
    if width(&text) > room {
        let mut taken = 0;
        text.retain(|next| {
            taken += next.width().unwrap_or(0);
            taken < room
        });
        text.push('…');
    }
    text
}

/// A fault whose place the caller knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) hint: String,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }

    pub(super) fn at(self, span: Range<usize>) -> QueryError {
        QueryError::new(span, self.message, self.hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(query: &str, fault: &str, expected: &str) {
        let start = query.find(fault).unwrap();
        let error = QueryError::new(start..start + fault.len(), "", "");
        assert_eq!(error.draw(query, WIDEST), expected);
    }

    #[test]
    fn carets_stand_under_the_fault() {
        case("a ET (b", "(", "a ET (b\n     ^");
        case("été OU tite:x", "tite:", "été OU tite:x\n       ^^^^^");
        case("日本 ET", "ET", "日本 ET\n     ^^");
        case("e\u{301}t ET", "ET", "e\u{301}t ET\n   ^^");
    }

    #[test]
    fn a_query_that_is_too_long_is_drawn_at_once() {
        let query = "cloud ".repeat(200_000); // minutes, if the time grew with its square
        let end = query.len();
        let text = QueryError::new(end - 60_000..end, "", "").draw(&query, WIDEST);
        assert!(text.starts_with("…") && text.ends_with('^'));
    }

    #[test]
    fn one_line_without_control_characters() {
        case("a\nb (c\nd", "(", "b (c\n  ^");
        case("\u{1b}[31m (", "(", "\u{fffd}[31m (\n      ^");
    }

    #[test]
    fn long_queries_are_cut() {
        let query = format!("{}({}", "é".repeat(100), "b".repeat(100));
        for (columns, drawn) in [(200, WIDEST), (38, 38), (3, NARROWEST)] {
            let text = QueryError::new(200..201, "", "").draw(&query, columns);
            let (line, carets) = text.split_once('\n').unwrap();
            assert_eq!(line.chars().count(), drawn);
            assert_eq!(line.chars().position(|next| next == '('), carets.find('^'));
            assert!(line.starts_with('…') && line.ends_with('…'));
        }
    }
}
