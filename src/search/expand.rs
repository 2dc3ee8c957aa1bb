//! A word of the query → the terms of the index it stands for, in each segment and
//! field, with what the whole index says of them.

use super::SearchError;
use super::plan::{Scope, WordSet};
use crate::french::{Closeness, Forms};
use crate::index::Fields;
use crate::query::TextField;
use std::collections::BTreeMap;
use tantivy::Searcher;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;

/// A term of one segment.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub info: TermInfo,
    pub closeness: Closeness,
}

/// What the whole index says of a written form.
#[derive(Clone, Debug)]
pub(super) struct FormUse {
    pub closeness: Closeness,
    /// Articles that have it in each field, the deleted ones that are still in the
    /// segments included.
    pub articles: Vec<u64>,
}

/// A word and its terms.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub typed: String,
    pub weight: f32,
    /// See [`WordSet`].
    pub is_common: bool,
    /// See [`WordSet`]; [`Word::related`] finds them when they are wanted.
    pub has_relatives: bool,
    /// Fields it is looked for in; the title comes first when it is among several.
    pub fields: Vec<Field>,
    /// Its terms.
    pub segments: Segments,
    /// All its written forms in the index.
    pub forms: BTreeMap<String, FormUse>,
}

/// Terms by segment, then by field.
pub(super) type Segments = Vec<Vec<Vec<Form>>>;

/// Terms, and all of them by their names.
type Found = (Segments, BTreeMap<String, FormUse>);

impl Word {
    /// The terms of the words of the same root, its own not among them.
    pub(super) fn related(&self, searcher: &Searcher) -> tantivy::Result<Option<Found>> {
        let forms = self.has_relatives.then(|| Forms::relatives(&self.typed)).flatten();
        let found = forms.map(|forms| find(&forms, &self.fields, searcher, &self.forms));
        found.transpose()
    }
}

/// The index's fields of a scope.
fn fields_of(scope: Scope, fields: &Fields) -> Vec<Field> {
    match scope {
        Scope::Text => vec![fields.title, fields.standfirst, fields.body],
        Scope::Field(TextField::Title) => vec![fields.title],
        Scope::Field(TextField::Standfirst) => vec![fields.standfirst],
        Scope::Field(TextField::Body) => vec![fields.body],
        Scope::Authors => vec![fields.authors],
        Scope::Publication => vec![fields.publication],
        Scope::Section => vec![fields.section],
    }
}

/// Finds the terms of a word.
///
/// # Errors
/// [`SearchError::TooWide`] when there are more than `widest` written forms.
pub(super) fn expand(
    set: &WordSet,
    searcher: &Searcher,
    fields: &Fields,
    widest: usize,
) -> Result<Word, SearchError> {
    let fields = fields_of(set.scope, fields);
    let (segments, forms) = find(&set.forms, &fields, searcher, &BTreeMap::new())?;
    if forms.len() > widest {
        return Err(too_wide(&set.typed, &forms, widest));
    }
    let (typed, has_relatives) = (set.typed.clone(), set.has_relatives);
    let (weight, is_common) = (set.weight, set.is_common);
    Ok(Word { typed, weight, is_common, has_relatives, fields, segments, forms })
}

/// Finds forms, those of `except` left out.
fn find(
    forms: &Forms,
    fields: &[Field],
    searcher: &Searcher,
    except: &BTreeMap<String, FormUse>,
) -> tantivy::Result<Found> {
    let mut uses = BTreeMap::new();
    let mut segments = Vec::new();
    for segment in searcher.segment_readers() {
        let mut found = Vec::new();
        for (at, field) in fields.iter().enumerate() {
            let inverted = segment.inverted_index(*field)?;
            let mut sums =
                Uses { forms: &mut uses, except, field: at, fields: fields.len() };
            found.push(terms(forms, inverted.terms(), &mut sums)?);
        }
        segments.push(found);
    }
    Ok((segments, uses))
}

/// Where the uses of forms in one field of one segment are added up.
struct Uses<'a> {
    forms: &'a mut BTreeMap<String, FormUse>,
    except: &'a BTreeMap<String, FormUse>,
    field: usize,
    fields: usize,
}

fn terms(
    forms: &Forms,
    dictionary: &tantivy::termdict::TermDictionary,
    sums: &mut Uses,
) -> tantivy::Result<Vec<Form>> {
    let mut found = Vec::new();
    let mut stream = dictionary.search(forms.automaton()).into_stream()?;
    while let Some((term, info)) = stream.next() {
        let Ok(term) = str::from_utf8(term) else { continue };
        if term.starts_with(char::is_control) || sums.except.contains_key(term) {
            continue; // a border is no word
        }
        let Some(closeness) = forms.closeness(term) else { continue };
        let used = sums
            .forms
            .entry(term.to_owned())
            .or_insert_with(|| FormUse { closeness, articles: vec![0; sums.fields] });
        used.articles[sums.field] += u64::from(info.doc_freq);
        found.push(Form { info: info.clone(), closeness });
    }
    Ok(found)
}

fn too_wide(typed: &str, forms: &BTreeMap<String, FormUse>, limit: usize) -> SearchError {
    let mut commonest: Vec<_> = forms
        .iter()
        .map(|(form, used)| (used.articles.iter().max().copied().unwrap_or(0), form))
        .collect();
    commonest.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    let examples: Vec<_> = commonest
        .iter()
        .take(5)
        .map(|(count, form)| format!("{form} ({count})"))
        .collect();
    SearchError::TooWide {
        word: typed.to_owned(),
        forms: forms.len(),
        limit,
        examples: format!("{}…", examples.join(", ")),
    }
}
