//! What a document's own properties say of it: title, author, day it was made. Programs
//! fill them as much as people do, so that each is believed only where it is plausible.

use super::block::Block;
use super::fields::{Column, Field, Record};
use super::fold::{after, folded};
use super::line::is_address;
use super::{masthead, names};
use crate::article::{Origin, read_date};
use std::collections::HashSet;

/// Whether what was left aside is a property of its document, and no part of it.
pub fn is_property(name: &str) -> bool {
    name.starts_with("property: ")
}

/// The properties of a document, as written in it; empty where it has none.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) title: String,
    pub(super) authors: Vec<String>,
    /// The day the file was made, which may be long after its text was printed.
    pub(super) created: String,
    pub(super) language: String,
}

impl Properties {
    /// Gives a record what is plausible. Returns the names of what is left aside.
    pub(super) fn fill(self, record: &mut Record, blocks: &[Block]) -> Vec<&'static str> {
        let mut aside = Vec::new();
        let known = record.line(Field::Title).map(folded);
        let is_known = known.as_ref() == Some(&folded(&self.title));
        let mut put = |field, values: Vec<String>, from, name, is_plausible: bool| {
            let said = values.iter().any(|value| !value.trim().is_empty());
            if is_plausible {
                record.put(Column { field, rank: 0, from }, name, values);
            } else if said {
                aside.push(name);
            }
        };
        let of_text = known.is_none()
            && is_title(&self.title)
            && !masthead::is_issue(&self.title)
            && is_of_text(&self.title, blocks);
        let title = if is_known { String::new() } else { self.title };
        put(Field::Title, vec![title], Origin::Metadata, "property: title", of_text);
        let people: Vec<String> =
            self.authors.iter().flat_map(|value| names::listed(value)).collect();
        let are_people = !people.is_empty() && people.iter().all(|name| is_person(name));
        put(Field::Authors, people, Origin::Metadata, "property: author", are_people);
        let made = self.created.trim_start_matches("D:");
        let made = made.get(..10).filter(|day| day.contains('-')).or(made.get(..8));
        let made = made.unwrap_or_default().to_owned();
        let is_day = is_sound_day(&made);
        put(Field::Created, vec![made], Origin::Created, "property: created", is_day);
        let language = self.language.split(['-', '_']).next().unwrap_or("").to_owned();
        put(
            Field::Language,
            vec![language],
            Origin::Metadata,
            "property: language",
            true,
        );
        aside
    }
}

/// Clocks that were never set, and the first days programs count from, are no days.
fn is_sound_day(made: &str) -> bool {
    read_date(made).is_some_and(|date| date.civil().year() >= 1985)
}

/// What programs write for a title when nobody gave one, folded.
const UNTITLED: &[&str] = &[
    "microsoft word",
    "microsoft powerpoint",
    "microsoft excel",
    "untitled",
    "sans titre",
    "sans nom",
    "document",
    "presentation powerpoint",
    "powerpoint presentation",
    "presentation",
    "diapositive",
    "slide",
    "titre",
    "title",
    "no title",
    "mise en page",
    "layout",
    "print",
    "full page photo",
    "scan",
    "image",
];

/// Whether a title was meant as one: no name of a file, of a program or of nothing.
fn is_title(title: &str) -> bool {
    let title = title.trim();
    let is_program_s = UNTITLED.iter().any(|phrase| {
        after(title, phrase).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with(['-', '–', ':'])
                || rest.chars().all(|c| c.is_ascii_digit() || " ()_.".contains(c))
        })
    });
    let is_one_word = !title.contains(char::is_whitespace);
    let is_code = is_one_word && title.contains(|c: char| c.is_ascii_digit() || c == '_');
    let ending = title.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = (2..=5).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    title.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && title.chars().count() <= 300
        && !is_program_s
        && !is_code
        && !is_file
        && !is_address(title)
}

/// Bytes of the text among which the words of a title are looked for.
const OPENING: usize = 4_000;

