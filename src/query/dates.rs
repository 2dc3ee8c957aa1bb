//! The dates of a query: a day, a month, a year, a span between two of them, or so long
//! before today.

use super::error::Fault;
use crate::article::{Date, Period, read_date};
use jiff::{Span, ToSpan};

const FORMS: &str = "write 2012, 2012-11, 2012-11-05, 2012-09..2013-06, 7j, 3mois, \
                     hier, \"novembre 2012\" or inconnue";

/// The days `text` covers, `today` being the day it is asked.
pub(super) fn read(text: &str, today: Date) -> Result<Period, Fault> {
    let text = text.trim();
    if let Some((first, last)) = span(text) {
        return between(first.trim(), last.trim(), text, today);
    }
    if text.starts_with(['>', '<']) {
        return compared(text, today);
    }
    instant(text, today)
}

/// The two ends of `a..b` or of the ISO `a/b`; an end may be empty.
fn span(text: &str) -> Option<(&str, &str)> {
    let iso = |end: &str| end.is_empty() || end.parse::<Date>().is_ok();
    text.split_once("..").or_else(|| {
        let (first, last) = text.split_once('/')?;
        (iso(first) && iso(last)).then_some((first, last))
    })
}

/// `>2012`, `>=2012`, `<2012`, `<=2012`.
fn compared(text: &str, today: Date) -> Result<Period, Fault> {
    let rest = &text[1..];
    let (equal, date) = rest.strip_prefix('=').map_or((false, rest), |date| (true, date));
    let date = instant(date.trim(), today)?;
    let next = |day: Option<i32>, step: i32| match day.map(|day| day + step) {
        Some(day) if Date::from_days(day).is_some() => Ok(Some(day)),
        _ => Err(Fault::new(format!("no day is {text}"), FORMS)),
    };
    Ok(match (text.starts_with('>'), equal) {
        (true, true) => Period { last: None, ..date },
        (true, false) => Period { first: next(date.last, 1)?, last: None },
        (false, true) => Period { first: None, ..date },
        (false, false) => Period { first: None, last: next(date.first, -1)? },
    })
}

fn between(first: &str, last: &str, text: &str, today: Date) -> Result<Period, Fault> {
    if first.is_empty() && last.is_empty() {
        return Err(Fault::new(format!("`{text}` has no date"), FORMS));
    }
    let end = |end: &str| match end {
        "" => Ok(Period::default()),
        _ => instant(end, today),
    };
    let period = Period { first: end(first)?.first, last: end(last)?.last };
    match (period.first, period.last) {
        (Some(from), Some(to)) if from > to => Err(Fault::new(
            format!("the dates of `{text}` are in the wrong order"),
            format!("write {last}..{first}"),
        )),
        _ => Ok(period),
    }
}

/// One date, or so long before today.
fn instant(text: &str, today: Date) -> Result<Period, Fault> {
    let named = text.replace('’', "'").to_lowercase();
    let back = match named.as_str() {
        "aujourd'hui" | "today" => Some(0),
        "hier" | "yesterday" => Some(1),
        "avant-hier" => Some(2),
        _ => None,
    };
    if let Some(back) = back {
        let day = today.first_day() - back;
        return Ok(Period { first: Some(day), last: Some(day) });
    }
    if let Some(length) = length(&named) {
        return recent(length?, text, today);
    }
    calendar(text).map(Date::period).ok_or_else(|| not_a_date(text))
}

/// A day, a month or a year of the calendar.
fn calendar(text: &str) -> Option<Date> {
    let is_cut = text.ends_with(['-', '/']);
    text.parse().ok().or_else(|| read_date(text)).filter(|_| !is_cut)
}

/// Whether `text` is a day, a month or a year.
pub(super) fn is_date(text: &str) -> bool {
    calendar(text).is_some()
}

/// The length `7j`, `2sem`, `3mois`, `1an` stands for; `None` when it is no length.
fn length(text: &str) -> Option<Result<Span, Fault>> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let unit = text[digits..].trim_start();
    if digits == 0 || unit.is_empty() {
        return None;
    }
    let unit = match unit {
        "j" | "jour" | "jours" | "d" | "day" | "days" => 1.days(),
        "s" | "sem" | "semaine" | "semaines" | "w" | "week" | "weeks" => 1.weeks(),
        "m" | "mois" | "month" | "months" => 1.months(),
        "a" | "an" | "ans" | "année" | "années" | "y" | "year" | "years" => 1.years(),
        _ => return None,
    };
    let count = text[..digits].parse::<i64>().ok().filter(|count| *count > 0);
    let span = count.and_then(|count| unit.checked_mul(count).ok());
    Some(span.ok_or_else(|| {
        Fault::new(
            format!("`{text}` is no length of time"),
            "write 7j, 2sem, 3mois or 1an",
        )
    }))
}

