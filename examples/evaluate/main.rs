//! Measures ranking: asks the queries of a test collection of an index of its articles,
//! and prints nDCG@10, MRR@10, Recall@100 and Success@1.
//!
//! ```text
//! kiosque --index /tmp/piaf index piaf/corpus.jsonl
//! cargo run --release --example evaluate -- /tmp/piaf piaf/queries.jsonl piaf/qrels.tsv
//! ```
//!
//! After the files come `title=0`, `typed=0.5`… to try other weights, `without-self` to
//! drop the query's own document (`q12` and `12`), `keep=FILE` to store the figures of
//! each query, `against=FILE` to compare with figures stored before (paired bootstrap),
//! `only=500` to ask every nth query so that about so many are asked, `floor=0.75` to
//! fail under an nDCG@10.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "queries are counted in thousands"
)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example talks")]

mod bootstrap;
mod measure;
mod options;

use kiosque::index::Index;
use kiosque::query;
use kiosque::search::{self, Matching, Request, Session, Sort};
use measure::{Figures, Judgements};
use options::Options;
use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Articles asked for: what Recall@100 needs, and the query's own.
const DEPTH: usize = 101;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether the floor, if any, is reached.
fn run() -> Result<bool, Box<dyn Error>> {
    let options = Options::read(std::env::args().skip(1))?;
    let judgements = Judgements::read(&options.judgements)?;
    let queries = queries(&options, &judgements)?;
    let index = Index::open(options.index.as_ref())?;
    let (figures, times) = answer(&index, &queries, &judgements, &options)?;
    let mean = measure::mean(figures.values());
    println!(
        "{}\tqueries={}\t{mean}\t{}",
        options.queries,
        figures.len(),
        spread(&times)
    );
    if let Some(path) = &options.keep {
        measure::store(path, &figures)?;
    }
    if let Some(path) = &options.against {
        println!("{}", bootstrap::compare(&figures, &measure::stored(path)?));
    }
    let reached = options.floor.is_none_or(|floor| mean.ndcg >= floor);
    if !reached {
        eprintln!("nDCG@10 is under {}", options.floor.unwrap_or_default());
    }
    Ok(reached)
}

/// The judged queries, by id.
fn queries(
    options: &Options,
    judgements: &Judgements,
) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut queries = Vec::new();
    for line in std::fs::read_to_string(&options.queries)?.lines() {
        let query: BTreeMap<String, serde_json::Value> = serde_json::from_str(line)?;
        let text =
            |key: &str| query.get(key).and_then(|it| it.as_str()).unwrap_or_default();
        if judgements.has(text("_id")) {
            queries.push((text("_id").to_owned(), text("text").to_owned()));
        }
    }
    let step = options.only.map_or(1, |only| (queries.len() / only).max(1));
    Ok(queries.into_iter().step_by(step).collect())
}

type Answers = (BTreeMap<String, Figures>, Vec<Duration>);

/// Figures of each query, and the time each one took, on all cores.
fn answer(
    index: &Index,
    queries: &[(String, String)],
    judgements: &Judgements,
    options: &Options,
) -> Result<Answers, Box<dyn Error>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let parts = std::thread::scope(|scope| {
        let threads: Vec<_> = queries
            .chunks(queries.len().div_ceil(cores).max(1))
            .map(|part| scope.spawn(|| answer_some(index, part, judgements, options)))
            .collect();
        threads.into_iter().map(|one| one.join().expect("no panic")).collect::<Vec<_>>()
    });
    let mut all: Answers = (BTreeMap::new(), Vec::new());
    for part in parts {
        let (figures, times) = part?;
        all.0.extend(figures);
        all.1.extend(times);
    }
    all.1.sort();
    Ok(all)
}

fn answer_some(
    index: &Index,
    queries: &[(String, String)],
    judgements: &Judgements,
    options: &Options,
) -> Result<Answers, String> {
    let mut session = Session::new(index);
    let mut answers: Answers = (BTreeMap::new(), Vec::new());
    for (id, text) in queries {
        let start = Instant::now();
        let run = ranked(&mut session, text, options)?;
        answers.1.push(start.elapsed());
        let own = id.strip_prefix('q').filter(|_| options.without_self);
        let run: Vec<_> =
            run.into_iter().filter(|doc| Some(doc.as_str()) != own).collect();
        answers.0.insert(id.clone(), judgements.figures(id, &run));
    }
    Ok(answers)
}

/// The records' own ids, best first.
fn ranked(
    session: &mut Session,
    text: &str,
    options: &Options,
) -> Result<Vec<String>, String> {
    let Ok(query) = query::literal(text) else { return Ok(Vec::new()) };
    let request = Request {
        query,
        matching: Matching::Any,
        sort: Sort::Relevance,
        limit: DEPTH,
        offset: 0,
        passages: 0,
        explain: false,
        widest: search::WIDEST,
        ranking: options.ranking,
    };
    let ranked = session.run(&request).map_err(|error| format!("{text}: {error}"))?;
    Ok(ranked
        .ranked
        .into_iter()
        .map(|one| one.number.unwrap_or_else(|| one.id.to_string()))
        .collect())
}

/// Median and 95th percentile.
fn spread(times: &[Duration]) -> String {
    let at =
        |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    format!("median={:.2?}\tp95={:.2?}", at(50), at(95))
}
