//! The numbers that databases give to articles, read from their column: the articles
//! themselves stay in the store.

use super::{Index, IndexError};
use tantivy::DocAddress;
use tantivy::columnar::StrColumn;

/// The numbers of the articles of an index.
pub struct Numbers {
    /// Of each segment, if any of its articles has one.
    columns: Vec<Option<StrColumn>>,
}

impl Index {
    /// Opens the numbers of its articles.
    pub fn numbers(&self) -> Result<Numbers, IndexError> {
        let segments = self.searcher().segment_readers().iter();
        let columns = segments.map(|segment| segment.fast_fields().str("number"));
        Ok(Numbers { columns: columns.collect::<tantivy::Result<_>>()? })
    }
}

impl Numbers {
    /// That of the article at an address.
    pub fn of(&self, at: DocAddress) -> Result<Option<String>, IndexError> {
        let column = self.columns[at.segment_ord as usize].as_ref();
        let Some((column, ordinal)) =
            column.and_then(|column| Some((column, column.term_ords(at.doc_id).next()?)))
        else {
            return Ok(None);
        };
        let mut number = String::new();
        column.ord_to_str(ordinal, &mut number).map_err(tantivy::TantivyError::from)?;
        Ok(Some(number))
    }
}
