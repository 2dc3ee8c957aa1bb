//! Paragraphs → the parts of an article: what is its title, who signed, what is a
//! heading, a question, boilerplate, a repeat. Each paragraph is kept; its kind says
//! what it is.

use super::block::Block;
use super::byline::{self, Byline};
use super::fold::{after, words};
use super::line::{PageNumber, ends_sentence, is_address, page_number};
use super::title::{self, Head};
use super::{boilerplate, interview, repeat};
use crate::article::{Date, Kind};

/// Paragraphs at the top among which bylines are looked for, and at the foot.
const HEAD: usize = 8;
const FOOT: usize = 3;

/// What the paragraphs say of the article, their kinds now set.
#[derive(Debug)]
pub(super) struct Structure {
    /// `None` when a title was given already, or there is no paragraph.
    pub(super) head: Option<Head>,
    pub(super) authors: Vec<String>,
    /// The date, and as written.
    pub(super) date: Option<(Date, String)>,
}

/// Sets the kinds of an article's paragraphs, and takes the title out of them when
/// none is given.
pub(super) fn arrange(blocks: &mut Vec<Block>, given_title: Option<&str>) -> Structure {
    boilerplate::set_apart(blocks);
    let (byline, is_interview) = set_bylines_apart(blocks);
    set_page_numbers_apart(blocks);
    repeat::mark_running_heads(blocks);
    let head = match given_title {
        Some(given) => {
            title::take_copy(blocks, given);
            None
        }
        None => title::take(blocks),
    };
    interview::mark_questions(blocks, is_interview);
    mark_headings(blocks);
    repeat::mark_repeats(blocks);
    let dateline = || {
        let opening = blocks.iter().find(|block| block.kind == Kind::Text)?;
        byline::dateline(&opening.text)
    };
    let date = byline.date.or(byline.updated).or_else(dateline);
    Structure { head, authors: byline.authors, date }
}

/// Sets apart what numbers a page. A figure alone does at the edge of a page; elsewhere
/// it is a cell, an item, a score.
fn set_page_numbers_apart(blocks: &mut [Block]) {
    for at in 0..blocks.len() {
        let block = &blocks[at];
        let near = [at.checked_sub(1).map(|at| &blocks[at]), blocks.get(at + 1)];
        let is_edge = block.page.is_some()
            && near.iter().any(|near| near.is_none_or(|near| near.page != block.page));
        let is_one = block.kind == Kind::Text
            && match page_number(&block.text) {
                Some(PageNumber::Said) => true,
                Some(PageNumber::Figures) => is_edge,
                None => false,
            };
        if is_one {
            blocks[at].kind = Kind::Boilerplate;
        }
    }
}

/// Reads the bylines of the head and of the foot. Such a line is metadata: it stays
/// among the paragraphs to be shown, as boilerplate, which is not searched. A heading is
/// one only below another and above all text: a subtitle, where letters and slides are
/// dated. Also says whether one calls the text an interview.
fn set_bylines_apart(blocks: &mut [Block]) -> (Byline, bool) {
    let mut all = Byline::default();
    let (mut is_interview, mut has_text) = (false, false);
    let count = blocks.len();
    for (at, block) in blocks.iter_mut().enumerate() {
        let at_foot = at >= HEAD;
        let may_be_one = match block.kind {
            Kind::Text => !at_foot || at + FOOT >= count,
            Kind::Heading => !at_foot && at > 0 && !has_text,
            _ => false,
        };
        let found = may_be_one.then(|| byline::read(&block.text)).flatten();
        let Some(found) = found.filter(|found| !at_foot || found.is_signature) else {
            has_text |= !matches!(block.kind, Kind::Heading | Kind::Boilerplate);
            continue;
        };
        block.kind = Kind::Boilerplate;
        is_interview |= after(&block.text, "propos recueillis").is_some();
        let known = |author: &String| all.authors.contains(author);
        let new: Vec<String> = found.authors.into_iter().filter(|a| !known(a)).collect();
        all.authors.extend(new);
        all.date = all.date.or(found.date);
        all.updated = all.updated.or(found.updated);
    }
    (all, is_interview)
}

/// Headings inside the text (intertitres): short lines that end no sentence and stand
/// above a list, a question or a paragraph much longer than they are.
fn mark_headings(blocks: &mut [Block]) {
    for at in 0..blocks.len() {
        let block = &blocks[at];
        if block.kind != Kind::Text || !reads_like_heading(block) {
            continue;
        }
        let below = blocks[at + 1..].iter().find(|next| next.kind.is_searched());
        let below = below.filter(|next| next.page == block.page);
        let introduces = below.is_some_and(|next| match next.kind {
            Kind::ListItem | Kind::Question => true,
            Kind::Text => words(&next.text) >= (2 * words(&block.text)).max(12),
            _ => false,
        });
        if introduces {
            blocks[at].kind = Kind::Heading;
        }
    }
}

fn reads_like_heading(block: &Block) -> bool {
    let text = block.text.trim();
    let ends = ends_sentence(text) && !text.ends_with(['?', '!']);
    text.chars().nth(110).is_none()
        && (1..=14).contains(&words(text))
        && !ends
        && !text.ends_with([',', ';', ':'])
        && !text.contains(". ")
        && !block.is_link
        && has_whole_quotes(text)
        && !text.split_whitespace().any(is_address)
        && !text.starts_with(['(', '—', '–', '-'])
        && text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}

