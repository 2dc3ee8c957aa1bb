//! What time it is: read here once, handed down as data.

use crate::article::Date;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::{env, fs};

/// Today where the reader is; periods such as `date:7j` count back from it.
pub(super) fn today() -> Date {
    let today = Timestamp::now().to_zoned(here()).date();
    Date::day(today.year(), today.month(), today.day())
        .expect("the clock stands between the years 1 and 9999")
}

/// The time zone of the machine. The library would list all those there are first, which
/// takes longer than to answer a query.
fn here() -> TimeZone {
    let told = env::var_os("TZ").is_some();
    let set = if told { None } else { fs::read("/etc/localtime").ok() };
    let zone = set.and_then(|zone| TimeZone::tzif("", &zone).ok());
    zone.unwrap_or_else(TimeZone::system)
}

/// Seconds since 1970-01-01 UTC.
pub(super) fn now() -> i64 {
    Timestamp::now().as_second()
}
