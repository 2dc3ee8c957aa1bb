//! How well documents are read: each file that has its text beside it, as
//! `NAME.expected.txt` (what follows `_` in the name apart, if need be), is read by
//! kiosque and, where it is installed, by `pdftotext`. Prints the F1 of the words and how
//! far their order is kept, 2 × LCS / (words of both), once words cut at the end of a
//! line are joined.
//!
//! `cargo run --release --example documents -- FOLDER…`; with an empty `PATH`, what
//! kiosque does alone.

#![allow(clippy::print_stdout, reason = "a tool that prints a table")]

mod score;

use kiosque::article::Kind;
use kiosque::ingest::{File, Settings, read, walk};
use score::{Score, score, words};
use std::error::Error;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("{:<36} {:>8}  kiosque        pdftotext      pdftotext -raw", "", "ms");
    println!("{:<36} {:>8}  F1    order    F1    order    F1    order", "", "");
    let mut all: [Vec<Score>; 3] = Default::default();
    for folder in env::args_os().skip(1) {
        for file in walk(Path::new(&folder))?.files {
            let Some(expected) = expected(&file.absolute) else { continue };
            let expected = words(&fs::read_to_string(expected)?);
            let start = Instant::now();
            let (ours, fault) = text(&file);
            let time = start.elapsed().as_secs_f64() * 1000.0;
            print!("{:<36} {time:>8.0}", file.path);
            let texts = [
                Some(ours),
                pdftotext(&file.absolute, &[]),
                pdftotext(&file.absolute, &["-raw"]),
            ];
            for (text, scores) in texts.into_iter().zip(&mut all) {
                let found = text.map(|text| score(&expected, &words(&text)));
                show(found);
                scores.extend(found);
            }
            println!("{}", fault.map_or(String::new(), |fault| format!("  {fault}")));
        }
    }
    print!("{:<36} {:>8}", "mean", "");
    for scores in &all {
        show(Score::mean(scores));
    }
    println!();
    Ok(())
}

fn show(score: Option<Score>) {
    match score {
        Some(score) => print!("  {:.3} {:.3}  ", score.f1, score.order),
        None => print!("  {:11}  ", ""),
    }
}

/// The file that says what a document holds.
fn expected(document: &Path) -> Option<PathBuf> {
    let stem = document.file_stem()?.to_str()?;
    let first = stem.split('_').next()?;
    let beside = |stem: &str| document.with_file_name(format!("{stem}.expected.txt"));
    let is_text = document.extension().is_some_and(|extension| extension == "txt");
    let found = [stem, &format!("{first}_page"), first].map(beside);
    found.into_iter().find(|path| !is_text && path.exists())
}

/// What kiosque reads in a file, and why it reads nothing more.
fn text(file: &File) -> (String, Option<String>) {
    let mut text = String::new();
    let mut fault = None;
    let read = read(file, &Settings::default(), &mut |record| {
        match record {
            Ok(article) => {
                let paragraphs =
                    article.paragraphs.iter().filter(|one| one.kind != Kind::Repeat);
                let head = article.kicker.iter().chain([&article.title]);
                let head = head.chain(&article.standfirst).map(|line| &line.value);
                for line in head.chain(paragraphs.map(|paragraph| &paragraph.text)) {
                    text.push_str(line);
                    text.push('\n');
                }
            }
            Err(error) => fault = Some(error.fault.to_string()),
        }
        ControlFlow::Continue(())
    });
    let whole = read.err().map(|error| error.fault.to_string());
    (text, whole.or(fault))
}

fn pdftotext(path: &Path, options: &[&str]) -> Option<String> {
    path.extension().filter(|extension| *extension == "pdf")?;
    let output =
        Command::new("pdftotext").args(options).arg(path).arg("-").output().ok()?;
    String::from_utf8(output.stdout).ok()
}
