//! The words of a field in a segment, read along the bytes that lead to those wanted.
//!
//! A word has few forms among very many words, so that nearly all that tantivy's own
//! stream reads is in vain. Its dictionary is an FST, which is read here in place; where
//! that lies in its file is said by [`fst`].

use super::{Fields, Index, IndexError};
use crate::french::{Guided, walk};
use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use tantivy::Directory;
use tantivy::directory::{CompositeFile, FileSlice, OwnedBytes};
use tantivy::index::{InvertedIndexReader, SegmentReader};
use tantivy::schema::Field;
use tantivy_fst::raw::Fst;

/// The words of a field in a segment, and its postings.
pub struct Terms {
    fst: Fst<OwnedBytes>,
    inverted: Arc<InvertedIndexReader>,
}

/// By field, those of a segment that have any.
pub(super) type SegmentTerms = HashMap<Field, Terms>;

impl Index {
    /// The words of a field in the segment of this number; `None` when it has none there.
    pub fn terms(
        &self,
        segment: usize,
        field: Field,
    ) -> Result<Option<&Terms>, IndexError> {
        if self.terms.get().is_none() {
            let directory = self.searcher().index().directory();
            let readers = self.searcher().segment_readers().iter();
            let opened = readers.map(|reader| open(reader, directory, self.fields()));
            let opened = opened.collect::<tantivy::Result<Vec<_>>>()?;
            self.terms.get_or_init(|| opened);
        }
        Ok(self.terms.get().and_then(|segments| segments.get(segment)?.get(&field)))
    }
}

fn open(
    segment: &SegmentReader,
    directory: &impl Directory,
    fields: &Fields,
) -> tantivy::Result<SegmentTerms> {
    let name = format!("{}.term", segment.segment_id().uuid_string());
    let file = CompositeFile::open(&directory.open_read(Path::new(&name))?)?;
    let mut opened = HashMap::new();
    for field in fields.of_words() {
        let Some(slice) = file.open_read(field) else { continue };
        let (fst, inverted) = (fst(&slice)?, segment.inverted_index(field)?);
        if fst.len() != inverted.terms().num_terms() {
            return Err(damaged("a dictionary is not that of its postings").into());
        }
        opened.insert(field, Terms { fst, inverted });
    }
    Ok(opened)
}

impl Terms {
    /// The postings.
    pub fn inverted(&self) -> &Arc<InvertedIndexReader> {
        &self.inverted
    }

    /// Visits the words that an automaton accepts, in order.
    pub(crate) fn each<A: Guided>(
        &self,
        automaton: &A,
        visit: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()>
    where
        A::State: Clone,
    {
        walk(&self.fst, automaton, visit)
    }
}

/// The FST of a dictionary of tantivy 0.27: it comes first, then what is known of each
/// term, the length of that (8 bytes), the version (4) and the kind of dictionary (4).
fn fst(dictionary: &FileSlice) -> io::Result<Fst<OwnedBytes>> {
    const END: usize = 8 + 4 + 4;
    /// Version 1, kind 1: an FST.
    const KNOWN: [u8; 8] = [1, 0, 0, 0, 1, 0, 0, 0];
    let bytes = dictionary.read_bytes()?;
    let (rest, end) = bytes
        .split_last_chunk::<END>()
        .ok_or_else(|| damaged("a dictionary is cut short"))?;
    let (length, kind) = end.split_at(8);
    let length = u64::from_le_bytes(length.try_into().expect("eight bytes"));
    let fst =
        usize::try_from(length).ok().and_then(|length| rest.len().checked_sub(length));
    match fst {
        Some(length) if kind == KNOWN => {
            Fst::new(bytes.slice(0..length)).map_err(|error| damaged(&error.to_string()))
        }
        _ => Err(damaged("a dictionary is of another kind")),
    }
}

fn damaged(reason: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

#[cfg(test)]
mod tests {
    use super::super::schema::{schema, tests::segment_of};
    use super::*;
    use crate::french::{Forms, FormsAutomaton};
    use proptest::prelude::*;
    use tantivy::tokenizer::WhitespaceTokenizer;
    use tantivy::{Searcher, TantivyDocument};

    /// A segment of words, separated by spaces.
    fn segment(words: &[String]) -> Searcher {
        let (searcher, _) = segment_of(WhitespaceTokenizer::default(), |fields| {
            let mut document = TantivyDocument::new();
            document.add_text(fields.text, words.join(" "));
            document
        });
        searcher
    }

    /// What an automaton accepts, by tantivy's stream and along the bytes that lead on.
    fn found<A: Guided>(terms: &Terms, automaton: A) -> [Vec<String>; 2]
    where
        A::State: Clone,
    {
        let text = |term: &[u8]| String::from_utf8(term.to_vec()).unwrap();
        let mut guided = Vec::new();
        let mut add = |term: &[u8]| {
            guided.push(text(term));
            Ok(())
        };
        terms.each(&automaton, &mut add).unwrap();
        let mut streamed = Vec::new();
        let dictionary = terms.inverted().terms();
        let mut stream = dictionary.search(automaton).into_stream().unwrap();
        while let Some((term, _)) = stream.next() {
            streamed.push(text(term));
        }
        [streamed, guided]
    }

    fn word() -> impl Strategy<Value = String> {
        "[a-cA-CeE'’`]{1,4}|[aeéèÉœŒß\u{301}ﬁжЖ中]{1,3}|(march|March|MARCH)(e|é|és|er|É)|[a-e]{1,2}[éœ]\\PC{0,2}"
            .prop_map(|word| word.split_whitespace().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn finds_what_the_stream_does(
            words in prop::collection::vec(word(), 1..40),
            sought in prop::collection::vec(word(), 1..12),
            distance in 0_u8..3,
        ) {
            let searcher = segment(&words);
            let (_, fields) = schema();
            let reader = searcher.segment_reader(0);
            let terms = open(reader, searcher.index().directory(), &fields).unwrap();
            let Some(terms) = terms.get(&fields.text) else { return Ok(()) };
            for word in sought.iter().chain(words.iter().take(6)) {
                for forms in [
                    Forms::plain(word),
                    Forms::unaccented(word),
                    Forms::exact(word),
                    Forms::fuzzy(word, distance),
                    Forms::pattern(&format!("{word}*")),
                    Forms::pattern(&format!("?{word}")),
                ] {
                    let [streamed, guided] = match forms.automaton() {
                        FormsAutomaton::Spelled(one) => found(terms, one),
                        FormsAutomaton::Pattern(one) => found(terms, one),
                        FormsAutomaton::Within(one) => found(terms, one),
                    };
                    prop_assert_eq!(streamed, guided, "{:?}", forms);
                }
            }
        }
    }

    #[test]
    fn another_kind_of_dictionary_is_refused() {
        for bytes in [
            &[][..],
            &[0; 15],
            &[0; 16],
            &[1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0],
        ] {
            assert!(fst(&FileSlice::from(bytes.to_vec())).is_err(), "{bytes:?}");
        }
    }
}
