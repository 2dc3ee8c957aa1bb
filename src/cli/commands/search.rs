//! `kiosque search`: articles that answer a query.

use super::super::console::Console;
use super::super::error::Error;
use super::super::exit::Exit;
use super::super::filters::Filters;
use super::super::{clock, open};
use super::batch::{self, Batch};
use crate::query::{self, Context, Dialect, Parsed, Query, QueryError};
use crate::render::{self, Output};
use crate::search::{self, Ids, Matching, Note, Ranking, Request, Session, Sort};
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::path::Path;

/// Articles shown unless told otherwise.
const LIMIT: usize = 10;

/// Find the articles that answer a query
///
/// The words of the query are joined by spaces, and mean what docs/query.md says: all
/// of them, in any of their forms; "a phrase"; a OU b; -excluded; =Exact; titre:word;
/// date:2012-11. Quote what your shell would read: * ( ) " | &.
///
/// Best articles first, with the passages that answer; the count is the last line.
#[derive(clap::Args, Debug)]
#[command(after_long_help = "\
Examples:
  kiosque search cloud souverain            Both words, in any form
  kiosque search cloud -Numergy             Not that one
  kiosque search '\"cloud souverain\" OU Andromède'
  kiosque search 'Orange PRES/5 Thales' --from 2012-09 --to 2013
  kiosque search --source 'Le Monde' --sort -date
  kiosque search budget --json | jq -r 'select(.type == \"hit\") | .title'")]
pub(in crate::cli) struct Args {
    /// What to find; may be left out when there is a filter
    #[arg(value_name = "QUERY", required_unless_present_any = ["Filters", "queries"])]
    words: Vec<String>,
    /// Show so many articles at most, or `all`; 10 unless told, `all` with --ids
    #[arg(long, value_name = "N", value_parser = limit)]
    limit: Option<usize>,
    /// Pass over so many articles first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// Put the articles in this order
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    #[arg(allow_hyphen_values = true)]
    sort: Order,
    /// Ask for all the words, or for any of them
    #[arg(long, value_name = "HOW", default_value = "auto")]
    r#match: Match,
    /// Show so many passages of each article at most
    #[arg(long, value_name = "N", default_value_t = 2)]
    passages: usize,
    /// Account for the query: how it was read, the written forms of each word, what
    /// each part finds
    #[arg(long, conflicts_with_all = ["count", "ids"])]
    explain: bool,
    /// Let a truncated or fuzzy word stand for so many written forms at most
    #[arg(long, value_name = "N", default_value_t = search::WIDEST)]
    widest: usize,
    /// Take the query as plain words: no operators
    #[arg(long, conflicts_with = "syntax")]
    literal: bool,
    /// Read the query as another search tool would, and print its native form
    #[arg(long, value_name = "TOOL", value_parser = syntax())]
    syntax: Option<Dialect>,
    /// Weigh the title so many times beside the whole text
    #[arg(long, value_name = "WEIGHT", value_parser = weight)]
    title_weight: Option<f32>,
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    batch: Batch,
}

/// In which form the answer comes; text when none is asked for.
#[derive(clap::Args, Debug)]
#[group(multiple = false)]
struct Form {
    /// Print how many articles there are, and nothing else
    #[arg(long)]
    count: bool,
    /// Print one id a line
    #[arg(long)]
    ids: bool,
    /// Print JSON Lines, as docs/json.md says
    #[arg(long)]
    json: bool,
}

/// Order of the articles, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Order {
    /// Best first
    Relevance,
    /// Oldest first, undated last
    Date,
    /// Newest first, undated last
    #[value(name = "-date")]
    Newest,
}

/// How many of the words an article must have, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Match {
    /// All of them; when no article has them all, any, unless ET was typed or --count or
    /// --ids asked for
    Auto,
    /// All of them
    All,
    /// Any of them
    Any,
}

pub(super) fn run(args: &Args, dir: &Path, console: &mut Console) -> Result<Exit, Error> {
    if let Some(path) = &args.batch.queries {
        let index = open::index(dir, console)?;
        let context = Context { today: clock::today() };
        let read = |text: &str| {
            let (query, insists, remarks) = meant(args, text, context)?;
            Ok((request(args, query, insists), remarks))
        };
        return batch::run(&args.batch, path, &index, &read, console);
    }
    let (asked, query, insists) = read(args, console)?;
    let index = open::index(dir, console)?;
    console.detail(&format!("query: {query}"));
    let request = request(args, query, insists);
    let refused = |error| Error::search(&asked, error);
    let articles = if args.form.ids {
        let Ids { ids, articles, notes } =
            Session::new(&index).ids(&request).map_err(refused)?;
        remarks(&notes, articles == 0).for_each(|remark| console.note(&remark));
        render::ids(&ids, console.out()).map_err(Error::output)?;
        articles
    } else {
        let response = Session::new(&index).search(&request).map_err(refused)?;
        let remarks = remarks(&response.notes, response.articles == 0);
        remarks.for_each(|remark| console.note(&remark));
        let output = match &args.form {
            Form { count: true, .. } => Output::Count,
            Form { json: true, .. } => Output::Json,
            _ => Output::Text(console.look),
        };
        render::response(&response, &asked, output, console.out())
            .map_err(Error::output)?;
        response.articles
    };
    if !args.form.count
        && let Some(remark) = passes_over(args.offset, articles)
    {
        console.note(&remark);
    }
    Ok(if articles > 0 { Exit::Found } else { Exit::NotFound })
}

