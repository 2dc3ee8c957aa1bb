//! What is in the index, for people.

use super::style::Label;
use super::wrap::{Look, Marked};
use super::{counted, failure};
use crate::index::Failure;
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
    /// Bytes that the index takes.
    pub bytes: u64,
    /// Folders and files it covers.
    pub roots: Vec<String>,
    /// What could not be read.
    pub failed: Vec<Failure>,
}

/// The column where the values begin.
const VALUES: usize = 10;

/// Name and value, line by line; then what could not be read.
pub fn stats(stats: &Stats, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = vec![
        ("Index", format!("{}, {}", stats.dir, size(stats.bytes))),
        ("Articles", stats.articles.to_string()),
        ("Files", stats.files.to_string()),
    ];
    rows.extend(stats.roots.iter().map(|root| ("Covers", root.clone())));
    rows.push(("Failed", stats.failed.len().to_string()));
    for (name, value) in rows {
        look.piece(Label::Faint, &format!("{name:<VALUES$}"), out)?;
        look.lines(&Marked::new(&value, &[]), VALUES, Label::Plain, out)?;
    }
    for one in &stats.failed {
        look.lines(&Marked::new(&failure(one), &[]), 2, Label::Plain, out)?;
    }
    Ok(())
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
    use super::super::Styles;
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
            bytes: 45_600,
            roots,
            failed,
        };
        let mut out = Vec::new();
        let look = Look { columns: None, styles: Styles::Plain };
        stats(&all, look, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @"
        Index     index, 45.6 kB
        Articles  12
        Files     3
        Covers    /presse
        Covers    /revues
        Failed    1
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
