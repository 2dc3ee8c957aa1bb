//! What hits and whole articles say alike about an article.

use crate::article::{Article, Date, Origin, Precision, Sourced};
use serde::Serialize;

/// What tells an article from the others.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    title: &'a str,
    title_from: Origin,
    publication: Option<&'a str>,
    authors: &'a [String],
    date: Option<Date>,
    date_precision: Option<Precision>,
    date_from: Option<Origin>,
    language: Option<&'a str>,
    words: u32,
    path: Option<&'a str>,
    line: Option<u64>,
}

/// The rest, which comes after what is particular to a hit or to an article.
#[derive(Serialize)]
pub(super) struct Rest<'a> {
    number: Option<&'a str>,
    root: Option<&'a str>,
    url: Option<&'a str>,
    section: Option<&'a str>,
    page: Option<&'a str>,
    publication_from: Option<Origin>,
    authors_from: Option<Origin>,
    language_from: Option<Origin>,
    url_from: Option<Origin>,
    section_from: Option<Origin>,
    page_from: Option<Origin>,
}

pub(super) fn record(article: &Article) -> Record<'_> {
    let place = article.places.first();
    Record {
        title: &article.title.value,
        title_from: article.title.from,
        publication: text(article.publication.as_ref()),
        authors: article.authors.as_ref().map_or(&[], |names| &names.value),
        date: article.date.as_ref().map(|date| date.value),
        date_precision: article.date.as_ref().map(|date| date.value.precision()),
        date_from: from(article.date.as_ref()),
        language: article.language.as_ref().map(|language| language.code.as_str()),
        words: article.words,
        path: place.map(|place| place.path.as_str()),
        line: place.and_then(|place| place.line),
    }
}

pub(super) fn rest(article: &Article) -> Rest<'_> {
    Rest {
        number: article.number.as_deref(),
        root: article.places.first().map(|place| place.root.as_str()),
        url: text(article.url.as_ref()),
        section: text(article.section.as_ref()),
        page: text(article.page.as_ref()),
        publication_from: from(article.publication.as_ref()),
        authors_from: from(article.authors.as_ref()),
        language_from: article.language.as_ref().map(|language| language.from),
        url_from: from(article.url.as_ref()),
        section_from: from(article.section.as_ref()),
        page_from: from(article.page.as_ref()),
    }
}

/// The value, where it is known.
pub(super) fn text(field: Option<&Sourced<String>>) -> Option<&str> {
    field.map(|field| field.value.as_str())
}

/// Where the value comes from, where it is known.
pub(super) fn from<T>(field: Option<&Sourced<T>>) -> Option<Origin> {
    field.map(|field| field.from)
}
