//! Sets of articles inside a window of neighbouring document numbers.

/// Documents in a window.
pub(super) const WINDOW: u32 = 4096;

const BLOCKS: usize = (WINDOW / 64) as usize;

/// A set of documents of one window.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Bits([u64; BLOCKS]);

impl Bits {
    pub(super) const EMPTY: Self = Self([0; BLOCKS]);

    /// The first `count` documents of the window, all of them when there are fewer.
    pub(super) fn first(count: u32) -> Self {
        let mut bits = Self::EMPTY;
        for (block, at) in bits.0.iter_mut().zip((0..).step_by(64)) {
            let left = count.saturating_sub(at);
            *block = if left >= 64 { u64::MAX } else { (1 << left) - 1 };
        }
        bits
    }

    #[inline]
    pub(super) fn set(&mut self, at: u32) {
        self.0[at as usize / 64] |= 1 << (at % 64);
    }

    pub(super) fn unset(&mut self, at: u32) {
        self.0[at as usize / 64] &= !(1 << (at % 64));
    }

    #[inline]
    pub(super) fn has(&self, at: u32) -> bool {
        self.0[at as usize / 64] >> (at % 64) & 1 == 1
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|block| *block == 0)
    }

    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|block| block.count_ones()).sum()
    }

    pub(super) fn and(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one &= other);
    }

    pub(super) fn or(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one |= other);
    }

    pub(super) fn and_not(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one &= !other);
    }

    /// Lists the documents in order, as offsets in the window, and tells where each is in
    /// the list.
    pub(super) fn list(&self, out: &mut Vec<u32>) -> Ranks<'_> {
        out.clear();
        let mut before = [0; BLOCKS];
        for ((block, before), base) in
            self.0.iter().zip(&mut before).zip((0..).step_by(64))
        {
            *before = out.len();
            let mut rest = *block;
            while rest != 0 {
                out.push(base + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
        Ranks { bits: self, before }
    }

    /// The documents in order, as offsets in the window.
    pub(super) fn iter(&self) -> Documents<'_> {
        Documents { blocks: &self.0, block: 0, rest: self.0[0] }
    }
}

/// Where the documents of a set are in [`Bits::list`].
pub(super) struct Ranks<'a> {
    bits: &'a Bits,
    /// How many come before each block.
    before: [usize; BLOCKS],
}

impl Ranks<'_> {
    /// How many documents come before one.
    #[inline]
    pub(super) fn of(&self, at: u32) -> usize {
        let block = at as usize / 64;
        let lower = self.bits.0[block] & ((1 << (at % 64)) - 1);
        self.before[block] + lower.count_ones() as usize
    }
}

/// The documents of a set, in order.
pub(super) struct Documents<'a> {
    blocks: &'a [u64; BLOCKS],
    block: usize,
    /// Those of the block that are left.
    rest: u64,
}

impl Iterator for Documents<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        while self.rest == 0 {
            self.block += 1;
            self.rest = *self.blocks.get(self.block)?;
        }
        let at = self.rest.trailing_zeros();
        self.rest &= self.rest - 1;
        #[allow(clippy::cast_possible_truncation, reason = "a window has few blocks")]
        Some(self.block as u32 * 64 + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets() {
        let mut bits = Bits::EMPTY;
        for at in [0, 63, 64, 4095] {
            bits.set(at);
        }
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 64, 4095]);
        let mut list = vec![7];
        let ranks = bits.list(&mut list);
        assert_eq!(list, [0, 63, 64, 4095]);
        assert_eq!([0, 63, 64, 4095].map(|at| ranks.of(at)), [0, 1, 2, 3]);
        bits.and(&Bits::first(64));
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63]);
        bits.and_not(&Bits::first(1));
        assert_eq!(bits.count(), 1);
        assert_eq!(Bits::first(5000).count(), 4096);
        assert!(Bits::first(0).is_empty());
    }
}
