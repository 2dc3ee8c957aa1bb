//! RSS and Atom: each item is an article, or the beginning of one.

use super::cut::{Mark, tag_name};
use super::export::{Context, Entry, Layout};
use super::fields::Field;
use super::tree::{Element, parse};
use super::{Fault, address, clean, prose};

/// A record is an `<item>` or an `<entry>`; what stands before tells of the feed.
pub(in crate::ingest) const LAYOUT: Layout =
    Layout { mark: Mark::Tag(|tag| matches!(tag_name(tag), "item" | "entry")), read };

fn read(record: &str, context: &mut Context) -> Result<Option<Entry>, Fault> {
    let root = parse(record)?;
    let mut entry = Entry::default();
    let first = |names: &[&str]| names.iter().find_map(|name| child(&root, name));
    let said = |names: &[&str]| first(names).map(said).transpose();
    entry.set(Field::Title, said(&["title"])?.unwrap_or_default());
    entry.set(Field::Number, said(&["guid", "id"])?.unwrap_or_default());
    entry.set(
        Field::Date,
        said(&["pubDate", "published", "date", "issued", "updated"])?.unwrap_or_default(),
    );
    entry.set_all(Field::Authors, authors(&root));
    entry.set(Field::Url, link(&root));
    let sections = root.elements().filter(|part| part.name == "category");
    let section = |part: &Element| {
        part.attribute("label")
            .or(part.attribute("term"))
            .map_or_else(|| part.text(), str::to_owned)
    };
    entry.set_all(Field::Section, sections.map(section).collect());
    feed(&mut entry, &context.preamble);
    if let Some(content) = first(&["encoded", "content"]) {
        entry.blocks = prose::blocks(content)?;
    }
    if let Some(summary) = said(&["description", "summary"])? {
        let repeats = entry.blocks.first().is_some_and(|block| block.text == summary);
        entry.set(Field::Standfirst, if repeats { String::new() } else { summary });
    }
    Ok(Some(entry))
}

/// What the feed says of all its items: its title is that of the publication.
fn feed(entry: &mut Entry, preamble: &str) {
    let Some(at) = preamble.find("<channel").or_else(|| preamble.find("<feed")) else {
        return;
    };
    let Ok(channel) = parse(&preamble[at..]) else { return };
    if let Some(title) = child(&channel, "title") {
        entry.set(Field::Publication, title.text());
    }
    let language = child(&channel, "language").map(Element::text);
    let language = language.or_else(|| channel.attribute("lang").map(str::to_owned));
    entry.set(Field::Language, language.unwrap_or_default());
}

fn child<'a>(root: &'a Element, name: &str) -> Option<&'a Element> {
    root.elements().find(|part| part.name == name && !part.children.is_empty())
}

/// The text of an element that may hold HTML, on one line.
fn said(element: &Element) -> Result<String, Fault> {
    let blocks = prose::blocks(element)?;
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    Ok(clean::line(&texts.join(" ")))
}

fn authors(root: &Element) -> Vec<String> {
    let named = |part: &Element| {
        let name = part.line("name");
        if name.is_empty() { part.text() } else { name }
    };
    let creators: Vec<String> =
        root.elements().filter(|part| part.name == "creator").map(named).collect();
    if !creators.is_empty() {
        return creators;
    }
    root.elements().filter(|part| part.name == "author").map(named).collect()
}

/// The address of an item: the text of its `<link>`, or what it points to, and behind
/// the redirection of an alert the real one.
fn link(root: &Element) -> String {
    let links = || root.elements().filter(|part| part.name == "link");
    let is_page =
        |part: &&Element| part.attribute("rel").is_none_or(|rel| rel == "alternate");
    let text = links().map(Element::text).find(|text| !text.is_empty());
    let href = || {
        links().find(is_page).and_then(|part| part.attribute("href")).map(str::to_owned)
    };
    let found = text.or_else(href).unwrap_or_default();
    address::behind(&found)
}
