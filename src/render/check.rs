//! What a check found, for people: what is wrong, group by group.

use super::style::Label;
use super::wrap::{Look, Marked};
use super::{counted, failure};
use crate::article::{ArticleId, Doubt, Place};
use crate::index::Failure;
use std::io::{self, Write};

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Checkup {
    /// The folder of the index.
    pub dir: String,
    /// Articles in the index.
    pub articles: u64,
    /// Files they come from.
    pub files: u64,
    /// What does not hold in the index, a sentence each.
    pub damage: Vec<String>,
    /// What could not be read or reached.
    pub failed: Vec<Failure>,
    /// Files that are new or have changed since.
    pub waiting: Vec<String>,
    /// What is left out by convention, and why.
    pub left_out: Vec<(String, String)>,
    /// Articles that look wrong.
    pub doubtful: Vec<Doubtful>,
}

/// An article that looks wrong.
#[derive(Clone, Debug)]
pub struct Doubtful {
    /// Its id.
    pub id: ArticleId,
    /// Its title.
    pub title: String,
    /// Where it is, first.
    pub place: Place,
    /// Why.
    pub doubts: Vec<Doubt>,
}

/// How each group begins, and its lines.
pub fn check(check: &Checkup, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let articles = counted(check.articles, "article");
    let files = counted(check.files, "file");
    let state = if check.damage.is_empty() { "sound" } else { "damaged" };
    let index = format!("{}: {articles} of {files}, {state}", check.dir);
    let doubtful = check.doubtful.iter().map(|one| {
        let doubts: Vec<String> = one.doubts.iter().map(|one| doubt(*one)).collect();
        format!("{} {}: {} ({})", one.id, one.place, doubts.join(", "), one.title)
    });
    let left_out = check.left_out.iter().map(|(path, why)| format!("{path}: {why}"));
    for (name, lines) in [
        ("Index", vec![index]),
        ("Damaged", check.damage.clone()),
        ("Not read", check.failed.iter().map(failure).collect()),
        ("New or changed since, not read yet", check.waiting.clone()),
        ("Left out by convention", left_out.collect()),
        ("To look at", doubtful.collect()),
    ] {
        if lines.is_empty() {
            continue;
        }
        look.piece(Label::Faint, name, out)?;
        writeln!(out)?;
        for line in lines {
            write!(out, "  ")?;
            look.lines(&Marked::new(&line, &[]), 2, Label::Plain, out)?;
        }
    }
    Ok(())
}

fn doubt(doubt: Doubt) -> String {
    match doubt {
        Doubt::NoBody => "no text".to_owned(),
        Doubt::Short(words) => format!("only {}", counted(words.into(), "word")),
        Doubt::UnreadDate => "its date cannot be read".to_owned(),
        Doubt::Future(date) => format!("dated {date}, later than today"),
        Doubt::Cut => "cut: it says that the rest is elsewhere".to_owned(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::Styles;
    use super::*;

    pub(in crate::render) fn sample() -> Checkup {
        let place = Place { root: "/p".into(), path: "a.zip!/b.txt".into(), line: None };
        Checkup {
            dir: "index".into(),
            articles: 12,
            files: 3,
            damage: vec!["store is not what was written".into()],
            failed: vec![Failure {
                path: "/p/a.csv".into(),
                line: Some(3),
                reason: "empty".into(),
            }],
            waiting: vec!["/p/c.txt".into()],
            left_out: vec![("/p/.git".into(), "hidden".into())],
            doubtful: vec![Doubtful {
                id: ArticleId(5),
                title: "Le pont".into(),
                place,
                doubts: vec![Doubt::Short(3), Doubt::Cut],
            }],
        }
    }

    #[test]
    fn group_by_group() {
        let mut out = Vec::new();
        let look = Look { columns: None, styles: Styles::Plain };
        check(&sample(), look, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @"
        Index
          index: 12 articles of 3 files, damaged
        Damaged
          store is not what was written
        Not read
          /p/a.csv:3: empty
        New or changed since, not read yet
          /p/c.txt
        Left out by convention
          /p/.git: hidden
        To look at
          0000000000000005 a.zip!/b.txt: only 3 words, cut: it says that the rest is elsewhere (Le pont)
        ");
    }
}
