//! Where the words of a query stand in one article: the same forms and the same algebra
//! of positions that found it, over the text itself.

use super::compile::{Compiled, PlaceTree, Tree};
use super::plan::Scope;
use super::response::Mark;
use super::spans::{TooMany, marked};
use super::view::View;
use crate::article::{Article, Origin};
use crate::french::{Border, border, words};
use crate::query::TextField;
use std::collections::HashMap;
use std::ops::Range;

/// A text of the article that is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Kicker,
    Standfirst,
    /// The paragraph of this number.
    Paragraph(usize),
}

/// A searched text, with the query's words in it.
#[derive(Debug)]
pub(super) struct MarkedPart<'a> {
    pub part: Part,
    pub text: &'a str,
    /// Bytes at which its sentences begin, the first one at 0.
    pub sentences: Vec<usize>,
    /// Sorted; each with the number of the query's word.
    pub marks: Vec<(Mark, usize)>,
}

/// The searched texts of an article, in reading order, with the words that a query
/// found it by.
pub(super) fn mark<'a>(
    article: &'a Article,
    compiled: &Compiled,
) -> Result<Vec<MarkedPart<'a>>, TooMany> {
    let mut forms: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, word) in compiled.words.iter().enumerate() {
        for form in word.terms.forms.keys() {
            forms.entry(form).or_default().push(number);
        }
    }
    let mut places = Vec::new();
    each_place(&compiled.tree, &mut |place| places.push(place));
    places.extend(&compiled.optional);
    let mut marked = Vec::new();
    for (field, parts) in searched_parts(article) {
        let tokens = Tokens::read(&parts, compiled, &forms, field);
        marked.extend(tokens.mark(parts, &places)?);
    }
    Ok(marked)
}

/// Calls `visit` on each place that is not excluded.
fn each_place<'a>(tree: &'a Tree, visit: &mut impl FnMut(&'a PlaceTree)) {
    match tree {
        Tree::Text(place, _) => visit(place),
        Tree::And(parts) | Tree::Or(parts) => {
            for part in parts {
                each_place(part, visit);
            }
        }
        Tree::All | Tree::Value(_) | Tree::Not(_) => {}
    }
}

type Parts<'a> = Vec<(Part, &'a str)>;

