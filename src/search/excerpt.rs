//! Passages: the sentences of an article that show the query's words best.

use super::marks::{MarkedPart, Part};
use super::response::{Mark, Passage};
use std::collections::HashSet;
use std::ops::Range;

/// Bytes that a passage has at most; a longer sentence is cut around its marks.
const LONGEST: usize = 420;

/// Bytes under which a sentence takes the next one along.
const SHORT: usize = 120;

/// A sentence of the article.
struct Sentence<'a> {
    part: &'a MarkedPart<'a>,
    range: Range<usize>,
    /// Marks inside, as bytes of the part.
    marks: &'a [(Mark, usize)],
    taken: bool,
}

/// Cuts at most `limit` passages out of an article, best first. `rarity` says how much
/// each word of the query tells. An article without any mark gives its opening.
pub(super) fn passages(
    parts: &[MarkedPart],
    rarity: &[f32],
    limit: usize,
) -> Vec<Passage> {
    let mut sentences: Vec<_> = parts
        .iter()
        .filter(|part| match part.part {
            Part::Title => false,
            Part::Kicker => !part.marks.is_empty(),
            Part::Standfirst | Part::Paragraph(_) => true,
        })
        .flat_map(sentences)
        .collect();
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    while found.len() < limit {
        let Some(best) = best_of(&sentences, rarity, &seen) else { break };
        seen.extend(sentences[best].marks.iter().map(|(_, word)| *word));
        found.push(passage(&mut sentences, best));
    }
    if found.is_empty() && limit > 0 && !sentences.is_empty() {
        found.push(passage(&mut sentences, 0));
    }
    found
}

fn sentences<'a>(part: &'a MarkedPart<'a>) -> impl Iterator<Item = Sentence<'a>> {
    let ends = part.sentences.iter().skip(1).copied().chain([part.text.len()]);
    part.sentences.iter().zip(ends).map(move |(&start, end)| {
        let from = part.marks.partition_point(|(mark, _)| mark.0 < start);
        let to = part.marks.partition_point(|(mark, _)| mark.0 < end);
        Sentence { part, range: start..end, marks: &part.marks[from..to], taken: false }
    })
}