/// The query as typed, as meant with its filters, and whether it insists on all.
fn read(args: &Args, console: &Console) -> Result<(String, Query, bool), Error> {
    let context = Context { today: clock::today() };
    let typed = args.words.join(" ").trim().to_owned();
    let asked = if args.words.is_empty() { "*".to_owned() } else { typed };
    let (query, insists, remarks) = meant(args, &asked, context)?;
    for remark in &remarks {
        console.note(remark);
    }
    Ok((asked, query, insists))
}

/// A query as meant with its filters, whether it insists on all, and what is to be said of
/// its reading.
fn meant(
    args: &Args,
    asked: &str,
    context: Context,
) -> Result<(Query, bool, Vec<String>), Error> {
    let parsed =
        parsed(args, asked, context).map_err(|error| Error::query(asked, &error))?;
    let native = args.syntax.map(|_| format!("native form: {}", parsed.query));
    let remarks = parsed.notes.iter().map(ToString::to_string).chain(native).collect();
    Ok((args.filters.and(parsed.query, context)?, parsed.insists, remarks))
}

/// Reads a query as the options say.
fn parsed(args: &Args, text: &str, context: Context) -> Result<Parsed, QueryError> {
    match args.syntax {
        _ if args.literal => query::literal(text).map(|query| Parsed {
            query,
            notes: Vec::new(),
            insists: false,
        }),
        Some(dialect) => query::parse_dialect(text, dialect, &context),
        None => query::parse(text, &context),
    }
}

/// The request; a query that insists on all its words has them, and so have those that
/// are only counted or listed, where nobody would see which words are missing.
fn request(args: &Args, query: Query, insists: bool) -> Request {
    let unseen = args.form.count || args.form.ids;
    let ranking = Ranking::default();
    let title = args.title_weight.unwrap_or(ranking.title);
    Request {
        query,
        matching: match args.r#match {
            Match::Auto if insists || unseen => Matching::All,
            Match::Auto => Matching::Auto,
            Match::All => Matching::All,
            Match::Any => Matching::Any,
        },
        sort: match args.sort {
            Order::Relevance => Sort::Relevance,
            Order::Date => Sort::Oldest,
            Order::Newest => Sort::Newest,
        },
        limit: match args.limit {
            _ if args.form.count => 0,
            Some(limit) => limit,
            None if args.form.ids => usize::MAX,
            None => LIMIT,
        },
        offset: args.offset,
        passages: args.passages,
        explain: args.explain,
        widest: args.widest,
        ranking: Ranking { title, ..ranking },
    }
}

/// What the reader must know of an answer.
pub(super) fn remarks(notes: &[Note], nothing: bool) -> impl Iterator<Item = String> {
    let told = notes.iter().map(|note| match note {
        Note::SomeWords => {
            "no article has all these words; these have some of them".to_owned()
        }
        Note::DidYouMean { query } => format!("did you mean: {query}"),
        Note::Nowhere { conditions } => {
            format!("nothing in the index has {}", listed(conditions))
        }
        Note::FewerLetters { word, letters: 0 } => {
            format!("`{word}` is too short: no letter of it may be wrong")
        }
        Note::FewerLetters { word, .. } => {
            format!("`{word}` is short: one letter of it may be wrong")
        }
        Note::WithoutSigns { typed } => {
            format!("signs are not indexed: only the words of {} count", listed(typed))
        }
        Note::OnlyWithAccents { typed } => {
            format!("found with accents alone: {}", listed(typed))
        }
        Note::WithAccents { query, articles } => {
            format!("{articles} articles with accents: {query}")
        }
    });
    nothing.then(|| "no article found".to_owned()).into_iter().chain(told)
}

/// What is to be said when all the articles found are passed over.
pub(super) fn passes_over(offset: usize, articles: u64) -> Option<String> {
    (articles > 0 && offset as u64 >= articles)
        .then(|| format!("--offset {offset} passes over all of them"))
}

/// The first of some parts of a query.
fn listed(parts: &[String]) -> String {
    const MOST: usize = 3;
    let more = if parts.len() > MOST { "…" } else { "" };
    parts[..parts.len().min(MOST)].join(", ") + more
}

/// Reads `--limit`.
fn limit(typed: &str) -> Result<usize, String> {
    match typed {
        "all" => Ok(usize::MAX),
        "0" => Err("show at least one article, or ask for --count".into()),
        number => number.parse().map_err(|_| "a number is expected, or `all`".into()),
    }
}

/// Reads `--syntax`.
fn syntax() -> impl TypedValueParser<Value = Dialect> {
    let names = PossibleValuesParser::new(Dialect::ALL.map(Dialect::name));
    names.map(|typed| {
        let found = Dialect::ALL.into_iter().find(|dialect| dialect.name() == typed);
        found.expect("clap lets only these names through")
    })
}

/// Reads `--title-weight`.
fn weight(typed: &str) -> Result<f32, String> {
    match typed.parse::<f32>() {
        Ok(weight) if weight.is_finite() && weight >= 0.0 => Ok(weight),
        _ => Err("a number from 0 up is expected".into()),
    }
}
