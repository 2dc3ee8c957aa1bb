//! What is in the index, for people.

use super::style::Label;
use super::wrap::{Look, Marked};
use super::{counted, failure};
use crate::index::Failure;
use crate::search::{Census, Count};
use std::io::{self, Write};

/// What is in an index.
#[derive(Clone, Debug)]
pub struct Stats {
    /// The folder it is kept in.
    pub dir: String,
    /// Articles.
    pub articles: u64,
    /// Files they come from.
    pub files: u64,
    /// How the articles are spread.
    pub census: Census,
    /// Bytes that the index takes.
    pub bytes: u64,
    /// Folders and files it covers.
    pub roots: Vec<String>,
    /// What could not be read.
    pub failed: Vec<Failure>,
}

/// The column where the values begin.
const VALUES: usize = 11;

/// Name and value, line by line; then what could not be read.
pub fn stats(stats: &Stats, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let Stats { census, .. } = stats;
    let mut rows = vec![("Index", format!("{}, {}", stats.dir, size(stats.bytes)))];
    rows.extend(stats.roots.iter().map(|root| ("Covers", root.clone())));
    rows.push(("Files", stats.files.to_string()));
    rows.push(("Articles", stats.articles.to_string()));
    rows.push(("Words", census.words.to_string()));
    let spread = [
        ("Types", &census.kinds),
        ("Languages", &census.languages),
        ("Years", &census.years),
        ("Unknown", &census.unknown),
    ];
    let spread = spread.iter().filter(|(_, counts)| !counts.is_empty());
    rows.extend(spread.map(|(name, counts)| (*name, listed(counts))));
    rows.push(("Failed", stats.failed.len().to_string()));
    for (name, value) in rows {
        look.piece(Label::Faint, &format!("{name:<VALUES$}"), out)?;
        look.lines(&Marked::new(&value, &[]), VALUES, Label::Plain, out)?;
    }
    for one in &stats.failed {
        write!(out, "  ")?;
        look.lines(&Marked::new(&failure(one), &[]), 2, Label::Plain, out)?;
    }
    Ok(())
}

/// `fr 12, en 3`.
fn listed(counts: &[Count]) -> String {
    let one = |count: &Count| format!("{} {}", count.value, count.articles);
    counts.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// `512 bytes`, `1.5 MB`: in powers of ten, as disks are sold.
fn size(bytes: u64) -> String {
    if bytes < 1000 {
        return counted(bytes, "byte");
    }
    let mut tenths = bytes / 100;
    for unit in ["kB", "MB", "GB"] {
        if tenths < 10_000 {
            return format!("{}.{} {unit}", tenths / 10, tenths % 10);
        }
        tenths /= 1000;
    }
    format!("{}.{} TB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::super::{Styles, sample};
    use super::*;

    #[test]
    fn line_by_line() {
        let failed =
            vec![Failure { path: "/p/a.csv".into(), line: None, reason: "empty".into() }];
        let roots = vec!["/presse".into(), "/revues".into()];
        let all = Stats {
            dir: "index".into(),
            articles: 12,
            files: 3,
            census: sample::census(),
            bytes: 45_600,
            roots,
            failed,
        };
        let mut out = Vec::new();
        let look = Look { columns: None, styles: Styles::Plain };
        stats(&all, look, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @"
        Index      index, 45.6 kB
        Covers     /presse
        Covers     /revues
        Files      3
        Articles   12
        Words      4800
        Types      jsonl 9, text 3
        Languages  fr 11
        Years      2012 2, 2015 7
        Unknown    author 5, date 3, language 1
        Failed     1
          /p/a.csv: empty
        ");
    }

    #[test]
    fn sizes() {
        let case = |bytes, text| assert_eq!(size(bytes), text);
        case(1, "1 byte");
        case(999, "999 bytes");
        case(1000, "1.0 kB");
        case(999_999, "999.9 kB");
        case(1_000_000, "1.0 MB");
        case(2_340_000_000, "2.3 GB");
        case(7_000_000_000_000, "7.0 TB");
    }
}
