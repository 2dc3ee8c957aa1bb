//! Nexis, terms and connectors: words side by side are a phrase, OR binds first, `w/5`
//! keeps no order, `!` is any ending. `*` is refused: one letter in the classic form,
//! any run of them in the recent one.

use super::{dates, steps};
use crate::query::error::QueryError;
use crate::query::fields::Field;
use crate::query::lexer::Lexer;
use crate::query::parser::{NATIVE, Rules};
use crate::query::token::{Kind, Link};
use crate::query::{
    NameField, Spelling, TextField, Unit, Word, operators, quotes, words,
};
use std::ops::Range;

/// Or, windows, w/s, w/p, and, and not.
pub(super) const RULES: Rules = Rules {
    but_not: 1,
    and: 2,
    paragraph: 3,
    sentence: 4,
    near: 5,
    or: 6,
    beside: None,
    beside_hint: "write and, or, or a connector between them",
    nests: true,
    ..NATIVE
};

pub(super) fn step(lexer: &mut Lexer<'_>, next: char) -> Result<(), QueryError> {
    if steps::parenthesis(lexer, next) {
        return Ok(());
    }
    if quotes::is_mark(next) {
        return steps::quotation(lexer, &['?'], &['!']);
    }
    if segment(lexer)? {
        return Ok(());
    }
    word(lexer, next)
}

fn word(lexer: &mut Lexer<'_>, next: char) -> Result<(), QueryError> {
    let run = steps::run(lexer);
    let written = &lexer.text[run.clone()];
    let lower = written.to_lowercase();
    if lower == "and" || lower == "&" {
        and(lexer, written.len());
        return Ok(());
    }
    if lower == "not" {
        let hint = "write `and not`; a window cannot be excluded";
        return lexer.error(written.len(), "`not` alone is no connector of Nexis", hint);
    }
    let link = match lower.as_str() {
        "or" => Some(Link::Or),
        "w/s" | "/s" | "w/sent" => Some(Link::Same(Unit::Sentence)),
        "w/p" | "/p" | "w/para" => Some(Link::Same(Unit::Paragraph)),
        "w/seg" | "/seg" => {
            let hint = "put the field before the whole: titre:(a ET b)";
            return lexer.error(
                written.len(),
                "the same segment cannot be asked for",
                hint,
            );
        }
        _ => match steps::numbered(&lower) {
            (_, "") => None,
            ("w/" | "near/" | "/", digits) => match steps::window(digits, false) {
                Some(link) => Some(link),
                None => return steps::refuse_window(lexer, written),
            },
            ("pre/" | "onear/" | "+", digits) => match steps::window(digits, true) {
                Some(link) => Some(link),
                None => return steps::refuse_window(lexer, written),
            },
            ("atleast", _) => {
                let kind =
                    operators::read(&lower).map_err(|fault| fault.at(run.clone()))?;
                lexer.push(kind.expect("atleast and a number is an operator"), run);
                return Ok(());
            }
            _ => None,
        },
    };
    match link {
        Some(link) => lexer.push(Kind::Link(link), run),
        None => return plain(lexer, next, run),
    }
    Ok(())
}

/// `and`, `and not`.
fn and(lexer: &mut Lexer<'_>, length: usize) {
    let rest = &lexer.rest()[length..];
    let after = rest.trim_start();
    let not = after.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("not"));
    let alone = after
        .get(3..)
        .is_some_and(|it| it.starts_with(|it: char| it.is_whitespace() || it == '('));
    if not && alone {
        lexer.push_next(Kind::Link(Link::ButNot), length + rest.len() - after.len() + 3);
    } else {
        lexer.push_next(Kind::Link(Link::And), length);
    }
}

/// A word, with `!` at its end for any ending.
fn plain(lexer: &mut Lexer<'_>, next: char, run: Range<usize>) -> Result<(), QueryError> {
    let written = &lexer.text[run.clone()];
    if written.contains('*') {
        let hint = "write ? for one letter, ! for any ending";
        return lexer.error(
            written.len(),
            "`*` is one letter in classic Nexis and any run of them in the recent one",
            hint,
        );
    }
    let truncated = lexer.text[run.end..].starts_with('!');
    match words::core(lexer.text, run.clone(), true) {
        Some(core) if truncated && core.end == run.end && !words::is_address(written) => {
            let text = format!("{}*", &lexer.text[core.clone()]);
            let word = Word { text, spelling: Spelling::Pattern };
            lexer.push(Kind::Word(word), core.start..run.end + 1);
            Ok(())
        }
        Some(_) => lexer.plain(run),
        None => steps::word(lexer, next),
    }
}

/// `HEADLINE(…)`, `BYLINE(…)`, `LENGTH(>500)`, `DATE(>2012)`, `date aft 2012`.
fn segment(lexer: &mut Lexer<'_>) -> Result<bool, QueryError> {
    let rest = lexer.rest();
    let Some(length) = rest.find(|it: char| !it.is_ascii_alphabetic() && it != '-')
    else {
        return Ok(false);
    };
    let name = rest[..length].to_lowercase();
    if name == "date" {
        return dates::nexis(lexer, length);
    }
    let sign = rest[length..].chars().next();
    if !rest.starts_with(|it: char| it.is_ascii_alphabetic())
        || !matches!(sign, Some('(' | '>' | '<'))
    {
        return Ok(false);
    }
    let (field, raw) = match name.as_str() {
        "headline" => (Field::Text(TextField::Title), false),
        "byline" => (Field::Name(NameField::Author), false),
        "length" => (Field::Size, true),
        "and" | "or" | "not" | "near" => return Ok(false),
        _ if name.starts_with("atleast") || sign != Some('(') => return Ok(false),
        _ => {
            let (why, hint) = refused(&name);
            let message = format!("`{}(` {why}", &rest[..length]);
            return lexer.error(length + 1, message, hint);
        }
    };
    if !raw {
        steps::field(lexer, field, length);
        return Ok(true);
    }
    let inside = sign == Some('(');
    lexer.push_next(Kind::Field(field), length + usize::from(inside));
    steps::value(lexer);
    if inside && lexer.rest().starts_with(')') {
        lexer.at += 1;
    } else if inside {
        return lexer.error(0, "this segment is never closed", "close it with )");
    }
    Ok(true)
}

/// Why the command or the segment `name` is not read, and what to write instead.
fn refused(name: &str) -> (&'static str, &'static str) {
    match name {
        "allcaps" | "caps" => (
            "has no exact equivalent",
            "in kiosque's own language, =RICO finds this form, with the capitals typed",
        ),
        "nocaps" | "singular" | "plural" => (
            "has no exact equivalent",
            "in kiosque's own language, =mot finds this form alone",
        ),
        "hlead" => (
            "is the headline and the first lines, which are not kept apart",
            "write HEADLINE(…), or titre:… OU chapo:… in kiosque's own language",
        ),
        _ => (
            "could not be verified in Nexis",
            "HEADLINE, BYLINE, LENGTH and DATE are read; write the rest as source: chapo:",
        ),
    }
}
