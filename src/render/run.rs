//! Answers to many queries: for retrieval tools and for scripts.

use super::json::escape;
use super::safe::is_unsafe;
use crate::search::Ranked;
use serde::Serialize;
use std::io::{self, Write};

/// In which form.
#[derive(Clone, Copy, Debug)]
pub enum Runs {
    /// JSON Lines.
    Json,
    /// The six columns of TREC.
    Trec,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "ranked")]
struct Line<'a> {
    query: &'a str,
    rank: usize,
    id: String,
    number: Option<&'a str>,
    score: f32,
}

/// Writes the answer to one query.
pub fn run(
    query: &str,
    ranked: &[Ranked],
    form: Runs,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (rank, one) in (1..).zip(ranked) {
        let id = one.id.to_string();
        match form {
            Runs::Json => {
                let number = one.number.as_deref();
                let line = Line { query, rank, id, number, score: one.score };
                escape::line(&line, out)?;
            }
            Runs::Trec => {
                // Columns are cut at spaces: a number that has some gives way to the id,
                // as does one that a terminal would obey.
                let breaks = |c: char| c.is_whitespace() || is_unsafe(c);
                let is_column = |name: &&str| !name.contains(breaks);
                let name = one.number.as_deref().filter(is_column).unwrap_or(&id);
                let query = query.replace(breaks, "_");
                writeln!(out, "{query} Q0 {name} {rank} {:.6} kiosque", one.score)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;

    fn written(form: Runs) -> String {
        let one = |number: Option<&str>| Ranked {
            id: ArticleId(7),
            number: number.map(str::to_owned),
            score: 1.5,
        };
        let mut out = Vec::new();
        run("q 1", &[one(Some("n4")), one(Some("n 4\u{1b}")), one(None)], form, &mut out)
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn trec() {
        let expected = "q_1 Q0 n4 1 1.500000 kiosque\n\
                        q_1 Q0 0000000000000007 2 1.500000 kiosque\n\
                        q_1 Q0 0000000000000007 3 1.500000 kiosque\n";
        assert_eq!(written(Runs::Trec), expected);
    }

    #[test]
    fn json() {
        let first = r#"{"type":"ranked","query":"q 1","rank":1,"id":"0000000000000007","number":"n4","score":1.5}"#;
        assert_eq!(written(Runs::Json).lines().next(), Some(first));
    }
}
