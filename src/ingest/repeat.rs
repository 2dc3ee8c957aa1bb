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
        let texts: Vec<&str> = page.iter().map(|block| block.text.as_str()).collect();
        let whole = texts.join("\n");
        if !seen.insert(whole) {
            page.iter_mut()
                .filter(|b| b.kind.is_searched())
                .for_each(|b| b.kind = Kind::Repeat);
        }
    }
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

    #[test]
    fn a_short_page_twice() {
        let page = |number, text: &str| {
            let mut block = Block::new(Kind::Text, text);
            block.page = Some(number);
            block
        };
        let mut blocks =
            vec![page(1, "Questions ?"), page(2, "Autre"), page(3, "Questions ?")];
        mark_repeats(&mut blocks);
        let kinds: Vec<Kind> = blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [Kind::Text, Kind::Text, Kind::Repeat]);
    }
}
