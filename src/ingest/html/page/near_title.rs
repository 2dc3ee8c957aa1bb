//! What stands near the title of a page for its readers: who signed and when, in a line
//! that says only that. Farther off, such lines are of other articles and of comments,
//! unless they have a label: « Auteur : Anne Petit ».

use super::block::Block;
use super::fields::Field;
use super::fold::{after, letters};
use super::found::Found;
use super::{byline, names};
use crate::article::{Kind, Origin};

/// Lines above the title and below it.
const ABOVE: usize = 4;
const BELOW: usize = 12;
/// Lines at the top of a page whose title is not shown.
const TOP: usize = 40;

/// Gathers what the lines near the title say, of all those of the page. It is the first
/// of these that the page shows.
pub(super) fn read(lines: &[Block], titles: &[&str], found: &mut Found) {
    let at = titles.iter().find_map(|title| shown(lines, &letters(title)));
    let (from, to) = at.map_or((0, TOP), |at| (at.saturating_sub(ABOVE), at + 1 + BELOW));
    let mut authors = Vec::new();
    for (number, line) in lines.iter().enumerate().take(to).skip(from) {
        let Some(byline) = signature(&line.text) else { continue };
        // Above the title a date alone may be that of the day.
        if !byline.is_signature && at.is_none_or(|at| number < at) {
            continue;
        }
        if let Some((_, written)) = byline.date {
            found.published(Origin::Byline, &written);
        }
        if let Some((_, written)) = byline.updated {
            found.changed(Origin::Byline, &written);
        }
        authors.extend(byline.authors);
    }
    if authors.is_empty() {
        authors = lines.windows(2).find_map(labelled).unwrap_or_default();
    }
    authors.dedup();
    found.say_all(Field::Authors, Origin::Byline, authors);
}

/// The line that shows a title, rather as a heading.
fn shown(lines: &[Block], title: &str) -> Option<usize> {
    let says_it = |line: &Block| {
        !title.is_empty()
            && line.text.len() < 4 * title.len() + 40
            && letters(&line.text) == title
    };
    let place = |is_sound: &dyn Fn(&Block) -> bool| {
        lines.iter().position(|line| says_it(line) && is_sound(line))
    };
    place(&|line| line.kind == Kind::Heading).or_else(|| place(&|_| true))
}

/// A byline, perhaps behind the way to the page: « Accueil | Par Anne Petit ».
fn signature(line: &str) -> Option<byline::Byline> {
    let behind = || {
        line.match_indices('|')
            .find_map(|(at, sign)| byline::read(&line[at + sign.len()..]))
    };
    byline::read(line).or_else(behind)
}

/// The names after a label, on its line or on the next.
fn labelled(lines: &[Block]) -> Option<Vec<String>> {
    let [line, next] = lines else { return None };
    let rest = ["auteurs", "auteur"].iter().find_map(|label| after(&line.text, label))?;
    let rest = rest.trim_start_matches([' ', '\u{a0}', ':']);
    let (names, rest) = names::read(if rest.is_empty() { &next.text } else { rest })?;
    (!rest.contains(char::is_alphanumeric)).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(
        lines: &[&str],
        title: Option<&str>,
        date: Option<&str>,
        author: Option<&str>,
    ) {
        let lines: Vec<Block> =
            lines.iter().map(|line| Block::new(Kind::Text, *line)).collect();
        let mut found = Found::default();
        read(&lines, title.as_slice(), &mut found);
        let mut record = found.into_record();
        let mut take = |field| record.take_line(field).map(|(text, _)| text);
        assert_eq!(take(Field::Date).as_deref(), date);
        assert_eq!(take(Field::Authors).as_deref(), author);
    }

    #[test]
    fn bylines_of_the_page_and_no_others() {
        let page =
            ["samedi 3 mars 2018", "Accueil", "Le port rouvre", "Mer", "5 novembre 2012"];
        case(&page, Some("Le port rouvre"), Some("5 novembre 2012"), None);
        case(&page, None, None, None);
        case(
            &[
                "Publié le 5 novembre 2012 par Anne Petit",
                "Le port rouvre",
                "Mis à jour le 6 mai 2013",
            ],
            Some("Le Port rouvre !"),
            Some("5 novembre 2012"),
            Some("Anne Petit"),
        );
        let page = ["Accueil | Par Anne Petit | 5 novembre 2012", "Le port rouvre"];
        case(&page, Some("Le port rouvre"), Some("5 novembre 2012"), Some("Anne Petit"));
        let mut far = vec!["Le port rouvre"];
        far.extend(["Une phrase parmi d'autres."; 12]);
        far.push("Publié le 5 novembre 2012 par Jean Roux");
        case(&far, Some("Le port rouvre"), None, None);
        far.extend(["Auteur", "Anne Petit"]);
        case(&far, Some("Le port rouvre"), None, Some("Anne Petit"));
        far.extend(["Auteurs : Jean Roux, Claire Vidal", "Fin"]);
        far.retain(|line| *line != "Auteur");
        case(&far, Some("Le port rouvre"), None, Some("Jean Roux ; Claire Vidal"));
    }
}
