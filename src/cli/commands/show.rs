//! `kiosque show`: one article, whole.

use super::super::console::Console;
use super::super::error::Error;
use super::super::exit::Exit;
use super::super::{clock, open, roots};
use crate::article::Article;
use crate::ingest;
use crate::query::{self, Query};
use crate::render;
use crate::search::{self, Marks, Matching};
use std::path::Path;

/// Show one article, whole
///
/// What is known of it comes first, with where each guessed value comes from; then its
/// text.
#[derive(clap::Args, Debug)]
#[command(after_long_help = "\
Examples:
  kiosque show 3f2a                         The start of an id is enough
  kiosque show 3f2a --query 'cloud OU nuage'
  kiosque show --path 3f2a                  Where the article is on disk
  kiosque search --ids budget | xargs -n1 kiosque show --json")]
pub(in crate::cli) struct Args {
    /// Start of an id that no other article has, or the database's own number
    id: String,
    /// Mark the words of this query
    #[arg(long, value_name = "QUERY")]
    query: Option<String>,
    #[command(flatten)]
    form: Form,
}

/// In which form; text when none is asked for.
#[derive(clap::Args, Debug)]
#[group(multiple = false)]
struct Form {
    /// Print JSON, as docs/json.md says
    #[arg(long)]
    json: bool,
    /// Print where the article is on disk, one place a line
    ///
    /// Byte for byte, except on a terminal, where bytes that are no text are written
    /// `\xNN`.
    #[arg(long, conflicts_with = "query")]
    path: bool,
    /// Print the file or the record as it is on disk
    ///
    /// Byte for byte, except on a terminal, where control characters are replaced.
    #[arg(long, conflicts_with = "query")]
    raw: bool,
}

pub(super) fn run(args: &Args, dir: &Path, console: &mut Console) -> Result<Exit, Error> {
    let query = args.query.as_deref().map(|asked| read(asked, console)).transpose()?;
    let index = open::index(dir, console)?;
    let article = search::find(&index, &args.id)?;
    let marks = match &query {
        Some(query) => search::marks(&index, &article, query, Matching::Any)?,
        None => Marks::none(&article),
    };
    let written = match args.form {
        Form { raw: true, .. } => return raw(&article, console),
        Form { path: true, .. } => paths(&article, console),
        Form { json: true, .. } => {
            let marks = query.is_some().then_some(&marks);
            render::article_json(&article, marks, console.out())
        }
        _ => render::article(&article, &marks, console.look, console.out()),
    };
    written.map_err(Error::output)?;
    Ok(Exit::Found)
}

fn read(asked: &str, console: &Console) -> Result<Query, Error> {
    let parsed = query::parse(asked, &query::Context { today: clock::today() })
        .map_err(|error| Error::query(asked, &error))?;
    for note in &parsed.notes {
        console.note(&note.to_string());
    }
    Ok(parsed.query)
}

fn paths(article: &Article, console: &mut Console) -> std::io::Result<()> {
    for place in &article.places {
        let path = place.full_path();
        if console.is_terminal() {
            writeln!(console.out(), "{}", render::safe_line(&path))?;
        } else {
            console
                .out()
                .write_all(ingest::on_disk(&path).as_os_str().as_encoded_bytes())?;
            writeln!(console.out())?;
        }
    }
    Ok(())
}

fn raw(article: &Article, console: &mut Console) -> Result<Exit, Error> {
    let bytes = read_raw(article, console)?;
    let written = if console.is_terminal() {
        let text = String::from_utf8_lossy(&bytes);
        console.out().write_all(render::safe_block(&text).as_bytes())
    } else {
        console.out().write_all(&bytes)
    };
    written.map_err(Error::output)?;
    Ok(Exit::Found)
}

/// What stands in the first of its places that can be read; the others are named.
fn read_raw(article: &Article, console: &Console) -> Result<Vec<u8>, Error> {
    let mut failed = Vec::new();
    for place in &article.places {
        match ingest::raw(&place.full_path(), place.line) {
            Ok(bytes) => {
                for (_, error) in &failed {
                    console.warn(&format!("{error}; what is shown is in another place"));
                }
                return Ok(bytes);
            }
            Err(error) => failed.push((place, error)),
        }
    }
    let (place, error) = failed.into_iter().next().expect("an article has a place");
    let root = &place.root;
    Err(if ingest::on_disk(root).exists() {
        Error::new(error).hint("bring the index up to date: kiosque index")
    } else {
        Error::new(error).hint(format!("{root} is gone: {}", roots::renamed(root)))
    })
}