/// The parts of the text as the index has them, each with its field, if queries name one.
fn searched_parts(article: &Article) -> [(Option<TextField>, Parts<'_>); 4] {
    let title = match article.title.from {
        Origin::Opening => Vec::new(),
        _ => vec![(Part::Title, article.title.value.as_str())],
    };
    let [kicker, standfirst] =
        [(Part::Kicker, &article.kicker), (Part::Standfirst, &article.standfirst)].map(
            |(part, text)| text.iter().map(|text| (part, text.value.as_str())).collect(),
        );
    let body = article.paragraphs.iter().enumerate();
    let body = body.filter(|(_, paragraph)| paragraph.kind.is_searched());
    let body = body.map(|(at, one)| (Part::Paragraph(at), one.text.as_str())).collect();
    [
        (Some(TextField::Title), title),
        (None, kicker),
        (Some(TextField::Standfirst), standfirst),
        (Some(TextField::Body), body),
    ]
}

/// The words of one part, in order.
struct Tokens {
    /// The part and the bytes of each word.
    spans: Vec<(usize, Range<usize>)>,
    /// Positions of each word of the query.
    positions: Vec<Vec<u32>>,
    sentences: Vec<u32>,
    paragraphs: Vec<u32>,
}

impl Tokens {
    fn read(
        parts: &Parts,
        compiled: &Compiled,
        forms: &HashMap<&str, Vec<usize>>,
        field: Option<TextField>,
    ) -> Self {
        let mut tokens = Self {
            spans: Vec::new(),
            positions: vec![Vec::new(); compiled.words.len()],
            sentences: Vec::new(),
            paragraphs: Vec::new(),
        };
        for (number, (_, text)) in parts.iter().enumerate() {
            let text = text.replace(['\n', '\r'], " "); // as it was indexed
            let mut before: Option<Range<usize>> = None;
            for word in words(&text) {
                let at =
                    u32::try_from(tokens.spans.len()).expect("fewer than 2^32 words");
                match &before {
                    None if at > 0 => {
                        tokens.sentences.push(at);
                        tokens.paragraphs.push(at);
                    }
                    Some(before) if border(&text, before, &word.span) > Border::None => {
                        tokens.sentences.push(at);
                    }
                    _ => {}
                }
                for found in forms.get(word.term.as_ref()).into_iter().flatten() {
                    let scope = compiled.words[*found].scope;
                    if scope == Scope::Text || Some(scope) == field.map(Scope::Field) {
                        tokens.positions[*found].push(at);
                    }
                }
                before = Some(word.span.clone());
                tokens.spans.push((number, word.span));
            }
        }
        tokens
    }

    fn mark<'a>(
        self,
        parts: Parts<'a>,
        places: &[&PlaceTree],
    ) -> Result<Vec<MarkedPart<'a>>, TooMany> {
        let mut marked: Vec<_> = parts
            .into_iter()
            .map(|(part, text)| MarkedPart {
                part,
                text,
                sentences: vec![0],
                marks: Vec::new(),
            })
            .collect();
        for at in &self.sentences {
            let at = *at as usize;
            let ((before, last), (part, next)) = (&self.spans[at - 1], &self.spans[at]);
            if before == part {
                let cut = sentence_start(marked[*part].text, last.end..next.start);
                marked[*part].sentences.push(cut);
            }
        }
        for place in places {
            for (at, number) in self.found(place)? {
                let (part, span) = &self.spans[at as usize];
                marked[*part].marks.push((Mark(span.start, span.end), number));
            }
        }
        for part in &mut marked {
            part.marks.sort_unstable();
            part.marks.dedup_by_key(|(mark, _)| *mark);
        }
        Ok(marked)
    }

    /// Positions that make the matches of a place, each with a word of the query.
    fn found(&self, place: &PlaceTree) -> Result<Vec<(u32, usize)>, TooMany> {
        let words: Vec<_> =
            place.words.iter().map(|number| self.positions[*number].clone()).collect();
        let view = View {
            words: &words,
            sentences: &self.sentences,
            paragraphs: &self.paragraphs,
            within: 0..u32::MAX,
        };
        let marked = marked(&place.shape, &view)?.into_iter().map(|at| {
            let leaf = words.iter().position(|list| list.binary_search(&at).is_ok());
            (at, place.words[leaf.expect("a match is made of its words")])
        });
        Ok(marked.collect())
    }
}

/// Where a sentence begins inside the gap before its first word: after the full stop,
/// the closing quotes and the space of the one before.
fn sentence_start(text: &str, gap: Range<usize>) -> usize {
    let mut spaced = false;
    for (at, next) in text[gap.clone()].char_indices() {
        let start = gap.start + at;
        let after = text[start + next.len_utf8()..].chars().next();
        // A quote that looks both ways opens where a word or another sign follows it.
        let opening = "\"'’".contains(next) && !after.is_none_or(char::is_whitespace);
        let closing = "»”\")]’'!?.…:;,".contains(next) && !(spaced && opening);
        if spaced && !next.is_whitespace() && !closing {
            return start;
        }
        spaced = next.is_whitespace() || (spaced && closing);
    }
    gap.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_after_what_closes_the_one_before() {
        for (gap, start) in [
            (". ", 2),
            (" ! » ", 6),
            (". « ", 2),
            ("… – ", 4),
            (". (", 2),
            (". \"", 2),
            (".\" \"", 3),
            (".\" ", 3),
            (". \" ", 4),
            (". '", 2),
        ] {
            let text = format!("a{gap}B");
            assert_eq!(sentence_start(&text, 1..1 + gap.len()), 1 + start, "{gap:?}");
        }
    }
}
