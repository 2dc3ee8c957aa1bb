//! Each operator, beside tantivy's nearest native query.

use super::corpus::Corpus;
use super::measure::{Times, in_turns};
use super::native::{self, Native};
use kiosque::query::{self, Context};
use kiosque::search::{self, Matching, Ranking, Request, Session, Sort};
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use tantivy::query::Query;

/// An operator: a query of kiosque's, and tantivy's nearest.
pub(crate) struct Operator {
    name: &'static str,
    query: &'static str,
    pub(crate) native: fn(&Native) -> Box<dyn Query>,
}

/// Queries that find something in any French press, and in the articles made here.
pub(crate) const OPERATORS: &[Operator] = &[
    operator("rare word", "cloud", |it| it.all("cloud")),
    operator("common word", "gouvernement", |it| it.all("gouvernement")),
    operator("AND", "gouvernement ministre", |it| it.all("gouvernement ministre")),
    operator(
        "OR of five",
        "cloud OU grève OU budget OU ministre OU gouvernement",
        |it| it.any("cloud grève budget ministre gouvernement"),
    ),
    operator("AND NOT", "ministre SAUF gouvernement", |it| {
        it.without("ministre", "gouvernement")
    }),
    operator("phrase", "\"premier ministre\"", |it| it.phrase("premier ministre", 0)),
    operator("phrase, common words", "\"projet de loi\"", |it| {
        it.phrase("projet de loi", 0)
    }),
    operator("exact phrase", "=\"premier ministre\"", |it| {
        it.phrase("premier ministre", 0)
    }),
    operator("window", "ministre PRES/5 gouvernement", |it| {
        it.phrase("ministre gouvernement", 5)
    }),
    operator("ordered window", "ministre AVANT/5 gouvernement", |it| {
        it.phrase("ministre gouvernement", 5)
    }),
    operator("sentence", "ministre PHRASE gouvernement", |it| {
        it.phrase("ministre gouvernement", 10)
    }),
    operator("paragraph", "ministre PARA gouvernement", |it| {
        it.phrase("ministre gouvernement", 40)
    }),
    operator(
        "window of alternatives",
        "(ministre OU président OU député) PRES/5 (gouvernement OU réforme OU justice)",
        |it| {
            let one = ["ministre", "président", "député"];
            let other = ["gouvernement", "réforme", "justice"];
            let pairs =
                one.iter().flat_map(|one| other.map(|two| format!("{one} {two}")));
            Native::one_of(pairs.map(|pair| it.phrase(&pair, 5)).collect())
        },
    ),
    operator("mentions", "gouvernement>=3", |it| it.all("gouvernement")),
    operator("mentions of a phrase", "\"premier ministre\">=2", |it| {
        it.phrase("premier ministre", 0)
    }),
    operator("truncation", "gouvern*", |it| it.pattern("gouvern.*")),
    operator("truncation, leading", "*isation", |it| it.pattern(".*isation")),
    operator("truncation, inner", "r*me", |it| it.pattern("r.*me")),
    operator("fuzzy 1", "gouvernment~", |it| it.fuzzy("gouvernment", 1)),
    operator("fuzzy 2", "gouvernment~2", |it| it.fuzzy("gouvernment", 2)),
    operator("title", "titre:ministre", |it| it.all("ministre")),
    operator("dates", "gouvernement date:2012..2015", |it| {
        it.dated(it.all("gouvernement"), 15_340, 16_800)
    }),
    operator(
        "all together",
        "(\"premier ministre\" OU présid*) PHRASE gouvernement date:2010.. SAUF titre:grève",
        |it| {
            let near = it.phrase("premier ministre", 0);
            let found =
                Native::one_of(vec![near, it.phrase("président gouvernement", 10)]);
            it.dated(found, 14_610, 40_000)
        },
    ),
];

const fn operator(
    name: &'static str,
    query: &'static str,
    native: fn(&Native) -> Box<dyn Query>,
) -> Operator {
    Operator { name, query, native }
}

/// Rounds in this process, and of fresh ones.
const ROUNDS: [usize; 2] = [40, 15];

/// Prints one line an operator.
pub(crate) fn measure(corpus: &Corpus) {
    println!(
        "\n{} articles; milliseconds; ids: found, ranked and counted in this process \
         (least, median, p95; ratio of the least); answer: ten articles with passages, \
         beside ten stored texts (least); process: the same, a fresh process each time \
         (least)\n",
        corpus.index.articles()
    );
    println!(
        "| operator | query | articles | ids | median | p95 | tantivy | median | p95 \
         | ratio | answer | tantivy | process | tantivy | ratio |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (number, operator) in OPERATORS.iter().enumerate() {
        println!("{}", line(corpus, number, operator));
    }
}

fn line(corpus: &Corpus, number: usize, operator: &Operator) -> String {
    let (index, native) = (&corpus.index, &corpus.native);
    let request = request(operator.query);
    let articles = Session::new(index).ids(&request).unwrap().articles;
    assert!(articles > 0, "{} finds something", operator.query);
    let [ids, theirs] = in_turns(
        ROUNDS[0],
        || drop(black_box(Session::new(index).ids(&request).unwrap())),
        || drop(black_box(native.find(&*(operator.native)(native)))),
    );
    let [answer, texts] = in_turns(
        ROUNDS[0],
        || drop(black_box(Session::new(index).search(&request).unwrap())),
        || {
            black_box(native.answer(&*(operator.native)(native)));
        },
    );
    let own = index.dir().to_string_lossy();
    let own = ["--index", &own, "--quiet", "search", operator.query];
    let number = number.to_string();
    let their = corpus.native_dir.to_string_lossy();
    let their = [native::COMMAND, &*their, number.as_str()];
    let this = std::env::current_exe().unwrap();
    let [process, bare] = in_turns(
        ROUNDS[1],
        || fresh(env!("CARGO_BIN_EXE_kiosque").as_ref(), &own),
        || fresh(&this, &their),
    );
    format!(
        "| {} | `{}` | {articles} | {} | {} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} |",
        operator.name,
        operator.query.replace('|', "\\|"),
        spread(&ids),
        spread(&theirs),
        ids.least() / theirs.least(),
        answer.least(),
        texts.least(),
        process.least(),
        bare.least(),
        process.least() / bare.least(),
    )
}

fn spread(times: &Times) -> String {
    format!("{:.2} | {:.2} | {:.2}", times.least(), times.median(), times.at(95))
}

fn fresh(program: &Path, words: &[&str]) {
    let done = Command::new(program).args(words).stdout(Stdio::null()).status().unwrap();
    assert!(done.success(), "{words:?}");
}

/// The ten best of a query.
fn request(text: &str) -> Request {
    let context = Context { today: "2024-03-31".parse().unwrap() };
    Request {
        query: query::parse(text, &context).unwrap().query,
        matching: Matching::Auto,
        sort: Sort::Relevance,
        limit: 10,
        offset: 0,
        passages: 2,
        explain: false,
        widest: search::WIDEST,
        ranking: Ranking::default(),
    }
}
