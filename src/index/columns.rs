//! What a segment keeps of each article beside its words: its id and how long it is.

use super::{Index, IndexError};
use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::{DocId, SegmentReader};

/// Values by document of a segment.
pub struct Columns {
    ids: Column<u64>,
    title: FieldNormReader,
    standfirst: FieldNormReader,
    body: FieldNormReader,
}

impl Index {
    /// The columns of each segment; opened once.
    pub fn columns(&self) -> Result<&[Columns], IndexError> {
        if let Some(known) = self.columns.get() {
            return Ok(known);
        }
        let segments = self.searcher().segment_readers().iter();
        let opened = segments.map(|segment| self.open_columns(segment));
        let opened = opened.collect::<tantivy::Result<_>>()?;
        Ok(self.columns.get_or_init(|| opened))
    }

    fn open_columns(&self, segment: &SegmentReader) -> tantivy::Result<Columns> {
        let fields = self.fields();
        Ok(Columns {
            ids: segment.fast_fields().u64("id_number")?,
            title: segment.get_fieldnorms_reader(fields.title)?,
            standfirst: segment.get_fieldnorms_reader(fields.standfirst)?,
            body: segment.get_fieldnorms_reader(fields.body)?,
        })
    }
}

impl Columns {
    /// The number of an article's id.
    #[inline]
    pub fn id(&self, doc: DocId) -> u64 {
        self.ids.first(doc).unwrap_or(0)
    }

    /// Words of its title, rounded as the index rounds them.
    #[inline]
    pub fn title_words(&self, doc: DocId) -> u32 {
        self.title.fieldnorm(doc)
    }

    /// Words of title, standfirst and body together, each rounded so.
    #[inline]
    pub fn words(&self, doc: DocId) -> u32 {
        self.title.fieldnorm(doc)
            + self.standfirst.fieldnorm(doc)
            + self.body.fieldnorm(doc)
    }
}
