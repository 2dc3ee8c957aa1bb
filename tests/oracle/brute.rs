//! What a query means, said as plainly as possible and as slowly as need be.

use crate::typing::Typing;
use crate::values::has_value;
use kiosque::article::{Article, Origin, Sourced};
use kiosque::french::{Border, Forms, Role, border, inversion, role, words};
use kiosque::query::{Query, Spelling, TextField, Unit, Word};
use kiosque::search::{Mark, Marks, Matching};

/// The query as it is carried out: `required`, and words that are only marked.
pub(crate) struct Reading {
    required: Query,
    marked: Vec<Query>,
    typing: Typing,
}

/// A word of a text: where it is and what stands before it.
struct Token {
    /// Title, kicker, standfirst or body.
    field: usize,
    /// Which text of the field, and its bytes.
    part: usize,
    bytes: (usize, usize),
    term: String,
    sentence: usize,
    paragraph: usize,
}

/// The words of an article, and how the query that reads it is typed.
struct Text {
    tokens: Vec<Token>,
    typing: Typing,
}

impl std::ops::Deref for Text {
    type Target = [Token];

    fn deref(&self) -> &[Token] {
        &self.tokens
    }
}

/// A match: first and last token of one field, and the tokens that make it.
#[derive(Clone, PartialEq)]
struct Match {
    first: usize,
    last: usize,
    tokens: Vec<usize>,
}

/// Stop words beside other words are let off; with `Any`, one text is enough. `None`
/// when nothing is left to look for.
pub(crate) fn read(
    query: &Query,
    matching: Matching,
    articles: &[Article],
) -> Option<Reading> {
    let parts = match query {
        Query::And { parts } => parts.clone(),
        one => vec![one.clone()],
    };
    let parts = match matching {
        Matching::Any => parts.into_iter().flat_map(separated).collect(),
        Matching::All | Matching::Auto => parts,
    };
    let (required, optional) = let_off(parts);
    let (texts, rest): (Vec<_>, Vec<_>) =
        required.into_iter().partition(|part| matching == Matching::Any && is_text(part));
    let mut all = rest;
    if !texts.is_empty() {
        all.push(Query::Or { parts: texts });
    }
    let marked =
        optional.into_iter().filter(|part| stop_role(part) == Role::Soft).collect();
    let found = !all.is_empty();
    let required = Query::And { parts: all };
    found.then(|| {
        let words = articles.iter().flat_map(tokens);
        let written = words.map(|token| token.term).collect();
        Reading { required, marked, typing: Typing::of(query, written) }
    })
}

/// Where any word will do, so will any part of « Saint-Denis ».
fn separated(part: Query) -> Vec<Query> {
    match part {
        Query::Word(Word { text, spelling: Spelling::Plain }) => words(&text)
            .map(|token| {
                let text = token.term.to_string();
                Query::Word(Word { text, spelling: Spelling::Plain })
            })
            .collect(),
        other => vec![other],
    }
}

/// Where there are other texts, `a-t-il` is three words.
fn questions_apart(parts: Vec<Query>) -> Vec<Query> {
    if parts.iter().filter(|part| is_text(part)).count() < 2 {
        return parts;
    }
    let is_inverted = |part: &Query| match part {
        Query::Word(Word { text, spelling: Spelling::Plain }) => {
            inversion(text).is_some()
        }
        _ => false,
    };
    let apart = |part| if is_inverted(&part) { separated(part) } else { vec![part] };
    let apart: Vec<Query> = parts.iter().cloned().flat_map(apart).collect();
    let tells = |part: &Query| is_text(part) && stop_role(part) == Role::Content;
    if apart.iter().any(tells) { apart } else { parts }
}

/// Texts, as [`Matching::Any`] means them: conditions and exclusions stay required.
fn is_text(query: &Query) -> bool {
    match query {
        Query::All | Query::Not { .. } | Query::Meta(_) => false,
        Query::In(part) => is_text(&part.part),
        Query::Boost(part) => is_text(&part.part),
        Query::And { parts } | Query::Or { parts } => parts.iter().any(is_text),
        _ => true,
    }
}

/// Parts with a word, the stop words apart unless no other text is looked for.
fn let_off(parts: Vec<Query>) -> (Vec<Query>, Vec<Query>) {
    let parts = questions_apart(parts).into_iter().filter(has_word);
    let (content, stops): (Vec<_>, Vec<_>) =
        parts.partition(|part| stop_role(part) == Role::Content);
    if content.iter().any(is_text) {
        (content, stops)
    } else {
        ([content, stops].concat(), Vec::new())
    }
}

fn stop_role(query: &Query) -> Role {
    match query {
        Query::Word(Word { text, spelling: Spelling::Plain }) => {
            let terms: Vec<_> = words(text).collect();
            if terms.len() == 1 { role(&terms[0].term) } else { Role::Content }
        }
        _ => Role::Content,
    }
}

