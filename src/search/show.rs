//! One article by its id, and a query's words in it.

use super::compile::compile;
use super::expand::Expansion;
use super::marks::{Part, mark};
use super::reading::plan;
use super::response::Mark;
use super::{Matching, SearchError};
use crate::article::Article;
use crate::index::Index;
use crate::query::Query;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

/// Ids that an ambiguous prefix is told by.
const EXAMPLES: usize = 5;

/// The article of an id, of the beginning of one, or of a database's own number.
///
/// # Errors
/// [`SearchError::NoArticle`] when there is none, [`SearchError::Ambiguous`] when there
/// are several.
pub fn find(index: &Index, name: &str) -> Result<Article, SearchError> {
    let mut found = addresses(index, index.fields().number, name)?;
    if found.is_empty() {
        found = addresses_with_prefix(index, &name.to_lowercase())?;
    }
    let mut articles = Vec::new();
    for address in found.iter().take(EXAMPLES) {
        articles.push(index.article(*address)?);
    }
    match found.len() {
        0 => Err(SearchError::NoArticle(name.to_owned())),
        1 => Ok(articles.remove(0)),
        count => {
            let mut ids: Vec<_> = articles.iter().map(|one| one.id.to_string()).collect();
            ids.sort();
            let examples = ids.join(", ");
            Err(SearchError::Ambiguous { prefix: name.to_owned(), count, examples })
        }
    }
}

/// Documents that have this very term in a field.
fn addresses(
    index: &Index,
    field: Field,
    term: &str,
) -> Result<Vec<DocAddress>, SearchError> {
    let mut found = Vec::new();
    let term = Term::from_field_text(field, term);
    for (ordinal, segment) in (0..).zip(index.searcher().segment_readers()) {
        let inverted = segment.inverted_index(field)?;
        let Some(mut postings) =
            inverted.read_postings(&term, IndexRecordOption::Basic)?
        else {
            continue;
        };
        while postings.doc() != TERMINATED {
            if !segment.is_deleted(postings.doc()) {
                found.push(DocAddress::new(ordinal, postings.doc()));
            }
            postings.advance();
        }
    }
    Ok(found)
}

fn addresses_with_prefix(
    index: &Index,
    prefix: &str,
) -> Result<Vec<DocAddress>, SearchError> {
    let field = index.fields().id;
    let mut ids = Vec::new();
    for segment in index.searcher().segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted.terms().range().ge(prefix.as_bytes()).into_stream()?;
        while let Some((term, _)) = stream.next() {
            if !term.starts_with(prefix.as_bytes()) {
                break;
            }
            ids.push(String::from_utf8_lossy(term).into_owned());
        }
    }
    ids.sort();
    ids.dedup();
    let mut found = Vec::new();
    for id in ids {
        found.extend(addresses(index, field, &id)?);
    }
    Ok(found)
}

/// The words of a query in an article, text by text; bytes of each text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// In the title, unless it only repeats the body's opening.
    pub title: Vec<Mark>,
    /// In the kicker.
    pub kicker: Vec<Mark>,
    /// In the standfirst.
    pub standfirst: Vec<Mark>,
    /// In each paragraph of the article; none in those that are not searched.
    pub paragraphs: Vec<Vec<Mark>>,
}

impl Marks {
    /// No mark at all.
    pub fn none(article: &Article) -> Self {
        Self { paragraphs: vec![Vec::new(); article.paragraphs.len()], ..Self::default() }
    }
}

/// Finds the words of a query in an article, however wide: one article is soon read.
pub fn marks(
    index: &Index,
    article: &Article,
    query: &Query,
    matching: Matching,
) -> Result<Marks, SearchError> {
    let mut expansion = Expansion::new(index, usize::MAX);
    let plan = plan(query, matching, &mut expansion)?;
    let compiled = compile(&plan, &mut expansion)?;
    let mut marks = Marks::none(article);
    for part in mark(article, &compiled)? {
        let found = part.marks.iter().map(|(mark, _)| *mark).collect();
        match part.part {
            Part::Title => marks.title = found,
            Part::Kicker => marks.kicker = found,
            Part::Standfirst => marks.standfirst = found,
            Part::Paragraph(number) => marks.paragraphs[number] = found,
        }
    }
    Ok(marks)
}
