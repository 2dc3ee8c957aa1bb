//! How a query was read: one line before the summary.

use super::escape::line;
use crate::search;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
#[serde(tag = "type", rename = "explanation")]
struct Explanation<'a> {
    words: Vec<Word<'a>>,
    ignored: &'a [String],
    clauses: Vec<Clause<'a>>,
    relaxations: Vec<Relaxation<'a>>,
}

#[derive(Serialize)]
struct Word<'a> {
    #[serde(rename = "word")]
    typed: &'a str,
    forms: Vec<Written<'a>>,
    related: &'a [String],
}

#[derive(Serialize)]
struct Written<'a> {
    form: &'a str,
    closeness: &'a str,
    articles: u64,
}

#[derive(Serialize)]
struct Clause<'a> {
    clause: &'a str,
    articles: u64,
}

#[derive(Serialize)]
struct Relaxation<'a> {
    without: &'a str,
    articles: u64,
}

/// The words with all their forms, and what each part finds.
pub(super) fn explanation(
    explanation: &search::Explanation,
    out: &mut dyn Write,
) -> io::Result<()> {
    let clauses = explanation
        .clauses
        .iter()
        .map(|part| Clause { clause: &part.clause, articles: part.articles });
    let relaxations = explanation
        .relaxations
        .iter()
        .map(|part| Relaxation { without: &part.without, articles: part.articles });
    let described = Explanation {
        words: explanation.words.iter().map(word).collect(),
        ignored: &explanation.ignored,
        clauses: clauses.collect(),
        relaxations: relaxations.collect(),
    };
    line(&described, out)
}

fn word(account: &search::WordAccount) -> Word<'_> {
    let forms = account.forms.iter().map(|form| Written {
        form: &form.form,
        closeness: &form.closeness,
        articles: form.articles,
    });
    Word { typed: &account.word, forms: forms.collect(), related: &account.related }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    #[test]
    fn every_key_in_its_order() {
        let mut out = Vec::new();
        explanation(&sample::explanation(), &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"{"type":"explanation","words":[{"word":"orage","forms":[{"form":"orage","closeness":"typed","articles":7},{"form":"orages","closeness":"form","articles":5},{"form":"orge","closeness":"distance 1","articles":1}],"related":["orageux"]}],"ignored":["de","la"],"clauses":[{"clause":"orage","articles":12}],"relaxations":[{"without":"date:2015","articles":1}]}"#);
    }
}
