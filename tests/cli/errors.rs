//! What goes wrong, and how it is told: messages on stderr, exit codes, closed pipes.

use crate::env::Env;
use insta::assert_snapshot;
use std::fs::{self, File};
use std::io::Read;
use std::process::{Command, Stdio};

#[test]
fn a_wrong_query_is_drawn() {
    let env = Env::indexed();
    assert_snapshot!(env.run(["search", "barrage ET (vanne"]), @"");
    assert_snapshot!(env.run(["search", "titer:barrage"]), @"");
    assert_snapshot!(env.run(["search", "--from", "hier soir", "barrage"]), @"");
    assert_snapshot!(env.run(["search", "--from", "2020", "--to", "2019"]), @"");
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
fn an_index_of_another_version_or_damaged() {
    let env = Env::indexed();
    let state = fs::read_to_string(env.path("index/state.json")).unwrap();
    let other = state.replace("\"schema\": ", "\"schema\": 9");
    assert_ne!(other, state);
    for bad in [other.as_str(), "{"] {
        env.write("index/state.json", bad);
        let run = env.run(["search", "barrage"]);
        assert!(run.code == 2 && run.stderr.contains("--rebuild"), "{run}");
    }
    env.run(["index", "--rebuild"]).succeeded();
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
    assert_snapshot!(env.run(["index"]), @"");
}

#[test]
fn one_writer_at_a_time() {
    let env = Env::indexed();
    let lock = File::options().write(true).open(env.path("index/lock")).unwrap();
    lock.lock().unwrap();
    assert_snapshot!(env.run(["index"]), @"");
    // Reading goes on.
    env.run(["search", "barrage"]).succeeded();
}
