//! Answers to many queries: for retrieval tools and for scripts.

use super::json::escape;
use super::safe::is_unsafe;
use crate::search::Ranked;
use serde::Serialize;
use std::collections::HashSet;
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

/// Writes the answer to one query, of which so many articles were passed over.
pub fn run(
    query: &str,
    passed: usize,
    ranked: &[Ranked],
    form: Runs,
    out: &mut dyn Write,
) -> io::Result<()> {
    match form {
        Runs::Json => {
            for (rank, one) in (passed + 1..).zip(ranked) {
                let (id, number) = (one.id.to_string(), one.number.as_deref());
                let line = Line { query, rank, id, number, score: one.score };
                escape::line(&line, out)?;
            }
            Ok(())
        }
        Runs::Trec => trec(query, passed, ranked, out),
    }
}

/// Writes six columns, which are cut at spaces: a number that has some gives way to the
/// id, as does one that a terminal would obey, and one that a better article has too, for
/// a run names no document twice. Who evaluates a run goes by its scores, not by its ranks
/// and breaks ties as it likes: so each is printed a little under the one before.
fn trec(
    query: &str,
    passed: usize,
    ranked: &[Ranked],
    out: &mut dyn Write,
) -> io::Result<()> {
    const MILLION: f64 = 1e6;
    let is_column = |name: &&str| !name.is_empty() && !name.contains(breaks);
    let query = trec_query(query);
    let (mut named, mut last) = (HashSet::new(), f64::INFINITY);
    for (rank, one) in (passed + 1..).zip(ranked) {
        let number = one.number.as_deref().filter(is_column);
        let number = number.filter(|number| named.insert(*number));
        let name = number.map_or_else(|| one.id.to_string(), str::to_owned);
        last = (f64::from(one.score) * MILLION).round().min(last - 1.0);
        writeln!(out, "{query} Q0 {name} {rank} {:.6} kiosque", last / MILLION)?;
    }
    Ok(())
}

/// The name of a query as the first column of TREC has it.
pub fn trec_query(query: &str) -> String {
    query.replace(breaks, "_")
}

fn breaks(c: char) -> bool {
    c.is_whitespace() || is_unsafe(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;

    fn written(form: Runs) -> String {
        let one = |(number, score): (Option<&str>, f32)| Ranked {
            id: ArticleId(7),
            number: number.map(str::to_owned),
            score,
        };
        let names = [
            (Some("n4"), 1.500_000_2),
            (Some("n 4\u{1b}"), 1.499_999_9),
            (Some(""), 1.499_999_8),
            (Some("n4"), 1.0),
            (None, 1.0),
        ];
        let mut out = Vec::new();
        run("q 1", 2, &names.map(one), form, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn trec() {
        let expected = "q_1 Q0 n4 3 1.500000 kiosque\n\
                        q_1 Q0 0000000000000007 4 1.499999 kiosque\n\
                        q_1 Q0 0000000000000007 5 1.499998 kiosque\n\
                        q_1 Q0 0000000000000007 6 1.000000 kiosque\n\
                        q_1 Q0 0000000000000007 7 0.999999 kiosque\n";
        assert_eq!(written(Runs::Trec), expected);
    }

    #[test]
    fn json() {
        let first = r#"{"type":"ranked","query":"q 1","rank":3,"id":"0000000000000007","number":"n4","score":1.5000002}"#;
        assert_eq!(written(Runs::Json).lines().next(), Some(first));
    }
}
