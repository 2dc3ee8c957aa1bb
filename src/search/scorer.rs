//! The whole query as one tantivy `Query`: its scorer reads windows of documents, finds
//! those that match and scores them together.

use super::compile::Compiled;
use super::matcher::{self, Matcher};
use super::place::{OpenWord, PlaceMatcher};
use super::postings::Frequency;
use super::weigh::{Collection, Norms, WordWeight};
use super::window::{Bits, WINDOW};
use crate::index::Fields;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// A compiled query, as tantivy knows one.
#[derive(Clone)]
pub(super) struct ArticleQuery {
    pub compiled: Arc<Compiled>,
    pub fields: Fields,
    /// When articles are to be scored.
    pub collection: Option<Collection>,
    /// What stopped a search, which tantivy's scorers cannot say.
    pub failure: Failure,
}

/// The first error of a search over all its segments.
pub(super) type Failure = Arc<Mutex<Option<io::Error>>>;

impl fmt::Debug for ArticleQuery {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.compiled.tree.fmt(out)
    }
}

impl Query for ArticleQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let scoring = self.collection.map(|collection| {
            Arc::new(Scoring::new(&self.compiled, collection, self.fields.title))
        });
        let (compiled, fields) = (Arc::clone(&self.compiled), self.fields);
        let failure = Arc::clone(&self.failure);
        Ok(Box::new(ArticleWeight { compiled, fields, scoring, failure }))
    }
}

/// What scoring needs to know of the whole index.
struct Scoring {
    collection: Collection,
    words: Vec<WordWeight>,
}

impl Scoring {
    fn new(compiled: &Compiled, collection: Collection, title: Field) -> Self {
        let words = compiled.words.iter();
        let words = words.map(|word| WordWeight::of(word, &collection, title)).collect();
        Self { collection, words }
    }
}

struct ArticleWeight {
    compiled: Arc<Compiled>,
    fields: Fields,
    scoring: Option<Arc<Scoring>>,
    failure: Failure,
}

impl Weight for ArticleWeight {
    fn scorer(
        &self,
        segment: &SegmentReader,
        boost: Score,
    ) -> tantivy::Result<Box<dyn Scorer>> {
        let ordinal = self.ordinal(segment)?;
        let (matcher, optional) =
            matcher::open(&self.compiled, segment, ordinal, &self.fields)?;
        let scoring = match &self.scoring {
            None => None,
            Some(scoring) => {
                let norms = Norms::open(segment, &self.fields, &scoring.collection)?;
                Some((Arc::clone(scoring), norms))
            }
        };
        let mut scorer = WindowScorer {
            matcher,
            optional,
            scoring,
            title: self.fields.title,
            failure: Arc::clone(&self.failure),
            boost,
            documents: segment.max_doc(),
            base: 0,
            found: Vec::new(),
            at: 0,
            scores: vec![0.0; WINDOW as usize],
            lengths: vec![0.0; WINDOW as usize],
        };
        scorer.load_from(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        let reason = "scores are explained by kiosque itself".to_owned();
        Err(TantivyError::InvalidArgument(reason))
    }
}

impl ArticleWeight {
    /// Which segment it is, in the order in which the words were expanded.
    fn ordinal(&self, segment: &SegmentReader) -> tantivy::Result<usize> {
        let id = segment.segment_id();
        self.compiled.segments.iter().position(|known| *known == id).ok_or_else(|| {
            TantivyError::InvalidArgument(format!("segment {id:?} is of another index"))
        })
    }
}

/// Reads a segment window by window.
struct WindowScorer {
    matcher: Matcher,
    optional: Vec<PlaceMatcher>,
    scoring: Option<(Arc<Scoring>, Norms)>,
    title: Field,
    failure: Failure,
    boost: Score,
    /// Documents of the segment.
    documents: u32,
    base: DocId,
    /// Documents of the window that match, in order.
    found: Vec<DocId>,
    at: usize,
    scores: Vec<Score>,
    /// Normalised lengths of the documents of the window that match.
    lengths: Vec<f32>,
}

impl WindowScorer {
    /// Goes to the first window from that of `doc` on with something in it; to the end
    /// if that fails.
    fn load_from(&mut self, doc: DocId) {
        self.base = doc - doc % WINDOW;
        self.at = 0;
        self.found.clear();
        if let Err(error) = self.load() {
            self.found.clear();
            let mut failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
            failure.get_or_insert(error);
        }
    }

    fn load(&mut self) -> io::Result<()> {
        while self.base < self.documents {
            let wanted = Bits::first(self.documents - self.base);
            let found = self.matcher.load(self.base, &wanted, true)?;
            if !found.is_empty() {
                self.found.extend(found.iter().map(|at| self.base + at));
                return self.score(&found);
            }
            self.base += WINDOW;
        }
        Ok(())
    }

    fn score(&mut self, found: &Bits) -> io::Result<()> {
        let Some((scoring, norms)) = &self.scoring else { return Ok(()) };
        for optional in &mut self.optional {
            optional.load(self.base, found, 1)?;
        }
        let (base, title) = (self.base, self.title);
        let (scores, lengths) = (&mut self.scores, &mut self.lengths);
        for at in found.iter() {
            scores[at as usize] = 0.0;
            lengths[at as usize] = norms.whole(base + at);
        }
        let mut add = |place: &PlaceMatcher| {
            let mut matched = place.matched().clone();
            matched.and(found);
            for word in place.words() {
                let weight = &scoring.words[word.number];
                if !weight.counts() {
                    continue;
                }
                for at in matched.iter() {
                    let whole = (word.frequency(at), lengths[at as usize]);
                    let title = title_frequency(word, title, at)
                        .map(|frequency| (frequency, norms.title(base + at)));
                    scores[at as usize] += weight.score(whole, title);
                }
            }
        };
        self.matcher.each_place(&mut add);
        self.optional.iter().for_each(&mut add);
        Ok(())
    }
}

/// How often a word stands in the title, when it was looked for there among others.
fn title_frequency(word: &OpenWord, title: Field, at: u32) -> Option<Frequency> {
    let (field, channel) = word.channels.first()?;
    (*field == title).then(|| channel.frequency(at)).filter(|found| found.all > 0)
}

impl DocSet for WindowScorer {
    fn advance(&mut self) -> DocId {
        if self.found.is_empty() {
            return TERMINATED;
        }
        self.at += 1;
        if self.at == self.found.len() {
            self.load_from(self.base + WINDOW);
        }
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target >= self.base + WINDOW && !self.found.is_empty() {
            if target >= self.documents {
                self.found.clear();
                return TERMINATED;
            }
            self.load_from(target);
        }
        while self.doc() < target {
            self.advance();
        }
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.found.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.documents
    }
}

impl Scorer for WindowScorer {
    fn score(&mut self) -> Score {
        self.boost
            * self
                .found
                .get(self.at)
                .map_or(0.0, |doc| self.scores[(doc - self.base) as usize])
    }
}
