//! The part of an update that writes: articles come in file by file, and what each file
//! no longer holds goes out, in one commit.
//!
//! An article that stands in several places is one document with several places. Its
//! content is the copy of the last place, in the order of places, as in a clean run.

use super::manifest::{
    Effort, FileEntry, FileKey, Manifest, Record, Stamp, failed, member,
};
use super::merging::together;
use super::reader::{address, open_segments, stored_article, unopened};
use super::refused::refused;
use super::schema::{Fields, document, id_term, schema};
use super::sharing::share;
use super::spots::{Files, Spot, Spots};
use super::{Failure, IndexError, Report};
use crate::article::{Article, ArticleId};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use tantivy::indexer::NoMergePolicy;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexSettings, IndexWriter, ReloadPolicy, Searcher, TantivyDocument};

/// Memory for the postings under construction, all threads together, in bytes.
const WRITER_MEMORY: usize = 120_000_000;

/// Bytes of stored articles that are compressed together: a seventh less to keep than in
/// blocks of 16 kB, and a hit is read as soon.
const STORE_BLOCK: usize = 65_536;

/// Articles met in several places that are held back, to be written once.
const MOST_SEVERAL: usize = 1000;

/// Threads that build postings.
const WRITER_THREADS: usize = 2;

/// Articles coming in.
pub struct Session<'a> {
    dir: PathBuf,
    segments: PathBuf,
    writer: IndexWriter,
    committed: Searcher,
    fields: Fields,
    files: Files,
    old: &'a Manifest,
    /// Articles of the files that are kept.
    base: Spots,
    /// Articles read so far.
    fresh: Spots,
    /// Spots and digest that the committed documents of other files have.
    stale: Spots,
    digests: HashMap<ArticleId, u64>,
    new: Vec<ArticleId>,
    /// Articles met in several places, to be written once with all of them.
    several: BTreeMap<ArticleId, Article>,
    entries: BTreeMap<FileKey, FileEntry>,
    kept: BTreeMap<FileKey, FileEntry>,
    /// Files that are read again, changed or not.
    pub(super) again: BTreeSet<FileKey>,
    current: Option<(FileKey, u32)>,
    now: i64,
}

/// Makes an empty index in an empty folder.
pub(super) fn create_index(segments: &Path) -> Result<(), IndexError> {
    let compressor = ZstdCompressor { compression_level: Some(6) };
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(compressor),
        docstore_blocksize: STORE_BLOCK,
        ..IndexSettings::default()
    };
    tantivy::Index::builder()
        .schema(schema().0)
        .settings(settings)
        .create_in_dir(segments)?;
    Ok(())
}

impl<'a> Session<'a> {
    pub(super) fn begin(
        dir: &Path,
        segments: &Path,
        old: &'a Manifest,
        kept: BTreeMap<FileKey, FileEntry>,
        coming: &[FileKey],
        now: i64,
    ) -> Result<Self, IndexError> {
        let index = open_segments(dir, segments)?;
        let reader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let reader: tantivy::IndexReader =
            reader.map_err(|error| unopened(dir, &error))?;
        let files = Files::new(old, coming.iter().cloned());
        let (mut base, mut stale) = (Spots::default(), Spots::default());
        let mut digests = HashMap::new();
        for (key, entry) in &old.files {
            let file = files.number(key);
            let is_kept = kept.contains_key(key);
            for record in &entry.records {
                let spot =
                    Spot { file, member: record.member.clone(), line: record.line };
                if is_kept {
                    base.add(record.id, spot);
                } else {
                    stale.add(record.id, spot);
                    digests.insert(record.id, record.digest);
                }
            }
        }
        let writer = index.writer_with_num_threads(WRITER_THREADS, WRITER_MEMORY)?;
        // Before the commit each article would be written again several times.
        writer.set_merge_policy(Box::new(NoMergePolicy));
        writer.garbage_collect_files().wait()?; // left by a run that was killed
        Ok(Self {
            dir: dir.to_owned(),
            segments: segments.to_owned(),
            writer,
            committed: reader.searcher(),
            fields: schema().1,
            files,
            old,
            base,
            fresh: Spots::default(),
            stale,
            digests,
            new: Vec::new(),
            several: BTreeMap::new(),
            entries: BTreeMap::new(),
            kept,
            again: BTreeSet::new(),
            current: None,
            now,
        })
    }

    /// The articles and failures that follow are those of this file.
    pub fn start_file(&mut self, key: FileKey, stamp: Stamp, hash: Option<String>) {
        let number = self.files.number(&key);
        let (records, failures) = (Vec::new(), Vec::new());
        let entry =
            FileEntry { stamp, hash, records, failures, left_out: 0, stopped: None };
        self.entries.insert(key.clone(), entry);
        self.current = Some((key, number));
    }

