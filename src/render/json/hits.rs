//! A response: one line a hit, then a summary.

use super::VERSION;
use super::escape::line;
use super::explanation::explanation;
use super::record::{Record, Rest, record, rest};
use crate::article::ArticleId;
use crate::search::{self, Mark, Matching, Note, Response};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
#[serde(tag = "type", rename = "hit")]
struct Hit<'a> {
    rank: u64,
    id: ArticleId,
    score: f32,
    #[serde(flatten)]
    record: Record<'a>,
    passages: Vec<Passage<'a>>,
    #[serde(flatten)]
    rest: Rest<'a>,
    title_marks: &'a [Mark],
}

#[derive(Serialize)]
struct Passage<'a> {
    text: &'a str,
    marks: &'a [Mark],
    paragraph: Option<usize>,
    page: Option<u32>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct Summary<'a> {
    version: u32,
    query: &'a str,
    reading: String,
    r#match: Matching,
    articles: u64,
    shown: usize,
    did_you_mean: Option<String>,
}

/// The hits in their order, the account of the query where there is one, then what
/// was asked and how much was found.
pub(in crate::render) fn response(
    response: &Response,
    asked: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    for hit in &response.hits {
        line(&described(hit), out)?;
    }
    if let Some(found) = &response.explanation {
        explanation(found, out)?;
    }
    let summary = Summary {
        version: VERSION,
        query: asked,
        reading: response.reading.to_string(),
        r#match: response.matching,
        articles: response.articles,
        shown: response.hits.len(),
        did_you_mean: response.notes.iter().find_map(suggestion),
    };
    line(&summary, out)
}

fn suggestion(note: &Note) -> Option<String> {
    match note {
        Note::DidYouMean { query } | Note::WithAccents { query, .. } => {
            Some(query.to_string())
        }
        Note::SomeWords
        | Note::Nowhere { .. }
        | Note::FewerLetters { .. }
        | Note::WithoutSigns { .. }
        | Note::OnlyWithAccents { .. } => None,
    }
}

fn described(hit: &search::Hit) -> Hit<'_> {
    let passages = hit.passages.iter().map(|passage| Passage {
        text: &passage.text,
        marks: &passage.marks,
        paragraph: passage.paragraph,
        page: hit.page_of(passage),
    });
    Hit {
        rank: hit.rank,
        id: hit.article.id,
        score: hit.score,
        record: record(&hit.article),
        passages: passages.collect(),
        rest: rest(&hit.article),
        title_marks: &hit.title_marks,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    #[test]
    fn every_key_in_its_order() {
        let mut out = Vec::new();
        response(&sample::response(), "orage", &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
        {"type":"hit","rank":1,"id":"00abcdef01234567","score":7.25,"title":"Après l’orage, le vignoble compte ses pieds de vigne","title_from":"metadata","publication":"La Vigie du Midi","authors":["Claire Vidal","Yann Le Goff"],"date":"2015-07-07","date_precision":"day","date_from":"metadata","language":"fr","words":412,"path":"2015/export.jsonl","line":14,"passages":[{"text":"L’orage a éclaté peu avant vingt heures, sans que la préfecture ait eu le temps de prévenir les communes.","marks":[[4,9]],"paragraph":0,"page":3},{"text":"Dix minutes d’orage ont suffi à ruiner la récolte.","marks":[[16,21]],"paragraph":null,"page":null}],"number":"news·20150707·VM·881","root":"/presse","url":"https://vigie.example/orage","section":"Région","page":"16","publication_from":"metadata","authors_from":"byline","language_from":"metadata","url_from":"metadata","section_from":"metadata","page_from":"metadata","title_marks":[[11,16]]}
        {"type":"hit","rank":2,"id":"0000000000000002","score":3.5,"title":"Des orages sont attendus sur le relief dès la fin de…","title_from":"opening","publication":null,"authors":[],"date":null,"date_precision":null,"date_from":null,"language":null,"words":1,"path":"a.txt","line":null,"passages":[],"number":null,"root":"/presse","url":null,"section":null,"page":null,"publication_from":null,"authors_from":null,"language_from":null,"url_from":null,"section_from":null,"page_from":null,"title_marks":[[4,10]]}
        {"type":"hit","rank":10,"id":"0000000000000003","score":1.0,"title":"\u001b[2JOrage","title_from":"text","publication":"La Vigie du Midi","authors":["Claire Vidal","Yann Le Goff"],"date":"2015-07-07","date_precision":"day","date_from":"metadata","language":"en","words":412,"path":"2015/export.jsonl","line":14,"passages":[{"text":"Un orage\u001b]0;titre\u0007 de \u009b31mfer \u202eelêrg ed","marks":[[3,8]],"paragraph":2,"page":null}],"number":"news·20150707·VM·881","root":"/presse","url":"https://vigie.example/orage","section":"Région","page":"16","publication_from":"metadata","authors_from":"byline","language_from":"detected","url_from":"metadata","section_from":"metadata","page_from":"metadata","title_marks":[[4,9]]}
        {"type":"summary","version":1,"query":"orage","reading":"orage","match":"all","articles":12,"shown":3,"did_you_mean":null}
        "#);
    }
}
