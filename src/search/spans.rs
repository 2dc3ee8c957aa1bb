//! The algebra of positions: where in a field a phrase, a window or a sentence matches.
//!
//! Positions are those of the index: words counted from 0 in each field. The same code
//! finds articles (positions read from postings) and marks words in them (positions
//! read from the text).

use crate::query::Unit;
use std::borrow::Cow;

/// A match: first and last position, and the positions of the words that make it, or
/// another match of the same extent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub first: u32,
    pub last: u32,
    /// Sorted; none where they are not [told](FieldView::told).
    pub words: Vec<u32>,
}

/// What a match is made of; leaves are numbered as the words of a plan.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// The word of this number.
    Word(usize),
    /// Any of these.
    Any(Vec<Shape>),
    /// See [`super::plan::Place::Near`].
    Near { parts: Vec<Shape>, words: u32, ordered: bool },
    /// See [`super::plan::Place::Same`].
    Same { parts: Vec<Shape>, unit: Unit },
}

/// One field of one article.
pub(super) struct FieldView<'a> {
    /// Positions of each word of the shape, sorted.
    pub words: &'a [Vec<u32>],
    /// First positions of sentences, but for the first one; sorted.
    pub sentences: &'a [u32],
    /// First positions of paragraphs, but for the first one; sorted.
    pub paragraphs: &'a [u32],
    /// Whether matches must name their words; extents alone are found sooner.
    pub told: bool,
}

impl<'a> FieldView<'a> {
    /// First positions of units, but for the first one.
    fn starts(&self, unit: Unit) -> &'a [u32] {
        match unit {
            Unit::Sentence => self.sentences,
            Unit::Paragraph => self.paragraphs,
        }
    }
}

/// All matches of `shape` in a field, sorted, one for each extent.
pub(super) fn spans(shape: &Shape, view: &FieldView) -> Vec<Span> {
    let found = match shape {
        Shape::Word(number) => return word_spans(&view.words[*number], view.told),
        Shape::Any(parts) => parts.iter().flat_map(|part| spans(part, view)).collect(),
        Shape::Near { parts, words, ordered: true } => {
            return in_order(parts, *words, view);
        }
        Shape::Near { parts, words, ordered: false } => any_order(parts, *words, view),
        Shape::Same { parts, unit } => together(parts, *unit, view),
    };
    merged(found)
}

/// Whether there is a match at all; the usual shapes, of words and of alternatives
/// between words, are answered without listing any.
pub(super) fn exists(shape: &Shape, view: &FieldView) -> bool {
    match shape {
        Shape::Word(number) => !view.words[*number].is_empty(),
        Shape::Any(parts) => parts.iter().any(|part| exists(part, view)),
        Shape::Near { parts, words: gap, ordered } => {
            match leaves(parts, view).as_deref() {
                Some(lists) if *ordered => is_chain(lists, *gap),
                Some([one, other]) => {
                    is_before(one, other, *gap) || is_before(other, one, *gap)
                }
                _ => !spans(shape, view).is_empty(),
            }
        }
        Shape::Same { parts, unit } => match leaves(parts, view).as_deref() {
            Some([one, other]) => share_a_unit(one, other, view.starts(*unit)),
            _ => !spans(shape, view).is_empty(),
        },
    }
}

/// The positions of each part, when all of them are words or alternatives of words.
fn leaves<'a>(parts: &[Shape], view: &FieldView<'a>) -> Option<Vec<Cow<'a, [u32]>>> {
    parts
        .iter()
        .map(|part| match part {
            Shape::Word(number) => Some(Cow::Borrowed(view.words[*number].as_slice())),
            Shape::Any(parts) => {
                let mut all = Vec::new();
                for part in parts {
                    let Shape::Word(number) = part else { return None };
                    all.extend_from_slice(&view.words[*number]);
                }
                all.sort_unstable();
                all.dedup();
                Some(Cow::Owned(all))
            }
            Shape::Near { .. } | Shape::Same { .. } => None,
        })
        .collect()
}

/// Whether one position of each list follows one of the list before, with at most `gap`
/// words between.
fn is_chain(lists: &[Cow<[u32]>], gap: u32) -> bool {
    if let [one, other] = lists {
        return is_before(one, other, gap);
    }
    let mut reached = lists[0].to_vec();
    for list in &lists[1..] {
        let follows = |at: &&u32| {
            let before = reached.partition_point(|one| one < *at);
            before > 0 && *at - reached[before - 1] - 1 <= gap
        };
        reached = list.iter().filter(follows).copied().collect();
    }
    !reached.is_empty()
}

