//! The articles measured on, indexed by kiosque and by bare tantivy, and kept.

use super::made;
use super::native::Native;
use kiosque::article::Article;
use kiosque::index::Index;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};
use tantivy::DocAddress;

/// Two indexes of the same articles.
pub(crate) struct Corpus {
    pub(crate) index: Index,
    pub(crate) native: Native,
    pub(crate) native_dir: PathBuf,
}

/// Brings both indexes up to date.
pub(crate) fn prepare() -> Corpus {
    let kept = env::var_os("KIOSQUE_BENCH")
        .map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")), PathBuf::from);
    let (name, roots) = match env::var_os("KIOSQUE_CORPORA") {
        Some(paths) => {
            let name = paths.to_string_lossy().replace(['/', '\\', ':'], "-");
            (name, env::split_paths(&paths).collect())
        }
        None => ("made".to_owned(), vec![kept.join("made.jsonl")]),
    };
    let dir = kept.join(name);
    fs::create_dir_all(&dir).unwrap();
    if env::var_os("KIOSQUE_CORPORA").is_none() {
        let count =
            env::var("KIOSQUE_ARTICLES").map_or(100_000, |it| it.parse().unwrap());
        made::write(&roots[0], count);
    }
    let done = Command::new(env!("CARGO_BIN_EXE_kiosque"))
        .arg("--index")
        .arg(dir.join("kiosque"))
        .args(["--quiet", "index"])
        .args(&roots)
        .status()
        .unwrap();
    assert!(done.success(), "the articles are indexed");
    let index = Index::open(&dir.join("kiosque")).unwrap();
    let native_dir = dir.join("tantivy");
    if !native_dir.exists() || Native::open(&native_dir).articles() != index.articles() {
        build(&native_dir, &index);
    }
    let native = Native::open(&native_dir);
    Corpus { index, native, native_dir }
}

/// Gives tantivy the texts that kiosque searches.
fn build(dir: &Path, index: &Index) {
    if dir.exists() {
        fs::remove_dir_all(dir).unwrap();
    }
    fs::create_dir_all(dir).unwrap();
    let articles =
        (0..).zip(index.searcher().segment_readers()).flat_map(|(at, segment)| {
            segment.doc_ids_alive().map(move |doc| DocAddress::new(at, doc))
        });
    Native::build(dir, articles.map(|address| text(&index.article(address).unwrap())));
}

/// The searched text of an article, in one piece, and its day.
fn text(article: &Article) -> (String, Option<i64>) {
    let text = kiosque::index::searched_text(article).join("\n");
    (text, article.date.as_ref().map(|date| date.value.first_day().into()))
}
