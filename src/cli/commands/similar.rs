//! `kiosque similar`: articles close in content to a given one.

use super::super::console::Console;
use super::super::error::Error;
use super::super::exit::Exit;
use super::super::open;
use crate::render::{self, Output};
use crate::search;
use std::path::Path;

/// Find the articles closest to a given one
///
/// Looks for the words that tell the article from others; the passages mark those that
/// both have. Never gives the article itself.
#[derive(clap::Args, Debug)]
#[command(after_long_help = "\
Examples:
  kiosque similar 1f0d78da
  kiosque similar 1f0d78da --limit 3 --json")]
pub(in crate::cli) struct Args {
    /// The id of the article, its beginning, or the number its database gives it
    id: String,
    /// Show so many articles at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Show so many passages of each article at most
    #[arg(long, value_name = "N", default_value_t = 1)]
    passages: usize,
    /// Print JSON Lines, as docs/json.md says
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, dir: &Path, console: &mut Console) -> Result<Exit, Error> {
    let index = open::index(dir, console)?;
    let article = search::find(&index, &args.id)?;
    let response = search::similar(&index, &article, args.limit, args.passages)?;
    console.detail(&format!("looked for: {}", response.reading));
    let output = if args.json { Output::Json } else { Output::Text(console.look) };
    let asked = format!("similar {}", article.id);
    render::response(&response, &asked, output, console.out()).map_err(Error::output)?;
    if response.hits.is_empty() {
        console.note("no other article has enough of its words");
        return Ok(Exit::NotFound);
    }
    Ok(Exit::Found)
}
