//! The pieces that dates in writing are made of: numbers, signs, names of months and of
//! days.

use unicode_normalization::UnicodeNormalization;

/// A number, a word or a sign.
#[derive(Clone, Copy)]
pub(super) enum Piece<'a> {
    Number(&'a str),
    Word(&'a str),
    Sign(char),
}

/// A piece and its bytes in the text.
#[derive(Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) piece: Piece<'a>,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Token<'_> {
    /// The value of a number written with `min` to `max` digits.
    pub(super) fn number(&self, min: usize, max: usize) -> Option<i16> {
        match self.piece {
            Piece::Number(digits) if (min..=max).contains(&digits.len()) => {
                digits.parse().ok()
            }
            _ => None,
        }
    }

    /// A number that may be a year.
    pub(super) fn year(&self) -> Option<i16> {
        self.number(4, 4).filter(|year| (1500..=2199).contains(year))
    }

    /// The number of a month's name.
    pub(super) fn month_name(&self) -> Option<i8> {
        match self.piece {
            Piece::Word(word) => month(&plain(word)),
            _ => None,
        }
    }

    /// Whether it is one of these words, whatever its case and accents.
    pub(super) fn is_word(&self, accepted: &[&str]) -> bool {
        matches!(self.piece, Piece::Word(word) if accepted.contains(&plain(word).as_str()))
    }

    /// Whether it is one of these signs.
    pub(super) fn is_sign(&self, accepted: &str) -> bool {
        matches!(self.piece, Piece::Sign(sign) if accepted.contains(sign))
    }
}

/// The pieces of a text, spaces left out.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let run = |keep: fn(char) -> bool| {
            rest.find(|c: char| !keep(c)).map_or(rest, |end| &rest[..end])
        };
        let (piece, length) = if first.is_ascii_digit() {
            let digits = run(|c| c.is_ascii_digit());
            (Some(Piece::Number(digits)), digits.len())
        } else if is_letter(first) {
            let word = run(is_letter);
            (Some(Piece::Word(word)), word.len())
        } else {
            let seen = !first.is_whitespace();
            (seen.then_some(Piece::Sign(first)), first.len_utf8())
        };
        if let Some(piece) = piece {
            tokens.push(Token { piece, start, end: start + length });
        }
        rest = &rest[length..];
    }
    tokens
}

/// Letters, and the marks that a decomposed « é » puts after its letter.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}

/// A word in lower case without its accents.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

fn month(word: &str) -> Option<i8> {
    Some(match word {
        "janvier" | "janv" | "jan" | "january" => 1,
        "fevrier" | "fevr" | "fev" | "february" | "feb" => 2,
        "mars" | "mar" | "march" => 3,
        "avril" | "avr" | "april" | "apr" => 4,
        "mai" | "may" => 5,
        "juin" | "june" | "jun" => 6,
        "juillet" | "juil" | "july" | "jul" => 7,
        "aout" | "august" | "aug" => 8,
        "septembre" | "sept" | "september" | "sep" => 9,
        "octobre" | "oct" | "october" => 10,
        "novembre" | "nov" | "november" => 11,
        "decembre" | "dec" | "december" => 12,
        _ => return None,
    })
}

/// Without accents, in French and in English.
pub(super) const WEEKDAYS: &[&str] = &[
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lun",
    "mar",
    "mer",
    "jeu",
    "ven",
    "sam",
    "dim",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thurs",
    "fri",
    "sat",
    "sun",
];
