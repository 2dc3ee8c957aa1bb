//! Who signed and when it was published, from a line that says only that: « Publié le
//! 5 novembre 2012 par Anne Martin », « Propos recueillis par X », « (avec AFP) ».
//!
//! A line is a byline when all of it is understood as such; one word more and it is
//! text, so that « en avril 2012 » in a sentence dates nothing.

use super::fold::after;
use super::line::is_address;
use super::names;
use crate::article::{Date, find_date};

/// What a byline says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    pub(super) authors: Vec<String>,
    /// Publication, with the date as written.
    pub(super) date: Option<(Date, String)>,
    /// Last change, which is the date of publication only when no other is known.
    pub(super) updated: Option<(Date, String)>,
    /// It says who or when in so many words (« par », « publié le »), and is more than
    /// a date or a name that stands alone.
    pub(super) is_signature: bool,
}

/// Bylines are short.
const MOST_CHARACTERS: usize = 220;

/// « mercredi 30 septembre 2020 » and some more.
const LONGEST_DATE: usize = 40;

const PUBLISHED: &[&str] = &[
    "publie le",
    "publie",
    "publiee le",
    "paru le",
    "parue le",
    "mis en ligne le",
    "mise en ligne le",
    "poste le",
    "diffuse le",
    "date de publication",
    "date",
    "published on",
    "published",
    "posted on",
];

const UPDATED: &[&str] = &[
    "mis a jour le",
    "mise a jour le",
    "mis a jour",
    "mise a jour",
    "modifie le",
    "maj le",
    "maj",
    "updated on",
    "updated",
    "last updated",
    "actualise le",
    "edite le",
];

const BY: &[&str] = &[
    "propos recueillis par",
    "propos recueillis a",
    "recueilli par",
    "recueillis par",
    "entretien realise par",
    "interview realisee par",
    "ecrit par",
    "redige par",
    "texte par",
    "un article de",
    "par",
    "by",
    "auteurs :",
    "auteur :",
    "texte :",
    "textes :",
    "signe :",
    "journaliste :",
];

/// What a correspondent is called before a place or a name.
const SENT: &[&str] = &[
    "de notre envoye special",
    "de notre envoyee speciale",
    "de nos envoyes speciaux",
    "de nos envoyees speciales",
    "notre envoye special",
    "notre envoyee speciale",
    "nos envoyes speciaux",
    "de notre correspondant",
    "de notre correspondante",
    "de nos correspondants",
    "notre correspondant",
    "notre correspondante",
    "envoye special",
    "envoyee speciale",
    "envoyes speciaux",
    "envoyees speciales",
    "correspondant",
    "correspondante",
    "correspondance",
];

const AGENCIES: &[(&str, &str)] = &[
    ("afp", "AFP"),
    ("agence france-presse", "AFP"),
    ("reuters", "Reuters"),
    ("ap", "AP"),
    ("associated press", "AP"),
    ("belga", "Belga"),
    ("ats", "ATS"),
    ("presse canadienne", "La Presse canadienne"),
];

/// What may stand between the parts of a byline.
const SEPARATORS: &[char] = &[
    ' ', '\t', '\u{a0}', '\u{202f}', '|', '•', '·', '–', '—', '-', ',', ';', ':', '/',
    '(', ')', '.', '*', '_', '[', ']',
];

/// Reads a line that is a byline from end to end.
pub(super) fn read(line: &str) -> Option<Byline> {
    let line = line.trim();
    if line.len() > MOST_CHARACTERS || !may_be_one(line) {
        return None;
    }
    let mut byline = Byline::default();
    let mut rest = line.trim_start_matches(SEPARATORS);
    while !rest.is_empty() {
        rest = part(rest, &mut byline)?.trim_start_matches(SEPARATORS);
    }
    if line.ends_with('.') && !byline.is_signature {
        return None; // the end of a sentence cut before « novembre 2012. »
    }
    let says = byline.date.is_some() || byline.updated.is_some() || byline.is_signature;
    says.then_some(byline)
}

/// A cheap look before the reading: bylines hold a figure or begin with a known word.
fn may_be_one(line: &str) -> bool {
    let line = line.trim_start_matches(SEPARATORS);
    line.contains(|c: char| c.is_ascii_digit())
        || [BY, SENT].concat().iter().any(|phrase| after(line, phrase).is_some())
        || agency(line).is_some()
        || line.contains("AFP")
}

