//! The postings of a set of written forms in one field of one segment, merged window by
//! window: which articles have one of them, how often, how often as typed.

use super::expand::Form;
use super::view::places_inside;
use super::window::{Bits, WINDOW};
use crate::french::Closeness;
use std::io;
use std::ops::Range;
use std::sync::Arc;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

/// Fewer articles than this are looked up one by one instead of by whole windows.
const FEW: u32 = 24;

/// How often a word stands in a field of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frequency {
    /// In any of its forms.
    pub all: u16,
    /// As typed.
    pub typed: u16,
    /// Letters wrong in the closest of its forms.
    pub wrong: u8,
}

impl Frequency {
    /// No mention.
    pub(super) const NONE: Self = Self { all: 0, typed: 0, wrong: u8::MAX };

    /// That of one form.
    #[inline]
    fn of(count: usize, closeness: Closeness) -> Self {
        let all = u16::try_from(count).unwrap_or(u16::MAX);
        let typed = if closeness == Closeness::Typed { all } else { 0 };
        let wrong = if all == 0 { u8::MAX } else { closeness.wrong_letters() };
        Self { all, typed, wrong }
    }

    /// Adds the mentions, if any, counted elsewhere.
    #[inline]
    pub(super) fn add(&mut self, other: Self) {
        self.wrong = self.wrong.min(other.wrong);
        self.all = self.all.saturating_add(other.all);
        self.typed = self.typed.saturating_add(other.typed);
    }
}

/// Frequencies of a word in the documents of a window.
pub(super) struct Counts {
    bits: Bits,
    /// Of those in `bits`, in any of the forms and as typed; what it holds of others means
    /// nothing.
    mentions: Vec<[u16; 2]>,
    /// Likewise, letters wrong in the closest of the forms; empty as long as none is.
    wrong: Vec<u8>,
}

impl Counts {
    pub(super) const EMPTY: Self =
        Self { bits: Bits::EMPTY, mentions: Vec::new(), wrong: Vec::new() };

    pub(super) fn clear(&mut self) {
        self.bits = Bits::EMPTY;
    }

    #[inline]
    pub(super) fn add(&mut self, at: u32, found: Frequency) {
        if self.mentions.is_empty() {
            self.mentions = vec![[0; 2]; WINDOW as usize];
        }
        if found.wrong > 0 && self.wrong.is_empty() {
            self.wrong = vec![0; WINDOW as usize];
        }
        // Without a branch: nobody can tell beforehand which documents have another form.
        let held = u16::from(self.bits.has(at)).wrapping_neg();
        let [all, typed] = &mut self.mentions[at as usize];
        *all = found.all.saturating_add(*all & held);
        *typed = found.typed.saturating_add(*typed & held);
        if let Some(wrong) = self.wrong.get_mut(at as usize) {
            *wrong = if held == 0 { found.wrong } else { found.wrong.min(*wrong) };
        }
        self.bits.set(at);
    }

    /// Keeps the documents that are `wanted`, each with what `count` says of it.
    pub(super) fn recount(
        &mut self,
        wanted: &Bits,
        mut count: impl FnMut(u32) -> io::Result<Frequency>,
    ) -> io::Result<()> {
        let mut held = std::mem::replace(&mut self.bits, Bits::EMPTY);
        held.and(wanted);
        for at in held.iter() {
            let found = count(at)?;
            if found.all > 0 {
                self.add(at, found);
            }
        }
        Ok(())
    }

    /// The documents that have it.
    pub(super) fn bits(&self) -> &Bits {
        &self.bits
    }

    /// How often a document has it; for one that has not, it means nothing.
    #[inline]
    pub(super) fn get(&self, at: u32) -> Frequency {
        let [all, typed] = self.mentions.get(at as usize).copied().unwrap_or_default();
        let wrong = self.wrong.get(at as usize).copied().unwrap_or_default();
        Frequency { all, typed, wrong }
    }

    /// Whether no document of the window has it.
    pub(super) fn is_empty(&self) -> bool {
        self.bits.is_empty()
    }
}

/// Merged postings; windows must be asked for in order.
pub(super) struct MergedPostings {
    cursors: Vec<Cursor>,
    /// No later than the next document of each: side by side, since most of many forms are
    /// in few windows.
    next: Vec<DocId>,
}

/// One term's postings, block by block.
struct Cursor {
    block: BlockSegmentPostings,
    /// Next document of the block.
    at: usize,
    closeness: Closeness,
}

impl MergedPostings {
    pub(super) fn open(
        inverted: &InvertedIndexReader,
        forms: &[Form],
    ) -> io::Result<Self> {
        let mut cursors = Vec::with_capacity(forms.len());
        let mut next = Vec::with_capacity(forms.len());
        for form in forms {
            let option = IndexRecordOption::WithFreqs;
            let block = inverted.read_block_postings_from_terminfo(&form.info, option)?;
            let cursor = Cursor { block, at: 0, closeness: form.closeness };
            next.push(cursor.next());
            cursors.push(cursor);
        }
        Ok(Self { cursors, next })
    }

