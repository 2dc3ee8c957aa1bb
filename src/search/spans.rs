//! The algebra of positions: where in a part of a text a phrase, a window or a sentence
//! matches.
//!
//! Positions are those of the index: words counted from 0 in each text. The same code
//! finds articles (positions read from postings) and marks words in them (positions
//! read from the text). Matches of single words are never listed ([`Lists`]); those of
//! windows inside windows are, each way to take one of each part.

use super::lists::{Bond, Lists};
use super::view::View;
use crate::query::Unit;
use std::borrow::Cow;

/// Ways to take one match of each part that are tried in one part of one article.
const WAYS: u32 = 1_000_000;

/// More than [`WAYS`].
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error(
    "a window inside a window has more than {WAYS} ways to match in one article: lower its distance, or leave out its most common words"
)]
pub struct TooMany;

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

/// Whether there is a match.
pub(super) fn exists(shape: &Shape, view: &View) -> Result<bool, TooMany> {
    match shape {
        Shape::Word(number) => Ok(!view.word(*number).is_empty()),
        Shape::Any(parts) => {
            parts.iter().try_fold(false, |found, part| Ok(found || exists(part, view)?))
        }
        Shape::Near { .. } | Shape::Same { .. } => match view.lists(shape) {
            Some(lists) => Ok(lists.is_matched()),
            None => Listing::new(view, false).any(shape),
        },
    }
}

/// How many extents have a match; those of single words are counted up to `enough`.
pub(super) fn count(shape: &Shape, view: &View, enough: usize) -> Result<usize, TooMany> {
    match view.lists(shape) {
        Some(lists) => Ok(lists.count(enough)),
        None => Ok(Listing::new(view, false).all(shape)?.len()),
    }
}

/// The positions of all matches, sorted.
pub(super) fn marked(shape: &Shape, view: &View) -> Result<Vec<u32>, TooMany> {
    if let Some(lists) = view.lists(shape) {
        return Ok(lists.marked());
    }
    let spans = Listing::new(view, true).all(shape)?;
    let mut marked: Vec<u32> = spans.into_iter().flat_map(|span| span.words).collect();
    marked.sort_unstable();
    marked.dedup();
    Ok(marked)
}

impl<'a> View<'a> {
    /// What a window or a sentence chooses from, when all its parts are words or
    /// alternatives of words.
    fn lists(&self, shape: &Shape) -> Option<Lists<'a>> {
        let (parts, bond) = match shape {
            Shape::Word(_) | Shape::Any(_) => return None,
            Shape::Near { parts, words, ordered: true } => (parts, Bond::InOrder(*words)),
            Shape::Near { parts, words, ordered: false } => {
                (parts, Bond::AnyOrder(*words))
            }
            Shape::Same { parts, unit } => (parts, Bond::Unit(self.starts(*unit))),
        };
        let mut lists: Vec<(Cow<[u32]>, usize)> = Vec::with_capacity(parts.len());
        for part in parts {
            let list = self.list(part)?;
            let mut known = lists.iter_mut();
            match known.find(|(known, _)| std::ptr::eq(known.as_ref(), list.as_ref())) {
                Some((_, wanted)) if !matches!(bond, Bond::InOrder(_)) => *wanted += 1,
                _ => lists.push((list, 1)),
            }
        }
        Some(Lists { lists, bond })
    }

    /// The positions of a word or of alternatives of words.
    fn list(&self, part: &Shape) -> Option<Cow<'a, [u32]>> {
        match part {
            Shape::Word(number) => Some(Cow::Borrowed(self.word(*number))),
            Shape::Any(parts) => {
                let mut all = Vec::new();
                for part in parts {
                    let Shape::Word(number) = part else { return None };
                    all.extend_from_slice(self.word(*number));
                }
                all.sort_unstable();
                all.dedup();
                Some(Cow::Owned(all))
            }
            Shape::Near { .. } | Shape::Same { .. } => None,
        }
    }
}

/// A match: first and last position, and the positions of the words that make it, or
/// another match of the same extent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    first: u32,
    last: u32,
    /// Sorted; none where only the existence of a match is asked.
    words: Vec<u32>,
}

impl Span {
    fn length(&self) -> u32 {
        self.last - self.first + 1
    }

