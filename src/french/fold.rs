//! Case, accents and ligatures put aside: [`fold`] for a string, [`Fold`] for the
//! terms of a dictionary, [`letters`] where accents are compared.
//!
//! A folded word is lower case, decomposed, without its marks; œ is `oe`, æ is `ae`,
//! ß is `ss`, the typographic ligatures are their letters, the barred letters of other
//! languages (ø, ł, đ) their bare ones, what is raised or lowered (CO₂, km², 1ᵉʳ) stands on
//! the line, and all apostrophes are `'`.

use std::{cell::Cell, sync::LazyLock};
use tantivy_fst::Automaton;
use unicode_normalization::char::{
    decompose_canonical, decompose_compatible, is_combining_mark,
};

/// The word without case, accents or ligatures.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        each_base(c, &mut |base| folded.push(base));
    }
    folded
}

/// A letter of a word: what folding leaves of it, and what it takes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    /// The folded letter.
    pub(crate) base: char,
    /// Its marks, packed; 0 for a bare letter.
    pub(crate) marks: u64,
    /// Written as a capital.
    pub(crate) capital: bool,
}

/// The letters of a word, composed or decomposed alike; œ counts as two.
pub(crate) fn letters(word: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(word.len());
    for c in word.chars() {
        if let Ok(byte) = u8::try_from(c)
            && byte.is_ascii()
        {
            let (base, capital) = (folded_ascii(byte).into(), byte.is_ascii_uppercase());
            letters.push(Letter { base, marks: 0, capital });
            continue;
        }
        let capital = c.is_uppercase();
        each_part(c, &mut |part| {
            if is_combining_mark(part) {
                if let Some(last) = letters.last_mut() {
                    last.marks = last.marks << 21 | u64::from(part);
                }
            } else {
                letters.push(Letter { base: part, marks: 0, capital });
            }
        });
    }
    letters
}

/// An automaton over folded words, made to read words as they are written: accepts
/// a word if and only if `A` accepts the folded word. Bytes that are no UTF-8 end it.
#[derive(Clone, Copy, Debug)]
pub struct Fold<A>(
    /// The automaton over folded words.
    pub A,
);

/// Where a [`Fold`] stands: the inner state, and the character being read.
#[derive(Clone, Copy, Debug)]
pub struct FoldState<S> {
    /// `None` once the bytes are no UTF-8.
    inner: Option<S>,
    /// The bits of the character so far.
    character: u32,
    /// The bytes it still lacks.
    lacks: u8,
}

impl<S> FoldState<S> {
    /// The inner state; `None` inside a character of several bytes, and at the end.
    pub(super) fn between_letters(&self) -> Option<&S> {
        self.inner.as_ref().filter(|_| self.lacks == 0)
    }
}

impl<A: Automaton> Automaton for Fold<A>
where
    A::State: Clone,
{
    type State = FoldState<A::State>;

    #[inline]
    fn start(&self) -> Self::State {
        FoldState { inner: Some(self.0.start()), character: 0, lacks: 0 }
    }

    #[inline]
    fn is_match(&self, state: &Self::State) -> bool {
        state.lacks == 0
            && state.inner.as_ref().is_some_and(|inner| self.0.is_match(inner))
    }

    #[inline]
    fn can_match(&self, state: &Self::State) -> bool {
        state.inner.as_ref().is_some_and(|inner| self.0.can_match(inner))
    }

    #[inline]
    fn accept(&self, state: &Self::State, byte: u8) -> Self::State {
        let dead = FoldState { inner: None, character: 0, lacks: 0 };
        let Some(inner) = &state.inner else { return dead };
        if byte.is_ascii() && state.lacks == 0 {
            // Most bytes of most terms: no character to put together.
            let inner = Some(self.0.accept(inner, folded_ascii(byte)));
            return FoldState { inner, character: 0, lacks: 0 };
        }
        let (character, lacks) = match (byte, state.lacks) {
            (0xc2..=0xdf, 0) => (u32::from(byte & 0x1f), 1),
            (0xe0..=0xef, 0) => (u32::from(byte & 0x0f), 2),
            (0xf0..=0xf4, 0) => (u32::from(byte & 0x07), 3),
            (0x80..=0xbf, 1..) => {
                (state.character << 6 | u32::from(byte & 0x3f), state.lacks - 1)
            }
            _ => return dead,
        };
        if lacks > 0 {
            return FoldState { inner: Some(inner.clone()), character, lacks };
        }
        let Some(c) = char::from_u32(character) else { return dead };
        let next = Cell::new(Some(inner.clone()));
        each_base(c, &mut |base| {
            for &byte in base.encode_utf8(&mut [0; 4]).as_bytes() {
                next.set(next.take().map(|inner| self.0.accept(&inner, byte)));
            }
        });
        FoldState { inner: next.into_inner(), character: 0, lacks: 0 }
    }
}

