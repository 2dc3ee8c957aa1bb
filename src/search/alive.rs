//! How many articles a term is in. Those that have gone stay in its postings until their
//! segment is rewritten, and must not count: nothing of them may show in what is found.

use std::io;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, SegmentReader, TERMINATED};

/// Articles of a segment that have a term, given its field's postings.
pub(super) fn articles(
    segment: &SegmentReader,
    inverted: &InvertedIndexReader,
    info: &TermInfo,
) -> io::Result<u64> {
    if !segment.has_deletes() {
        return Ok(info.doc_freq.into());
    }
    let mut postings =
        inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    let mut count = 0;
    while postings.doc() != TERMINATED {
        count += u64::from(!segment.is_deleted(postings.doc()));
        postings.advance();
    }
    Ok(count)
}
