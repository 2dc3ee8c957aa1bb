//! Automata that know where they are going: so that a dictionary is read along the few
//! bytes that lead on. A stream of the FST's own tries every byte that follows, and looks
//! at where each goes before it asks whether to go there.

use super::{
    fold::{Fold, leads_to, leads_to_marks},
    fuzzy::Within,
    pattern::Pattern,
    spelled::Spelled,
};
use std::ops::Deref;
use tantivy_fst::Automaton;
use tantivy_fst::raw::{Fst, Node, Transition};

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
    fn leads(&self, state: &u32) -> Bytes {
        self.next_bytes(*state)
    }
}

/// Visits the keys of a dictionary that an automaton accepts, in order, until one fails.
pub(crate) fn walk<A: Guided, E>(
    fst: &Fst<impl Deref<Target = [u8]>>,
    automaton: &A,
    mut visit: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E>
where
    A::State: Clone,
{
    let root = fst.root();
    if root.is_final() && automaton.is_match(&automaton.start()) {
        visit(&[])?;
    }
    let mut ways = Vec::with_capacity(64);
    let mut key = Vec::new();
    push_ways(automaton, &root, &automaton.start(), 0, &mut ways);
    while let Some(Way { depth, byte, goes_to, state }) = ways.pop() {
        key.truncate(depth);
        key.push(byte);
        let node = fst.node(goes_to);
        if node.is_final() && automaton.is_match(&state) {
            visit(&key)?;
        }
        push_ways(automaton, &node, &state, depth + 1, &mut ways);
    }
    Ok(())
}

/// A byte after those of a node, not yet followed.
struct Way<S> {
    /// Bytes before it.
    depth: usize,
    byte: u8,
    goes_to: usize,
    /// Of the automaton, after it.
    state: S,
}

/// Bytes after a node that are tried sooner than those that lead on are asked for.
const FEW: usize = 2;

/// Adds what leads on from a node, so that the first comes out first.
fn push_ways<A: Guided>(
    automaton: &A,
    node: &Node,
    state: &A::State,
    depth: usize,
    ways: &mut Vec<Way<A::State>>,
) {
    let mut push = |next: Transition| {
        let state = automaton.accept(state, next.inp);
        if automaton.can_match(&state) {
            ways.push(Way { depth, byte: next.inp, goes_to: next.addr, state });
        }
    };
    if node.len() <= FEW {
        (0..node.len()).rev().for_each(|number| push(node.transition(number)));
        return;
    }
    let leads = automaton.leads(state);
    let mut follow = |next: Transition| {
        if leads.has(next.inp) {
            push(next);
        }
    };
    // Bytes come in order, ASCII first.
    let mut ascii = node.len();
    while let Some(last) = ascii.checked_sub(1)
        && !node.transition(last).inp.is_ascii()
    {
        follow(node.transition(last));
        ascii = last;
    }
    let mut wanted = leads.ascii();
    if wanted.count_ones() as usize >= ascii {
        (0..ascii).rev().for_each(|number| follow(node.transition(number)));
        return;
    }
    while wanted != 0 {
        let byte = wanted.ilog2();
        wanted &= !(1 << byte);
        #[allow(clippy::cast_possible_truncation, reason = "less than 128")]
        if let Some(number) = node.find_input(byte as u8) {
            follow(node.transition(number));
        }
    }
}
