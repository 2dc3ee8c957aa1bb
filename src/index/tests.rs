//! Updates of a small index, one after the other.

use super::*;
use crate::article::{Article, Origin, Place, Sourced};
use std::path::Path;

/// A file of the test: its path, its time of change, the texts of its records.
type File<'a> = (&'a str, i64, &'a [&'a str]);

const EFFORT: Effort = Effort { memory: 1, time: 1 };

fn article(key: &FileKey, line: u64, text: &str) -> Article {
    let place =
        Place { root: key.root.clone(), path: key.path.clone(), line: Some(line) };
    let section = Sourced { value: key.path.clone(), from: Origin::Folder };
    Article { section: Some(section), ..Article::sample(text, text, place) }
}

fn key(path: &str) -> FileKey {
    FileKey { root: "/presse".into(), path: path.into() }
}

/// Brings the index to these files, as the command does.
fn update(dir: &Path, files: &[File], rebuild: bool) -> Report {
    let mut update = Update::begin(dir, rebuild).unwrap();
    update.set_roots(vec!["/presse".into()]).unwrap();
    let mut coming = Vec::new();
    loop {
        for (path, modified, texts) in files {
            let stamp =
                Stamp { size: texts.len() as u64, modified: *modified, reader: 0 };
            let hash = texts.join("|");
            match update.known(&key(path), stamp, EFFORT) {
                Known::Unchanged => update.keep(&key(path), None),
                Known::Read(known) if known == hash => {
                    update.keep(&key(path), Some(stamp));
                }
                _ => coming.push((key(path), stamp, hash, *texts)),
            }
        }
        if !update.look_again() {
            break;
        }
        coming.clear();
    }
    coming.sort_by(|one, other| one.0.cmp(&other.0));
    let keys: Vec<_> = coming.iter().map(|(key, ..)| key.clone()).collect();
    update
        .finish(&keys, 100, |session| {
            for (key, stamp, hash, texts) in coming {
                session.start_file(key.clone(), stamp, Some(hash));
                for (line, text) in (1..).zip(texts) {
                    session.add(article(&key, line, text))?;
                }
            }
            Ok::<_, IndexError>(())
        })
        .unwrap()
}

/// What the index holds: each text with its places.
fn holds(dir: &Path) -> Vec<String> {
    let index = Index::open(dir).unwrap();
    let mut found = Vec::new();
    for (ordinal, segment) in (0..).zip(index.searcher().segment_readers()) {
        for doc in segment.doc_ids_alive() {
            let article = index.article(tantivy::DocAddress::new(ordinal, doc)).unwrap();
            let places: Vec<_> = article.places.iter().map(ToString::to_string).collect();
            found.push(format!("{} @ {}", article.title.value, places.join(" ")));
        }
    }
    found.sort();
    found
}

#[track_caller]
fn counts(report: &Report, added: u64, updated: u64, removed: u64, unchanged: u64) {
    let found = (report.added, report.updated, report.removed, report.unchanged);
    assert_eq!(found, (added, updated, removed, unchanged));
}

#[test]
fn files_come_change_move_and_go() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    assert!(matches!(Index::open(dir), Err(IndexError::Missing(_))));
    let report = update(dir, &[("a", 1, &["un"]), ("b", 1, &["deux", "trois"])], false);
    counts(&report, 2, 0, 0, 0);
    assert_eq!(report.new.len(), 3);
    assert_eq!(holds(dir), ["deux @ b:1", "trois @ b:2", "un @ a:1"]);

    let report = update(dir, &[("a", 1, &["un"]), ("b", 2, &["deux", "quatre"])], false);
    counts(&report, 0, 1, 0, 1);
    assert_eq!(holds(dir), ["deux @ b:1", "quatre @ b:2", "un @ a:1"]);

    let report = update(dir, &[("c", 1, &["un"]), ("b", 2, &["deux", "quatre"])], false);
    counts(&report, 0, 1, 0, 1);
    assert_eq!((report.moved, report.new.len()), (1, 0));
    assert_eq!(holds(dir), ["deux @ b:1", "quatre @ b:2", "un @ c:1"]);

    let report = update(dir, &[("c", 1, &["un"])], false);
    counts(&report, 0, 0, 1, 1);
    assert_eq!(holds(dir), ["un @ c:1"]);
    assert_eq!(Index::open(dir).unwrap().articles(), report.articles);
}

#[test]
fn the_same_text_in_several_places_is_one_article() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let report = update(dir, &[("a", 1, &["un"]), ("b", 1, &["un", "un"])], false);
    assert_eq!(report.articles, 1);
    assert_eq!(holds(dir), ["un @ a:1 b:1 b:2"]);
    update(dir, &[("a", 1, &["un"]), ("b", 2, &["deux"])], false);
    assert_eq!(holds(dir), ["deux @ b:1", "un @ a:1"]);
    update(dir, &[("a", 1, &["un"]), ("b", 3, &["un"]), ("c", 1, &["un"])], false);
    assert_eq!(holds(dir), ["un @ a:1 b:1 c:1"]);
    let report = update(dir, &[("b", 3, &["un"]), ("c", 1, &["un"])], false);
    assert_eq!(holds(dir), ["un @ b:1 c:1"]);
    counts(&report, 0, 0, 1, 2);
}

#[test]
fn a_new_time_alone_is_remembered() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    update(dir, &[("a", 1, &["un"])], false);
    counts(&update(dir, &[("a", 2, &["un"])], false), 0, 0, 0, 1);
    let again = Update::begin(dir, false).unwrap();
    assert_eq!(
        again.known(&key("a"), Stamp { size: 1, modified: 2, reader: 0 }, EFFORT),
        Known::Unchanged
    );
}

