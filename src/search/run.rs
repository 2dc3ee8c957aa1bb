//! Answers a request.

use super::beside::has_several_texts;
use super::collect::{self, Best, Found};
use super::compile::{Compiled, compile};
use super::excerpt::passages;
use super::expand::Expansion;
use super::explain::explain;
use super::fewer_letters;
use super::marks::{Part, mark};
use super::reading::plan;
use super::scorer;
use super::second_look;
use super::signs::with_signs;
use super::suggest;
use super::weigh::{Collection, WordWeight};
use super::{
    Hit, Ids, Matching, Note, Ranked, Ranking, Request, Response, Run, SearchError, Sort,
    WIDEST,
};
use crate::index::Index;
use crate::query::Query;

/// Answers requests from one index, one after the other. What their words stand for there
/// is kept from one to the next: queries on a subject share theirs.
pub struct Session<'a>(Expansion<'a>);

impl<'a> Session<'a> {
    /// Answers nothing yet.
    pub fn new(index: &'a Index) -> Self {
        Self(Expansion::new(index, WIDEST))
    }

    /// Answers a request.
    ///
    /// # Errors
    /// The query has nothing to look for, is too wide, or the index fails.
    pub fn search(&mut self, request: &Request) -> Result<Response, SearchError> {
        let Answer { matching, compiled, found, notes } = self.answer(request)?;
        let expansion = &mut self.0;
        let explanation = if request.explain {
            let emptied = found.count == 0 || notes.contains(&Note::SomeWords);
            Some(explain(&request.query, &compiled, emptied, expansion)?)
        } else {
            None
        };
        Ok(Response {
            reading: request.query.clone(),
            matching,
            articles: found.count,
            hits: hits(expansion.index, request, &compiled, &found)?,
            notes,
            explanation,
        })
    }

    /// The ids of the hits that [`Session::search`] would give, without reading the
    /// articles.
    ///
    /// # Errors
    /// Those of [`Session::search`].
    pub fn ids(&mut self, request: &Request) -> Result<Ids, SearchError> {
        let Answer { found, notes, .. } = self.answer(request)?;
        let ids = shown(request, &found).map(|(_, ranked)| ranked.id()).collect();
        Ok(Ids { ids, articles: found.count, notes })
    }

    /// The articles that answer a request, in order, and nothing else of them.
    ///
    /// # Errors
    /// Those of [`Session::search`].
    pub fn run(&mut self, request: &Request) -> Result<Run, SearchError> {
        let Answer { found, notes, .. } = self.answer(request)?;
        let numbers = self.0.index.numbers()?;
        let ranked = shown(request, &found).map(|(_, ranked)| {
            let number = numbers.of(ranked.address)?;
            Ok(Ranked { id: ranked.id(), number, score: ranked.score })
        });
        let ranked = ranked.collect::<Result<_, SearchError>>()?;
        Ok(Run { ranked, articles: found.count, notes })
    }

    fn answer(&mut self, request: &Request) -> Result<Answer, SearchError> {
        self.0.turn_to(request.widest);
        let mut answer = answer(request, &mut self.0)?;
        answer.notes.extend(on_words(request, &answer.found, &mut self.0)?);
        Ok(answer)
    }
}

/// What is found, before the articles are read.
struct Answer {
    matching: Matching,
    compiled: Compiled,
    found: Found,
    notes: Vec<Note>,
}

/// Finds and ranks; when no article has all the words, and that was not insisted on,
/// those that have some.
fn answer(request: &Request, expansion: &mut Expansion) -> Result<Answer, SearchError> {
    let mut matching = match request.matching {
        Matching::Auto => Matching::All,
        asked => asked,
    };
    let mut notes = Vec::new();
    let (mut compiled, mut found) = carry_out(request, matching, expansion)?;
    let nothing = found.count == 0;
    let relaxable =
        request.matching == Matching::Auto && has_several_texts(&request.query);
    if nothing && relaxable {
        let (any, found_any) = carry_out(request, Matching::Any, expansion)?;
        if found_any.count > 0 {
            (compiled, found) = (any, found_any);
            matching = Matching::Any;
            notes.push(Note::SomeWords);
        }
    }
    let accented = only_with_accents(&compiled);
    notes.extend(accented.map(|typed| Note::OnlyWithAccents { typed }));
    if nothing {
        let conditions = unsatisfied(&request.query, expansion)?;
        if !conditions.is_empty() {
            notes.push(Note::Nowhere { conditions });
        }
        let suggestion = suggest::suggest(&request.query, expansion)?;
        notes.extend(suggestion.map(|query| Note::DidYouMean { query }));
    }
    Ok(Answer { matching, compiled, found, notes })
}

