//! The accent rule: a letter typed with an accent stands for itself or the bare letter,
//! never for another accent; a bare letter stands for any accent.

use super::fold::Letter;

/// How a written word differs from a spelling, by accents alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Drift {
    /// A bare letter has an accent.
    pub(crate) gained: bool,
    /// A small letter has lost its accent.
    pub(crate) lost_small: bool,
    /// A capital has, as capitals do.
    pub(crate) lost_capital: bool,
}

impl Drift {
    /// Some letter has lost its accent.
    pub(crate) fn lost(self) -> bool {
        self.lost_small || self.lost_capital
    }
}

/// How `written` differs from `spelling`; `None` when by more than the rule allows.
pub(crate) fn drift(spelling: &[Letter], written: &[Letter]) -> Option<Drift> {
    if spelling.len() != written.len() {
        return None;
    }
    let mut drift = Drift::default();
    for (spelled, written) in spelling.iter().zip(written) {
        if !agree(*spelled, *written) {
            return None;
        }
        if spelled.marks != written.marks {
            drift.gained |= spelled.marks == 0;
            drift.lost_small |= written.marks == 0 && !written.capital;
            drift.lost_capital |= written.marks == 0 && written.capital;
        }
    }
    Some(drift)
}

/// Whether one letter may be written for the other.
pub(crate) fn agree(spelled: Letter, written: Letter) -> bool {
    spelled.base == written.base
        && (spelled.marks == written.marks || spelled.marks == 0 || written.marks == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::french::fold::letters;

    #[track_caller]
    fn case(spelling: &str, written: &str, expected: Option<Drift>) {
        assert_eq!(drift(&letters(spelling), &letters(written)), expected);
    }

    #[test]
    fn accents_are_lost_and_gained_but_never_changed() {
        let none = Drift::default();
        case("pêche", "pêche", Some(none));
        case("pêche", "PÊCHE", Some(none));
        case("pêche", "pe\u{302}che", Some(none));
        case("cœur", "coeur", Some(none));
        case("pêche", "peche", Some(Drift { lost_small: true, ..none }));
        case("état", "Etat", Some(Drift { lost_capital: true, ..none }));
        case("etat", "État", Some(Drift { gained: true, ..none }));
        case("pêche", "pèche", None);
        case("pêche", "pêcher", None);
        case("pêche", "bêche", None);
    }
}
