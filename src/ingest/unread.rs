//! Dates given to articles that could not be read: counted, and the first of them kept,
//! so that a file of thousands says it once.

use super::clean;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Characters of a date that are told.
const SHOWN: usize = 60;

/// Given dates of one file that could not be read; what was written stays in its
/// article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadDates {
    /// How many articles.
    pub count: u64,
    /// The file of the first, or the member of an archive.
    pub path: String,
    /// Its line.
    pub line: Option<u64>,
    /// What it says.
    pub written: String,
}

impl UnreadDates {
    /// One, at the line of a file.
    pub(super) fn one(path: String, line: Option<u64>, written: &str) -> Self {
        Self { count: 1, path, line, written: clean::cut(written, SHOWN) }
    }

    /// What is known already with these.
    pub(super) fn join(known: &mut Option<Self>, new: Self) {
        match known {
            Some(known) => known.count += new.count,
            None => *known = Some(new),
        }
    }
}

impl fmt::Display for UnreadDates {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { count, path, line, written } = self;
        write!(out, "{path}")?;
        if let Some(line) = line {
            write!(out, ":{line}")?;
        }
        write!(out, ": the date `{written}` cannot be read")?;
        if *count > 1 {
            write!(out, ", nor can {} more of this file", count - 1)?;
        }
        write!(out, "; write 2012, 2012-11 or 2012-11-05")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_for_thousands() {
        let one = |line| UnreadDates::one("/p/a.csv".into(), Some(line), "31/02/2012");
        let mut all = None;
        UnreadDates::join(&mut all, one(2));
        let told = all.clone().unwrap().to_string();
        let advice = "; write 2012, 2012-11 or 2012-11-05";
        let first = "/p/a.csv:2: the date `31/02/2012` cannot be read";
        assert_eq!(told, format!("{first}{advice}"));
        (3..30_002).for_each(|line| UnreadDates::join(&mut all, one(line)));
        let told = all.unwrap().to_string();
        assert_eq!(told, format!("{first}, nor can 29999 more of this file{advice}"));
        let long = UnreadDates::one("/p/a.txt".into(), None, &"à".repeat(500));
        assert!(long.to_string().len() < 250, "{long}");
    }
}