/// Whether two different positions, one of each list, are in one unit.
fn share_a_unit(one: &[u32], other: &[u32], starts: &[u32]) -> bool {
    one.iter().any(|at| {
        let number = starts.partition_point(|start| start <= at);
        let from = if number == 0 { 0 } else { starts[number - 1] };
        let to = starts.get(number).copied().unwrap_or(u32::MAX);
        let first = other.partition_point(|there| *there < from);
        other[first..].iter().take_while(|there| **there < to).any(|there| there != at)
    })
}

/// Whether one of `second` follows one of `first` with at most `gap` words between.
fn is_before(first: &[u32], second: &[u32], gap: u32) -> bool {
    let mut next = second.iter().peekable();
    for at in first {
        while next.next_if(|follower| *follower <= at).is_some() {}
        match next.peek() {
            None => return false,
            Some(&&follower) if follower - at - 1 <= gap => return true,
            Some(_) => {}
        }
    }
    false
}

fn word_spans(positions: &[u32], told: bool) -> Vec<Span> {
    let words = |at: u32| if told { vec![at] } else { Vec::new() };
    positions.iter().map(|&at| Span { first: at, last: at, words: words(at) }).collect()
}

/// One span for each extent, with the words of all that have it.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let same = (next.first, next.last) == (kept.first, kept.last);
        if same {
            kept.words.append(&mut next.words);
            kept.words.sort_unstable();
            kept.words.dedup();
        }
        same
    });
    spans
}

/// Each part after the one before, at most `gap` words between neighbours.
fn in_order(parts: &[Shape], gap: u32, view: &FieldView) -> Vec<Span> {
    let mut found = spans(&parts[0], view);
    for part in &parts[1..] {
        if found.is_empty() {
            return found;
        }
        let next = spans(part, view);
        let mut longer = Vec::new();
        for before in &found {
            let from = next.partition_point(|span| span.first <= before.last);
            for after in &next[from..] {
                if after.first - before.last - 1 > gap {
                    break;
                }
                longer.push(joined(&[before, after]));
            }
        }
        found = merged(longer);
    }
    found
}

/// One match of each part, none overlapping another, at most `gap` words of the whole
/// window belonging to none.
fn any_order(parts: &[Shape], gap: u32, view: &FieldView) -> Vec<Span> {
    let all: Vec<Vec<Span>> = parts.iter().map(|part| spans(part, view)).collect();
    let length = |span: &Span| span.last - span.first + 1;
    let longest: u32 =
        all.iter().map(|list| list.iter().map(length).max().unwrap_or(0)).sum();
    let reach = gap.saturating_add(longest);
    let mut found = Vec::new();
    for first in &all[0] {
        let mut lists = vec![std::slice::from_ref(first)];
        lists.extend(all[1..].iter().map(|list| {
            let from = list
                .partition_point(|span| span.first < first.first.saturating_sub(reach));
            let to = list
                .partition_point(|span| span.first <= first.first.saturating_add(reach));
            &list[from..to]
        }));
        choose(&lists, &mut Vec::new(), &mut |chosen| {
            let whole = joined(chosen);
            let taken: u32 = chosen.iter().map(|span| length(span)).sum();
            if length(&whole) - taken <= gap {
                found.push(whole);
            }
        });
    }
    found
}

/// One match of each part, none overlapping another, all in one unit.
fn together(parts: &[Shape], unit: Unit, view: &FieldView) -> Vec<Span> {
    let starts = view.starts(unit);
    let all: Vec<Vec<Span>> = parts.iter().map(|part| spans(part, view)).collect();
    let mut found = Vec::new();
    let mut done = 0;
    for first in &all[0] {
        if first.first < done {
            continue; // its unit is done
        }
        let number = starts.partition_point(|start| *start <= first.first);
        let from = if number == 0 { 0 } else { starts[number - 1] };
        let to = starts.get(number).copied().unwrap_or(u32::MAX);
        let inside = |list: &Vec<Span>| -> Vec<Span> {
            let low = list.partition_point(|span| span.first < from);
            let high = list.partition_point(|span| span.first < to);
            list[low..high].iter().filter(|span| span.last < to).cloned().collect()
        };
        let lists: Vec<Vec<Span>> = all.iter().map(inside).collect();
        let lists: Vec<&[Span]> = lists.iter().map(Vec::as_slice).collect();
        choose(&lists, &mut Vec::new(), &mut |chosen| found.push(joined(chosen)));
        done = to;
    }
    found
}

