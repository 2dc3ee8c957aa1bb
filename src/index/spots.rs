//! Which files hold each article: most articles stand in one place, some in several.

use super::manifest::{FileKey, Manifest, place};
use crate::article::{ArticleId, Place};
use std::collections::HashMap;

/// A file, by its number in some list, and the line of the record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub file: u32,
    /// Which document of the file, when the file holds others.
    pub member: Option<Box<str>>,
    pub line: Option<u64>,
}

/// The spots of each article, sorted.
#[derive(Debug, Default)]
pub(super) struct Spots {
    first: HashMap<ArticleId, Spot>,
    /// The others, for the few that have several.
    others: HashMap<ArticleId, Vec<Spot>>,
}

impl Spots {
    pub(super) fn add(&mut self, id: ArticleId, spot: Spot) {
        if let Some(first) = self.first.get_mut(&id) {
            let others = self.others.entry(id).or_default();
            let later = if spot < *first { std::mem::replace(first, spot) } else { spot };
            let at = others.partition_point(|other| *other <= later);
            others.insert(at, later);
        } else {
            self.first.insert(id, spot);
        }
    }

    /// All spots of an article, sorted; none when it is unknown.
    pub(super) fn of(&self, id: ArticleId) -> impl Iterator<Item = Spot> {
        let others = self.others.get(&id).into_iter().flatten().cloned();
        self.first.get(&id).cloned().into_iter().chain(others)
    }

    /// The last spot of an article.
    pub(super) fn last(&self, id: ArticleId) -> Option<&Spot> {
        let others = self.others.get(&id).and_then(|others| others.last());
        others.or_else(|| self.first.get(&id))
    }

    pub(super) fn contains(&self, id: ArticleId) -> bool {
        self.first.contains_key(&id)
    }

    /// How many articles there are.
    pub(super) fn articles(&self) -> u64 {
        self.first.len() as u64
    }
}

/// Numbers for the files of a manifest and of the files read since, in the order of
/// their keys, so that the order of spots is that of places.
pub(super) struct Files {
    keys: Vec<FileKey>,
}

impl Files {
    /// The files of a manifest and those to come.
    pub(super) fn new(
        manifest: &Manifest,
        coming: impl Iterator<Item = FileKey>,
    ) -> Self {
        let mut keys: Vec<_> = manifest.files.keys().cloned().chain(coming).collect();
        keys.sort();
        keys.dedup();
        Self { keys }
    }

    pub(super) fn number(&self, key: &FileKey) -> u32 {
        let at = self.keys.binary_search(key).expect("every file was announced");
        u32::try_from(at).expect("fewer than four thousand million files")
    }

    pub(super) fn place(&self, spot: &Spot) -> Place {
        place(&self.keys[spot.file as usize], spot.member.as_deref(), spot.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spots_stay_sorted() {
        let mut spots = Spots::default();
        let spot = |file, line| Spot { file, member: None, line: Some(line) };
        for (file, line) in [(2, 1), (1, 9), (1, 3), (3, 0)] {
            spots.add(ArticleId(7), spot(file, line));
        }
        let found: Vec<_> = spots.of(ArticleId(7)).collect();
        assert_eq!(found, [spot(1, 3), spot(1, 9), spot(2, 1), spot(3, 0)]);
        assert_eq!(spots.of(ArticleId(8)).count(), 0);
        assert_eq!(spots.articles(), 1);
    }
}
