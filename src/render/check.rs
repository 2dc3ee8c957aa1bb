//! What a check found, for people: what is wrong, group by group.

use super::style::Label;
use super::terminal::MOST;
use super::wrap::{Look, Marked};
use super::{counted, failure};
use crate::article::{ArticleId, Doubt, Place};
use crate::index::Failure;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Articles of one file that look wrong alike and are listed one by one, at most.
const MOST_ALIKE: usize = 3;

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
    /// Files that are new, have changed or are gone since.
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
    let left_out = check.left_out.iter().map(|(path, why)| format!("{path}: {why}"));
    for (name, lines) in [
        ("Index", vec![index]),
        ("Damaged", check.damage.clone()),
        ("Not read", check.failed.iter().map(failure).collect()),
        ("New, changed or gone since the last kiosque index", check.waiting.clone()),
        ("Left out by convention", left_out.collect()),
        ("To look at", doubtful(&check.doubtful)),
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

/// The articles that look wrong, a line each; one line for all those of a file that look
/// wrong alike where there are many, as in an export of links that has no text at all.
fn doubtful(articles: &[Doubtful]) -> Vec<String> {
    let mut alike: BTreeMap<(&str, &str, Vec<&str>), Vec<&Doubtful>> = BTreeMap::new();
    for one in articles {
        let doubts = one.doubts.iter().map(|doubt| in_general(*doubt)).collect();
        let key = (one.place.root.as_str(), one.place.path.as_str(), doubts);
        alike.entry(key).or_default().push(one);
    }
    let lines = alike.into_iter().flat_map(|((_, path, doubts), articles)| {
        let doubts = doubts.join(", ");
        match articles.as_slice() {
            [first, ..] if articles.len() > MOST_ALIKE => {
                let many = counted(articles.len() as u64, "article");
                let line = first.place.line.map(|line| format!(" at line {line}"));
                let line = line.unwrap_or_default();
                vec![format!(
                    "{path}: {many}: {doubts}; the first {}{line} ({})",
                    first.id,
                    short(&first.title)
                )]
            }
            few => few.iter().map(|one| alone(one)).collect(),
        }
    });
    lines.collect()
}

fn alone(one: &Doubtful) -> String {
    let doubts: Vec<String> = one.doubts.iter().map(|one| doubt(*one)).collect();
    format!("{} {}: {} ({})", one.id, one.place, doubts.join(", "), short(&one.title))
}

/// A title of so many characters at most.
fn short(title: &str) -> Cow<'_, str> {
    match title.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &title[..end]).into(),
        None => title.into(),
    }
}

/// A doubt about many articles.
fn in_general(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::NoBody => "no text",
        Doubt::Short(_) => "less than 20 words",
        Doubt::UnreadDate => "a date that cannot be read",
        Doubt::Future(_) => "dated later than today",
        Doubt::Cut => "cut: it says that the rest is elsewhere",
    }
}

fn doubt(doubt: Doubt) -> String {
    match doubt {
        Doubt::Short(words) => format!("only {}", counted(words.into(), "word")),
        Doubt::Future(date) => format!("dated {date}, later than today"),
        other => in_general(other).to_owned(),
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
    fn articles_of_one_file_that_look_wrong_alike() {
        let one = |line: u64, doubts: &[Doubt]| Doubtful {
            id: ArticleId(line),
            title: "Un lien".into(),
            place: Place {
                root: "/p".into(),
                path: "liens.csv".into(),
                line: Some(line),
            },
            doubts: doubts.to_vec(),
        };
        let mut articles: Vec<Doubtful> =
            (2..302).map(|line| one(line, &[Doubt::NoBody])).collect();
        articles
            .extend([7, 8, 9, 10].map(|words| one(words.into(), &[Doubt::Short(words)])));
        articles.extend([400, 401].map(|line| one(line, &[Doubt::Cut])));
        insta::assert_snapshot!(doubtful(&articles).join("\n"), @"
        0000000000000190 liens.csv:400: cut: it says that the rest is elsewhere (Un lien)
        0000000000000191 liens.csv:401: cut: it says that the rest is elsewhere (Un lien)
        liens.csv: 4 articles: less than 20 words; the first 0000000000000007 at line 7 (Un lien)
        liens.csv: 300 articles: no text; the first 0000000000000002 at line 2 (Un lien)
        ");
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
        New, changed or gone since the last kiosque index
          /p/c.txt
        Left out by convention
          /p/.git: hidden
        To look at
          0000000000000005 a.zip!/b.txt: only 3 words, cut: it says that the rest is elsewhere (Le pont)
        ");
    }
}
