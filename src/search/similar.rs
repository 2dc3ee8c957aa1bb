//! Articles close in content to a given one: those that its own most telling words
//! find, by the same evidence as any query.

use super::run::{empty_request, search};
use super::{Request, Response, SearchError};
use crate::article::Article;
use crate::french::{Role, role, words};
use crate::index::{Index, searched_text};
use crate::query::{Boost, Query, Spelling, Word};
use std::collections::BTreeMap;
use tantivy::Term;

/// Words of the article that are looked for in the others.
const TELLING: usize = 24;

/// The articles closest to `article`, best first, never itself, with passages that show
/// the words they share; the reading names the words that were looked for.
pub fn similar(
    index: &Index,
    article: &Article,
    limit: usize,
    passages: usize,
) -> Result<Response, SearchError> {
    let telling = telling_words(index, article)?;
    let mut parts: Vec<Query> =
        telling.iter().map(|(text, weight)| weighed(text, *weight)).collect();
    let query = match parts.len() {
        0 => return Err(SearchError::NoWord(article.title.value.clone())),
        1 => parts.remove(0),
        _ => Query::Or { parts },
    };
    let limit_and_itself = limit.saturating_add(1);
    let request = Request { limit: limit_and_itself, passages, ..empty_request(query) };
    let mut response = search(index, &request)?;
    response.hits.retain(|hit| hit.article.id != article.id);
    response.hits.truncate(limit);
    for (rank, hit) in (1..).zip(&mut response.hits) {
        hit.rank = rank;
    }
    response.articles = response.articles.saturating_sub(1);
    Ok(response)
}

fn weighed(text: &str, weight: f32) -> Query {
    let word = Word { text: text.to_owned(), spelling: Spelling::Plain };
    Query::Boost(Boost { part: Box::new(Query::Word(word)), weight })
}

/// The words that tell the article from others, the most telling first, each with what
/// its repetition adds: from 1 to 2.
fn telling_words(
    index: &Index,
    article: &Article,
) -> Result<Vec<(String, f32)>, SearchError> {
    let mut counts: BTreeMap<String, (f32, String)> = BTreeMap::new();
    for text in searched_text(article) {
        for word in words(&text) {
            let content = role(&word.term) == Role::Content;
            if content && word.term.chars().count() > 1 {
                let count = counts
                    .entry(word.term.to_lowercase())
                    .or_insert_with(|| (0.0, word.term.to_string()));
                count.0 += 1.0;
            }
        }
    }
    let mut telling = Vec::new();
    for (count, term) in counts.into_values() {
        let elsewhere = articles_with(index, &term)?.saturating_sub(1);
        if elsewhere > 0 {
            let repeated = 2.0 * count / (count + 1.0);
            telling.push((repeated * rarity(index, elsewhere), repeated, term));
        }
    }
    telling.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.2.cmp(&other.2)));
    telling.truncate(TELLING);
    Ok(telling.into_iter().map(|(_, repeated, term)| (term, repeated)).collect())
}

#[allow(clippy::cast_precision_loss, reason = "a logarithm needs no more")]
fn rarity(index: &Index, articles: u64) -> f32 {
    (index.articles() as f32 / articles as f32).ln_1p()
}

/// Articles whose body has this very form.
fn articles_with(index: &Index, form: &str) -> Result<u64, SearchError> {
    let field = index.fields().body;
    Ok(index.searcher().doc_freq(&Term::from_field_text(field, form))?)
}
