//! A number as the format of its cell shows it, in French: a workbook keeps 0.4567 where
//! people read « 45,7 % ». Only formats that add a sign or a word to the number are
//! followed; what any other makes of it is a matter of looks.

use std::str::Chars;

/// Digits of a number that a workbook holds for sure.
const SURE: usize = 15;

/// What a number reads as under a format; `None` where the format adds nothing to it.
pub(super) fn shown(value: f64, format: &str) -> Option<String> {
    let format = Format::read(format)?;
    let decimals = format.decimals;
    let shift =
        2 * format.percents + i32::try_from(decimals).ok()? - 3 * format.thousands;
    let value = sure(sure(value)? * 10_f64.powi(shift))?.round();
    if value.abs() >= 1e15 {
        return None;
    }
    let digits = format!("{:0>1$}", value.abs(), decimals + format.integers.max(1));
    let (integer, decimal) = digits.split_at(digits.len() - decimals);
    let mut decimal = decimal.to_owned();
    while decimal.len() > format.least && decimal.ends_with('0') {
        decimal.pop();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let integer = if format.is_grouped { grouped(integer) } else { integer.to_owned() };
    let point = if decimal.is_empty() { "" } else { "," };
    let space = if format.after.starts_with('%') { "\u{a0}" } else { "" };
    let Format { before, after, .. } = &format;
    Some(format!("{sign}{before}{integer}{point}{decimal}{space}{after}").trim().into())
}

/// The number that its sure digits make: 0.145 times 100 is 14.5.
fn sure(value: f64) -> Option<f64> {
    format!("{value:.0$e}", SURE - 1).parse().ok().filter(|value: &f64| value.is_finite())
}

/// Digits by three, from the end.
fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

/// The code of a format, for numbers above zero.
#[derive(Debug, Default)]
struct Format {
    before: String,
    after: String,
    /// Digits that are written in any case, and decimals at least and at most.
    integers: usize,
    least: usize,
    decimals: usize,
    is_grouped: bool,
    /// How many times the number is shown a hundred times as large, a thousand times as
    /// small.
    percents: i32,
    thousands: i32,
}

impl Format {
    fn read(code: &str) -> Option<Self> {
        let mut format = Self::default();
        let mut chars = code.chars();
        let (mut is_begun, mut is_decimal) = (false, false);
        while let Some(c) = chars.next() {
            match c {
                ';' => break,
                '0' | '#' | '?' if !format.after.is_empty() => return None,
                '0' | '#' | '?' => {
                    format.digit(c, is_decimal);
                    is_begun = true;
                }
                '.' if !is_decimal => is_decimal = true,
                ',' if is_begun => format.thousands += 1,
                '%' => {
                    format.percents += 1;
                    format.literal(is_begun, "%");
                }
                '_' | '*' => drop(chars.next()?), // the room that it takes, or fills
                '[' => format.literal(is_begun, bracket(&mut chars)?),
                '"' => format.literal(is_begun, until(&mut chars, '"')?),
                '\\' => {
                    let rest = chars.as_str();
                    let size = chars.next()?.len_utf8();
                    format.literal(is_begun, &rest[..size]);
                }
                // Fractions, powers, text, dates, and numbers as they come.
                c if c.is_ascii_alphabetic() || matches!(c, '/' | '@') => return None,
                c => format.literal(is_begun, c.encode_utf8(&mut [0; 4])),
            }
        }
        let says = |c: char| {
            matches!(c, '$' | '%') || !c.is_whitespace() && !c.is_ascii_punctuation()
        };
        let is_told = [&format.before, &format.after].iter().any(|it| it.contains(says));
        (is_begun && is_told).then_some(format)
    }

    fn digit(&mut self, c: char, is_decimal: bool) {
        // A comma between digits groups them; one after them divides by a thousand.
        self.is_grouped |= self.thousands > 0;
        self.thousands = 0;
        self.decimals += usize::from(is_decimal);
        match (c, is_decimal) {
            ('0', true) => self.least = self.decimals,
            ('0', false) => self.integers += 1,
            _ => {}
        }
    }

    fn literal(&mut self, is_after: bool, text: &str) {
        let side = if is_after { &mut self.after } else { &mut self.before };
        side.push_str(text);
    }
}

/// What brackets add: a currency, `[$€-40C]`, or nothing where they name a colour. `None`
/// where they set a condition or measure time.
fn bracket<'a>(chars: &mut Chars<'a>) -> Option<&'a str> {
    let inside = until(chars, ']')?;
    match inside.strip_prefix('$') {
        Some(currency) => Some(currency.split('-').next().unwrap_or_default()),
        None if inside.len() > 2 && inside.chars().all(|c| c.is_ascii_alphanumeric()) => {
            Some("")
        }
        None => None,
    }
}

/// What comes before a sign, which is passed over.
fn until<'a>(chars: &mut Chars<'a>, sign: char) -> Option<&'a str> {
    let (inside, rest) = chars.as_str().split_once(sign)?;
    *chars = rest.chars();
    Some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(value: f64, format: &str, expected: &str) {
        let shown = shown(value, format).map(|text| text.replace('\u{a0}', " "));
        assert_eq!(shown.as_deref().unwrap_or(""), expected, "{format}");
    }

    #[test]
    fn shares() {
        case(0.4567, "0.0%", "45,7 %");
        case(0.4567, "0%", "46 %");
        case(0.145, "0%", "15 %");
        case(-0.05, "0.00%", "-5,00 %");
        case(-0.001, "0%", "0 %");
        case(12.5, "#,##0%", "1 250 %");
        case(0.5, "0.##\\ %", "50 %");
        case(0.4567, "0.##\\ \"%\"", "0,46 %");
        case(0.03, "\\+0.0%;\\-0.0%", "+3,0 %");
    }

    #[test]
    fn sums_and_units() {
        case(1234.5, "#,##0.00\\ \"€\"", "1 234,50 €");
        case(1_234_567.5, "_-* #,##0.00\\ [$€-40C]_-;\\-* #,##0.00_-", "1 234 567,50 €");
        case(-3.0, "#,##0\\ €;[Red]\\-#,##0\\ €", "-3 €");
        case(3.0, "[Red]#,##0_€\\ €", "3 €");
        case(99.999, "\"$\"#,##0.00", "$100,00");
        case(2_500_000.0, "0.0,,\" M€\"", "2,5 M€");
        case(7.0, "\"n° \"000", "n° 007");
    }

    #[test]
    fn formats_that_add_nothing() {
        for format in [
            "General",
            "0",
            "00000",
            "#,##0.00",
            "0_ ;[Red]\\-0\\ ",
            "# ?/?",
            "0.00E+00",
            "@",
            "[<1]0%;0",
            "[h]:mm",
            "00\" \"00\" €\"",
            "\"reste",
            "0\\",
            "\"sans chiffre\"",
            "",
        ] {
            case(12.5, format, "");
        }
        case(f64::INFINITY, "0%", "");
        case(f64::MAX, "0%", "");
    }
}
