//! What a segment keeps of each article beside its words: its id, how long it is and
//! where the parts of its text begin.

use super::{Fields, Index, IndexError};
use std::ops::Range;
use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::{DocId, SegmentReader};

/// Values by document of a segment.
pub struct Columns {
    ids: Column<u64>,
    title: FieldNormReader,
    text: FieldNormReader,
    /// Where kicker, standfirst and body begin.
    starts: [Column<u64>; 3],
}

impl Index {
    /// The columns of each segment; opened once.
    pub fn columns(&self) -> Result<&[Columns], IndexError> {
        if let Some(known) = self.columns.get() {
            return Ok(known);
        }
        let segments = self.searcher().segment_readers().iter();
        let opened = segments.map(|segment| Columns::open(segment, self.fields()));
        let opened = opened.collect::<tantivy::Result<_>>()?;
        Ok(self.columns.get_or_init(|| opened))
    }
}

impl Columns {
    fn open(segment: &SegmentReader, fields: &Fields) -> tantivy::Result<Self> {
        let column = |name| segment.fast_fields().u64(name);
        Ok(Self {
            ids: column("id_number")?,
            title: segment.get_fieldnorms_reader(fields.title)?,
            text: segment.get_fieldnorms_reader(fields.text)?,
            starts: [
                column("kicker_start")?,
                column("standfirst_start")?,
                column("body_start")?,
            ],
        })
    }

    /// The number of an article's id.
    #[inline]
    pub fn id(&self, doc: DocId) -> u64 {
        self.ids.first(doc).unwrap_or(0)
    }

    /// The number that stands for the length of its title; [`Columns::words`] tells it.
    #[inline]
    pub fn title_length(&self, doc: DocId) -> u8 {
        self.title.fieldnorm_id(doc)
    }

    /// The one that stands for the length of its whole text.
    #[inline]
    pub fn length(&self, doc: DocId) -> u8 {
        self.text.fieldnorm_id(doc)
    }

    /// The words that a number stands for, rounded as the index rounds them.
    #[inline]
    pub fn words(number: u8) -> u32 {
        FieldNormReader::id_to_fieldnorm(number)
    }

    /// Positions of title, kicker, standfirst and body in the text, each empty where it has
    /// none; no two words of different parts are neighbours.
    #[inline]
    pub fn parts(&self, doc: DocId) -> [Range<u32>; 4] {
        let [kicker, standfirst, body] = self.starts.each_ref().map(|starts| {
            u32::try_from(starts.first(doc).unwrap_or(0)).unwrap_or(u32::MAX)
        });
        [0..kicker, kicker..standfirst, standfirst..body, body..u32::MAX]
    }
}

#[cfg(test)]
mod tests {
    use super::super::schema::{document, tests::segment_of};
    use super::*;
    use crate::article::{Article, Origin, Place, Sourced};
    use crate::french::FrenchTokenizer;
    use tantivy::postings::Postings;
    use tantivy::schema::IndexRecordOption;
    use tantivy::{Searcher, Term};

    /// A segment of one article, whose body is « corps ».
    fn segment(title: &str, kicker: &str, standfirst: &str) -> (Searcher, Fields) {
        let place = Place { root: "/presse".into(), path: "a".into(), line: None };
        let given = |text: &str| Some(Sourced::new(text.to_owned(), Origin::Metadata));
        let article = Article {
            kicker: given(kicker),
            standfirst: given(standfirst),
            ..Article::sample(title, "corps", place)
        };
        segment_of(FrenchTokenizer, |fields| document(fields, &article, b""))
    }

    #[test]
    fn parts_begin_where_their_words_do() {
        let long = format!("un {}", "a".repeat(70_000)); // no term is so long
        for (title, kicker) in [
            ("", ""),
            ("—", "un"),
            ("un", "…"),
            ("Un. L’autre\nTrois", &*long),
            (&long, "un"),
        ] {
            for standfirst in ["", "…", "un deux. Trois", &long] {
                let (searcher, fields) = segment(title, kicker, standfirst);
                let segment = searcher.segment_reader(0);
                let parts = Columns::open(segment, &fields).unwrap().parts(0);
                let inverted = segment.inverted_index(fields.text).unwrap();
                let word = Term::from_field_text(fields.text, "corps");
                let option = IndexRecordOption::WithFreqsAndPositions;
                let mut postings =
                    inverted.read_postings(&word, option).unwrap().unwrap();
                let mut positions = Vec::new();
                postings.positions(&mut positions);
                assert_eq!(positions, [parts[3].start], "{title:.9} {standfirst:.9}");
                assert!(parts.iter().all(|part| part.end > part.start));
            }
        }
    }
}
