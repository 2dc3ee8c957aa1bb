//! Dates as programs write them: the time since 1970.

use super::{Date, read_date};

/// The day, in UTC, that a program wrote as the seconds or milliseconds since
/// 1970-01-01, `1352073600` or `1352073600000`; with a fraction perhaps. Ten figures that
/// begin with a day, as `2012110514` does, may be that day and an hour: they are neither.
pub fn read_epoch(text: &str) -> Option<Date> {
    const LAST_YEAR: i16 = 2100;
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let are_figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !are_figures(whole) || !are_figures(fraction) {
        return None;
    }
    let seconds = match whole.len() {
        10 if read_date(&whole[..8]).is_none() => whole,
        13 => &whole[..10],
        _ => return None,
    };
    let date = Date::from_seconds(seconds.parse().ok()?)?;
    (date.civil().year() <= LAST_YEAR).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_milliseconds() {
        let case = |text: &str, expected: &str| {
            let read =
                read_epoch(text).map_or("none".to_owned(), |date| date.to_string());
            assert_eq!(read, expected, "{text}");
        };
        case("1352073600", "2012-11-05");
        case("1352073599", "2012-11-04");
        case(" 1352073600000 ", "2012-11-05");
        case("1352073600.25", "2012-11-05");
        case("0915148800000", "1999-01-01");
        case("2012305678", "2033-10-07");
        for text in
            ["2012110514", "20121105", "9999999999", "135207360", "-1352073600", ""]
        {
            case(text, "none");
        }
    }
}
