//! `kiosque search --queries FILE`: many queries at once, on all cores, with the same
//! scores as one by one.

use super::super::console::Console;
use super::super::error::Error;
use super::super::exit::Exit;
use super::queries::{self, Asked};
use super::search::{passes_over, remarks};
use crate::index::Index;
use crate::render::{self, Runs};
use crate::search::{Request, Run, Session};
use clap::ValueEnum;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

/// Many queries at once.
#[derive(clap::Args, Debug)]
#[group(id = "Batch", multiple = true)]
#[command(next_help_heading = "Many queries at once")]
pub(super) struct Batch {
    /// Answer each query of a file, or of standard input when it is `-`: one a line, or
    /// JSON Lines with `text` and `_id`
    #[arg(long, value_name = "FILE", allow_hyphen_values = true, conflicts_with_all = ["words", "count", "ids", "explain", "json"])]
    pub(super) queries: Option<PathBuf>,
    /// Print the answers of --queries in this form
    #[arg(
        long,
        value_name = "FORM",
        default_value = "jsonl",
        requires = "queries",
        conflicts_with = "words"
    )]
    format: Format,
}

/// Form of the answers, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// One JSON object an article, as docs/json.md says
    Jsonl,
    /// TREC runs, for retrieval tools: query, Q0, article, rank, score, tag
    Trec,
}

/// How the text of a query becomes a request, and what is to be said of its reading.
pub(super) type Read<'a> =
    &'a (dyn Fn(&str) -> Result<(Request, Vec<String>), Error> + Sync);

/// Answers every query of a file. Queries that cannot be answered are named; the rest
/// goes on.
pub(super) fn run(
    args: &Batch,
    path: &Path,
    index: &Index,
    read: Read,
    console: &mut Console,
) -> Result<Exit, Error> {
    let name = queries::name(path);
    let form = match args.format {
        Format::Jsonl => Runs::Json,
        Format::Trec => Runs::Trec,
    };
    let asked = queries::read(path, &name, form)?;
    let answers = answer(index, &asked, read);
    let (mut failed, mut found) = (false, false);
    for (one, answer) in asked.iter().zip(answers) {
        match answer {
            Ok(Found { reading, passed, run }) => {
                let Run { ranked, articles, notes } = run;
                let passed_over = passes_over(passed, articles);
                let remarks = remarks(&notes, articles == 0).chain(passed_over);
                for remark in reading.into_iter().chain(remarks) {
                    console.note(&format!("{name}:{}: {remark}", one.line));
                }
                found |= articles > 0;
                render::run(&one.id, passed, &ranked, form, console.out())
                    .map_err(Error::output)?;
            }
            Err(error) => {
                failed = true;
                console.warn_of(&format!("{name}:{}", one.line), &error);
            }
        }
    }
    Ok(match (failed, found) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::Found,
        (false, false) => Exit::NotFound,
    })
}

/// What is found for a query.
struct Found {
    /// What is to be said of its reading.
    reading: Vec<String>,
    /// Articles passed over.
    passed: usize,
    run: Run,
}

type Answer = Result<Found, Error>;

/// Answers in the order of the queries, whatever the number of cores.
fn answer(index: &Index, asked: &[Asked], read: Read) -> Vec<Answer> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = asked.len().div_ceil(cores).max(1);
    let one = |session: &mut Session, asked: &Asked| {
        let text = asked.text.as_ref().map_err(|why| Error::new(why.clone()))?;
        let (request, reading) = read(text)?;
        let run = session.run(&request).map_err(|error| Error::search(text, error))?;
        Ok(Found { reading, passed: request.offset, run })
    };
    thread::scope(|scope| {
        let parts: Vec<_> = asked
            .chunks(share)
            .map(|part| {
                scope.spawn(move || {
                    let mut session = Session::new(index);
                    part.iter().map(|asked| one(&mut session, asked)).collect::<Vec<_>>()
                })
            })
            .collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().expect("a query does not panic"))
            .collect()
    })
}
