//! A word, a phrase or a window in one segment: the articles that hold it, window by
//! window. Postings narrow the candidates; positions are opened for those alone.

use super::compile::PlaceTree;
use super::expand::Word;
use super::postings::{Frequency, MergedPostings};
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
    /// One for each field of the word, in their order.
    pub channels: Vec<(Field, MergedPostings)>,
}

/// A field, with where its sentences and paragraphs begin, each if the shape asks for it.
struct OpenField {
    field: Field,
    /// Documents of the window whose words there may match.
    holders: Bits,
    sentences: Option<MergedPostings>,
    paragraphs: Option<MergedPostings>,
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
        let mut opened = Vec::new();
        let mut fields: Vec<Field> = Vec::new();
        for number in &tree.words {
            let word = &words[*number];
            let mut channels = Vec::new();
            for (field, forms) in word.fields.iter().zip(&word.terms.segments[ordinal]) {
                let inverted = segment.inverted_index(*field)?;
                channels.push((*field, MergedPostings::open(inverted, forms.clone())?));
                if !fields.contains(field) {
                    fields.push(*field);
                }
            }
            opened.push(OpenWord { number: *number, channels });
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
        let candidates = self.load_words(base, wanted);
        self.matched = Bits::EMPTY;
        if matches!(self.shape, Shape::Word(_)) {
            self.load_single(&candidates, count);
            return Ok(self.matched.clone());
        }
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
            candidates.and(&word.bits());
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
    fn load_single(&mut self, candidates: &Bits, count: u32) {
        if count <= 1 {
            self.matched = candidates.clone();
            return;
        }
        let word = &self.words[0];
        for at in candidates.iter() {
            if u32::from(word.frequency(at).all) >= count {
                self.matched.set(at);
            }
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
                found += self.rows(field, doc, at)?;
                if found >= enough {
                    return Ok(found);
                }
                continue;
            }
            for (word, positions) in self.words.iter_mut().zip(&mut self.positions) {
                word.positions(field, doc, at, positions)?;
            }
            let OpenField { sentences, paragraphs, begins, .. } =
                &mut self.fields[number];
            for (marks, out) in [sentences, paragraphs].into_iter().zip(&mut *begins) {
                if let Some(marks) = marks {
                    marks.positions(doc, out)?;
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
    fn rows(&mut self, field: Field, doc: DocId, at: u32) -> io::Result<u32> {
        let begins = &mut self.begins;
        for (turn, number) in self.required.iter().enumerate() {
            let positions = &mut self.positions[*number];
            self.words[*number].positions(field, doc, at, positions)?;
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
    fn cost(&self) -> u64 {
        self.channels.iter().map(|(_, channel)| channel.cost()).sum()
    }

    fn load(&mut self, base: DocId, wanted: &Bits) {
        for (_, channel) in &mut self.channels {
            channel.load(base, wanted);
        }
    }

    fn bits(&self) -> Bits {
        let mut any = Bits::EMPTY;
        self.channels.iter().for_each(|(_, channel)| any.or(channel.bits()));
        any
    }

    /// The documents of the window that have it in a field.
    fn bits_in(&self, field: Field) -> Bits {
        let here = self.channels.iter().find(|(here, _)| *here == field);
        here.map_or(Bits::EMPTY, |(_, channel)| channel.bits().clone())
    }

    /// In all its fields together.
    pub(super) fn frequency(&self, at: u32) -> Frequency {
        let mut sum = Frequency::default();
        for (_, channel) in &self.channels {
            sum.add(channel.frequency(at));
        }
        sum
    }

    fn positions(
        &mut self,
        field: Field,
        doc: DocId,
        at: u32,
        out: &mut Vec<u32>,
    ) -> io::Result<()> {
        out.clear();
        for (here, channel) in &mut self.channels {
            if *here == field && channel.frequency(at).all > 0 {
                channel.positions(doc, out)?;
                break;
            }
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
    let open = |unit, mark: &str| -> tantivy::Result<Option<MergedPostings>> {
        if !asks_for(shape, unit) {
            return Ok(None);
        }
        let inverted = segment.inverted_index(field)?;
        let info = inverted.get_term_info(&Term::from_field_text(field, mark))?;
        let form = |info| super::expand::Form { info, closeness: Closeness::Form };
        let forms = info.map(form).into_iter().collect();
        Ok(Some(MergedPostings::open(inverted, forms)?))
    };
    let sentences = open(Unit::Sentence, SENTENCE_MARK)?;
    let paragraphs = open(Unit::Paragraph, PARAGRAPH_MARK)?;
    let (holders, begins) = (Bits::EMPTY, [Vec::new(), Vec::new()]);
    Ok(OpenField { field, holders, sentences, paragraphs, begins })
}
