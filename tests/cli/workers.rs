//! What holds when reading a document goes wrong: the document is named, all others are
//! read. Nothing here is pretended: documents really are too large or too slow, workers
//! are really killed.

use crate::env::Env;
use std::io::{Cursor, Write};
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{fmt::Write as _, fs, thread};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const FERRY: &str = "Le ferry de nuit reprend du service\n\n\
    La compagnie rétablit la liaison de nuit avec les îles dès la mi-juin.\n";
const MOULIN: &str = "Le moulin tourne\n\nIl tourne encore, annonce la mairie.\n";

/// An archive of members as they are, packed by nothing.
fn stored(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in members {
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// So many bytes of text.
fn long(bytes: usize) -> Vec<u8> {
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        writeln!(text, "Ligne {number} du registre des bateaux de la capitainerie.")
            .unwrap();
    }
    text.into_bytes()
}

/// Whatever a member costs, those around it are read.
#[track_caller]
fn case(options: &[&str], member: &[u8], expected: &[&str]) {
    let env = Env::empty();
    let archive = stored(&[
        ("a.txt", FERRY.as_bytes()),
        ("b.txt", member),
        ("c.txt", MOULIN.as_bytes()),
    ]);
    env.write("corpus/a.zip", archive);
    env.write(
        "corpus/b.txt",
        "La criée rouvre\n\nElle rouvre demain, annonce le port.\n",
    );
    let run = env.run(["index"].iter().chain(options));
    assert_eq!(run.code, 2, "{run}");
    assert_eq!(run.stderr.lines().count(), 1, "{run}");
    assert!(run.stderr.starts_with("warning: $DIR/corpus/a.zip!/b.txt: "), "{run}");
    assert!(expected.iter().any(|reason| run.stderr.contains(reason)), "{run}");
    assert_eq!(env.run(["search", "--count", "*"]).stdout, "3\n");
    // With the same limits it is not read a second time, and is named all the same.
    let again = env.run(["index"].iter().chain(options));
    assert!(again.stdout.contains("0 updated, 0 removed, 2 unchanged"), "{again}");
    assert_eq!(again.stderr, run.stderr);
}

#[test]
#[cfg(target_os = "linux")]
fn too_much_memory() {
    case(
        &["--reader-memory", "256"],
        &long(120_000_000),
        &["more than 256 MiB of memory; --reader-memory gives it more"],
    );
}

#[test]
#[cfg(unix)]
fn too_much_time() {
    case(
        &["--reader-time", "1"],
        &long(60_000_000),
        &[
            "more than 1 s of computing; --reader-time gives it more",
            "nothing for 3 s; --reader-time gives it more",
        ],
    );
}

/// The workers of a process.
#[cfg(target_os = "linux")]
fn workers(of: u32) -> Vec<u32> {
    let mut found = Vec::new();
    for process in fs::read_dir("/proc").unwrap().flatten() {
        let Some(id) = process.file_name().to_str().and_then(|name| name.parse().ok())
        else {
            continue;
        };
        let status = fs::read_to_string(process.path().join("stat")).unwrap_or_default();
        let parent = status.rsplit(") ").next().and_then(|rest| rest.split(' ').nth(1));
        // Between being forked and being itself, it holds its parent up.
        let command = fs::read_to_string(process.path().join("cmdline"));
        let begun = command.is_ok_and(|command| command.contains("read-worker"));
        if begun && parent == Some(&of.to_string()) {
            found.push(id);
        }
    }
    found
}

/// Indexes a slow archive and a quick file, and does this to the first worker met.
#[cfg(target_os = "linux")]
#[track_caller]
fn disturbed(signal: &str, expected: &str) {
    let env = Env::empty();
    let slow = long(8_000_000);
    env.write("corpus/a.zip", stored(&[("a.txt", &slow), ("b.txt", FERRY.as_bytes())]));
    env.write("corpus/b.txt", MOULIN);
    let mut command = env.command(["index", "--reader-time", "1"]);
    let running = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let worker = (0..1000).find_map(|_| {
        thread::sleep(Duration::from_millis(2));
        workers(running.id()).first().copied()
    });
    let worker = worker.expect("a worker is started").to_string();
    Command::new("kill").args([signal, &worker]).status().unwrap();
    let output = running.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(expected), "{said}");
    assert_eq!(env.run(["search", "--count", "moulin"]).stdout, "1\n");
    // Before it came to a member, it has read nothing of the archive.
    env.run(["index", "--reader-time", "2"]);
    assert_eq!(env.run(["search", "--count", "ferry"]).stdout, "1\n");
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_that_is_killed() {
    disturbed("-KILL", "the reader crashed: signal: 9 (SIGKILL)");
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_that_hangs() {
    disturbed("-STOP", "the reader was stopped: nothing for 3 s");
}

#[test]
fn what_many_workers_read_comes_in_order() {
    let env = Env::empty();
    for number in 0..60 {
        let article = format!(
            "<article><span class=\"DocPublicationName\">Vigie</span>\
             <p class=\"titreArticleVisu\">Le bac numéro {number} reste à quai</p></article>"
        );
        env.write(&format!("corpus/{number}.html"), article.repeat(1 + number % 3));
        env.write(&format!("corpus/{number}.txt"), format!("{MOULIN}{number}\n"));
    }
    env.write("corpus/7.html", "<article><span class=\"DocPublicationName\">");
    let all = |index: &str| {
        env.run(["--index", index, "index"]);
        let found = ["--index", index, "search", "--limit", "all", "--json", "*"];
        env.run(found).succeeded().stdout
    };
    let first = all("un");
    assert_eq!(first, all("deux"));
    assert_eq!(first.lines().count(), 120);
}

#[test]
fn more_time_is_another_try_and_bad_limits_are_refused() {
    let env = Env::with_corpus();
    for options in [["--reader-memory", "12"], ["--reader-time", "0"]] {
        assert_eq!(env.run(["index"].iter().chain(&options)).code, 2);
    }
    assert_eq!(env.run(["read-worker"]).succeeded().stdout, "");
}

/// However many workers there are, none included, the index is the same.
#[test]
fn as_many_readers_as_wanted() {
    let env = Env::empty();
    for number in 0..9 {
        let page = format!("<title>Bac {number}</title><p>Le bac {number} repart.");
        env.write(&format!("corpus/{number}.html"), page);
    }
    let ids = || env.run(["search", "--ids", "*"]).succeeded().stdout;
    env.run(["index", "-q"]).succeeded();
    let expected = ids();
    assert_eq!(expected.lines().count(), 9);
    for count in ["0", "1", "7"] {
        env.run(["index", "-q", "--rebuild", "--readers", count]).succeeded();
        assert_eq!(ids(), expected, "{count}");
    }
}
