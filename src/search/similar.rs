//! Articles close in content to a given one: those that its own most telling words
//! find, by the same evidence as any query.

use super::expand::{Expansion, Word};
use super::plan::{Reading, Scope, Sought, WordSet};
use super::run::{Session, empty_request};
use super::weigh::{Collection, WordWeight};
use super::{Matching, Ranking, Request, Response, SearchError, WIDEST, alive};
use crate::article::Article;
use crate::french::{Role, role, words};
use crate::index::{Index, searched_text};
use crate::query::{self, Boost, Query, Spelling};
use std::collections::BTreeMap;
use tantivy::Term;

/// Words of the article that are looked for in the others.
const TELLING: usize = 32;

/// Words among which these are chosen, once all their forms are counted.
const LIKELY: usize = 64;

/// Mentions that one counts for in the title.
const IN_TITLE: f32 = 4.0;

/// Mentions that one counts for in the standfirst and in the opening of the body: what is
/// up front says what the article is about.
const UP_FRONT: f32 = 3.0;

/// Content words of the body that are its opening.
const OPENING: usize = 40;

/// The part of its weight that a word keeps when it comes but once, and not up front:
/// however rare, it says little of what the article is about.
const IN_PASSING: f32 = 0.6;

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
        0 => return Ok(nothing()),
        1 => parts.remove(0),
        _ => Query::Or { parts },
    };
    let limit_and_itself = limit.saturating_add(1);
    let request = Request { limit: limit_and_itself, passages, ..empty_request(query) };
    let mut response = Session::new(index).search(&request)?;
    response.hits.retain(|hit| hit.article.id != article.id);
    response.hits.truncate(limit);
    for (rank, hit) in (1..).zip(&mut response.hits) {
        hit.rank = rank;
    }
    response.articles = response.articles.saturating_sub(1);
    Ok(response)
}

fn weighed(text: &str, weight: f32) -> Query {
    let word = query::Word { text: text.to_owned(), spelling: Spelling::Plain };
    Query::Boost(Boost { part: Box::new(Query::Word(word)), weight })
}

/// The answer for an article whose words are nowhere else.
fn nothing() -> Response {
    Response {
        reading: Query::Or { parts: Vec::new() },
        matching: Matching::Any,
        articles: 0,
        hits: Vec::new(),
        notes: Vec::new(),
        explanation: None,
    }
}

/// A word of the article.
struct Told {
    /// In lower case if it ever is.
    term: String,
    /// Its mentions, those up front counted several times.
    mentions: f32,
    /// Where it first comes.
    first: usize,
    rarity: f32,
}

impl Told {
    /// What its repetition makes of it: up to 2.
    fn repeated(&self) -> f32 {
        if self.mentions > 1.0 {
            2.0 * self.mentions / (self.mentions + 1.0)
        } else {
            IN_PASSING
        }
    }

    fn weight(&self) -> f32 {
        self.repeated() * self.rarity
    }
}

/// The words that tell the article from others, in the order in which it has them, each
/// with what its repetition adds.
fn telling_words(
    index: &Index,
    article: &Article,
) -> Result<Vec<(String, f32)>, SearchError> {
    let mut likely = Vec::new();
    for mut word in words_of(article) {
        let articles = articles_with(index, &word.term)?;
        word.rarity = rarity(index, articles);
        likely.push(word);
    }
    most_telling(&mut likely, LIKELY);
    let mut telling = whole_words(index, likely)?;
    most_telling(&mut telling, TELLING);
    telling.sort_by_key(|word| word.first);
    Ok(telling.into_iter().map(|word| (word.term.clone(), word.repeated())).collect())
}

/// The content words of an article as it writes them.
fn words_of(article: &Article) -> Vec<Told> {
    let mut told: BTreeMap<String, Told> = BTreeMap::new();
    let mut first = 0;
    let fronts = [IN_TITLE, UP_FRONT, UP_FRONT, 1.0];
    for (text, front) in searched_text(article).iter().zip(fronts) {
        let content = words(text).filter(|word| {
            role(&word.term) == Role::Content && word.term.chars().count() > 1
        });
        for (at, word) in content.enumerate() {
            first += 1;
            let mentions = if at < OPENING { front.max(UP_FRONT) } else { front };
            let term = word.term.to_string();
            let one = told.entry(term.to_lowercase()).or_insert_with(|| Told {
                term: term.clone(),
                mentions: 0.0,
                first,
                rarity: 0.0,
            });
            one.mentions += mentions;
            if term.starts_with(char::is_lowercase) {
                one.term = term;
            }
        }
    }
    told.into_values().collect()
}

/// Counts each word in all its forms together, in the article and in the index; without
/// those that no other article has.
fn whole_words(index: &Index, likely: Vec<Told>) -> Result<Vec<Told>, SearchError> {
    let collection = Collection::of(index, Ranking::default())?;
    let mut expansion = Expansion::new(index, WIDEST);
    let mut whole: Vec<(Told, Word)> = Vec::new();
    for one in likely {
        let seen =
            whole.iter_mut().find(|(_, word)| word.terms.forms.contains_key(&one.term));
        if let Some((seen, _)) = seen {
            seen.mentions += one.mentions;
            seen.first = seen.first.min(one.first);
            continue;
        }
        let set = WordSet {
            sought: Sought {
                typed: one.term.clone(),
                reading: Reading::Plain,
                scope: Scope::Text,
            },
            has_relatives: false,
            weight: 1.0,
            is_common: false,
        };
        let word = expansion.word(&set)?;
        let uses = word.terms.forms.values().map(|form| form.articles);
        let elsewhere = uses.sum::<u64>() > 1;
        if elsewhere {
            let rarity = WordWeight::of(&word, &collection).rarity();
            whole.push((Told { rarity, ..one }, word));
        }
    }
    Ok(whole.into_iter().map(|(one, _)| one).collect())
}

fn most_telling(words: &mut Vec<Told>, count: usize) {
    words.sort_by(|one, other| {
        other.weight().total_cmp(&one.weight()).then_with(|| one.term.cmp(&other.term))
    });
    words.truncate(count);
}

#[allow(clippy::cast_precision_loss, reason = "a logarithm needs no more")]
fn rarity(index: &Index, articles: u64) -> f32 {
    (index.articles() as f32 / articles.max(1) as f32).ln_1p()
}

/// Articles that have this very form.
fn articles_with(index: &Index, form: &str) -> Result<u64, SearchError> {
    let term = Term::from_field_text(index.fields().text, form);
    let mut articles = 0;
    for segment in index.searcher().segment_readers() {
        let inverted = segment.inverted_index(term.field())?;
        if let Some(info) = inverted.get_term_info(&term)? {
            articles += alive::articles(segment, &inverted, &info)?;
        }
    }
    Ok(articles)
}
