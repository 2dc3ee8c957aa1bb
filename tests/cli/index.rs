//! `kiosque index` and `kiosque forget`.

use crate::env::Env;
use insta::assert_snapshot;
use std::fs;

const FERRY: &str = "Le ferry de nuit reprend du service\n\n\
    La compagnie rétablit la liaison de nuit avec les îles dès la mi-juin.\n";

#[test]
fn first_run_then_only_what_changed() {
    let env = Env::with_corpus();
    assert_snapshot!(env.run(["index"]), @"
    files: 3 added, 0 updated, 0 removed, 0 unchanged, 0 failed · 4 articles
    [exit status: 0]
    ");
    assert_snapshot!(env.run(["index"]), @"
    files: 0 added, 0 updated, 0 removed, 3 unchanged, 0 failed · 4 articles
    [exit status: 0]
    ");
    env.write("corpus/2019/halles.md", "Les halles rouvriront plus tôt que prévu.\n");
    env.write("corpus/ferry.txt", FERRY);
    assert_snapshot!(env.run(["index"]), @"
    files: 1 added, 1 updated, 0 removed, 2 unchanged, 0 failed · 5 articles
    [exit status: 0]
    ");
    fs::remove_file(env.path("corpus/export.jsonl")).unwrap();
    assert_snapshot!(env.run(["index"]), @"
    files: 0 added, 0 updated, 1 removed, 3 unchanged, 0 failed · 3 articles
    [exit status: 0]
    ");
}

#[test]
fn a_dry_run_changes_nothing() {
    let env = Env::with_corpus();
    assert_snapshot!(env.run(["index", "--dry-run"]), @"
    files: 3 added, 0 updated, 0 removed, 0 unchanged, 0 failed · 0 articles
    [exit status: 0]
    ");
    assert!(!env.path("index").exists());
    env.run(["index"]).succeeded();
    env.write("corpus/ferry.txt", FERRY);
    assert_snapshot!(env.run(["index", "--dry-run"]), @"
    files: 1 added, 0 updated, 0 removed, 3 unchanged, 0 failed · 4 articles
    [exit status: 0]
    ");
    assert_snapshot!(env.run(["search", "--count", "ferry"]), @"
    0
    ──── stderr ────
    no article found
    [exit status: 1]
    ");
}

#[test]
fn one_bad_file_is_named_and_stops_nothing() {
    let env = Env::with_corpus();
    env.write("corpus/bad.jsonl", "{\"title\":\"Bon\",\"text\":\"Lu.\"}\n{\"title\":\n");
    env.write("corpus/photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0");
    assert_snapshot!(env.run(["index"]), @"
    files: 4 added, 0 updated, 0 removed, 0 unchanged, 2 failed · 5 articles
    ──── stderr ────
    warning: $DIR/corpus/bad.jsonl:2: not a JSON object: EOF while parsing a value, column 9
    warning: $DIR/corpus/photo.txt: a PNG picture is not read; plain text, Markdown, JSON Lines and CSV are
    [exit status: 2]
    ");
    // Named again as long as it is bad.
    assert_snapshot!(env.run(["index"]), @"
    files: 0 added, 0 updated, 0 removed, 4 unchanged, 2 failed · 5 articles
    ──── stderr ────
    warning: $DIR/corpus/bad.jsonl:2: not a JSON object: EOF while parsing a value, column 9
    warning: $DIR/corpus/photo.txt: a PNG picture is not read; plain text, Markdown, JSON Lines and CSV are
    [exit status: 2]
    ");
    assert_snapshot!(env.run(["search", "--count", "titre:bon"]), @"
    1
    [exit status: 0]
    ");
}

#[test]
fn other_folders_and_single_files() {
    let env = Env::with_corpus();
    env.write("autres/ferry.txt", FERRY);
    env.run(["index", "corpus/2019/halles.md", "autres"]).succeeded();
    assert_snapshot!(env.run(["search", "--count", "*"]), @"
    2
    [exit status: 0]
    ");
    // A folder takes over the files that were given one by one.
    env.run(["index", "corpus"]).succeeded();
    assert_snapshot!(env.run(["search", "--count", "*"]), @"
    5
    [exit status: 0]
    ");
    assert_snapshot!(env.run(["forget", "autres"]), @"
    files: 0 added, 0 updated, 1 removed, 3 unchanged, 0 failed · 4 articles
    [exit status: 0]
    ");
    assert_snapshot!(env.run(["forget", "autres"]), @"
    ──── stderr ────
    error: autres was never given to kiosque index
    hint: the index covers $DIR/corpus
    [exit status: 1]
    ");
    assert_snapshot!(env.run(["index", "absent"]), @"
    ──── stderr ────
    error: cannot index absent: no such file or folder
    [exit status: 2]
    ");
}

#[test]
fn a_folder_that_is_gone_keeps_its_articles() {
    let env = Env::indexed();
    fs::rename(env.path("corpus"), env.path("ailleurs")).unwrap();
    assert_snapshot!(env.run(["index"]), @"
    files: 0 added, 0 updated, 0 removed, 3 unchanged, 1 failed · 4 articles
    ──── stderr ────
    warning: $DIR/corpus: no such file or folder: what is known of it is kept
    [exit status: 2]
    ");
    assert_snapshot!(env.run(["search", "--count", "barrage"]), @"
    2
    [exit status: 0]
    ");
}

#[test]
fn a_rebuild_gives_the_same() {
    let env = Env::indexed();
    let before = env.run(["search", "--json", "travaux"]).succeeded().stdout;
    assert_snapshot!(env.run(["index", "--rebuild"]), @"
    files: 3 added, 0 updated, 0 removed, 0 unchanged, 0 failed · 4 articles
    [exit status: 0]
    ");
    assert_eq!(env.run(["search", "--json", "travaux"]).stdout, before);
}

#[test]
fn the_index_is_never_indexed() {
    let env = Env::with_corpus();
    env.run(["--index", "corpus/lu", "index", "."]).succeeded();
    let again = env.run(["--index", "corpus/lu", "index"]).succeeded();
    assert!(
        again.stdout.starts_with("files: 0 added, 0 updated, 0 removed, 3 unch"),
        "{again}"
    );
}
