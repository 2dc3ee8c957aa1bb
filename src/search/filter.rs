//! A condition on the metadata in one segment, window by window.

use super::expand::Form;
use super::plan::{Value, ValueField};
use super::postings::MergedPostings;
use super::window::Bits;
use crate::french::Closeness;
use crate::index::Fields;
use std::sync::Arc;
use tantivy::columnar::Column;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader, Term};

/// A value of the plan, opened in one segment.
pub(super) enum Filter {
    /// Documents that have one of some terms.
    Terms(Box<[MergedPostings]>),
    /// Documents dated wholly between two days.
    Days { first: Column<i64>, last: Column<i64>, from: i64, to: i64 },
    /// Documents of so many words.
    Size { words: Column<u64>, least: u64, most: u64 },
}

impl Filter {
    pub(super) fn open(
        value: &Value,
        segment: &SegmentReader,
        fields: &Fields,
    ) -> tantivy::Result<Self> {
        Ok(match value {
            Value::Terms(field, terms) => {
                let field = field_of(*field, fields);
                Self::Terms(Box::new([open_terms(segment, field, terms)?]))
            }
            Value::Id(id) => {
                let ids = segment.inverted_index(fields.id)?;
                let prefix = id.to_lowercase();
                let forms = forms_with_prefix(&ids, &prefix)?;
                let numbers =
                    open_terms(segment, fields.number, std::slice::from_ref(id))?;
                Self::Terms(Box::new([MergedPostings::open(&ids, &forms)?, numbers]))
            }
            Value::Date(period) => {
                let columns = segment.fast_fields();
                Self::Days {
                    first: columns.i64("first_day")?,
                    last: columns.i64("last_day")?,
                    from: period.first.map_or(i64::MIN, i64::from),
                    to: period.last.map_or(i64::MAX, i64::from),
                }
            }
            Value::Size(least, most) => {
                let words = segment.fast_fields().u64("words")?;
                Self::Size { words, least: *least, most: *most }
            }
        })
    }

    /// Documents it may let through, at most.
    pub(super) fn cost(&self) -> u64 {
        match self {
            Self::Terms(terms) => terms.iter().map(MergedPostings::cost).sum(),
            Self::Days { first, .. } => first.num_docs().into(),
            Self::Size { words, .. } => words.num_docs().into(),
        }
    }

    /// The documents of `wanted` that it lets through.
    pub(super) fn load(&mut self, base: DocId, wanted: &Bits) -> Bits {
        let mut found = Bits::EMPTY;
        match self {
            Self::Terms(terms) => {
                for postings in terms.iter_mut() {
                    postings.load(base, wanted, |at, _| found.set(at));
                }
                found.and(wanted);
            }
            Self::Days { first, last, from, to } => {
                for at in wanted.iter() {
                    let inside = first.first(base + at).is_some_and(|day| day >= *from)
                        && last.first(base + at).is_some_and(|day| day <= *to);
                    if inside {
                        found.set(at);
                    }
                }
            }
            Self::Size { words, least, most } => {
                for at in wanted.iter() {
                    let size = words.first(base + at);
                    if size.is_some_and(|size| (*least..=*most).contains(&size)) {
                        found.set(at);
                    }
                }
            }
        }
        found
    }
}

fn field_of(field: ValueField, fields: &Fields) -> Field {
    match field {
        ValueField::Page => fields.page,
        ValueField::Language => fields.language,
        ValueField::Kind => fields.kind,
        ValueField::Folder => fields.folder,
        ValueField::Unknown => fields.unknown,
    }
}

fn open_terms(
    segment: &SegmentReader,
    field: Field,
    terms: &[String],
) -> tantivy::Result<MergedPostings> {
    let inverted = segment.inverted_index(field)?;
    let mut forms = Vec::new();
    for term in terms {
        let info = inverted.get_term_info(&Term::from_field_text(field, term))?;
        forms.extend(info.map(|info| Form { info, closeness: Closeness::Form }));
    }
    Ok(MergedPostings::open(&inverted, &forms)?)
}

fn forms_with_prefix(
    inverted: &Arc<InvertedIndexReader>,
    prefix: &str,
) -> tantivy::Result<Vec<Form>> {
    let mut forms = Vec::new();
    let mut stream = inverted.terms().range().ge(prefix.as_bytes()).into_stream()?;
    while let Some((term, info)) = stream.next() {
        if !term.starts_with(prefix.as_bytes()) {
            break;
        }
        forms.push(Form { info: info.clone(), closeness: Closeness::Form });
    }
    Ok(forms)
}
