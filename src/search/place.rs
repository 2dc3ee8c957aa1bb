//! A word, a phrase or a window in one segment: the articles that hold it, window by
//! window. Postings narrow the candidates; positions are opened for those alone.

use super::compile::PlaceTree;
use super::expand::{Form, Word};
use super::postings::{Counts, MergedPositions, MergedPostings};
use super::spans::{FieldView, Shape, count, exists};
use super::window::Bits;
use crate::french::{Closeness, PARAGRAPH_MARK, SENTENCE_MARK};
use crate::query::Unit;
use std::io;
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader, Term};

/// A place of the plan, opened in one segment.
pub(super) struct PlaceMatcher {
    shape: Shape,
    words: Vec<OpenWord>,
    /// Words without which nothing matches, by their numbers in `words`, rarest first.
    required: Vec<usize>,
    fields: Vec<OpenField>,
    matched: Bits,
    /// Positions of each word in the field at hand, kept for their memory.
    positions: Vec<Vec<u32>>,
    /// Where a phrase may begin, kept for its memory.
    begins: Vec<u32>,
}

/// A word of the place and its postings in each field.
pub(super) struct OpenWord {
    /// Its number among the words of the query.
    pub number: usize,
    /// How often it is there in all its fields together.
    pub whole: Counts,
    /// In the title, when that is one field among others.
    pub title: Option<Counts>,
    /// One for each field of the word, in their order.
    channels: Vec<Channel>,
}

/// A word in one field.
struct Channel {
    field: Field,
    postings: MergedPostings,
    /// When a match depends on them: positions, and the documents of the window.
    places: Option<(MergedPositions, Bits)>,
}

/// A field, with where its sentences and paragraphs begin, each if the shape asks for it.
struct OpenField {
    field: Field,
    /// Documents of the window whose words there may match.
    holders: Bits,
    sentences: Option<MergedPositions>,
    paragraphs: Option<MergedPositions>,
    /// The borders of the document at hand, kept for their memory.
    begins: [Vec<u32>; 2],
}

impl PlaceMatcher {
    pub(super) fn open(
        tree: &PlaceTree,
        words: &[Word],
        segment: &SegmentReader,
        ordinal: usize,
    ) -> tantivy::Result<Self> {
        let is_single = matches!(tree.shape, Shape::Word(_));
        let mut opened = Vec::with_capacity(tree.words.len());
        let mut fields: Vec<Field> = Vec::new();
        for number in &tree.words {
            let word = &words[*number];
            opened.push(OpenWord::open(*number, word, segment, ordinal, !is_single)?);
            for field in &word.fields {
                if !is_single && !fields.contains(field) {
                    fields.push(*field);
                }
            }
        }
        let mut required = Vec::new();
        required_words(&tree.shape, &mut required);
        required.sort_by_key(|number| (opened[*number].cost(), *number));
        required.dedup();
        let fields =
            fields.into_iter().map(|field| open_field(segment, field, &tree.shape));
        Ok(Self {
            shape: tree.shape.clone(),
            positions: vec![Vec::new(); opened.len()],
            begins: Vec::new(),
            words: opened,
            required,
            fields: fields.collect::<tantivy::Result<_>>()?,
            matched: Bits::EMPTY,
        })
    }

    /// Documents that it may match, at most.
    pub(super) fn cost(&self) -> u64 {
        let costs = self.required.iter().map(|number| self.words[*number].cost());
        costs.min().unwrap_or_else(|| self.words.iter().map(OpenWord::cost).sum())
    }

    /// Its words, from left to right.
    pub(super) fn words(&self) -> &[OpenWord] {
        &self.words
    }

    /// The documents of the last window that matched.
    pub(super) fn matched(&self) -> &Bits {
        &self.matched
    }

    /// The documents of `wanted` that have at least `count` matches.
    pub(super) fn load(
        &mut self,
        base: DocId,
        wanted: &Bits,
        count: u32,
    ) -> io::Result<Bits> {
        if matches!(self.shape, Shape::Word(_)) {
            self.load_single(base, wanted, count);
            return Ok(self.matched.clone());
        }
        let candidates = self.load_words(base, wanted);
        self.matched = Bits::EMPTY;
        for at in candidates.iter() {
            if self.count_matches(base, at, count)? >= count {
                self.matched.set(at);
            }
        }
        Ok(self.matched.clone())
    }

    /// Loads the window's postings, the rarest words first, and returns the documents
    /// of `wanted` that have the required ones.
    fn load_words(&mut self, base: DocId, wanted: &Bits) -> Bits {
        let mut candidates = wanted.clone();
        for number in &self.required {
            let word = &mut self.words[*number];
            word.load(base, &candidates);
            candidates.and(word.whole.bits());
        }
        for (number, word) in self.words.iter_mut().enumerate() {
            if !self.required.contains(&number) {
                word.load(base, &candidates);
            }
        }
        let mut found = Bits::EMPTY;
        for open in &mut self.fields {
            open.holders = holders(&self.shape, &self.words, open.field);
            found.or(&open.holders);
        }
        candidates.and(&found);
        candidates
    }

    /// A word alone: its frequency is its count of mentions.
    fn load_single(&mut self, base: DocId, wanted: &Bits, count: u32) {
        let word = &mut self.words[0];
        word.load(base, wanted);
        self.matched = wanted.clone();
        self.matched.and(word.whole.bits());
        if count > 1 {
            let mut enough = Bits::EMPTY;
            let often = |at: &u32| u32::from(word.whole.get(*at).all) >= count;
            self.matched.iter().filter(often).for_each(|at| enough.set(at));
            self.matched = enough;
        }
    }

