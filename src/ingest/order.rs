//! Which of the orders a page can be read in is the one it was written in: lines go on
//! with each other there, and words cut at the end of a line find their second half.

use super::line::{ends_sentence, ends_short};
use std::borrow::Cow;

/// How much better another order must be than the likelier one, in faults per hundred
/// joints.
const MARGIN: usize = 6;

/// The text of a page in the order that reads best.
pub(super) fn best(orders: &[String]) -> String {
    let mut orders = orders.iter().map(|text| (faults(text), text));
    let first = orders.next();
    let best = orders.fold(first, |best, other| match best {
        Some((faults, _)) if other.0 + MARGIN >= faults => best,
        _ => Some(other),
    });
    best.map_or_else(String::new, |(_, text)| text.clone())
}

/// Joints between lines that do not hold, among a hundred.
fn faults(text: &str) -> usize {
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (mut joints, mut faults) = (0, 0);
    for pair in lines.windows(2) {
        let Some(found) = fault(pair[0], pair[1]) else { continue };
        joints += 1;
        faults += found;
    }
    // Few lines say little.
    100 * faults / (joints + 4)
}

/// How wrong it is that one line follows the other; `None` where nothing tells.
fn fault(before: &str, after: &str) -> Option<usize> {
    let first = after.chars().find(|c| c.is_alphanumeric())?;
    let goes_on = first.is_lowercase();
    let is_cut = before.ends_with(['-', '\u{ad}', '\u{2010}'])
        && before
            .trim_end_matches(['-', '\u{ad}', '\u{2010}'])
            .ends_with(char::is_alphabetic);
    Some(match (is_cut || ends_short(before), ends_sentence(before), goes_on) {
        (true, _, true) | (_, true, false) | (false, false, true) => 0,
        (true, _, false) => 2,
        (_, true, true) => 2,
        (false, false, false) => 1, // a title, or a name that begins the line
    })
}

/// Ligatures of print as the letters they are.
pub(super) fn without_ligatures(text: &str) -> Cow<'_, str> {
    const LIGATURES: &[(char, &str)] = &[
        ('\u{fb00}', "ff"),
        ('\u{fb01}', "fi"),
        ('\u{fb02}', "fl"),
        ('\u{fb03}', "ffi"),
        ('\u{fb04}', "ffl"),
        ('\u{fb05}', "st"),
        ('\u{fb06}', "st"),
    ];
    if !text.contains(|c| ('\u{fb00}'..='\u{fb06}').contains(&c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match LIGATURES.iter().find(|(ligature, _)| *ligature == c) {
            Some((_, letters)) => out.push_str(letters),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_that_reads() {
        let columns = "Le port a rouvert mar-\ndi matin. Les bateaux\nsont revenus au quai\n\
            dès l'aube. La criée a\nrepris son activité.\n";
        let across = "Le port a rouvert mar-\nsont revenus au quai\ndi matin. Les bateaux\n\
            repris son activité.\ndès l'aube. La criée a\n";
        let best = |one: &str, other: &str| best(&[one.to_owned(), other.to_owned()]);
        assert_eq!(best(across, columns), columns);
        assert_eq!(best(columns, across), columns);
        assert_eq!(super::best(&[]), "");
    }

    #[test]
    fn ligatures() {
        assert_eq!(without_ligatures("ﬁn de l'aﬀaire ﬂoue"), "fin de l'affaire floue");
    }
}