/// The sentence that tells most: words not shown yet count full, the others a tenth.
fn best_of(
    sentences: &[Sentence],
    rarity: &[f32],
    seen: &HashSet<usize>,
) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for (at, sentence) in sentences.iter().enumerate() {
        if sentence.taken || sentence.marks.is_empty() {
            continue;
        }
        let mut words: Vec<usize> =
            sentence.marks.iter().map(|(_, word)| *word).collect();
        let mentions = words.len();
        words.sort_unstable();
        words.dedup();
        #[allow(clippy::cast_precision_loss, reason = "a few marks")]
        let mut score = 0.01 * mentions as f32;
        for word in words {
            let told = rarity.get(word).copied().unwrap_or(0.0).max(0.01);
            score += if seen.contains(&word) { 0.1 * told } else { told };
        }
        if best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// Takes a sentence, and the next one of the paragraph when it is short.
fn passage(sentences: &mut [Sentence], at: usize) -> Passage {
    let part = sentences[at].part;
    let mut range = sentences[at].range.clone();
    sentences[at].taken = true;
    if let Some(next) = sentences.get_mut(at + 1)
        && range.len() < SHORT
        && std::ptr::eq(next.part, part)
        && range.len() + next.range.len() <= LONGEST
        && !next.taken
    {
        range.end = next.range.end;
        next.taken = true;
    }
    let marks = part.marks.iter().map(|(mark, _)| *mark);
    let marks: Vec<Mark> =
        marks.filter(|mark| range.start <= mark.0 && mark.1 <= range.end).collect();
    let range = trimmed(part.text, shortened(part.text, range, &marks));
    cut_out(part, range, &marks)
}

/// At most [`LONGEST`] bytes, cut between words, with as many marks as possible.
fn shortened(text: &str, range: Range<usize>, marks: &[Mark]) -> Range<usize> {
    if range.len() <= LONGEST {
        return range;
    }
    let room = LONGEST * 3 / 4;
    let inside = |at: &usize| {
        let end = marks[*at].0 + room;
        marks.partition_point(|mark| mark.1 <= end).saturating_sub(*at)
    };
    let most = (0..marks.len()).rev().max_by_key(inside); // the first of equals
    let first = most.map_or(range.start, |at| marks[at].0);
    let start = first.saturating_sub(LONGEST / 4).max(range.start);
    let start = word_border(text, start, range.start);
    let end = text.floor_char_boundary((start + LONGEST).min(range.end));
    let end = if end == range.end { end } else { word_border(text, end, start) };
    let end =
        end.max(marks.iter().find(|mark| mark.0 == first).map_or(end, |mark| mark.1));
    start..end
}

/// The last space at or before `at`, but not before `from`.
fn word_border(text: &str, at: usize, from: usize) -> usize {
    let at = text.floor_char_boundary(at);
    if at == from {
        return at;
    }
    text[from..at].rfind(char::is_whitespace).map_or(from, |space| from + space)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

/// The passage itself; « … » says that a sentence was cut.
fn cut_out(part: &MarkedPart, range: Range<usize>, marks: &[Mark]) -> Passage {
    let starts_inside = !part.sentences.contains(&range.start)
        && part.text[..range.start].trim_end().len() > last_start(part, range.start);
    let ends_inside = {
        let rest = part.text[range.end..].trim_start();
        let next = part.text.len() - rest.len();
        !rest.is_empty() && !part.sentences.contains(&next)
    };
    let before = if starts_inside { "… " } else { "" };
    let after = if ends_inside { " …" } else { "" };
    let text = format!("{before}{}{after}", &part.text[range.clone()]);
    let moved = |at: usize| at - range.start + before.len();
    let marks = marks
        .iter()
        .filter(|mark| range.start <= mark.0 && mark.1 <= range.end)
        .map(|mark| Mark(moved(mark.0), moved(mark.1)))
        .collect();
    let paragraph = match part.part {
        Part::Paragraph(number) => Some(number),
        Part::Title | Part::Kicker | Part::Standfirst => None,
    };
    Passage { text, marks, paragraph }
}

/// Where the sentence that holds byte `at` begins.
fn last_start(part: &MarkedPart, at: usize) -> usize {
    let after = part.sentences.partition_point(|start| *start <= at);
    part.sentences[after.saturating_sub(1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part<'a>(text: &'a str, sentences: &[usize], words: &[&str]) -> MarkedPart<'a> {
        let mut marks: Vec<_> = words
            .iter()
            .enumerate()
            .flat_map(|(number, word)| {
                text.match_indices(word)
                    .map(move |(at, word)| (Mark(at, at + word.len()), number))
            })
            .collect();
        marks.sort_unstable();
        MarkedPart {
            part: Part::Paragraph(3),
            text,
            sentences: sentences.to_vec(),
            marks,
        }
    }

    fn shown(passage: &Passage) -> Vec<&str> {
        passage.marks.iter().map(|mark| &passage.text[mark.0..mark.1]).collect()
    }

    #[test]
    fn the_sentence_with_most_words_comes_first() {
        let long = "Le ministre, interrogé hier soir sur les retards du chantier, a répondu \
                    sans détour devant les élus réunis à la préfecture. ";
        let text = format!("{long}Le nuage souverain grandit. Fin.");
        let parts = [part(&text, &[0, long.len()], &["nuage", "souverain", "élus"])];
        let found = passages(&parts, &[1.0, 1.0, 1.0], 3);
        assert_eq!(shown(&found[0]), ["nuage", "souverain"]);
        assert_eq!(shown(&found[1]), ["élus"]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].paragraph, Some(3));
        assert_eq!(found[1].text, long.trim_end());
    }

    #[test]
    fn a_long_sentence_is_cut_around_its_marks() {
        let text = format!("{} été nuage {}", "là ".repeat(300), "où ".repeat(300));
        let parts = [part(&text, &[0], &["nuage"])];
        let found = passages(&parts, &[1.0], 2);
        assert_eq!(found.len(), 1);
        assert_eq!(shown(&found[0]), ["nuage"]);
        assert!(found[0].text.len() <= LONGEST + 8);
        assert!(found[0].text.starts_with("… là") && found[0].text.ends_with("où …"));
    }

    #[test]
    fn without_marks_the_opening_is_shown() {
        let parts = [part("Il pleut. Fin.", &[0, 10], &["absent"])];
        let found = passages(&parts, &[1.0], 2);
        assert_eq!(found[0].text, "Il pleut. Fin.");
        assert!(found[0].marks.is_empty());
    }
}