/// One part at the start of the text; what follows it.
fn part<'a>(text: &'a str, byline: &mut Byline) -> Option<&'a str> {
    published(text, byline)
        .or_else(|| updated(text, byline))
        .or_else(|| by(text, byline))
        .or_else(|| sent(text, byline))
        .or_else(|| agencies(text, byline))
        .or_else(|| reading_time(text))
        .or_else(|| address(text))
        .or_else(|| bare_names(text, byline))
        .or_else(|| dated_place(text, byline))
}

fn published<'a>(text: &'a str, byline: &mut Byline) -> Option<&'a str> {
    let introduced = PUBLISHED.iter().find_map(|phrase| after(text, phrase));
    let bare = introduced.or_else(|| after(text, "le")).unwrap_or(text);
    let (date, rest) = date(bare)?;
    byline.is_signature |= introduced.is_some();
    byline.date.get_or_insert(date);
    Some(rest)
}

fn updated<'a>(text: &'a str, byline: &mut Byline) -> Option<&'a str> {
    let rest = UPDATED.iter().find_map(|phrase| after(text, phrase))?;
    match date(rest) {
        Some((date, rest)) => {
            byline.updated.get_or_insert(date);
            byline.is_signature = true;
            Some(rest)
        }
        None => time(rest), // « mis à jour à 14h30 »: the same day
    }
}

/// A date at the start of the text, with its time of day taken off.
fn date(text: &str) -> Option<((Date, String), &str)> {
    let text = text.trim_start_matches([' ', '\u{a0}', ':']);
    let head = text.char_indices().nth(LONGEST_DATE).map_or(text, |(at, _)| &text[..at]);
    let (range, date) = find_date(head).filter(|(range, _)| range.start == 0)?;
    let rest = &text[range.end..];
    Some(((date, text[range].to_owned()), time(rest).unwrap_or(rest)))
}

/// What follows a time of day: ` à 14h30`, `, 10:21`, ` - 16:55:20 -0000`.
fn time(text: &str) -> Option<&str> {
    let text =
        text.trim_start_matches([' ', '\u{a0}', '\u{202f}', ',', '-', '–', '|', '•']);
    let text = ["a", "at"].iter().find_map(|word| after(text, word)).unwrap_or(text);
    let text = text.trim_start();
    let hour = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if !(1..=2).contains(&(text.len() - hour.len())) {
        return None;
    }
    let minutes = hour.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let minutes = minutes.strip_prefix(['h', 'H', ':'])?;
    let rest = minutes.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    let zone = rest.trim_start();
    let zone = zone
        .strip_prefix(['+', '-'])
        .filter(|z| z.starts_with(|c: char| c.is_ascii_digit()));
    Some(zone.map_or(rest, |zone| zone.trim_start_matches(|c: char| c.is_ascii_digit())))
}

fn by<'a>(text: &'a str, byline: &mut Byline) -> Option<&'a str> {
    let rest = BY.iter().find_map(|phrase| after(text, phrase))?;
    let (mut names, rest) = names::read(rest)?;
    if let Some(last) = names.last_mut().filter(|name| ends_line(name)) {
        last.pop();
    }
    byline.authors.extend(names);
    byline.is_signature = true;
    Some(names::after_role(rest))
}

/// Whether the full stop at the end of a name is that of its line, not of an initial.
fn ends_line(name: &str) -> bool {
    let last = name.strip_suffix('.').and_then(|name| name.split_whitespace().last());
    last.is_some_and(|word| word.chars().count() > 2 && !word.contains('.'))
}

/// « De notre envoyé spécial à Brest, Jean Martin ».
fn sent<'a>(text: &'a str, byline: &mut Byline) -> Option<&'a str> {
    let rest = SENT.iter().find_map(|phrase| after(text, phrase))?;
    byline.is_signature = true;
    Some(names::after_place(rest))
}

