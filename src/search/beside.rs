//! Words beside others: which of them may be missing, and which come apart.

use super::second_look::SENTENCE;
use crate::french::{Role, inversion, role, words};
use crate::query::{Phrase, Query, Spelling, Word};
use std::borrow::Cow;

/// What a part of a query does beside others. A plain word is let off when it is a stop
/// word; `=le` or `"le"` is not.
pub(super) fn role_of(part: &Query) -> Role {
    match part {
        Query::Word(Word { text, spelling: Spelling::Plain }) => {
            let mut tokens = words(text);
            match (tokens.next(), tokens.next()) {
                (Some(word), None) => role(&word.term),
                (None, _) => Role::Stop,
                _ => Role::Content,
            }
        }
        _ => Role::Content,
    }
}

/// Whether a part says what is looked for in the texts: only beside such a one may stop
/// words be missing.
pub(super) fn tells(part: &Query) -> bool {
    is_text(part) && role_of(part) == Role::Content
}

/// Words to find, rather than a condition on the metadata or an exclusion.
pub(super) fn is_text(query: &Query) -> bool {
    match query {
        Query::All | Query::Meta(_) | Query::Not { .. } | Query::Saved { .. } => false,
        Query::And { parts } | Query::Or { parts } => parts.iter().any(is_text),
        Query::Boost(boost) => is_text(&boost.part),
        Query::In(part) => is_text(&part.part),
        _ => true,
    }
}

/// Whether relaxing « all » to « any » would change anything.
pub(super) fn has_several_texts(query: &Query) -> bool {
    let Query::And { parts } = query else { return false };
    parts.iter().filter(|part| is_text(part)).count() > 1
}

/// The parts that must all be there, where inverted questions beside other words are the
/// words they are made of: « Hulot a-t-il démissionné » asks for Hulot's resignation. Where
/// none of these words tells what is looked for, it is the question itself: « y a-t-il ».
pub(super) fn conjuncts(parts: &[Query]) -> Cow<'_, [Query]> {
    let asks = |part| plain(part).is_some_and(|text| inversion(text).is_some());
    let texts = parts.iter().filter(|part| is_text(part));
    if texts.count() < 2 || !parts.iter().any(asks) {
        return Cow::Borrowed(parts);
    }
    let apart = |part| if asks(part) { separated(part) } else { vec![part.clone()] };
    let apart: Vec<Query> = parts.iter().flat_map(apart).collect();
    if apart.iter().any(tells) { Cow::Owned(apart) } else { Cow::Borrowed(parts) }
}

/// Where any word will do, so will any part of « Saint-Denis ».
pub(super) fn separated(part: &Query) -> Vec<Query> {
    match part {
        Query::Word(Word { text, spelling: Spelling::Plain }) => words(text)
            .map(|token| {
                let text = token.term.into_owned();
                Query::Word(Word { text, spelling: Spelling::Plain })
            })
            .collect(),
        other => vec![other.clone()],
    }
}

/// The words of a query that an article need not have.
pub(super) fn optional(query: &Query) -> Vec<String> {
    let Query::And { parts } = query else { return Vec::new() };
    let parts = conjuncts(parts);
    if !parts.iter().any(tells) {
        return Vec::new();
    }
    let stops = parts.iter().filter(|part| role_of(part) != Role::Content);
    stops.map(ToString::to_string).collect()
}

/// The names of a topic that begin with a stop word, to be found as they are written: « Le
/// Monde », « En Marche », « L'Équipe ». A capital on both says that they are one.
pub(super) fn names(parts: &[Query]) -> Vec<Query> {
    if parts.iter().filter(|part| tells(part)).count() >= SENTENCE {
        return Vec::new();
    }
    let exact = |text: &str| Word { text: text.to_owned(), spelling: Spelling::Exact };
    let elided = parts.iter().filter_map(|part| {
        let (before, name) = plain(part)?.split_once(['\'', '’'])?;
        (is_titled(before) && is_titled(name)).then(|| Query::Word(exact(name)))
    });
    let paired = parts.windows(2).filter_map(|pair| {
        let (first, second) = (plain(&pair[0])?, plain(&pair[1])?);
        let is_name = is_titled(first)
            && is_titled(second)
            && role_of(&pair[0]) == Role::Stop
            && role_of(&pair[1]) == Role::Content;
        let words = || vec![exact(first), exact(second)];
        is_name.then(|| Query::Phrase(Phrase { words: words() }))
    });
    elided.chain(paired).collect()
}

fn plain(part: &Query) -> Option<&str> {
    match part {
        Query::Word(Word { text, spelling: Spelling::Plain }) => Some(text),
        _ => None,
    }
}

/// Whether a word has a capital and is not all in capitals, as a name in a sentence.
fn is_titled(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && (letters.next().is_none() || word.contains(char::is_lowercase))
}
