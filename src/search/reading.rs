//! From a query to a plan: words are split as articles are, stop words beside others
//! are let off, positions are asked only of what has some.

use super::beside::{conjuncts, is_text, names, role_of, separated};
use super::expand::Expansion;
use super::plan::{
    Node, Place, Plan, Reading, Scope, Sought, Value, ValueField, WordSet, once,
};
use super::{Matching, SearchError};
use crate::french::{Role, has_accents, is_verb_form, words};
use crate::query::{
    self, In, Known, Meta, NameField, Phrase, Query, Same, Spelling, Word,
};
use std::borrow::Cow;

/// Weight of interrogatives and auxiliaries in the ranking.
const SOFT_WEIGHT: f32 = 0.4;

/// What surrounds a part of the query.
#[derive(Clone, Copy)]
struct Around {
    scope: Scope,
    weight: f32,
    /// Whether the whole query is typed without accents.
    bare: bool,
    /// Whether it has words with a capital.
    has_names: bool,
    /// Whether words of the same root are evidence: beside other words, not in a list
    /// of choices, nor where they are not wanted.
    related: bool,
}

/// Plans a query. `matching` says whether the words side by side must all be there;
/// [`Matching::Auto`] means all.
pub(super) fn plan(
    query: &Query,
    matching: Matching,
    expansion: &mut Expansion,
) -> Result<Plan, SearchError> {
    let around = around(query, expansion);
    let mut parts = Cow::Borrowed(query.conjuncts());
    if matching == Matching::Any {
        parts = parts.iter().flat_map(separated).collect();
    }
    let mut optional = Vec::new();
    let mut required = required(&parts, around, &mut optional)?;
    if required.is_empty() {
        return Err(SearchError::NoWord(query.to_string()));
    }
    if matching == Matching::Any {
        let (texts, rest): (Vec<_>, Vec<_>) =
            required.into_iter().partition(|part| part.is_text);
        required = rest;
        if !texts.is_empty() {
            let node = any(texts.into_iter().map(|part| part.node).collect());
            required.push(Required { node, is_text: true });
        }
    }
    let tree = all(required.into_iter().map(|part| part.node).collect());
    let names = places(&names(query.conjuncts()), around)?;
    Ok(Plan { tree, optional: once(optional), names })
}

/// What all the plain words of a query, taken together, tell of each.
fn around(query: &Query, expansion: &mut Expansion) -> Around {
    let mut typed = Vec::new();
    query.each_word(&mut |word| {
        if word.spelling == Spelling::Plain {
            typed.extend(words(&word.text).map(|token| token.term.into_owned()));
        }
    });
    Around {
        scope: Scope::Text,
        weight: 1.0,
        bare: !typed.iter().any(|word| has_accents(word))
            && typed.iter().any(|word| expansion.lacking(word).surely),
        has_names: typed.iter().any(|word| word.starts_with(char::is_uppercase)),
        related: true,
    }
}

/// A part that an article must satisfy.
struct Required {
    node: Node,
    /// Words to find, rather than a condition on the metadata or an exclusion.
    is_text: bool,
}

/// The parts that an article must satisfy. Stop words beside other words go to
/// `optional`, with the little they weigh.
fn required(
    parts: &[Query],
    around: Around,
    optional: &mut Vec<Node>,
) -> Result<Vec<Required>, SearchError> {
    let mut content = Vec::new();
    let mut stops = Vec::new();
    for part in &*conjuncts(parts) {
        let Some(node) = node(part, around)? else { continue };
        match role_of(part) {
            Role::Content => content.push(Required { node, is_text: is_text(part) }),
            Role::Soft => stops.push((node, SOFT_WEIGHT)),
            Role::Stop => stops.push((node, 0.0)),
        }
    }
    if !content.iter().any(|part| part.is_text) {
        let required = |(node, _)| Required { node, is_text: true };
        content.extend(stops.into_iter().map(required));
        return Ok(content);
    }
    optional.extend(stops.into_iter().map(|(node, weight)| weighed(node, weight)));
    Ok(content)
}

fn weighed(mut node: Node, weight: f32) -> Node {
    if let Node::Text(Place::Word(word)) = &mut node {
        word.weight = weight;
    }
    node
}

fn all(nodes: Vec<Node>) -> Node {
    let mut nodes = once(nodes);
    if nodes.len() == 1 { nodes.swap_remove(0) } else { Node::And(nodes) }
}

