//! Factiva, articles saved as HTML with the codes of their fields (`HD`, `LP`, `TD`…).

use super::Fault;
use super::block::Block;
use super::cut::{Mark, tag_name};
use super::export::{Entry, Layout};
use super::fields::Field;
use super::flow::blocks;
use super::tree::{is, named, parse, text};
use crate::article::Kind;
use scraper::ElementRef;

/// A record is a `<div class="article frArticle">`.
pub(in crate::ingest) const LAYOUT: Layout = Layout {
    mark: Mark::Tag(is_article),
    read: |piece, context| {
        let tree = parse(piece)?;
        let rows = tree
            .root_element()
            .descendent_elements()
            .filter(|element| named(*element, "tr"));
        let mut entry = Entry::default();
        let mut has_codes = false;
        let mut rights = Vec::new();
        for (code, value) in rows.filter_map(coded) {
            has_codes = true;
            match code.as_str() {
                "LP" | "TD" => entry.blocks.extend(blocks(value, &|_| false)),
                "ART" => entry.blocks.push(Block::new(Kind::Caption, text(value))),
                "CY" => rights.push(Block::new(Kind::Boilerplate, text(value))),
                _ => match field(&code) {
                    Some(field) => entry.set(field, told(field, &text(value))),
                    None => context.unused(code),
                },
            }
        }
        entry.blocks.extend(rights);
        if has_codes { Ok(Some(entry)) } else { Err(Fault::NoCodes) }
    },
};

/// Whether a tag opens an article: `div.article` with the class of its language, as
/// `frArticle`; web pages have the first alone.
pub(in crate::ingest) fn is_article(tag: &str) -> bool {
    let class = tag.split_once("class=").map_or("", |(_, rest)| rest);
    let mut signs = class.chars();
    let classes = match signs.next() {
        Some(quote @ ('"' | '\'')) => signs.as_str().split(quote).next().unwrap_or(""),
        _ => class.split_whitespace().next().unwrap_or(""),
    };
    let mut words = classes.split_whitespace();
    let is_language = |word: &str| word.len() == 9 && word.ends_with("Article");
    tag_name(tag).eq_ignore_ascii_case("div")
        && words.next() == Some("article")
        && words.next().is_some_and(is_language)
}

/// The field that a code stands for.
pub(in crate::ingest) fn field(code: &str) -> Option<Field> {
    Some(match code {
        "SE" => Field::Section,
        "HD" => Field::Title,
        "BY" => Field::Authors,
        "PD" => Field::Date,
        "SN" => Field::Publication,
        "ED" => Field::Edition,
        "PG" => Field::Page,
        "LA" => Field::Language,
        "AN" => Field::Number,
        _ => return None,
    })
}

fn told(field: Field, value: &str) -> String {
    let value = match field {
        Field::Number => value.strip_prefix("Document ").unwrap_or(value),
        _ => value,
    };
    value.to_owned()
}

/// The code of a row and the cell that holds its value.
fn coded(row: ElementRef) -> Option<(String, ElementRef)> {
    let mut cells = row.child_elements().filter(|cell| named(*cell, "td"));
    let index = cells.next().filter(|cell| is(*cell, "index"))?;
    let code = text(index).trim().to_owned();
    let is_code = (2..=4).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code.then_some((code, cells.next()?))
}
