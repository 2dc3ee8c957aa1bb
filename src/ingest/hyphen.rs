//! Words cut by a hyphen at the end of a line: « ac-/cueille » is one word again,
//! « porte-/parole » keeps its hyphen.
//!
//! No dictionary is needed: the document itself is asked first (is « accueille » or
//! « porte-parole » written elsewhere in it?), then a short list of first and last
//! parts that French always hyphenates, then capitals and figures. Else the hyphen
//! was the printer's.

use std::collections::HashSet;

/// What a document says about its own words.
#[derive(Default)]
pub(super) struct Words(HashSet<String>);

impl Words {
    /// The words of a text, in lower case, hyphens inside kept.
    pub(super) fn of(text: &str) -> Self {
        Self(text.split(|c: char| !is_part(c)).map(str::to_lowercase).collect())
    }

    /// Adds to a text that ends with a hyphen which cuts a word what comes after it,
    /// with or without the hyphen.
    pub(super) fn mend(&self, text: &mut String, after: &str) {
        let is_soft = text.ends_with('\u{ad}');
        text.truncate(text.trim_end_matches(HYPHENS).len());
        let back =
            text.char_indices().rev().take(LONGEST).take_while(|(_, c)| is_part(*c));
        let first = &text[back.last().map_or(text.len(), |(at, _)| at)..];
        let second = after.split(|c: char| !is_part(c)).next().unwrap_or(after);
        if !is_soft && self.keeps(first, second) {
            text.push('-');
        }
        text.push_str(after);
    }

    fn keeps(&self, first: &str, second: &str) -> bool {
        let (low, end) = (first.to_lowercase(), second.to_lowercase());
        if self.0.contains(&format!("{low}-{end}")) {
            return true;
        }
        if self.0.contains(&format!("{low}{end}")) {
            return false;
        }
        let last_part = low.rsplit('-').next().unwrap_or(&low);
        let first_part = end.split('-').next().unwrap_or(&end);
        last_part != low && FIRST.contains(&low.split('-').next().unwrap_or(&low))
            || FIRST.contains(&last_part)
            || LAST.contains(&first_part)
            || second.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || first.ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    }
}

/// Letters of a word at most, looked at before its hyphen.
const LONGEST: usize = 60;

/// The hyphens that end lines.
const HYPHENS: &[char] = &['-', '\u{2010}', '\u{2011}', '\u{ad}'];

/// First parts that keep their hyphen; none is also how common words begin (`ex`, `mi`
/// and `beau` are left out for *exposition*, *ministre* and *beaucoup*).
const FIRST: &[&str] = &[
    "abat",
    "après",
    "arrière",
    "avant",
    "belle",
    "brise",
    "c'est",
    "c’est",
    "chef",
    "cinquante",
    "coffre",
    "cure",
    "demi",
    "deux",
    "dix",
    "elle",
    "elles",
    "est",
    "eux",
    "franco",
    "garde",
    "grand",
    "gratte",
    "haut",
    "laissez",
    "lui",
    "n'est",
    "n’est",
    "nord",
    "nous",
    "nouveau",
    "ouest",
    "peut",
    "plate",
    "porte",
    "prêt",
    "qu'est",
    "qu’est",
    "quarante",
    "quatre",
    "quelques",
    "rendez",
    "rez",
    "saint",
    "sainte",
    "sans",
    "savoir",
    "soixante",
    "sud",
    "taille",
    "tire",
    "tout",
    "trente",
    "vice",
    "vingt",
    "vous",
    "week",
];

/// Last parts that keep it. The printer cuts before a consonant (« nou-velle »), so a
/// cut before « elle » or « il » is a real hyphen.
const LAST: &[&str] = &[
    "ci", "dela", "delà", "dessous", "dessus", "elle", "elles", "en", "être", "il",
    "ils", "je", "là", "même", "mêmes", "midi", "moi", "nous", "on", "parole", "t",
    "toi", "tu", "vous", "y",
];

/// Whether a line ends with a hyphen that cuts a word which the next line goes on.
pub(super) fn is_cut(before: &str, after: &str) -> bool {
    let stem = before.trim_end_matches(HYPHENS);
    stem.len() < before.len()
        && stem.ends_with(char::is_alphanumeric)
        && after.starts_with(char::is_alphanumeric)
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || "-'’".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(words: &Words, before: &str, after: &str) -> String {
        let mut text = before.to_owned();
        words.mend(&mut text, after);
        text
    }

    #[track_caller]
    fn case(before: &str, after: &str, expected: &str) {
        assert!(is_cut(before, after));
        assert_eq!(mended(&Words::default(), before, after), expected);
    }

    #[test]
    fn the_printers_hyphen_goes() {
        case("une expo-", "sition", "une exposition");
        case("l'ex-", "position", "l'exposition");
        case("le port ac-", "cueille la flotte", "le port accueille la flotte");
        case("la munici\u{ad}", "palité", "la municipalité");
        case("l'envase-", "ment de 2009", "l'envasement de 2009");
    }

    #[test]
    fn the_words_own_hyphen_stays() {
        case("le porte-", "parole du maire", "le porte-parole du maire");
        case("dit-", "elle", "dit-elle");
        case("au-", "delà", "au-delà");
        case("à Saint-", "Denis", "à Saint-Denis");
        case("Va-", "t-il partir", "Va-t-il partir");
        case("c'est-à-", "dire", "c'est-à-dire");
        case("dix-", "huit mois", "dix-huit mois");
        case("le COVID-", "19", "le COVID-19");
    }

    #[test]
    fn the_document_knows_better() {
        let words = Words::of("Le sous-traitant et le soustraire. Un cyber-café.");
        assert_eq!(mended(&words, "le sous-", "traitant"), "le sous-traitant");
        assert_eq!(mended(&words, "à sous-", "traire"), "à soustraire");
        assert_eq!(mended(&words, "un cyber-", "café"), "un cyber-café");
    }

    #[test]
    fn a_dash_is_no_hyphen() {
        assert!(!is_cut("une idée -", "bonne"));
        assert!(!is_cut("une idée", "bonne"));
        assert!(!is_cut("de 12-", "« et »"));
    }
}
