//! A cell of a spreadsheet as people read it; a day as `2012-11-05`, which is read as one
//! wherever it comes.

use super::number;
use calamine::{Data, ExcelDateTime};

/// The text of a cell shown under this format.
pub(super) fn text(cell: &Data, format: Option<&str>) -> String {
    let shown = |value: f64| number::shown(value, format?);
    match cell {
        Data::String(text) | Data::DateTimeIso(text) => text.clone(),
        Data::DurationIso(text) => span(text).unwrap_or_else(|| text.clone()),
        #[allow(clippy::cast_precision_loss, reason = "workbooks keep every number so")]
        Data::Int(number) => shown(*number as f64).unwrap_or_else(|| number.to_string()),
        Data::Float(number) => shown(*number).unwrap_or_else(|| number.to_string()),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(time) => moment(time),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A day, an hour or both; how long something lasts.
fn moment(time: &ExcelDateTime) -> String {
    let days = time.as_f64();
    if days < 1.0 || !time.is_datetime() {
        return hours(days); // of no day
    }
    let (year, month, day, hour, minute, ..) = time.to_ymd_hms_milli();
    let time = match (hour, minute) {
        (0, 0) => String::new(),
        _ => format!("T{hour:02}:{minute:02}"),
    };
    format!("{year:04}-{month:02}-{day:02}{time}")
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of seconds is above zero and whole"
)]
fn hours(days: f64) -> String {
    let seconds = (days.abs() * 86_400.0).round() as u64;
    let sign = if days < 0.0 { "-" } else { "" };
    sign.to_owned() + &clock(seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// A time of `OpenDocument`: `PT14H30M00S`.
fn span(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, seconds) = rest.split_once('M')?;
    let seconds = seconds.strip_suffix('S')?.split(['.', ',']).next()?;
    Some(clock(hours.parse().ok()?, minutes.parse().ok()?, seconds.parse().ok()?))
}

fn clock(hours: u64, minutes: u64, seconds: u64) -> String {
    match seconds {
        0 => format!("{hours:02}:{minutes:02}"),
        _ => format!("{hours:02}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    #[test]
    fn cells() {
        let day = |value| Data::DateTime(ExcelDateTime::new(value, DateTime, false));
        let span = |value| Data::DateTime(ExcelDateTime::new(value, TimeDelta, false));
        let iso = |text: &str| Data::DurationIso(text.to_owned());
        for (cell, format, expected) in [
            (Data::Float(0.4567), Some("0.0%"), "45,7\u{a0}%"),
            (Data::Float(0.4567), Some("0.0"), "0.4567"),
            (Data::Int(3), Some("0\" voix\""), "3 voix"),
            (Data::Int(3), None, "3"),
            (day(41_408.0), Some("dd/mm/yyyy"), "2013-05-14"),
            (day(41_408.75), None, "2013-05-14T18:00"),
            (day(0.604_166_666_666_667), Some("h:mm"), "14:30"),
            (day(0.000_115_740_740_741), None, "00:00:10"),
            (span(1.0625), Some("[h]:mm"), "25:30"),
            (span(1.0), None, "24:00"),
            (span(-1.5), None, "-36:00"),
            (iso("PT14H30M00S"), None, "14:30"),
            (iso("PT00H02M10.5S"), None, "00:02:10"),
            (iso("P1D"), None, "P1D"),
        ] {
            assert_eq!(text(&cell, format), expected, "{cell:?}");
        }
    }
}
