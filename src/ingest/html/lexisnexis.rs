//! `LexisNexis`, articles saved as HTML before Nexis Uni. Nothing says what a block is:
//! the first is the publication, a date and a title follow in either order, then fields
//! with a name in bold, and the text is what has none.

use super::Fault;
use super::block::Block;
use super::cut::{Mark, tag_name};
use super::export::{Context, Entry, Layout};
use super::fields::Field;
use super::flow::blocks;
use super::fold::letters;
use super::tree::{lines, named, parse, text};
use crate::article::{Kind, find_date};
use scraper::ElementRef;

/// A record begins at `<a name="DOC_ID_0_0">`.
pub(in crate::ingest) const LAYOUT: Layout = Layout { mark: Mark::Tag(is_anchor), read };

/// Whether a tag is the anchor of an article.
pub(in crate::ingest) fn is_anchor(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    tag_name(&tag) == "a" && tag.contains("name=\"doc_id")
}

/// What the database puts where an article is missing.
const WITHHELD: &str = "We are sorry but there is an error in this document";

/// Characters of a date, with the hour and what follows it.
const LONGEST_DATE: usize = 80;

fn read(piece: &str, context: &mut Context) -> Result<Option<Entry>, Fault> {
    let tree = parse(piece)?;
    let mut entry = Entry::default();
    let mut is_head = true;
    let mut rights = Vec::new();
    let divs = tree.root_element().child_elements();
    for block in divs.filter(|block| matches!(block.value().name(), "div" | "table")) {
        let said = text(block);
        if said.starts_with(WITHHELD) {
            return Err(Fault::Withheld);
        }
        if said.is_empty() || is_count(&said) {
            continue;
        }
        if let Some((name, value)) = labelled(block, &said) {
            is_head = false;
            give(&mut entry, &name, &value, context);
        } else if said.starts_with("Copyright ") || said.starts_with("Copy ") {
            let text = lines(block).join(" ");
            rights.push(Block::new(Kind::Boilerplate, text));
        } else if is_head && entry.head(block) {
        } else {
            is_head = false;
            entry.blocks.extend(blocks(block, &|_| false));
        }
    }
    entry.blocks.extend(rights);
    Ok(Some(entry))
}

impl Entry {
    /// Reads a block of the head: the publication, then a date and a title.
    fn head(&mut self, block: ElementRef) -> bool {
        let mut lines = lines(block).into_iter();
        let Some(first) = lines.next() else { return false };
        let field = if !self.record.has(Field::Publication) {
            Field::Publication
        } else if first.len() <= LONGEST_DATE
            && find_date(&first).is_some()
            && !self.record.has(Field::Date)
        {
            Field::Date
        } else if !self.record.has(Field::Title) {
            self.set(Field::Title, text(block));
            return true;
        } else {
            return false;
        };
        self.set(field, first);
        self.set_all(Field::Edition, lines.collect());
        true
    }
}

/// « 1 of 3 DOCUMENTS », in any language: two figures and three words at most.
fn is_count(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let mut number = || {
        words.next().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    number() && {
        words.next();
        let mut rest = words;
        rest.next().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
            && rest.next().is_some_and(|word| letters(word).starts_with("do"))
            && rest.next().is_none()
    }
}

/// The name of a field and its value: `LONGUEUR: 143 mots`, the name in a span of its
/// own.
fn labelled(block: ElementRef, said: &str) -> Option<(String, String)> {
    let span = block.descendent_elements().find(|element| named(*element, "span"))?;
    let label = text(span);
    let name = label.strip_suffix(':')?.trim_end();
    let is_name = name.len() <= 30
        && !name.is_empty()
        && name.chars().all(|c| c.is_uppercase() || matches!(c, '-' | ' '));
    let value = said.strip_prefix(label.as_str())?.trim_matches([' ', '\u{a0}']);
    is_name.then(|| (name.to_owned(), value.to_owned()))
}

fn give(entry: &mut Entry, name: &str, value: &str, context: &mut Context) {
    match letters(name).as_str() {
        "section" | "rubrique" | "rubrik" => {
            let page = |part: &str| {
                part.trim()
                    .strip_prefix("Pg. ")
                    .or_else(|| part.trim().strip_prefix("S. "))
                    .map(str::to_owned)
            };
            let (pages, sections): (Vec<&str>, Vec<&str>) =
                value.split(';').partition(|part| page(part).is_some());
            entry.set_all(Field::Page, pages.into_iter().filter_map(page).collect());
            entry.set(Field::Section, sections.join(";"));
        }
        "byline" | "auteur" | "autor" => entry.set(Field::Authors, value),
        "encart" | "highlight" => entry.set(Field::Standfirst, value),
        "langue" | "language" | "sprache" => {
            entry.set(Field::Language, value.split(';').next().unwrap_or(value));
        }
        "url" => entry.set(Field::Url, value),
        "graphic" | "illustration" | "graphique" => {
            entry.blocks.push(Block::new(Kind::Caption, value));
        }
        _ => context.unused(name),
    }
}
