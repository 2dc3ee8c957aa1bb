//! What holds whatever happens to a run: killed, or out of room on the disk, it leaves
//! the last committed state, and the next run ends as if nothing had been.

use crate::env::{Env, Run};
use kiosque::index::{Index, IndexError};
use std::fmt::Write;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// An export of many short articles, some of which change from one `edition` to the next.
fn export(articles: usize, edition: usize) -> String {
    const PLACES: &[&str] = &["Sarlande", "Port-Brac", "l’île aux Moines", "Valmorel"];
    const THINGS: &[&str] = &["le pont", "la halle", "la digue", "le tramway", "l’école"];
    const DOINGS: &[&str] = &["rouvrira", "sera vendu", "fermera", "coûtera plus cher"];
    let mut export = String::new();
    for number in 0..articles {
        let edition = if number % 5 == 0 { edition } else { 0 };
        let pick = |from: &[&'static str], step| from[number / step % from.len()];
        let (place, thing, doing) = (pick(PLACES, 1), pick(THINGS, 4), pick(DOINGS, 20));
        writeln!(
            export,
            r#"{{"id":"n{number}","title":"À {place}, {thing} {doing}","date":"{}","text":"Le conseil de {place} a voté hier le dossier numéro {number}, version {edition} : {thing} {doing} avant l’été. Les riverains, prévenus par la mairie, demandent {} réunions de plus, et un bilan des travaux à la rentrée."}}"#,
            1990 + number % 30,
            number % 7 + 2,
        )
        .unwrap();
    }
    export
}

/// Everything that can be found, and one ranked answer in full.
fn found(env: &Env, index: &str) -> String {
    let ask = |query: &[&str]| {
        let options = ["--index", index, "search", "--limit", "all"];
        env.run(options.iter().chain(query)).succeeded().stdout
    };
    ask(&["--ids", "*"]) + &ask(&["--json", "pont Sarlande"])
}

/// Starts a run and kills it after so long, if it is not done by then.
fn killed(env: &Env, arguments: &[&str], after: Duration) {
    let mut child = env.command(arguments).spawn().unwrap();
    thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
}

/// The moments at which a run that takes so long is killed.
fn moments(whole: Duration, count: u32) -> impl Iterator<Item = Duration> {
    (0..count).map(move |number| whole * (2 * number + 1) / (2 * count))
}

fn timed(env: &Env, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    env.run(arguments).succeeded();
    start.elapsed()
}

#[test]
fn killed_at_any_moment() {
    let env = Env::empty();
    env.write("corpus/export.jsonl", export(3000, 1));
    let whole = timed(&env, &["index", "--index", "clean", "-q"]);
    for after in moments(whole, 4) {
        killed(&env, &["index", "-q"], after);
        match Index::open(&env.path("index")) {
            Ok(index) => assert_eq!(index.articles(), 3000),
            Err(error) => assert!(matches!(error, IndexError::Missing(_)), "{error}"),
        }
    }
    env.run(["index", "-q"]).succeeded();
    let first = found(&env, "index");
    assert_eq!(first, found(&env, "clean"));

    for after in moments(whole, 3) {
        killed(&env, &["index", "--rebuild", "-q"], after);
        assert_eq!(found(&env, "index"), first);
    }

    env.write("corpus/export.jsonl", export(2900, 2));
    let whole = timed(&env, &["index", "--index", "clean", "-q"]);
    let second = found(&env, "clean");
    for after in moments(whole, 3) {
        killed(&env, &["index", "-q"], after);
        let now = found(&env, "index");
        assert!(now == first || now == second);
    }
    env.run(["index", "-q"]).succeeded();
    assert_eq!(found(&env, "index"), second);
    let report = env.run(["index"]).succeeded().stdout;
    assert!(report.starts_with("files: 0 added, 0 updated, 0 removed, 1 unchanged"));
}

/// Runs with files that may grow to so many blocks of 512 bytes only, as on a full disk.
fn cramped(env: &Env, blocks: u32) -> Run {
    let kiosque = env!("CARGO_BIN_EXE_kiosque");
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec '{kiosque}' index -q");
    let mut command = Command::new("sh");
    command.args(["-c", &script]).current_dir(env.path(""));
    env.finish(&mut command)
}

#[test]
#[cfg(unix)]
fn no_room_left() {
    let env = Env::indexed();
    env.write("corpus/more.jsonl", export(1000, 1));
    for blocks in [0, 4, 16] {
        let run = cramped(&env, blocks);
        assert!(run.code == 2 && run.stderr.starts_with("error: cannot write"), "{run}");
        assert!(run.stderr.contains("hint: make room"), "{run}");
        assert_eq!(env.run(["search", "--count", "*"]).stdout, "4\n");
    }
    env.run(["index"]).succeeded();
    assert_eq!(env.run(["search", "--count", "*"]).stdout, "1004\n");
}
