//! Whether a difference is more than luck: paired bootstrap over the queries.

use super::measure::Figures;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Samples drawn.
const SAMPLES: u64 = 10_000;

/// The mean difference in nDCG@10 and its interval at 95 %.
pub(crate) fn compare(
    now: &BTreeMap<String, Figures>,
    before: &BTreeMap<String, f64>,
) -> String {
    let differences: Vec<f64> = now
        .iter()
        .filter_map(|(id, figures)| Some(figures.ndcg - before.get(id)?))
        .collect();
    let count = differences.len();
    if count == 0 {
        return "no query in common".to_owned();
    }
    let mean = differences.iter().sum::<f64>() / count as f64;
    let mut means: Vec<f64> = (0..SAMPLES)
        .map(|sample| {
            let sum: f64 =
                (0..count).map(|at| differences[draw(sample, at) as usize % count]).sum();
            sum / count as f64
        })
        .collect();
    means.sort_by(f64::total_cmp);
    let at = |share: usize| means[means.len() * share / 1000];
    format!(
        "difference={mean:+.4}\tinterval=[{:+.4}, {:+.4}]\tqueries={count}",
        at(25),
        at(975)
    )
}

/// A number that looks drawn by lot, always the same for the same sample and place.
fn draw(sample: u64, at: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    (sample, at).hash(&mut hasher);
    hasher.finish()
}