/// The days of that length that end today.
fn recent(length: Span, text: &str, today: Date) -> Result<Period, Fault> {
    let start = today.civil().checked_sub(length).ok();
    let start = start.and_then(|day| Date::day(day.year(), day.month(), day.day()));
    let Some(start) = start else {
        return Err(Fault::new(
            format!("`{text}` before today is before the first year"),
            "write a shorter length, or ..2012 for everything up to 2012",
        ));
    };
    Ok(Period { first: Some(start.first_day() + 1), last: Some(today.last_day()) })
}

fn not_a_date(text: &str) -> Fault {
    let parts: Vec<&str> = text.split('-').collect();
    let figures = parts
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let hint = match parts[..] {
        [first, second] if figures && first.len() == 4 && second.len() == 4 => {
            format!("for a span of years, write {first}..{second}")
        }
        [year, ..] if figures && year.len() == 4 => {
            "months run from 01 to 12, in two figures, and days to the end of the month"
                .to_owned()
        }
        [year] if figures && year.len() <= 2 => {
            format!("write the year in four figures, as 20{year:0>2}")
        }
        _ if text.chars().all(char::is_alphabetic) && !text.is_empty() => {
            "put a date of several words between quotation marks: date:\"novembre 2012\"; \
             words alone are hier, aujourd'hui, avant-hier"
                .to_owned()
        }
        _ if text.starts_with(['[', '{']) => "write the span as 2012..2013".to_owned(),
        _ if text.starts_with(['P', 'p'])
            && text[1..].starts_with(|it: char| it.is_ascii_digit()) =>
        {
            "write 7j, 2sem, 3mois or 1an".to_owned()
        }
        _ => FORMS.to_owned(),
    };
    Fault::new(format!("`{text}` is not a date"), hint)
}

/// `period` as [`read`] reads it, as short as it can be.
pub(super) fn written(period: Period) -> String {
    let forms = |day: Option<i32>| {
        let day = Date::from_days(day?)?.civil();
        Some([
            Date::year(day.year())?,
            Date::month(day.year(), day.month())?,
            Date::day(day.year(), day.month(), day.day())?,
        ])
    };
    let (first, last) = (forms(period.first), forms(period.last));
    let whole =
        first.and_then(|forms| forms.into_iter().find(|date| date.period() == period));
    if let Some(date) = whole {
        return date.to_string();
    }
    let end = |forms: Option<[Date; 3]>, is_end: &dyn Fn(Date) -> bool| {
        let date = forms.and_then(|forms| forms.into_iter().find(|date| is_end(*date)));
        date.map_or(String::new(), |date| date.to_string())
    };
    let from = end(first, &|date| Some(date.first_day()) == period.first);
    let to = end(last, &|date| Some(date.last_day()) == period.last);
    format!("{from}..{to}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &str) {
        let today = "2024-03-31".parse().unwrap();
        let found = read(text, today).map_or_else(|fault| fault.message, written);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn dates() {
        case("2012", "2012");
        case("2012-11", "2012-11");
        case("2012-11-05", "2012-11-05");
        case("05/11/2012", "2012-11-05");
        case("novembre 2012", "2012-11");
        case("5 novembre 2012", "2012-11-05");
    }

    #[test]
    fn spans() {
        case("2012-09..2013-06", "2012-09..2013-06");
        case("2012..2012", "2012");
        case("..2012", "..2012");
        case("2013..", "2013..");
        case("2012-01/2012-03", "2012..2012-03");
        case("2012/2013", "2012..2013");
        case("2012/", "2012..");
        case("septembre 2012..05/11/2012", "2012-09..2012-11-05");
        case(">2012", "2013..");
        case(">=2012-11", "2012-11..");
        case("<2012-03", "..2012-02");
        case("<=2012", "..2012");
    }

    #[test]
    fn before_today() {
        case("aujourd'hui", "2024-03-31");
        case("Aujourd’hui", "2024-03-31");
        case("hier", "2024-03-30");
        case("7j", "2024-03-25..2024-03");
        case("1j", "2024-03-31");
        case("2sem", "2024-03-18..2024-03");
        case("1mois", "2024-03");
        case("1an", "2023-04..2024-03");
        case("30j..hier", "2024-03-02..2024-03-30");
    }

    #[test]
    fn refused() {
        case("", "`` is not a date");
        case("2012-13", "`2012-13` is not a date");
        case("2012-02-30", "`2012-02-30` is not a date");
        case("2012-2013", "`2012-2013` is not a date");
        case("12", "`12` is not a date");
        case("..", "`..` has no date");
        case("2013..2012", "the dates of `2013..2012` are in the wrong order");
        case("0j", "`0j` is no length of time");
        case(">9999", "no day is >9999");
        case("<0001", "no day is <0001");
        case("9999ans", "`9999ans` before today is before the first year");
        case("99999999999999999999j", "`99999999999999999999j` is no length of time");
        case("[2012 TO 2013]", "`[2012 TO 2013]` is not a date");
    }
}