/// The words, if any, that no article has as they are typed.
fn only_with_accents(compiled: &Compiled) -> Option<Vec<String>> {
    let mut typed: Vec<String> = Vec::new();
    for word in compiled.words.iter().filter(|word| word.terms.is_accented) {
        if !typed.contains(&word.typed) {
            typed.push(word.typed.clone());
        }
    }
    (!typed.is_empty()).then_some(typed)
}

/// The conditions on the metadata, among those that all must hold, that no article of the
/// index satisfies.
fn unsatisfied(
    query: &Query,
    expansion: &mut Expansion,
) -> Result<Vec<String>, SearchError> {
    let mut found = Vec::new();
    for part in query.conjuncts() {
        if matches!(part, Query::Meta(_)) && count(part, expansion)? == 0 {
            found.push(part.to_string());
        }
    }
    Ok(found)
}

/// Tells of short fuzzy words, of signs that were passed over and, where something is
/// found, of accents that were perhaps left out and of names that are perhaps misspelt.
fn on_words(
    request: &Request,
    found: &Found,
    expansion: &mut Expansion,
) -> Result<Vec<Note>, SearchError> {
    let mut notes = fewer_letters::notes(&request.query);
    let typed = with_signs(&request.query);
    notes.extend((!typed.is_empty()).then_some(Note::WithoutSigns { typed }));
    if found.count == 0 {
        return Ok(notes); // other words were looked for already
    }
    let (query, count) = (&request.query, found.count);
    let better = suggest::with_accents(query, count, expansion)?;
    notes.extend(better.map(|(query, articles)| Note::WithAccents { query, articles }));
    let better = suggest::misspelt(query, count, expansion)?;
    notes.extend(better.map(|query| Note::DidYouMean { query }));
    Ok(notes)
}

/// A request for everything that a query finds, and nothing of it.
pub(super) fn empty_request(query: Query) -> Request {
    Request {
        query,
        matching: Matching::All,
        sort: Sort::Relevance,
        limit: 0,
        offset: 0,
        passages: 0,
        explain: false,
        widest: WIDEST,
        ranking: Ranking::default(),
    }
}

/// How many articles satisfy a query made of parts of one that was not too wide, or of
/// what is suggested in their place: no word is too wide for it.
pub(super) fn count(
    query: &Query,
    expansion: &mut Expansion,
) -> Result<u64, SearchError> {
    let request = Request { sort: Sort::Newest, ..empty_request(query.clone()) };
    expansion.widest = usize::MAX;
    Ok(carry_out(&request, Matching::All, expansion)?.1.count)
}

/// Finds and ranks.
fn carry_out(
    request: &Request,
    matching: Matching,
    expansion: &mut Expansion,
) -> Result<(Compiled, Found), SearchError> {
    let index = expansion.index;
    let plan = plan(&request.query, matching, expansion)?;
    let compiled = compile(&plan, expansion)?;
    let collection = match request.sort {
        Sort::Relevance => Some(expansion.collection(request.ranking)?),
        Sort::Newest | Sort::Oldest => None,
    };
    let wanted = request.offset.saturating_add(request.limit);
    let limit = match request.sort {
        Sort::Relevance if wanted > 0 => wanted.max(second_look::depth(&compiled)),
        _ => wanted,
    };
    let limit = limit.min(usize::try_from(index.articles()).unwrap_or(usize::MAX));
    let best = Best::new(limit, request.sort, index.columns()?);
    let mut found = scorer::find(&compiled, index, collection.as_deref(), best)?;
    if let Some(collection) = &collection {
        second_look::rerank(&mut found.best, &compiled, index, collection)?;
    }
    Ok((compiled, found))
}

fn hits(
    index: &Index,
    request: &Request,
    compiled: &Compiled,
    found: &Found,
) -> Result<Vec<Hit>, SearchError> {
    let collection = Collection::of(index, request.ranking)?;
    let rarity: Vec<f32> = compiled
        .words
        .iter()
        .map(|word| WordWeight::of(word, &collection).rarity())
        .collect();
    let mut hits = Vec::new();
    for (at, ranked) in shown(request, found) {
        let article = index.article(ranked.address)?;
        let parts = mark(&article, compiled)?;
        let title = parts.iter().find(|part| part.part == Part::Title);
        let title_marks = title.map_or(Vec::new(), |title| {
            title.marks.iter().map(|(mark, _)| *mark).collect()
        });
        let passages = passages(&parts, &rarity, request.passages);
        drop(parts);
        let (rank, score) = (at as u64 + 1, ranked.score);
        hits.push(Hit { rank, score, article, title_marks, passages });
    }
    Ok(hits)
}

/// The part of what is found that is asked for, each with its place from 0.
fn shown<'a>(
    request: &Request,
    found: &'a Found,
) -> impl Iterator<Item = (usize, &'a collect::Ranked)> {
    found.best.iter().enumerate().skip(request.offset).take(request.limit)
}
