//! The operators and what their numbers may be. Only capitals are operators: `et` is a
//! word.

use super::Unit;
use super::error::Fault;
use super::signs::Sign;
use super::token::{Kind, Link};

/// Widest window, in words.
pub(super) const WIDEST: u32 = 1000;

/// Most mentions that can be asked for: those of a word in an article are counted in 16
/// bits.
const MOST: u32 = 65_000;

/// `OU`, `ET`, `SAUF` and their aliases.
pub(super) fn boolean(word: &str) -> Option<Kind> {
    match word {
        "OU" | "OR" => Some(Kind::Link(Link::Or)),
        "ET" | "AND" | "&" | "&&" => Some(Kind::Link(Link::And)),
        "NON" | "NOT" | "SAUF" => Some(Kind::Not),
        _ => None,
    }
}

/// The operator that `word` is; `None` when it is a word of the text.
pub(super) fn read(word: &str) -> Result<Option<Kind>, Fault> {
    if let Some(kind) = boolean(word) {
        return Ok(Some(kind));
    }
    Ok(match word {
        "PHRASE" | "w/s" | "W/S" => Some(Kind::Link(Link::Same(Unit::Sentence))),
        "PARA" | "w/p" | "W/P" => Some(Kind::Link(Link::Same(Unit::Paragraph))),
        _ => match (window(word), at_least(word)) {
            (Some((ordered, number)), _) => {
                let words = window_words(number, word)?;
                Some(Kind::Link(Link::Near { words, ordered }))
            }
            (None, Some(number)) => Some(Kind::Count(count(number, false, word)?)),
            (None, None) => None,
        },
    })
}

/// `PRES/5` and the like: whether it keeps the order, and what stands after the slash.
fn window(word: &str) -> Option<(bool, &str)> {
    let (name, number) = word.split_once('/')?;
    let letters = number.chars().take_while(|next| next.is_alphabetic()).count();
    if letters > 1 {
        return None; // AVANT/APRÈS
    }
    match name {
        "PRES" | "PRÈS" | "NEAR" => Some((false, number)),
        "AVANT" | "ADJ" => Some((true, number)),
        _ => None,
    }
}

/// Where the operator at `at` ends, in a text that ends with its run: `PRES/5 000` is an
/// operator and a word, not a figure.
pub(super) fn window_end(text: &str, at: usize) -> usize {
    let space = text[at..].find(char::is_whitespace).map(|offset| at + offset);
    space.filter(|space| window(&text[at..*space]).is_some()).unwrap_or(text.len())
}

/// Whether `word` is a window operator without its number.
pub(super) fn needs_number(word: &str) -> bool {
    matches!(word, "PRES" | "PRÈS" | "NEAR" | "AVANT" | "ADJ")
}

/// `atleast3`, whatever its case.
fn at_least(word: &str) -> Option<&str> {
    let (name, number) = word.split_at_checked("atleast".len())?;
    let counts = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (name.eq_ignore_ascii_case("atleast") && counts).then_some(number)
}

/// The sign that follows a token of kind `on`.
pub(super) fn sign(on: &Kind, sign: Sign<'_>) -> Result<Kind, Fault> {
    match sign {
        Sign::Tilde("") if matches!(on, Kind::Quoted(_)) => Err(Fault::new(
            "`~` after a phrase needs a number",
            "write the words allowed between its words, as in \"a b\"~5",
        )),
        Sign::Tilde(digits) => match on {
            Kind::Quoted(_) => {
                window_words(digits, &format!("~{digits}")).map(Kind::Slop)
            }
            _ => Err(Fault::new(
                format!("`~{digits}` goes after a word or after quotation marks"),
                "write mot~1 for a spelling, \"a b\"~5 or a PRES/5 b for a window",
            )),
        },
        Sign::Caret(number) => weight(number).map(Kind::Weight),
        Sign::Compare { sign, digits } => {
            let written = format!("{sign}{digits}");
            if sign.starts_with(['<', '≤']) {
                let limit = digits.parse::<u32>().unwrap_or(1).max(1);
                let limit = limit.saturating_add(u32::from(sign != "<"));
                return Err(Fault::new(
                    format!("`{written}`: mentions can only be counted from below"),
                    format!("for fewer, exclude the rest: SAUF mot>={limit}"),
                ));
            }
            count(digits, sign == ">", &written).map(Kind::AtLeast)
        }
    }
}

fn window_words(number: &str, written: &str) -> Result<u32, Fault> {
    let found =
        number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok());
    found.flatten().filter(|words| *words <= WIDEST).ok_or_else(|| {
        Fault::new(
            format!("`{written}` has no sound number of words"),
            format!(
                "write how many words may stand between, from 0 to {WIDEST}, as in PRES/5"
            ),
        )
    })
}

fn count(digits: &str, above: bool, written: &str) -> Result<u32, Fault> {
    let number = digits.parse::<u32>().ok();
    let least = number.and_then(|number| number.checked_add(u32::from(above)));
    least.filter(|least| (1..=MOST).contains(least)).ok_or_else(|| {
        Fault::new(
            format!("`{written}` asks for no sound number of mentions"),
            format!("write a number from 1 to {MOST}, as in mot>=3"),
        )
    })
}

fn weight(number: &str) -> Result<f32, Fault> {
    let weight = number.replace(',', ".").parse::<f32>().ok();
    weight.filter(|weight| weight.is_finite() && *weight > 0.0).ok_or_else(|| {
        Fault::new(
            format!("`^{number}` is not a weight"),
            "write a number above 0, as in mot^2 or mot^0.5",
        )
    })
}
