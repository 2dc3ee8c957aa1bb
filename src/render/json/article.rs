//! One article, whole, on one line.

use super::VERSION;
use super::escape::line;
use super::record::{Record, Rest, from, record, rest, text};
use crate::article::{self, ArticleId, Date, Kind, Origin};
use crate::search::{Mark, Marks};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
#[serde(tag = "type", rename = "article")]
struct Article<'a> {
    version: u32,
    id: ArticleId,
    #[serde(flatten)]
    record: Record<'a>,
    #[serde(flatten)]
    rest: Rest<'a>,
    kicker: Option<&'a str>,
    kicker_from: Option<Origin>,
    standfirst: Option<&'a str>,
    standfirst_from: Option<Origin>,
    edition: Option<&'a str>,
    edition_from: Option<Origin>,
    date_text: Option<&'a str>,
    language_confidence: Option<f64>,
    source_kind: &'a str,
    indexed_at: i64,
    paragraphs: Vec<Paragraph<'a>>,
    places: Vec<Place<'a>>,
    ocr_confidence: Option<u8>,
    other_dates: Vec<OtherDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_marks: Option<&'a [Mark]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kicker_marks: Option<&'a [Mark]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standfirst_marks: Option<&'a [Mark]>,
}

#[derive(Serialize)]
struct Paragraph<'a> {
    kind: Kind,
    text: &'a str,
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    marks: Option<&'a [Mark]>,
}

#[derive(Serialize)]
struct OtherDate {
    date: Date,
    date_from: Origin,
}

#[derive(Serialize)]
struct Place<'a> {
    root: &'a str,
    path: &'a str,
    line: Option<u64>,
}

/// The article, with the marks of a query where there is one.
pub fn article(
    article: &article::Article,
    marks: Option<&Marks>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let places = article.places.iter().map(|place| Place {
        root: &place.root,
        path: &place.path,
        line: place.line,
    });
    let described = Article {
        version: VERSION,
        id: article.id,
        record: record(article),
        rest: rest(article),
        kicker: text(article.kicker.as_ref()),
        kicker_from: from(article.kicker.as_ref()),
        standfirst: text(article.standfirst.as_ref()),
        standfirst_from: from(article.standfirst.as_ref()),
        edition: text(article.edition.as_ref()),
        edition_from: from(article.edition.as_ref()),
        date_text: article.date_text.as_deref(),
        language_confidence: article.language.as_ref().map(|found| found.confidence),
        source_kind: &article.source_kind,
        indexed_at: article.indexed_at,
        paragraphs: paragraphs(article, marks),
        places: places.collect(),
        ocr_confidence: article.ocr_confidence,
        other_dates: other_dates(article),
        title_marks: marks.map(|marks| marks.title.as_slice()),
        kicker_marks: marks.map(|marks| marks.kicker.as_slice()),
        standfirst_marks: marks.map(|marks| marks.standfirst.as_slice()),
    };
    line(&described, out)
}

fn other_dates(article: &article::Article) -> Vec<OtherDate> {
    let one = |date: &article::Sourced<Date>| OtherDate {
        date: date.value,
        date_from: date.from,
    };
    article.other_dates.iter().map(one).collect()
}

fn paragraphs<'a>(
    article: &'a article::Article,
    marks: Option<&'a Marks>,
) -> Vec<Paragraph<'a>> {
    let one = |(at, paragraph): (usize, &'a article::Paragraph)| Paragraph {
        kind: paragraph.kind,
        text: &paragraph.text,
        page: paragraph.page,
        marks: marks.map(|marks| marks.paragraphs.get(at).map_or(&[][..], Vec::as_slice)),
    };
    article.paragraphs.iter().enumerate().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    fn write(marks: Option<&Marks>) -> String {
        let mut out = Vec::new();
        let mut full = sample::full();
        full.paragraphs.truncate(1);
        article(&full, marks, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_key_in_its_order() {
        insta::assert_snapshot!(write(None), @r#"{"type":"article","version":1,"id":"00abcdef01234567","title":"Après l’orage, le vignoble compte ses pieds de vigne","title_from":"metadata","publication":"La Vigie du Midi","authors":["Claire Vidal","Yann Le Goff"],"date":"2015-07-07","date_precision":"day","date_from":"metadata","language":"fr","words":412,"path":"2015/export.jsonl","line":14,"number":"news·20150707·VM·881","root":"/presse","url":"https://vigie.example/orage","section":"Région","page":"16","publication_from":"metadata","authors_from":"byline","language_from":"metadata","url_from":"metadata","section_from":"metadata","page_from":"metadata","kicker":"Intempéries","kicker_from":"metadata","standfirst":"Dix minutes d’orage ont suffi à ruiner la récolte.","standfirst_from":"metadata","edition":"Narbonne","edition_from":"metadata","date_text":"mardi 7 juillet 2015","language_confidence":1.0,"source_kind":"jsonl","indexed_at":1700000000,"paragraphs":[{"kind":"text","text":"L’orage a éclaté peu avant vingt heures, sans que la préfecture ait eu le temps de prévenir les communes.","page":null}],"places":[{"root":"/presse","path":"2015/export.jsonl","line":14},{"root":"/presse","path":"orage.md","line":null}],"ocr_confidence":null,"other_dates":[]}"#);
    }

    #[test]
    fn dates_that_disagree() {
        let mut full = sample::full();
        let date = "2015-07-08".parse().unwrap();
        full.other_dates = vec![article::Sourced::new(date, Origin::Url)];
        let mut out = Vec::new();
        article(&full, None, &mut out).unwrap();
        let written = String::from_utf8(out).unwrap();
        let expected = r#""other_dates":[{"date":"2015-07-08","date_from":"url"}]"#;
        assert!(written.contains(expected), "{written}");
    }

    #[test]
    fn marks_only_when_asked() {
        let marks = Marks { paragraphs: vec![vec![Mark(4, 9)]], ..Marks::default() };
        let written = write(Some(&marks));
        assert!(written.contains(r#""page":null,"marks":[[4,9]]}"#), "{written}");
        assert!(written.ends_with(
            "\"title_marks\":[],\"kicker_marks\":[],\"standfirst_marks\":[]}\n"
        ));
    }
}