/// The characters whose folding is kept ready: those of two bytes.
const READY: std::ops::Range<u32> = 0x80..0x800;

/// Their bases, two at most.
static BASES: LazyLock<Vec<[Option<char>; 2]>> = LazyLock::new(|| {
    READY
        .map(|code| {
            let mut bases = [None; 2];
            let mut free = bases.iter_mut();
            let c = char::from_u32(code).expect("a character");
            each_part(c, &mut |part| {
                if !is_combining_mark(part) {
                    *free.next().expect("no more than two letters") = Some(part);
                }
            });
            bases
        })
        .collect()
});

/// For each byte, the first bytes of characters that may fold to what begins with it, bit
/// n for byte 128 + n. Those of two bytes are looked up; longer ones may all, as may those
/// beside marks, which fold to nothing.
static LEADS: LazyLock<Vec<u128>> = LazyLock::new(|| {
    let mut leads = vec![u128::MAX << (0xe0 - 0x80); 256];
    for code in READY {
        let lead = 1 << (0x40 | code >> 6);
        match BASES[(code - READY.start) as usize][0] {
            Some(base) => {
                let byte = base.encode_utf8(&mut [0; 4]).as_bytes()[0];
                leads[usize::from(byte)] |= lead;
            }
            None => leads.iter_mut().for_each(|leads| *leads |= lead),
        }
    }
    leads
});

/// See [`LEADS`].
pub(super) fn leads_to(byte: u8) -> u128 {
    LEADS[usize::from(byte)]
}

/// The first bytes of characters that may fold to nothing, which may stand anywhere.
pub(super) fn leads_to_marks() -> u128 {
    leads_to(0xff) // with which no character begins
}

fn folded_ascii(byte: u8) -> u8 {
    if byte == b'`' { b'\'' } else { byte.to_ascii_lowercase() }
}

/// What folding makes of a character: nothing of a mark, two letters of a ligature.
fn each_base(c: char, visit: &mut impl FnMut(char)) {
    if let Ok(byte) = u8::try_from(c)
        && byte.is_ascii()
    {
        visit(char::from(folded_ascii(byte)));
    } else if READY.contains(&u32::from(c)) {
        let bases = BASES[(u32::from(c) - READY.start) as usize];
        bases.into_iter().flatten().for_each(visit);
    } else {
        each_part(c, &mut |part| {
            if !is_combining_mark(part) {
                visit(part);
            }
        });
    }
}

/// Whether a character is one of the line, raised or lowered.
fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | 'ª' | 'º' | '⁰'..='₎' | 'ᵃ'..='ᵡ' | 'ʰ'..='ʸ' | 'ˡ'..='ˣ')
}

