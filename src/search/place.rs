//! A word, a phrase or a window in one segment: the articles that hold it, window by
//! window. Postings narrow the candidates; positions are opened for those alone.

use super::compile::PlaceTree;
use super::expand::Form;
use super::matcher::Opening;
use super::plan::Scope;
use super::postings::{Counts, MergedPositions, MergedPostings};
use super::spans::{Shape, count, exists};
use super::view::{View, touches};
use super::window::Bits;
use crate::french::{Closeness, PARAGRAPH_MARK, SENTENCE_MARK};
use crate::index::Columns;
use crate::query::{TextField, Unit};
use std::io;
use std::ops::Range;
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader, Term};

/// A place of the plan, opened in one segment.
pub(super) struct PlaceMatcher<'a> {
    shape: Shape,
    words: Vec<OpenWord>,
    /// Words without which nothing matches, by their numbers in `words`, rarest first.
    required: Vec<usize>,
    /// Tells the parts of a text; `None` where words have no parts.
    columns: Option<&'a Columns>,
    /// Where sentences begin, and paragraphs, each if the shape asks for it.
    borders: [Option<MergedPositions>; 2],
    matched: Bits,
    /// Positions of each word in the document at hand, kept for their memory.
    positions: Vec<Vec<u32>>,
    /// Its borders, kept for their memory.
    starts: [Vec<u32>; 2],
    /// Where a phrase may begin, kept for its memory.
    begins: Vec<u32>,
}

/// A word of the place and its postings.
pub(super) struct OpenWord {
    /// Its number among the words of the query.
    pub number: usize,
    /// How often it is there where it is looked for.
    pub whole: Counts,
    /// In the title, when that is one part among others.
    pub title: MergedPostings,
    scope: Scope,
    counted: MergedPostings,
    /// What counts it where the postings also tell of other parts of the text.
    recounted: Option<MergedPositions>,
    /// When a match depends on them.
    places: Option<MergedPositions>,
}

impl<'a> PlaceMatcher<'a> {
    pub(super) fn open(tree: &PlaceTree, segment: &Opening<'a>) -> tantivy::Result<Self> {
        let is_single = matches!(tree.shape, Shape::Word(_));
        let words = tree.words.iter();
        let words = words.map(|number| OpenWord::open(*number, segment, !is_single));
        let words = words.collect::<tantivy::Result<Vec<_>>>()?;
        // Words of metadata are never in one place with those of a text.
        let field = words[0].scope.placed(segment.fields);
        let mut required = Vec::new();
        required_words(&tree.shape, &mut required);
        required.sort_by_key(|number| (words[*number].cost(), *number));
        required.dedup();
        Ok(Self {
            shape: tree.shape.clone(),
            columns: (field == segment.fields.text).then_some(segment.columns),
            borders: open_borders(segment.segment, field, &tree.shape)?,
            positions: vec![Vec::new(); words.len()],
            starts: [Vec::new(), Vec::new()],
            begins: Vec::new(),
            words,
            required,
            matched: Bits::EMPTY,
        })
    }

    /// Documents that it may match, at most.
    pub(super) fn cost(&self) -> u64 {
        let costs = self.required.iter().map(|number| self.words[*number].cost());
        costs.min().unwrap_or_else(|| self.words.iter().map(OpenWord::cost).sum())
    }

    /// The documents of the last window that matched, and its words, from left to right.
    pub(super) fn found(&mut self) -> (&Bits, &mut [OpenWord]) {
        (&self.matched, &mut self.words)
    }

    /// The documents of `wanted` that have at least `count` matches.
    pub(super) fn load(
        &mut self,
        base: DocId,
        wanted: &Bits,
        count: u32,
    ) -> io::Result<Bits> {
        if matches!(self.shape, Shape::Word(_)) {
            self.load_single(base, wanted, count)?;
            return Ok(self.matched.clone());
        }
        let candidates = self.load_words(base, wanted)?;
        self.matched = Bits::EMPTY;
        for at in candidates.iter() {
            if self.count_matches(base + at, count)? >= count {
                self.matched.set(at);
            }
        }
        Ok(self.matched.clone())
    }

