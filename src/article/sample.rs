//! An article for tests: a title and a body, and nothing else known of it.

use super::{Article, ArticleId, Origin, Paragraph, Place, Sourced};

impl Article {
    /// That of a text, a paragraph a line, found in a place.
    pub(crate) fn sample(title: &str, text: &str, place: Place) -> Self {
        let paragraph =
            |line: &str| Paragraph { text: line.into(), ..Paragraph::default() };
        Self {
            id: ArticleId::of([text]),
            number: None,
            title: Sourced::new(title.into(), Origin::Metadata),
            kicker: None,
            standfirst: None,
            paragraphs: text.lines().map(paragraph).collect(),
            authors: None,
            publication: None,
            edition: None,
            section: None,
            page: None,
            date: None,
            date_text: None,
            other_dates: Vec::new(),
            language: None,
            url: None,
            source_kind: "text".into(),
            ocr_confidence: None,
            words: 1,
            places: vec![place],
            indexed_at: 0,
        }
    }
}