fn any(nodes: Vec<Node>) -> Node {
    let mut nodes = once(nodes);
    if nodes.len() == 1 { nodes.swap_remove(0) } else { Node::Or(nodes) }
}

/// `None` for a part without any word (`l'` alone).
fn node(query: &Query, around: Around) -> Result<Option<Node>, SearchError> {
    Ok(Some(match query {
        Query::All => Node::All,
        Query::Word(word) => {
            return Ok(place(query, around)?.map(|place| single(word, place, around)));
        }
        Query::Phrase(_) | Query::Near(_) | Query::Same(_) => {
            return Ok(place(query, around)?.map(Node::Text));
        }
        Query::AtLeast(counted) => {
            let found = place(&counted.part, around)?;
            return Ok(found.map(|place| Node::AtLeast(place, counted.count)));
        }
        Query::In(In { field, part }) => {
            return node(part, Around { scope: Scope::Field(*field), ..around });
        }
        Query::Boost(boost) => {
            let weight = around.weight * boost.weight;
            return node(&boost.part, Around { weight, ..around });
        }
        Query::Meta(meta) => return value(meta),
        Query::And { parts } => {
            let parts = required(parts, around, &mut Vec::new())?;
            if parts.is_empty() {
                return Ok(None);
            }
            all(parts.into_iter().map(|part| part.node).collect())
        }
        Query::Or { parts } => {
            let mut nodes = Vec::new();
            for part in parts {
                nodes.extend(node(part, Around { related: false, ..around })?);
            }
            if nodes.is_empty() {
                return Ok(None);
            }
            any(nodes)
        }
        Query::Not { part } => match node(part, Around { related: false, ..around })? {
            Some(node) => Node::Not(Box::new(node)),
            None => return Ok(None),
        },
        Query::Saved { name } => return Err(SearchError::NotSaved(name.clone())),
    }))
}

/// A word that is not part of a phrase: words of the same root are evidence, too.
fn single(word: &Word, mut place: Place, around: Around) -> Node {
    if let Place::Word(set) = &mut place {
        set.has_relatives = around.related && word.spelling == Spelling::Plain;
    }
    Node::Text(place)
}

/// What has positions; `None` when there is no word in it.
fn place(query: &Query, around: Around) -> Result<Option<Place>, SearchError> {
    match query {
        Query::Word(word) => {
            Ok(run(tokens(std::slice::from_ref(word), around.bare), around))
        }
        Query::Phrase(phrase) => Ok(run(tokens(&phrase.words, around.bare), around)),
        Query::Near(near) => {
            let parts = places(&near.parts, around)?;
            let (words, ordered) = (near.words, near.ordered);
            Ok(several(parts, |parts| Place::Near { parts, words, ordered }))
        }
        Query::Same(same) => {
            let mut parts = Vec::new();
            for part in members(same) {
                parts.extend(place(part, around)?);
            }
            Ok(several(parts, |parts| Place::Same { parts, unit: same.unit }))
        }
        Query::Or { parts } => Ok(several(places(parts, around)?, Place::Any)),
        Query::In(In { field, part }) => {
            place(part, Around { scope: Scope::Field(*field), ..around })
        }
        Query::Boost(boost) => {
            let weight = around.weight * boost.weight;
            place(&boost.part, Around { weight, ..around })
        }
        _ => Err(SearchError::NoPosition(query.to_string())),
    }
}

/// What is to be in one unit; a group that is to be in one such unit is its members.
fn members(same: &Same) -> Vec<&Query> {
    let members = same.parts.iter().flat_map(|part| match part {
        Query::Same(inner) if inner.unit == same.unit => members(inner),
        other => vec![other],
    });
    members.collect()
}

fn places(parts: &[Query], around: Around) -> Result<Vec<Place>, SearchError> {
    let mut found = Vec::new();
    for part in parts {
        found.extend(place(part, around)?);
    }
    Ok(found)
}

fn several(
    mut parts: Vec<Place>,
    join: impl FnOnce(Vec<Place>) -> Place,
) -> Option<Place> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(join(parts)),
    }
}