    /// Loads the window's postings, the rarest words first, and returns the documents
    /// of `wanted` that have the required ones.
    fn load_words(&mut self, base: DocId, wanted: &Bits) -> io::Result<Bits> {
        let mut candidates = wanted.clone();
        for number in &self.required {
            let word = &mut self.words[*number];
            word.load(base, &candidates, self.columns)?;
            candidates.and(word.whole.bits());
        }
        for (number, word) in self.words.iter_mut().enumerate() {
            if !self.required.contains(&number) {
                word.load(base, &candidates, self.columns)?;
            }
        }
        candidates.and(&holders(&self.shape, &self.words));
        Ok(candidates)
    }

    /// A word alone: its frequency is its count of mentions.
    fn load_single(&mut self, base: DocId, wanted: &Bits, count: u32) -> io::Result<()> {
        let word = &mut self.words[0];
        word.load(base, wanted, self.columns)?;
        self.matched = wanted.clone();
        self.matched.and(word.whole.bits());
        if count > 1 {
            let mut enough = Bits::EMPTY;
            let often = |at: &u32| u32::from(word.whole.get(*at).all) >= count;
            self.matched.iter().filter(often).for_each(|at| enough.set(at));
            self.matched = enough;
        }
        Ok(())
    }

    /// Matches in all parts of a document; counting may stop at `enough`.
    fn count_matches(&mut self, doc: DocId, enough: u32) -> io::Result<u32> {
        if is_row(&self.shape) {
            return self.rows(doc);
        }
        for (word, positions) in self.words.iter_mut().zip(&mut self.positions) {
            word.positions(doc, self.columns, positions)?;
        }
        let has_borders = self.borders.iter().any(Option::is_some);
        // What matches in a part matches in the whole, and few articles do.
        if !has_borders && self.count_within(0..u32::MAX, 1)? == 0 {
            return Ok(0);
        }
        let (mut found, mut has_starts) = (0, false);
        for part in parts(self.columns, doc) {
            let is_there = |word: &usize| touches(&self.positions[*word], &part);
            if !self.required.iter().all(is_there) {
                continue;
            }
            if has_borders && !has_starts {
                self.read_starts(doc)?;
                has_starts = true;
            }
            found += self.count_within(part, enough)?;
            if found >= enough {
                break;
            }
        }
        Ok(found)
    }

    /// Matches in a stretch of the document at hand; counting may stop at `enough`.
    fn count_within(&self, within: Range<u32>, enough: u32) -> io::Result<u32> {
        let view = View {
            words: &self.positions,
            sentences: &self.starts[0],
            paragraphs: &self.starts[1],
            within,
        };
        let found = if enough == 1 {
            exists(&self.shape, &view).map(usize::from)
        } else {
            count(&self.shape, &view, enough as usize)
        };
        Ok(u32::try_from(found.map_err(io::Error::other)?).unwrap_or(u32::MAX))
    }

    /// Reads the borders of a document.
    fn read_starts(&mut self, doc: DocId) -> io::Result<()> {
        for (borders, out) in self.borders.iter_mut().zip(&mut self.starts) {
            if let Some(borders) = borders {
                borders.at(doc, &(0..u32::MAX), out)?;
            }
        }
        Ok(())
    }

    /// How often the words follow each other; never over the border of two parts.
    /// Positions are read from the rarest word on, and no further once no place is left
    /// to begin at.
    fn rows(&mut self, doc: DocId) -> io::Result<u32> {
        let begins = &mut self.begins;
        for (turn, number) in self.required.iter().enumerate() {
            let positions = &mut self.positions[*number];
            self.words[*number].positions(doc, self.columns, positions)?;
            let offset = u32::try_from(*number).expect("a phrase has few words");
            if turn == 0 {
                begins.clear();
                begins.extend(positions.iter().filter_map(|it| it.checked_sub(offset)));
            } else {
                begins.retain(|it| positions.binary_search(&(it + offset)).is_ok());
            }
            if begins.is_empty() {
                return Ok(0);
            }
        }
        Ok(u32::try_from(begins.len()).expect("positions are counted in 32 bits"))
    }
}

