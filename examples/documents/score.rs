//! How close a text is to what it should be.

use std::collections::HashMap;

/// Shares from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Score {
    /// Of words, whatever their order.
    pub(crate) f1: f64,
    /// Of the order.
    pub(crate) order: f64,
}

impl Score {
    /// The mean of several.
    #[allow(clippy::cast_precision_loss, reason = "a few files")]
    pub(crate) fn mean(scores: &[Self]) -> Option<Self> {
        let mean = |of: fn(&Self) -> f64| {
            scores.iter().map(of).sum::<f64>() / scores.len() as f64
        };
        let any = !scores.is_empty();
        any.then(|| Self { f1: mean(|one| one.f1), order: mean(|one| one.order) })
    }
}

/// The words of a text, in lower case, cut words joined.
pub(crate) fn words(text: &str) -> Vec<String> {
    let text = text.replace("-\n", "").replace(['’', '\u{2019}'], "'").to_lowercase();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The score of what was found.
#[allow(clippy::cast_precision_loss, reason = "words of a page")]
pub(crate) fn score(expected: &[String], found: &[String]) -> Score {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in expected {
        *left.entry(word).or_default() += 1;
    }
    let mut same = 0;
    for word in found {
        if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            same += 1;
        }
    }
    let both = (expected.len() + found.len()).max(1) as f64;
    Score {
        f1: f64::from(2 * same) / both,
        order: 2.0 * common(expected, found) as f64 / both,
    }
}

/// Words of the longest common subsequence.
fn common(one: &[String], other: &[String]) -> usize {
    let mut row = vec![0_usize; other.len() + 1];
    for word in one {
        let mut corner = 0;
        for (at, found) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == found { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    row[other.len()]
}
