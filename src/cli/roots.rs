//! The folders and files that an index covers.

use super::error::Error;
use std::io::ErrorKind;
use std::path::{self, Path, PathBuf};

/// The folder indexed when none was ever given.
pub(super) const CORPUS: &str = "corpus";

/// What is covered from now on: what was before, and `given`; corpus/ when that is
/// nothing. Absolute, none inside another.
pub(super) fn covered(
    dir: &Path,
    known: &[String],
    given: &[PathBuf],
) -> Result<Vec<String>, Error> {
    let mut roots: Vec<PathBuf> = known.iter().map(PathBuf::from).collect();
    for path in given {
        roots.push(absolute(path)?);
    }
    if roots.is_empty() {
        if !Path::new(CORPUS).is_dir() {
            return Err(nothing(dir));
        }
        roots.push(absolute(Path::new(CORPUS))?);
    }
    outermost(roots).into_iter().map(utf8).collect()
}

/// Refuses to keep the index in `dir` when documents given are in it: they would be taken
/// for parts of it; and to make one of nothing.
pub(super) fn apart(dir: &Path, given: &[PathBuf]) -> Result<(), Error> {
    let Ok(dir) = dir.canonicalize() else {
        return covered(dir, &[], given).map(drop); // not made yet, nor made for nothing
    };
    for path in given {
        if absolute(path)?.starts_with(&dir) {
            let (path, dir) = (path.display(), dir.display());
            return Err(Error::new(format!(
                "cannot index {path}: the index itself is kept in {dir}"
            ))
            .hint("name a folder of its own for the index: --index DIR"));
        }
    }
    Ok(())
}

/// What is left when `path` is covered no more, or `None` when it never was. The path
/// need not exist any more.
pub(super) fn without(known: &[String], path: &Path) -> Option<Vec<String>> {
    let path = even_when_gone(path)?;
    let left: Vec<String> =
        known.iter().filter(|root| Path::new(root) != path).cloned().collect();
    (left.len() < known.len()).then_some(left)
}

/// The covered folder that `path` is part of, if any.
pub(super) fn around<'a>(known: &'a [String], path: &Path) -> Option<&'a String> {
    let path = even_when_gone(path)?;
    known.iter().find(|root| path.starts_with(root) && Path::new(root) != path)
}

/// An absolute path, which need not exist any more.
fn even_when_gone(path: &Path) -> Option<PathBuf> {
    path.canonicalize().or_else(|_| path::absolute(path)).ok()
}

/// What to do about a folder or file that is not there any more.
pub(super) fn renamed(root: &str) -> String {
    format!(
        "if it has another name now, kiosque index NEW_NAME, then kiosque forget {root}"
    )
}

/// There is neither an index nor anything to make one from.
pub(super) fn nothing(dir: &Path) -> Error {
    let dir = dir.display();
    Error::new(format!(
        "no index in `{dir}`, and no folder `{CORPUS}` here to make one from"
    ))
    .hint("name your documents: kiosque index FOLDER")
    .hint("or say where your index is: --index DIR, or KIOSQUE_INDEX")
}

fn absolute(path: &Path) -> Result<PathBuf, Error> {
    path.canonicalize().map_err(|error| {
        let why = match error.kind() {
            ErrorKind::NotFound => "no such file or folder".to_owned(),
            _ => error.to_string(),
        };
        Error::new(format!("cannot index {}: {why}", path.display()))
    })
}

/// Only those that lie in no other.
fn outermost(mut roots: Vec<PathBuf>) -> Vec<PathBuf> {
    roots.sort();
    let mut kept: Vec<PathBuf> = Vec::new();
    for root in roots {
        if kept.last().is_none_or(|outer| !root.starts_with(outer)) {
            kept.push(root);
        }
    }
    kept
}

fn utf8(path: PathBuf) -> Result<String, Error> {
    path.into_os_string().into_string().map_err(|path| {
        Error::new(format!("the name of {} is not UTF-8", path.display()))
            .hint("rename that folder, or index the one above it")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_outermost_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        let top = dir.path().canonicalize().unwrap();
        let inner = top.join("2012");
        std::fs::create_dir(&inner).unwrap();
        let name = |path: &Path| path.to_str().unwrap().to_owned();
        let known = vec![name(&inner), "/presse".to_owned()];
        let roots = covered(&top, &known, &[top.clone(), inner.clone()]).unwrap();
        assert_eq!(roots.len(), 2);
        assert!(roots.contains(&name(&top)) && roots.contains(&known[1]));
        assert!(covered(&top, &[], &[top.join("absent")]).is_err());
    }

    #[test]
    fn a_sibling_with_a_longer_name_is_another() {
        let roots = ["/a/b", "/a/b c", "/a/b/c", "/a/bc"].map(PathBuf::from).to_vec();
        let kept = ["/a/b", "/a/b c", "/a/bc"].map(PathBuf::from);
        assert_eq!(outermost(roots), kept);
    }

    #[test]
    fn forgotten_even_when_gone() {
        let known = ["/a/b".to_owned(), "/c".to_owned()];
        assert_eq!(without(&known, Path::new("/a/b")), Some(vec!["/c".to_owned()]));
        assert_eq!(without(&known, Path::new("/a")), None);
    }
}
