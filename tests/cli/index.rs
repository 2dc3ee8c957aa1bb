//! `kiosque index` and `kiosque forget`.

use crate::env::Env;
use insta::assert_snapshot;
use std::fs;

const FERRY: &str = "Le ferry de nuit reprend du service\n\n\
    La compagnie rétablit la liaison de nuit avec les îles dès la mi-juin.\n";

#[test]
fn first_run_then_only_what_changed() {
    let env = Env::with_corpus();
    assert_snapshot!(env.run(["index"]), @"");
    assert_snapshot!(env.run(["index"]), @"");
    env.write("corpus/2019/halles.md", "Les halles rouvriront plus tôt que prévu.\n");
    env.write("corpus/ferry.txt", FERRY);
    assert_snapshot!(env.run(["index"]), @"");
    fs::remove_file(env.path("corpus/export.jsonl")).unwrap();
    assert_snapshot!(env.run(["index"]), @"");
}

#[test]
fn a_dry_run_changes_nothing() {
    let env = Env::with_corpus();
    assert_snapshot!(env.run(["index", "--dry-run"]), @"");
    assert!(!env.path("index").exists());
    env.run(["index"]).succeeded();
    env.write("corpus/ferry.txt", FERRY);
    assert_snapshot!(env.run(["index", "--dry-run"]), @"");
    assert_snapshot!(env.run(["search", "--count", "ferry"]), @"");
}

#[test]
fn one_bad_file_is_named_and_stops_nothing() {
    let env = Env::with_corpus();
    env.write("corpus/bad.jsonl", "{\"title\":\"Bon\",\"text\":\"Lu.\"}\n{\"title\":\n");
    env.write("corpus/photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0");
    assert_snapshot!(env.run(["index"]), @"");
    // Named again as long as it is bad.
    assert_snapshot!(env.run(["index"]), @"");
    assert_snapshot!(env.run(["search", "--count", "titre:bon"]), @"");
}

#[test]
fn other_folders_and_single_files() {
    let env = Env::with_corpus();
    env.write("autres/ferry.txt", FERRY);
    env.run(["index", "corpus/2019/halles.md", "autres"]).succeeded();
    assert_snapshot!(env.run(["search", "--count", "*"]), @"");
    // A folder takes over the files that were given one by one.
    env.run(["index", "corpus"]).succeeded();
    assert_snapshot!(env.run(["search", "--count", "*"]), @"");
    assert_snapshot!(env.run(["forget", "autres"]), @"");
    assert_snapshot!(env.run(["forget", "autres"]), @"");
    assert_snapshot!(env.run(["index", "absent"]), @"");
}

#[test]
fn a_folder_that_is_gone_keeps_its_articles() {
    let env = Env::indexed();
    fs::rename(env.path("corpus"), env.path("ailleurs")).unwrap();
    assert_snapshot!(env.run(["index"]), @"");
    assert_snapshot!(env.run(["search", "--count", "barrage"]), @"");
}

#[test]
fn a_rebuild_gives_the_same() {
    let env = Env::indexed();
    let before = env.run(["search", "--json", "travaux"]).succeeded().stdout;
    assert_snapshot!(env.run(["index", "--rebuild"]), @"");
    assert_eq!(env.run(["search", "--json", "travaux"]).stdout, before);
}

#[test]
fn the_index_is_never_indexed() {
    let env = Env::with_corpus();
    env.run(["--index", "corpus/lu", "index", "."]).succeeded();
    let again = env.run(["--index", "corpus/lu", "index"]).succeeded();
    assert!(again.stdout.starts_with("0 added, 0 updated, 0 removed, 3 unch"), "{again}");
}