#[test]
fn a_rebuild_is_a_clean_run() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    update(dir, &[("a", 1, &["un"]), ("b", 1, &["un"])], false);
    let report = update(dir, &[("a", 1, &["un"]), ("b", 1, &["un"])], true);
    counts(&report, 2, 0, 0, 0);
    assert_eq!(holds(dir), ["un @ a:1 b:1"]);
    assert!(!dir.join("segments-1").exists());
}

#[test]
fn a_run_that_stops_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    update(dir, &[("a", 1, &["un"])], false);
    let stopped = Update::begin(dir, false).unwrap();
    let outcome = stopped.finish(&[key("b")], 100, |session| {
        session.start_file(key("b"), Stamp { size: 1, modified: 1, reader: 0 }, None);
        session.add(article(&key("b"), 1, "deux"))?;
        Err(IndexError::Missing("the disk is full".into()))
    });
    assert!(outcome.is_err());
    assert_eq!(holds(dir), ["un @ a:1"]);
    counts(&update(dir, &[("a", 1, &["un"]), ("b", 1, &["deux"])], false), 1, 0, 0, 1);
    assert_eq!(holds(dir), ["deux @ b:1", "un @ a:1"]);
}

#[test]
fn a_first_run_that_is_killed_has_said_what_it_covers() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    Update::begin(dir, false).unwrap().set_roots(vec!["/presse".into()]).unwrap();
    assert!(matches!(Index::open(dir), Err(IndexError::Missing(_))));
    assert_eq!(Update::preview(dir, false).unwrap().roots(), ["/presse"]);
    update(dir, &[("a", 1, &["un"])], false);
    assert_eq!(holds(dir), ["un @ a:1"]);
}

#[test]
fn a_preview_counts_the_articles_of_today() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    update(dir, &[("a", 1, &["un", "deux"])], false);
    for rebuild in [false, true] {
        let report =
            Update::preview(dir, rebuild).unwrap().foresee(&[key("a"), key("b")]);
        assert_eq!(report.articles, 2, "rebuild: {rebuild}");
    }
}

#[test]
fn a_run_with_nothing_to_read_ends_what_another_began() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    update(dir, &[("a", 1, &["un"])], false);
    // As if it were killed just after it committed.
    let old = Index::open(dir).unwrap().read_manifest().unwrap();
    let (segments, kept) = (dir.join("segments-1"), old.files.clone());
    let coming = [key("b")];
    let mut session = Session::begin(dir, &segments, &old, kept, &coming, 100).unwrap();
    let stamp = Stamp { size: 1, modified: 1, reader: 0 };
    session.start_file(key("b"), stamp, Some("deux".into()));
    session.add(article(&key("b"), 1, "deux")).unwrap();
    session.commit().unwrap();
    drop(session);
    let count = || Index::open(dir).unwrap().searcher().segment_readers().len();
    assert_eq!(count(), 2);
    let files: [File; 2] = [("a", 1, &["un"]), ("b", 1, &["deux"])];
    counts(&update(dir, &files, false), 0, 0, 0, 2);
    assert_eq!(count(), 1);
    assert_eq!(holds(dir), ["deux @ b:1", "un @ a:1"]);
}

/// The section of each article, which is the file that has the say on it.
fn sections(dir: &Path) -> Vec<String> {
    let index = Index::open(dir).unwrap();
    let mut found = Vec::new();
    for (ordinal, segment) in (0..).zip(index.searcher().segment_readers()) {
        for doc in segment.doc_ids_alive() {
            let article = index.article(tantivy::DocAddress::new(ordinal, doc)).unwrap();
            found.push(format!(
                "{} {}",
                article.title.value,
                article.section.unwrap().value
            ));
        }
    }
    found.sort();
    found
}

#[test]
fn the_last_copy_that_is_left_has_its_say() {
    let histories: [&[&[File]]; 6] = [
        &[
            &[("a", 1, &["un"]), ("b", 1, &["un", "deux"]), ("c", 1, &["un"])],
            &[("a", 1, &["un"]), ("b", 1, &["un", "deux"])],
            &[("a", 1, &["un"])],
        ],
        &[
            &[("a", 1, &["un"]), ("b", 1, &["un"])],
            &[("a", 1, &["un"]), ("b", 2, &["deux"])],
        ],
        // The copy that is left was touched meanwhile.
        &[&[("a", 1, &["un"]), ("b", 1, &["un"])], &[("a", 2, &["un"])]],
        // The file that is read again shares another article with one before it.
        &[
            &[("a", 1, &["deux"]), ("b", 1, &["deux", "un"]), ("c", 1, &["un"])],
            &[("a", 1, &["deux"]), ("b", 1, &["deux", "un"])],
        ],
        &[
            &[("b", 1, &["un"]), ("c", 1, &["un"])],
            &[("a", 1, &["un"]), ("b", 1, &["un"])],
        ],
        &[
            &[("a", 1, &["un"]), ("c", 1, &["un"])],
            &[("a", 1, &["un"]), ("b", 1, &["un"]), ("c", 2, &["deux"])],
        ],
    ];
    for history in histories {
        let dir = tempfile::tempdir().unwrap();
        for files in history {
            let report = update(dir.path(), files, false);
            let clean = tempfile::tempdir().unwrap();
            update(clean.path(), files, false);
            assert_eq!(sections(dir.path()), sections(clean.path()), "{files:?}");
            assert_eq!(holds(dir.path()), holds(clean.path()), "{files:?}");
            let files = files.len() as u64;
            assert_eq!(report.added + report.updated + report.unchanged, files);
        }
        let idle = update(dir.path(), history.last().unwrap(), false);
        counts(&idle, 0, 0, 0, history.last().unwrap().len() as u64);
    }
}
