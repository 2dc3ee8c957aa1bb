//! What stands near the title of a page for its readers: who signed and when, in a line
//! that says only that. Farther off, such lines are of other articles and of comments.

use super::block::Block;
use super::byline;
use super::fields::Field;
use super::fold::letters;
use super::found::Found;
use crate::article::Origin;

/// Lines above the title and below it.
const ABOVE: usize = 4;
const BELOW: usize = 12;
/// Lines at the top of a page whose title is not shown.
const TOP: usize = 40;

/// Gathers what the lines near the title say, of all those of the page.
pub(super) fn read(lines: &[Block], title: Option<&str>, found: &mut Found) {
    let title = title.map(letters).filter(|title| !title.is_empty());
    let at = title.and_then(|title| {
        lines.iter().rposition(|line| {
            line.text.len() < 4 * title.len() + 40 && letters(&line.text) == title
        })
    });
    let (from, to) = at.map_or((0, TOP), |at| (at.saturating_sub(ABOVE), at + 1 + BELOW));
    let mut authors = Vec::new();
    for (number, line) in lines.iter().enumerate().take(to).skip(from) {
        let Some(byline) = byline::read(&line.text) else { continue };
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
    authors.dedup();
    found.say_all(Field::Authors, Origin::Byline, authors);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;

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
        read(&lines, title, &mut found);
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
        let mut far = vec!["Le port rouvre"];
        far.extend(["Une phrase parmi d'autres."; 12]);
        far.push("Publié le 5 novembre 2012 par Jean Roux");
        case(&far, Some("Le port rouvre"), None, None);
    }
}
