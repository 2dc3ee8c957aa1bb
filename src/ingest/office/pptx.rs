//! PPTX: a slide is a page, with its title as heading, its text as items, and the notes
//! of who speaks after it.

use super::block::Block;
use super::export::Entry;
use super::package::Package;
use super::properties::Properties;
use super::xml::{Element, parse};
use super::{Fault, clean, docx};
use crate::article::Kind;

/// Reads all slides, in the order they are shown, as one article.
pub(super) fn read(package: &mut Package) -> Result<(Entry, Properties), Fault> {
    let main = package.main()?;
    let tree = parse(&package.required(&main)?)?;
    let targets = package.targets(&main)?;
    let list = tree.find("sldIdLst");
    // Both `id` and `r:id` have lost their prefix: the one that is a relation counts.
    let slides = list.into_iter().flat_map(Element::elements).filter_map(|slide| {
        let ids = slide.attributes().iter().filter(|(name, _)| name == "id");
        ids.into_iter().find_map(|(_, id)| targets.get(id))
    });
    let slides: Vec<String> = slides.cloned().collect();
    let mut entry = Entry::default();
    for (page, slide) in (1..).zip(&slides) {
        let tree = parse(&package.required(slide)?)?;
        let mut blocks = blocks(&tree, page);
        for notes in
            package.relations(slide)?.iter().filter(|part| part.kind == "notesSlide")
        {
            if let Some(tree) = package.tree(&notes.target)? {
                blocks.extend(of_notes(&tree));
            }
        }
        entry
            .blocks
            .extend(blocks.into_iter().map(|block| Block { page: Some(page), ..block }));
    }
    Ok((entry, docx::core(package)?))
}

/// The paragraphs of a slide, its title first.
fn blocks(slide: &Element, page: u32) -> Vec<Block> {
    let mut titles = Vec::new();
    let mut others = Vec::new();
    shapes(slide, &mut |shape| {
        let (kind, is_title) = match placeholder(shape) {
            Some("title" | "ctrTitle") => (Kind::Heading, true),
            Some("subTitle") => (Kind::Heading, false),
            // Typed on the first, it is the date of the deck; a field is that of a saving.
            Some("dt") if page == 1 && shape.find("fld").is_none() => (Kind::Text, false),
            Some("dt" | "ftr" | "hdr" | "sldNum") => (Kind::Boilerplate, false),
            Some(_) => (Kind::ListItem, false),
            None => (Kind::Text, false),
        };
        let list = if is_title { &mut titles } else { &mut others };
        list.extend(paragraphs(shape, kind));
    });
    titles.append(&mut others);
    titles
}

/// What the speaker wrote below a slide.
fn of_notes(notes: &Element) -> Vec<Block> {
    let mut blocks = Vec::new();
    shapes(notes, &mut |shape| {
        if placeholder(shape) == Some("body") {
            blocks.extend(paragraphs(shape, Kind::Text));
        }
    });
    blocks
}

/// Calls `each` for the shapes, tables and diagrams below an element, in order.
fn shapes<'a>(element: &'a Element, each: &mut dyn FnMut(&'a Element)) {
    for child in element.elements() {
        match child.name.as_str() {
            "sp" | "graphicFrame" | "cxnSp" | "pic" => each(child),
            "AlternateContent" => {
                if let Some(first) = child.elements().next() {
                    shapes(first, each);
                }
            }
            _ => shapes(child, each),
        }
    }
}

/// The type of a placeholder, `body` where it has none; `None` for any other shape.
fn placeholder(shape: &Element) -> Option<&str> {
    let found = shape.find("nvPr")?.find("ph")?;
    Some(found.attribute("type").unwrap_or("body"))
}

fn paragraphs(shape: &Element, kind: Kind) -> impl Iterator<Item = Block> {
    let texts = shape.all("p").into_iter().map(|paragraph| {
        let mut text = String::new();
        for piece in paragraph.elements() {
            match piece.name.as_str() {
                "br" => text.push('\n'),
                "r" | "fld" => text.extend(piece.find("t").map(Element::raw)),
                _ => {}
            }
        }
        clean::line(&text)
    });
    texts
        .filter(|text| text.chars().any(|c| !c.is_whitespace()))
        .map(move |text| Block::new(kind, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_a_deck_is_one_that_was_typed() {
        let slide = |piece: &str| {
            let ph = "<nvSpPr><nvPr><ph type=\"dt\"/></nvPr></nvSpPr>";
            let text = "<t>Le 5 novembre 2012</t>";
            parse(&format!(
                "<sld><sp>{ph}<txBody><p><{piece}>{text}</{piece}></p></txBody></sp></sld>"
            ))
            .unwrap()
        };
        let kind = |piece: &str, page| blocks(&slide(piece), page)[0].kind;
        assert_eq!(kind("r", 1), Kind::Text);
        assert_eq!(kind("r", 2), Kind::Boilerplate);
        assert_eq!(kind("fld", 1), Kind::Boilerplate);
    }
}
