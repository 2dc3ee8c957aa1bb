//! What the positions of a query's words tell of an article, beyond how many there are:
//! words close together, words that open the article, words gathered in one passage.
//!
//! Positions are those of one part of its text, a sorted list for each word of the query.

/// How often and how close a word stands to another: the sum over its mentions of the
/// inverse of the square of the distance to the nearest mention of the other.
pub(super) fn nearness(one: &[u32], other: &[u32]) -> f32 {
    let (mut sum, mut next) = (0.0, 0);
    for at in one {
        while other.get(next).is_some_and(|there| there < at) {
            next += 1;
        }
        let after = other.get(next).map(|there| there - at);
        let before = next.checked_sub(1).map(|last| at - other[last]);
        let nearest =
            after.into_iter().chain(before).filter(|distance| *distance > 0).min();
        if let Some(distance) = nearest {
            #[allow(clippy::cast_precision_loss, reason = "distances are small")]
            let distance = distance as f32;
            sum += 1.0 / (distance * distance);
        }
    }
    sum
}

/// Mentions of a word, each for the more the sooner it comes: whole for the first word of
/// the part, which stands at `start`, half at `reach` words from there.
pub(super) fn soon(positions: &[u32], start: u32, reach: f32) -> f32 {
    #[allow(clippy::cast_precision_loss, reason = "a rough measure")]
    let far = positions.iter().map(|at| (at - start) as f32 / reach);
    far.map(|far| 1.0 / (1.0 + far * far)).sum()
}

/// Looks for the passage that gathers the most; kept from one article to the next for
/// its memory.
#[derive(Default)]
pub(super) struct Passages {
    /// Every mention, in order, and the number of its word.
    mentions: Vec<(u32, usize)>,
    /// Mentions of each word in the passage at hand.
    inside: Vec<u32>,
}

impl Passages {
    /// The most that one passage of `words` words gathers: the sum of the rarities of the
    /// different words of the query in it.
    pub(super) fn best<'a>(
        &mut self,
        positions: impl Iterator<Item = &'a [u32]>,
        rarities: &[f32],
        words: u32,
    ) -> f32 {
        let Self { mentions, inside } = self;
        mentions.clear();
        for (word, list) in positions.enumerate() {
            mentions.extend(list.iter().map(|at| (*at, word)));
        }
        let [(_, first_word), .., (_, last_word)] = mentions.as_slice() else {
            return mentions.first().map_or(0.0, |(_, word)| rarities[*word]);
        };
        if first_word == last_word {
            return rarities[*first_word];
        }
        mentions.sort_unstable();
        inside.clear();
        inside.resize(rarities.len(), 0);
        let (mut first, mut gathered, mut best) = (0, 0.0_f32, 0.0_f32);
        let mut missing = rarities.len();
        for (at, word) in &*mentions {
            inside[*word] += 1;
            if inside[*word] == 1 {
                gathered += rarities[*word];
                missing -= 1;
            }
            while at - mentions[first].0 >= words {
                let left = mentions[first].1;
                inside[left] -= 1;
                if inside[left] == 0 {
                    gathered -= rarities[left];
                    missing += 1;
                }
                first += 1;
            }
            if missing == 0 {
                return rarities.iter().sum(); // no other gathers more
            }
            best = best.max(gathered);
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(found: f32, expected: f32) {
        assert!((found - expected).abs() < 1e-5, "{found} is not {expected}");
    }

    #[test]
    fn nearness_looks_both_ways() {
        close(nearness(&[3], &[4]), 1.0);
        close(nearness(&[3], &[1, 7]), 0.25);
        close(nearness(&[3], &[3]), 0.0);
        close(nearness(&[1, 10], &[2]), 1.0 + 1.0 / 64.0);
    }

    #[test]
    fn words_that_come_soon_are_worth_more() {
        close(soon(&[0], 0, 40.0), 1.0);
        close(soon(&[9, 49, 89], 9, 40.0), 1.0 + 0.5 + 0.2);
        close(soon(&[], 0, 40.0), 0.0);
    }

    #[test]
    fn a_passage_counts_each_word_once() {
        let positions: [&[u32]; 3] = [&[0, 1, 50], &[45], &[90]];
        let mut passages = Passages::default();
        let mut best = |rarities: &[f32], words| {
            passages.best(positions.into_iter().take(rarities.len()), rarities, words)
        };
        close(best(&[1.0, 2.0, 4.0], 10), 4.0);
        close(best(&[1.0, 2.0, 3.0], 10), 3.0);
        close(best(&[1.0, 2.0, 4.0], 46), 7.0);
        close(best(&[], 10), 0.0);
    }
}
