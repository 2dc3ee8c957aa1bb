//! Every field of the index, declared once.

use crate::article::{Article, ArticleId, Origin, Place};
use crate::french::{TOKENIZER, words};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing,
    TextOptions,
};
use tantivy::tokenizer::MAX_TOKEN_LEN;

/// Stored with an index; an index of another schema must be rebuilt.
pub(super) const SCHEMA_VERSION: u32 = 4;

/// The fields, by what they hold.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// Words of title, kicker, standfirst and body with their positions: the parts of the
    /// text in this order, see [`searched_text`] and [`super::Columns::parts`].
    pub text: Field,
    /// How often words stand in the title.
    pub title: Field,
    /// How often words stand in the standfirst.
    pub standfirst: Field,
    /// Words of each author's name.
    pub authors: Field,
    /// Words of the publication.
    pub publication: Field,
    /// Words of the section.
    pub section: Field,
    /// Page of the paper, lower case.
    pub page: Field,
    /// Language code, lower case.
    pub language: Field,
    /// Kind of source, lower case.
    pub kind: Field,
    /// Runs of folders, lower case: `2012/novembre` is `2012`, `novembre` and itself; so
    /// with the folder that was given to be indexed before them.
    pub folder: Field,
    /// The id, sixteen digits.
    pub id: Field,
    /// The id as a number, to break ties.
    pub id_number: Field,
    /// The database's own number.
    pub number: Field,
    /// Names of the values that are not known.
    pub unknown: Field,
    /// First and last day of the date, days since 1970.
    pub first_day: Field,
    /// See `first_day`.
    pub last_day: Field,
    /// Position in the text where the kicker begins.
    pub kicker_start: Field,
    /// Position in the text where the standfirst begins.
    pub standfirst_start: Field,
    /// Position in the text where the body begins.
    pub body_start: Field,
    /// Size in words.
    pub words: Field,
    /// When it came in, seconds since 1970.
    pub indexed_at: Field,
    /// The article itself, as JSON.
    pub article: Field,
}

impl Fields {
    /// Those whose terms are words.
    pub(super) fn of_words(&self) -> [Field; 6] {
        let Self { text, title, standfirst, authors, publication, section, .. } = *self;
        [text, title, standfirst, authors, publication, section]
    }
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut build = Schema::builder();
    let words = |option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(TOKENIZER);
        TextOptions::default().set_indexing_options(indexing.set_index_option(option))
    };
    let counted = words(IndexRecordOption::WithFreqs);
    let placed = words(IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        text: build.add_text_field("text", placed.clone()),
        title: build.add_text_field("title", counted.clone()),
        standfirst: build.add_text_field("standfirst", counted),
        authors: build.add_text_field("authors", placed.clone()),
        publication: build.add_text_field("publication", placed.clone()),
        section: build.add_text_field("section", placed),
        page: build.add_text_field("page", STRING),
        language: build.add_text_field("language", STRING),
        kind: build.add_text_field("kind", STRING),
        folder: build.add_text_field("folder", STRING),
        id: build.add_text_field("id", STRING),
        id_number: build.add_u64_field("id_number", FAST),
        number: build.add_text_field("number", STRING | FAST),
        unknown: build.add_text_field("unknown", STRING),
        first_day: build.add_i64_field("first_day", FAST),
        last_day: build.add_i64_field("last_day", FAST),
        kicker_start: build.add_u64_field("kicker_start", FAST),
        standfirst_start: build.add_u64_field("standfirst_start", FAST),
        body_start: build.add_u64_field("body_start", FAST),
        words: build.add_u64_field("words", FAST),
        indexed_at: build.add_i64_field("indexed_at", FAST),
        article: build.add_bytes_field("article", STORED),
    };
    (build.build(), fields)
}

/// The parts of an article's text: what is counted, found and marked.
///
/// The title, unless it only repeats the body's opening; the kicker; the standfirst; the
/// searched paragraphs, a line break between two.
pub fn searched_text(article: &Article) -> [String; 4] {
    let title = match article.title.from {
        Origin::Opening => String::new(), // the body says it already
        _ => one_line(&article.title.value),
    };
    let [kicker, standfirst] = [&article.kicker, &article.standfirst]
        .map(|part| part.as_ref().map_or(String::new(), |part| one_line(&part.value)));
    let body = article.paragraphs.iter().filter(|paragraph| paragraph.kind.is_searched());
    let body =
        body.map(|paragraph| one_line(&paragraph.text)).collect::<Vec<_>>().join("\n");
    [title, kicker, standfirst, body]
}

/// Line breaks inside a paragraph are spaces: only the end of one is a border. Bytes
/// keep their places.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// Terms of the values of `article` that are missing, as [`Fields::unknown`] has them.
fn unknown_values(article: &Article) -> impl Iterator<Item = &'static str> {
    [
        ("date", article.date.is_none()),
        ("author", article.authors.is_none()),
        ("publication", article.publication.is_none()),
        ("section", article.section.is_none()),
        ("page", article.page.is_none()),
        ("language", article.language.is_none()),
    ]
    .into_iter()
    .filter_map(|(name, missing)| missing.then_some(name))
}

