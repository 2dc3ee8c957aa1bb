//! Recoll: words side by side are all wanted, OR binds tighter than AND, `-mot` excludes,
//! letters after a quotation say how to take it: `"a b"o5` in order, `"a b"po5` in any.

use super::steps;
use crate::query::error::QueryError;
use crate::query::fields::Field;
use crate::query::lexer::Lexer;
use crate::query::operators::WIDEST;
use crate::query::parser::{NATIVE, Rules};
use crate::query::token::{Kind, Link, Token};
use crate::query::{NameField, TextField, quotes, words};

pub(super) const RULES: Rules = Rules { and: 1, or: 2, nests: true, ..NATIVE };

/// Words that may stand between those of a proximity when no number says it.
const SLACK: u32 = 10;

pub(super) fn step(lexer: &mut Lexer<'_>, next: char) -> Result<(), QueryError> {
    if steps::parenthesis(lexer, next) {
        return Ok(());
    }
    match next {
        '"' => return quotation(lexer),
        '[' => {
            let hint = "write the words it stands for, linked by OU";
            return lexer.error(1, "a class of letters has no equivalent", hint);
        }
        '-' if words::begins_word(lexer.text, lexer.at + 1, &[])
            || lexer.rest().starts_with("-\"") =>
        {
            lexer.push_next(Kind::Minus, 1);
            return Ok(());
        }
        _ if quotes::is_mark(next) => {
            let hint = "write straight quotation marks";
            return lexer.error(
                next.len_utf8(),
                "Recoll does not read these marks",
                hint,
            );
        }
        _ => {}
    }
    if field(lexer)? {
        return Ok(());
    }
    let run = steps::run(lexer);
    match &lexer.text[run.clone()] {
        "OR" => lexer.push(Kind::Link(Link::Or), run),
        "AND" => lexer.push(Kind::Link(Link::And), run),
        written => {
            if written.starts_with(char::is_uppercase) {
                steps::note_forms(lexer); // a capital asks for that form alone
            }
            return steps::word(lexer, next);
        }
    }
    Ok(())
}

/// A quotation with the letters that follow it.
fn quotation(lexer: &mut Lexer<'_>) -> Result<(), QueryError> {
    let start = lexer.at;
    steps::quotation(lexer, &['*', '?'], &['^', '$'])?; // anchors
    let rest = lexer.rest();
    let end = rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '.');
    let modifiers = &rest[..end.unwrap_or(rest.len())];
    let digits =
        modifiers.bytes().take_while(|it| it.is_ascii_digit() || *it == b'.').count();
    let (weight, letters) = modifiers.split_at(digits);
    let mut wanted = Modifiers::default();
    wanted.read(lexer, letters)?;
    lexer.at += modifiers.len();
    let Some(Token { kind: Kind::Quoted(found), .. }) = lexer.tokens.last() else {
        return Ok(());
    };
    let count = found.len();
    let slack = wanted.slack.or(wanted.any_order.then_some(SLACK));
    if let Some(slack) = slack.filter(|_| count > 1) {
        window(lexer, slack, wanted.any_order)?;
    } else if count > 1 && !wanted.expand {
        steps::note_forms(lexer);
    }
    if !weight.is_empty() {
        let span = start..lexer.at;
        let weight = weight.parse().ok().filter(|weight: &f32| *weight > 0.0);
        let Some(weight) = weight else {
            return lexer.error(
                0,
                "this weight is no number above 0",
                "write it as \"mot\"2.5",
            );
        };
        lexer.push(Kind::Weight(weight), span);
    }
    Ok(())
}

/// The letters after a quotation.
#[derive(Default)]
struct Modifiers {
    slack: Option<u32>,
    any_order: bool,
    expand: bool,
}

impl Modifiers {
    fn read(&mut self, lexer: &Lexer<'_>, letters: &str) -> Result<(), QueryError> {
        let mut rest = letters;
        while let Some(letter) = rest.chars().next() {
            rest = &rest[1..];
            match letter {
                'o' => {
                    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                    let number = if digits == 0 {
                        Some(SLACK)
                    } else {
                        rest[..digits].parse().ok()
                    };
                    self.slack = number.filter(|number| *number <= WIDEST);
                    if self.slack.is_none() {
                        return steps::refuse_window(lexer, letters);
                    }
                    rest = &rest[digits..];
                }
                'p' => self.any_order = true,
                'x' => self.expand = true,
                's' => {} // there are no synonyms here
                _ => {
                    let message =
                        format!("`{letter}` after quotation marks has no equivalent");
                    let hint = "for one form alone, write =mot or =\"…\"";
                    return lexer.error(letters.len(), message, hint);
                }
            }
        }
        Ok(())
    }
}

