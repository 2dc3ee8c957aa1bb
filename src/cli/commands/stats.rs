//! `kiosque stats`: what is in the index, and what could not be read.

use super::super::console::Console;
use super::super::error::Error;
use super::super::exit::Exit;
use super::super::update;
use crate::index::Index;
use crate::render::{self, Stats};
use crate::search;
use std::path::Path;

/// Say what is in the index, and what could not be read
///
/// Articles by type, language and year, and how many lack a date, an author and so on:
/// `kiosque search date:inconnue` finds them.
#[derive(clap::Args, Debug)]
#[command(after_long_help = "\
Examples:
  kiosque stats
  kiosque stats --json | jq '.failed[].path'")]
pub(in crate::cli) struct Args {
    /// Print JSON, as docs/json.md says
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, dir: &Path, console: &mut Console) -> Result<Exit, Error> {
    let index = Index::open(dir)?;
    let files = index.files()?;
    let around = update::look_around(dir)?;
    let stats = Stats {
        dir: dir.display().to_string(),
        articles: index.articles(),
        files: files.count,
        census: search::census(&index)?,
        bytes: index.bytes()?,
        roots: index.roots().to_vec(),
        failed: around.all_failed(files.failed),
    };
    let written = if args.json {
        render::stats_json(&stats, console.out())
    } else {
        render::stats(&stats, console.look, console.out())
    };
    written.map_err(Error::output)?;
    Ok(Exit::Found)
}