fn has_word(query: &Query) -> bool {
    match query {
        Query::Word(word) => words(&word.text).next().is_some(),
        Query::Phrase(phrase) => {
            phrase.words.iter().any(|word| words(&word.text).count() > 0)
        }
        Query::Near(near) => near.parts.iter().any(has_word),
        Query::Same(same) => same.parts.iter().any(has_word),
        Query::And { parts } | Query::Or { parts } => parts.iter().any(has_word),
        Query::AtLeast(counted) => has_word(&counted.part),
        Query::In(part) => has_word(&part.part),
        Query::Boost(part) => has_word(&part.part),
        Query::Not { part } => has_word(part),
        Query::All | Query::Meta(_) | Query::Saved { .. } => true,
    }
}

/// Whether an article satisfies the query.
pub(crate) fn holds(reading: &Reading, article: &Article) -> bool {
    satisfies(&reading.required, article, &text(article, reading), None)
}

/// The words that a query found the article by.
pub(crate) fn marks(reading: &Reading, article: &Article) -> Marks {
    let tokens = text(article, reading);
    let mut marked = Vec::new();
    collect_marks(&reading.required, &tokens, None, &mut marked);
    for optional in &reading.marked {
        collect_marks(optional, &tokens, None, &mut marked);
    }
    marked.sort_unstable();
    marked.dedup();
    let mut marks = Marks::none(article);
    let searched: Vec<usize> = (0..article.paragraphs.len())
        .filter(|at| article.paragraphs[*at].kind.is_searched())
        .collect();
    for token in marked.into_iter().map(|at| &tokens[at]) {
        let mark = Mark(token.bytes.0, token.bytes.1);
        match (token.field, token.part) {
            (0, _) => marks.title.push(mark),
            (1, _) => marks.kicker.push(mark),
            (2, _) => marks.standfirst.push(mark),
            (_, part) => marks.paragraphs[searched[part]].push(mark),
        }
    }
    marks
}

fn collect_marks(
    query: &Query,
    tokens: &Text,
    field: Option<TextField>,
    out: &mut Vec<usize>,
) {
    match query {
        Query::And { parts } => {
            let (required, optional) = let_off(parts.clone());
            drop(optional);
            for part in &required {
                collect_marks(part, tokens, field, out);
            }
        }
        Query::Or { parts } => {
            for part in parts {
                collect_marks(part, tokens, field, out);
            }
        }
        Query::In(part) => collect_marks(&part.part, tokens, Some(part.field), out),
        Query::Boost(part) => collect_marks(&part.part, tokens, field, out),
        Query::AtLeast(counted) => collect_marks(&counted.part, tokens, field, out),
        Query::Word(_) | Query::Phrase(_) | Query::Near(_) | Query::Same(_) => {
            out.extend(
                matches(query, tokens, field).into_iter().flat_map(|one| one.tokens),
            );
        }
        Query::All | Query::Meta(_) | Query::Not { .. } | Query::Saved { .. } => {}
    }
}

fn satisfies(
    query: &Query,
    article: &Article,
    tokens: &Text,
    field: Option<TextField>,
) -> bool {
    let part = |part: &Query| satisfies(part, article, tokens, field);
    match query {
        Query::All => true,
        Query::And { parts } => let_off(parts.clone()).0.iter().all(part),
        Query::Or { parts } => parts.iter().filter(|part| has_word(part)).any(part),
        Query::Not { part: excluded } => !part(excluded),
        Query::In(inside) => satisfies(&inside.part, article, tokens, Some(inside.field)),
        Query::Boost(boost) => part(&boost.part),
        Query::Meta(meta) => has_value(meta, article),
        Query::AtLeast(counted) => {
            let mut extents: Vec<_> = matches(&counted.part, tokens, field)
                .into_iter()
                .map(|one| (one.first, one.last))
                .collect();
            extents.sort_unstable();
            extents.dedup();
            extents.len() >= counted.count as usize
        }
        _ => !matches(query, tokens, field).is_empty(),
    }
}

/// Every match of something that has positions. A window with a single operand left is
/// that operand.
fn matches(query: &Query, tokens: &Text, field: Option<TextField>) -> Vec<Match> {
    if let Query::Near(kiosque::query::Near { parts, .. })
    | Query::Same(kiosque::query::Same { parts, .. }) = query
    {
        let mut left = parts.iter().filter(|part| has_word(part));
        if let (Some(one), None) = (left.next(), left.next()) {
            return matches(one, tokens, field);
        }
    }
    match query {
        Query::Word(word) => side_by_side(std::slice::from_ref(word), tokens, field),
        Query::Phrase(phrase) => side_by_side(&phrase.words, tokens, field),
        Query::In(part) => matches(&part.part, tokens, Some(part.field)),
        Query::Boost(part) => matches(&part.part, tokens, field),
        Query::Or { parts } => {
            parts.iter().flat_map(|part| matches(part, tokens, field)).collect()
        }
        Query::Near(near) => {
            let chosen = choices(&near.parts, tokens, field);
            let close = chosen.into_iter().filter(|chosen| {
                let pairs = chosen.windows(2);
                let between = |pair: &[Match]| pair[1].first - pair[0].last - 1;
                let words = near.words as usize;
                if near.ordered {
                    pairs.clone().all(|pair| pair[0].last < pair[1].first)
                        && pairs.clone().all(|pair| between(pair) <= words)
                } else {
                    let mut sorted = chosen.clone();
                    sorted.sort_by_key(|one| one.first);
                    sorted.windows(2).map(between).sum::<usize>() <= words
                }
            });
            close.map(|chosen| whole(&chosen)).collect()
        }
        Query::Same(same) => {
            let unit = |at: usize| match same.unit {
                Unit::Sentence => tokens[at].sentence,
                Unit::Paragraph => tokens[at].paragraph,
            };
            let mut members = same.parts.clone();
            while let Some(at) = members.iter().position(
                |part| matches!(part, Query::Same(inner) if inner.unit == same.unit),
            ) {
                let Query::Same(inner) = members.remove(at) else { unreachable!() };
                members.splice(at..at, inner.parts);
            }
            let chosen = choices(&members, tokens, field);
            let together = chosen.into_iter().map(|chosen| whole(&chosen));
            together.filter(|one| unit(one.first) == unit(one.last)).collect()
        }
        other => panic!("no position in {other:?}"),
    }
}