    /// Documents of the segment that may have one of the forms, at most.
    pub(super) fn cost(&self) -> u64 {
        self.cursors.iter().map(|cursor| u64::from(cursor.block.doc_freq())).sum()
    }

    /// Reads the window that begins at `base`: adds what the forms have in its documents,
    /// or in those of `wanted` alone where they are few.
    #[inline]
    pub(super) fn load(
        &mut self,
        base: DocId,
        wanted: &Bits,
        mut add: impl FnMut(u32, Frequency),
    ) {
        let end = base + WINDOW;
        let mut few = None;
        for (number, next) in self.next.iter_mut().enumerate() {
            if *next >= end {
                continue;
            }
            let cursor = &mut self.cursors[number];
            let closeness = cursor.closeness;
            let add = |at: u32, count: u32| {
                add(at, Frequency::of(count as usize, closeness));
            };
            if *few.get_or_insert_with(|| wanted.count() <= FEW) {
                cursor.read_few(base, wanted, add);
            } else {
                cursor.read_window(base, add);
            }
            *next = cursor.next();
        }
    }
}

impl Cursor {
    /// The document it stands at; no document has [`TERMINATED`] for its number.
    fn next(&self) -> DocId {
        self.block.docs().get(self.at).copied().unwrap_or(TERMINATED)
    }

    /// Adds every document of the window.
    #[inline]
    fn read_window(&mut self, base: DocId, mut add: impl FnMut(u32, u32)) {
        let end = base + WINDOW;
        if !self.seek(base) {
            return;
        }
        let Self { block, at, .. } = self;
        loop {
            let docs = block.docs();
            while let Some(&doc) = docs.get(*at) {
                if doc >= end {
                    return;
                }
                add(doc - base, block.freq(*at)); // 1 where the field counts nothing
                *at += 1;
            }
            if docs.is_empty() {
                return;
            }
            block.advance();
            *at = 0;
        }
    }

    /// Adds the wanted documents alone.
    fn read_few(&mut self, base: DocId, wanted: &Bits, mut add: impl FnMut(u32, u32)) {
        for offset in wanted.iter() {
            let doc = base + offset;
            if !self.seek(doc) {
                return;
            }
            if self.block.docs()[self.at] == doc {
                add(offset, self.block.freq(self.at));
            }
        }
    }

    /// Goes to the first document from `doc` on; false when there is none.
    fn seek(&mut self, doc: DocId) -> bool {
        let Self { block, at, .. } = self;
        let docs = block.docs();
        if docs.get(*at).is_some_and(|&here| here >= doc) {
            return true;
        }
        match docs.last() {
            None => return false,
            Some(&last) if last >= doc => {
                *at += docs[*at..].partition_point(|&here| here < doc);
            }
            Some(_) => *at = block.seek(doc),
        }
        *at < block.block_len()
    }
}

/// Merged positions; documents must be asked for in order.
pub(super) struct MergedPositions {
    inverted: Arc<InvertedIndexReader>,
    forms: Vec<Form>,
    /// Of each form, once it was asked for; they are large.
    opened: Vec<Option<Box<SegmentPostings>>>,
    /// The document that each stands at, 0 before it is opened: side by side, since most
    /// of many forms are ahead of most documents.
    standing: Vec<DocId>,
}

impl MergedPositions {
    pub(super) fn new(inverted: Arc<InvertedIndexReader>, forms: Vec<Form>) -> Self {
        let opened = forms.iter().map(|_| None).collect();
        let standing = vec![0; forms.len()];
        Self { inverted, forms, opened, standing }
    }

    /// Gives the positions of the forms in a stretch of `doc`, sorted, and how often they
    /// are there; documents must be asked for in order.
    pub(super) fn at(
        &mut self,
        doc: DocId,
        within: &Range<u32>,
        out: &mut Vec<u32>,
    ) -> io::Result<Frequency> {
        out.clear();
        let (mut runs, mut found) = (0, Frequency::NONE);
        for (number, standing) in self.standing.iter_mut().enumerate() {
            if *standing > doc {
                continue;
            }
            let form = &self.forms[number];
            let postings = match &mut self.opened[number] {
                Some(postings) => postings,
                none => {
                    none.insert(Box::new(self.inverted.read_postings_from_terminfo(
                        &form.info,
                        IndexRecordOption::WithFreqsAndPositions,
                    )?))
                }
            };
            if postings.doc() < doc {
                postings.seek(doc);
            }
            *standing = postings.doc();
            if *standing == doc {
                let known = out.len();
                postings.append_positions_with_offset(0, out);
                keep_inside(out, known, within);
                runs += usize::from(out.len() > known);
                found.add(Frequency::of(out.len() - known, form.closeness));
            }
        }
        if runs > 1 {
            out.sort_unstable();
        }
        Ok(found)
    }
}

/// Leaves of the positions from the one numbered `first` on those inside a stretch.
fn keep_inside(positions: &mut Vec<u32>, first: usize, within: &Range<u32>) {
    let kept = places_inside(&positions[first..], within);
    if kept.len() < positions.len() - first {
        positions.truncate(first + kept.end);
        positions.drain(first..first + kept.start);
    }
}
