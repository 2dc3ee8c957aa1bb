//! A record and its paragraphs → an article. Metadata wins over the byline, the byline
//! over the name of the file; each value says where it comes from.

use super::block::Block;
use super::fields::{Field, Record};
use super::fold::words;
use super::format::Format;
use super::{Fault, File, clean, file_name, language, names, structure, walk::shown};
use crate::article::{
    Article, ArticleId, Date, Kind, Language, Origin, Paragraph, Place, Sourced,
    find_date, read_date, read_epoch,
};

/// Makes an article of what was read in `file`, at `line` when it is a record; with the
/// date that was given to it, where that could not be read.
///
/// # Errors
/// [`Fault::Nothing`] when there is neither title nor text.
pub(super) fn article(
    mut record: Record,
    mut blocks: Vec<Block>,
    (file, line, format): (&File, Option<u64>, Format),
) -> Result<(Article, Option<String>), Fault> {
    let given = sourced(record.take_line(Field::Title));
    let found =
        structure::arrange(&mut blocks, given.as_ref().map(|title| title.value.as_str()));
    let (taken, found_kicker) = match found.head {
        Some(head) => (Some(head.title), head.kicker),
        None => (None, None),
    };
    let title = given.or(taken).ok_or(Fault::Nothing)?;
    let (given_date, created) =
        (record.take_line(Field::Date), record.take_line(Field::Created));
    let (given_date, unread_date) = given_day(given_date);
    let (date, date_text) = match given_date {
        Some((date, written)) => (Some(date), Some(written)),
        None => guessed(unread_date.clone(), found.date, created, file),
    };
    let authors = match record.take(Field::Authors) {
        Some((values, from)) => {
            let names = values.iter().flat_map(|value| names::listed(value));
            let names = names.map(|name| clean::line(&name)).collect();
            Some(Sourced::new(names, from))
        }
        None => Some(Sourced::new(found.authors, Origin::Byline)),
    };
    let paragraphs: Vec<Paragraph> =
        blocks.into_iter().map(Block::into_paragraph).collect();
    let standfirst = sourced(record.take_line(Field::Standfirst));
    let language =
        language(record.take_line(Field::Language), &paragraphs, standfirst.as_ref());
    let mut article = Article {
        id: ArticleId::default(),
        number: record.take_line(Field::Number).map(|(number, _)| number),
        title,
        kicker: sourced(record.take_line(Field::Kicker)).or(found_kicker),
        standfirst,
        language,
        paragraphs,
        authors: authors.filter(|names: &Sourced<Vec<String>>| !names.value.is_empty()),
        publication: sourced(record.take_line(Field::Publication)),
        edition: sourced(record.take_line(Field::Edition)),
        section: sourced(record.take_line(Field::Section)),
        page: sourced(record.take_line(Field::Page)),
        date,
        date_text,
        other_dates: std::mem::take(&mut record.other_dates),
        url: sourced(record.take_line(Field::Url)),
        source_kind: format.name().to_owned(),
        ocr_confidence: record.ocr,
        words: 0,
        places: vec![Place { root: shown(&file.root), path: file.path.clone(), line }],
        indexed_at: 0,
    };
    article.words = count(&article);
    article.id = id(&article);
    Ok((article, unread_date))
}

fn sourced(value: Option<(String, Origin)>) -> Option<Sourced<String>> {
    value.map(|(value, from)| Sourced { value, from })
}

/// Bytes of a given date at most: beyond, it is something else.
const LONGEST_DATE: usize = 200;

/// The date that was given and as it was written; or else only what was written, when
/// that cannot be read.
fn given_day(
    date: Option<(String, Origin)>,
) -> (Option<(Sourced<Date>, String)>, Option<String>) {
    let Some((written, from)) = date else { return (None, None) };
    match day(&written) {
        Some(date) => (Some((Sourced::new(date, from), written)), None),
        None => (None, Some(written)),
    }
}

/// The date that a field for one gives.
pub(super) fn day(written: &str) -> Option<Date> {
    if written.len() > LONGEST_DATE {
        return None;
    }
    let found = || find_date(written).map(|(_, date)| date);
    read_date(written).or_else(found).or_else(|| read_epoch(written))
}

/// The date for want of one that is given and can be read, and as it was written: what
/// was given stays in writing; the day the file was made is the last resort.
fn guessed(
    text: Option<String>,
    byline: Option<(Date, String)>,
    created: Option<(String, Origin)>,
    file: &File,
) -> (Option<Sourced<Date>>, Option<String>) {
    if let Some((date, written)) = byline {
        return (Some(Sourced::new(date, Origin::Byline)), text.or(Some(written)));
    }
    let created = || {
        let (written, from) = created?;
        Some(Sourced::new(read_date(&written)?, from))
    };
    (file_name::date(&file.path).or_else(created), text)
}

/// The language that is given, or that of the text; of a summary that has no other text.
fn language(
    given: Option<(String, Origin)>,
    paragraphs: &[Paragraph],
    standfirst: Option<&Sourced<String>>,
) -> Option<Language> {
    let of_summary = || {
        let summary = Block::new(Kind::Text, standfirst?.value.as_str());
        language::detect(&[summary.into_paragraph()])
    };
    let named = given.and_then(|(name, from)| Some((language::code(&name)?, from)));
    match named {
        // The template of a site often says one language for all its pages.
        Some((code, from @ (Origin::Page | Origin::Meta))) => {
            let other = language::detect(paragraphs)
                .filter(|found| found.code != code && found.confidence >= language::SURE);
            other.or(Some(Language { code, confidence: 1.0, from }))
        }
        Some((code, from)) => Some(Language { code, confidence: 1.0, from }),
        None => language::detect(paragraphs).or_else(of_summary),
    }
}

fn count(article: &Article) -> u32 {
    let title = match article.title.from {
        Origin::Opening => 0, // its words are those of the body
        _ => words(&article.title.value),
    };
    let standfirst = article.standfirst.as_ref().map_or(0, |text| words(&text.value));
    let searched =
        article.paragraphs.iter().filter(|paragraph| paragraph.kind.is_searched());
    let body: usize = searched.map(|paragraph| words(&paragraph.text)).sum();
    u32::try_from(title + standfirst + body).unwrap_or(u32::MAX)
}

/// The identity of an article: what it says, and nothing that depends on where its file
/// is called.
pub fn id(article: &Article) -> ArticleId {
    let told = |from: Origin| {
        !matches!(from, Origin::FileName | Origin::Folder | Origin::Created)
    };
    let date = article.date.as_ref().filter(|date| told(date.from));
    let date = date.map_or(String::new(), |date| date.value.to_string());
    let text = |value: &Option<Sourced<String>>| {
        value
            .as_ref()
            .filter(|value| told(value.from))
            .map_or("", |v| v.value.as_str())
            .to_owned()
    };
    let (publication, kicker, standfirst) =
        (text(&article.publication), text(&article.kicker), text(&article.standfirst));
    let head = [
        article.number.as_deref().unwrap_or(""),
        &publication,
        &date,
        &article.title.value,
        &kicker,
        &standfirst,
    ];
    let body = article.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
    ArticleId::of(head.into_iter().chain(body))
}