    fn joined(spans: &[&Self]) -> Self {
        let first = spans.iter().map(|span| span.first).min();
        let last = spans.iter().map(|span| span.last).max();
        let (first, last) = first.zip(last).expect("at least one span");
        let mut words: Vec<u32> =
            spans.iter().flat_map(|span| &span.words).copied().collect();
        words.sort_unstable();
        words.dedup();
        Self { first, last, words }
    }
}

/// Why the listing of matches ends before its end.
enum Stop {
    /// One match is enough.
    Enough,
    TooMany,
}

impl From<Stop> for TooMany {
    fn from(_: Stop) -> Self {
        Self // the listing of all matches has never enough
    }
}

/// What is done with each match found.
type Take<'t> = &'t mut dyn FnMut(Span) -> Result<(), Stop>;

/// The listing of matches in one part, by trying all ways.
struct Listing<'a> {
    view: &'a View<'a>,
    /// Whether matches must name their words; extents alone are found sooner.
    told: bool,
    /// Ways tried so far.
    tried: u32,
}

impl<'a> Listing<'a> {
    fn new(view: &'a View<'a>, told: bool) -> Self {
        Self { view, told, tried: 0 }
    }

    /// Whether a window or a sentence has a match.
    fn any(&mut self, shape: &Shape) -> Result<bool, TooMany> {
        match self.ways(shape, &mut |_| Err(Stop::Enough)) {
            Ok(()) => Ok(false),
            Err(Stop::Enough) => Ok(true),
            Err(Stop::TooMany) => Err(TooMany),
        }
    }

    /// All matches, sorted, one for each extent.
    fn all(&mut self, shape: &Shape) -> Result<Vec<Span>, Stop> {
        let mut found = Vec::new();
        match shape {
            Shape::Word(number) => {
                let words = |at: u32| if self.told { vec![at] } else { Vec::new() };
                let positions = self.view.word(*number).iter();
                let spans =
                    positions.map(|&at| Span { first: at, last: at, words: words(at) });
                return Ok(spans.collect());
            }
            Shape::Any(parts) => {
                for part in parts {
                    found.append(&mut self.all(part)?);
                }
            }
            Shape::Near { .. } | Shape::Same { .. } => {
                self.ways(shape, &mut |span| {
                    found.push(span);
                    Ok(())
                })?;
            }
        }
        Ok(merged(found))
    }

    /// Calls `take` on each match of a window or a sentence.
    fn ways(&mut self, shape: &Shape, take: Take) -> Result<(), Stop> {
        match shape {
            Shape::Word(_) | Shape::Any(_) => {
                self.all(shape)?.into_iter().try_for_each(take)
            }
            Shape::Near { parts, words, ordered: true } => {
                let lists = self.lists(parts)?;
                self.in_order(lists, *words, take)
            }
            Shape::Near { parts, words, ordered: false } => {
                let lists = self.lists(parts)?;
                self.any_order(&lists, *words, take)
            }
            Shape::Same { parts, unit } => {
                let lists = self.lists(parts)?;
                self.together(&lists, self.view.starts(*unit), take)
            }
        }
    }

    fn lists(&mut self, parts: &[Shape]) -> Result<Vec<Vec<Span>>, Stop> {
        parts.iter().map(|part| self.all(part)).collect()
    }

    /// Counts a way.
    fn step(&mut self) -> Result<(), Stop> {
        self.tried += 1;
        if self.tried > WAYS { Err(Stop::TooMany) } else { Ok(()) }
    }

    /// Each part after the one before, at most `gap` words between neighbours.
    fn in_order(
        &mut self,
        lists: Vec<Vec<Span>>,
        gap: u32,
        take: Take,
    ) -> Result<(), Stop> {
        let mut lists = lists.into_iter();
        let mut found = lists.next().unwrap_or_default();
        for next in lists {
            let mut longer = Vec::new();
            for before in &found {
                let from = next.partition_point(|span| span.first <= before.last);
                for after in &next[from..] {
                    if after.first - before.last - 1 > gap {
                        break;
                    }
                    self.step()?;
                    longer.push(Span::joined(&[before, after]));
                }
            }
            found = merged(longer);
        }
        found.into_iter().try_for_each(take)
    }

