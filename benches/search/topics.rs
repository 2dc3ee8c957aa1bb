//! Plain topics, many of them, beside tantivy's BM25 of the same words.

use super::corpus::Corpus;
use super::measure::{Times, timed};
use kiosque::query;
use kiosque::search::{self, Matching, Ranking, Request, Session, Sort};
use serde::Deserialize;
use std::hint::black_box;
use std::path::Path;

#[derive(Deserialize)]
struct Topic {
    text: String,
}

/// Prints a line for articles with any of the words and one as a reader asks, each for
/// words that are new to the session and for those of a batch, which it has met.
pub(crate) fn measure(corpus: &Corpus, path: &Path) {
    let text = std::fs::read_to_string(path).unwrap();
    let topics = text.lines().map(|line| serde_json::from_str(line).unwrap());
    let topics: Vec<Topic> = topics.collect();
    println!(
        "\n{} topics; milliseconds; ids, any of the words for tantivy\n",
        topics.len()
    );
    println!("| match | words | median | p95 | tantivy | p95 | ratio | of p95 |");
    println!("|---|---|---|---|---|---|---|---|");
    for (name, matching) in [("any", Matching::Any), ("auto", Matching::Auto)] {
        for words in ["new", "met"] {
            let [own, theirs] = times(corpus, &topics, matching, words == "met");
            println!(
                "| {name} | {words} | {:.3} | {:.2} | {:.3} | {:.2} | {:.1} | {:.1} |",
                own.median(),
                own.at(95),
                theirs.median(),
                theirs.at(95),
                own.median() / theirs.median(),
                own.at(95) / theirs.at(95)
            );
        }
    }
}

fn times(
    corpus: &Corpus,
    topics: &[Topic],
    matching: Matching,
    have_met: bool,
) -> [Times; 2] {
    let mut times = [Vec::new(), Vec::new()];
    let mut session = Session::new(&corpus.index);
    // The first round reads what is in memory for both in the second.
    for round in 0..2 {
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
            if !have_met {
                session = Session::new(&corpus.index);
            }
            let native = &corpus.native;
            let mut own = || drop(black_box(session.ids(&request).unwrap()));
            let mut theirs = || drop(black_box(native.find(&*native.any(&topic.text))));
            let [own, theirs] = [timed(&mut own), timed(&mut theirs)];
            if round == 1 {
                times[0].push(own);
                times[1].push(theirs);
            }
        }
    }
    times.map(Times::new)
}
