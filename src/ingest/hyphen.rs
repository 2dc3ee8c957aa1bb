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
pub(super) struct Words {
    words: HashSet<String>,
    /// So few lines end with a hyphen that the printer may have cut no word here: the
    /// hyphens may be those of the words.
    are_rarely_cut: bool,
}

impl Words {
    /// The words of these lines, in lower case, hyphens inside kept, pieces of cut
    /// words left out. Empty when no line cuts a word.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Self {
        let pairs = lines.clone().zip(lines.clone().skip(1));
        let cuts: Vec<bool> = pairs.map(|(line, next)| is_cut(line, next)).collect();
        let count = cuts.iter().filter(|is_cut| **is_cut).count();
        let mut words = HashSet::new();
        let after = std::iter::once(&false).chain(&cuts);
        let before = cuts.iter().chain(std::iter::once(&false));
        for ((line, after), before) in lines.zip(after).zip(before).filter(|_| count > 0)
        {
            let mut whole: Vec<&str> = line.split(|c: char| !is_part(c)).collect();
            whole.drain(..usize::from(*after));
            whole.truncate(whole.len() - usize::from(*before).min(whole.len()));
            words.extend(whole.into_iter().map(str::to_lowercase));
        }
        Self { words, are_rarely_cut: count * 100 < (cuts.len() + 16) * 4 }
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
        if self.words.contains(&format!("{low}-{end}")) {
            return true;
        }
        if self.words.contains(&format!("{low}{end}")) {
            return false;
        }
        let has = |list: &str, word: &str| list.split(' ').any(|known| known == word);
        let last_part = low.rsplit('-').next().unwrap_or(&low);
        let bare = last_part.rsplit(['\'', '’']).next().unwrap_or(last_part);
        let first_part = end.split('-').next().unwrap_or(&end);
        let of_names = first_part.len() < end.len() && has(LINKS, first_part)
            || last_part.len() < low.len() && has(LINKS, last_part);
        let is_sign = |c: char| c.is_uppercase() || c.is_ascii_digit();
        let is_word = first_part.chars().count() > 4 && self.words.contains(first_part);
        self.are_rarely_cut && (is_word || has(PREFIXES, bare))
            || of_names
            || has(FIRST, last_part)
            || has(FIRST, bare)
            || has(LAST, first_part)
            || second.starts_with(is_sign)
            || first.ends_with(is_sign)
    }
}

/// Letters of a word at most, looked at before its hyphen.
const LONGEST: usize = 60;

/// The hyphens that end lines.
const HYPHENS: &[char] = &['-', '\u{2010}', '\u{2011}', '\u{ad}'];

/// First parts that keep their hyphen; none is also how common words begin (`ex`, `mi`
/// and `beau` are left out for *exposition*, *ministre* and *beaucoup*).
const FIRST: &str = "abat après arrière avant belle brise c'est c’est chef cinquante coffre \
    cure demi deux dix elle elles est eux franco garde grand gratte haut laissez lui n'est \
    n’est nord nous nouveau ouest peut plate porte prêt qu'est qu’est quarante quatre \
    quelques rendez rez saint sainte sans savoir soixante sud taille tire tout trente vice \
    vingt vous week";

/// First parts that keep it where words are rarely cut: elsewhere they are syllables.
const PREFIXES: &str = "anti co ex là mi petit petite";

/// Last parts that keep it. The printer cuts before a consonant (« nou-velle »), so a
/// cut before « elle » or « il » is a real hyphen.
const LAST: &str = "ci dela delà dessous dessus elle elles en être il ils je là même mêmes \
    midi moi nous on parole t toi tu vous y";

/// Small words between two hyphens of a name: « Pas-/de-Calais », « Châlons-en-/Champagne ».
const LINKS: &str = "à au aux d de des du en et l la le les lès sous sur t";

/// Whether a line ends with a hyphen that cuts a word which the next line goes on.
pub(super) fn is_cut(before: &str, after: &str) -> bool {
    let stem = before.trim_end_matches(HYPHENS);
    before[stem.len()..].chars().count() == 1
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
        case("le Pas-", "de-Calais", "le Pas-de-Calais");
        case("Châlons-en-", "champagne", "Châlons-en-champagne");
        case("l'avant-", "port", "l'avant-port");
        case("à Saint-", "Denis", "à Saint-Denis");
        case("Va-", "t-il partir", "Va-t-il partir");
        case("c'est-à-", "dire", "c'est-à-dire");
        case("dix-", "huit mois", "dix-huit mois");
        case("le COVID-", "19", "le COVID-19");
    }

    #[test]
    fn few_hyphens_may_not_be_the_printers() {
        let line = "Une ligne sans coupure sur la démocratie.";
        let mend = |count: usize, before| {
            let cut = ["une cou-", "pure nette"].into_iter().cycle().take(2 * count);
            let words = Words::of(std::iter::repeat_n(line, 60).chain(cut));
            mended(&words, before, "démocratie")
        };
        assert_eq!(mend(1, "le camp poly-"), "le camp poly-démocratie");
        assert_eq!(mend(9, "le camp poly-"), "le camp polydémocratie");
        let words = Words::of(std::iter::repeat_n(line, 60));
        assert_eq!(mended(&words, "large-", "ment"), "largement");
        assert_eq!(mended(&words, "l'ex-", "ministre"), "l'ex-ministre");
    }

    #[test]
    fn the_document_knows_better() {
        let lines =
            ["Le sous-traitant et le soustraire. Un cyber-café.", "un pié-", "ton"];
        let words = Words::of(lines.into_iter());
        assert_eq!(mended(&words, "le sous-", "traitant"), "le sous-traitant");
        assert_eq!(mended(&words, "à sous-", "traire"), "à soustraire");
        assert_eq!(mended(&words, "un cyber-", "café"), "un cyber-café");
    }

    #[test]
    fn a_dash_is_no_hyphen() {
        assert!(!is_cut("une idée -", "bonne"));
        assert!(!is_cut("une idée", "bonne"));
        assert!(!is_cut("de 12-", "« et »"));
        assert!(!is_cut("une idée--", "bonne"));
    }
}
