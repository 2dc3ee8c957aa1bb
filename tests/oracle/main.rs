//! The engine against brute force: over small articles made of few words, every query
//! must find exactly the articles, and mark exactly the words, that a slow and obvious
//! reading of the text gives.
//!
//! `KIOSQUE_PAIRS=100000 cargo test --test oracle` checks more pairs of a query and a
//! corpus than the thousand or so of an ordinary run.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod articles;
mod brute;
mod draw;
mod queries;
mod typing;
mod values;

use kiosque::article::Article;
use kiosque::index::{FileKey, Index, IndexError, Stamp, Update};
use kiosque::query::Query;
use kiosque::search::{self, Matching, Ranking, Request, SearchError, Session, Sort};
use std::collections::BTreeSet;
use std::path::Path;

/// Queries asked of each corpus.
const QUERIES: u64 = 100;

/// Articles of each corpus.
const ARTICLES: usize = 24;

#[test]
fn engine_and_brute_force_agree() {
    let pairs = std::env::var("KIOSQUE_PAIRS").ok().and_then(|it| it.parse().ok());
    for seed in 0..pairs.unwrap_or(1_000_u64).div_ceil(QUERIES) {
        check_corpus(seed);
    }
}

fn check_corpus(seed: u64) {
    let mut draw = draw::Draw::new(seed);
    let articles = articles::some(&mut draw, ARTICLES);
    let dir = tempfile::tempdir().unwrap();
    build(dir.path(), &articles, &mut draw);
    let index = Index::open(dir.path()).unwrap();
    let mut session = Session::new(&index);
    for _ in 0..QUERIES {
        let query = queries::one(&mut draw, 3);
        let matching = if draw.chance(4) { Matching::Any } else { Matching::All };
        check_query(&mut session, &index, &articles, &query, matching, seed);
    }
}

fn check_query(
    session: &mut Session,
    index: &Index,
    articles: &[Article],
    query: &Query,
    matching: Matching,
    seed: u64,
) {
    let request = Request {
        query: query.clone(),
        matching,
        sort: Sort::Relevance,
        limit: articles.len(),
        offset: 0,
        passages: 0,
        explain: false,
        widest: search::WIDEST,
        ranking: Ranking::default(),
    };
    let told = format!("seed {seed}, {matching:?}: {query:?}");
    let reading = brute::read(query, matching, articles);
    let response = match session.search(&request) {
        Err(SearchError::NoWord(_)) => {
            assert!(reading.is_none(), "{told}: nothing to look for?");
            return;
        }
        other => other.unwrap(),
    };
    let reading = reading.unwrap_or_else(|| panic!("{told}: brute force has nothing"));
    let found: BTreeSet<_> = response.hits.iter().map(|hit| hit.article.id).collect();
    let expected: BTreeSet<_> = articles
        .iter()
        .filter(|article| brute::holds(&reading, article))
        .map(|article| article.id)
        .collect();
    assert_eq!(found, expected, "{told}");
    assert_eq!(response.articles, expected.len() as u64, "{told}: count");
    for hit in &response.hits {
        let article =
            articles.iter().find(|article| article.id == hit.article.id).unwrap();
        let marks = search::marks(index, article, query, matching).unwrap();
        assert_eq!(
            marks,
            brute::marks(&reading, article),
            "{told}: marks of {article:#?}"
        );
    }
}

/// Indexes the articles in several commits, so that there are several segments, and
/// some deleted documents.
fn build(dir: &Path, articles: &[Article], draw: &mut draw::Draw) {
    let mut known: Vec<FileKey> = Vec::new();
    for part in articles.chunks(articles.len().div_ceil(3)) {
        let mut update = Update::begin(dir, false).unwrap();
        for key in &known {
            update.keep(key, None);
        }
        let keys: Vec<_> = part.iter().map(articles::key).collect();
        let again = known.first().filter(|_| draw.chance(2)).cloned();
        known.extend(keys.clone());
        let mut coming: Vec<_> = keys.iter().cloned().zip(part).collect();
        coming.extend(again.map(|key| {
            let article = articles.iter().find(|one| articles::key(one) == key).unwrap();
            (key, article)
        }));
        coming.sort_by(|one, other| one.0.cmp(&other.0));
        let keys: Vec<_> = coming.iter().map(|(key, _)| key.clone()).collect();
        update
            .finish(&keys, 0, |session| {
                for (key, article) in coming {
                    let stamp = Stamp { size: 1, modified: 1, reader: 0 };
                    session.start_file(key, stamp, Some(article.id.to_string()));
                    session.add(article.clone())?;
                }
                Ok::<_, IndexError>(())
            })
            .unwrap();
    }
}
