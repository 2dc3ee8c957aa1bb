//! Dates of publication: a day, a month or a year, and the period each one covers.

use jiff::civil;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How much of a date is known.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Only the year.
    Year,
    /// The year and the month.
    Month,
    /// The day.
    Day,
}

/// A date in the Gregorian calendar, with its precision; written `2012`, `2012-11`
/// or `2012-11-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    first: civil::Date,
    precision: Precision,
}

/// A span of days, both ends included; an open end is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// First day, as days since 1970-01-01.
    pub first: Option<i32>,
    /// Last day, as days since 1970-01-01.
    pub last: Option<i32>,
}

/// Not a date of the calendar, or not written as `2012`, `2012-11` or `2012-11-05`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date: write 2012, 2012-11 or 2012-11-05")]
pub struct DateError(pub String);

impl Date {
    /// The year alone. Years run from 1 to 9999.
    pub fn year(year: i16) -> Option<Self> {
        Self::new(year, 1, 1, Precision::Year)
    }

    /// The month of a year.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Self::new(year, month, 1, Precision::Month)
    }

    /// A day; `None` when the calendar has no such day.
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        Self::new(year, month, day, Precision::Day)
    }

    fn new(year: i16, month: i8, day: i8, precision: Precision) -> Option<Self> {
        let first = civil::Date::new(year, month, day).ok()?;
        (year > 0).then_some(Self { first, precision })
    }

    /// The day that is `days` after 1970-01-01; `None` outside years 1 to 9999.
    pub fn from_days(days: i32) -> Option<Self> {
        let span = jiff::Span::new().try_days(days).ok()?;
        let first = civil::date(1970, 1, 1).checked_add(span).ok()?;
        (first.year() > 0).then_some(Self { first, precision: Precision::Day })
    }

    /// The day, in UTC, of a number of seconds since 1970-01-01.
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        Self::from_days(i32::try_from(seconds.div_euclid(86_400)).ok()?)
    }

    /// How much of it is known.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// Its first day in jiff's terms, for calendar arithmetic.
    pub fn civil(self) -> civil::Date {
        self.first
    }

    /// First day, as days since 1970-01-01.
    pub fn first_day(self) -> i32 {
        days(self.first)
    }

    /// Last day, as days since 1970-01-01: that of the month or of the year when the
    /// day is not known.
    pub fn last_day(self) -> i32 {
        days(match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.last_of_month(),
            Precision::Year => self.first.last_of_year(),
        })
    }

    /// From its first to its last day.
    pub fn period(self) -> Period {
        Period { first: Some(self.first_day()), last: Some(self.last_day()) }
    }
}

fn days(date: civil::Date) -> i32 {
    civil::date(1970, 1, 1).until(date).map_or(0, |span| span.get_days())
}

impl Period {
    /// Whether all of `date` lies inside: « novembre 2012 » is inside 2012, but not
    /// inside the week of the fifth.
    pub fn contains(self, date: Date) -> bool {
        self.first.is_none_or(|first| first <= date.first_day())
            && self.last.is_none_or(|last| date.last_day() <= last)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.first.year())?;
        if self.precision >= Precision::Month {
            write!(out, "-{:02}", self.first.month())?;
        }
        if self.precision == Precision::Day {
            write!(out, "-{:02}", self.first.day())?;
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let parts: Vec<&str> = text.split('-').collect();
        let sound = parts[0].len() == 4
            && parts[1..].iter().all(|part| part.len() == 2)
            && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        let number = |at: usize| parts[at].parse::<i16>().unwrap_or(0);
        let part = |at: usize| i8::try_from(number(at)).unwrap_or(0);
        match parts.len() {
            1 if sound => Self::year(number(0)),
            2 if sound => Self::month(number(0), part(1)),
            3 if sound => Self::day(number(0), part(1), part(2)),
            _ => None,
        }
        .ok_or_else(|| DateError(text.to_owned()))
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, first: i32, last: i32) {
        let date: Date = text.parse().unwrap();
        assert_eq!((date.first_day(), date.last_day()), (first, last));
        assert_eq!(date.to_string(), text);
    }

    #[test]
    fn written_and_read() {
        case("1970-01-01", 0, 0);
        case("1970-02", 31, 58);
        case("1972", 730, 1095);
        case("1969-12-31", -1, -1);
        assert_eq!(Date::from_days(58).unwrap().to_string(), "1970-02-28");
    }

    #[test]
    fn refused() {
        for text in
            ["", "12", "2012-13", "2012-02-30", "2012-1-1", "2012-11-05-06", "0000"]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_period_holds_what_is_wholly_inside() {
        let november: Date = "2012-11".parse().unwrap();
        let day: Date = "2012-11-05".parse().unwrap();
        assert!(november.period().contains(day));
        assert!(!day.period().contains(november));
        assert!(Period::default().contains(november));
    }
}
