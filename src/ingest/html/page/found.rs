//! What a page says of itself: for each field the value of the surest place, and the
//! dates that disagree with the one that is believed.

use super::fields::{Column, Field, Record};
use crate::article::{Date, Origin, Sourced, find_date, read_date};

/// Places that say something, from the surest.
const ORDER: &[Origin] = &[
    Origin::JsonLd,
    Origin::OpenGraph,
    Origin::Meta,
    Origin::Page,
    Origin::Url,
    Origin::Byline,
    Origin::Estimated,
];

/// Bytes of a date at most.
const LONGEST_DATE: usize = 200;

/// What was found so far.
#[derive(Default)]
pub(super) struct Found {
    record: Record,
    dates: Vec<Claim>,
}

/// A date that some place gives.
struct Claim {
    date: Sourced<Date>,
    written: String,
    sureness: Sureness,
}

/// How far a date is believed, the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sureness {
    /// A day of publication, by the rank of who says so.
    Published(usize),
    /// A month or a year.
    Vague(usize),
    /// The last change.
    Changed(usize),
    Guessed,
}

impl Found {
    /// A place says this of a field. What a surer one says wins; of two alike, the first.
    pub(super) fn say(&mut self, field: Field, from: Origin, value: impl Into<String>) {
        self.say_all(field, from, vec![value.into()]);
    }

    /// The same, for a field of several values.
    pub(super) fn say_all(&mut self, field: Field, from: Origin, values: Vec<String>) {
        self.record.put(Column { field, rank: rank(from), from }, "", values);
    }

    /// A place gives a date of publication.
    pub(super) fn published(&mut self, from: Origin, written: &str) {
        if let Some(date) = read(written) {
            self.claim(
                Sourced::new(date, from),
                written,
                Sureness::Published(rank(from)),
            );
        }
    }

    /// A place gives the date of the last change.
    pub(super) fn changed(&mut self, from: Origin, written: &str) {
        if let Some(date) = read(written) {
            self.claim(Sourced::new(date, from), written, Sureness::Changed(rank(from)));
        }
    }

    /// A guess at the date, for want of better.
    pub(super) fn guessed(&mut self, written: &str) {
        if let Some(date) = read(written) {
            let date = Sourced::new(date, Origin::Estimated);
            self.claim(date, written, Sureness::Guessed);
        }
    }

    fn claim(&mut self, date: Sourced<Date>, written: &str, sureness: Sureness) {
        let sureness = match sureness {
            Sureness::Published(rank) if !is_day(date.value) => Sureness::Vague(rank),
            other => other,
        };
        let written = written.to_owned();
        self.dates.push(Claim { date, written, sureness });
    }

    /// The value of a field so far.
    pub(super) fn line(&self, field: Field) -> Option<&str> {
        self.record.line(field)
    }

    /// Whether a day of publication is known.
    pub(super) fn is_dated(&self) -> bool {
        self.dates.iter().any(|claim| matches!(claim.sureness, Sureness::Published(_)))
    }

    /// What was found, with the date that is believed, and the others.
    pub(super) fn into_record(mut self) -> Record {
        self.dates.sort_by_key(|claim| claim.sureness); // stable: of two alike, the first
        let mut dates = self.dates.into_iter();
        if let Some(Claim { date, written, .. }) = dates.next() {
            let column = Column { field: Field::Date, rank: 0, from: date.from };
            self.record.put(column, "", vec![written]);
            let believed = date.value;
            for claim in dates {
                let is_publication = claim.sureness < Sureness::Changed(0);
                let others = &mut self.record.other_dates;
                let is_known = others.iter().any(|other| other.value == claim.date.value);
                if is_publication && !agree(believed, claim.date.value) && !is_known {
                    others.push(claim.date);
                }
            }
        }
        self.record
    }
}

fn rank(from: Origin) -> usize {
    ORDER.iter().position(|place| *place == from).unwrap_or(ORDER.len())
}

/// The date that a value gives. Systems write the first day of their clock where they
/// have none.
fn read(written: &str) -> Option<Date> {
    let short = (written.len() <= LONGEST_DATE).then(|| written.trim())?;
    let date = read_date(short).or_else(|| find_date(short).map(|(_, date)| date))?;
    (date.first_day() != 0).then_some(date)
}

fn is_day(date: Date) -> bool {
    date.first_day() == date.last_day()
}

/// Whether one may be the other, said less precisely.
fn agree(one: Date, other: Date) -> bool {
    one.period().contains(other) || other.period().contains(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(said: &[(Origin, &str, bool)], expected: &str, others: &[&str]) {
        let mut found = Found::default();
        for (from, written, is_change) in said {
            match is_change {
                true => found.changed(*from, written),
                false => found.published(*from, written),
            }
        }
        let mut record = found.into_record();
        let date = record.take_line(Field::Date).map(|(written, _)| written);
        assert_eq!(date.as_deref().unwrap_or(""), expected);
        let told: Vec<String> =
            record.other_dates.iter().map(|date| date.value.to_string()).collect();
        assert_eq!(told, others);
    }

    #[test]
    fn dates_that_disagree() {
        use Origin::{JsonLd, Meta, OpenGraph, Page, Url};
        case(
            &[
                (Url, "2012-11-05", false),
                (JsonLd, "2012-11-06T08:00:00+01:00", false),
                (Page, "5 novembre 2012", false),
            ],
            "2012-11-06T08:00:00+01:00",
            &["2012-11-05"],
        );
        case(
            &[(JsonLd, "2015-03-14", true), (Url, "2012-11-05", false)],
            "2012-11-05",
            &[],
        );
        case(&[(Meta, "2012", false), (Page, "2012-11-05", false)], "2012-11-05", &[]);
        case(
            &[(OpenGraph, "1970-01-01T00:00:00Z", false), (Meta, "hier", false)],
            "",
            &[],
        );
        case(&[(JsonLd, "2015-03-14", true)], "2015-03-14", &[]);
    }
}
