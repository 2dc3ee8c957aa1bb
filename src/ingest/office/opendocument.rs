//! OpenDocument: the paragraphs of a text (ODT) or of the slides of a presentation (ODP).

use super::block::Block;
use super::export::Entry;
use super::fields::{Column, Field};
use super::package::Package;
use super::properties::Properties;
use super::row::row;
use super::style::{Style, named};
use super::xml::{Child, Element};
use super::{Fault, clean};
use crate::article::{Kind, Origin};
use std::collections::HashMap;

/// Reads the whole document as one article.
pub(super) fn read(package: &mut Package) -> Result<(Entry, Properties), Fault> {
    if let Some(manifest) = package.text("META-INF/manifest.xml")?
        && manifest.contains("encryption-data")
    {
        return Err(Fault::Password);
    }
    let tree = super::xml::parse(&package.required("content.xml")?)?;
    let common = package.tree("styles.xml")?;
    let styles = styles([Some(&tree), common.as_ref()].into_iter().flatten());
    let mut text = Text {
        styles: &styles,
        title: None,
        blocks: Vec::new(),
        notes: Vec::new(),
        page: None,
    };
    if let Some(body) = tree.find("body") {
        text.gather(body, Kind::Text);
    }
    let notes = std::mem::take(&mut text.notes);
    for note in notes {
        text.gather(note, Kind::Text);
    }
    text.page = None;
    if let Some(masters) = common.as_ref().and_then(|common| common.find("master-styles"))
    {
        for edge in ["header", "footer"].into_iter().flat_map(|name| masters.all(name)) {
            text.gather(edge, Kind::Boilerplate);
        }
    }
    let mut entry = Entry { blocks: text.blocks, ..Entry::default() };
    if let Some(title) = text.title {
        let column = Column { field: Field::Title, rank: 0, from: Origin::Text };
        entry.record.put(column, "", vec![title]);
    }
    Ok((entry, properties(package)))
}

/// Properties that cannot be read take nothing from the text.
fn properties(package: &mut Package) -> Properties {
    let Ok(Some(tree)) = package.tree("meta.xml") else { return Properties::default() };
    let author = Some(tree.line("initial-creator")).filter(|name| !name.is_empty());
    Properties {
        title: tree.line("title"),
        authors: vec![author.unwrap_or_else(|| tree.line("creator"))],
        created: tree.line("creation-date"),
        language: tree.line("language"),
    }
}

/// The styles that make something of their paragraphs, by name: those of LibreOffice
/// keep their English names in every language, and automatic ones have a parent.
fn styles<'a>(trees: impl Iterator<Item = &'a Element>) -> HashMap<String, Style> {
    let mut parents = HashMap::new();
    for style in trees.flat_map(|tree| tree.all("style")) {
        if let Some(name) = style.attribute("name") {
            let parent = style.attribute("parent-style-name").unwrap_or("");
            parents.insert(name, parent);
        }
    }
    let of = |name: &&str| {
        let mut at = *name;
        for _ in 0..10 {
            if let Some(style) = named(&at.replace("_20_", " ")) {
                return Some(style);
            }
            at = parents.get(at)?;
        }
        None
    };
    parents.keys().filter_map(|name| Some(((*name).to_owned(), of(name)?))).collect()
}

/// Elements whose text is no part of what is read.
const ASIDE: &[&str] = &[
    "annotation",
    "tracked-changes",
    "forms",
    "sequence-decls",
    "ruby-text",
    "variable-decls",
];

struct Text<'a> {
    styles: &'a HashMap<String, Style>,
    title: Option<String>,
    blocks: Vec<Block>,
    notes: Vec<&'a Element>,
    /// The slide.
    page: Option<u32>,
}

impl<'a> Text<'a> {
    /// The paragraphs of an element, in order, of this kind unless a style says more.
    fn gather(&mut self, element: &'a Element, kind: Kind) {
        for child in element.elements() {
            match child.name.as_str() {
                "h" => self.paragraph(child, Kind::Heading),
                "p" => self.paragraph(child, kind),
                "table-row" => {
                    let before = std::mem::take(&mut self.blocks);
                    let cells = child.elements().map(|cell| {
                        self.gather(cell, kind);
                        std::mem::take(&mut self.blocks)
                    });
                    let cells = cells.collect();
                    self.blocks = before;
                    self.blocks.extend(row(cells));
                }
                "page" => {
                    self.page = Some(self.page.map_or(1, |page| page + 1));
                    self.slide(child);
                }
                "list-item" if kind == Kind::Text => self.gather(child, Kind::ListItem),
                "table-of-content" | "alphabetical-index" | "illustration-index" => {
                    self.gather(child, Kind::Boilerplate);
                }
                name if ASIDE.contains(&name) => {}
                _ => self.gather(child, kind),
            }
        }
    }

    /// A slide: its title first, the notes last.
    fn slide(&mut self, page: &'a Element) {
        let class = |frame: &Element| frame.attribute("class").unwrap_or("").to_owned();
        let (titles, others): (Vec<_>, Vec<_>) =
            page.elements().partition(|frame| class(frame) == "title");
        for frame in titles {
            self.gather(frame, Kind::Heading);
        }
        for frame in others {
            let kind = match class(frame).as_str() {
                "header" | "footer" | "page-number" | "date-time" => Kind::Boilerplate,
                "subtitle" => Kind::Heading,
                _ => Kind::Text,
            };
            self.gather(frame, kind);
        }
    }

    fn paragraph(&mut self, element: &'a Element, kind: Kind) {
        let style =
            element.attribute("style-name").and_then(|name| self.styles.get(name));
        let raw = text(element);
        let text = clean::line(&raw);
        if text.chars().any(|c| !c.is_whitespace()) {
            let kind = match style {
                Some(Style::Title) if kind == Kind::Text && self.page.is_none() => {
                    if self.title.is_none() {
                        self.title = Some(text);
                        return self.hung(element, kind);
                    }
                    Kind::Heading
                }
                Some(Style::Of(style)) if kind == Kind::Text => *style,
                _ => kind,
            };
            let is_link = element.children.iter().all(|child| match child {
                Child::Text(text) => text.trim().is_empty(),
                Child::Element(child) => child.name == "a" || child.text().is_empty(),
            });
            self.blocks.push(Block {
                is_link,
                page: self.page,
                ..Block::new(kind, text)
            });
        }
        self.hung(element, kind);
    }

    /// The boxes that hang on a paragraph come after it, its notes at the end.
    fn hung(&mut self, element: &'a Element, kind: Kind) {
        for child in element.elements() {
            match child.name.as_str() {
                "note" => self.notes.extend(child.find("note-body")),
                "text-box" => self.gather(child, kind),
                name if ASIDE.contains(&name) => {}
                _ => self.hung(child, kind),
            }
        }
    }
}

/// The text of a paragraph, a line break as `\n`, without its notes and boxes.
fn text(paragraph: &Element) -> String {
    let mut out = String::new();
    collect(paragraph, &mut out);
    out
}

fn collect(element: &Element, out: &mut String) {
    for child in &element.children {
        match child {
            Child::Text(text) => out.push_str(text),
            Child::Element(child) => match child.name.as_str() {
                "s" | "tab" => out.push(' '),
                "line-break" => out.push('\n'),
                "note" | "frame" | "text-box" | "custom-shape" => {}
                name if ASIDE.contains(&name) => {}
                _ => collect(child, out),
            },
        }
    }
}
