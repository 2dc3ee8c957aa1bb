//! The line of a printed page that names the newspaper and the day: « Le Courrier de
//! Saint-Aubin – mercredi 7 novembre 2012 – p. 3 ».

use super::block::Block;
use super::fields::{Column, Field, Record};
use super::fold::{after, folded, letters, words};
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

/// Whether large letters above a title are the name of a newspaper: a line below them
/// says what only a masthead does, or they are called as newspapers are.
pub(super) fn names(name: &str, below: &[&str]) -> bool {
    let is_name = name.starts_with(char::is_uppercase)
        && (1..=MOST_WORDS).contains(&words(name))
        && !name.contains(['.', ';', ':', '?', '!', '«', '@']);
    is_name && (below.iter().any(|line| tells_edition(line)) || is_press_name(name))
        || read(name).is_some()
}

/// Whether a title is that of a newspaper's issue: « La Vigie, n° 412 ».
pub(super) fn is_issue(title: &str) -> bool {
    let (name, is_numbered) = bare(title);
    is_numbered && (1..=MOST_WORDS).contains(&words(name))
}

/// « N° 412 – 1,20 € », « Quotidien du littoral »: more than a date, which stands below
/// the title of many a page.
fn tells_edition(line: &str) -> bool {
    const KINDS: &[&str] =
        &["quotidien", "hebdomadaire", "mensuel", "bimensuel", "journal", "edition"];
    let is_short = line.chars().nth(LONGEST).is_none();
    let is_priced = line.contains('€') || folded(line).contains(" euro");
    let is_numbered = find_date(line).is_some_and(|(range, _)| {
        bare(&line[..range.start]).1 || bare(&line[range.end..]).1
    });
    is_short
        && !line.trim_end().ends_with('.')
        && (is_priced && line.contains(|c: char| c.is_ascii_digit())
            || is_numbered
            || KINDS.iter().any(|kind| after(line, kind).is_some()))
}

/// « Le Courrier de Saint-Aubin »: a word that newspapers are called by, capitals on
/// all that are not small.
fn is_press_name(name: &str) -> bool {
    const NOUNS: &[&str] = &[
        "courrier",
        "journal",
        "gazette",
        "tribune",
        "depeche",
        "voix",
        "echo",
        "echos",
        "monde",
        "figaro",
        "parisien",
        "progres",
        "telegramme",
        "republique",
        "nouvelle",
        "nouvelles",
        "independant",
        "union",
        "quotidien",
        "hebdo",
        "lettre",
        "bulletin",
        "revue",
        "presse",
        "eclair",
        "eclaireur",
        "messager",
        "moniteur",
        "reveil",
        "liberation",
        "humanite",
        "dauphine",
        "ouest-france",
        "populaire",
        "phare",
    ];
    const SMALL: &[&str] =
        &["de", "du", "des", "la", "le", "les", "et", "en", "l'", "d'", "sur"];
    let name = ["le", "la", "les", "l'"]
        .iter()
        .find_map(|word| after(name, word))
        .unwrap_or(name)
        .trim_start();
    let mut parts = name.split_whitespace();
    let is_capital = |part: &str| part.starts_with(char::is_uppercase);
    let is_noun = parts
        .next()
        .is_some_and(|part| is_capital(part) && NOUNS.contains(&folded(part).as_str()));
    // A headline in capitals may begin with any of these words.
    let is_shouted = !name.contains(char::is_lowercase) && words(name) > 1;
    is_noun
        && !is_shouted
        && parts.all(|part| {
            is_capital(part)
                || SMALL.contains(&part)
                || part.split_once(['\'', '’']).is_some_and(|(_, rest)| is_capital(rest))
        })
}

/// Makes boilerplate of the paragraphs at the top that say this name; whether they do.
pub(super) fn set_apart(blocks: &mut [Block], name: &str) -> bool {
    let name = letters(name);
    let mut said = String::new();
    for at in 0..blocks.len().min(EDGE) {
        said.push_str(&letters(&blocks[at].text));
        if said == name {
            blocks[..=at].iter_mut().for_each(|block| block.kind = Kind::Boilerplate);
            return true;
        }
        if !name.starts_with(&said) {
            break;
        }
    }
    false
}

/// Makes boilerplate of the line below the name that says which issue it is; its date.
pub(super) fn take_edition(blocks: &mut [Block]) -> Option<String> {
    let is_below = |block: &&mut Block| block.kind != Kind::Boilerplate;
    let block = blocks.iter_mut().take(EDGE).find(is_below)?;
    if !tells_edition(&block.text) {
        return None;
    }
    block.kind = Kind::Boilerplate;
    find_date(&block.text).map(|(range, _)| block.text[range].to_owned())
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
    let ((name, "") | ("", name)) = (before, behind) else { return None };
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
    fn names_in_large_letters() {
        let number = ["N° 412 - mercredi 7 novembre 2012"];
        assert!(names("LA VIGIE", &number));
        assert!(names("LA VIGIE", &["Le numéro : 1,20 €"]));
        assert!(names("La Voix de l'Estuaire", &[]));
        assert!(names("Le Courrier – mercredi 7 novembre 2012", &[]));
        for headline in [
            "Le port rouvre",
            "Le Monde de demain",
            "LE TEMPS DES RÉFORMES",
            "LA VOIX DES PÊCHEURS",
            "La presse en crise",
        ] {
            assert!(!names(headline, &["Mercredi 7 novembre 2012"]), "{headline}");
        }
    }

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
    fn the_line_below_the_name_dates_the_issue() {
        let name = Block::new(Kind::Boilerplate, "La Vigie");
        for (text, date, kind) in [
            (
                "Quotidien d'information – N° 12 – mardi 6 novembre 2012 – 1,20 €",
                Some("mardi 6 novembre 2012"),
                Kind::Boilerplate,
            ),
            ("Quotidien d'information – 1,20 €", None, Kind::Boilerplate),
            ("Le 6 novembre 2012, le port a rouvert.", None, Kind::Text),
        ] {
            let mut blocks = vec![name.clone(), Block::new(Kind::Text, text)];
            assert_eq!(take_edition(&mut blocks).as_deref(), date, "{text}");
            assert_eq!(blocks[1].kind, kind, "{text}");
        }
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
