//! The title of a PDF that names none: its largest letters, near the top of the first
//! page, those of a masthead apart; it may go on at the top of the next page.

use super::Block;
use super::fold::{letters, words};
use super::line::{ends_short, page_number, starts_inside};
use super::masthead;
use super::parts::Line;

/// How much larger than most letters those of a title are.
const LARGER: f32 = 1.25;
/// How much letters of one size may differ.
const SAME: f32 = 0.95;
/// Words of a title.
const LEAST_WORDS: usize = 2;
const MOST_WORDS: usize = 28;
/// Paragraphs at the top among which it must stand.
const HEAD: usize = 12;
/// Lines that may stand between a masthead and the title below it.
const BETWEEN: usize = 3;

/// What the largest letters say.
#[derive(Debug, PartialEq)]
pub(super) struct Largest {
    pub(super) title: String,
    /// The name of the newspaper, in larger letters still.
    pub(super) masthead: Option<String>,
}

/// The lines in the largest letters of the first page, when they read like a title; the
/// pages are those that have text.
pub(super) fn largest<'a>(
    mut pages: impl Iterator<Item = &'a [Line]>,
) -> Option<Largest> {
    let first = pages.next()?;
    let lines: Vec<&Line> = first.iter().filter(|line| is_said(line)).collect();
    let mut sizes: Vec<f32> = lines.iter().map(|line| line.height).collect();
    sizes.sort_by(f32::total_cmp);
    let usual = *sizes.get(sizes.len() / 2)?;
    // A first letter set over several lines is larger still, and no title.
    let long = lines.iter().filter(|line| line.text.chars().count() > 3);
    let most = long.map(|line| line.height).max_by(f32::total_cmp)?;
    let next = pages.next().unwrap_or_default();
    let next: Vec<&Line> = next.iter().filter(|line| is_said(line)).collect();
    let start = lines.iter().position(|line| line.height > most * SAME)?;
    let end = start + run(&lines[start..], most).len();
    let (start, end) = widened(&lines, start, end, usual);
    let mut said = joined(&lines[start..end]);
    let rest = joined(run(&next, most));
    if end == lines.len() && (starts_inside(&rest) || ends_short(&said)) {
        said = [said, rest].join(" "); // cut by the end of the page
    } else if most < usual * LARGER {
        return None;
    }
    if let Some(title) = below_masthead(&said, &lines[end..], usual) {
        return Some(Largest { title, masthead: Some(said) });
    }
    is_title(&said).then_some(Largest { title: said, masthead: None })
}

/// The lines from `start` to `end` with those, in letters a little smaller, of which one
/// goes on with the other: it begins with a small letter.
fn widened(
    lines: &[&Line],
    mut start: usize,
    mut end: usize,
    usual: f32,
) -> (usize, usize) {
    let is_large =
        |at: usize| lines.get(at).is_some_and(|line| line.height >= usual * LARGER);
    while start > 0 && is_large(start - 1) && starts_inside(&lines[start].text) {
        start -= 1;
    }
    while is_large(end) && starts_inside(&lines[end].text) {
        end += 1;
    }
    (start, end)
}

/// The title that stands below the name of a newspaper: the next large letters, with
/// nothing but what a masthead says between.
fn below_masthead(name: &str, lines: &[&Line], usual: f32) -> Option<String> {
    let start = lines.iter().position(|line| line.height >= usual * LARGER)?;
    let between: Vec<&str> =
        lines[..start].iter().map(|line| line.text.as_str()).collect();
    if start > BETWEEN || !masthead::names(name, &between) {
        return None;
    }
    let title = joined(run(&lines[start..], lines[start].height));
    is_title(&title).then_some(title)
}

fn is_said(line: &Line) -> bool {
    words(&line.text) > 0 && page_number(&line.text).is_none()
}

fn is_title(text: &str) -> bool {
    (LEAST_WORDS..=MOST_WORDS).contains(&words(text))
}

/// The first of these lines that are of one size.
fn run<'a, 'b>(lines: &'b [&'a Line], size: f32) -> &'b [&'a Line] {
    let is_same = |line: &&&Line| line.height > size * SAME && line.height * SAME < size;
    &lines[..lines.iter().take_while(is_same).count()]
}

fn joined(lines: &[&Line]) -> String {
    lines.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join(" ")
}

