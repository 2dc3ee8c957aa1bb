//! Whether an index holds: its files are those that were written, and its articles those
//! that its manifest names.

use super::manifest::place;
use super::reader::{address, stored_article};
use super::{Index, IndexError};
use crate::article::{Article, ArticleId, Place};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::DocAddress;

impl Index {
    /// Says what does not hold, a sentence each, and hands every article to `visit`; none
    /// where files are damaged, for the engine takes their bytes as they are.
    pub fn verify(
        &self,
        visit: &mut dyn FnMut(&Article),
    ) -> Result<Vec<String>, IndexError> {
        let searcher = self.searcher();
        let mut faults = Vec::new();
        let damaged = searcher.index().validate_checksum()?;
        let damaged: BTreeSet<_> = damaged.into_iter().collect();
        let told = |path: std::path::PathBuf| {
            format!("{} is not what was written", path.display())
        };
        faults.extend(damaged.into_iter().map(told));
        if !faults.is_empty() {
            return Ok(faults);
        }
        let mut known = self.known_articles()?;
        for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
            for doc in segment.doc_ids_alive() {
                let at = DocAddress::new(ordinal, doc);
                match stored_article(searcher, self.fields(), at) {
                    Ok(article) => {
                        self.verify_article(&article, at, &mut known, &mut faults)?;
                        visit(&article);
                    }
                    Err(error) => faults.push(error.named(self.dir()).to_string()),
                }
            }
        }
        let missing = |(id, places): (ArticleId, BTreeSet<Place>)| {
            let place = places.first().map(ToString::to_string).unwrap_or_default();
            format!("article {id} of {place} is lost")
        };
        faults.extend(known.into_iter().map(missing));
        Ok(faults)
    }

    fn verify_article(
        &self,
        article: &Article,
        at: DocAddress,
        known: &mut BTreeMap<ArticleId, BTreeSet<Place>>,
        faults: &mut Vec<String>,
    ) -> Result<(), IndexError> {
        let id = article.id;
        match known.remove(&id) {
            None => faults.push(format!("article {id} is there twice, or of no file")),
            Some(places) if !places.iter().eq(&article.places) => {
                faults.push(format!("article {id} does not say where it is"));
            }
            Some(_) => {}
        }
        if address(self.searcher(), self.fields(), id)? != Some(at) {
            faults.push(format!("article {id} is not found by its id"));
        }
        Ok(())
    }

    /// The articles of the manifest, with their places.
    fn known_articles(&self) -> Result<BTreeMap<ArticleId, BTreeSet<Place>>, IndexError> {
        let mut known: BTreeMap<ArticleId, BTreeSet<Place>> = BTreeMap::new();
        for (key, entry) in self.read_manifest()?.files {
            for record in entry.records {
                let place = place(&key, record.member.as_deref(), record.line);
                known.entry(record.id).or_default().insert(place);
            }
        }
        Ok(known)
    }
}
