//! DOCX: the paragraphs of a text made with Word, its notes at the end, its running
//! heads as boilerplate.

use super::block::Block;
use super::docx_styles::Styles;
use super::export::Entry;
use super::fields::{Column, Field};
use super::intake::Intake;
use super::package::Package;
use super::properties::Properties;
use super::row::row;
use super::style::Style;
use super::xml::{Child, Element};
use super::{Fault, clean};
use crate::article::{Kind, Origin};

/// Parts whose text is not read, and what they are called.
const NOT_READ: &[(&str, &str)] = &[
    ("comments", "comments"),
    ("diagramData", "diagrams"),
    ("aFChunk", "embedded documents"),
];

/// Reads the whole document as one article.
pub(super) fn read(
    package: &mut Package,
    intake: &mut Intake,
) -> Result<(Entry, Properties), Fault> {
    let main = package.main()?;
    let parts = package.relations(&main)?;
    let mut tree_of = |kind: &str| -> Result<Vec<Element>, Fault> {
        let of_kind = parts.iter().filter(|part| part.kind == kind);
        let trees = of_kind.map(|part| package.tree(&part.target));
        Ok(trees.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    };
    let styles = tree_of("styles")?.first().map(Styles::of).unwrap_or_default();
    let notes: Vec<Element> =
        [tree_of("footnotes")?, tree_of("endnotes")?].into_iter().flatten().collect();
    let edges: Vec<Element> =
        [tree_of("header")?, tree_of("footer")?].into_iter().flatten().collect();
    for (kind, name) in NOT_READ {
        if parts.iter().any(|part| part.kind == *kind) {
            intake.unused(name);
        }
    }
    let tree = super::xml::parse(&package.required(&main)?)?;
    let mut text = Text { styles: &styles, title: None, blocks: Vec::new() };
    text.gather(tree.find("body").unwrap_or(&tree), Place::Body);
    for note in notes.iter().flat_map(Element::elements) {
        text.gather(note, Place::Body);
    }
    let mut seen = Vec::new();
    for edge in &edges {
        let start = text.blocks.len();
        text.gather(edge, Place::Edge);
        let said: String =
            text.blocks[start..].iter().map(|block| block.text.as_str()).collect();
        if seen.contains(&said) {
            text.blocks.truncate(start); // the same for first, odd and even pages
        } else {
            seen.push(said);
        }
    }
    let mut entry = Entry { blocks: text.blocks, ..Entry::default() };
    if let Some(title) = text.title {
        let column = Column { field: Field::Title, rank: 0, from: Origin::Text };
        entry.record.put(column, "", vec![title]);
    }
    Ok((entry, core(package)?))
}

/// The properties of a package of Microsoft Office.
pub(super) fn core(package: &mut Package) -> Result<Properties, Fault> {
    let relations = package.relations("")?;
    let Some(part) = relations.iter().find(|part| part.kind == "core-properties") else {
        return Ok(Properties::default());
    };
    // Properties that cannot be read take nothing from the text.
    let Ok(Some(tree)) = package.tree(&part.target) else {
        return Ok(Properties::default());
    };
    Ok(Properties {
        title: tree.line("title"),
        authors: vec![tree.line("creator")],
        created: tree.line("created"),
        language: tree.line("language"),
    })
}

/// Where a paragraph stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Body,
    /// Head or foot of every page.
    Edge,
}

struct Text<'a> {
    styles: &'a Styles,
    title: Option<String>,
    blocks: Vec<Block>,
}

impl Text<'_> {
    /// The paragraphs of an element, in order.
    fn gather(&mut self, element: &Element, place: Place) {
        for child in element.elements() {
            match child.name.as_str() {
                "p" => self.paragraph(child, place),
                "tr" => {
                    let before = std::mem::take(&mut self.blocks);
                    let cells = child.elements().map(|cell| {
                        self.gather(cell, place);
                        std::mem::take(&mut self.blocks)
                    });
                    let cells = cells.collect();
                    self.blocks = before;
                    self.blocks.extend(row(cells));
                }
                "AlternateContent" => {
                    self.gather(alternative(child), place);
                }
                name if DELETED.contains(&name) => {}
                _ => self.gather(child, place),
            }
        }
    }

    fn paragraph(&mut self, element: &Element, place: Place) {
        let properties = element.elements().find(|child| child.name == "pPr");
        let style = properties.and_then(|properties| self.styles.kind(properties));
        let text = clean::line(&text(element, self.styles));
        if text.chars().any(|c| !c.is_whitespace()) {
            let kind = match (place, style) {
                (Place::Edge, _) => Kind::Boilerplate,
                (_, Some(Style::Title)) if self.title.is_none() => {
                    self.title = Some(text);
                    return self.boxes(element, place);
                }
                (_, Some(Style::Title)) => Kind::Heading,
                (_, Some(Style::Of(kind))) => kind,
                (_, None) => Kind::Text,
            };
            let is_link = element
                .elements()
                .filter(|child| !child.text().is_empty())
                .all(|child| child.name == "hyperlink");
            self.blocks.push(Block { is_link, ..Block::new(kind, text) });
        }
        self.boxes(element, place);
    }

    /// The paragraphs of the boxes that hang on a paragraph come after it.
    fn boxes(&mut self, element: &Element, place: Place) {
        for child in element.elements() {
            match child.name.as_str() {
                "txbxContent" => self.gather(child, place),
                "AlternateContent" => self.boxes(alternative(child), place),
                name if DELETED.contains(&name) => {}
                _ => self.boxes(child, place),
            }
        }
    }
}

/// Elements whose text was deleted or moved elsewhere.
const DELETED: &[&str] = &["del", "moveFrom"];

/// One of the ways to draw the same thing.
fn alternative(element: &Element) -> &Element {
    let named = |name: &str| element.elements().find(|child| child.name == name);
    named("Choice").or_else(|| named("Fallback")).unwrap_or(element)
}

/// The text of a paragraph, a line break as `\n`, without that of the boxes on it.
/// What is hidden, by itself or by these styles, is left out.
pub(super) fn text(paragraph: &Element, styles: &Styles) -> String {
    let mut out = String::new();
    let is_hidden = styles.hide(paragraph);
    collect(paragraph, &|run| styles.hide_run(run, is_hidden), &mut out);
    out
}

fn collect(element: &Element, is_hidden: &dyn Fn(&Element) -> bool, out: &mut String) {
    for child in &element.children {
        let Child::Element(child) = child else { continue };
        match child.name.as_str() {
            "t" => out.push_str(&child.raw()),
            "tab" | "ptab" => out.push('\t'),
            "br" | "cr" => out.push('\n'),
            "noBreakHyphen" => out.push('-'),
            "pPr" | "rPr" | "txbxContent" | "instrText" => {}
            "AlternateContent" => collect(alternative(child), is_hidden, out),
            name if DELETED.contains(&name) => {}
            "r" if is_hidden(child) => {}
            _ => collect(child, is_hidden, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_and_deleted_text_is_left_out() {
        let run = |properties: &str, text: &str| {
            format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
        };
        let runs = [
            run("", "Le pont "),
            run("<w:vanish/>", "secret "),
            run("<w:vanish w:val=\"0\"/>", "ouvre "),
            format!("<w:del>{}</w:del>", run("", "ferme ")),
            run("<w:b/>", "lundi."),
        ];
        let names =
            "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        let xml = format!("<w:p {names}>{}</w:p>", runs.concat());
        let paragraph = super::super::xml::parse(&xml).unwrap();
        assert_eq!(text(&paragraph, &Styles::default()), "Le pont ouvre lundi.");
    }
}
