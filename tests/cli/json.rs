//! The JSON of every command as a strict program reads it: each key is required, and no
//! other is allowed. What they mean is said in docs/json.md.

use crate::env::Env;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use std::fmt::Debug;
use std::fs::File;

/// A value that may be null but whose key must be there.
#[derive(Debug)]
struct Known<T>(Option<T>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Known<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // `Option` itself would take a missing key for a null.
        serde_json::Value::deserialize(from).and_then(|value| {
            serde_json::from_value(value).map(Known).map_err(serde::de::Error::custom)
        })
    }
}

macro_rules! schema {
    ($name:ident { $($key:ident: $type:ty),* $(,)? }) => {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(dead_code, reason = "some keys are read for their presence only")]
        struct $name { $($key: $type),* }
    };
}

schema!(Hit {
    r#type: String,
    rank: u64,
    id: String,
    score: f64,
    title: String,
    title_from: String,
    publication: Known<String>,
    authors: Vec<String>,
    date: Known<String>,
    date_precision: Known<String>,
    date_from: Known<String>,
    language: Known<String>,
    words: u64,
    path: String,
    line: Known<u64>,
    passages: Vec<Passage>,
    number: Known<String>,
    root: String,
    url: Known<String>,
    section: Known<String>,
    page: Known<String>,
    publication_from: Known<String>,
    authors_from: Known<String>,
    language_from: Known<String>,
    url_from: Known<String>,
    section_from: Known<String>,
    page_from: Known<String>,
    title_marks: Vec<(usize, usize)>,
});

schema!(Passage {
    text: String,
    marks: Vec<(usize, usize)>,
    paragraph: Known<usize>,
    page: Known<u32>,
});

schema!(Found {
    r#type: String,
    version: u32,
    query: String,
    reading: String,
    r#match: String,
    articles: u64,
    shown: u64,
    did_you_mean: Known<String>,
});

schema!(Explanation {
    r#type: String,
    words: Vec<Asked>,
    ignored: Vec<String>,
    clauses: Vec<Clause>,
    relaxations: Vec<Relaxation>,
});

schema!(Asked { word: String, forms: Vec<Written>, related: Vec<String> });
schema!(Written { form: String, closeness: String, articles: u64 });
schema!(Clause { clause: String, articles: u64 });
schema!(Relaxation { without: String, articles: u64 });

schema!(Ranked {
    r#type: String,
    query: String,
    rank: u64,
    id: String,
    number: Known<String>,
    score: f64,
});

schema!(Article {
    r#type: String,
    version: u32,
    id: String,
    title: String,
    title_from: String,
    publication: Known<String>,
    authors: Vec<String>,
    date: Known<String>,
    date_precision: Known<String>,
    date_from: Known<String>,
    language: Known<String>,
    words: u64,
    path: String,
    line: Known<u64>,
    number: Known<String>,
    root: String,
    url: Known<String>,
    section: Known<String>,
    page: Known<String>,
    publication_from: Known<String>,
    authors_from: Known<String>,
    language_from: Known<String>,
    url_from: Known<String>,
    section_from: Known<String>,
    page_from: Known<String>,
    kicker: Known<String>,
    kicker_from: Known<String>,
    standfirst: Known<String>,
    standfirst_from: Known<String>,
    edition: Known<String>,
    edition_from: Known<String>,
    date_text: Known<String>,
    language_confidence: Known<f64>,
    source_kind: String,
    indexed_at: i64,
    paragraphs: Vec<Paragraph>,
    places: Vec<Place>,
    ocr_confidence: Known<u8>,
    other_dates: Vec<OtherDate>,
});

schema!(Paragraph { kind: String, text: String, page: Known<u32> });
schema!(OtherDate { date: String, date_from: String });
schema!(Place { root: String, path: String, line: Known<u64> });

schema!(Report {
    r#type: String,
    version: u32,
    added: u64,
    updated: u64,
    moved: u64,
    removed: u64,
    unchanged: u64,
    failed: Vec<Failed>,
    articles: u64,
});

schema!(Stats {
    r#type: String,
    version: u32,
    index: String,
    articles: u64,
    files: u64,
    bytes: u64,
    roots: Vec<String>,
    failed: Vec<Failed>,
    words: u64,
    source_kinds: Vec<Count>,
    languages: Vec<Count>,
    years: Vec<Count>,
    unknown: Vec<Count>,
});

schema!(Count { value: String, articles: u64 });

schema!(Failed { path: String, line: Known<u64>, reason: String });

