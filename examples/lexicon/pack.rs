//! The bytes of the lexicon. `kiosque::french::lexicon` reads them and tells how
//! they are laid out.

use crate::family::Family;
use std::{collections::BTreeMap, error::Error};
use tantivy_fst::MapBuilder;

/// What a form's readings are, as stored: role, bytes to strip, paradigm.
type Bundle = Vec<u8>;

pub(crate) fn pack(families: &[Family]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut paradigms = Numbered::default();
    let mut readings: BTreeMap<&str, Vec<Bundle>> = BTreeMap::new();
    for family in families {
        let stem = common_start(family.forms.keys());
        let mut suffixes = Vec::new();
        for spelling in family.forms.keys() {
            let suffix = &spelling[stem..];
            suffixes.push(u8::try_from(suffix.len())?);
            suffixes.extend_from_slice(suffix.as_bytes());
        }
        let paradigm = u16::try_from(paradigms.number(suffixes))?.to_le_bytes();
        for (spelling, role) in &family.forms {
            if let Some(role) = role {
                let strip = u8::try_from(spelling.len() - stem)?;
                let reading = vec![*role as u8, strip, paradigm[0], paradigm[1]];
                readings.entry(spelling).or_default().push(reading);
            }
        }
    }
    let mut bundles = Numbered::default();
    let mut map = MapBuilder::memory();
    for (spelling, mut bundle) in readings {
        bundle.sort();
        bundle.dedup();
        map.insert(spelling, bundles.number(bundle.concat()) as u64)?;
    }
    let map = map.into_inner()?;
    let mut bytes = Vec::new();
    for table in [bundles, paradigms] {
        let table = table.bytes()?;
        bytes.extend(u32::try_from(table.len())?.to_le_bytes());
        bytes.extend(table);
    }
    bytes.extend(map);
    Ok(bytes)
}

/// Bytes at the start of all the spellings.
fn common_start<'a>(mut spellings: impl Iterator<Item = &'a String>) -> usize {
    let Some(first) = spellings.next() else { return 0 };
    let mut stem = first.len();
    for spelling in spellings {
        let shared =
            first.bytes().zip(spelling.bytes()).take_while(|(a, b)| a == b).count();
        stem = stem.min(shared);
    }
    (0..=stem).rev().find(|&at| first.is_char_boundary(at)).unwrap_or(0)
}

/// Distinct records, numbered in the order they are first met.
#[derive(Default)]
struct Numbered {
    numbers: BTreeMap<Vec<u8>, usize>,
}

impl Numbered {
    fn number(&mut self, record: Vec<u8>) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(record).or_insert(next)
    }

    /// How many, where each ends, then the records.
    fn bytes(self) -> Result<Vec<u8>, Box<dyn Error>> {
        let mut ordered: Vec<(usize, Vec<u8>)> =
            self.numbers.into_iter().map(|(record, number)| (number, record)).collect();
        ordered.sort();
        let mut bytes = u32::try_from(ordered.len())?.to_le_bytes().to_vec();
        let mut end = 0;
        for (_, record) in &ordered {
            end += record.len();
            bytes.extend(u32::try_from(end)?.to_le_bytes());
        }
        bytes.extend(ordered.into_iter().flat_map(|(_, record)| record));
        Ok(bytes)
    }
}