/// Takes the paragraphs that say the title out of the head of the text; what they say,
/// words cut at the end of lines whole.
pub(super) fn take(blocks: &mut Vec<Block>, title: &str) -> Option<String> {
    let title = letters(title);
    for start in 0..blocks.len().min(HEAD) {
        let mut said = String::new();
        for end in start..blocks.len().min(start + HEAD) {
            said.push_str(&letters(&blocks[end].text));
            if said == title && blocks.len() > end + 1 - start {
                let taken: Vec<String> =
                    blocks.drain(start..=end).map(|block| block.text).collect();
                return Some(taken.join(" "));
            }
            if !title.starts_with(&said) {
                break;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;

    #[test]
    fn the_largest_letters() {
        let line =
            |text: &str, height: f32| Line { text: text.to_owned(), top: 0.0, height };
        let body =
            |count: usize| vec![line("Le port a rouvert mardi matin.", 10.0); count];
        let page = [
            vec![
                line("Le Courrier", 12.0),
                line("Le port rouvre", 24.0),
                line("ses quais", 24.0),
            ],
            body(9),
        ]
        .concat();
        let largest = |pages: &[&[Line]]| largest(pages.iter().copied());
        let title = largest(&[&page]).unwrap().title;
        assert_eq!(title, "Le port rouvre ses quais");
        let texts = ["Le Courrier", "Le port rouvre", "ses quais", "Le port a rouvert."];
        let mut blocks: Vec<Block> =
            texts.iter().map(|text| Block::new(Kind::Text, *text)).collect();
        assert_eq!(take(&mut blocks, &title), Some(title.clone()));
        assert_eq!(blocks.len(), 2);
        assert_eq!(take(&mut blocks, &title), None);
        assert_eq!(largest(&[&body(9)]), None);
        assert_eq!(largest(&[&[]]), None);
        assert_eq!(largest(&[]), None);
        let (start, end) = (
            [line("Le port rouvre", 24.0)],
            [vec![line("ses quais", 24.0)], body(9)].concat(),
        );
        assert_eq!(largest(&[&start, &end]).unwrap().title, "Le port rouvre ses quais");
        assert_eq!(largest(&[&start, &body(9)]), None);
        let end = [vec![line("Sommaire", 24.0)], body(9)].concat();
        assert_eq!(largest(&[&start, &end]), None, "the heading of another page");
    }

    #[test]
    fn a_masthead_is_no_title() {
        let line = |(text, height): &(&str, f32)| Line {
            text: (*text).to_owned(),
            top: 0.0,
            height: *height,
        };
        let case = |head: &[(&str, f32)], title: &str, masthead: Option<&str>| {
            let body = [("Le port a rouvert mardi matin.", 10.0); 9];
            let lines: Vec<Line> = head.iter().chain(&body).map(line).collect();
            let found = largest(std::iter::once(lines.as_slice())).unwrap();
            assert_eq!(
                (found.title.as_str(), found.masthead.as_deref()),
                (title, masthead)
            );
        };
        let port = ("Le port rouvre ses quais", 22.0);
        let name = ("Le Courrier de Saint-Aubin", 40.0);
        let day = ("Mercredi 7 novembre 2012", 10.0);
        case(&[name, port], port.0, Some(name.0));
        case(&[name, day, port], port.0, Some(name.0));
        let number = ("N° 412 - Mercredi 7 novembre 2012 - 1,20 €", 10.0);
        case(&[("LA VIGIE", 48.0), number, port], port.0, Some("LA VIGIE"));
        let kind = ("Quotidien du littoral", 9.0);
        case(&[("LA VIGIE", 48.0), kind, port], port.0, Some("LA VIGIE"));
        let more = ("Après dix-huit mois de travaux", 16.0);
        case(&[port, more], port.0, None);
        case(&[port, day, more], port.0, None);
        let (start, end) = (("Après dix-huit mois,", 20.0), ("le port rouvre", 28.0));
        case(&[start, end], "Après dix-huit mois, le port rouvre", None);
        let (start, end) = (("Le port de Saint-Aubin", 28.0), ("rouvre mardi", 20.0));
        case(&[start, end], "Le port de Saint-Aubin rouvre mardi", None);
        case(
            &[("Le journal du port ferme", 30.0), more],
            "Le journal du port ferme",
            None,
        );
        let text = ("Les bateaux sont revenus.", 10.0);
        case(&[name, text, text, text, text, port], name.0, None);
    }
}