/// The document that tantivy indexes and stores for an article.
pub(super) fn document(
    fields: &Fields,
    article: &Article,
    json: &[u8],
) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    add_text(&mut document, fields, searched_text(article));
    for author in article.authors.iter().flat_map(|authors| &authors.value) {
        document.add_text(fields.authors, author);
    }
    for (field, value) in
        [(fields.publication, &article.publication), (fields.section, &article.section)]
    {
        if let Some(value) = value {
            document.add_text(field, &value.value);
        }
    }
    add_values(&mut document, fields, article);
    document.add_bytes(fields.article, json);
    document
}

fn add_text(document: &mut TantivyDocument, fields: &Fields, parts: [String; 4]) {
    let mut start = 0;
    let starts = [fields.kicker_start, fields.standfirst_start, fields.body_start];
    for (part, after) in parts.iter().zip(starts) {
        start += positions(part);
        document.add_u64(after, start);
    }
    for part in &parts {
        document.add_text(fields.text, part);
    }
    let [title, _, standfirst, _] = parts;
    document.add_text(fields.title, title);
    document.add_text(fields.standfirst, standfirst);
}

/// Positions that tantivy gives a value of a field which has others after it: those of
/// its words, and one that stays empty.
fn positions(text: &str) -> u64 {
    let indexed = |term: &str| term.len() <= MAX_TOKEN_LEN;
    let places = (1..).zip(words(text)).filter(|(_, word)| indexed(&word.term));
    places.last().map_or(0, |(place, _)| place) + 1
}

fn add_values(document: &mut TantivyDocument, fields: &Fields, article: &Article) {
    if let Some(page) = &article.page {
        document.add_text(fields.page, page.value.to_lowercase());
    }
    if let Some(language) = &article.language {
        document.add_text(fields.language, language.code.to_lowercase());
    }
    document.add_text(fields.kind, article.source_kind.to_lowercase());
    let mut folders: Vec<_> = article.places.iter().flat_map(folders).collect();
    folders.sort();
    folders.dedup();
    for folder in folders {
        document.add_text(fields.folder, folder);
    }
    document.add_text(fields.id, article.id.to_string());
    document.add_u64(fields.id_number, article.id.0);
    if let Some(number) = &article.number {
        document.add_text(fields.number, number);
    }
    for name in unknown_values(article) {
        document.add_text(fields.unknown, name);
    }
    if let Some(date) = &article.date {
        document.add_i64(fields.first_day, date.value.first_day().into());
        document.add_i64(fields.last_day, date.value.last_day().into());
    }
    document.add_u64(fields.words, article.words.into());
    document.add_i64(fields.indexed_at, article.indexed_at);
}

/// Every run of neighbouring folders of a place, lower case, from the one that was given
/// to be indexed: what `dossier:` may name.
pub fn folders(place: &Place) -> Vec<String> {
    let root = place.root.rsplit(['/', '\\']).next().unwrap_or_default();
    let below = place.path.rsplit_once('/').map_or("", |(folders, _)| folders);
    let parts = std::iter::once(root).chain(below.split('/'));
    let parts: Vec<_> =
        parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect();
    let mut runs = Vec::new();
    for first in 0..parts.len() {
        for last in first..parts.len() {
            runs.push(parts[first..=last].join("/"));
        }
    }
    runs
}

/// The term that names one article.
pub(super) fn id_term(fields: &Fields, id: ArticleId) -> tantivy::Term {
    tantivy::Term::from_field_text(fields.id, &id.to_string())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use tantivy::tokenizer::Tokenizer;
    use tantivy::{IndexWriter, Searcher};

    /// A segment in memory that holds one document, its words split by this.
    pub(in crate::index) fn segment_of(
        tokenizer: impl Tokenizer,
        document: impl FnOnce(&Fields) -> TantivyDocument,
    ) -> (Searcher, Fields) {
        let (schema, fields) = schema();
        let index = tantivy::Index::create_in_ram(schema);
        index.tokenizers().register(TOKENIZER, tokenizer);
        let mut writer: IndexWriter =
            index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.add_document(document(&fields)).unwrap();
        writer.commit().unwrap();
        (index.reader().unwrap().searcher(), fields)
    }

    #[test]
    fn folders_begin_with_the_one_that_was_given() {
        let case = |root: &str, path: &str, expected: &[&str]| {
            let place = Place { root: root.into(), path: path.into(), line: None };
            assert_eq!(folders(&place), expected, "{root} {path}");
        };
        case("/home/anne/Presse", "port.txt", &["presse"]);
        case(
            "/presse",
            "2012/Novembre/port.txt",
            &[
                "presse",
                "presse/2012",
                "presse/2012/novembre",
                "2012",
                "2012/novembre",
                "novembre",
            ],
        );
        case("/", "port.txt", &[]);
        case(r"C:\presse", "2012/port.txt", &["presse", "presse/2012", "2012"]);
    }
}
