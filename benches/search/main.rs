//! How long each operator takes, beside tantivy's nearest native query in the same run,
//! in this process and in a fresh one.
//!
//! ```text
//! cargo bench --bench search
//! KIOSQUE_CORPORA=presse/ KIOSQUE_QUERIES=topics.jsonl cargo bench --bench search
//! ```
//!
//! After `--`, `topics` leaves the operators out. `KIOSQUE_CORPORA` names folders and files, as a PATH does; without it, articles are
//! made, `KIOSQUE_ARTICLES` of them or 100 000. `KIOSQUE_QUERIES` names JSON Lines whose
//! `text` is a topic of plain words. `KIOSQUE_BENCH` is where the indexes are kept from
//! one run to the next.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark talks")]
#![allow(clippy::unwrap_used, reason = "a benchmark stops where it fails")]

mod corpus;
mod made;
mod measure;
mod native;
mod operators;
mod topics;

use native::Native;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [command, dir, number] = words.as_slice()
        && command == native::COMMAND
    {
        // A fresh process of bare tantivy, started by the benchmark itself.
        let native = Native::open(dir.as_ref());
        let operator = &operators::OPERATORS[number.parse::<usize>().unwrap()];
        println!("{}", native.answer(&*(operator.native)(&native)));
        return;
    }
    let corpus = corpus::prepare();
    if !words.iter().any(|word| word == "topics") {
        operators::measure(&corpus);
    }
    if let Some(path) = std::env::var_os("KIOSQUE_QUERIES") {
        topics::measure(&corpus, path.as_ref());
    }
}
