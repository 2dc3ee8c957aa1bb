//! Dates as people write them: « mardi 3 mars 2020 à 14h30 », `5/11/2012`, `mars 2012`,
//! `20140829T135006Z`, `November 5, 2012`. Days come before months, as in French; a
//! date without a year is not a date, and a time of day is read over.

use super::Date;
use super::date_words::{Piece, Token, WEEKDAYS, tokens};
use std::ops::Range;

/// The date that a whole text gives, such as the cell of a column: nothing else may
/// stand beside it but a weekday, a time of day or words like « publié le ».
pub fn read_date(text: &str) -> Option<Date> {
    let tokens = tokens(text);
    let mut start = 0;
    while tokens.get(start).is_some_and(is_introduction) {
        start += 1;
    }
    let (date, taken) = date_at(&tokens[start..], Reading::Whole)?;
    tokens[start + taken..].iter().all(is_time).then_some(date)
}

/// The first date of a line that has a month and a year at least, with the bytes it
/// takes, weekday included and time of day left out.
pub fn find_date(line: &str) -> Option<(Range<usize>, Date)> {
    let tokens = tokens(line);
    (0..tokens.len()).find_map(|start| {
        if start > 0 && continues_number(&tokens[start - 1..]) {
            return None;
        }
        let (date, taken) = date_at(&tokens[start..], Reading::Within)?;
        Some((tokens[start].start..tokens[start + taken - 1].end, date))
    })
}

/// Whether the text is a cell of its own or a line of prose, where `2012` and
/// `2009-10` are more likely to be something else.
#[derive(Clone, Copy, PartialEq)]
enum Reading {
    Whole,
    Within,
}

/// Words that may come before the date of a cell.
const INTRODUCTIONS: &[&str] = &[
    "publie",
    "publiee",
    "paru",
    "parue",
    "mis",
    "mise",
    "en",
    "ligne",
    "poste",
    "postee",
    "diffuse",
    "diffusee",
    "date",
    "du",
    "le",
    "the",
    "on",
    "published",
    "posted",
];

/// Words that may come after it.
const TIMES: &[&str] = &[
    "a", "at", "h", "min", "mn", "s", "heure", "heures", "t", "z", "utc", "gmt", "cet",
    "cest", "am", "pm",
];

fn is_introduction(token: &Token) -> bool {
    token.is_word(INTRODUCTIONS) || token.is_sign(":")
}

fn is_time(token: &Token) -> bool {
    match token.piece {
        Piece::Number(_) => true,
        Piece::Word(_) => token.is_word(TIMES),
        Piece::Sign(sign) => ":.,-+–•()".contains(sign),
    }
}

/// Whether the first of these tokens ties the second to a number before it, as the
/// slash of `3/05/11/2012` does.
fn continues_number(tokens: &[Token]) -> bool {
    match tokens {
        [sign, next, ..] => sign.is_sign("-/.") && sign.end == next.start,
        _ => false,
    }
}

/// A date at the start of these tokens, with the number of tokens it takes.
fn date_at(tokens: &[Token], reading: Reading) -> Option<(Date, usize)> {
    let mut skipped = 0;
    if tokens.first()?.is_word(WEEKDAYS) {
        skipped = 1;
        while tokens.get(skipped).is_some_and(|token| token.is_sign(".,")) {
            skipped += 1;
        }
    }
    let tokens = &tokens[skipped..];
    let (date, taken) = day_month_year(tokens)
        .or_else(|| month_day_year(tokens))
        .or_else(|| month_year(tokens))
        .or_else(|| figures(tokens, reading))?;
    let rest = &tokens[taken..];
    let runs_on = rest.first().is_some_and(|next| next.start == tokens[taken - 1].end)
        && continues_number(rest)
        && rest[1].number(1, 4).is_some();
    (!runs_on).then_some((date, skipped + taken))
}

