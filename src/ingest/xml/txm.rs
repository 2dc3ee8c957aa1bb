//! A corpus prepared for TXM: `<text titre="…" date="…" journal="…">` and its text.

use super::cut::{Mark, tag_name};
use super::export::{Entry, Layout};
use super::fields::Field;
use super::tree::parse;
use super::{html, prose};

/// A record is a `<text>`.
pub(in crate::ingest) const LAYOUT: Layout = Layout {
    mark: Mark::Tag(|tag| tag_name(tag) == "text"),
    read: |record, context| {
        let root = parse(record)?;
        let mut entry = Entry::default();
        for (name, value) in root.attributes() {
            let Some(column) = context.settings.column(name) else {
                context.unused(name);
                continue;
            };
            let value = match column.field {
                Field::Date => dashed(value),
                _ => value.clone(),
            };
            if column.field == Field::Publication {
                let (publication, edition) = html::edition_of(&value);
                entry.set_all(Field::Edition, edition.into_iter().collect());
                entry.record.put(column, name, vec![publication]);
            } else if let Some(left) = entry.record.put(column, name, vec![value]) {
                context.unused(left);
            }
        }
        entry.blocks = prose::blocks(&root)?;
        Ok(Some(entry))
    },
};

/// `2024 09 11T00:00:00` as `2024-09-11T00:00:00`.
fn dashed(date: &str) -> String {
    let figures = |text: &str, count| {
        text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut parts = date.split(' ');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(rest), None)
            if figures(year, 4)
                && figures(month, 2)
                && rest.get(..2).is_some_and(|day| figures(day, 2)) =>
        {
            format!("{year}-{month}-{rest}")
        }
        _ => date.to_owned(),
    }
}
