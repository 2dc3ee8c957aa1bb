//! Bare tantivy: one field of stemmed text, as its own analyser makes it.

use std::ops::Bound;
use std::path::Path;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{
    BooleanQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, RangeQuery, RegexQuery,
    TermQuery,
};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token, TokenFilter,
    TokenStream, Tokenizer,
};
use tantivy::{DocAddress, Index, Searcher, TantivyDocument, Term};

/// The first argument that makes the benchmark answer one query and leave.
pub(crate) const COMMAND: &str = "native";

const ANALYSER: &str = "french_stems";

/// Articles given back.
const LIMIT: usize = 10;

/// An index of bare tantivy.
pub(crate) struct Native {
    searcher: Searcher,
    analyser: TextAnalyzer,
    text: Field,
    day: Field,
}

fn schema() -> (Schema, Field, Field) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(ANALYSER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing) | STORED;
    let text = schema.add_text_field("text", options);
    let day = schema.add_i64_field("day", FAST);
    (schema.build(), text, day)
}

fn analyser() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(Stems)
        .build()
}

impl Native {
    /// Indexes texts, each with its day.
    pub(crate) fn build(dir: &Path, texts: impl Iterator<Item = (String, Option<i64>)>) {
        let (schema, text, day) = schema();
        let index = Index::create_in_dir(dir, schema).unwrap();
        index.tokenizers().register(ANALYSER, analyser());
        let mut writer = index.writer(200_000_000).unwrap();
        for (words, date) in texts {
            let mut document = TantivyDocument::new();
            document.add_text(text, words);
            if let Some(date) = date {
                document.add_i64(day, date);
            }
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        // As kiosque does after reading many articles.
        let segments = index.searchable_segment_ids().unwrap();
        writer.merge(&segments).wait().unwrap();
        writer.wait_merging_threads().unwrap();
    }

    pub(crate) fn open(dir: &Path) -> Self {
        let index = Index::open_in_dir(dir).unwrap();
        let (_, text, day) = schema();
        let searcher = index.reader().unwrap().searcher();
        Self { searcher, analyser: analyser(), text, day }
    }

    pub(crate) fn articles(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// The ten best and the count of all.
    pub(crate) fn find(&self, query: &dyn Query) -> (Vec<DocAddress>, usize) {
        let best = TopDocs::with_limit(LIMIT).order_by_score();
        let (best, count) = self.searcher.search(query, &(best, Count)).unwrap();
        (best.into_iter().map(|(_, address)| address).collect(), count)
    }

    /// The same, and reads the ten best.
    pub(crate) fn answer(&self, query: &dyn Query) -> usize {
        let (best, count) = self.find(query);
        for address in best {
            let document: TantivyDocument = self.searcher.doc(address).unwrap();
            assert!(document.get_first(self.text).is_some());
        }
        count
    }

    fn terms(&self, text: &str) -> Vec<Term> {
        let mut terms = Vec::new();
        let mut add = |token: &Token| {
            terms.push(Term::from_field_text(self.text, &token.text));
        };
        self.analyser.clone().token_stream(text).process(&mut add);
        terms
    }

    fn term(&self, word: &str) -> Term {
        self.terms(word).remove(0)
    }

    fn each(&self, text: &str, occur: Occur) -> Box<dyn Query> {
        let terms = self.terms(text).into_iter();
        let parts = terms.map(|term| -> (Occur, Box<dyn Query>) {
            (occur, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
        });
        Box::new(BooleanQuery::new(parts.collect()))
    }

    pub(crate) fn all(&self, text: &str) -> Box<dyn Query> {
        self.each(text, Occur::Must)
    }

    pub(crate) fn any(&self, text: &str) -> Box<dyn Query> {
        self.each(text, Occur::Should)
    }

    pub(crate) fn without(&self, text: &str, excluded: &str) -> Box<dyn Query> {
        let (found, excluded) = (self.all(text), self.any(excluded));
        Box::new(BooleanQuery::new(vec![
            (Occur::Must, found),
            (Occur::MustNot, excluded),
        ]))
    }

    pub(crate) fn phrase(&self, text: &str, slop: u32) -> Box<dyn Query> {
        let mut phrase = PhraseQuery::new(self.terms(text));
        phrase.set_slop(slop);
        Box::new(phrase)
    }

    /// Any of some queries.
    pub(crate) fn one_of(parts: Vec<Box<dyn Query>>) -> Box<dyn Query> {
        let parts = parts.into_iter().map(|part| (Occur::Should, part));
        Box::new(BooleanQuery::new(parts.collect()))
    }

    pub(crate) fn fuzzy(&self, word: &str, distance: u8) -> Box<dyn Query> {
        Box::new(FuzzyTermQuery::new(self.term(word), distance, true))
    }

    pub(crate) fn pattern(&self, pattern: &str) -> Box<dyn Query> {
        Box::new(RegexQuery::from_pattern(pattern, self.text).unwrap())
    }

    /// Between two days, counted from 1970.
    pub(crate) fn dated(
        &self,
        found: Box<dyn Query>,
        first: i64,
        last: i64,
    ) -> Box<dyn Query> {
        let bound = |day| Bound::Included(Term::from_field_i64(self.day, day));
        let days = Box::new(RangeQuery::new(bound(first), bound(last)));
        Box::new(BooleanQuery::new(vec![(Occur::Must, found), (Occur::Must, days)]))
    }
}

/// tantivy's `Stemmer`, which our build of it leaves out, on the same library.
#[derive(Clone)]
struct Stems;

impl TokenFilter for Stems {
    type Tokenizer<T: Tokenizer> = Stemmed<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> Stemmed<T> {
        Stemmed(inner)
    }
}

#[derive(Clone)]
struct Stemmed<T>(T);

impl<T: Tokenizer> Tokenizer for Stemmed<T> {
    type TokenStream<'a> = StemStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        let stemmer = frostem::Stemmer::new(frostem::Algorithm::French);
        StemStream { tail: self.0.token_stream(text), stemmer }
    }
}

struct StemStream<T> {
    tail: T,
    stemmer: frostem::Stemmer,
}

impl<T: TokenStream> TokenStream for StemStream<T> {
    fn advance(&mut self) -> bool {
        if !self.tail.advance() {
            return false;
        }
        let token = self.tail.token_mut();
        token.text = self.stemmer.stem(&token.text).into_owned();
        true
    }

    fn token(&self) -> &Token {
        self.tail.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tail.token_mut()
    }
}
