//! Words as readers type them: where one ends, what punctuation around it is not part
//! of it, and the signs it may carry between quotation marks.
//!
//! A word here is what stands between spaces; the splitter of the layer above finds the
//! tokens in it. Nothing is cut out but what the splitter would pass over.

use super::error::{Fault, QueryError};
use super::quotes;
use super::signs::{self, Sign};
use super::{Spelling, Word};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// What may follow a word at once and is not part of it.
pub(super) const SIGNS: &[char] = &['~', '^', '>', '<', '≥', '≤'];

/// Punctuation that may stand around a word without being part of it.
const EDGES: &str = ".,:;!/\\-‐‑–―'’‘`´′\u{2bc}&=<>≤≥~^_·¿¡‹›‚\u{200b}\u{feff}";

/// What the press writes for an apostrophe.
const APOSTROPHES: &[char] = &['\'', '’', '‘', '`', '´', '′', '\u{2bc}'];

/// Whether a character makes a word by itself: a letter or a digit.
pub(super) fn is_word_char(next: char) -> bool {
    next.is_alphanumeric() && next != '\u{2bc}' && !is_combining_mark(next)
}

/// Whether there is a word in `text`.
pub(super) fn has_word(text: &str) -> bool {
    text.contains(is_word_char)
}

/// Where the run of characters that begins at `from` ends: at a space, a parenthesis, a
/// quotation mark, `|`, punctuation that parts words, or where it `stops`; but `1 000`
/// is one run.
pub(super) fn run_end(
    text: &str,
    from: usize,
    mut stops: impl FnMut(usize, char) -> bool,
) -> usize {
    let mut at = from;
    for next in text[from..].chars() {
        let ends = next.is_whitespace() && !joins_figure(text, from, at);
        if ends || parts(text, from, at, next) || stops(at, next) {
            return at;
        }
        at += next.len_utf8();
    }
    text.len()
}

/// Where the run that begins at `from` ends, or the word in it because one of `signs`
/// follows. A web address keeps its signs.
pub(super) fn word_end(text: &str, from: usize, signs: &[char]) -> usize {
    let mut address = false;
    let mut word = false;
    let mut star = false;
    run_end(text, from, |at, next| {
        let begins = !word && is_word_char(next) && text[at..].starts_with("www.");
        address |= begins || (word && next == ':' && text[at..].starts_with("://"));
        let sign = !address && (word || star) && signs.contains(&next);
        word |= is_word_char(next);
        star |= next == '*';
        sign && signs::suffix(&text[at..]).is_some()
    })
}

/// Whether the character at `at` parts words even without a space.
fn parts(text: &str, from: usize, at: usize, next: char) -> bool {
    match next {
        '(' | ')' | '|' | ';' | '!' | '…' | '[' | ']' | '{' | '}' | '—' | '•' => {
            true
        }
        ',' => {
            let is_digit = |next: char| next.is_ascii_digit();
            !(text[from..at].ends_with(is_digit) && text[at + 1..].starts_with(is_digit))
        }
        _ => quotes::is_mark(next),
    }
}

/// Whether the space at `at` stands inside a figure, as in `1 000`: one to three digits
/// before it, exactly three after.
pub(super) fn joins_figure(text: &str, from: usize, at: usize) -> bool {
    let mut rest = text[at..].chars();
    if !matches!(rest.next(), Some(' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')) {
        return false;
    }
    let three = rest.by_ref().take(3).filter(char::is_ascii_digit).count() == 3;
    let before = &text.as_bytes()[from..at];
    let digits = before.iter().rev().take(4).take_while(|it| it.is_ascii_digit()).count();
    let head = text[from..at - digits].chars().next_back();
    three
        && !rest.next().is_some_and(is_word_char)
        && (1..=3).contains(&digits)
        && !head.is_some_and(|it| is_word_char(it) || it == ',' || it == '.')
}

/// The part of a run that is the word, without the punctuation around it; `None` when
/// the run is punctuation. `*` and `?` belong to the word when they are `wild`.
pub(super) fn core(text: &str, run: Range<usize>, wild: bool) -> Option<Range<usize>> {
    let written = &text[run.clone()];
    if !has_word(written) {
        return None;
    }
    let is_wild = |next: char| matches!(next, '*' | '?');
    let is_edge = |next: char| EDGES.contains(next) || (is_wild(next) && !wild);
    let opened = written.trim_start_matches(|next| is_edge(next) || next == '+');
    let last = opened.rfind(|next| is_word_char(next) || (is_wild(next) && wild))?;
    let mut tail = opened[last..].char_indices().skip(1);
    let closed =
        tail.find(|(_, next)| is_edge(*next)).map_or(opened.len(), |it| last + it.0);
    let mut start = run.end - opened.len();
    let mut end = start + closed;
    let closed = &opened[..closed];
    let before = &text[run.start..start];
    if before.ends_with('.')
        && !before.ends_with("..")
        && opened.starts_with(is_word_char)
    {
        start -= 1; // .NET
    }
    if closed.rsplit('.').next().is_some_and(|last| last.chars().count() == 1)
        && closed.contains('.')
        && text[end..run.end].starts_with('.')
    {
        end += 1; // S.N.C.F.
    }
    match text[start..run.end].split_once(APOSTROPHES) {
        // d'"Une famille", l' empereur, l'*: the splitter drops it as well
        Some((before, after)) if is_elided(before) && !has_word(after) => None,
        _ => Some(start..end),
    }
}