fn agencies<'a>(text: &'a str, byline: &mut Byline) -> Option<&'a str> {
    let inner = ["avec", "source", "et"].iter().find_map(|word| after(text, word));
    let inner = inner.unwrap_or(text).trim_start_matches(SEPARATORS);
    if let Some(rest) =
        ["agences", "les agences"].iter().find_map(|word| after(inner, word))
    {
        return Some(rest);
    }
    let (name, rest) = agency(inner)?;
    if !byline.authors.iter().any(|author| author == name) {
        byline.authors.push(name.to_owned());
    }
    byline.is_signature = true;
    Some(rest)
}

fn agency(text: &str) -> Option<(&'static str, &str)> {
    AGENCIES.iter().find_map(|(word, name)| Some((*name, after(text, word)?)))
}

fn reading_time(text: &str) -> Option<&str> {
    let rest =
        ["temps de lecture", "lecture"].iter().find_map(|phrase| after(text, phrase))?;
    let rest = rest.trim_start_matches([' ', '\u{a0}', ':']);
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if unit.len() == rest.len() {
        return None;
    }
    ["minutes", "minute", "mins", "min", "mn"]
        .iter()
        .find_map(|word| after(unit.trim_start(), word))
}

/// A mail address after a name.
fn address(text: &str) -> Option<&str> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let word = text[..end].trim_end_matches([',', ';', ')']);
    is_address(word).then_some(&text[end..])
}

/// « Jean Martin | 5 novembre 2012 »: a name of two words or more is a byline only
/// beside something that makes it one.
fn bare_names<'a>(text: &'a str, byline: &mut Byline) -> Option<&'a str> {
    let (names, rest) = names::read(text)?;
    let other = |rest: &str| {
        let rest = rest.trim_start_matches(SEPARATORS);
        date(rest).is_some()
            || PUBLISHED.iter().chain(UPDATED).any(|phrase| after(rest, phrase).is_some())
            || ["avec afp", "afp", "avec reuters"]
                .iter()
                .any(|a| after(rest, a).is_some())
    };
    let said = byline.date.is_some() || byline.updated.is_some() || byline.is_signature;
    let anchored = said || other(rest);
    // « Le Courrier de Saint-Aubin, 5 novembre 2012 » heads a page.
    let is_dated = date(rest.trim_start_matches(SEPARATORS)).is_some();
    let is_name = |name: &String| {
        let has_article =
            ["le", "la", "les"].iter().any(|word| after(name, word).is_some());
        name.contains(' ') && !(has_article && is_dated)
    };
    let sound = anchored && names.iter().all(is_name);
    if !sound {
        return None;
    }
    byline.authors.extend(names);
    Some(names::after_role(rest))
}

/// « Paris, le 5 novembre 2012 », « Fait à Saint-Malo, le 5 novembre 2012 ».
fn dated_place<'a>(text: &'a str, byline: &mut Byline) -> Option<&'a str> {
    const MOST_WORDS: usize = 4;
    let place = ["fait a", "a"].iter().find_map(|word| after(text, word)).unwrap_or(text);
    let (place, rest) = place.split_once(',')?;
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            || ["de", "la", "le", "les", "sur", "en"].contains(&word)
    };
    let place = place.trim();
    let is_place = place.starts_with(char::is_uppercase)
        && place.split_whitespace().count() <= MOST_WORDS
        && place.split_whitespace().all(is_name)
        && !place.contains(|c: char| c.is_ascii_digit());
    let (date, rest) = date(after(rest.trim_start(), "le").filter(|_| is_place)?)?;
    byline.date.get_or_insert(date);
    Some(rest)
}

