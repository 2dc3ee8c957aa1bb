//! Plain topics, many of them, beside tantivy's BM25 of the same words.

use super::corpus::Corpus;
use super::measure::{Times, timed};
use kiosque::query;
use kiosque::search::{self, Matching, Ranking, Request, Sort};
use serde::Deserialize;
use std::hint::black_box;
use std::path::Path;

#[derive(Deserialize)]
struct Topic {
    text: String,
}

/// Prints two lines: articles with any of the words, and as a reader asks.
pub(crate) fn measure(corpus: &Corpus, path: &Path) {
    let text = std::fs::read_to_string(path).unwrap();
    let topics = text.lines().map(|line| serde_json::from_str(line).unwrap());
    let topics: Vec<Topic> = topics.collect();
    println!(
        "\n{} topics; milliseconds; ids, any of the words for tantivy\n",
        topics.len()
    );
    println!("| match | median | p95 | tantivy | p95 | ratio |");
    println!("|---|---|---|---|---|---|");
    for (name, matching) in [("any", Matching::Any), ("auto", Matching::Auto)] {
        let [own, theirs] = times(corpus, &topics, matching);
        println!(
            "| {name} | {:.2} | {:.2} | {:.2} | {:.2} | {:.1} |",
            own.median(),
            own.at(95),
            theirs.median(),
            theirs.at(95),
            own.median() / theirs.median()
        );
    }
}

fn times(corpus: &Corpus, topics: &[Topic], matching: Matching) -> [Times; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for topic in topics {
        let Ok(query) = query::literal(&topic.text) else { continue };
        let request = Request {
            query,
            matching,
            sort: Sort::Relevance,
            limit: 10,
            offset: 0,
            passages: 2,
            explain: false,
            widest: search::WIDEST,
            ranking: Ranking::default(),
        };
        let native = &corpus.native;
        let mut own = || drop(black_box(search::ids(&corpus.index, &request).unwrap()));
        let mut theirs = || drop(black_box(native.find(&*native.any(&topic.text))));
        own(); // what is read is in memory for both
        theirs();
        times[0].push(timed(&mut own));
        times[1].push(timed(&mut theirs));
    }
    times.map(Times::new)
}