impl OpenWord {
    fn open(number: usize, segment: &Opening, has_places: bool) -> tantivy::Result<Self> {
        let Opening { words, segment, ordinal, fields, .. } = *segment;
        let scope = words[number].scope;
        let terms = &words[number].terms.segments[ordinal];
        let counted = segment.inverted_index(scope.counted(fields))?;
        let texts = segment.inverted_index(scope.placed(fields))?;
        let title = segment.inverted_index(fields.title)?;
        let places = || MergedPositions::new(texts.clone(), terms.placed().clone());
        Ok(Self {
            number,
            whole: Counts::EMPTY,
            title: MergedPostings::open(&title, &terms.title)?,
            scope,
            counted: MergedPostings::open(&counted, &terms.counted)?,
            recounted: (scope == Scope::Field(TextField::Body)).then(places),
            places: has_places.then(places),
        })
    }

    fn cost(&self) -> u64 {
        self.counted.cost()
    }

    fn load(
        &mut self,
        base: DocId,
        wanted: &Bits,
        columns: Option<&Columns>,
    ) -> io::Result<()> {
        let Self { whole, scope, .. } = self;
        whole.clear();
        self.counted.load(base, wanted, |at, found| whole.add(at, found));
        if let Some(positions) = &mut self.recounted {
            let mut places = Vec::new();
            whole.recount(wanted, |at| {
                let within = scope.within(|| parts(columns, base + at));
                positions.at(base + at, &within, &mut places)
            })?;
        }
        Ok(())
    }

    /// Where it stands in a document.
    fn positions(
        &mut self,
        doc: DocId,
        columns: Option<&Columns>,
        out: &mut Vec<u32>,
    ) -> io::Result<()> {
        if let Some(places) = &mut self.places {
            places.at(doc, &self.scope.within(|| parts(columns, doc)), out)?;
        }
        Ok(())
    }
}

/// The parts of a document's text; one for all where it has none.
fn parts(columns: Option<&Columns>, doc: DocId) -> [Range<u32>; 4] {
    columns.map_or([0..0, 0..0, 0..0, 0..u32::MAX], |columns| columns.parts(doc))
}

/// Words that every match holds.
fn required_words(shape: &Shape, out: &mut Vec<usize>) {
    match shape {
        Shape::Word(number) => out.push(*number),
        Shape::Any(_) => {}
        Shape::Near { parts, .. } | Shape::Same { parts, .. } => {
            for part in parts {
                required_words(part, out);
            }
        }
    }
}

/// The documents of the window that have the words of a shape.
fn holders(shape: &Shape, words: &[OpenWord]) -> Bits {
    match shape {
        Shape::Word(number) => words[*number].whole.bits().clone(),
        Shape::Any(parts) => {
            let mut any = Bits::EMPTY;
            for part in parts {
                any.or(&holders(part, words));
            }
            any
        }
        Shape::Near { parts, .. } | Shape::Same { parts, .. } => {
            let mut all = holders(&parts[0], words);
            for part in &parts[1..] {
                all.and(&holders(part, words));
            }
            all
        }
    }
}

/// Whether the shape is a phrase of different words, whose numbers are their places.
fn is_row(shape: &Shape) -> bool {
    let Shape::Near { parts, words: 0, ordered: true } = shape else { return false };
    let is_there = |(at, part): (usize, &Shape)| matches!(part, Shape::Word(number) if *number == at);
    parts.iter().enumerate().all(is_there)
}

/// Whether where such units begin decides of a match.
fn asks_for(shape: &Shape, wanted: Unit) -> bool {
    match shape {
        Shape::Word(_) => false,
        Shape::Same { parts, unit } => {
            *unit == wanted || parts.iter().any(|part| asks_for(part, wanted))
        }
        Shape::Any(parts) | Shape::Near { parts, .. } => {
            parts.iter().any(|part| asks_for(part, wanted))
        }
    }
}

/// The marks of sentences and of paragraphs of a field, each if the shape asks for them.
fn open_borders(
    segment: &SegmentReader,
    field: Field,
    shape: &Shape,
) -> tantivy::Result<[Option<MergedPositions>; 2]> {
    let open = |unit, mark: &str| -> tantivy::Result<Option<MergedPositions>> {
        if !asks_for(shape, unit) {
            return Ok(None);
        }
        let inverted = segment.inverted_index(field)?;
        let info = inverted.get_term_info(&Term::from_field_text(field, mark))?;
        let form = |info| Form { info, closeness: Closeness::Form };
        let forms = info.map(form).into_iter().collect();
        Ok(Some(MergedPositions::new(inverted, forms)))
    };
    Ok([open(Unit::Sentence, SENTENCE_MARK)?, open(Unit::Paragraph, PARAGRAPH_MARK)?])
}
