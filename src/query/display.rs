//! Query → text in the native language, every grouping in parentheses, so that
//! `parse(display(q)) == q` and the reader sees how the query was read.

use super::fields::Field;
use super::words::{is_word_char, with_signs};
use super::{Meta, Phrase, Query, Same, Spelling, Unit, Word};
use super::{dates, lexer, quotes, values};
use std::fmt::{self, Display, Formatter, Write};

impl Display for Query {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => out.write_char('*'),
            Self::Word(word) => out.write_str(&written(word)),
            Self::Phrase(phrase) => write_phrase(out, phrase),
            Self::Near(near) => {
                let name = if near.ordered { "AVANT" } else { "PRES" };
                write_linked(out, &near.parts, &format!(" {name}/{} ", near.words))
            }
            Self::Same(Same { parts, unit: Unit::Sentence }) => {
                write_linked(out, parts, " PHRASE ")
            }
            Self::Same(Same { parts, unit: Unit::Paragraph }) => {
                write_linked(out, parts, " PARA ")
            }
            Self::AtLeast(it) => write_signed(out, &it.part, &format!(">={}", it.count)),
            Self::In(field) => {
                write!(out, "{}:", Field::Text(field.field).name())?;
                match &*field.part {
                    part @ (Self::AtLeast(_) | Self::Boost(_)) => write!(out, "{part}"),
                    part => write_unit(out, part),
                }
            }
            Self::Meta(meta) => write_meta(out, meta),
            Self::And { parts } => write_and(out, parts),
            Self::Or { parts } => write_linked(out, parts, " OU "),
            Self::Not { part } => {
                out.write_str("NON ")?;
                write_atom(out, part)
            }
            Self::Boost(it) => write_signed(out, &it.part, &format!("^{}", it.weight)),
            Self::Saved { name } => write_saved(out, name),
        }
    }
}

/// Operands side by side, those made of operands in parentheses.
fn write_linked(out: &mut Formatter<'_>, parts: &[Query], link: &str) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.write_str(link)?;
        }
        write_atom(out, part)?;
    }
    Ok(())
}

fn write_and(out: &mut Formatter<'_>, parts: &[Query]) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        let (link, part) = match part {
            Query::Not { part } if at > 0 => (" SAUF ", &**part),
            Query::Not { part } => ("NON ", &**part),
            _ if at > 0 => (" ET ", part),
            _ => ("", part),
        };
        out.write_str(link)?;
        write_atom(out, part)?;
    }
    Ok(())
}

/// `query` as an operand of any operator.
fn write_atom(out: &mut Formatter<'_>, query: &Query) -> fmt::Result {
    match query {
        Query::And { .. } | Query::Or { .. } | Query::Not { .. } => {
            write!(out, "({query})")
        }
        Query::Near(_) | Query::Same(_) => write!(out, "({query})"),
        _ => write!(out, "{query}"),
    }
}

/// `query` as the value of a field.
fn write_unit(out: &mut Formatter<'_>, query: &Query) -> fmt::Result {
    match query {
        Query::Word(_) | Query::Phrase(_) | Query::All | Query::Saved { .. } => {
            write!(out, "{query}")
        }
        _ => write!(out, "({query})"),
    }
}

/// `query` with a sign right after it.
fn write_signed(out: &mut Formatter<'_>, query: &Query, sign: &str) -> fmt::Result {
    let parts =
        |word| lexer::lex(&format!("{}{sign}", written(word))).map(|it| it.tokens.len());
    match query {
        Query::Word(word) if parts(word) != Ok(2) => write!(out, "({query}){sign}"),
        _ => {
            write_unit(out, query)?;
            out.write_str(sign)
        }
    }
}

/// A word, between quotation marks when it would be read as something else without.
fn written(word: &Word) -> String {
    let bare = with_signs(word);
    match word.spelling {
        _ if lexer::is_bare(word) => bare,
        Spelling::Exact => format!("=\"{}\"", word.text),
        _ => format!("\"{bare}\""),
    }
}

fn write_phrase(out: &mut Formatter<'_>, phrase: &Phrase) -> fmt::Result {
    let exact = phrase.words.iter().all(|word| word.spelling == Spelling::Exact);
    let mut text = String::new();
    for word in &phrase.words {
        let word = if exact { word.text.clone() } else { with_signs(word) };
        let figures = |end: Option<char>| end.is_some_and(|it| it.is_ascii_digit());
        if figures(text.chars().next_back()) && figures(word.chars().next()) {
            text.push(','); // a space alone would make one figure of 1 and 000
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&word);
    }
    write!(out, "{}\"{text}\"", if exact { "=" } else { "" })
}

fn write_meta(out: &mut Formatter<'_>, meta: &Meta) -> fmt::Result {
    match meta {
        Meta::Words { name, phrase } => {
            write!(out, "{}:", Field::Name(*name).name())?;
            match &phrase.words[..] {
                [word]
                    if word.spelling == Spelling::Plain
                        && values::is_unknown(&word.text) =>
                {
                    write!(out, "\"{}\"", word.text)
                }
                [word] => out.write_str(&written(word)),
                _ => write_phrase(out, phrase),
            }
        }
        Meta::Value { name, value } => write_value(out, Field::Value(*name), value),
        Meta::Folder { path } => write_value(out, Field::Folder, path),
        Meta::Id { id } => write_value(out, Field::Id, id),
        Meta::Size { least, most } => {
            let end =
                |bound: &Option<u32>| bound.map_or(String::new(), |it| it.to_string());
            write!(out, "mots:{}..{}", end(least), end(most))
        }
        Meta::Date { period } => write!(out, "date:{}", dates::written(*period)),
        Meta::Unknown { name } => {
            write!(out, "{}:inconnu", Field::of_known(*name).name())
        }
    }
}

/// A value, between quotation marks unless nothing in it could be a sign.
fn write_value(out: &mut Formatter<'_>, field: Field, value: &str) -> fmt::Result {
    let plain = |next: char| next.is_alphanumeric() || "-_./·".contains(next);
    let first = value.starts_with(char::is_alphanumeric); // `page://` is no field
    let bare = first && value.chars().all(plain) && !values::is_unknown(value);
    let value = if bare { value.to_owned() } else { quotes::quote(value) };
    write!(out, "{}:{value}", field.name())
}

fn write_saved(out: &mut Formatter<'_>, name: &str) -> fmt::Result {
    let plain = |next: char| next.is_alphanumeric() || next == '-' || next == '_';
    let bare = name.chars().all(plain) && !name.ends_with(['-', '_']);
    let bare = bare && name.starts_with(is_word_char);
    if bare { write!(out, "@{name}") } else { write!(out, "@{}", quotes::quote(name)) }
}
