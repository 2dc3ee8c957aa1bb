//! `kiosque index` and `kiosque forget`.

use crate::env::Env;
use insta::assert_snapshot;
use std::fs::{self, File};
#[cfg(unix)]
use std::os::unix::fs::symlink;
#[cfg(unix)]
use std::process::Command;
use std::time::UNIX_EPOCH;

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
    env.write("corpus/vide.txt", "");
    env.write("corpus/photo.txt", b"GIF89a\x01\0\x01\0\0\0\0;\0\0\0\0");
    assert_snapshot!(env.run(["index"]), @"
    files: 4 added, 0 updated, 0 removed, 0 unchanged, 3 failed · 5 articles
    ──── stderr ────
    warning: $DIR/corpus/bad.jsonl:2: not a JSON object: it is cut short, column 9
    warning: $DIR/corpus/photo.txt: a GIF picture is not read; docs/formats.md says what is
    warning: $DIR/corpus/vide.txt: empty
    [exit status: 2]
    ");
    // Named again as long as it is bad.
    assert_snapshot!(env.run(["index"]), @"
    files: 0 added, 0 updated, 0 removed, 4 unchanged, 3 failed · 5 articles
    ──── stderr ────
    warning: $DIR/corpus/bad.jsonl:2: not a JSON object: it is cut short, column 9
    warning: $DIR/corpus/photo.txt: a GIF picture is not read; docs/formats.md says what is
    warning: $DIR/corpus/vide.txt: empty
    [exit status: 2]
    ");
    assert_snapshot!(env.run(["search", "--count", "titre:bon"]), @"
    1
    [exit status: 0]
    ");
}

#[test]
fn what_a_workbook_lacks_or_hides_is_named() {
    let env = Env::empty();
    let path = "tests/suite/ingest/office/calculs.xlsx";
    env.write("corpus/calculs.xlsx", std::fs::read(path).unwrap());
    assert_snapshot!(env.run(["index"]), @"
    files: 1 added, 0 updated, 0 removed, 0 unchanged, 0 failed · 6 articles
    ──── stderr ────
    left aside: sheet Port: 2 formulas without a value (the first in B3); -v says in which files
    hidden in a document, and read: sheet Brouillons, sheet Port: 2 rows; -v says in which files
    [exit status: 0]
    ");
}

#[test]
fn dates_that_cannot_be_read_are_told_once_a_file() {
    let env = Env::empty();
    let row =
        |number: usize| format!("Le bac {number};31/02/2012;Le bac reste à quai.\n");
    let rows: String = (0..300).map(row).collect();
    env.write("corpus/export.csv", format!("titre;date;texte\n{rows}"));
    assert_snapshot!(env.run(["index"]), @"
    files: 1 added, 0 updated, 0 removed, 0 unchanged, 0 failed · 300 articles
    ──── stderr ────
    warning: $DIR/corpus/export.csv:2: the date `31/02/2012` cannot be read, nor can 299 more of this file; write 2012, 2012-11 or 2012-11-05
    [exit status: 0]
    ");
    for number in 0..12 {
        let text =
            format!("---\ndate: hier\n---\nLe ferry {number}\n\nIl reste à quai.\n");
        env.write(&format!("corpus/{number:02}.md"), text);
    }
    let run = env.run(["index"]).succeeded();
    assert_eq!(run.stderr.lines().count(), 11, "{run}");
    let end = "2 more files with 2 dates that cannot be read; kiosque check names the articles that \
        are left without one\n";
    assert!(run.stderr.ends_with(end), "{run}");
    let check = env.run(["check", "--json"]);
    assert_eq!(check.stdout.matches("\"unread_date\"").count(), 312, "{check}");
}

#[test]
#[cfg(unix)]
fn every_command_counts_the_same_failures() {
    let env = Env::with_corpus();
    env.write("corpus/bad.jsonl", "{\"title\":\"Bon\",\"text\":\"Lu.\"}\n{\"title\":\n");
    std::os::unix::fs::symlink("nulle-part", env.path("corpus/lien.txt")).unwrap();
    let first = env.run(["index"]);
    assert!(first.stdout.contains("2 failed"), "{first}");
    for arguments in [&["index"][..], &["index", "--dry-run"]] {
        let run = env.run(arguments);
        assert!(run.stdout.contains("2 failed"), "{run}");
        assert_eq!(run.stderr, first.stderr);
    }
    let stats = env.run(["stats"]);
    assert!(stats.stdout.contains("Failed     2\n"), "{stats}");
    assert!(stats.stdout.contains("/corpus/lien.txt: "), "{stats}");
    let check = env.run(["check", "--json"]);
    assert_eq!(check.stdout.matches("\"type\":\"failed\"").count(), 2, "{check}");
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
    [exit status: 2]
    ");
    assert_snapshot!(env.run(["index", "absent"]), @"
    ──── stderr ────
    error: cannot index absent: no such file or folder
    [exit status: 2]
    ");
    let env = Env::empty();
    for arguments in [&["index"][..], &["index", "absent"]] {
        assert_eq!(env.run(arguments).code, 2);
        assert!(!env.path("index").exists(), "{arguments:?}");
    }
}

/// A pipe would be waited on for ever, a loop walked for ever.
#[test]
#[cfg(unix)]
fn pipes_devices_and_loops_are_named() {
    let env = Env::with_corpus();
    let made = Command::new("mkfifo").arg(env.path("corpus/tuyau.txt")).status().unwrap();
    assert!(made.success());
    for (target, link) in [("/dev/zero", "zero.txt"), ("..", "2019/boucle")] {
        symlink(target, env.path("corpus").join(link)).unwrap();
    }
    assert_snapshot!(env.run(["index"]), @"
    files: 3 added, 0 updated, 0 removed, 0 unchanged, 3 failed · 4 articles
    ──── stderr ────
    warning: $DIR/corpus/2019/boucle: this link leads back to $DIR/corpus
    warning: $DIR/corpus/tuyau.txt: not a document but a named pipe: never opened
    warning: $DIR/corpus/zero.txt: not a document but a device: never opened
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
    warning: $DIR/corpus: no such file or folder: what is known of it is kept; if it has another name now, kiosque index NEW_NAME, then kiosque forget $DIR/corpus
    [exit status: 2]
    ");
    assert_snapshot!(env.run(["search", "--count", "barrage"]), @"
    2
    [exit status: 0]
    ");
}

/// As the place of a disk that is not mounted.
#[test]
fn a_folder_with_nothing_in_it_keeps_its_articles() {
    let env = Env::indexed();
    fs::rename(env.path("corpus"), env.path("ailleurs")).unwrap();
    fs::create_dir(env.path("corpus")).unwrap();
    assert_snapshot!(env.run(["index"]), @"
    files: 0 added, 0 updated, 0 removed, 3 unchanged, 1 failed · 4 articles
    ──── stderr ────
    warning: $DIR/corpus: an empty folder: what is known of it is kept; if that is gone for good, kiosque forget $DIR/corpus
    [exit status: 2]
    ");
    assert_snapshot!(env.run(["index", "--rebuild"]), @"
    ──── stderr ────
    error: all was to be read again, but $DIR/corpus: an empty folder
    hint: put that right first, or do without it: kiosque forget it
    [exit status: 2]
    ");
    assert_eq!(env.run(["search", "--count", "barrage"]).stdout, "2\n");
    env.run(["forget", "corpus"]).succeeded();
    assert_eq!(env.run(["search", "--count", "*"]).stdout, "0\n");
}

#[test]
fn a_rebuild_without_one_of_its_folders_is_refused() {
    let env = Env::indexed();
    env.write("autres/ferry.txt", FERRY);
    env.run(["index", "autres"]).succeeded();
    fs::rename(env.path("autres"), env.path("ailleurs")).unwrap();
    assert_snapshot!(env.run(["index", "--rebuild"]), @"
    ──── stderr ────
    error: all was to be read again, but $DIR/autres: no such file or folder
    hint: put that right first, or do without it: kiosque forget it
    [exit status: 2]
    ");
    assert_eq!(env.run(["search", "--count", "*"]).stdout, "5\n");
    env.run(["forget", "autres"]).succeeded();
    env.run(["index", "--rebuild"]).succeeded();
    assert_eq!(env.run(["search", "--count", "*"]).stdout, "4\n");
}

#[test]
#[cfg(unix)]
fn a_file_out_of_reach_keeps_its_article() {
    let env = Env::indexed();
    env.write("ailleurs/ferry.txt", FERRY);
    std::os::unix::fs::symlink("../ailleurs/ferry.txt", env.path("corpus/ferry.txt"))
        .unwrap();
    env.run(["index"]).succeeded();
    fs::rename(env.path("ailleurs"), env.path("plus-loin")).unwrap();
    let run = env.run(["index"]);
    assert!(run.code == 2 && run.stderr.contains("ferry.txt: cannot be read"), "{run}");
    assert_eq!(env.run(["search", "--count", "ferry"]).stdout, "1\n");
    fs::remove_file(env.path("corpus/ferry.txt")).unwrap();
    env.run(["index"]).succeeded();
    assert_eq!(env.run(["search", "--count", "ferry"]).stdout, "0\n");
}

#[test]
fn a_file_touched_or_moved_keeps_its_id() {
    let env = Env::indexed();
    let id = env.id("éclusier");
    let file = File::options().append(true).open(env.path("corpus/2019/barrage.md"));
    file.unwrap().set_modified(UNIX_EPOCH).unwrap();
    assert_snapshot!(env.run(["index"]).stdout, @"files: 0 added, 0 updated, 0 removed, 3 unchanged, 0 failed · 4 articles");
    fs::create_dir(env.path("corpus/lieux")).unwrap();
    fs::rename(env.path("corpus/2019/barrage.md"), env.path("corpus/lieux/b.md"))
        .unwrap();
    assert_snapshot!(env.run(["index"]).stdout, @"files: 0 added, 1 updated (1 moved), 0 removed, 2 unchanged, 0 failed · 4 articles");
    assert_eq!(env.id("éclusier"), id);
    assert_eq!(env.run(["show", "--path", &id]).stdout, "$DIR/corpus/lieux/b.md\n");
}

#[test]
#[cfg(target_os = "linux")] // elsewhere both spellings may name one file
fn names_with_spaces_and_accents() {
    let env = Env::empty();
    // « é » in one character, then in two.
    for path in
        ["Revue d’été/À la une.txt", "Revue d’e\u{301}te\u{301}/A\u{300} lire.txt"]
    {
        env.write(path, FERRY.replace("nuit", path));
    }
    let folders = ["Revue d’été", "Revue d’e\u{301}te\u{301}"];
    env.run(["index"].iter().chain(&folders)).succeeded();
    assert_eq!(env.run(["search", "--count", "compagnie"]).stdout, "2\n");
    let paths = env.run(["show", "--path", &env.id("une")]).succeeded().stdout;
    assert_eq!(paths, "$DIR/Revue d’été/À la une.txt\n");
    assert!(env.run(["index"]).stdout.contains("2 unchanged"));
    env.run(["forget", folders[1]]).succeeded();
    assert_eq!(env.run(["search", "--count", "compagnie"]).stdout, "1\n");
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

#[test]
fn documents_are_not_taken_for_the_index() {
    let env = Env::with_corpus();
    for dir in ["corpus", "."] {
        let refused = env.run(["--index", dir, "index", "corpus"]);
        assert_eq!(refused.code, 2, "{refused}");
        assert!(refused.stderr.contains("the index itself is kept in"), "{refused}");
    }
    assert!(!env.path("corpus/lock").exists());
}

#[test]
#[cfg(unix)]
fn whoever_may_read_one_file_of_the_index_may_read_all() {
    use std::os::unix::fs::PermissionsExt;
    let env = Env::indexed();
    for file in fs::read_dir(env.path("index/segments-1")).unwrap().flatten() {
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o444, 0o444, "{}", file.path().display());
    }
}

#[test]
#[cfg(unix)]
fn a_rebuild_loses_nothing_that_is_out_of_reach() {
    let env = Env::indexed();
    env.write("autres/ferry.txt", FERRY);
    std::os::unix::fs::symlink(env.path("autres"), env.path("corpus/lien")).unwrap();
    env.run(["index"]).succeeded();
    fs::rename(env.path("autres"), env.path("ailleurs")).unwrap();
    assert_snapshot!(env.run(["index", "--rebuild"]), @"
    ──── stderr ────
    error: all was to be read again, but $DIR/corpus/lien: cannot be read: No such file or directory (os error 2)
    hint: put that right first, or do without it: take it away
    [exit status: 2]
    ");
    assert_eq!(env.run(["search", "--count", "ferry"]).stdout, "1\n");
    fs::remove_file(env.path("corpus/lien")).unwrap();
    env.run(["index", "--rebuild"]).succeeded();
    assert_eq!(env.run(["search", "--count", "ferry"]).stdout, "0\n");
}

#[test]
fn a_copy_that_is_left_has_its_own_date() {
    let env = Env::empty();
    env.write("corpus/2012-11-05_port.txt", FERRY);
    env.write("corpus/2009-01-01_port.txt", FERRY);
    env.run(["index"]).succeeded();
    assert_eq!(env.run(["search", "--count", "date:2012"]).stdout, "1\n");
    fs::remove_file(env.path("corpus/2012-11-05_port.txt")).unwrap();
    assert_snapshot!(env.run(["index"]), @"
    files: 0 added, 0 updated, 1 removed, 1 unchanged, 0 failed · 1 article
    [exit status: 0]
    ");
    assert_eq!(env.run(["search", "--count", "date:2009"]).stdout, "1\n");
}

#[test]
fn a_copy_that_a_forgotten_folder_held_has_its_say_no_more() {
    let env = Env::empty();
    env.write("a/2009-01-01_port.txt", FERRY);
    env.write("b/2012-11-05_port.txt", FERRY);
    env.run(["index", "a", "b"]).succeeded();
    assert_eq!(env.run(["search", "--count", "date:2012"]).stdout, "1\n");
    env.write("a/neuf.txt", "La criée rouvre\n\nElle rouvre demain.\n");
    assert_snapshot!(env.run(["forget", "b"]), @"
    files: 0 added, 0 updated, 1 removed, 1 unchanged, 0 failed · 1 article
    [exit status: 0]
    ");
    assert_eq!(env.run(["search", "--count", "date:2009"]).stdout, "1\n");
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_nowhere_keeps_its_article_and_says_so() {
    let env = Env::empty();
    env.write("corpus/pont.txt", "Le pont ferme lundi pour travaux.");
    env.write("ailleurs.txt", "La passerelle rouvre mardi matin.");
    std::os::unix::fs::symlink(env.path("ailleurs.txt"), env.path("corpus/lien.txt"))
        .unwrap();
    env.run(["index"]).succeeded();
    fs::remove_file(env.path("ailleurs.txt")).unwrap();
    let run = env.run(["index"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("lien.txt") && run.stderr.contains("is kept"), "{run}");
    env.run(["search", "passerelle"]).succeeded();
}
