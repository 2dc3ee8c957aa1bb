//! Factiva, as XML (`PPSResponse`).

use super::block::Block;
use super::cut::{Mark, tag_name};
use super::export::{Entry, Layout};
use super::fields::Field;
use super::prose;
use super::tree::{Element, parse};
use crate::article::Kind;

/// A record is an `<article>`.
pub(in crate::ingest) const LAYOUT: Layout = Layout {
    mark: Mark::Tag(|tag| tag_name(tag) == "article"),
    read: |record, context| {
        let root = parse(record)?;
        let mut entry = Entry::default();
        let mut after = Vec::new();
        for part in root.elements() {
            let field = match part.name.as_str() {
                "leadParagraph" | "tailParagraphs" => {
                    entry.blocks.extend(prose::blocks(part)?);
                    continue;
                }
                "notes" => {
                    after.extend(prose::blocks(part)?);
                    continue;
                }
                "artWork" | "caption" => {
                    after.push(Block::new(Kind::Caption, part.text()));
                    continue;
                }
                "copyright" => {
                    after.push(Block::new(Kind::Boilerplate, part.text()));
                    continue;
                }
                "pages" if part.elements().next().is_some() => {
                    entry.set_all(
                        Field::Page,
                        part.elements().map(Element::text).collect(),
                    );
                    continue;
                }
                "accessionNo" => Field::Number,
                "headline" => Field::Title,
                "byline" => Field::Authors,
                "sourceName" => Field::Publication,
                "edition" => Field::Edition,
                "sectionName" | "section" => Field::Section,
                "pages" | "page" => Field::Page,
                "baseLanguage" => Field::Language,
                "publicationDate" => Field::Date,
                other => {
                    context.unused(other);
                    continue;
                }
            };
            entry.set(field, part.text());
        }
        entry.blocks.extend(after.into_iter().filter(|block| !block.text.is_empty()));
        Ok(Some(entry))
    },
};
