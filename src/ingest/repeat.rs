//! Slides and blocks repeated word for word in one document: the first is searched, the
//! others are only shown, so that a dump of slides does not count its words twice.

use super::block::Block;
use super::fold::words;
use crate::article::Kind;
use std::collections::{HashMap, HashSet};

/// A run of paragraphs seen before is a repeat from this many paragraphs…
const LEAST_PARAGRAPHS: usize = 3;
/// …or when it is fewer, from this many words; a label on two drawings is no repeat.
const LEAST_WORDS: usize = 15;

/// Marks what repeats an earlier run of paragraphs, or a whole earlier page.
pub(super) fn mark_repeats(blocks: &mut [Block]) {
    mark_pages(blocks);
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut repeated = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let text = blocks[at].text.as_str();
        let earlier = first.get(text).copied().filter(|_| words(text) > 0);
        let run = earlier.map_or(0, |earlier| run(blocks, earlier, at));
        let said: usize =
            blocks[at..at + run].iter().map(|block| words(&block.text)).sum();
        if said >= LEAST_WORDS || run >= LEAST_PARAGRAPHS && said >= 2 * run {
            repeated.extend(at..at + run);
            at += run;
        } else {
            first.entry(&blocks[at].text).or_insert(at);
            at += 1;
        }
    }
    for at in repeated {
        if blocks[at].kind.is_searched() {
            blocks[at].kind = Kind::Repeat;
        }
    }
}

/// How many paragraphs from `at` on say the same as those from `earlier` on.
fn run(blocks: &[Block], earlier: usize, at: usize) -> usize {
    let pairs = blocks[earlier..at].iter().zip(&blocks[at..]);
    pairs.take_while(|(one, other)| one.text == other.text).count()
}

fn mark_pages(blocks: &mut [Block]) {
    let mut seen = HashSet::new();
    for page in blocks.chunk_by_mut(|one, other| one.page == other.page) {
        if page[0].page.is_none() {
            return;
        }
        let searched = page.iter().filter(|block| block.kind.is_searched());
        let texts: Vec<&str> = searched.map(|block| block.text.as_str()).collect();
        let whole = texts.join("\n");
        if !seen.insert(whole) {
            page.iter_mut()
                .filter(|b| b.kind.is_searched())
                .for_each(|b| b.kind = Kind::Repeat);
        }
    }
}

/// Pages that must begin or end alike for a line to be a running head.
const LEAST_PAGES: usize = 3;

/// Marks the lines that head or foot page after page, the number of the page apart, but
/// the first.
pub(super) fn mark_running_heads(blocks: &mut [Block]) {
    let mut edges: HashMap<String, Vec<usize>> = HashMap::new();
    let mut start = 0;
    for page in blocks.chunk_by(|one, other| one.page == other.page) {
        let is_line = |block: &Block| block.page.is_some() && block.kind.is_searched();
        let (first, last) =
            (page.iter().position(is_line), page.iter().rposition(is_line));
        for at in first.into_iter().chain(last.filter(|_| first != last)) {
            let masked = page[at].text.replace(|c: char| c.is_ascii_digit(), "0");
            edges.entry(masked).or_default().push(start + at);
        }
        start += page.len();
    }
    let mut repeats: Vec<usize> = edges
        .into_values()
        .filter(|places| places.len() >= LEAST_PAGES && differ_by_page(blocks, places))
        .flat_map(|places| places.into_iter().skip(1))
        .collect();
    repeats.sort_unstable();
    for at in repeats {
        if blocks[at].kind.is_searched() {
            blocks[at].kind = Kind::Repeat;
        }
    }
}

/// Whether each figure of these lines, alike in all else, is the same in all or follows the
/// number of the page: « Total : 72 119 » is another on each page.
fn differ_by_page(blocks: &[Block], places: &[usize]) -> bool {
    let lines: Vec<(i64, Vec<i64>)> = places
        .iter()
        .map(|at| {
            (blocks[*at].page.unwrap_or_default().into(), figures(&blocks[*at].text))
        })
        .collect();
    let Some((first_page, first)) = lines.first() else { return false };
    (0..first.len()).all(|figure| {
        let is_same = |(_, line): &(i64, Vec<i64>)| line[figure] == first[figure];
        let follows = |(page, line): &(i64, Vec<i64>)| {
            line[figure] - page == first[figure] - first_page
        };
        lines.iter().all(is_same) || lines.iter().all(follows)
    })
}

/// The figures of a line; those too large to number anything are one.
fn figures(text: &str) -> Vec<i64> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| run.parse::<u32>().map_or(i64::MAX / 2, i64::from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(texts: &[&str], repeats: &[usize]) {
        let mut blocks: Vec<Block> =
            texts.iter().map(|text| Block::new(Kind::ListItem, *text)).collect();
        mark_repeats(&mut blocks);
        let found: Vec<usize> =
            (0..texts.len()).filter(|at| blocks[*at].kind == Kind::Repeat).collect();
        assert_eq!(found, repeats);
    }

    #[test]
    fn a_slide_shown_twice() {
        let slide = ["Le nouveau port", "Une criée moderne", "Douze quais neufs"];
        case(&[&["Sommaire"], &slide[..], &slide[..], &["Fin"]].concat(), &[4, 5, 6]);
    }

    #[test]
    fn a_long_paragraph_twice() {
        let long = "Le port de Saint-Aubin a rouvert mardi matin sous les applaudissements \
            d'une foule venue en nombre de toute la côte.";
        case(&[long, "Et après ?", long], &[2]);
    }

    #[test]
    fn labels_may_come_back() {
        case(&["Canal direct", "Mairie", "Canal direct", "Région", "Mairie"], &[]);
        case(&["a", "b", "c", "a", "b", "c"], &[]);
    }

    fn page(number: u32, text: &str) -> Block {
        Block { page: Some(number), ..Block::new(Kind::Text, text) }
    }

    #[test]
    fn figures_of_a_table_are_no_running_head() {
        let totals = [72_119, 72_240, 72_361, 72_482];
        let mut blocks = Vec::new();
        for (number, total) in (1..).zip(totals) {
            blocks.push(page(number, &format!("Inscrits {total}")));
            blocks.push(page(number, "Un quai, un bateau."));
            blocks.push(page(number, &format!("Bilan 2012, {}", number + 2)));
        }
        mark_running_heads(&mut blocks);
        let repeated = |at: usize| blocks[at].kind == Kind::Repeat;
        assert!((0..4).all(|page| !repeated(3 * page)));
        assert!((1..4).all(|page| repeated(3 * page + 2)));
    }

    #[test]
    fn running_heads() {
        let mut blocks = Vec::new();
        for number in 1..=4 {
            blocks.push(page(number, &format!("Bilan annuel, page {number}")));
            blocks.push(page(
                number,
                &format!(
                    "Chapitre {}",
                    ["un", "deux", "trois", "quatre"][number as usize - 1]
                ),
            ));
        }
        mark_running_heads(&mut blocks);
        let found: Vec<usize> =
            (0..8).filter(|at| blocks[*at].kind == Kind::Repeat).collect();
        assert_eq!(found, [2, 4, 6]);
    }

    #[test]
    fn a_short_page_twice() {
        let mut blocks =
            vec![page(1, "Questions ?"), page(2, "Autre"), page(3, "Questions ?")];
        mark_repeats(&mut blocks);
        let kinds: Vec<Kind> = blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [Kind::Text, Kind::Text, Kind::Repeat]);
    }
}
