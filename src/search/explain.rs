//! The account of a query: the written forms each word stands for in this index, what
//! each clause finds alone, and which clause leaves nothing.

use super::SearchError;
use super::beside::{conjuncts, optional};
use super::compile::Compiled;
use super::expand::{Expansion, Word};
use super::response::{Clause, Explanation, FormAccount, Relaxation, WordAccount};
use super::run::count;
use super::second_look;
use super::view::inside;
use crate::french::Closeness;
use crate::index::Index;
use crate::query::Query;
use std::borrow::Cow;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

/// Accounts for a query that was carried out as `compiled`. `emptied` says that no
/// article satisfies all of its parts.
pub(super) fn explain(
    query: &Query,
    compiled: &Compiled,
    emptied: bool,
    expansion: &mut Expansion,
) -> Result<Explanation, SearchError> {
    let relaxations = if emptied { relaxations(query, expansion)? } else { Vec::new() };
    Ok(Explanation {
        words: words(expansion.index, compiled)?,
        ignored: optional(query),
        clauses: clauses(query, expansion)?,
        relaxations,
    })
}

fn words(index: &Index, compiled: &Compiled) -> Result<Vec<WordAccount>, SearchError> {
    let has_relatives = second_look::has_relatives(compiled);
    compiled.words[..compiled.typed]
        .iter()
        .map(|word| {
            let mut forms = Vec::new();
            for (form, used) in &word.terms.forms {
                let articles = articles_with(index, word, form)?;
                if articles > 0 {
                    let closeness = closeness_name(used.closeness);
                    forms.push(FormAccount { form: form.clone(), closeness, articles });
                }
            }
            forms.sort_by(|one, other| {
                other.articles.cmp(&one.articles).then_with(|| one.form.cmp(&other.form))
            });
            let related = if has_relatives { word.related(index)? } else { None };
            let related = related.into_iter().flat_map(|terms| terms.forms.keys());
            let related = related.cloned().collect();
            Ok(WordAccount { word: word.typed.clone(), forms, related })
        })
        .collect()
}

fn closeness_name(closeness: Closeness) -> String {
    match closeness {
        Closeness::Typed => "typed".into(),
        Closeness::Form => "form".into(),
        Closeness::Distance(letters) => format!("distance {letters}"),
    }
}

/// Articles that have this very form where the word is looked for.
fn articles_with(index: &Index, word: &Word, form: &str) -> Result<u64, SearchError> {
    let mut articles = 0;
    let field = word.scope.placed(index.fields());
    let term = Term::from_field_text(field, form);
    let segments = index.searcher().segment_readers().iter().zip(index.columns()?);
    for (segment, columns) in segments {
        let inverted = segment.inverted_index(field)?;
        let option = IndexRecordOption::WithFreqsAndPositions;
        let Some(mut postings) = inverted.read_postings(&term, option)? else { continue };
        let mut positions = Vec::new();
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            postings.positions(&mut positions);
            let within = word.scope.within(|| columns.parts(doc));
            let is_there = !inside(&positions, &within).is_empty();
            articles += u64::from(is_there && !segment.is_deleted(doc));
            postings.advance();
        }
    }
    Ok(articles)
}

/// What each part of the query finds alone.
fn clauses(query: &Query, expansion: &mut Expansion) -> Result<Vec<Clause>, SearchError> {
    let parts = match query {
        Query::And { parts } => conjuncts(parts),
        Query::Or { parts } => Cow::Borrowed(&**parts),
        _ => return Ok(Vec::new()),
    };
    let mut clauses = Vec::new();
    for part in &*parts {
        match count(part, expansion) {
            Ok(articles) => clauses.push(Clause { clause: part.to_string(), articles }),
            Err(SearchError::NoWord(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(clauses)
}

/// Parts whose absence would leave something to find, and how much.
fn relaxations(
    query: &Query,
    expansion: &mut Expansion,
) -> Result<Vec<Relaxation>, SearchError> {
    let Query::And { parts } = query else { return Ok(Vec::new()) };
    let (parts, mut found) = (conjuncts(parts), Vec::new());
    for (at, part) in parts.iter().enumerate() {
        let mut rest = parts.to_vec();
        rest.remove(at);
        let rest = match rest.len() {
            1 => rest.remove(0),
            _ => Query::And { parts: rest },
        };
        let articles = match count(&rest, expansion) {
            Err(SearchError::NoWord(_)) => 0,
            other => other?,
        };
        if articles > 0 {
            found.push(Relaxation { without: part.to_string(), articles });
        }
    }
    Ok(found)
}
