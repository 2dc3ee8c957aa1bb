//! Automata that know where they are going: so that a dictionary is read along the few
//! bytes that lead on, and not tried byte by byte.

use super::{
    fold::{Fold, leads_to, leads_to_marks},
    fuzzy::Within,
    pattern::Pattern,
    spelled::Spelled,
};
use tantivy_fst::Automaton;

/// An automaton that tells which bytes may lead on.
pub(crate) trait Guided: Automaton {
    /// The bytes that may lead to a match from a state: those left out surely do not.
    fn leads(&self, state: &Self::State) -> Bytes;
}

/// A set of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bytes {
    /// Bit n for byte n.
    ascii: u128,
    /// Bit n for byte 128 + n.
    others: u128,
}

/// The letters a to z.
const SMALL: u128 = ((1 << 26) - 1) << b'a';

impl Bytes {
    pub(crate) const ALL: Self = Self { ascii: u128::MAX, others: u128::MAX };

    pub(crate) fn insert(&mut self, byte: u8) {
        let half = if byte.is_ascii() { &mut self.ascii } else { &mut self.others };
        *half |= 1 << (byte & 0x7f);
    }

    pub(crate) fn has(&self, byte: u8) -> bool {
        let half = if byte.is_ascii() { self.ascii } else { self.others };
        half >> (byte & 0x7f) & 1 == 1
    }

    fn iter(self) -> impl Iterator<Item = u8> {
        bits(self.ascii).chain(bits(self.others).map(|bit| 128 + bit))
    }

    /// Those of ASCII, bit n for byte n.
    pub(crate) fn ascii(&self) -> u128 {
        self.ascii
    }
}

/// The bits that are set.
fn bits(mut bits: u128) -> impl Iterator<Item = u8> {
    std::iter::from_fn(move || {
        let bit = u8::try_from(bits.trailing_zeros()).ok().filter(|bit| *bit < 128)?;
        bits &= bits - 1;
        Some(bit)
    })
}

impl FromIterator<u8> for Bytes {
    fn from_iter<I: IntoIterator<Item = u8>>(bytes: I) -> Self {
        let mut set = Self::default();
        bytes.into_iter().for_each(|byte| set.insert(byte));
        set
    }
}

impl<A: Guided> Guided for Fold<A>
where
    A::State: Clone,
{
    fn leads(&self, state: &Self::State) -> Bytes {
        let Some(inner) = state.between_letters() else { return Bytes::ALL };
        let folded = self.0.leads(inner);
        if folded == Bytes::ALL {
            return folded;
        }
        let capitals = (folded.ascii & SMALL) >> (b'a' - b'A');
        let apostrophe = (folded.ascii >> b'\'' & 1) << b'`';
        Bytes {
            ascii: folded.ascii | capitals | apostrophe,
            others: folded
                .iter()
                .fold(leads_to_marks(), |others, byte| others | leads_to(byte)),
        }
    }
}

impl Guided for Spelled<'_> {
    fn leads(&self, state: &Self::State) -> Bytes {
        self.next_bytes(state).collect()
    }
}

impl Guided for &Pattern {
    fn leads(&self, places: &u64) -> Bytes {
        self.next_bytes(*places)
    }
}

impl Guided for &Within {
    /// Nearly every letter may be the wrong one.
    fn leads(&self, _: &u32) -> Bytes {
        Bytes::ALL
    }
}
