//! Which segments become one. Every word of a query is looked up in each segment, so few
//! segments make quick searches; rewriting large ones for a few articles makes slow updates.

use std::cmp::Reverse;
use tantivy::SegmentMeta;
use tantivy::index::SegmentId;

/// A segment stays as it is while it has at least so many times the articles of all
/// smaller ones together.
const MUCH_LARGER: u64 = 4;

/// A segment is rewritten once more than one in so many of its articles is out of date.
const OUT_OF_DATE: u32 = 4;

/// The segments to make one of; none when they are right as they are.
///
/// Each is then much larger than all smaller ones together: an index made at once is one
/// segment, and of n articles added one by one each is written log n times.
pub(super) fn together(segments: &[SegmentMeta]) -> Vec<SegmentId> {
    let mut segments: Vec<&SegmentMeta> = segments.iter().collect();
    segments.sort_by_key(|segment| Reverse(segment.num_docs()));
    let sizes: Vec<_> = segments
        .iter()
        .map(|segment| Size {
            articles: segment.num_docs(),
            out_of_date: segment.num_deleted_docs(),
        })
        .collect();
    segments[first(&sizes)..].iter().map(|segment| segment.id()).collect()
}

/// Articles of a segment.
#[derive(Clone, Copy, Debug)]
struct Size {
    articles: u32,
    out_of_date: u32,
}

/// Where the segments to make one of begin; sizes are the largest first.
fn first(sizes: &[Size]) -> usize {
    let mut smaller = 0;
    let mut first = sizes.len();
    for (at, Size { articles, out_of_date }) in sizes.iter().enumerate().rev() {
        let is_worn = *out_of_date > (articles + out_of_date) / OUT_OF_DATE;
        if is_worn || u64::from(*articles) < MUCH_LARGER * smaller {
            first = at;
        }
        smaller += u64::from(*articles);
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_one_of_segments_that_are_not_much_larger_than_the_rest() {
        #[track_caller]
        fn case(sizes: &[(u32, u32)], expected: usize) {
            let sizes: Vec<_> = sizes
                .iter()
                .map(|&(articles, out_of_date)| Size { articles, out_of_date })
                .collect();
            assert_eq!(first(&sizes), expected);
        }
        case(&[], 0);
        case(&[(1000, 0)], 1);
        case(&[(1000, 250)], 1);
        case(&[(1000, 500)], 0);
        case(&[(1000, 0), (1000, 0), (900, 0)], 0);
        case(&[(1000, 0), (3, 0), (1, 0)], 1);
        case(&[(1000, 0), (4, 0), (1, 0)], 3);
        case(&[(1000, 0), (250, 0)], 2);
        case(&[(1000, 0), (251, 0)], 0);
        case(&[(1000, 0), (200, 0), (60, 0)], 0);
        case(&[(1000, 500), (4, 0)], 0);
    }

    #[test]
    fn articles_added_one_by_one_are_written_a_few_times() {
        let (mut sizes, mut written) = (Vec::new(), 0);
        for _ in 0..5000 {
            sizes.push(Size { articles: 1, out_of_date: 0 });
            let at = first(&sizes);
            if at < sizes.len() {
                let articles = sizes.drain(at..).map(|size| size.articles).sum();
                sizes.push(Size { articles, out_of_date: 0 });
                written += articles;
            }
            assert!(sizes.len() <= 8, "{sizes:?}");
        }
        assert!(written < 5000 * 30, "{written}");
    }
}