    fn entry(&mut self) -> (&mut FileEntry, &FileKey, u32) {
        let (key, number) = self.current.as_ref().expect("start_file comes first");
        (self.entries.get_mut(key).expect("made by start_file"), key, *number)
    }

    /// Something of the current file could not be read: a record, or a document that it
    /// holds. When it is the file as a whole, it will be tried again the next time.
    pub fn fail(&mut self, failure: Failure) {
        let (entry, key, _) = self.entry();
        let failed = failed(key, failure);
        if failed.is_whole() {
            entry.hash = None;
        }
        entry.failures.push(failed);
    }

    /// Something of the current file took more than reading may take; it will be tried
    /// again with more effort, or when it changes.
    pub fn stop(&mut self, failure: Failure, effort: Effort) {
        let (entry, key, _) = self.entry();
        let failed = failed(key, failure);
        entry.stopped = Some(effort);
        entry.failures.push(failed);
    }

    /// The current file holds so many documents that were left out by convention.
    pub fn leave_out(&mut self, documents: u64) {
        self.entry().0.left_out += documents;
    }

    /// An article of the current file; its place is that of the record.
    pub fn add(&mut self, mut article: Article) -> Result<(), IndexError> {
        let id = article.id;
        let place = article.places.first();
        let line = place.and_then(|place| place.line);
        let digest = digest(&article);
        let (_, key, file) = self.entry();
        let member = place.and_then(|place| member(&key.path, &place.path));
        let spot = Spot { file, member: member.clone(), line };
        if self.fresh.last(id) == Some(&spot) {
            return Ok(()); // several records on one line may say the same
        }
        self.entry().0.records.push(Record { id, member, line, digest });
        let known = self.base.contains(id) || self.stale.contains(id);
        let again = self.fresh.contains(id);
        self.fresh.add(id, spot.clone());
        article.indexed_at = self.now;
        if !known && !again {
            self.new.push(id);
            return self.write(article, &[spot]);
        }
        if known && !again && self.is_committed_so(id, digest, &spot) {
            return Ok(());
        }
        let is_last = self.base.last(id).is_none_or(|last| *last <= spot);
        let before = match self.several.remove(&id) {
            None if known => Some(self.committed_article(id)?),
            before => before,
        };
        if let Some(before) = before {
            article.indexed_at = before.indexed_at;
            article = if is_last { article } else { before };
        }
        self.several.insert(id, article);
        if self.several.len() < MOST_SEVERAL { Ok(()) } else { self.write_several() }
    }

    /// Writes the articles that were met in several places.
    fn write_several(&mut self) -> Result<(), IndexError> {
        for (id, article) in std::mem::take(&mut self.several) {
            let spots = sorted(self.base.of(id).chain(self.fresh.of(id)));
            self.write(article, &spots)?;
        }
        Ok(())
    }

    /// Whether the committed document already says all this, and is at this spot alone.
    fn is_committed_so(&self, id: ArticleId, digest: u64, spot: &Spot) -> bool {
        let mut committed = self.base.of(id).chain(self.stale.of(id));
        self.digests.get(&id) == Some(&digest)
            && committed.next().as_ref() == Some(spot)
            && committed.next().is_none()
    }

    fn committed_article(&self, id: ArticleId) -> Result<Article, IndexError> {
        let lost = || IndexError::Damaged {
            dir: self.dir.clone(),
            reason: format!("article {id} of the manifest is not in the segments"),
        };
        let found = address(&self.committed, &self.fields, id)?.ok_or_else(lost)?;
        stored_article(&self.committed, &self.fields, found)
            .map_err(|error| error.named(&self.dir))
    }

    /// Replaces the document of an article.
    fn write(&mut self, mut article: Article, spots: &[Spot]) -> Result<(), IndexError> {
        article.places = spots.iter().map(|spot| self.files.place(spot)).collect();
        article.places.sort_unstable();
        let json = serde_json::to_vec(&article).expect("an article serialises");
        let document: TantivyDocument = document(&self.fields, &article, &json);
        let exists = spots.len() > 1
            || self.base.contains(article.id)
            || self.stale.contains(article.id);
        if exists {
            self.writer.delete_term(id_term(&self.fields, article.id));
        }
        if let Err(stopped) = self.writer.add_document(document) {
            // A thread of the writer has died; why is told to whoever waits for it.
            let error = self.writer.prepare_commit().err().unwrap_or(stopped);
            return Err(refused(&self.segments, error));
        }
        Ok(())
    }

