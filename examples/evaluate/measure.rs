//! The usual figures of retrieval, as `trec_eval` computes them.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt;

/// Which documents answer each query, with their grades above 0.
pub(crate) struct Judgements(HashMap<String, HashMap<String, f64>>);

/// Figures of one query, or their means.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Figures {
    pub ndcg: f64,
    pub mrr: f64,
    pub recall: f64,
    pub success: f64,
}

impl Judgements {
    /// Reads BEIR's table: query, document, grade; one line of heads.
    pub(crate) fn read(path: &str) -> Result<Self, Box<dyn Error>> {
        let mut all: HashMap<String, HashMap<String, f64>> = HashMap::new();
        for line in std::fs::read_to_string(path)?.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            let [query, document, grade] = columns[..] else {
                return Err(format!("{path}: {line}").into());
            };
            let Ok(grade) = grade.parse::<f64>() else { continue };
            if grade > 0.0 {
                all.entry(query.into()).or_default().insert(document.into(), grade);
            }
        }
        Ok(Self(all))
    }

    pub(crate) fn has(&self, query: &str) -> bool {
        self.0.contains_key(query)
    }

    /// Figures of a run: documents, best first.
    pub(crate) fn figures(&self, query: &str, run: &[String]) -> Figures {
        let Some(relevant) = self.0.get(query) else { return Figures::default() };
        let gain = |(rank, grade): (usize, f64)| grade / (rank as f64 + 2.0).log2();
        let grade = |document: &String| relevant.get(document).copied().unwrap_or(0.0);
        let mut ideal: Vec<f64> = relevant.values().copied().collect();
        ideal.sort_by(|one, other| other.total_cmp(one));
        let best: f64 = ideal.into_iter().take(10).enumerate().map(gain).sum();
        let found: f64 = run.iter().take(10).map(grade).enumerate().map(gain).sum();
        let first = run.iter().take(10).position(|document| grade(document) > 0.0);
        let recalled =
            run.iter().take(100).filter(|document| grade(document) > 0.0).count();
        Figures {
            ndcg: found / best,
            mrr: first.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0)),
            recall: recalled as f64 / relevant.len() as f64,
            success: f64::from(u8::from(first == Some(0))),
        }
    }
}

/// Means over queries.
pub(crate) fn mean<'a>(all: impl Iterator<Item = &'a Figures>) -> Figures {
    let (mut sum, mut count) = (Figures::default(), 0.0);
    for one in all {
        sum.ndcg += one.ndcg;
        sum.mrr += one.mrr;
        sum.recall += one.recall;
        sum.success += one.success;
        count += 1.0;
    }
    Figures {
        ndcg: sum.ndcg / count,
        mrr: sum.mrr / count,
        recall: sum.recall / count,
        success: sum.success / count,
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ndcg, mrr, recall, success } = self;
        write!(out, "nDCG@10={ndcg:.4}\tMRR@10={mrr:.4}\t")?;
        write!(out, "Recall@100={recall:.4}\tSuccess@1={success:.4}")
    }
}

/// Keeps the nDCG@10 of each query.
pub(crate) fn store(
    path: &str,
    figures: &BTreeMap<String, Figures>,
) -> std::io::Result<()> {
    let line = |(id, one): (&String, &Figures)| format!("{id}\t{:.6}\n", one.ndcg);
    std::fs::write(path, figures.iter().map(line).collect::<String>())
}

/// Reads what [`store`] kept.
pub(crate) fn stored(path: &str) -> Result<BTreeMap<String, f64>, Box<dyn Error>> {
    let mut all = BTreeMap::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let (id, ndcg) = line.split_once('\t').ok_or("not a stored run")?;
        all.insert(id.to_owned(), ndcg.parse()?);
    }
    Ok(all)
}