/// Every way to take one match of each part in one field, none overlapping another.
fn choices(parts: &[Query], tokens: &Text, field: Option<TextField>) -> Vec<Vec<Match>> {
    let mut chosen: Vec<Vec<Match>> = vec![Vec::new()];
    for part in parts.iter().filter(|part| has_word(part)) {
        let mut longer = Vec::new();
        for one in matches(part, tokens, field) {
            for before in &chosen {
                let apart = |other: &Match| {
                    tokens[other.first].field == tokens[one.first].field
                        && (other.last < one.first || one.last < other.first)
                };
                if before.iter().all(apart) {
                    longer.push([before.as_slice(), std::slice::from_ref(&one)].concat());
                }
            }
        }
        chosen = longer;
    }
    chosen.retain(|chosen| !chosen.is_empty());
    chosen
}

fn whole(chosen: &[Match]) -> Match {
    Match {
        first: chosen.iter().map(|one| one.first).min().unwrap(),
        last: chosen.iter().map(|one| one.last).max().unwrap(),
        tokens: chosen.iter().flat_map(|one| one.tokens.clone()).collect(),
    }
}

/// Words that follow each other.
fn side_by_side(typed: &[Word], tokens: &Text, field: Option<TextField>) -> Vec<Match> {
    // A capital in one word after `=` makes case count in all of them.
    let cased = typed.iter().any(|word| {
        word.spelling == Spelling::Exact && word.text != word.text.to_lowercase()
    });
    let forms: Vec<Forms> =
        typed.iter().flat_map(|word| tokens.typing.forms(word, cased)).collect();
    let mut found = Vec::new();
    for first in 0..tokens.len() {
        let run = &tokens[first..];
        let fits = !forms.is_empty()
            && run.len() >= forms.len()
            && forms.iter().zip(run).all(|(forms, token)| {
                token.field == run[0].field
                    && is_in(token.field, field)
                    && forms.closeness(&token.term).is_some()
            });
        if fits {
            let last = first + forms.len() - 1;
            found.push(Match { first, last, tokens: (first..=last).collect() });
        }
    }
    found
}

fn is_in(at: usize, field: Option<TextField>) -> bool {
    match field {
        None => true,
        Some(TextField::Title) => at == 0,
        Some(TextField::Standfirst) => at == 2,
        Some(TextField::Body) => at == 3,
    }
}

/// An article as a query reads it.
fn text(article: &Article, reading: &Reading) -> Text {
    Text { tokens: tokens(article), typing: reading.typing.clone() }
}

/// The searched words of an article, in order.
fn tokens<'a>(article: &'a Article) -> Vec<Token> {
    let title = (article.title.from != Origin::Opening).then_some(&article.title);
    let text = |text: Option<&'a Sourced<String>>| -> Vec<&str> {
        text.iter().map(|text| text.value.as_str()).collect()
    };
    let body = article.paragraphs.iter().filter(|paragraph| paragraph.kind.is_searched());
    let body = body.map(|paragraph| paragraph.text.as_str()).collect();
    let [kicker, standfirst] = [&article.kicker, &article.standfirst];
    let fields = [text(title), text(kicker.as_ref()), text(standfirst.as_ref()), body];
    let mut tokens: Vec<Token> = Vec::new();
    let (mut sentence, mut paragraph) = (0, 0);
    for (field, parts) in fields.into_iter().enumerate() {
        for (part, text) in parts.into_iter().enumerate() {
            let text = text.replace('\n', " ");
            let found: Vec<_> = words(&text).collect();
            for (at, word) in found.iter().enumerate() {
                let starts = at == 0
                    || border(&text, &found[at - 1].span, &word.span) != Border::None;
                sentence += usize::from(starts);
                paragraph += usize::from(at == 0);
                let bytes = (word.span.start, word.span.end);
                let term = word.term.to_string();
                tokens.push(Token { field, part, bytes, term, sentence, paragraph });
            }
        }
    }
    tokens
}