/// A quotation opened and not closed goes on in the next paragraph: no heading does.
fn has_whole_quotes(text: &str) -> bool {
    let count = |sign: char| text.chars().filter(|c| *c == sign).count();
    count('"').is_multiple_of(2) && count('«') == count('»') && count('“') == count('”')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "Le port de Saint-Aubin a rouvert mardi matin sous les applaudissements \
        d'une foule venue en nombre, après dix-huit mois de travaux.";

    fn arranged(texts: &[&str], title: Option<&str>) -> (Structure, Vec<(Kind, String)>) {
        let mut blocks: Vec<Block> =
            texts.iter().map(|text| Block::new(Kind::Text, *text)).collect();
        let structure = arrange(&mut blocks, title);
        (structure, blocks.into_iter().map(|block| (block.kind, block.text)).collect())
    }

    fn kinds(texts: &[&str]) -> Vec<Kind> {
        arranged(texts, Some("Titre")).1.into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn title_byline_and_body() {
        let (structure, blocks) = arranged(
            &["Le port rouvre", "Publié le 5 novembre 2012 par Anne Petit", LONG],
            None,
        );
        assert_eq!(structure.head.unwrap().title.value, "Le port rouvre");
        assert_eq!(structure.authors, ["Anne Petit"]);
        let (date, written) = structure.date.unwrap();
        assert_eq!(
            (date.to_string().as_str(), written.as_str()),
            ("2012-11-05", "5 novembre 2012")
        );
        assert_eq!(blocks.len(), 2);
        assert_eq!((blocks[0].0, blocks[1].0), (Kind::Boilerplate, Kind::Text));
    }

    #[test]
    fn figures_number_pages_at_their_edges_only() {
        let on = |page: u32, text: &str| Block {
            page: Some(page),
            ..Block::new(Kind::Text, text)
        };
        let [first, second, third] =
            ["Le pont ferme.", "Un bac circule.", "Il rouvrira."];
        let mut blocks =
            vec![on(1, first), on(1, "12"), on(1, second), on(1, "1"), on(2, third)];
        arrange(&mut blocks, Some("Titre"));
        let found: Vec<Kind> = blocks.iter().map(|block| block.kind).collect();
        let expected =
            [Kind::Text, Kind::Text, Kind::Text, Kind::Boilerplate, Kind::Text];
        assert_eq!(found, expected);
        let scores = kinds(&[LONG, "3-1", "8412", "Page 4", "14 302"]);
        let searched: Vec<bool> = scores.iter().map(|kind| kind.is_searched()).collect();
        assert_eq!(searched, [true, true, true, false, true]);
    }

    #[test]
    fn bylines_are_read_at_both_ends_only() {
        let middle =
            ["Le port rouvre", LONG, LONG, LONG, LONG, LONG, LONG, LONG, "Par Jean Roux"];
        let (structure, _) = arranged(&[&middle[..], &[LONG; 4]].concat(), None);
        assert!(structure.authors.is_empty());
        let (structure, blocks) =
            arranged(&[&middle[..], &["Le 5 mai 2012"]].concat(), None);
        assert_eq!(structure.authors, ["Jean Roux"]);
        assert_eq!(
            structure.date, None,
            "a date alone dates at the head, not at the foot"
        );
        assert_eq!(blocks.last().unwrap().0, Kind::Text);
    }

    #[test]
    fn a_subtitle_may_date_and_a_heading_in_the_text_may_not() {
        let date = |kinds: &[(Kind, &str)]| {
            let blocks = kinds.iter().map(|(kind, text)| Block::new(*kind, *text));
            arrange(&mut blocks.collect(), None).date.map(|(date, _)| date.to_string())
        };
        let (title, day) =
            ((Kind::Heading, "Le port rouvre"), (Kind::Heading, "Le 5 novembre 2012"));
        assert_eq!(
            date(&[title, day, (Kind::Text, LONG)]).as_deref(),
            Some("2012-11-05")
        );
        assert_eq!(date(&[title, (Kind::Text, LONG), day, (Kind::Text, LONG)]), None);
        assert_eq!(date(&[day, (Kind::Text, LONG)]), None, "it is the title");
    }

    #[test]
    fn publication_comes_before_update() {
        let lines = ["Mis à jour le 6 mai 2012", "Publié le 5 mai 2012", LONG];
        assert_eq!(arranged(&lines, None).0.date.unwrap().0.to_string(), "2012-05-05");
        let lines = ["Mis à jour le 6 mai 2012", LONG];
        assert_eq!(arranged(&lines, None).0.date.unwrap().0.to_string(), "2012-05-06");
    }

    #[test]
    fn a_year_in_the_text_dates_nothing() {
        let (structure, _) =
            arranged(&["Le retrait d'avril 2012 a tout changé.", LONG], None);
        assert_eq!(structure.date, None);
    }

    #[test]
    fn headings_stand_above_paragraphs() {
        use Kind::{Heading, Repeat, Text};
        assert_eq!(
            kinds(&[LONG, "Une offre avant l'été", LONG]),
            [Text, Heading, Repeat]
        );
        assert_eq!(kinds(&["La région paiera-t-elle ?", LONG]), [Heading, Text]);
        for line in [
            "C'est fini.",
            "Ils disent :",
            "et la suite",
            "Cela tarde…",
            "Écrire à la maire : a.petit@exemple.fr",
        ] {
            assert_eq!(kinds(&[line, LONG]), [Text, Text], "{line}");
        }
        assert_eq!(kinds(&[LONG, "Fin"]), [Text, Text]);
    }
}
