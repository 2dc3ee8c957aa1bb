//! What time it is: read here once, handed down as data.

use crate::article::Date;
use jiff::Zoned;

/// Today where the reader is; periods such as `date:7j` count back from it.
pub(super) fn today() -> Date {
    let today = Zoned::now().date();
    Date::day(today.year(), today.month(), today.day())
        .expect("the clock stands between the years 1 and 9999")
}

/// Seconds since 1970-01-01 UTC.
pub(super) fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
