//! What an index holds, counted: kinds of source, languages, years, and what is not
//! known. Counted over the index alone, without reading any article.

use super::{SearchError, alive};
use crate::article::Date;
use crate::index::Index;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tantivy::schema::Field;

/// How the articles of an index are spread.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Census {
    /// Words of all the articles together.
    pub words: u64,
    /// Kinds of source, the commonest first.
    pub kinds: Vec<Count>,
    /// Languages, the commonest first.
    pub languages: Vec<Count>,
    /// Years of publication, in order.
    pub years: Vec<Count>,
    /// Values that are not known, such as `date`, the commonest first.
    pub unknown: Vec<Count>,
}

/// A value and how many articles have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// As the query language writes it.
    pub value: String,
    /// How many.
    pub articles: u64,
}

/// Counts the articles of an index.
pub fn census(index: &Index) -> Result<Census, SearchError> {
    let fields = index.fields();
    let mut words = 0;
    let mut years = BTreeMap::new();
    for segment in index.searcher().segment_readers() {
        let sizes = segment.fast_fields().u64("words")?;
        let days = segment.fast_fields().i64("first_day")?;
        for doc in segment.doc_ids_alive() {
            words += sizes.first(doc).unwrap_or(0);
            let day = days.first(doc).and_then(|day| i32::try_from(day).ok());
            if let Some(date) = day.and_then(Date::from_days) {
                *years.entry(format!("{:04}", date.civil().year())).or_default() += 1;
            }
        }
    }
    Ok(Census {
        words,
        kinds: commonest(values(index, fields.kind)?),
        languages: commonest(values(index, fields.language)?),
        years: counts(years),
        unknown: commonest(values(index, fields.unknown)?),
    })
}

/// The values of a field with their counts.
fn values(index: &Index, field: Field) -> Result<BTreeMap<String, u64>, SearchError> {
    let mut values = BTreeMap::new();
    for segment in index.searcher().segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted.terms().stream()?;
        while let Some((term, info)) = stream.next() {
            let articles = alive::articles(segment, &inverted, info)?;
            if articles > 0 {
                let value = String::from_utf8_lossy(term).into_owned();
                *values.entry(value).or_default() += articles;
            }
        }
    }
    Ok(values)
}

fn counts(values: BTreeMap<String, u64>) -> Vec<Count> {
    values.into_iter().map(|(value, articles)| Count { value, articles }).collect()
}

/// The commonest first; ties in the order of the values.
fn commonest(values: BTreeMap<String, u64>) -> Vec<Count> {
    let mut counts = counts(values);
    counts.sort_by_key(|count| std::cmp::Reverse(count.articles));
    counts
}
