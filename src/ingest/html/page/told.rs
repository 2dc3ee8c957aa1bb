//! Where in a page the paragraphs that trafilatura tells stand. Of a short page it gives
//! all the text as one paragraph, words glued where tags had no space between them: such
//! a paragraph is taken apart into the lines that it is made of.

use super::block::Block;
use super::fold::letters;
use super::lines::Lines;
use crate::article::Kind;
use std::collections::HashMap;

/// A paragraph told.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// A line of the page.
    Line(usize),
    /// A text that the page has not, or not so.
    Other(Block),
}

/// Lines with which a glued paragraph may begin, at most: each is tried to its end.
const MOST_BEGINNINGS: usize = 8;

/// The paragraphs told, as lines of the page, which only go on.
pub(super) fn found(told: Vec<Block>, lines: &Lines) -> Vec<Told> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, line) in lines.letters().iter().enumerate() {
        places.entry(line).or_default().push(at);
    }
    let mut found = Vec::with_capacity(told.len());
    let mut from = 0;
    for block in told {
        let text = letters(&block.text);
        let known = places.get(text.as_str()).map_or(&[][..], Vec::as_slice);
        let line = known.iter().copied().find(|place| *place >= from);
        if let Some(line) = line {
            from = line + 1;
            found.push(Told::Line(line));
        } else if let Some(parts) = parts_of(&text, from, lines.letters()) {
            from = parts.last().map_or(from, |last| last + 1);
            found.extend(without_menu(&parts, lines.blocks()));
        } else {
            found.push(Told::Other(block));
        }
    }
    found
}

/// The lines of which a glued text is made, in order, from one of them on. Lines between
/// them were left out of it.
fn parts_of(text: &str, from: usize, lines: &[String]) -> Option<Vec<usize>> {
    let begins = |at: &usize| !lines[*at].is_empty() && text.starts_with(&lines[*at]);
    (from..lines.len()).filter(begins).take(MOST_BEGINNINGS).find_map(|first| {
        let mut rest = text;
        let mut parts = Vec::new();
        for (at, line) in lines.iter().enumerate().skip(first) {
            if rest.is_empty() {
                break;
            }
            if let Some(after) = rest.strip_prefix(line.as_str()) {
                rest = after;
                parts.push(at);
            }
        }
        rest.is_empty().then_some(parts)
    })
}

/// The links that a glued text begins with are those of a menu, which nothing has told
/// from the text.
fn without_menu<'a>(
    parts: &'a [usize],
    blocks: &'a [Block],
) -> impl Iterator<Item = Told> + use<'a> {
    let text = parts.iter().position(|part| !blocks[*part].is_link).unwrap_or(0);
    parts.iter().enumerate().map(move |(at, part)| {
        if at < text {
            let kind = Kind::Boilerplate;
            Told::Other(Block { kind, ..blocks[*part].clone() })
        } else {
            Told::Line(*part)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    #[track_caller]
    fn case(page: &str, told: &[&str], expected: &[Result<usize, &str>]) {
        let tree = tree::document(page).unwrap();
        let told = told.iter().map(|text| Block::new(Kind::Text, *text)).collect();
        let found: Vec<Told> = found(told, &Lines::of(&tree));
        let found: Vec<Result<usize, &str>> = found
            .iter()
            .map(|one| match one {
                Told::Line(line) => Ok(*line),
                Told::Other(block) => Err(block.text.as_str()),
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_of_the_page() {
        let page = "<p>Un.<p>Deux.<p>Un.<p>Trois";
        case(page, &["Un.", "Un.", "Trois"], &[Ok(0), Ok(2), Ok(3)]);
        case(
            page,
            &["Deux.", "Deux.", "Ailleurs."],
            &[Ok(1), Err("Deux."), Err("Ailleurs.")],
        );
    }

    #[test]
    fn glued_lines_are_taken_apart() {
        let page = "<nav>Accueil</nav><h1>Les prix</h1><p>Le jury a voté.</p>\
            <aside>Météo</aside><p>* * *</p><ul><li>Anne, romancière</li><li>Jean</ul>";
        case(
            page,
            &["Les prixLe jury a voté.* * *Anne, romancièreJean"],
            &[Ok(1), Ok(2), Ok(4), Ok(5), Ok(6)],
        );
        case(page, &["Les prix Le jury a voté."], &[Ok(1), Ok(2)]);
        case(page, &["Les prixEt puis rien"], &[Err("Les prixEt puis rien")]);
        case("<p>Le<p>Le bac<p>est là", &["Le bac est là"], &[Ok(1), Ok(2)]);
        let menu = "<ul><li><a href=x>La une</a></ul><p>Le bac<p><a href=y>La carte</a>";
        case(menu, &["La uneLe bacLa carte"], &[Err("La une"), Ok(1), Ok(2)]);
        case("", &["Le bac"], &[Err("Le bac")]);
    }
}