    /// One match of each part, none overlapping another, at most `gap` words of the whole
    /// window belonging to none.
    fn any_order(&mut self, all: &[Vec<Span>], gap: u32, take: Take) -> Result<(), Stop> {
        let longest = |list: &Vec<Span>| list.iter().map(Span::length).max().unwrap_or(0);
        let longest: Vec<u32> = all.iter().map(longest).collect();
        let reach = gap.saturating_add(longest.iter().sum());
        let fits = |chosen: &[&Span]| {
            let first = chosen.iter().map(|span| span.first).min().unwrap_or(0);
            let last = chosen.iter().map(|span| span.last).max().unwrap_or(0);
            let taken: u32 = chosen.iter().map(|span| span.length()).sum();
            let to_come: u32 = longest[chosen.len()..].iter().sum();
            last - first < (taken + to_come).saturating_add(gap)
        };
        for first in &all[0] {
            let mut lists = vec![std::slice::from_ref(first)];
            lists.extend(all[1..].iter().map(|list| {
                let low = first.first.saturating_sub(reach);
                let from = list.partition_point(|span| span.first < low);
                let high = first.first.saturating_add(reach);
                &list[from..list.partition_point(|span| span.first <= high)]
            }));
            self.choose(&lists, &mut Vec::new(), &fits, take)?;
        }
        Ok(())
    }

    /// One match of each part, none overlapping another, all in one unit.
    fn together(
        &mut self,
        all: &[Vec<Span>],
        starts: &[u32],
        take: Take,
    ) -> Result<(), Stop> {
        let mut done = 0;
        for first in &all[0] {
            if first.first < done {
                continue; // its unit is done
            }
            let number = starts.partition_point(|start| *start <= first.first);
            let from = if number == 0 { 0 } else { starts[number - 1] };
            let to = starts.get(number).copied().unwrap_or(u32::MAX);
            let lists: Vec<&[Span]> = all
                .iter()
                .map(|list| {
                    let low = list.partition_point(|span| span.first < from);
                    &list[low..list.partition_point(|span| span.first < to)]
                })
                .collect();
            let fits = |chosen: &[&Span]| chosen.iter().all(|span| span.last < to);
            self.choose(&lists, &mut Vec::new(), &fits, take)?;
            done = to;
        }
        Ok(())
    }

    /// Every way to take one span of each list, none overlapping another, as long as
    /// what is chosen `fits`.
    fn choose<'s>(
        &mut self,
        lists: &[&'s [Span]],
        chosen: &mut Vec<&'s Span>,
        fits: &dyn Fn(&[&Span]) -> bool,
        take: Take,
    ) -> Result<(), Stop> {
        let Some(list) = lists.get(chosen.len()) else {
            return take(Span::joined(chosen));
        };
        for span in *list {
            self.step()?;
            let is_apart =
                |other: &&Span| other.last < span.first || span.last < other.first;
            if !chosen.iter().all(is_apart) {
                continue;
            }
            chosen.push(span);
            if fits(chosen) {
                self.choose(lists, chosen, fits, take)?;
            }
            chosen.pop();
        }
        Ok(())
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

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
        let view = View {
            words: &words,
            sentences: &sentences,
            paragraphs: &paragraphs,
            within: 0..u32::MAX,
        };
        let spans = Listing::new(&view, true).all(shape).ok().unwrap();
        assert_eq!(exists(shape, &view).unwrap(), !spans.is_empty());
        for enough in [1, 2, usize::MAX] {
            let counted = count(shape, &view, enough).unwrap();
            assert_eq!(counted.min(enough), spans.len().min(enough));
        }
        let words: BTreeSet<u32> =
            spans.iter().flat_map(|span| &span.words).copied().collect();
        assert_eq!(marked(shape, &view).unwrap(), Vec::from_iter(words));
        spans.iter().map(|span| (span.first, span.last)).collect()
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
            let parts = prop::collection::vec(part, 2..5);
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
        fn matches_of_words_are_those_that_listing_finds(shape in shape(), text in "[abcdx]{1,4}([./][abcdx]{1,3}){0,3}") {
            found(&shape, &text); // compares them
        }
    }
}
