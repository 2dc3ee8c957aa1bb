//! The title of a text that names none: its first line that reads like one, else its
//! opening words.

use super::block::Block;
use super::fold::{folded, words};
use super::line::{ends_short, is_address, page_number, starts_inside};
use crate::article::{Kind, Origin, Sourced};

/// Words and characters of a title at most.
const MOST_WORDS: usize = 28;
const MOST_CHARACTERS: usize = 220;
/// Characters of opening words at most.
const OPENING: usize = 80;

/// What the head of a text gives.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) title: Sourced<String>,
    /// A short line in capitals above the title.
    pub(super) kicker: Option<Sourced<String>>,
}

/// The title taken out of the paragraphs, or made of the first of them, which then
/// stay whole; `None` when there are none.
pub(super) fn take(blocks: &mut Vec<Block>) -> Option<Head> {
    if let Some(at) = blocks.iter().position(|block| !is_passed_over(block)) {
        let is_kicker = is_kicker(&blocks[at]) && reads_like_title(blocks, at + 1);
        if is_kicker && ends_short(&blocks[at].text.to_lowercase()) {
            let start = blocks.remove(at).text; // a title in capitals, cut after « LE PORT DE »
            let title = [start, blocks.remove(at).text].join(" ");
            return Some(Head { title: Sourced::new(title, Origin::Text), kicker: None });
        }
        if is_kicker || reads_like_title(blocks, at) {
            let kicker =
                is_kicker.then(|| Sourced::new(blocks.remove(at).text, Origin::Text));
            let title = Sourced::new(blocks.remove(at).text, Origin::Text);
            return Some(Head { title, kicker });
        }
    }
    let searched =
        blocks.iter().find(|block| block.kind.is_searched() && !is_passed_over(block));
    let first = searched.or(blocks.first())?;
    Some(Head {
        title: Sourced::new(opening(&first.text), Origin::Opening),
        kicker: None,
    })
}

/// Takes out the first paragraph when it only says the title again.
pub(super) fn take_copy(blocks: &mut Vec<Block>, title: &str) {
    let first = blocks.iter().position(|block| !is_passed_over(block));
    let says_it =
        |text: &str| text.len() <= 2 * title.len() && folded(text) == folded(title);
    if let Some(at) = first.filter(|at| says_it(&blocks[*at].text)) {
        blocks.remove(at);
    }
}

fn is_passed_over(block: &Block) -> bool {
    !block.kind.is_searched()
        || is_address(&block.text)
        || page_number(&block.text).is_some()
}

fn is_kicker(block: &Block) -> bool {
    let mut letters = block.text.chars().filter(|c| c.is_alphabetic()).peekable();
    block.kind == Kind::Text
        && words(&block.text) <= 4
        && letters.peek().is_some()
        && letters.all(char::is_uppercase)
}

/// A line alone that is no sentence, with something after it to be the title of.
fn reads_like_title(blocks: &[Block], at: usize) -> bool {
    let Some(block) = blocks.get(at) else { return false };
    let text = block.text.as_str();
    let length = words(text);
    let has_body = blocks[at + 1..].iter().any(|block| block.kind.is_searched());
    match block.kind {
        Kind::Heading => return has_body,
        Kind::Text => {}
        _ => return false,
    }
    let is_sentence = text.ends_with('.') && !text.ends_with("..");
    has_body
        && (1..=MOST_WORDS).contains(&length)
        && text.chars().count() <= MOST_CHARACTERS
        && text.contains(char::is_alphabetic)
        && !is_sentence
        && !text.ends_with([',', ';', ':'])
        && !is_address(text)
        && page_number(text).is_none()
        && !block.is_link
        && !starts_inside(text)
        && !text.starts_with(['(', '—'])
}

