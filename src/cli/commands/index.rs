//! `kiosque index`: brings the index up to date with the documents.

use super::super::console::Console;
use super::super::error::Error;
use super::super::exit::Exit;
use super::super::readers::Limits;
use super::super::update::{self, Wanted};
use crate::render;
use std::path::{Path, PathBuf};

/// Bring the index up to date with the documents
///
/// Reads only what is new, changed (its size or its time) or gone, in every folder given
/// so far; the first time, in corpus/ unless told otherwise. One file that cannot be read
/// never stops the others: it is named, and the exit code is 2.
#[derive(clap::Args, Debug)]
#[command(after_long_help = "\
Examples:
  kiosque index                      Bring every folder known so far up to date
  kiosque index ~/presse export.jsonl    Cover one more folder and one more file
  kiosque index --dry-run            Say what would be done
  kiosque index --rebuild            Read everything again, into a new index
  kiosque index --reader-time 120    Give documents that took too long more time")]
pub(in crate::cli) struct Args {
    /// Folders and files to cover from now on
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read everything again, into a new index that replaces the old one at the end
    #[arg(long)]
    rebuild: bool,
    /// Say what would be done, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    limits: Limits,
    /// Processes that read documents at once, instead of one for each core
    ///
    /// With 0 every document is read by kiosque itself, for whoever trusts them all: one
    /// that crashes its reader then stops the run.
    #[arg(long, value_name = "COUNT")]
    #[arg(value_parser = clap::value_parser!(u16).range(0..=256))]
    readers: Option<u16>,
}

pub(super) fn run(args: &Args, dir: &Path, console: &mut Console) -> Result<Exit, Error> {
    let Args { rebuild, limits, readers, .. } = *args;
    let wanted = Wanted { paths: &args.paths, rebuild, limits, readers };
    let report = if args.dry_run {
        update::foresee(dir, wanted, console)?
    } else {
        update::update(dir, wanted, console)?
    };
    if args.json {
        render::report_json(&report, console.out()).map_err(Error::output)?;
    } else if !console.is_quiet() {
        writeln!(console.out(), "{}", render::report(&report)).map_err(Error::output)?;
    }
    update::warn_of_failures(&report, console);
    Ok(if report.failed.is_empty() { Exit::Found } else { Exit::Failed })
}
