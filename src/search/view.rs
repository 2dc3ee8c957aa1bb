//! A part of an article's text as its positions tell it.

use crate::query::Unit;
use std::ops::Range;

/// A stretch of a text; what lists hold of the rest of the text is not looked at.
pub(super) struct View<'a> {
    /// Positions of each word of a shape, sorted.
    pub words: &'a [Vec<u32>],
    /// First positions of sentences, but for the first one; sorted.
    pub sentences: &'a [u32],
    /// First positions of paragraphs, but for the first one; sorted.
    pub paragraphs: &'a [u32],
    /// The positions of the stretch.
    pub within: Range<u32>,
}

impl<'a> View<'a> {
    /// Positions of the word of this number.
    pub(super) fn word(&self, number: usize) -> &'a [u32] {
        inside(&self.words[number], &self.within)
    }

    /// First positions of units, but for the first one.
    pub(super) fn starts(&self, unit: Unit) -> &'a [u32] {
        let starts = match unit {
            Unit::Sentence => self.sentences,
            Unit::Paragraph => self.paragraphs,
        };
        inside(starts, &self.within)
    }
}

/// Those of some sorted positions that are inside a stretch.
#[inline]
pub(super) fn inside<'a>(positions: &'a [u32], stretch: &Range<u32>) -> &'a [u32] {
    &positions[places_inside(positions, stretch)]
}

/// Which of some sorted positions are inside a stretch, by their places in the list.
#[inline]
pub(super) fn places_inside(positions: &[u32], stretch: &Range<u32>) -> Range<usize> {
    if let (Some(first), Some(last)) = (positions.first(), positions.last())
        && stretch.contains(first)
        && stretch.contains(last)
    {
        return 0..positions.len();
    }
    let before = |border: u32| positions.partition_point(|at| *at < border);
    before(stretch.start)..before(stretch.end)
}

/// Whether some sorted positions have one inside a stretch.
#[inline]
pub(super) fn touches(positions: &[u32], stretch: &Range<u32>) -> bool {
    let (Some(first), Some(last)) = (positions.first(), positions.last()) else {
        return false;
    };
    stretch.contains(first)
        || stretch.contains(last)
        || *first < stretch.start
            && stretch.end <= *last
            && !inside(positions, stretch).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_inside() {
        let positions = [2, 3, 7];
        assert_eq!(inside(&positions, &(0..u32::MAX)), positions);
        assert_eq!(inside(&positions, &(3..7)), [3]);
        assert_eq!(inside(&positions, &(4..7)), [] as [u32; 0]);
        assert_eq!(inside(&positions, &(8..u32::MAX)), [] as [u32; 0]);
        for (from, to) in (0..9).flat_map(|from| (from..9).map(move |to| (from, to))) {
            let touched = !inside(&positions, &(from..to)).is_empty();
            assert_eq!(touches(&positions, &(from..to)), touched, "{from}..{to}");
        }
        assert!(!touches(&[], &(0..9)));
    }
}
