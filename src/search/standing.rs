//! Where the words of a query, and those of the same root, stand in an article.

use super::expand::{Form, Segments, Word};
use super::plan::Scope;
use super::postings::{Frequency, MergedPositions};
use crate::index::{Columns, Fields};
use std::io;
use std::ops::Range;
use tantivy::{DocId, SegmentReader};

/// A word in one segment.
pub(super) struct OpenWord {
    scope: Scope,
    own: Option<MergedPositions>,
    /// The words of the same root, if any.
    related: Option<MergedPositions>,
}

impl OpenWord {
    /// With nothing where the word is not one of the text.
    pub(super) fn open(
        word: &Word,
        related: Option<&Segments>,
        segment: &SegmentReader,
        ordinal: usize,
        fields: &Fields,
    ) -> tantivy::Result<Self> {
        let scope = word.scope;
        if scope.placed(fields) != fields.text {
            return Ok(Self { scope, own: None, related: None });
        }
        let inverted = segment.inverted_index(fields.text)?;
        let open = |segments: &Segments| {
            let forms: &Vec<Form> = segments[ordinal].placed();
            let open = || MergedPositions::new(inverted.clone(), forms.clone());
            (!forms.is_empty()).then(open)
        };
        let own = open(&word.terms.segments);
        Ok(Self { scope, own, related: related.and_then(open) })
    }
}

/// Where each word stands in the article at hand; kept from one to the next for its
/// memory.
pub(super) struct Standing {
    /// Of each word.
    own: Vec<Places>,
    /// Of each word and of those of the same root; none when there are none of the latter.
    any: Vec<Places>,
    /// Letters wrong in the closest form of each word.
    pub wrong: Vec<u8>,
    /// Position where the body begins.
    pub body: u32,
}

/// A part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Kicker,
    Standfirst,
    Body,
}

impl Part {
    pub(super) const ALL: [Self; 4] =
        [Self::Title, Self::Kicker, Self::Standfirst, Self::Body];
}

/// Sorted positions.
#[derive(Clone, Default)]
struct Places {
    all: Vec<u32>,
    /// How many come before each part.
    before: [usize; 4],
}

impl Standing {
    /// Of so many words.
    pub(super) fn new(words: usize) -> Self {
        Self {
            own: vec![Places::default(); words],
            any: vec![Places::default(); words],
            wrong: vec![0; words],
            body: 0,
        }
    }

    /// Goes to an article; articles must be asked for in order.
    pub(super) fn read(
        &mut self,
        words: &mut [OpenWord],
        columns: &Columns,
        doc: DocId,
    ) -> io::Result<()> {
        let parts = columns.parts(doc);
        self.body = parts[3].start;
        for (number, word) in words.iter_mut().enumerate() {
            let within = word.scope.within(|| parts.clone());
            let (own, any) = (&mut self.own[number], &mut self.any[number]);
            let found = own.read(&mut word.own, doc, &within)?;
            self.wrong[number] = if found.all > 0 { found.wrong } else { 0 };
            own.cut(&parts);
            if any.read(&mut word.related, doc, &within)?.all > 0 {
                any.all.extend_from_slice(&own.all);
                any.all.sort_unstable();
            }
            any.cut(&parts);
        }
        Ok(())
    }

    /// Mentions of a word in all parts, and of it and those of the same root.
    pub(super) fn mentions(&self, word: usize) -> (usize, usize) {
        (self.own[word].all.len(), self.with_related(word).all.len())
    }

    /// Positions of a word in a part.
    pub(super) fn own(&self, word: usize, part: Part) -> &[u32] {
        self.own[word].of(part)
    }

    /// Positions in a part of a word and of those of the same root.
    pub(super) fn any(&self, word: usize, part: Part) -> &[u32] {
        self.with_related(word).of(part)
    }

    fn with_related(&self, word: usize) -> &Places {
        let any = &self.any[word];
        if any.all.is_empty() { &self.own[word] } else { any }
    }
}

impl Places {
    fn read(
        &mut self,
        places: &mut Option<MergedPositions>,
        doc: DocId,
        within: &Range<u32>,
    ) -> io::Result<Frequency> {
        self.all.clear();
        match places {
            Some(places) => places.at(doc, within, &mut self.all),
            None => Ok(Frequency::NONE),
        }
    }

    /// Says where parts begin.
    fn cut(&mut self, parts: &[Range<u32>; 4]) {
        let before = |start: u32| self.all.partition_point(|at| *at < start);
        self.before = parts.each_ref().map(|part| before(part.start));
    }

    fn of(&self, part: Part) -> &[u32] {
        let part = part as usize;
        let to = self.before.get(part + 1).copied().unwrap_or(self.all.len());
        &self.all[self.before[part]..to]
    }
}