    /// Matches in all fields of a document; counting may stop at `enough`.
    fn count_matches(&mut self, base: DocId, at: u32, enough: u32) -> io::Result<u32> {
        let doc = base + at;
        let mut found = 0;
        let is_row = is_row(&self.shape);
        for number in 0..self.fields.len() {
            if !self.fields[number].holders.has(at) {
                continue;
            }
            let field = self.fields[number].field;
            if is_row {
                found += self.rows(field, doc)?;
                if found >= enough {
                    return Ok(found);
                }
                continue;
            }
            for (word, positions) in self.words.iter_mut().zip(&mut self.positions) {
                word.positions(field, doc, positions)?;
            }
            let OpenField { sentences, paragraphs, begins, .. } =
                &mut self.fields[number];
            for (marks, out) in [sentences, paragraphs].into_iter().zip(&mut *begins) {
                if let Some(marks) = marks {
                    marks.at(doc, out)?;
                }
            }
            let view = FieldView {
                words: &self.positions,
                sentences: &begins[0],
                paragraphs: &begins[1],
            };
            if enough == 1 {
                if exists(&self.shape, &view).map_err(io::Error::other)? {
                    return Ok(1);
                }
                continue;
            }
            let more = count(&self.shape, &view, enough as usize);
            let more = more.map_err(io::Error::other)?;
            found += u32::try_from(more).unwrap_or(u32::MAX);
        }
        Ok(found)
    }
}

impl PlaceMatcher {
    /// How often the words follow each other in a field. Positions are read from the
    /// rarest word on, and no further once no place is left to begin at.
    fn rows(&mut self, field: Field, doc: DocId) -> io::Result<u32> {
        let begins = &mut self.begins;
        for (turn, number) in self.required.iter().enumerate() {
            let positions = &mut self.positions[*number];
            self.words[*number].positions(field, doc, positions)?;
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
    fn open(
        number: usize,
        word: &Word,
        segment: &SegmentReader,
        ordinal: usize,
        has_places: bool,
    ) -> tantivy::Result<Self> {
        let mut channels = Vec::with_capacity(word.fields.len());
        for (field, forms) in word.fields.iter().zip(&word.terms.segments[ordinal]) {
            let inverted = segment.inverted_index(*field)?;
            let postings = MergedPostings::open(&inverted, forms)?;
            let places = has_places
                .then(|| (MergedPositions::new(inverted, forms.clone()), Bits::EMPTY));
            channels.push(Channel { field: *field, postings, places });
        }
        // The title comes first among several fields.
        let title = (channels.len() > 1).then_some(Counts::EMPTY);
        Ok(Self { number, whole: Counts::EMPTY, title, channels })
    }

    fn cost(&self) -> u64 {
        self.channels.iter().map(|channel| channel.postings.cost()).sum()
    }

    fn load(&mut self, base: DocId, wanted: &Bits) {
        let Self { whole, title, channels, .. } = self;
        whole.clear();
        title.iter_mut().for_each(Counts::clear);
        let mut title = title.as_mut();
        for Channel { postings, places, .. } in channels {
            let mut title = title.take(); // the first channel, if it is one of several
            let mut bits = places.as_mut().map(|(_, bits)| bits);
            if let Some(bits) = &mut bits {
                **bits = Bits::EMPTY;
            }
            postings.load(base, wanted, |at, found| {
                whole.add(at, found);
                if let Some(title) = &mut title {
                    title.add(at, found);
                }
                if let Some(bits) = &mut bits {
                    bits.set(at);
                }
            });
        }
    }

    /// The documents of the window that have it in a field.
    fn bits_in(&self, field: Field) -> Bits {
        let here = self.channels.iter().find(|channel| channel.field == field);
        let places = here.and_then(|channel| channel.places.as_ref());
        places.map_or(Bits::EMPTY, |(_, bits)| bits.clone())
    }

    /// Where it stands in a field of a document.
    fn positions(
        &mut self,
        field: Field,
        doc: DocId,
        out: &mut Vec<u32>,
    ) -> io::Result<()> {
        out.clear();
        let here = self.channels.iter_mut().find(|channel| channel.field == field);
        if let Some((positions, _)) = here.and_then(|channel| channel.places.as_mut()) {
            positions.at(doc, out)?;
        }
        Ok(())
    }
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

/// The documents of the window that have the words of a shape in a field.
fn holders(shape: &Shape, words: &[OpenWord], field: Field) -> Bits {
    match shape {
        Shape::Word(number) => words[*number].bits_in(field),
        Shape::Any(parts) => {
            let mut any = Bits::EMPTY;
            for part in parts {
                any.or(&holders(part, words, field));
            }
            any
        }
        Shape::Near { parts, .. } | Shape::Same { parts, .. } => {
            let mut all = holders(&parts[0], words, field);
            for part in &parts[1..] {
                all.and(&holders(part, words, field));
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

fn open_field(
    segment: &SegmentReader,
    field: Field,
    shape: &Shape,
) -> tantivy::Result<OpenField> {
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
    let sentences = open(Unit::Sentence, SENTENCE_MARK)?;
    let paragraphs = open(Unit::Paragraph, PARAGRAPH_MARK)?;
    let (holders, begins) = (Bits::EMPTY, [Vec::new(), Vec::new()]);
    Ok(OpenField { field, holders, sentences, paragraphs, begins })
}
