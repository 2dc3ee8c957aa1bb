//! A second look at the best articles: words of the query that stand close together
//! tell more than the same words far apart.

use super::Ranking;
use super::collect::Ranked;
use super::compile::Compiled;
use super::postings::MergedPostings;
use super::weigh::{Collection, Norms, WordWeight, saturated};
use crate::index::Fields;
use tantivy::{DocId, Searcher};

/// Articles that get a second look.
pub(super) const DEPTH: usize = 200;

/// Words that make a query long.
const LONG: usize = 5;

/// How far apart in the query two words may be to be expected together.
const NEIGHBOURS: usize = 2;

/// Adds what closeness is worth to the best articles and puts them in order again.
pub(super) fn rerank(
    best: &mut [Ranked],
    compiled: &Compiled,
    searcher: &Searcher,
    fields: &Fields,
    ranking: Ranking,
) -> tantivy::Result<()> {
    let collection = Collection::of(searcher, fields, ranking)?;
    let numbers: Vec<usize> = (0..compiled.words.len())
        .filter(|number| compiled.words[*number].weight > 0.0)
        .collect();
    if numbers.len() < 2 {
        return Ok(());
    }
    let weights: Vec<WordWeight> = numbers
        .iter()
        .map(|number| WordWeight::of(&compiled.words[*number], &collection, fields.title))
        .collect();
    let weight = ranking.close[usize::from(numbers.len() >= LONG)];
    let depth = best.len().min(DEPTH);
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        let mut docs: Vec<(DocId, usize)> = (0..depth)
            .filter(|at| best[*at].address.segment_ord as usize == ordinal)
            .map(|at| (best[at].address.doc_id, at))
            .collect();
        docs.sort_unstable();
        if docs.is_empty() {
            continue;
        }
        let norms = Norms::open(segment, fields, &collection)?;
        let mut words = Vec::new();
        for number in &numbers {
            let word = &compiled.words[*number];
            let mut channels = Vec::new();
            for (field, forms) in word.fields.iter().zip(&word.segments[ordinal]) {
                let inverted = segment.inverted_index(*field)?;
                channels.push((*field, MergedPostings::open(inverted, forms.clone())?));
            }
            words.push(channels);
        }
        for (doc, at) in docs {
            let closeness =
                closeness(&mut words, doc, &weights, norms.whole(doc), fields, &ranking)?;
            let ranked = best[at];
            best[at] = ranked.with_score(ranked.score + weight * closeness);
        }
    }
    best[..depth].sort_unstable();
    Ok(())
}

type Channels = Vec<(tantivy::schema::Field, MergedPostings)>;

/// For each pair of neighbouring words, how often and how close they stand together,
/// read as BM25 reads a frequency.
fn closeness(
    words: &mut [Channels],
    doc: DocId,
    weights: &[WordWeight],
    norm: f32,
    fields: &Fields,
    ranking: &Ranking,
) -> tantivy::Result<f32> {
    let mut together = vec![[0.0_f32; NEIGHBOURS]; words.len()];
    for field in [fields.title, fields.standfirst, fields.body] {
        let mut positions = vec![Vec::new(); words.len()];
        for (channels, positions) in words.iter_mut().zip(&mut positions) {
            for (here, channel) in channels {
                if *here == field {
                    channel.positions(doc, positions)?;
                }
            }
        }
        for one in 0..positions.len() {
            for (apart, sum) in together[one].iter_mut().enumerate() {
                if let Some(other) = positions.get(one + apart + 1) {
                    *sum += nearness(&positions[one], other);
                }
            }
        }
    }
    let mut score = 0.0;
    for (one, sums) in together.iter().enumerate() {
        for (apart, sum) in sums.iter().enumerate() {
            if *sum > 0.0 {
                let rarity = weights[one].rarity().min(weights[one + apart + 1].rarity());
                score += rarity * saturated(*sum, norm, ranking);
            }
        }
    }
    Ok(score)
}

/// Sum over the mentions of one word of the inverse of the distance to the nearest
/// mention of the other.
fn nearness(one: &[u32], other: &[u32]) -> f32 {
    let mut sum = 0.0;
    for at in one {
        let next = other.partition_point(|there| there < at);
        let after = other.get(next).map(|there| there - at);
        let before = next.checked_sub(1).map(|last| at - other[last]);
        let nearest =
            after.into_iter().chain(before).filter(|distance| *distance > 0).min();
        if let Some(distance) = nearest {
            #[allow(clippy::cast_precision_loss, reason = "distances are small")]
            let distance = distance as f32;
            sum += 1.0 / distance;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearness_looks_both_ways() {
        let close = |one: &[u32], other: &[u32]| nearness(one, other);
        assert!((close(&[3], &[4]) - 1.0).abs() < 1e-6);
        assert!((close(&[3], &[1, 7]) - 0.5).abs() < 1e-6);
        assert!((close(&[3], &[3]) - 0.0).abs() < 1e-6);
        assert!((close(&[1, 10], &[2]) - 1.125).abs() < 1e-6);
    }
}
