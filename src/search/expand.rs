//! A word of the query → the terms of the index it stands for, in each segment and
//! field, with what the whole index says of them.

use super::plan::{Reading, Scope, Sought, WordSet};
use super::{SearchError, alive};
use crate::french::{Closeness, Forms, FormsAutomaton};
use crate::index::{Fields, Index, Terms};
use crate::query::TextField;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::Arc;
use tantivy::SegmentReader;
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
    /// Articles that have it in each field.
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
    pub terms: Arc<WordTerms>,
}

/// The terms of a set of written forms.
#[derive(Clone, Debug, Default)]
pub(super) struct WordTerms {
    /// By segment.
    pub segments: Segments,
    /// All the written forms in the index.
    pub forms: BTreeMap<String, FormUse>,
    /// Whether they are those of a word typed without its accents, which no article has so.
    pub is_accented: bool,
}

/// Terms by segment, then by field.
pub(super) type Segments = Vec<Vec<Vec<Form>>>;

impl Word {
    /// The terms of the words of the same root, its own not among them.
    pub(super) fn related(
        &self,
        index: &Index,
    ) -> Result<Option<WordTerms>, SearchError> {
        let forms = self.has_relatives.then(|| Forms::relatives(&self.typed)).flatten();
        let found =
            forms.map(|forms| find(&forms, &self.fields, index, &self.terms.forms));
        found.transpose()
    }
}

/// Finds the terms of words in one index, those of the same word once: it comes again
/// when a query is relaxed, and where a text is pasted.
pub(super) struct Expansion<'a> {
    pub index: &'a Index,
    /// The most written forms that a word may have.
    pub widest: usize,
    found: HashMap<Sought, Arc<WordTerms>>,
}

impl<'a> Expansion<'a> {
    pub(super) fn new(index: &'a Index, widest: usize) -> Self {
        Self { index, widest, found: HashMap::new() }
    }

    /// The terms of a word; of one that no article has as it is typed, those it has when
    /// its accents are taken to be left out: `comite` is a word of the dictionary, but who
    /// types it where nobody writes it means « comité ».
    fn terms(&self, sought: &Sought, fields: &[Field]) -> Result<WordTerms, SearchError> {
        let find =
            |forms: Forms, fields| find(&forms, fields, self.index, &BTreeMap::new());
        let found = find(sought.forms(), fields)?;
        if !found.forms.is_empty() || sought.reading != Reading::Plain {
            return Ok(found);
        }
        let text = self.index.fields().of_text();
        if fields != text && !find(sought.forms(), &text)?.forms.is_empty() {
            return Ok(found);
        }
        let accented = find(Forms::unaccented(&sought.typed), fields)?;
        let is_accented = !accented.forms.is_empty();
        Ok(WordTerms { is_accented, ..accented })
    }

    /// A word with its terms.
    ///
    /// # Errors
    /// [`SearchError::TooWide`] when there are more than `widest` written forms.
    pub(super) fn word(&mut self, set: &WordSet) -> Result<Word, SearchError> {
        let fields = fields_of(set.sought.scope, self.index.fields());
        let terms = if let Some(terms) = self.found.get(&set.sought) {
            Arc::clone(terms)
        } else {
            let terms = Arc::new(self.terms(&set.sought, &fields)?);
            self.found.insert(set.sought.clone(), Arc::clone(&terms));
            terms
        };
        let typed = set.sought.typed.clone();
        if terms.forms.len() > self.widest {
            return Err(too_wide(&typed, &terms.forms, self.widest));
        }
        let WordSet { weight, is_common, has_relatives, .. } = *set;
        Ok(Word { typed, weight, is_common, has_relatives, fields, terms })
    }
}

/// The index's fields of a scope.
fn fields_of(scope: Scope, fields: &Fields) -> Vec<Field> {
    match scope {
        Scope::Text => fields.of_text().to_vec(),
        Scope::Field(TextField::Title) => vec![fields.title],
        Scope::Field(TextField::Standfirst) => vec![fields.standfirst],
        Scope::Field(TextField::Body) => vec![fields.body],
        Scope::Authors => vec![fields.authors],
        Scope::Publication => vec![fields.publication],
        Scope::Section => vec![fields.section],
    }
}

/// Finds forms in some fields, those of `except` left out.
pub(super) fn find(
    forms: &Forms,
    fields: &[Field],
    index: &Index,
    except: &BTreeMap<String, FormUse>,
) -> Result<WordTerms, SearchError> {
    let mut uses = BTreeMap::new();
    let mut segments = Vec::new();
    for (number, segment) in index.searcher().segment_readers().iter().enumerate() {
        let mut found = vec![Vec::new(); fields.len()];
        for (at, field) in fields.iter().enumerate() {
            let Some(terms) = index.terms(number, *field)? else { continue };
            let mut uses =
                Uses { forms: &mut uses, except, field: at, fields: fields.len() };
            found[at] = uses.add(forms, segment, terms)?;
        }
        segments.push(found);
    }
    Ok(WordTerms { segments, forms: uses, is_accented: false })
}

/// Where the uses of forms in one field of one segment are added up.
struct Uses<'a> {
    forms: &'a mut BTreeMap<String, FormUse>,
    except: &'a BTreeMap<String, FormUse>,
    field: usize,
    fields: usize,
}

impl Uses<'_> {
    /// Gives the terms of forms, in order.
    fn add(
        &mut self,
        forms: &Forms,
        segment: &SegmentReader,
        terms: &Terms,
    ) -> io::Result<Vec<Form>> {
        let mut found = Vec::new();
        let accepted = |term: &[u8]| {
            let Ok(word) = str::from_utf8(term) else { return Ok(()) };
            let is_border = word.starts_with(char::is_control);
            if is_border || self.except.contains_key(word) {
                return Ok(());
            }
            let known = self.forms.get(word).map(|used| used.closeness);
            let Some(closeness) = known.or_else(|| forms.closeness(word)) else {
                return Ok(());
            };
            let inverted = terms.inverted();
            let Some(info) = inverted.terms().get(term)? else { return Ok(()) };
            let articles = alive::articles(segment, inverted, &info)?;
            if articles > 0 {
                let new = || FormUse { closeness, articles: vec![0; self.fields] };
                let used = self.forms.entry(word.to_owned()).or_insert_with(new);
                used.articles[self.field] += articles;
                found.push(Form { info, closeness });
            }
            Ok(())
        };
        match forms.automaton() {
            FormsAutomaton::Spelled(one) => terms.each(&one, accepted),
            FormsAutomaton::Pattern(one) => terms.each(&one, accepted),
            FormsAutomaton::Within(one) => terms.each(&one, accepted),
        }?;
        Ok(found)
    }
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
