//! What goes wrong, and how it is told: messages on stderr, exit codes, closed pipes.

use crate::env::Env;
use insta::assert_snapshot;
use std::fs::{self, File};
use std::io::Read;
use std::process::{Command, Stdio};

#[test]
fn a_wrong_query_is_drawn() {
    let env = Env::indexed();
    assert_snapshot!(env.run(["search", "barrage ET (vanne"]), @"
    ──── stderr ────
    error: this parenthesis is never closed
      barrage ET (vanne
                 ^
    hint: close it with )
    [exit status: 2]
    ");
    assert_snapshot!(env.run(["search", "titer:barrage"]), @"
    ──── stderr ────
    error: there is no field `titer:`
      titer:barrage
      ^^^^^^
    hint: did you mean titre:? For words, leave a space after the colon
    [exit status: 2]
    ");
    assert_snapshot!(env.run(["search", "--from", "hier soir", "barrage"]), @r#"
    ──── stderr ────
    error: --from: `hier soir` is not a date
      hier soir
      ^^^^^^^^^
    hint: write 2012, 2012-11, 2012-11-05, 2012-09..2013-06, 7j, 3mois, hier, "novembre 2012" or inconnue
    [exit status: 2]
    "#);
    assert_snapshot!(env.run(["search", "--from", "2020", "--to", "2019"]), @"
    ──── stderr ────
    error: --from is later than --to
    [exit status: 2]
    ");
}

#[test]
fn a_query_is_drawn_as_wide_as_the_terminal() {
    let env = Env::indexed().var("COLUMNS", "40");
    let query = "les vannes du barrage et les grues du port ET (halles";
    let run = env.run(["search", query]);
    assert_snapshot!(run, @"
    ──── stderr ────
    error: this parenthesis is never closed
      …es grues du port ET (halles
                           ^
    hint: close it with )
    [exit status: 2]
    ");
    let wide = run.stderr.lines().skip(1).take(2).map(|line| line.chars().count());
    assert!(wide.max() <= Some(40), "{run}");
}

#[test]
fn near_names_are_proposed() {
    assert_snapshot!(Env::empty().run(["serach", "barrage"]), @"
    ──── stderr ────
    error: unrecognized subcommand 'serach'

      tip: a similar subcommand exists: 'search'

    Usage: kiosque [OPTIONS] <COMMAND>

    For more information, try '--help'.
    [exit status: 2]
    ");
    assert_snapshot!(Env::empty().run(["search", "--limti", "3", "barrage"]), @"
    ──── stderr ────
    error: unexpected argument '--limti' found

      tip: a similar argument exists: '--limit'

    Usage: kiosque search --limit <N> [QUERY]...

    For more information, try '--help'.
    [exit status: 2]
    ");
}

#[test]
fn help_and_version_are_no_errors() {
    let env = Env::empty();
    for arguments in [&["--help"][..], &["-h"], &["search", "--help"], &["--version"]] {
        let run = env.run(arguments).succeeded();
        assert!(run.stderr.is_empty() && !run.stdout.is_empty(), "{run}");
    }
    assert_eq!(env.run([""; 0]).code, 2);
}

#[test]
fn an_index_of_another_version() {
    let env = Env::indexed();
    let state = fs::read_to_string(env.path("index/state.json")).unwrap();
    env.write("index/state.json", state.replace("\"schema\": ", "\"schema\": 9"));
    for command in [&["search", "barrage"][..], &["index"], &["stats"]] {
        let run = env.run(command);
        assert!(run.code == 2 && run.stderr.contains("another version"), "{run}");
        assert!(
            run.stderr.contains(
                "hint: make it again from the documents: kiosque index --rebuild\n"
            ),
            "{run}"
        );
    }
    let run = env.run(["--index", "./index", "stats"]);
    assert!(run.stderr.contains(": kiosque --index=./index index --rebuild\n"), "{run}");
    fs::rename(env.path("index"), env.path("l'an 1")).unwrap();
    let run = env.run(["--index", "l'an 1", "stats"]);
    assert!(
        run.stderr.contains(": kiosque --index='l'\\''an 1' index --rebuild\n"),
        "{run}"
    );
    fs::rename(env.path("l'an 1"), env.path("index")).unwrap();
    // A folder gone since then is no dead end.
    let gone = env.path("autres");
    let roots = format!("\"roots\": [\n    {:?},", gone.to_str().unwrap());
    let state = fs::read_to_string(env.path("index/state.json")).unwrap();
    env.write("index/state.json", state.replace("\"roots\": [", &roots));
    assert_eq!(env.run(["index", "--rebuild"]).code, 2);
    assert_snapshot!(env.run(["forget", "autres"]), @"
    ──── stderr ────
    the index is still to be made again: kiosque index --rebuild
    [exit status: 0]
    ");
    env.run(["index", "--rebuild"]).succeeded();
    env.run(["search", "barrage"]).succeeded();
}

#[test]
fn a_damaged_index() {
    let env = Env::indexed();
    env.write("index/state.json", "{");
    assert_snapshot!(env.run(["search", "barrage"]), @"
    ──── stderr ────
    error: the index in `index` is damaged: index/state.json does not read: EOF while parsing an object at line 1 column 1
    hint: make it again from the documents: kiosque index --rebuild
    [exit status: 2]
    ");
    assert_snapshot!(env.run(["index", "--rebuild"]), @"
    ──── stderr ────
    error: the index in `index` is damaged: it no longer says which folders it covers
    hint: name them all: kiosque index --rebuild FOLDER…
    [exit status: 2]
    ");
    env.run(["index", "--rebuild", "corpus"]).succeeded();
    env.run(["search", "barrage"]).succeeded();
}

#[test]
fn files_of_the_index_cut_short() {
    let env = Env::indexed();
    let mut told = 0;
    for file in fs::read_dir(env.path("index/segments-1")).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        for command in [&["search", "barrage"][..], &["stats"]] {
            let run = env.run(command);
            assert!(run.code == 0 || run.stderr.contains("--rebuild"), "{path:?} {run}");
            told += run.code;
        }
        fs::write(&path, bytes).unwrap();
    }
    assert!(told > 0);
    env.run(["search", "barrage"]).succeeded();
}

#[test]
fn a_reader_that_leaves_ends_it_quietly() {
    let env = Env::indexed();
    for arguments in
        [&["search", "*"][..], &["--help"], &["man"], &["completions", "zsh"]]
    {
        let mut child = env
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        let code = child.wait().unwrap().code();
        assert_eq!((code, told.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let env = Env::indexed();
    let output = env.command(["search", "barrage"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("error: cannot write the output"), "{told}");
}

#[test]
#[cfg(unix)]
fn closed_streams_do_no_harm() {
    let env = Env::indexed();
    let kiosque = env!("CARGO_BIN_EXE_kiosque");
    for closed in ["1>&-", "2>&-", "1>&- 2>&-"] {
        let status = Command::new("sh")
            .args(["-c", &format!("'{kiosque}' search barrage {closed}")])
            .current_dir(env.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(0), "{closed}");
    }
}

#[test]
#[cfg(unix)]
fn a_file_that_cannot_be_reached_is_named() {
    let env = Env::with_corpus();
    std::os::unix::fs::symlink("absent.txt", env.path("corpus/lien.txt")).unwrap();
    assert_snapshot!(env.run(["index"]), @"
    files: 3 added, 0 updated, 0 removed, 0 unchanged, 1 failed · 4 articles
    ──── stderr ────
    warning: $DIR/corpus/lien.txt: cannot be read: No such file or directory (os error 2)
    [exit status: 2]
    ");
}

#[test]
fn one_writer_at_a_time() {
    let env = Env::indexed();
    let lock = File::options().write(true).open(env.path("index/lock")).unwrap();
    lock.lock().unwrap();
    assert_snapshot!(env.run(["index"]), @"
    ──── stderr ────
    error: another kiosque is writing to the index in `index`
    hint: try again when it is done
    [exit status: 2]
    ");
    // Reading goes on.
    env.run(["search", "barrage"]).succeeded();
}

#[test]
fn a_saved_query_that_is_not_there_is_drawn() {
    let env = Env::indexed();
    assert_snapshot!(env.run(["search", "grues @veille"]), @r#"
    ──── stderr ────
    error: no saved query named `veille`
      grues @veille
            ^^^^^^^
    hint: to look for a word, put it between quotation marks: "@veille"
    [exit status: 2]
    "#);
    assert_snapshot!(env.run(["search", "grues", "--offset", "9"]), @r#"
    ──── stderr ────
    --offset 9 passes over all of them
    [exit status: 0]
    "#);
    env.write("queries", "grues");
    let batch = ["search", "--queries", "queries", "--offset", "9"];
    assert_snapshot!(env.run(batch), @r#"
    ──── stderr ────
    queries:1: --offset 9 passes over all of them
    [exit status: 0]
    "#);
}

#[test]
fn a_line_that_is_no_query_does_not_stop_the_others() {
    let env = Env::indexed();
    let lines = [
        "{\"text\": \"grues\"}",
        "{\"_id\": \"b\"}",
        "grues (",
        "{\"_id\": \"1\", \"text\": \"pont\"}",
    ];
    env.write("queries.jsonl", lines.join("\n"));
    assert_snapshot!(env.run(["search", "--queries", "queries.jsonl"]), @r#"
    {"type":"ranked","query":"1","rank":1,"id":"371078da0cca5711","number":null,"score":6.5835285}
    ──── stderr ────
    warning: queries.jsonl:2: it has no `text`
    warning: queries.jsonl:3: this parenthesis is never closed
      grues (
            ^
    hint: close it with )
    warning: queries.jsonl:4: its `_id` is that of line 1
    [exit status: 2]
    "#);
}

#[test]
fn forgetting_where_there_is_no_index_makes_none() {
    let env = Env::empty();
    assert_snapshot!(env.run(["--index", "rien", "forget", "corpus"]), @"
    ──── stderr ────
    error: no index in `rien`
    hint: make it: kiosque index
    [exit status: 2]
    ");
    assert!(!env.path("rien").exists());
}

#[test]
fn what_is_below_a_covered_folder_is_not_forgotten_alone() {
    let env = Env::indexed();
    std::fs::create_dir(env.path("corpus/avril")).unwrap();
    assert_snapshot!(env.run(["forget", "corpus/avril"]), @"
    ──── stderr ────
    error: corpus/avril is part of $DIR/corpus
    hint: only what was given to kiosque index can be forgotten, whole
    [exit status: 2]
    ");
}
