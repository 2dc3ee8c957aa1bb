//! The dates that Factiva and Nexis write inside their queries.

use super::steps;
use crate::query::error::QueryError;
use crate::query::fields::Field;
use crate::query::lexer::Lexer;
use crate::query::token::{Kind, Link};
use std::ops::Range;

/// How Nexis compares dates, lower case, and how we do.
const COMPARED: &[(&str, &str)] = &[
    (">=", ">="),
    ("<=", "<="),
    (">", ">"),
    ("<", "<"),
    ("=", ""),
    ("geq", ">="),
    ("leq", "<="),
    ("gtr", ">"),
    ("lss", "<"),
    ("after", ">"),
    ("aft", ">"),
    ("before", "<"),
    ("bef", "<"),
    ("is", ""),
];

/// Nexis: `DATE(>2012)`, `date(geq(01/01/2019) and leq(31/12/2019))`, `date aft 2012`.
/// `length` is that of the name. `false` when `date` is a word.
pub(super) fn nexis(lexer: &mut Lexer<'_>, length: usize) -> Result<bool, QueryError> {
    let (start, rest) = (lexer.at, &lexer.rest()[length..]);
    let after = rest.trim_start();
    let opened = after.starts_with('(');
    if !opened && comparison(after).is_none() {
        return Ok(false);
    }
    lexer.at += length + rest.len() - after.len();
    if !opened {
        compared(lexer, start)?;
        return Ok(true);
    }
    let open = lexer.at;
    lexer.push(Kind::Open, start..open + 1);
    loop {
        compared(lexer, lexer.at)?;
        spaces(lexer);
        let rest = lexer.rest();
        if rest.starts_with(')') {
            lexer.push_next(Kind::Close, 1);
            return Ok(true);
        }
        let and = rest.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("and"));
        if !and {
            let hint = "close it with )";
            return Err(QueryError::new(
                open..open + 1,
                "this segment is never closed",
                hint,
            ));
        }
        lexer.push_next(Kind::Link(Link::And), 3);
    }
}

/// A comparison and its date, which may have parentheses of its own.
fn compared(lexer: &mut Lexer<'_>, from: usize) -> Result<(), QueryError> {
    spaces(lexer);
    let (length, sign) = comparison(lexer.rest()).unwrap_or((0, ""));
    lexer.at += length;
    spaces(lexer);
    let opened = lexer.rest().starts_with('(');
    lexer.at += usize::from(opened);
    spaces(lexer);
    let written = steps::value_run(lexer);
    if written.is_empty() {
        return lexer.error(0, "a date is missing", "write it as 2012-11-05 or 2012");
    }
    let place = lexer.at..lexer.at + written.len();
    let day = day(written, place.clone())?;
    lexer.push(Kind::Field(Field::Date), from..place.start);
    lexer.push(Kind::Value { text: format!("{sign}{day}"), quoted: false }, place);
    if opened {
        spaces(lexer);
        if !lexer.rest().starts_with(')') {
            return lexer.error(0, "this parenthesis is never closed", "close it with )");
        }
        lexer.at += 1;
    }
    Ok(())
}

/// The comparison at the beginning of `rest`: its length, and ours. A word must be whole.
fn comparison(rest: &str) -> Option<(usize, &'static str)> {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let found = COMPARED.iter().find(|(written, _)| match letters {
        0 => rest.starts_with(written),
        _ => rest[..letters].eq_ignore_ascii_case(written),
    });
    found.map(|(written, ours)| (written.len(), *ours))
}

fn spaces(lexer: &mut Lexer<'_>) {
    let rest = lexer.rest();
    lexer.at += rest.len() - rest.trim_start().len();
}

/// Factiva: `date after 20120101`, `date before …`, `date from … to …`. `run` is the word
/// `date`; `upd`, the day a text was updated, is not known here.
pub(super) fn factiva(
    lexer: &mut Lexer<'_>,
    run: Range<usize>,
) -> Result<(), QueryError> {
    let written = &lexer.text[run.clone()];
    let words: Vec<Range<usize>> = following(lexer.text, run.end).take(4).collect();
    let word = |at: usize| words.get(at).map(|place| &lexer.text[place.clone()]);
    let is =
        |at: usize, name: &str| word(at).is_some_and(|it| it.eq_ignore_ascii_case(name));
    let end = |at: usize| {
        let place = words.get(at).cloned().unwrap_or(run.clone());
        day(&lexer.text[place.clone()], place)
    };
    let (text, last) = if !written.eq_ignore_ascii_case("date") {
        (None, 0)
    } else if is(0, "after") && word(1).is_some() {
        (Some(format!(">{}", end(1)?)), 1)
    } else if is(0, "before") && word(1).is_some() {
        (Some(format!("<{}", end(1)?)), 1)
    } else if is(0, "from") && is(2, "to") && word(3).is_some() {
        (Some(format!("{}..{}", end(1)?, end(3)?)), 3)
    } else {
        (None, 0)
    };
    let Some(text) = text else {
        let message = format!("`{written}` begins a range of dates in Factiva");
        let hint = "write date after 20120131, date before 20121231 or date from 20120101 \
                    to 20121231; to look for the word, quote it";
        return Err(QueryError::new(run, message, hint));
    };
    let place = words[0].start..words[last].end;
    lexer.push(Kind::Field(Field::Date), run.start..place.start);
    lexer.push(Kind::Value { text, quoted: false }, place);
    Ok(())
}

/// The words after `at`, up to a parenthesis.
fn following(text: &str, mut at: usize) -> impl Iterator<Item = Range<usize>> {
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = at + rest.len() - rest.trim_start().len();
        let is_end = |it: char| it.is_whitespace() || matches!(it, '(' | ')' | '[' | ']');
        let length = text[start..].find(is_end).unwrap_or(text.len() - start);
        at = start + length;
        (length > 0).then_some(start..at)
    })
}

/// `20120131`, `2012-01-31` and `31/01/2012` as we write them; `01/31/2012` as well, but
/// not `05/11/2012`, which is two days.
fn day(text: &str, place: Range<usize>) -> Result<String, QueryError> {
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if text.len() == 8 && figures(text) {
        return Ok(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    }
    let parts: Vec<&str> = text.split('/').collect();
    let [one, two, year] = parts[..] else { return Ok(text.to_owned()) };
    let (Ok(one), Ok(two)) = (one.parse::<u8>(), two.parse::<u8>()) else {
        return Ok(text.to_owned());
    };
    let hint = "write the date as 2012-11-05";
    if year.len() != 4 || !figures(year) {
        return Err(QueryError::new(place, "the year must have four figures", hint));
    }
    let (day, month) = match (one, two) {
        (13.., _) => (one, two),
        (_, 13..) => (two, one),
        _ if one == two => (one, two),
        _ => {
            let message = "whether the day or the month comes first is not known";
            return Err(QueryError::new(place, message, hint));
        }
    };
    Ok(format!("{year}-{month:02}-{day:02}"))
}