/// Prefixes that lose their vowel before an apostrophe, lower case.
const ELIDED: &[&str] = &[
    "l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu",
];

/// Whether `word` has lost its vowel before an apostrophe.
fn is_elided(word: &str) -> bool {
    let word = word.trim_start_matches(|next| !is_word_char(next));
    ELIDED.iter().any(|elided| elided.eq_ignore_ascii_case(word))
}

/// The word `text` is, a pattern when it holds `*` or `?`. A web address is only itself.
pub(super) fn plain_or_pattern(text: &str) -> Word {
    let wild = text.contains(['*', '?']) && !is_address(text);
    let spelling = if wild { Spelling::Pattern } else { Spelling::Plain };
    Word { text: text.to_owned(), spelling }
}

/// A word as it is typed, with the signs of its spelling.
pub(super) fn with_signs(word: &Word) -> String {
    match word.spelling {
        Spelling::Plain | Spelling::Pattern => word.text.clone(),
        Spelling::Exact => format!("={}", word.text),
        Spelling::Fuzzy(letters) => format!("{}~{letters}", word.text),
    }
}

/// `https://…?id=5`: signs in it are not ours.
pub(super) fn is_address(text: &str) -> bool {
    let text = text.trim_start_matches(|next| !is_word_char(next));
    text.starts_with("www.") || text.contains("://")
}

/// The words between quotation marks, which hold `range` of the query. In `exact`
/// quotation marks every word is itself.
pub(super) fn quoted(
    text: &str,
    range: Range<usize>,
    exact: bool,
) -> Result<Vec<Word>, QueryError> {
    let inside = &text[..range.end];
    let mut words = Vec::new();
    let mut at = range.start;
    while let Some(next) = inside[at..].chars().next() {
        let end = word_end(inside, at, if exact { &[] } else { &['~'] });
        if end == at {
            at += next.len_utf8();
            continue;
        }
        let (word, after) = quoted_word(inside, at..end, exact)?;
        words.extend(word);
        at = after;
    }
    Ok(words)
}

/// The word of a run between quotation marks, and where what follows it begins.
fn quoted_word(
    text: &str,
    run: Range<usize>,
    exact: bool,
) -> Result<(Option<Word>, usize), QueryError> {
    let written = &text[run.clone()];
    let itself =
        exact || (written.starts_with('=') && begins_word(text, run.start + 1, &['~']));
    let Some(core) = core(text, run.clone(), !exact) else {
        if written.contains('*') {
            return Err(lone_star().at(run));
        }
        return Ok((None, run.end));
    };
    if exact && written.contains('*') {
        return Err(pattern_and_exact(written).at(run));
    }
    let mut word = plain_or_pattern(&text[core.clone()]);
    if itself {
        make_exact(&mut word).map_err(|fault| fault.at(core.clone()))?;
    }
    match signs::suffix(&text[run.end..]).filter(|_| !exact && core.end == run.end) {
        Some((Sign::Tilde(digits), length)) => {
            let span = core.start..run.end + length;
            make_fuzzy(&mut word, digits).map_err(|fault| fault.at(span))?;
            Ok((Some(word), run.end + length))
        }
        _ => Ok((Some(word), run.end)),
    }
}

/// Whether a word, which `signs` may follow, begins at `at` without punctuation before it.
pub(super) fn begins_word(text: &str, at: usize, signs: &[char]) -> bool {
    let run = at..word_end(text, at, signs);
    core(text, run, true).is_some_and(|core| core.start == at)
}

fn lone_star() -> Fault {
    Fault::new(
        "`*` alone stands for every article, not for a word",
        "for one unknown word between two others, write \"a b\"~1 or a AVANT/1 b",
    )
}

fn pattern_and_exact(text: &str) -> Fault {
    Fault::new(
        format!("`{text}` cannot be both an exact word and a pattern"),
        format!("write ={} or {text}", text.replace(['*', '?'], "")),
    )
}

/// `=mot`.
pub(super) fn make_exact(word: &mut Word) -> Result<(), Fault> {
    if word.spelling == Spelling::Pattern {
        return Err(pattern_and_exact(&word.text));
    }
    word.spelling = Spelling::Exact;
    Ok(())
}

/// `mot~`, `mot~1`, `mot~2`.
pub(super) fn make_fuzzy(word: &mut Word, digits: &str) -> Result<(), Fault> {
    let text = &word.text;
    if word.spelling != Spelling::Plain {
        return Err(Fault::new(
            format!("`~` goes on a plain word, and `{text}` carries another sign"),
            "keep one of `=`, `*`, `?` and `~`",
        ));
    }
    word.spelling = match digits {
        "" | "1" => Spelling::Fuzzy(1),
        "2" => Spelling::Fuzzy(2),
        _ => {
            return Err(Fault::new(
                format!("`~{digits}` allows too many or too few wrong letters"),
                format!("write {text}~1 or {text}~2"),
            ));
        }
    };
    Ok(())
}

/// The words of a text in which no sign means anything.
pub(super) fn literal(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let end = run_end(text, at, |_, next| matches!(next, '*' | '?' | '~'));
        if let Some(core) = core(text, at..end, false) {
            words.push(Word { text: text[core].to_owned(), spelling: Spelling::Plain });
        }
        at = if end == at { at + next.len_utf8() } else { end };
    }
    words
}
