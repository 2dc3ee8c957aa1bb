//! NewsML-G2: a news item, alone or several in a message.

use super::block::Block;
use super::cut::{Mark, tag_name};
use super::export::{Context, Entry, Layout};
use super::fields::Field;
use super::tree::{Element, parse};
use super::{Fault, prose};
use crate::article::Kind;

/// A record is a `<newsItem>`, or a package, which only lists others.
pub(in crate::ingest) const LAYOUT: Layout = Layout {
    mark: Mark::Tag(|tag| matches!(tag_name(tag), "newsItem" | "packageItem")),
    read,
};

fn read(record: &str, context: &mut Context) -> Result<Option<Entry>, Fault> {
    let root = parse(record)?;
    if root.name == "packageItem" {
        context.unused("packageItem");
        return Ok(None);
    }
    let number = root.attribute("guid").unwrap_or("");
    let status = root.find("pubStatus").and_then(|status| status.attribute("qcode"));
    if status.is_some_and(|status| {
        status.ends_with("canceled") || status.ends_with("withheld")
    }) {
        return Err(Fault::Withdrawn(number.to_owned()));
    }
    let mut entry = Entry::default();
    entry.set(Field::Number, number);
    let about = root.find("contentMeta").unwrap_or(&root);
    entry.set(Field::Title, about.line("headline"));
    entry.set(Field::Standfirst, about.line("description"));
    entry.set_all(Field::Authors, about.all("creator").into_iter().map(name).collect());
    entry.set(Field::Publication, publication(&root, about));
    let dates = ["contentCreated", "firstCreated", "versionCreated"];
    let date = dates.iter().map(|name| root.line(name)).find(|date| !date.is_empty());
    entry.set(Field::Date, date.unwrap_or_default());
    let language = about.find("language").and_then(|found| found.attribute("tag"));
    entry.set(Field::Language, language.or(root.attribute("lang")).unwrap_or(""));
    for name in ["subject", "slugline", "keyword", "located", "dateline"] {
        if about.find(name).is_some() {
            context.unused(name);
        }
    }
    if let Some(content) = root.find("contentSet") {
        for part in content.elements() {
            let body = ["body.content", "body"].iter().find_map(|name| part.find(name));
            entry.blocks.extend(prose::blocks(body.unwrap_or(part))?);
        }
    }
    let rights = root.line("copyrightNotice");
    if !rights.is_empty() {
        entry.blocks.push(Block::new(Kind::Boilerplate, rights));
    }
    Ok(Some(entry))
}

/// Who publishes: the provider, else the source, else who holds the rights; the first
/// that has a name.
fn publication(root: &Element, about: &Element) -> String {
    let parties =
        [root.find("provider"), about.find("infoSource"), root.find("copyrightHolder")];
    let named = parties.into_iter().flatten().map(name).find(|name| !name.is_empty());
    named.unwrap_or_default()
}

fn name(party: &Element) -> String {
    let name = party.line("name");
    if name.is_empty() {
        party.attribute("literal").unwrap_or("").to_owned()
    } else {
        name
    }
}
