//! Every field of the index, declared once.

use crate::article::{Article, ArticleId, Origin, Place};
use crate::french::TOKENIZER;
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing,
    TextOptions,
};

/// Stored with an index; an index of another schema must be rebuilt.
pub(super) const SCHEMA_VERSION: u32 = 2;

/// The fields, by what they hold.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// Words of the title, unless it only repeats the body's opening.
    pub title: Field,
    /// Words of the kicker and of the standfirst.
    pub standfirst: Field,
    /// Words of the searched paragraphs, a line break between two.
    pub body: Field,
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
    /// Size in words.
    pub words: Field,
    /// When it came in, seconds since 1970.
    pub indexed_at: Field,
    /// The article itself, as JSON.
    pub article: Field,
}

impl Fields {
    /// Those of the text: title, standfirst, body.
    pub fn of_text(&self) -> [Field; 3] {
        [self.title, self.standfirst, self.body]
    }

    /// Those whose terms are words.
    pub(super) fn of_words(&self) -> [Field; 6] {
        let Self { title, standfirst, body, authors, publication, section, .. } = *self;
        [title, standfirst, body, authors, publication, section]
    }
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut build = Schema::builder();
    let positions = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(positions);
    let fields = Fields {
        title: build.add_text_field("title", text.clone()),
        standfirst: build.add_text_field("standfirst", text.clone()),
        body: build.add_text_field("body", text.clone()),
        authors: build.add_text_field("authors", text.clone()),
        publication: build.add_text_field("publication", text.clone()),
        section: build.add_text_field("section", text),
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
        words: build.add_u64_field("words", FAST),
        indexed_at: build.add_i64_field("indexed_at", FAST),
        article: build.add_bytes_field("article", STORED),
    };
    (build.build(), fields)
}

/// The searched text of an article's fields: what is counted, found and marked.
///
/// Title, standfirst and body, in this order; the body is its searched paragraphs, a
/// line break between two.
pub fn searched_text(article: &Article) -> [String; 3] {
    let title = match article.title.from {
        Origin::Opening => String::new(), // the body says it already
        _ => one_line(&article.title.value),
    };
    let lead = [&article.kicker, &article.standfirst];
    let lead: Vec<_> = lead.iter().filter_map(|part| part.as_ref()).collect();
    let lead =
        lead.iter().map(|part| one_line(&part.value)).collect::<Vec<_>>().join("\n");
    let body = article.paragraphs.iter().filter(|paragraph| paragraph.kind.is_searched());
    let body =
        body.map(|paragraph| one_line(&paragraph.text)).collect::<Vec<_>>().join("\n");
    [title, lead, body]
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
    let [title, standfirst, body] = searched_text(article);
    for (field, text) in
        [(fields.title, title), (fields.standfirst, standfirst), (fields.body, body)]
    {
        if !text.is_empty() {
            document.add_text(field, text);
        }
    }
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
mod tests {
    use super::*;

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