/// The bases of a character and their marks.
fn each_part(c: char, visit: &mut impl FnMut(char)) {
    for lower in c.to_lowercase() {
        decompose_canonical(lower, |part| match part {
            'œ' => ['o', 'e'].into_iter().for_each(&mut *visit),
            'æ' => ['a', 'e'].into_iter().for_each(&mut *visit),
            'ß' => ['s', 's'].into_iter().for_each(&mut *visit),
            'ĳ' => ['i', 'j'].into_iter().for_each(&mut *visit),
            'ø' => ['o', '\u{338}'].into_iter().for_each(&mut *visit),
            'ł' => ['l', '\u{335}'].into_iter().for_each(&mut *visit),
            'đ' => ['d', '\u{335}'].into_iter().for_each(&mut *visit),
            'ı' => visit('i'),
            'ſ' => visit('s'),
            'ﬀ' => "ff".chars().for_each(&mut *visit),
            'ﬁ' => "fi".chars().for_each(&mut *visit),
            'ﬂ' => "fl".chars().for_each(&mut *visit),
            'ﬃ' => "ffi".chars().for_each(&mut *visit),
            'ﬄ' => "ffl".chars().for_each(&mut *visit),
            'ﬅ' | 'ﬆ' => "st".chars().for_each(&mut *visit),
            '’' | '‘' | 'ʼ' | '′' | '´' | '`' => visit('\''),
            c if is_raised(c) => decompose_compatible(c, &mut *visit),
            other => visit(other),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::french::spelled::Spelled;
    use proptest::prelude::*;

    #[test]
    fn folds() {
        #[track_caller]
        fn case(word: &str, expected: &str) {
            assert_eq!(fold(word), expected);
        }
        case("État", "etat");
        case("E\u{301}TAT", "etat");
        case("Cœur", "coeur");
        case("ŒUVRE", "oeuvre");
        case("Ægypte", "aegypte");
        case("Straße", "strasse");
        case("STRAẞE", "strasse");
        case("Noël", "noel");
        case("garçon", "garcon");
        case("İstanbul", "istanbul");
        case("Łódź", "lodz");
        case("Søren", "soren");
        case("ﬁnance", "finance");
        case("aujourd’hui", "aujourd'hui");
        case("Việt", "viet");
        case("Москва", "москва");
        case("5G", "5g");
        case("CO₂", "co2");
        case("km²", "km2");
        case("1ᵉʳ", "1er");
        case("2ⁿᵈ", "2nd");
        case("nº", "no");
    }

    #[test]
    fn takes_letters_apart() {
        let bare = |base| Letter { base, marks: 0, capital: false };
        assert_eq!(letters("œil"), ['o', 'e', 'i', 'l'].map(bare));
        assert_eq!(letters("é"), letters("e\u{301}"));
        assert_ne!(letters("é"), letters("è"));
        assert_eq!(letters("É")[0], Letter { capital: true, ..letters("é")[0] });
    }

    fn accepts<A: Automaton>(automaton: &A, bytes: &[u8]) -> bool {
        let mut state = automaton.start();
        for &byte in bytes {
            state = automaton.accept(&state, byte);
            if !automaton.can_match(&state) {
                return false;
            }
        }
        automaton.is_match(&state)
    }

    proptest! {
        #[test]
        fn letters_are_the_folded_word(word in any::<String>()) {
            let bases: String = letters(&word).iter().map(|letter| letter.base).collect();
            prop_assert_eq!(bases, fold(&word));
        }

        #[test]
        fn reads_a_word_as_if_folded(
            word in "[a-cA-CéÉœŒßàÿŸ\u{301}\u{308}İﬁ]{0,4}|\\PC{0,4}",
            other in "[a-cA-Cé]{0,3}",
        ) {
            for accepted in [&word, &other] {
                let list = [fold(accepted)];
                let inner = Spelled(&list);
                for read in [&word, &other] {
                    let folded = fold(read);
                    prop_assert_eq!(
                        accepts(&Fold(inner), read.as_bytes()),
                        accepts(&inner, folded.as_bytes())
                    );
                }
            }
        }

        #[test]
        fn bytes_that_are_no_text_end_it(bytes in prop::collection::vec(any::<u8>(), 0..6)) {
            let text = str::from_utf8(&bytes).map(fold);
            let list = [text.clone().unwrap_or_default()];
            prop_assert_eq!(accepts(&Fold(Spelled(&list)), &bytes), text.is_ok());
        }
    }
}
