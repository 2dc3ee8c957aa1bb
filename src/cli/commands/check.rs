//! `kiosque check`: what is not searched and why, what looks wrong, whether the index
//! holds.

use super::super::console::Console;
use super::super::error::Error;
use super::super::exit::Exit;
use super::super::{clock, update};
use crate::article;
use crate::index::Index;
use crate::ingest;
use crate::render::{self, Checkup, Doubtful};
use std::path::Path;

/// Say what is not searched and why, and whether the index holds
///
/// Lists the documents that could not be read or reached, those that are new, have
/// changed or are gone since, and those that are left out by convention; then the
/// articles that look wrong: without text, of less than 20 words, with a date that cannot
/// be read or later than today, or cut by a paywall; many of one file that look wrong
/// alike are one line. Compares the index with what was written, and reads every stored
/// article unless it is damaged.
///
/// The exit code is 0 when there is nothing to say but what is left out by convention, 1
/// when there is something to look at or to index, 2 when a document could not be read or
/// the index is damaged.
#[derive(clap::Args, Debug)]
#[command(after_long_help = "\
Examples:
  kiosque check
  kiosque check --json | jq -r 'select(.type == \"failed\") | .path'
  kiosque search date:inconnue              Articles whose date is not known
  kiosque search auteur:inconnu source:inconnue")]
pub(in crate::cli) struct Args {
    /// Print JSON, as docs/json.md says
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, dir: &Path, console: &mut Console) -> Result<Exit, Error> {
    let index = Index::open(dir)?;
    let check = examine(&index, dir)?;
    let written = if args.json {
        render::check_json(&check, console.out())
    } else {
        render::check(&check, console.look, console.out())
    };
    written.map_err(Error::output)?;
    Ok(if !check.damage.is_empty() || !check.failed.is_empty() {
        Exit::Failed
    } else if !check.waiting.is_empty() || !check.doubtful.is_empty() {
        Exit::NotFound
    } else {
        Exit::Found
    })
}

fn examine(index: &Index, dir: &Path) -> Result<Checkup, Error> {
    let files = index.files()?;
    let today = clock::today();
    let (mut doubtful, mut changed) = (Vec::new(), Vec::new());
    let mut damage = index.verify(&mut |found| {
        if ingest::id(found) != found.id {
            changed.push(format!("article {} does not say what it said", found.id));
        }
        let doubts = article::doubts(found, today);
        if !doubts.is_empty() {
            let place = found.places.first().expect("an article has a place").clone();
            let title = found.title.value.clone();
            doubtful.push(Doubtful { id: found.id, title, place, doubts });
        }
    })?;
    damage.extend(changed);
    doubtful.sort_by(|one, other| (&one.place, one.id).cmp(&(&other.place, other.id)));
    let around = update::look_around(dir)?;
    let failed = around.all_failed(files.failed);
    let is_waiting = |path: &String| !failed.iter().any(|one| one.path == *path);
    let inside = files.left_out.into_iter().map(|(path, count)| {
        (path, format!("{} inside it", render::counted(count, "document")))
    });
    let mut left_out: Vec<(String, String)> =
        around.left_out.into_iter().chain(inside).collect();
    left_out.sort();
    Ok(Checkup {
        dir: dir.display().to_string(),
        articles: index.articles(),
        files: files.count,
        damage,
        waiting: around.waiting.into_iter().filter(is_waiting).collect(),
        failed,
        left_out,
        doubtful,
    })
}
