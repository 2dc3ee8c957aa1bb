//! A word of the query → the terms of the index it stands for, in each segment and
//! field, with what the whole index says of them.

use super::plan::{Reading, Scope, Sought, WordSet};
use super::weigh::Collection;
use super::{Ranking, SearchError, alive};
use crate::french::{Closeness, Forms, FormsAutomaton, Lacking};
use crate::index::{Index, Terms};
use crate::query;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::{Arc, OnceLock};
use tantivy::SegmentReader;
use tantivy::postings::TermInfo;

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
    /// Articles that have it; those of the body count those of the whole text.
    pub articles: u64,
    /// Articles that have it in the title, where that is one part among others.
    pub in_title: u64,
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
    /// Where it is looked for.
    pub scope: Scope,
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
    /// Those of the words of the same root, if there are any, once they were asked for.
    related: OnceLock<Option<Box<WordTerms>>>,
}

/// Terms by segment.
pub(super) type Segments = Vec<SegmentTerms>;

/// The terms of a word in one segment.
#[derive(Clone, Debug, Default)]
pub(super) struct SegmentTerms {
    /// In the field that counts them.
    pub counted: Vec<Form>,
    /// In the field that places them, where that is another.
    elsewhere: Option<Vec<Form>>,
    /// In the title, where that is one part among others.
    pub title: Vec<Form>,
}

impl SegmentTerms {
    /// Those that have positions.
    pub(super) fn placed(&self) -> &Vec<Form> {
        self.elsewhere.as_ref().unwrap_or(&self.counted)
    }
}

impl Word {
    /// The terms of the words of the same root, its own not among them.
    pub(super) fn related(
        &self,
        index: &Index,
    ) -> Result<Option<&WordTerms>, SearchError> {
        if !self.has_relatives {
            return Ok(None);
        }
        let terms = &self.terms;
        if terms.related.get().is_none() {
            let forms = Forms::relatives(&self.typed);
            let find = |forms: Forms| find(&forms, self.scope, index, &terms.forms);
            let found = forms.map(find).transpose()?;
            terms.related.get_or_init(|| found.map(Box::new));
        }
        Ok(terms.related.get().and_then(Option::as_deref))
    }
}

/// Finds the terms of words in one index, those of the same word once: it comes again
/// when a query is relaxed, where a text is pasted, and from one query to the next.
pub(super) struct Expansion<'a> {
    pub index: &'a Index,
    /// The most written forms that a word may have.
    pub widest: usize,
    found: HashMap<Sought, Arc<WordTerms>>,
    /// What accents words may lack.
    lacking: HashMap<String, Lacking>,
    /// The ways to write words with accents that are commoner, once they were asked for.
    pub accented: HashMap<query::Word, Vec<query::Word>>,
    /// Likewise, how names that only slips of the pen write so are written elsewhere.
    pub misspelt: HashMap<query::Word, Option<query::Word>>,
    /// How much is found: words and their written forms.
    size: usize,
    /// Figures for the ranking that was last asked for.
    collection: Option<Arc<Collection>>,
}

/// Words and forms that are kept from one query to the next, at most: some megabytes.
const KEPT: usize = 50_000;

impl<'a> Expansion<'a> {
    pub(super) fn new(index: &'a Index, widest: usize) -> Self {
        Self {
            index,
            widest,
            found: HashMap::new(),
            lacking: HashMap::new(),
            accented: HashMap::new(),
            misspelt: HashMap::new(),
            size: 0,
            collection: None,
        }
    }

    /// Goes on to another query.
    pub(super) fn turn_to(&mut self, widest: usize) {
        if self.size > KEPT {
            self.found.clear();
            self.lacking.clear();
            self.accented.clear();
            self.misspelt.clear();
            self.size = 0;
        }
        self.widest = widest;
    }

    /// The terms of a word; of one that no article has as it is typed, those it has when
    /// its accents are taken to be left out: `comite` is a word of the dictionary, but who
    /// types it where nobody writes it means « comité ».
    fn terms(&self, sought: &Sought) -> Result<WordTerms, SearchError> {
        let (scope, nothing) = (sought.scope, BTreeMap::new());
        let find = |forms: &Forms, scope| find(forms, scope, self.index, &nothing);
        let forms = sought.forms();
        let found = find(&forms, scope)?;
        if !found.forms.is_empty() || sought.reading != Reading::Plain {
            return Ok(found);
        }
        if scope != Scope::Text && !find(&forms, Scope::Text)?.forms.is_empty() {
            return Ok(found);
        }
        let accented = find(&Forms::unaccented(&sought.typed), scope)?;
        let is_accented = !accented.forms.is_empty();
        Ok(WordTerms { is_accented, ..accented })
    }