    /// Takes out what the files that changed or went no longer hold.
    fn remove_stale(&mut self) -> Result<(), IndexError> {
        let mut ids: Vec<ArticleId> = Vec::new();
        for (key, entry) in &self.old.files {
            if !self.kept.contains_key(key) {
                ids.extend(entry.records.iter().map(|record| record.id));
            }
        }
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            if self.fresh.contains(id) {
                continue;
            }
            let rest = sorted(self.base.of(id));
            if rest.is_empty() {
                self.writer.delete_term(id_term(&self.fields, id));
            } else {
                let article = self.committed_article(id)?;
                self.write(article, &rest)?;
            }
        }
        Ok(())
    }

    /// Makes it all durable and visible at once; also gives the name of the manifest.
    pub(super) fn commit(&mut self) -> Result<(Report, String), IndexError> {
        self.write_several()?;
        self.remove_stale()?;
        let mut report = self.report();
        let mut manifest =
            Manifest { files: std::mem::take(&mut self.kept), articles: 0 };
        manifest.files.append(&mut self.entries);
        manifest.articles = count_articles(&manifest);
        report.articles = manifest.articles;
        report.failed = manifest.failures().collect();
        let prepared = self.writer.prepare_commit();
        let mut prepared = prepared.map_err(|error| refused(&self.segments, error))?;
        let name = format!("manifest-{}", prepared.opstamp());
        manifest.write(&self.segments.join(&name))?;
        prepared.set_payload(&name);
        prepared.commit().map_err(|error| refused(&self.segments, error))?;
        Ok((report, name))
    }

    /// Once all is committed: makes few segments of many, and removes what is of no use.
    pub(super) fn tidy(mut self, manifest: &str) -> Result<(), IndexError> {
        let together = together(&self.writer.index().searchable_segment_metas()?);
        if !together.is_empty() {
            // Where the disk has no room for it, the index is whole all the same, only
            // slower to search; the next update tries again.
            let _ = self.writer.merge(&together).wait();
        }
        self.writer.garbage_collect_files().wait()?;
        self.writer.wait_merging_threads()?;
        share(&self.segments, manifest)?;
        remove_old_manifests(&self.segments, manifest)
    }

    /// Gives up, and gives back the room that was taken on the disk.
    pub(super) fn abandon(mut self) {
        // Why the session is abandoned matters more than a failure here, and the next
        // one cleans up all the same.
        if self.writer.rollback().is_ok() {
            let _ = self.writer.garbage_collect_files().wait();
        }
    }

    /// Counts files; `removed`, `articles` and what is kept are for the caller to fill.
    fn report(&mut self) -> Report {
        let gone: HashSet<&str> = self
            .old
            .files
            .iter()
            .filter(|(key, _)| {
                !self.kept.contains_key(key) && !self.entries.contains_key(key)
            })
            .filter_map(|(_, entry)| entry.hash.as_deref())
            .collect();
        let mut report = Report::default();
        let mut left = gone.clone();
        for (key, entry) in &self.entries {
            let moved = entry.hash.as_deref().is_some_and(|hash| left.remove(hash));
            if entry.failed_whole() {
                // counted among the failures
            } else if self.again.contains(key) && self.old.files[key].hash == entry.hash {
                report.unchanged += 1;
            } else if self.old.files.contains_key(key) {
                report.updated += 1;
            } else if moved {
                report.updated += 1;
                report.moved += 1;
            } else {
                report.added += 1;
            }
        }
        self.new.sort_unstable();
        report.new = std::mem::take(&mut self.new);
        report
    }
}

fn sorted(spots: impl Iterator<Item = Spot>) -> Vec<Spot> {
    let mut spots: Vec<Spot> = spots.collect();
    spots.sort_unstable();
    spots.dedup();
    spots
}

fn count_articles(manifest: &Manifest) -> u64 {
    let mut spots = Spots::default();
    for record in manifest.files.values().flat_map(|entry| &entry.records) {
        if !spots.contains(record.id) {
            spots.add(record.id, Spot { file: 0, member: None, line: None });
        }
    }
    spots.articles()
}

/// A hash of all that an article says, its places and the time of indexing apart.
fn digest(article: &Article) -> u64 {
    let bare = Article { places: Vec::new(), indexed_at: 0, ..article.clone() };
    let json = serde_json::to_string(&bare).expect("an article serialises");
    ArticleId::of([json.as_str()]).0
}

fn remove_old_manifests(segments: &Path, current: &str) -> Result<(), IndexError> {
    for entry in std::fs::read_dir(segments).map_err(IndexError::io("read", segments))? {
        let entry = entry.map_err(IndexError::io("read", segments))?;
        let name = entry.file_name();
        let old = name
            .to_str()
            .is_some_and(|name| name.starts_with("manifest-") && name != current);
        if old {
            let path = entry.path();
            std::fs::remove_file(&path).map_err(IndexError::io("remove", path))?;
        }
    }
    Ok(())
}
