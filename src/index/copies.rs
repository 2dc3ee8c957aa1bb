//! Articles that several files hold: the copy in the last of them says what the article
//! is, as in a clean run. When that file goes, another copy has its say, and must be read
//! again: it may have another date or author.

use super::manifest::{FileEntry, FileKey, Manifest, Record};
use crate::article::ArticleId;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A copy: where it stands, in the order of places.
type Spot<'a> = (&'a FileKey, Option<&'a str>, Option<u64>);

/// The files, among those that would be `kept` of `old`, that hold the last copy that is
/// left of an article, where that copy differs from one that is not kept.
pub(super) fn with_the_say(
    old: &Manifest,
    kept: &BTreeMap<FileKey, FileEntry>,
) -> BTreeSet<FileKey> {
    let mut gone: HashMap<ArticleId, (Spot, u64)> = HashMap::new();
    for (key, entry) in old.files.iter().filter(|(key, _)| !kept.contains_key(key)) {
        for record in &entry.records {
            let copy = (spot(key, record), record.digest);
            let last = gone.entry(record.id).or_insert(copy);
            *last = copy.max(*last);
        }
    }
    if gone.is_empty() {
        return BTreeSet::new(); // nothing changed
    }
    let mut left: HashMap<ArticleId, (Spot, u64)> = HashMap::new();
    for (key, entry) in kept {
        for record in entry.records.iter().filter(|it| gone.contains_key(&it.id)) {
            let copy = (spot(key, record), record.digest);
            let last = left.entry(record.id).or_insert(copy);
            *last = copy.max(*last);
        }
    }
    let differing = left.into_iter().filter(|(id, (spot, digest))| {
        let (before, said) = &gone[id];
        before > spot && said != digest
    });
    differing.map(|(_, ((key, ..), _))| key.clone()).collect()
}

fn spot<'a>(key: &'a FileKey, record: &'a Record) -> Spot<'a> {
    (key, record.member.as_deref(), record.line)
}