/// Words side by side.
fn run(tokens: Vec<(Reading, String)>, around: Around) -> Option<Place> {
    let words = tokens.into_iter().map(|(reading, typed)| {
        let Around { scope, weight, has_names, .. } = around;
        let is_common = has_names && typed.starts_with(char::is_lowercase);
        Place::Word(Box::new(WordSet {
            sought: Sought { typed, reading, scope },
            has_relatives: false,
            weight,
            is_common,
        }))
    });
    several(words.collect(), |parts| Place::Near { parts, words: 0, ordered: true })
}

/// Letters that stand for `*` and `?` while the splitter reads a pattern: no French
/// text has them.
const STAR: char = '\u{a66e}';
const ANY: char = '\u{a669}';

/// The tokens of words side by side as typed, each with how it is read. A capital in one
/// that is exact makes case count in all that are.
fn tokens(words: &[Word], bare: bool) -> Vec<(Reading, String)> {
    let mut exact = words.iter().filter(|word| word.spelling == Spelling::Exact);
    let cased = exact.any(|word| word.text.contains(char::is_uppercase));
    let exact = if cased { Reading::Cased } else { Reading::Exact };
    words.iter().flat_map(|word| tokens_of(word, bare, exact)).collect()
}

fn tokens_of(word: &Word, bare: bool, exact: Reading) -> Vec<(Reading, String)> {
    let is_pattern = word.spelling == Spelling::Pattern;
    let mut text = Cow::Borrowed(&*word.text);
    if is_pattern {
        text = Cow::Owned(
            text.replace('*', &STAR.to_string()).replace('?', &ANY.to_string()),
        );
    }
    let found: Vec<_> = words(&text).collect();
    let is_compound = found.len() > 1;
    // Of `c'est-a-dire`, `a` may be à: the words beside it tell.
    let bare = bare || is_compound && !word.text.contains(is_accented);
    let found = found.into_iter().map(|token| {
        let mut term = token.term.into_owned();
        if is_pattern {
            term = term.replace(STAR, "*").replace(ANY, "?");
        }
        let reading = match word.spelling {
            Spelling::Plain if is_compound && is_verb_form(&term) => Reading::Pattern,
            Spelling::Plain if bare => Reading::Unaccented,
            Spelling::Exact => exact,
            Spelling::Pattern if term.contains(['*', '?']) => Reading::Pattern,
            Spelling::Plain | Spelling::Pattern => Reading::Plain,
            Spelling::Fuzzy(distance) => Reading::Fuzzy(distance),
        };
        (reading, term)
    });
    found.collect()
}

/// Letters that plain typing does without.
fn is_accented(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_ascii()
}

fn value(meta: &Meta) -> Result<Option<Node>, SearchError> {
    Ok(Some(Node::Value(match meta {
        Meta::Words { name, phrase } => return Ok(name_words(*name, phrase)),
        Meta::Value { name, value } => {
            let field = match name {
                query::ValueField::Page => ValueField::Page,
                query::ValueField::Language => ValueField::Language,
                query::ValueField::Kind => ValueField::Kind,
            };
            Value::Terms(field, vec![value.to_lowercase()])
        }
        Meta::Folder { path } => {
            let path = path.trim_matches('/').to_lowercase();
            Value::Terms(ValueField::Folder, vec![path])
        }
        Meta::Id { id } => Value::Id(id.clone()),
        Meta::Size { least, most } => {
            Value::Size(least.unwrap_or(0).into(), most.unwrap_or(u32::MAX).into())
        }
        Meta::Date { period } => Value::Date(*period),
        Meta::Unknown { name } => {
            Value::Terms(ValueField::Unknown, vec![unknown_term(*name).to_owned()])
        }
    })))
}

/// Names are not inflected: only their case and accents are free.
fn name_words(name: NameField, phrase: &Phrase) -> Option<Node> {
    let scope = match name {
        NameField::Author => Scope::Authors,
        NameField::Publication => Scope::Publication,
        NameField::Section => Scope::Section,
    };
    let names = tokens(&phrase.words, false).into_iter().map(|(reading, typed)| {
        let free = reading == Reading::Plain;
        (if free { Reading::Pattern } else { reading }, typed)
    });
    let around =
        Around { scope, weight: 0.0, bare: false, has_names: false, related: false };
    run(names.collect(), around).map(Node::Text)
}

fn unknown_term(name: Known) -> &'static str {
    match name {
        Known::Date => "date",
        Known::Author => "author",
        Known::Publication => "publication",
        Known::Section => "section",
        Known::Page => "page",
        Known::Language => "language",
    }
}
