//! Breaks documents in every way that costs nothing to try, and has kiosque index what is
//! left: no run may crash, hang, or take more memory than it says.
//!
//! `cargo build && cargo run --example mutate -- COUNT FOLDER…` makes COUNT broken files out
//! of those of the folders, the same for the same folders, and has the kiosque built beside
//! it index them by hundreds, on all cores.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own")]

mod chance;
mod watch;

use chance::Chance;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, error, fs};
use watch::Outcome;

/// Files that are indexed together.
const TOGETHER: usize = 250;

/// Bytes of a file at most: what is larger is broken elsewhere too.
const LARGEST: u64 = 2_000_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let run = |count, folders: &[String]| match mutate(count, folders) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    };
    match arguments.split_first().map(|(count, folders)| (count.parse(), folders)) {
        Some((Ok(count), folders)) if !folders.is_empty() => run(count, folders),
        _ => {
            eprintln!("usage: cargo run --example mutate -- COUNT FOLDER…");
            ExitCode::FAILURE
        }
    }
}

/// Whether all the runs ended as they should.
fn mutate(count: usize, folders: &[String]) -> Result<bool, Box<dyn error::Error>> {
    let mut documents = Vec::new();
    for folder in folders {
        gather(Path::new(folder), &mut documents)?;
    }
    documents.sort();
    if documents.is_empty() {
        return Err("no file of less than 2 MB in these folders".into());
    }
    let program = env::current_exe()?.with_file_name("../kiosque").canonicalize()?;
    let mut chance = Chance::new();
    let mut total = Outcome::default();
    for first in (0..count).step_by(TOGETHER) {
        let dir = tempfile::tempdir()?;
        let corpus = dir.path().join("corpus");
        fs::create_dir(&corpus)?;
        for number in first..count.min(first + TOGETHER) {
            let document = &documents[chance.below(documents.len())];
            let other = fs::read(&documents[chance.below(documents.len())])?;
            let name = document.file_name().unwrap_or_default().to_string_lossy();
            let broken = chance.broken(fs::read(document)?, &other);
            fs::write(corpus.join(format!("{number}-{name}")), broken)?;
        }
        total.add(watch::index(&program, dir.path())?);
        eprintln!("{} files: {total}", count.min(first + TOGETHER));
    }
    println!("{count} files: {total}");
    Ok(total.is_sound())
}

fn gather(folder: &Path, documents: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, documents)?;
        } else if path.metadata()?.len() <= LARGEST {
            documents.push(path);
        }
    }
    Ok(())
}
