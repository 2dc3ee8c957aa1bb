//! Measures the reading of web pages against what is expected of them: precision, recall
//! and F1 of the main text by pieces that it must and must not hold, and how many titles,
//! authors and dates are right.
//!
//! ```text
//! cargo run --release --example pages -- cases/html/trafilatura_fr
//! cargo run --release --example pages -- cases/html/trafilatura_fr other.json
//! ```
//!
//! A folder holds pages and `expected.json`: for each address `file`, `with`, `without`,
//! `title`, `author`, `date`. A second file gives what another tool read, to be measured in the
//! same way: `{"page.html": {"text": …, "title": …, "author": …, "date": …}}`;
//! `trafilatura.py` beside this file writes one. `-v` names each mistake.
#![allow(clippy::cast_precision_loss, reason = "pages are counted in thousands")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example talks")]

mod score;

use kiosque::ingest::{self, Settings};
use score::{Expected, Read, Score};
use std::collections::BTreeMap;
use std::error::Error;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let (flags, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with('-'));
    let [folder, others @ ..] = paths.as_slice() else {
        return Err("name a folder of pages with their expected.json".into());
    };
    let folder = Path::new(folder);
    let expected = std::fs::read_to_string(folder.join("expected.json"))?;
    let expected: BTreeMap<String, Expected> = serde_json::from_str(&expected)?;
    let read = match others.first() {
        Some(other) => serde_json::from_str(&std::fs::read_to_string(other)?)?,
        None => ours(folder, &expected)?,
    };
    let mut score = Score::default();
    for page in expected.values() {
        for mistake in score.add(page, read.get(&page.file)) {
            if flags.iter().any(|flag| flag == "-v") {
                println!("{}: {mistake}", page.file);
            }
        }
    }
    println!("{score}");
    Ok(())
}

/// What kiosque reads of the pages, as it would be indexed.
fn ours(
    folder: &Path,
    expected: &BTreeMap<String, Expected>,
) -> Result<BTreeMap<String, Read>, Box<dyn Error>> {
    let mut all = BTreeMap::new();
    let mut times: Vec<Duration> = Vec::new();
    for page in expected.values() {
        let files = ingest::walk(&folder.join(&page.file))?.files;
        let file = files.first().ok_or("not a file")?;
        let started = Instant::now();
        ingest::read(file, &Settings::default(), &mut |read| {
            match read {
                Ok(article) => drop(all.insert(page.file.clone(), Read::from(&article))),
                Err(error) => eprintln!("{error}"),
            }
            ControlFlow::Continue(())
        })?;
        times.push(started.elapsed());
    }
    let total: Duration = times.iter().sum();
    let longest = times.iter().max().copied().unwrap_or_default();
    println!("{} pages in {total:.1?}, at most {longest:.1?} each", times.len());
    Ok(all)
}
