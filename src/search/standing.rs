//! Where the words of a query, and those of the same root, stand in an article.

use super::expand::{Form, Segments, Word};
use super::postings::MergedPositions;
use std::io;
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader};

/// A word in one segment.
pub(super) struct OpenWord {
    own: Channels,
    /// The words of the same root, if any.
    related: Channels,
}

/// Positions by field.
type Channels = Vec<(Field, MergedPositions)>;

impl OpenWord {
    /// In some of the fields.
    pub(super) fn open(
        word: &Word,
        related: Option<&Segments>,
        read: &[Field],
        segment: &SegmentReader,
        ordinal: usize,
    ) -> tantivy::Result<Self> {
        let open = |segments: &Segments| {
            let terms = word.fields.iter().zip(&segments[ordinal]);
            open(terms.filter(|(field, _)| read.contains(field)), segment)
        };
        let related = related.map_or(Ok(Vec::new()), open)?;
        Ok(Self { own: open(&word.terms.segments)?, related })
    }
}

fn open<'a>(
    terms: impl Iterator<Item = (&'a Field, &'a Vec<Form>)>,
    segment: &SegmentReader,
) -> tantivy::Result<Channels> {
    let mut channels = Vec::new();
    for (field, forms) in terms.filter(|(_, forms)| !forms.is_empty()) {
        let inverted = segment.inverted_index(*field)?;
        channels.push((*field, MergedPositions::new(inverted, forms.clone())));
    }
    Ok(channels)
}

/// Where each word stands in the article at hand; kept from one to the next for its
/// memory.
pub(super) struct Standing {
    /// Title, standfirst and body.
    pub fields: [Places; 3],
    /// Letters wrong in the closest form of each word.
    pub wrong: Vec<u8>,
}

/// Positions in one field, a sorted list for each word.
#[derive(Clone)]
pub(super) struct Places {
    /// Of the word.
    pub own: Vec<Vec<u32>>,
    /// Of the word and of those of the same root.
    pub any: Vec<Vec<u32>>,
}

impl Standing {
    /// Of so many words.
    pub(super) fn new(words: usize) -> Self {
        let places =
            Places { own: vec![Vec::new(); words], any: vec![Vec::new(); words] };
        Self { fields: [(); 3].map(|()| places.clone()), wrong: vec![0; words] }
    }

    /// Goes to an article; articles must be asked for in order.
    pub(super) fn read(
        &mut self,
        words: &mut [OpenWord],
        fields: &[Field; 3],
        doc: DocId,
    ) -> io::Result<()> {
        for (number, word) in words.iter_mut().enumerate() {
            let mut wrong = None;
            for (field, places) in fields.iter().zip(&mut self.fields) {
                let (own, any) = (&mut places.own[number], &mut places.any[number]);
                let letters = positions(&mut word.own, *field, doc, own)?;
                wrong = wrong.into_iter().chain(letters).min();
                positions(&mut word.related, *field, doc, any)?;
                let of_others = !any.is_empty();
                any.extend_from_slice(own);
                if of_others {
                    any.sort_unstable();
                }
            }
            self.wrong[number] = wrong.unwrap_or(0);
        }
        Ok(())
    }

    /// Mentions of a word in all fields, and of it and those of the same root.
    pub(super) fn mentions(&self, word: usize) -> (usize, usize) {
        let own = self.fields.iter().map(|places| places.own[word].len()).sum();
        let any = self.fields.iter().map(|places| places.any[word].len()).sum();
        (own, any)
    }
}

fn positions(
    channels: &mut Channels,
    field: Field,
    doc: DocId,
    out: &mut Vec<u32>,
) -> io::Result<Option<u8>> {
    out.clear();
    match channels.iter_mut().find(|(here, _)| *here == field) {
        Some((_, channel)) => channel.at(doc, out),
        None => Ok(None),
    }
}
