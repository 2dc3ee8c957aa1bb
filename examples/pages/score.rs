//! What is right and wrong in the reading of a page.

use kiosque::article::Article;
use serde::Deserialize;
use std::fmt;

/// What a page is expected to give.
#[derive(Deserialize)]
pub(crate) struct Expected {
    /// The page.
    pub(crate) file: String,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

/// What was read of it.
#[derive(Deserialize)]
pub(crate) struct Read {
    text: String,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

impl From<&Article> for Read {
    fn from(article: &Article) -> Self {
        let standfirst = article.standfirst.iter().map(|text| text.value.as_str());
        let searched = article.paragraphs.iter().filter(|it| it.kind.is_searched());
        let texts: Vec<&str> =
            standfirst.chain(searched.map(|it| it.text.as_str())).collect();
        Self {
            text: texts.join("\n"),
            title: Some(article.title.value.clone()),
            author: article.authors.as_ref().map(|names| names.value.join(" ; ")),
            date: article.date.as_ref().map(|date| date.value.to_string()),
        }
    }
}

/// Counts over pages.
#[derive(Default)]
pub(crate) struct Score {
    held: usize,
    missed: usize,
    intruding: usize,
    fields: [(usize, usize); 3],
}

impl Score {
    /// Counts a page, and names its mistakes.
    pub(crate) fn add(
        &mut self,
        expected: &Expected,
        read: Option<&Read>,
    ) -> Vec<String> {
        let mut mistakes = Vec::new();
        let text = read.map(|read| spaced(&read.text)).unwrap_or_default();
        for piece in &expected.with {
            if text.contains(spaced(piece).trim()) {
                self.held += 1;
            } else {
                self.missed += 1;
                mistakes.push(format!("misses « {piece} »"));
            }
        }
        for piece in &expected.without {
            if text.contains(spaced(piece).trim()) {
                self.intruding += 1;
                mistakes.push(format!("should not hold « {piece} »"));
            }
        }
        let given = |field: fn(&Read) -> Option<&String>| read.and_then(field);
        let wanted = [
            (
                &expected.title,
                given(|read| read.title.as_ref()),
                same as fn(&str, &str) -> bool,
            ),
            (&expected.author, given(|read| read.author.as_ref()), names),
            (&expected.date, given(|read| read.date.as_ref()), |one, other| one == other),
        ];
        for ((wanted, found, is_right), (right, count)) in
            wanted.into_iter().zip(&mut self.fields)
        {
            let Some(wanted) = wanted.as_deref().filter(|text| !text.is_empty()) else {
                continue;
            };
            *count += 1;
            if found.is_some_and(|found| is_right(wanted, found)) {
                *right += 1;
            } else {
                mistakes
                    .push(format!("« {} » for « {wanted} »", found.map_or("", |it| it)));
            }
        }
        mistakes
    }
}

/// Spaces of every kind made one: tools differ in those they keep.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The same letters and digits.
fn same(wanted: &str, found: &str) -> bool {
    letters(wanted) == letters(found)
}

/// The surname at least, which comes last.
fn names(wanted: &str, found: &str) -> bool {
    let surname = wanted.split_whitespace().last().unwrap_or(wanted);
    letters(found).contains(&letters(surname))
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let precision = share(self.held, self.held + self.intruding);
        let recall = share(self.held, self.held + self.missed);
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        write!(out, "precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}")?;
        for (name, (right, count)) in ["title", "author", "date"].iter().zip(self.fields)
        {
            write!(out, "  {name} {right}/{count}")?;
        }
        Ok(())
    }
}