/// Makes a window of the quotation just read.
fn window(lexer: &mut Lexer<'_>, slack: u32, any_order: bool) -> Result<(), QueryError> {
    let Some(Token { kind: Kind::Quoted(found), span }) = lexer.tokens.pop() else {
        return Ok(());
    };
    if any_order {
        lexer.push(Kind::Quoted(found), span.clone());
        lexer.push(Kind::Slop(slack), span);
        return Ok(());
    }
    if found.len() > 2 {
        let message =
            "the words between are counted all together, which has no equivalent";
        let hint = "write a AVANT/5 b AVANT/5 c, where they are counted two by two";
        return Err(QueryError::new(span, message, hint));
    }
    lexer.push(Kind::Open, span.clone());
    for (at, word) in found.into_iter().enumerate() {
        if at > 0 {
            lexer.push(
                Kind::Link(Link::Near { words: slack, ordered: true }),
                span.clone(),
            );
        }
        lexer.push(Kind::Word(word), span.clone());
    }
    lexer.push(Kind::Close, span);
    Ok(())
}

/// `title:mot`, `date:2012-01-01/2012-06-30`.
fn field(lexer: &mut Lexer<'_>) -> Result<bool, QueryError> {
    let rest = lexer.rest();
    let Some(length) =
        rest.find(|it: char| !it.is_ascii_alphabetic()).filter(|it| *it > 0)
    else {
        return Ok(false);
    };
    let Some(value) = rest[length..].strip_prefix(':') else { return Ok(false) };
    if value.is_empty()
        || value.starts_with(char::is_whitespace)
        || value.starts_with("//")
    {
        return Ok(false);
    }
    let (field, raw) = match &rest[..length] {
        "title" | "subject" | "caption" => (Field::Text(TextField::Title), false),
        "author" | "from" => (Field::Name(NameField::Author), false),
        "dir" => (Field::Folder, true),
        "date" => (Field::Date, true),
        name => {
            let message = format!("`{name}:` of Recoll has no sure equivalent");
            let hint = "title: author: dir: date: are read; write the rest in kiosque's language";
            return lexer.error(length + 1, message, hint);
        }
    };
    lexer.push_next(Kind::Field(field), length + 1);
    match (raw, lexer.peek()) {
        (true, Some('"')) => {
            let (inside, end) = quotes::read(lexer.text, lexer.at)?;
            let text = lexer.text[inside].trim().to_owned();
            lexer.push(Kind::Value { text, quoted: true }, lexer.at..end);
        }
        (true, _) if field == Field::Date => date(lexer)?,
        (true, _) => steps::value(lexer),
        (false, _) => values(lexer)?,
    }
    Ok(true)
}

/// Refuses `author:balzac,zola` and `author:balzac/zola`, all and any of several values.
fn values(lexer: &Lexer<'_>) -> Result<(), QueryError> {
    let value = lexer.rest();
    // No further than a colon: the value of a field that is another field comes next.
    let ends = |it: char| it.is_whitespace() || "()\",/:".contains(it);
    let Some(at) = value.find(ends).filter(|at| *at > 0) else { return Ok(()) };
    if !value[at..].starts_with([',', '/']) {
        return Ok(());
    }
    let hint =
        "repeat the field: author:a author:b for both, author:a OR author:b for any";
    let place = lexer.at + at..lexer.at + at + 1;
    Err(QueryError::new(place, "a list of values is not read", hint))
}

/// `2012-01-01/2012-06-30`, and `P2D/`: since two days ago.
fn date(lexer: &mut Lexer<'_>) -> Result<(), QueryError> {
    let run = steps::value_run(lexer);
    let Some(rest) = run.strip_prefix('P') else {
        steps::value(lexer);
        return Ok(());
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let days = match &rest[digits..] {
        "D/" => 1,
        "W/" => 7,
        _ => 0,
    };
    let count = rest[..digits].parse::<u32>().ok().filter(|_| days > 0);
    let Some(count) = count.and_then(|count| count.checked_mul(days)?.checked_add(1))
    else {
        let hint = "P7D/ and P2W/ are read; write the rest as date:3mois or date:1an";
        return lexer.error(run.len(), "this period has no exact equivalent", hint);
    };
    let kind = Kind::Value { text: format!("{count}j.."), quoted: false };
    lexer.push_next(kind, run.len());
    Ok(())
}