    /// A word with its terms.
    ///
    /// # Errors
    /// [`SearchError::TooWide`] when there are more than `widest` written forms.
    pub(super) fn word(&mut self, set: &WordSet) -> Result<Word, SearchError> {
        let terms = if let Some(terms) = self.found.get(&set.sought) {
            Arc::clone(terms)
        } else {
            let terms = Arc::new(self.terms(&set.sought)?);
            self.found.insert(set.sought.clone(), Arc::clone(&terms));
            self.size += 1 + terms.forms.len();
            terms
        };
        let typed = set.sought.typed.clone();
        if terms.forms.len() > self.widest {
            return Err(too_wide(&typed, &terms.forms, self.widest));
        }
        let WordSet { weight, is_common, has_relatives, .. } = *set;
        let scope = set.sought.scope;
        Ok(Word { typed, weight, is_common, has_relatives, scope, terms })
    }

    /// The figures of the index, for a ranking.
    pub(super) fn collection(
        &mut self,
        ranking: Ranking,
    ) -> Result<Arc<Collection>, SearchError> {
        let known = self.collection.take().filter(|known| known.ranking() == ranking);
        let collection = match known {
            Some(known) => known,
            None => Arc::new(Collection::of(self.index, ranking)?),
        };
        self.collection = Some(Arc::clone(&collection));
        Ok(collection)
    }

    /// What accents a word of a query may lack.
    pub(super) fn lacking(&mut self, word: &str) -> Lacking {
        if let Some(known) = self.lacking.get(word) {
            return *known;
        }
        let lacking = Lacking::of(word);
        self.lacking.insert(word.to_owned(), lacking);
        self.size += 1;
        lacking
    }
}

/// Finds forms in a scope, those of `except` left out.
pub(super) fn find(
    forms: &Forms,
    scope: Scope,
    index: &Index,
    except: &BTreeMap<String, FormUse>,
) -> Result<WordTerms, SearchError> {
    let fields = index.fields();
    let (counted, placed) = (scope.counted(fields), scope.placed(fields));
    let mut uses = BTreeMap::new();
    let mut segments = Vec::new();
    for (number, segment) in index.searcher().segment_readers().iter().enumerate() {
        let terms = |field| index.terms(number, field);
        let Some(here) = terms(counted)? else {
            segments.push(SegmentTerms::default());
            continue;
        };
        let title = if scope == Scope::Text { terms(fields.title)? } else { None };
        let elsewhere = if placed == counted { None } else { terms(placed)? };
        let mut found = Gathering {
            forms: &mut uses,
            except,
            segment,
            here,
            title,
            elsewhere,
            found: SegmentTerms {
                elsewhere: elsewhere.map(|_| Vec::new()),
                ..SegmentTerms::default()
            },
        };
        found.gather(forms)?;
        segments.push(found.found);
    }
    Ok(WordTerms { segments, forms: uses, ..WordTerms::default() })
}

/// The terms of a word as they are found in one segment.
struct Gathering<'a> {
    forms: &'a mut BTreeMap<String, FormUse>,
    except: &'a BTreeMap<String, FormUse>,
    segment: &'a SegmentReader,
    /// The words of the field that counts them.
    here: &'a Terms,
    title: Option<&'a Terms>,
    /// The words of the field that places them, where that is another.
    elsewhere: Option<&'a Terms>,
    found: SegmentTerms,
}

impl Gathering<'_> {
    fn gather(&mut self, forms: &Forms) -> io::Result<()> {
        let here = self.here;
        let add = |term: &[u8]| self.add(term, forms);
        match forms.automaton() {
            FormsAutomaton::Spelled(one) => here.each(&one, add),
            FormsAutomaton::Pattern(one) => here.each(&one, add),
            FormsAutomaton::Within(one) => here.each(&one, add),
        }
    }

    fn add(&mut self, term: &[u8], forms: &Forms) -> io::Result<()> {
        let Ok(word) = str::from_utf8(term) else { return Ok(()) };
        let is_border = word.starts_with(char::is_control);
        if is_border || self.except.contains_key(word) {
            return Ok(());
        }
        let known = self.forms.get(word).map(|used| used.closeness);
        let Some(closeness) = known.or_else(|| forms.closeness(word)) else {
            return Ok(());
        };
        let form = |terms: &Terms| -> io::Result<Option<(Form, u64)>> {
            let inverted = terms.inverted();
            let Some(info) = inverted.terms().get(term)? else { return Ok(None) };
            let articles = alive::articles(self.segment, inverted, &info)?;
            Ok((articles > 0).then_some((Form { info, closeness }, articles)))
        };
        let Some((counted, articles)) = form(self.here)? else { return Ok(()) };
        self.found.counted.push(counted);
        if let (Some(terms), Some(found)) = (self.elsewhere, &mut self.found.elsewhere) {
            found.extend(form(terms)?.map(|(form, _)| form));
        }
        let title = self.title.map_or(Ok(None), form)?;
        let new = || FormUse { closeness, articles: 0, in_title: 0 };
        let used = self.forms.entry(word.to_owned()).or_insert_with(new);
        used.articles += articles;
        if let Some((form, articles)) = title {
            used.in_title += articles;
            self.found.title.push(form);
        }
        Ok(())
    }
}

fn too_wide(typed: &str, forms: &BTreeMap<String, FormUse>, limit: usize) -> SearchError {
    let mut commonest: Vec<_> =
        forms.iter().map(|(form, used)| (used.articles, form)).collect();
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
