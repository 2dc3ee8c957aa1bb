//! The line of a printed page that names the newspaper and the day: « Le Courrier de
//! Saint-Aubin – mercredi 7 novembre 2012 – p. 3 ».

use super::block::Block;
use super::fields::{Column, Field, Record};
use super::fold::{after, folded, words};
use crate::article::{Kind, Origin, find_date};

/// Paragraphs at each end of the first page among which it is looked for.
const EDGE: usize = 3;
/// Characters of such a line, and words of a name.
const LONGEST: usize = 120;
const MOST_WORDS: usize = 7;

/// Gives a record the publication and the date of the masthead of the first page, which
/// is then boilerplate.
pub(super) fn take(blocks: &mut [Block], record: &mut Record) {
    let first = blocks.first().and_then(|block| block.page);
    let end = blocks.iter().position(|block| block.page != first).unwrap_or(blocks.len());
    let is_edge = |at: usize| at < EDGE || at + EDGE >= end;
    let found = (0..end).filter(|at| is_edge(*at)).find_map(|at| {
        let (name, date) = read(&blocks[at].text)?;
        Some((at, name.to_owned(), date.to_owned()))
    });
    let Some((at, name, date)) = found else { return };
    blocks[at].kind = Kind::Boilerplate;
    for (field, value) in [(Field::Publication, name), (Field::Date, date)] {
        record.put(Column { field, rank: 0, from: Origin::Text }, "", vec![value]);
    }
}

/// The name and the date of a line that holds these, and perhaps a number or a page.
/// A name alone may be that of an author: an article before it, the weekday or the
/// number say that it is not.
fn read(line: &str) -> Option<(&str, &str)> {
    if line.chars().nth(LONGEST).is_some() {
        return None;
    }
    let (range, _) = find_date(line)?;
    let date = &line[range.clone()];
    let (before, is_numbered) = bare(&line[..range.start]);
    let (behind, is_paged) = bare(&line[range.end..]);
    let name = match (before, behind) {
        (name, "") | ("", name) => name,
        _ => return None,
    };
    let has_article =
        ["le", "la", "les", "l'"].iter().any(|word| after(name, word).is_some());
    let has_weekday =
        date.starts_with(char::is_alphabetic) && date.split(' ').count() > 3;
    let is_byline =
        ["par", "publie", "mis", "mise", "paru", "propos", "le"].iter().any(|word| {
            after(name, word)
                .is_some_and(|rest| !rest.trim_start().starts_with(char::is_uppercase))
        }) || after(name, "par").is_some();
    let is_name = name.starts_with(char::is_uppercase)
        && (1..=MOST_WORDS).contains(&words(name))
        && !name.contains(['.', ';', '?', '!', '«', '@']);
    let is_told = has_article || has_weekday || is_numbered || is_paged;
    (is_name && is_told && !is_byline).then_some((name, date))
}

/// What is beside the date without signs, numbers and pages, and whether there was a
/// number or a page.
fn bare(side: &str) -> (&str, bool) {
    const SIGNS: &[char] = &[
        ' ', '\u{a0}', '\u{202f}', ',', '-', '–', '—', '|', '•', '·', '/', '(', ')', ':',
    ];
    let mut text = side.trim_matches(SIGNS);
    let mut is_numbered = false;
    loop {
        let end = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let start = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let cut = if end.len() < text.len() { end } else { start };
        let cut = cut.trim_matches(SIGNS);
        let plain = folded(cut);
        let sign = ["n°", "no", "numero", "page", "pages", "p."]
            .iter()
            .find(|sign| plain == **sign || plain.ends_with(&format!(" {sign}")));
        if let Some(sign) = sign {
            is_numbered = true;
            let kept = cut.chars().count() - sign.chars().count();
            let at = cut.char_indices().nth(kept).map_or(cut.len(), |(at, _)| at);
            text = cut[..at].trim_matches(SIGNS);
        } else if cut.len() < text.len() {
            text = cut;
        } else {
            return (text, is_numbered);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mastheads() {
        for line in [
            "Le Courrier de Saint-Aubin, mercredi 7 novembre 2012",
            "Le Courrier de Saint-Aubin 7 novembre 2012",
            "Le Courrier de Saint-Aubin — Mercredi 7 novembre 2012 — p. 3",
            "3 | Le Courrier de Saint-Aubin | 7 novembre 2012",
            "mercredi 7 novembre 2012 Le Courrier de Saint-Aubin 12",
            "Le Courrier de Saint-Aubin n° 4127 - 7 novembre 2012",
        ] {
            let (name, date) = read(line).unwrap();
            assert_eq!(name, "Le Courrier de Saint-Aubin", "{line}");
            assert!(find_date(date).is_some());
        }
        assert_eq!(read("Vigie n° 12, 5 mai 2012").map(|(name, _)| name), Some("Vigie"));
    }

    #[test]
    fn what_is_none() {
        for line in [
            "Anne Petit, 7 novembre 2012",
            "Par Anne Petit, mercredi 7 novembre 2012",
            "Publié le mercredi 7 novembre 2012",
            "le mercredi 7 novembre 2012",
            "Le port a rouvert mardi 6 novembre 2012 sous les applaudissements.",
            "Le 7 novembre 2012",
            "Claire Dubois Le journal de demain 12 janvier 2013 1 / 5",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