/// « 5 novembre 2012 », « 1er mars 2014 », « 10 juil. 2024 », `05-Nov-2012`.
fn day_month_year(tokens: &[Token]) -> Option<(Date, usize)> {
    let day = tokens.first()?.number(1, 2)?;
    let mut at = 1;
    if tokens.get(at)?.is_word(&["er", "ᵉʳ", "st", "nd", "rd", "th"]) {
        at += 1;
    }
    at += usize::from(tokens.get(at)?.is_sign("-./°"));
    let month = tokens.get(at)?.month_name()?;
    at += 1;
    at += usize::from(tokens.get(at)?.is_sign(".-/,"));
    let year = tokens.get(at)?.year()?;
    Some((Date::day(year, month, i8::try_from(day).ok()?)?, at + 1))
}

/// `November 5, 2012`, `Nov. 5th, 2012`.
fn month_day_year(tokens: &[Token]) -> Option<(Date, usize)> {
    let month = tokens.first()?.month_name()?;
    let mut at = 1 + usize::from(tokens.get(1)?.is_sign("."));
    let day = tokens.get(at)?.number(1, 2)?;
    at += 1;
    at += usize::from(tokens.get(at)?.is_word(&["st", "nd", "rd", "th"]));
    at += usize::from(tokens.get(at)?.is_sign(","));
    let year = tokens.get(at)?.year()?;
    Some((Date::day(year, month, i8::try_from(day).ok()?)?, at + 1))
}

/// « mars 2012 ».
fn month_year(tokens: &[Token]) -> Option<(Date, usize)> {
    let month = tokens.first()?.month_name()?;
    let at = 1 + usize::from(tokens.get(1)?.is_sign("."));
    Some((Date::month(tokens.get(at)?.year()?, month)?, at + 1))
}

/// `5/11/2012`, `05.11.2012`, `2012-11-05`, `20121105`; as a whole cell `5/11/12`,
/// `11/2012`, `2012-11` and `2012` too.
fn figures(tokens: &[Token], reading: Reading) -> Option<(Date, usize)> {
    if let Some(date) = compact(tokens.first()?) {
        return Some((date, 1));
    }
    let joined = |at: usize| {
        let sign = tokens.get(at).filter(|sign| sign.is_sign("-/."))?;
        let next = tokens.get(at + 1)?;
        let tight = tokens[at - 1].end == sign.start && sign.end == next.start;
        (tight && next.number(1, 4).is_some()).then_some(next)
    };
    let first = tokens[0];
    let (second, third) = (joined(1), joined(3));
    let small = |token: Token| i8::try_from(token.number(1, 2)?).ok();
    let whole = reading == Reading::Whole;
    match (second, third) {
        (Some(second), Some(third)) if first.year().is_some() => {
            Some((Date::day(first.year()?, small(*second)?, small(*third)?)?, 5))
        }
        (Some(second), Some(third)) => {
            let short = || {
                let year =
                    third.number(2, 2).filter(|_| whole && tokens[1].is_sign("/"))?;
                Some(if year <= 40 { 2000 + year } else { 1900 + year })
            };
            let year = third.year().or_else(short)?;
            let (one, two) = (small(first)?, small(*second)?);
            let date = Date::day(year, two, one).or_else(|| Date::day(year, one, two))?;
            Some((date, 5))
        }
        (Some(second), None) if whole => {
            let date = match first.year() {
                Some(year) if second.number(2, 2).is_some() => {
                    Date::month(year, small(*second)?)?
                }
                _ => Date::month(second.year()?, small(first)?)?,
            };
            Some((date, 3))
        }
        (None, _) if whole => Some((Date::year(first.year()?)?, 1)),
        _ => None,
    }
}

