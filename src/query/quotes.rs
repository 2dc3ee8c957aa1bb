//! Quotation marks: which ones open, what closes them. Apostrophes never quote.

use super::error::QueryError;
use std::ops::Range;

/// Whether it is one of the quotation marks of a query.
pub(super) fn is_mark(next: char) -> bool {
    matches!(next, '"' | '“' | '”' | '„' | '«' | '»')
}

/// What the quotation mark at `at` holds, spaces kept, and where what follows its
/// closing mark begins. Curly and straight marks close each other, as pasted queries mix
/// them; `»` alone closes `«`, and guillemets nest.
pub(super) fn read(text: &str, at: usize) -> Result<(Range<usize>, usize), QueryError> {
    let mark = text[at..].chars().next().expect("a mark stands here");
    let start = at + mark.len_utf8();
    let mut depth = 1;
    for (offset, next) in text[start..].char_indices() {
        match next {
            '«' if mark == '«' => depth += 1,
            '»' if mark == '«' => depth -= 1,
            '"' | '“' | '”' if mark != '«' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let end = start + offset;
            return Ok((start..end, end + next.len_utf8()));
        }
    }
    Err(unclosed(mark, at..start))
}

fn unclosed(mark: char, span: Range<usize>) -> QueryError {
    let closing = match mark {
        '«' => '»',
        '“' | '„' => '”',
        _ => '"',
    };
    QueryError::new(
        span,
        format!("the quotation mark `{mark}` is never closed"),
        format!("close it with {closing}, or leave it out"),
    )
}

/// Whether [`quote`] can hold `text`: guillemets in it must pair when other marks are
/// there too.
pub(super) fn can_quote(text: &str) -> bool {
    let quoted = quote(text);
    read(&quoted, 0).is_ok_and(|(_, end)| end == quoted.len())
}

/// `text` between marks that can hold it.
pub(super) fn quote(text: &str) -> String {
    if text.contains(['"', '“', '”']) {
        format!("«{text}»")
    } else {
        format!("\"{text}\"")
    }
}