/// Whether most words of a title stand near the head of the text: a template hands its
/// own title down to every document made from it.
fn is_of_text(title: &str, blocks: &[Block]) -> bool {
    let mut opening = String::new();
    for block in blocks {
        opening.push_str(&block.text);
        opening.push(' ');
        if opening.len() > OPENING {
            break;
        }
    }
    let folded_opening = folded(&opening);
    let words = |text: &'_ str| -> HashSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 2)
            .map(str::to_owned)
            .collect()
    };
    let (said, title) = (words(&folded_opening), words(&folded(title)));
    let found = title.iter().filter(|word| said.contains(*word)).count();
    said.is_empty() || 2 * found > title.len()
}

/// Words of authors who are programs, accounts or offices, folded.
const NOBODY: &[&str] = &[
    "acrobat",
    "admin",
    "administrateur",
    "adobe",
    "apache",
    "bureau",
    "chrome",
    "client",
    "compte",
    "default",
    "direction",
    "distiller",
    "excel",
    "ghostscript",
    "indesign",
    "invite",
    "latex",
    "libreoffice",
    "microsoft",
    "office",
    "openoffice",
    "pao",
    "pdf",
    "photoshop",
    "poste",
    "powerpoint",
    "quarkxpress",
    "redaction",
    "redacteur",
    "scan",
    "scanner",
    "secretariat",
    "server",
    "service",
    "stagiaire",
    "tex",
    "unknown",
    "user",
    "utilisateur",
    "windows",
    "word",
];

/// Whether an author is called as people are: two to five words, most with a capital.
fn is_person(name: &str) -> bool {
    let is_part = |c: char| c.is_alphabetic() || " .,'’-\u{a0}".contains(c);
    let words: Vec<&str> = name.split_whitespace().collect();
    let capitals = words.iter().filter(|word| word.contains(char::is_uppercase));
    let plain = folded(name);
    (2..=5).contains(&words.len())
        && name.chars().all(is_part)
        && capitals.count() >= 2
        && !plain.split([' ', '-', '.']).any(|word| NOBODY.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;

    #[test]
    fn titles() {
        for title in ["Le port rouvre ses quais", "Nuages", "Cloud : l'État investit"] {
            assert!(is_title(title), "{title}");
        }
        for title in [
            "",
            "Microsoft Word - port.doc",
            "Présentation PowerPoint",
            "Document1",
            "Sans titre 2",
            "LM20120511_A4.indd",
            "port.pdf",
            "UNE_0511",
            "https://exemple.fr/port",
            "12/11",
        ] {
            assert!(!is_title(title), "{title}");
        }
    }

    #[test]
    fn people() {
        for name in ["Anne Petit", "Jean-Marc d'Ornano", "Marie de La Tour", "A. Petit"] {
            assert!(is_person(name), "{name}");
        }
        for name in
            ["apetit", "Utilisateur Windows", "Service Presse", "PAO 2", "Rédaction Web"]
        {
            assert!(!is_person(name), "{name}");
        }
    }

    #[track_caller]
    fn case(properties: Properties, field: Field, expected: Option<&str>, aside: usize) {
        let mut record = Record::default();
        let blocks = [Block::new(Kind::Text, "Le port de Saint-Aubin rouvre mardi.")];
        let left = properties.fill(&mut record, &blocks);
        assert_eq!(record.take_line(field).map(|(text, _)| text).as_deref(), expected);
        assert_eq!(left.len(), aside, "{left:?}");
    }

    #[test]
    fn what_is_plausible_is_taken_and_the_rest_said() {
        let title =
            |title: &str| Properties { title: title.to_owned(), ..Properties::default() };
        case(
            title("Saint-Aubin : le port rouvre"),
            Field::Title,
            Some("Saint-Aubin : le port rouvre"),
            0,
        );
        case(title("Gabarit de la lettre municipale"), Field::Title, None, 1);
        case(title("Saint-Aubin, n° 4127"), Field::Title, None, 1);
        let made =
            |day: &str| Properties { created: day.to_owned(), ..Properties::default() };
        case(made("D:20121105143000+01'00'"), Field::Created, Some("20121105"), 0);
        case(made("2012-11-05T14:30:00Z"), Field::Created, Some("2012-11-05"), 0);
        case(made("D:19700101000000Z"), Field::Created, None, 1);
        let authors = vec!["Petit, Anne".to_owned()];
        case(
            Properties { authors, ..Properties::default() },
            Field::Authors,
            Some("Petit, Anne"),
            0,
        );
    }
}
