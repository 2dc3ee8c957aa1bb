//! EPUB: the chapters in the order they are read, each a page of HTML.

use super::export::Entry;
use super::fields::{Column, Field};
use super::intake::Intake;
use super::package::{Package, resolved};
use super::properties::Properties;
use super::xml::{Element, parse};
use super::{Fault, html};
use crate::article::Origin;
use std::borrow::Cow;
use std::collections::HashMap;

/// Reads all chapters as one article. A chapter that cannot be read is named, the others
/// are read.
pub(super) fn read(
    package: &mut Package,
    intake: &mut Intake,
) -> Result<(Entry, Properties), Fault> {
    let container = parse(&package.required("META-INF/container.xml")?)?;
    let root = container.find("rootfile").and_then(|root| root.attribute("full-path"));
    let root = resolved("", root.unwrap_or(""));
    let book = parse(&package.required(&root)?)?;
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let protected = package.text("META-INF/encryption.xml")?.unwrap_or_default();
    let items: HashMap<&str, &Element> = book
        .find("manifest")
        .into_iter()
        .flat_map(Element::elements)
        .filter_map(|item| Some((item.attribute("id")?, item)))
        .collect();
    let spine = book.find("spine").into_iter().flat_map(Element::elements);
    let mut entry = Entry::default();
    for item in spine.filter_map(|item| items.get(item.attribute("idref")?)) {
        let is_contents = item
            .attribute("properties")
            .is_some_and(|words| words.split(' ').any(|w| w == "nav"));
        let name = resolved(folder, &unescaped(item.attribute("href").unwrap_or("")));
        if protected.contains(&name) {
            return Err(Fault::Password);
        }
        if is_contents {
            continue; // lists the headings that follow
        }
        match chapter(package, &name) {
            Ok(blocks) => entry.blocks.extend(blocks),
            Err(fault @ (Fault::Bomb(_) | Fault::Unreadable(_))) => return Err(fault),
            Err(fault) => intake.fault(None, fault),
        }
    }
    let Some(metadata) = book.find("metadata") else {
        return Ok((entry, Properties::default()));
    };
    // What publishers write of their books is meant; only the day is left to be weighed.
    let values = |name: &str| metadata.all(name).into_iter().map(Element::text).collect();
    for (field, name) in [
        (Field::Title, "title"),
        (Field::Authors, "creator"),
        (Field::Publication, "publisher"),
        (Field::Date, "date"),
    ] {
        let mut values: Vec<String> = values(name);
        if field != Field::Authors {
            values.truncate(1);
        }
        entry.record.put(Column { field, rank: 0, from: Origin::Metadata }, name, values);
    }
    let properties =
        Properties { language: metadata.line("language"), ..Properties::default() };
    Ok((entry, properties))
}

fn chapter(package: &mut Package, name: &str) -> Result<Vec<super::block::Block>, Fault> {
    let page = package.required(name)?;
    let tree = html::parse(&opened(&page))?;
    Ok(html::blocks(tree.root_element(), &|_| false))
}

/// Elements that HTML itself ends at once.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
];

/// XHTML as HTML: `<a id="x"/>` ends itself in the one and opens an element in the other.
fn opened(page: &str) -> Cow<'_, str> {
    if !page.contains("/>") {
        return Cow::Borrowed(page);
    }
    let mut out = String::with_capacity(page.len() + page.len() / 16);
    let mut rest = page;
    while let Some(at) = rest.find("/>") {
        let (before, after) = rest.split_at(at);
        let tag = before.rfind('<').map_or("", |start| &before[start + 1..]);
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let is_element = !name.is_empty() && !tag.contains('>');
        out.push_str(before);
        if is_element && !VOID.iter().any(|void| name.eq_ignore_ascii_case(void)) {
            out.push_str("></");
            out.push_str(name);
            out.push('>');
        } else {
            out.push_str("/>");
        }
        rest = &after[2..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// An address with its `%C3%A9` as the bytes they stand for.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = (*first == b'%')
            .then(|| after.get(..2).and_then(|two| std::str::from_utf8(two).ok()))
            .flatten()
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_itself_is_ended() {
        assert_eq!(opened("<a id='x'/>Un<br/>deux"), "<a id='x'></a>Un<br/>deux");
        assert_eq!(opened("<title/>a /> b"), "<title></title>a /> b");
        assert_eq!(unescaped("chapitre%20%C3%A9.xhtml%"), "chapitre é.xhtml%");
    }
}