/// Every way to take one span of each list, none overlapping another.
fn choose<'a>(
    lists: &[&'a [Span]],
    chosen: &mut Vec<&'a Span>,
    take: &mut impl FnMut(&[&'a Span]),
) {
    let Some(list) = lists.get(chosen.len()) else { return take(chosen) };
    for span in *list {
        if chosen.iter().any(|other| span.first <= other.last && other.first <= span.last)
        {
            continue;
        }
        chosen.push(span);
        choose(lists, chosen, take);
        chosen.pop();
    }
}

fn joined(spans: &[&Span]) -> Span {
    let first = spans.iter().map(|span| span.first).min().expect("at least one span");
    let last = spans.iter().map(|span| span.last).max().expect("at least one span");
    let mut words: Vec<u32> =
        spans.iter().flat_map(|span| &span.words).copied().collect();
    words.sort_unstable();
    words.dedup();
    Span { first, last, words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Matches in a text of one-letter words: `.` ends a sentence, `/` a paragraph.
    fn found(shape: &Shape, text: &str) -> Vec<(u32, u32)> {
        let (mut words, mut sentences, mut paragraphs) =
            (vec![vec![]; 4], vec![], vec![]);
        let mut at = 0;
        for letter in text.chars() {
            match letter {
                '.' => sentences.push(at),
                '/' => {
                    sentences.push(at);
                    paragraphs.push(at);
                }
                _ => {
                    if let Some(number) = "abcd".find(letter) {
                        words[number].push(at);
                    }
                    at += 1;
                }
            }
        }
        let view = FieldView {
            words: &words,
            sentences: &sentences,
            paragraphs: &paragraphs,
            told: true,
        };
        assert_eq!(exists(shape, &view), !spans(shape, &view).is_empty());
        let untold = FieldView { told: false, ..view };
        assert_eq!(spans(shape, &untold).len(), spans(shape, &view).len());
        spans(shape, &view).iter().map(|span| (span.first, span.last)).collect()
    }

    fn near(words: u32, ordered: bool, numbers: &[usize]) -> Shape {
        let parts = numbers.iter().map(|number| Shape::Word(*number)).collect();
        Shape::Near { parts, words, ordered }
    }

    fn same(unit: Unit) -> Shape {
        Shape::Same { parts: vec![Shape::Word(0), Shape::Word(1)], unit }
    }

    #[test]
    fn phrases_and_ordered_windows() {
        assert_eq!(found(&near(0, true, &[0, 1]), "abxba"), [(0, 1)]);
        assert_eq!(found(&near(1, true, &[0, 1]), "axbxxb"), [(0, 2)]);
        assert_eq!(found(&near(0, true, &[0, 0]), "aaxa"), [(0, 1)]);
        assert_eq!(found(&near(0, true, &[0, 1, 2]), "ababc"), [(2, 4)]);
    }

    #[test]
    fn unordered_windows_count_what_is_between() {
        assert_eq!(found(&near(0, false, &[0, 1]), "baxab"), [(0, 1), (3, 4)]);
        assert_eq!(found(&near(1, false, &[0, 1]), "bxa"), [(0, 2)]);
        assert_eq!(found(&near(0, false, &[0, 1]), "bxa"), []);
        assert_eq!(found(&near(1, false, &[0, 1, 2]), "cxba"), [(0, 3)]);
        assert_eq!(found(&near(5, false, &[0, 0]), "a"), []);
    }

    #[test]
    fn sentences_and_paragraphs() {
        assert_eq!(found(&same(Unit::Sentence), "ax.b"), []);
        assert_eq!(found(&same(Unit::Paragraph), "ax.b"), [(0, 2)]);
        assert_eq!(found(&same(Unit::Paragraph), "ax/b"), []);
        assert_eq!(found(&same(Unit::Sentence), "a.xb/a"), []);
        assert_eq!(found(&same(Unit::Sentence), "x.bxa.a"), [(1, 3)]);
    }

    #[test]
    fn windows_of_windows() {
        let inner = near(0, true, &[0, 1]);
        let parts = vec![inner, Shape::Any(vec![Shape::Word(2), Shape::Word(3)])];
        let outer = Shape::Near { parts, words: 1, ordered: false };
        assert_eq!(found(&outer, "cxabxxd"), [(0, 3)]);
    }

    /// A word, or words linked by any operator.
    fn shape() -> impl Strategy<Value = Shape> {
        let word = (0_usize..4).prop_map(Shape::Word);
        word.prop_recursive(2, 12, 3, |part| {
            let parts = prop::collection::vec(part, 2..4);
            prop_oneof![
                parts.clone().prop_map(Shape::Any),
                (parts.clone(), 0_u32..3, any::<bool>()).prop_map(
                    |(parts, words, ordered)| Shape::Near { parts, words, ordered }
                ),
                (parts, prop_oneof![Just(Unit::Sentence), Just(Unit::Paragraph)])
                    .prop_map(|(parts, unit)| Shape::Same { parts, unit }),
            ]
        })
    }

    proptest! {
        #[test]
        fn to_exist_is_to_have_a_match(shape in shape(), text in "[abcdx]{1,4}([./][abcdx]{1,3}){0,3}") {
            found(&shape, &text); // asserts it
        }
    }
}