/// The date of a dispatch that opens with it: « PARIS, 5 nov 2012 (AFP) - ».
pub(super) fn dateline(paragraph: &str) -> Option<(Date, String)> {
    let end = paragraph.char_indices().nth(90).map_or(paragraph.len(), |(at, _)| at);
    let head = &paragraph[..end];
    let (place, rest) = head.split_once(',')?;
    let is_place = !place.is_empty()
        && place.split_whitespace().count() <= 5
        && place.starts_with(char::is_uppercase);
    let (date, rest) = date(rest)?;
    let inside = rest.trim_start().strip_prefix('(')?;
    (is_place && agency(inside)?.1.trim_start().starts_with(')')).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(line: &str, authors: &[&str], date: Option<&str>) {
        let byline = read(line).unwrap_or_else(|| panic!("no byline: {line}"));
        let found = byline.date.map(|(date, _)| date.to_string());
        assert_eq!(byline.authors, authors, "{line}");
        assert_eq!(found.as_deref(), date, "{line}");
    }

    #[test]
    fn french_bylines() {
        case(
            "Publié le 05 novembre 2012 par Anne Martin",
            &["Anne Martin"],
            Some("2012-11-05"),
        );
        case("Par Hélène Le Goff", &["Hélène Le Goff"], None);
        case(
            "Par Jean Martin et Anne-Marie Petit",
            &["Jean Martin", "Anne-Marie Petit"],
            None,
        );
        case(
            "par J. Martin, A. Petit et L. Roux",
            &["J. Martin", "A. Petit", "L. Roux"],
            None,
        );
        case("PAR JEAN MARTIN", &["JEAN MARTIN"], None);
        case("Par Jean d'Ormont (avec AFP)", &["Jean d'Ormont", "AFP"], None);
        case("Le Courrier avec AFP", &["Le Courrier", "AFP"], None);
        case("Propos recueillis par Jean Martin", &["Jean Martin"], None);
        case(
            "Propos recueillis par A. Petit et J. Roux.",
            &["A. Petit", "J. Roux"],
            None,
        );
        case("Par Jean Martin et Anne P.", &["Jean Martin", "Anne P."], None);
        case("De notre envoyé spécial à Brest", &[], None);
        case("De notre envoyée spéciale à Saint-Malo, Anne Petit", &["Anne Petit"], None);
        case("Par Anne Petit, envoyée spéciale à Brest", &["Anne Petit"], None);
        case("Jean Martin | 5 novembre 2012", &["Jean Martin"], Some("2012-11-05"));
        case("(AFP)", &["AFP"], None);
        case("5 novembre 2012", &[], Some("2012-11-05"));
        case("Le mardi 3 mars 2020 à 14h30", &[], Some("2020-03-03"));
        case("Paris, le 5 novembre 2012", &[], Some("2012-11-05"));
        case("À Châlons-en-Champagne, le lundi 5 novembre 2012", &[], Some("2012-11-05"));
        case("Fait à La Roche sur Yon, le 5/11/2012", &[], Some("2012-11-05"));
        case("Par la rédaction", &["la rédaction"], None);
        case("Par Jean Martin — Lecture 4 min.", &["Jean Martin"], None);
    }

    #[test]
    fn an_update_is_not_the_date() {
        let line =
            "05.11.2012 à 10h21 • Mis à jour le 06.11.2012 à 9h00 | Par Anne Petit";
        case(line, &["Anne Petit"], Some("2012-11-05"));
        let byline = read("Mis à jour le 6 novembre 2012 à 9 h").unwrap();
        assert_eq!(byline.date, None);
        assert_eq!(byline.updated.unwrap().0.to_string(), "2012-11-06");
        case("Publié le 5 mai 2013 à 8h, mis à jour à 9h30", &[], Some("2013-05-05"));
    }

    #[test]
    fn sentences_are_not_bylines() {
        for line in [
            "Par ailleurs, le maire a démissionné",
            "Par Jean Martin, on apprend que le port rouvre",
            "Le 5 novembre 2012, le port a rouvert",
            "Paris, le 5 novembre 2012, dort encore",
            "Ouvert aux visiteurs, le 5 novembre 2012",
            "Après le retrait du groupe en avril 2012, rien n'a bougé",
            "Le 5 novembre",
            "Jean Martin",
            "novembre 2012.",
            "Par 12 voix contre 3",
            "2012",
            "Mis à jour",
            "Propos recueillis",
            "L'AFP a un nouveau directeur",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn dispatches() {
        let found = |text| dateline(text).map(|(date, _)| date.to_string());
        assert_eq!(
            found("PARIS, 5 nov 2012 (AFP) - Le port").as_deref(),
            Some("2012-11-05")
        );
        assert_eq!(found("Brest, 5 nov 2012, le port a rouvert (AFP)"), None);
        assert_eq!(found("Le port, 5 nov 2012"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_survived(line in "\\PC{0,80}") {
            read(&line);
            dateline(&line);
        }
    }
}