/// `20121105`.
fn compact(token: &Token) -> Option<Date> {
    let Piece::Number(digits) = token.piece else { return None };
    if digits.len() != 8 {
        return None;
    }
    let year = digits[..4].parse().ok().filter(|year| (1500..=2199).contains(year))?;
    Date::day(year, digits[4..6].parse().ok()?, digits[6..].parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn whole(text: &str, expected: &str) {
        let read = read_date(text).map_or("none".to_owned(), |date| date.to_string());
        assert_eq!(read, expected, "{text}");
    }

    #[track_caller]
    fn within(line: &str, expected: &str, taken: &str) {
        let (range, date) = find_date(line).unwrap();
        assert_eq!((date.to_string().as_str(), &line[range]), (expected, taken));
    }

    #[test]
    fn french_forms() {
        whole("5 novembre 2012", "2012-11-05");
        whole("le 5 novembre 2012", "2012-11-05");
        whole("mardi 3 mars 2020 à 14h30", "2020-03-03");
        whole("mardi 3 mars 2020 à 14 h 30", "2020-03-03");
        whole("1er mars 2014", "2014-03-01");
        whole("1ᵉʳ mars 2014", "2014-03-01");
        whole("10 juil 2024", "2024-07-10");
        whole("10 juil. 2024", "2024-07-10");
        whole("JEUDI 15 AOÛT 2013", "2013-08-15");
        whole("15 aout 2013", "2013-08-15");
        whole("3 de\u{301}cembre 2015", "2015-12-03");
        whole("2 févr. 2011", "2011-02-02");
        whole("mars 2012", "2012-03");
        whole("Sept. 1998", "1998-09");
        whole("Publié le 5 novembre 2012 à 14h30", "2012-11-05");
        whole("5\u{a0}novembre\u{202f}2012", "2012-11-05");
        whole("29 février 2012", "2012-02-29");
    }

    #[test]
    fn figures_put_the_day_first() {
        whole("5/11/2012", "2012-11-05");
        whole("05/11/12", "2012-11-05");
        whole("05/11/98", "1998-11-05");
        whole("05.11.2012 à 10h21", "2012-11-05");
        whole("05-11-2012", "2012-11-05");
        whole("11/25/2012", "2012-11-25");
        whole("11/2012", "2012-11");
        whole("2012", "2012");
    }

    #[test]
    fn machines_and_english() {
        whole("2012-11-05", "2012-11-05");
        whole("2012-11", "2012-11");
        whole("2012/11/05", "2012-11-05");
        whole("2012-11-05T14:30:00+01:00", "2012-11-05");
        whole("2012-11-05 14:30:00.123 UTC", "2012-11-05");
        whole("20121105", "2012-11-05");
        whole("20140829T135006Z", "2014-08-29");
        whole("Mon, 05 Nov 2012 14:30:00 +0100", "2012-11-05");
        whole("November 5, 2012", "2012-11-05");
        whole("Nov. 5th, 2012", "2012-11-05");
        whole("5 November 2012", "2012-11-05");
        whole("05-Nov-2012", "2012-11-05");
        whole("lundi 16 octobre 2023 - 16:55:20 -0000", "2023-10-16");
    }

    #[test]
    fn a_wrong_weekday_does_not_lose_the_date() {
        whole("dimanche 5 novembre 2012", "2012-11-05");
    }

    #[test]
    fn seconds_are_a_number_like_another() {
        whole("1352073600", "none");
    }

    #[test]
    fn not_dates() {
        for text in [
            "",
            "hier",
            "5 novembre",
            "novembre",
            "31 février 2012",
            "12",
            "0000",
            "9999",
            "2012-13-05",
            "2012-11-05-06",
            "36.000",
            "vers 2009 / 2010",
            "p. 12",
            "3/05/11/2012",
            "5 novembre 2012 de notre ère",
            "2012-2013",
        ] {
            whole(text, "none");
        }
    }

    #[test]
    fn found_in_a_line() {
        within("Publié le 05 novembre 2012 par Jean", "2012-11-05", "05 novembre 2012");
        within("STRASBOURG, 10 juil 2024 (AFP) -", "2024-07-10", "10 juil 2024");
        within("STOCKHOLM, Aug 29, 2014 (AFP)", "2014-08-29", "Aug 29, 2014");
        within(
            "France, mercredi 11 septembre 2024",
            "2024-09-11",
            "mercredi 11 septembre 2024",
        );
        within("05.11.2012 à 10h21 • Par X", "2012-11-05", "05.11.2012");
        within("numéro de mars 2012", "2012-03", "mars 2012");
        assert_eq!(find_date("la saison 2009-10 et l'année 2012"), None);
        assert_eq!(find_date("le 01.05.11.20.12 ne répond pas"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC*") {
            if let Some((range, _)) = find_date(&text) {
                proptest::prop_assert!(text.get(range).is_some());
            }
            read_date(&text);
        }

        #[test]
        fn written_dates_are_read(days in -50_000..60_000_i32) {
            let date = Date::from_days(days).unwrap();
            proptest::prop_assert_eq!(read_date(&date.to_string()), Some(date));
        }
    }
}
