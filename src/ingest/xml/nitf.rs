//! NITF, the format of articles of many newspapers and agencies.

use super::block::Block;
use super::cut::{Mark, tag_name};
use super::export::{Entry, Layout};
use super::fields::Field;
use super::prose;
use super::tree::parse;
use crate::article::Kind;

/// A record is a `<nitf>`.
pub(in crate::ingest) const LAYOUT: Layout = Layout {
    mark: Mark::Tag(|tag| tag_name(tag) == "nitf"),
    read: |record, _| {
        let root = parse(record)?;
        let mut entry = Entry::default();
        let attribute = |element: &str, name: &str| {
            root.find(element)
                .and_then(|found| found.attribute(name))
                .unwrap_or("")
                .to_owned()
        };
        let first = |names: &[&str]| {
            names.iter().map(|name| root.line(name)).find(|text| !text.is_empty())
        };
        entry.set(Field::Number, attribute("doc-id", "id-string"));
        entry.set(Field::Title, first(&["hl1", "headline", "title"]).unwrap_or_default());
        let head = root.find("body.head");
        entry.set(
            Field::Standfirst,
            head.map(|head| head.line("hl2")).unwrap_or_default(),
        );
        entry.set(
            Field::Authors,
            head.map(|head| head.line("byline")).unwrap_or_default(),
        );
        entry.set(Field::Publication, attribute("pubdata", "name"));
        entry.set(Field::Edition, attribute("pubdata", "edition.name"));
        entry.set(Field::Section, attribute("pubdata", "position.section"));
        entry.set(Field::Page, attribute("pubdata", "position.sequence"));
        let dates = [
            ("date.issue", "norm"),
            ("pubdata", "date.publication"),
            ("story.date", "norm"),
        ];
        let date = dates.iter().map(|(element, name)| attribute(element, name));
        entry.set(
            Field::Date,
            date.into_iter().find(|date| !date.is_empty()).unwrap_or_default(),
        );
        entry.set(Field::Language, root.attribute("lang").unwrap_or(""));
        if let Some(dateline) =
            head.map(|head| head.line("dateline")).filter(|line| !line.is_empty())
        {
            entry.blocks.push(Block::new(Kind::Boilerplate, dateline));
        }
        if let Some(body) = root.find("body.content").or_else(|| root.find("body")) {
            entry.blocks.extend(prose::blocks(body)?);
        }
        if let Some(end) = root.find("body.end") {
            entry.blocks.extend(prose::blocks(end)?);
        }
        Ok(Some(entry))
    },
};
