//! NewsML 1, as agencies still deliver it (AFP).

use super::block::Block;
use super::cut::{Mark, tag_name};
use super::export::{Context, Entry, Layout};
use super::fields::Field;
use super::tree::{Element, parse};
use super::{Fault, prose};
use crate::article::Kind;

/// A record is a `<NewsItem>`.
pub(in crate::ingest) const LAYOUT: Layout =
    Layout { mark: Mark::Tag(|tag| tag_name(tag) == "NewsItem"), read };

/// Agencies that sign with the name of their site.
const AGENCIES: &[(&str, &str)] =
    &[("afp.com", "AFP"), ("reuters.com", "Reuters"), ("ap.org", "AP")];

fn read(record: &str, context: &mut Context) -> Result<Option<Entry>, Fault> {
    let root = parse(record)?;
    let formal = |name: &str| {
        root.find(name).and_then(|found| found.attribute("FormalName")).unwrap_or("")
    };
    let status = formal("Status").to_ascii_lowercase();
    let number = root.line("PublicIdentifier");
    if matches!(status.as_str(), "canceled" | "cancelled" | "withdrawn") {
        return Err(Fault::Withdrawn(number));
    }
    let mut entry = Entry::default();
    entry.set(Field::Number, number);
    entry.set(Field::Title, root.line("HeadLine"));
    entry.set(Field::Standfirst, root.line("SubHeadLine"));
    entry.set(Field::Authors, root.line("ByLine"));
    entry.set(Field::Publication, publication(&root));
    let dates = ["FirstCreated", "ThisRevisionCreated", "DateId"];
    let date = dates.iter().map(|name| root.line(name)).find(|date| !date.is_empty());
    entry.set(Field::Date, date.unwrap_or_default());
    let language = root.attribute("lang").unwrap_or("");
    entry.set(
        Field::Language,
        if language.is_empty() { formal("Language") } else { language },
    );
    for name in ["SlugLine", "KeywordLine", "SubjectCode"] {
        if root.find(name).is_some() {
            context.unused(name);
        }
    }
    let line = |name: &str| {
        let text = root.line(name);
        (!text.is_empty()).then(|| Block::new(Kind::Boilerplate, text))
    };
    entry.blocks.extend(line("DateLine"));
    for content in root.all("DataContent") {
        let body = content.find("body.content").unwrap_or(content);
        entry.blocks.extend(prose::blocks(body)?);
    }
    entry.blocks.extend(line("CopyrightLine"));
    Ok(Some(entry))
}

fn publication(root: &Element) -> String {
    let named = root
        .find("Provider")
        .and_then(|provider| provider.find("Party"))
        .and_then(|party| party.attribute("FormalName"));
    let name = named.map_or_else(|| root.line("ProviderId"), str::to_owned);
    let agency = AGENCIES.iter().find(|(site, _)| name.eq_ignore_ascii_case(site));
    agency.map_or(name, |(_, agency)| (*agency).to_owned())
}