#[track_caller]
fn read<T: DeserializeOwned>(line: &str) -> T {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

#[test]
fn hits_then_a_summary() {
    let env = Env::indexed();
    let run = env.run(["search", "--json", "travaux", "--limit", "2"]).succeeded();
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{run}");
    for (rank, line) in (1..).zip(&lines[..2]) {
        let hit: Hit = read(line);
        assert_eq!((hit.r#type.as_str(), hit.rank, hit.id.len()), ("hit", rank, 16));
        for passage in hit.passages {
            for (start, end) in passage.marks {
                assert_eq!(&passage.text[start..end], "travaux");
            }
        }
    }
    let found: Found = read(lines[2]);
    assert_eq!((found.r#type.as_str(), found.version), ("summary", 1));
    assert_eq!((found.articles, found.shown), (3, 2));
    assert_eq!((found.query.as_str(), found.r#match.as_str()), ("travaux", "all"));
}

#[test]
fn a_passage_has_the_page_of_its_paragraph() {
    let env = Env::indexed();
    env.write(
        "corpus/reunion.pptx",
        include_bytes!("../../corpus/reunion-hebergement.pptx"),
    );
    env.run(["index", "-q"]).succeeded();
    let pages = |word: &str| {
        let run = env.run(["search", "--json", word]).succeeded();
        let hit: Hit = read(run.stdout.lines().next().unwrap());
        hit.passages.into_iter().map(|one| one.page.0).collect::<Vec<_>>()
    };
    assert_eq!(pages("constatée"), [Some(2)]);
    assert_eq!(pages("vanne"), [None]);
    let shown = env.run(["search", "constatée"]).succeeded();
    assert!(shown.stdout.contains("› p. 2  La disponibilité promise"), "{shown}");
}

#[test]
fn every_key_is_documented() {
    let env = Env::indexed();
    env.write("corpus/bref.txt", "Le pont rouvre\n\nEnfin.\n");
    env.write("corpus/vide.txt", "");
    env.run(["index", "-q"]);
    env.write("corpus/.neuf.txt", "");
    env.write("corpus/neuf.txt", "Le bac reste à quai.\n");
    let documented = include_str!("../../docs/json.md");
    let id = env.id("éclusier");
    let marked = ["show", &id, "--json", "--query", "vanne"];
    for arguments in [
        &["search", "--json", "--explain", "vanne"][..],
        &marked,
        &["index", "--json"],
        &["stats", "--json"],
        &["check", "--json"],
    ] {
        for line in env.run(arguments).stdout.lines() {
            let object: serde_json::Map<String, serde_json::Value> = read(line);
            for key in object.keys() {
                assert!(documented.contains(&format!("`{key}`")), "{key}");
            }
        }
    }
}

#[test]
fn many_queries_at_once() {
    let env = Env::indexed();
    env.write("queries.txt", "barrage\n\n{\"_id\":\"q7\",\"text\":\"grues\"}\n");
    let run = env.run(["search", "--queries", "queries.txt"]).succeeded();
    let lines: Vec<Ranked> = run.stdout.lines().map(read).collect();
    let told: Vec<_> = lines.iter().map(|one| (one.query.as_str(), one.rank)).collect();
    assert_eq!(told, [("1", 1), ("1", 2), ("q7", 1)]);
    assert!(lines.iter().all(|one| one.r#type == "ranked" && one.id.len() == 16));
    env.write("loose.txt", "barrage zzzzq\nzzzzq\n");
    let loose = env.run(["search", "--queries", "loose.txt"]).succeeded();
    assert!(loose.stderr.contains("loose.txt:1: no article has all these words"));
    assert!(loose.stderr.contains("loose.txt:2: no article found"));
    let file = File::open(env.path("queries.txt")).unwrap();
    let piped = env.finish(env.command(["search", "--queries", "-"]).stdin(file));
    assert_eq!(piped.stdout, run.stdout);
}

#[test]
fn articles_close_to_another() {
    let env = Env::indexed();
    let id = env.id("éclusier");
    let run = env.run(["similar", &id, "--json"]).succeeded();
    let hit: Hit = read(run.stdout.lines().next().unwrap());
    assert!(hit.title.starts_with("Une troisième vanne") && hit.id != id, "{run}");
    let found: Found = read(run.stdout.lines().last().unwrap());
    assert_eq!(found.query, format!("similar {id}"));
}

#[test]
fn nothing_found_is_still_a_summary() {
    let run = Env::indexed().run(["search", "--json", "zeppelin"]);
    assert_eq!((run.code, read::<Found>(&run.stdout).articles), (1, 0));
}

#[test]
fn a_word_found_nowhere_has_a_neighbour() {
    let run = Env::indexed().run(["search", "--json", "barage vanne"]);
    let found: Found = read(run.stdout.lines().last().unwrap());
    assert_eq!(found.did_you_mean.0.as_deref(), Some("barrage ET vanne"));
}

#[test]
fn an_account_of_the_query() {
    let run = Env::indexed().run(["search", "--json", "--explain", "vanne zeppelin"]);
    let line = run.stdout.lines().rev().nth(1).unwrap();
    let account: Explanation = read(line);
    assert_eq!(account.r#type, "explanation");
    assert_eq!((account.words.len(), account.clauses.len()), (2, 2));
}

#[test]
fn a_whole_article() {
    let env = Env::indexed();
    let run = env.run(["show", "--json", &env.id("éclusier")]).succeeded();
    let article: Article = read(&run.stdout);
    assert_eq!(article.r#type, "article");
    assert_eq!(article.places[0].path, "2019/barrage.md");
    assert!(article.paragraphs[0].text.starts_with("Après trois semaines"));
}

#[test]
fn what_an_indexing_did() {
    let env = Env::with_corpus();
    env.write("corpus/bad.jsonl", "{\"title\":\n");
    let run = env.run(["index", "--json"]);
    let report: Report = read(&run.stdout);
    assert_eq!((run.code, report.r#type.as_str()), (2, "summary"));
    assert_eq!((report.articles, report.failed.len()), (4, 1));
    assert!(report.failed[0].path.ends_with("corpus/bad.jsonl"));
}

#[test]
fn what_is_in_the_index() {
    let run = Env::indexed().run(["stats", "--json"]).succeeded();
    let stats: Stats = read(&run.stdout);
    assert_eq!((stats.r#type.as_str(), stats.articles, stats.files), ("stats", 4, 3));
    let unknown =
        stats.unknown.iter().map(|count| (count.value.as_str(), count.articles));
    assert_eq!(unknown.take(2).collect::<Vec<_>>(), [("page", 4), ("section", 4)]);
}