/// The first words of a text, cut between two words, with « … » when something is left.
fn opening(text: &str) -> String {
    let Some((end, next)) = text.char_indices().nth(OPENING) else {
        return text.to_owned();
    };
    let head = &text[..end];
    let cut = if next.is_whitespace() { None } else { head.rfind(char::is_whitespace) };
    let head = &head[..cut.unwrap_or(end)];
    let kept = head.trim_end_matches(|c: char| !c.is_alphanumeric());
    format!("{}…", if kept.is_empty() { head } else { kept })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "Le port de Saint-Aubin a rouvert mardi matin sous les applaudissements \
        d'une foule venue en nombre, après dix-huit mois de travaux.";

    fn blocks(texts: &[&str]) -> Vec<Block> {
        texts.iter().map(|text| Block::new(Kind::Text, *text)).collect()
    }

    #[track_caller]
    fn case(texts: &[&str], title: &str, from: Origin, left: usize) {
        let mut blocks = blocks(texts);
        let head = take(&mut blocks).unwrap();
        assert_eq!(head.title, Sourced::new(title.to_owned(), from));
        assert_eq!(blocks.len(), left);
    }

    #[test]
    fn the_first_line_when_it_reads_like_a_title() {
        for title in [
            "Le port rouvre",
            "Où en est le port ? Un point avec Anne Petit",
            "Port : le fils aîné de la côte...",
            "« Nous rouvrons »",
            "VIDÉO. La criée à l'aube",
        ] {
            case(&[title, BODY], title, Origin::Text, 1);
        }
        case(
            &["www.exemple.fr", "12", "Le port rouvre", BODY],
            "Le port rouvre",
            Origin::Text,
            3,
        );
    }

    #[test]
    fn else_the_opening_words() {
        let opening = "Le port de Saint-Aubin a rouvert mardi matin sous les applaudissements d'une…";
        case(&[BODY, "Suite"], opening, Origin::Opening, 2);
        for first in
            ["Il pleut.", "Bonjour,", "et la suite", "Première phrase. Deuxième."]
        {
            case(&[first, BODY], first, Origin::Opening, 2);
        }
        case(&["Le port rouvre"], "Le port rouvre", Origin::Opening, 1);
        assert!(take(&mut Vec::new()).is_none());
    }

    #[test]
    fn opening_words_are_whole() {
        assert_eq!(opening("court"), "court");
        assert_eq!(opening(&"é".repeat(90)), format!("{}…", "é".repeat(80)));
        assert_eq!(
            opening(&format!("{} mot", "é".repeat(80))),
            format!("{}…", "é".repeat(80))
        );
        assert!(opening(&"mot, ".repeat(30)).ends_with("mot…"));
    }

    #[test]
    fn never_a_bullet() {
        let mut blocks = blocks(&["Un point", BODY]);
        blocks[0].kind = Kind::ListItem;
        let head = take(&mut blocks).unwrap();
        assert_eq!((head.title.from, blocks.len()), (Origin::Opening, 2));
    }

    #[test]
    fn a_kicker_in_capitals() {
        let mut blocks = blocks(&["PÊCHE", "Le port rouvre", BODY]);
        let head = take(&mut blocks).unwrap();
        assert_eq!(head.title.value, "Le port rouvre");
        assert_eq!(head.kicker.unwrap().value, "PÊCHE");
        assert_eq!(blocks.len(), 1);
    }

    #[test]
    fn a_title_in_capitals_cut_in_two() {
        case(
            &["LE PORT ET LES", "QUAIS ROUVERTS", BODY],
            "LE PORT ET LES QUAIS ROUVERTS",
            Origin::Text,
            1,
        );
    }

    #[test]
    fn a_copy_of_a_known_title_goes() {
        let mut blocks = blocks(&["LE PORT ROUVRE", BODY]);
        take_copy(&mut blocks, "Le port rouvre");
        assert_eq!(blocks.len(), 1);
        take_copy(&mut blocks, "Le port rouvre");
        assert_eq!(blocks.len(), 1);
    }
}
