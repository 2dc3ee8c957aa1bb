//! How fast documents are read, and what it costs to have them read by processes of their
//! own.
//!
//! ```text
//! cargo run --release --example throughput -- FOLDER…
//! cargo run --release --example throughput -- --workers 10000
//! ```
//!
//! The first reads the documents of these folders again and again and prints, for each
//! format, documents and bytes a second of one core. The second writes so many small web
//! pages and has `kiosque index` (built beside it: `cargo build --release`) read them by
//! itself and by one worker: the share of the computing time that the worker adds.
#![allow(clippy::cast_precision_loss, reason = "bytes are counted in gigabytes")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example talks")]

mod formats;
mod pages;
mod processes;
mod workers;

use std::env;
use std::error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    match arguments {
        ["--workers", count] => workers::measure(count.parse()?),
        [_, ..] => formats::measure(arguments),
        [] => Err("name folders of documents, or --workers and a count of pages".into()),
    }
}
