//! Dates as French texts write them: « mardi 5 novembre 2012 », « novembre 2012 »,
//! 05/11/2012, and the ISO forms.

use super::Date;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Months by number, without accents: the whole name, then its abbreviations.
const MONTHS: [&[&str]; 12] = [
    &["janvier", "janv", "jan"],
    &["fevrier", "fevr", "fev"],
    &["mars"],
    &["avril", "avr"],
    &["mai"],
    &["juin"],
    &["juillet", "juil"],
    &["aout"],
    &["septembre", "sept", "sep"],
    &["octobre", "oct"],
    &["novembre", "nov"],
    &["decembre", "dec"],
];

const WEEKDAYS: &[&str] =
    &["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/// The date that `text` is, all of it; `None` when it is anything else.
pub fn read_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    if parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) {
        return figures(&parts);
    }
    let folded: String = text.nfd().filter(|next| !is_combining_mark(*next)).collect();
    let folded = folded.to_lowercase();
    let mut words: Vec<&str> = folded
        .split(|next: char| next.is_whitespace() || next == ',')
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    if words.first() == Some(&"le") {
        words.remove(0);
    }
    if words.first().is_some_and(|word| WEEKDAYS.contains(word)) {
        words.remove(0);
    }
    match words[..] {
        [month, year] => Date::month(whole_year(year)?, month_named(month)?),
        [day, month, year] => {
            let day = day.strip_suffix("er").filter(|day| *day == "1").unwrap_or(day);
            Date::day(whole_year(year)?, month_named(month)?, number(day)?)
        }
        _ => None,
    }
}

/// `05/11/2012`, `11/2012`: the day first, as in France.
fn figures(parts: &[&str]) -> Option<Date> {
    match *parts {
        [day, month, year] => Date::day(whole_year(year)?, number(month)?, number(day)?),
        [month, year] => Date::month(whole_year(year)?, number(month)?),
        _ => None,
    }
}

fn month_named(name: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|names| names.contains(&name))?;
    i8::try_from(at + 1).ok()
}

fn number(text: &str) -> Option<i8> {
    (1..=2).contains(&text.len()).then(|| text.parse().ok())?
}

fn whole_year(text: &str) -> Option<i16> {
    (text.len() == 4).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &str) {
        let found = read_date(text).map_or(String::new(), |date| date.to_string());
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn dates_are_read() {
        case("2012-11-05", "2012-11-05");
        case("2012", "2012");
        case("05/11/2012", "2012-11-05");
        case("5.11.2012", "2012-11-05");
        case("11/2012", "2012-11");
        case("novembre 2012", "2012-11");
        case("mardi 5 novembre 2012", "2012-11-05");
        case("le 1er août 2013", "2013-08-01");
        case("1er AOUT 2013", "2013-08-01");
        case("12 fe\u{301}vr. 2009", "2009-02-12");
    }

    #[test]
    fn anything_else_is_no_date() {
        for text in
            ["", "novembre", "31/02/2012", "5 novembre", "05/11/12", "le 2e août 2013"]
        {
            case(text, "");
        }
    }
}
