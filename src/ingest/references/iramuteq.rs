//! The corpus of `IRaMuTeQ`: `**** *source_Le_Courrier *date_2012-11-05`, then the text.

use super::cut::Mark;
use super::export::{Entry, Layout};
use super::fields::Field;
use super::text;

/// A record begins with its line of variables.
pub(in crate::ingest) const LAYOUT: Layout = Layout {
    mark: Mark::Line(|line| line.starts_with("**** ")),
    read: |record, context| {
        let (head, body) = record.split_once('\n').unwrap_or((record, ""));
        let mut entry = Entry::default();
        for variable in head.split_whitespace().filter_map(|word| word.strip_prefix('*'))
        {
            let Some((name, value)) = variable.split_once('_') else { continue };
            let Some(column) = context.settings.column(name) else {
                context.unused(name);
                continue;
            };
            let value = match column.field {
                Field::Url | Field::Number => value.to_owned(),
                _ => value.replace('_', " "),
            };
            if let Some(left) = entry.record.put(column, name, vec![value]) {
                context.unused(left);
            }
        }
        entry.blocks = text::blocks(body);
        Ok(Some(entry))
    },
};
