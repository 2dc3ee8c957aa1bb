//! What may stand inside an operator. A window, a sentence and a count look at the
//! places of words in the text, and only some queries have places.

use super::Query;
use super::error::{Fault, QueryError};
use std::ops::Range;

/// Refuses `query` as an operand of `operator` when it has no place in the text.
pub(super) fn check_places(
    query: &Query,
    span: Range<usize>,
    operator: &str,
) -> Result<(), QueryError> {
    obstacle(query).map_or(Ok(()), |(what, hint)| {
        let message = format!("{operator} cannot apply to {what}");
        Err(Fault::new(message, hint).at(span))
    })
}

/// What keeps `query` from having places in the text, and what to write instead.
fn obstacle(query: &Query) -> Option<(&'static str, &'static str)> {
    match query {
        Query::Word(_) | Query::Phrase(_) | Query::Near(_) | Query::Same(_) => None,
        Query::Or { parts } => parts.iter().find_map(obstacle),
        Query::And { .. } => Some((
            "words that may be anywhere (ET)",
            "link them with OU, or write a phrase or a window: \"a b\", a PRES/5 b",
        )),
        Query::Not { .. } => {
            Some(("what is excluded", "put the exclusion outside: (…) SAUF mot"))
        }
        Query::Meta(_) => Some((
            "a date or another field of the article",
            "put that condition outside: (…) date:2012",
        )),
        Query::In(_) => {
            Some(("words of one field", "put the field before the whole: titre:(…)"))
        }
        Query::Boost(_) => Some(("a weighed word", "put the weight on the whole: (…)^2")),
        Query::AtLeast(_) => {
            Some(("a number of mentions", "put the number on the whole: (…)>=3"))
        }
        Query::All => Some(("every article", "write a word instead of `*`")),
        Query::Saved { .. } => Some(("a saved query", "put it outside: (…) ET @nom")),
    }
}

/// Whether `query` looks for words, so that it can weigh in the ranking.
pub(super) fn has_words(query: &Query) -> bool {
    match query {
        Query::All | Query::Not { .. } | Query::Meta(_) => false,
        Query::And { parts } | Query::Or { parts } => parts.iter().any(has_words),
        _ => true,
    }
}

/// What cannot stand inside a field of the text, if anything in `query` cannot.
pub(super) fn check_inside_field(query: &Query) -> Result<(), Fault> {
    match query {
        Query::All => Err(Fault::new(
            "`*` stands for every article, not for a word of a field",
            "write a word, or `*` outside the field",
        )),
        Query::Saved { .. } => Err(Fault::new(
            "a saved query cannot stand inside a field",
            "put it outside, as in titre:mot ET @nom",
        )),
        Query::And { parts } | Query::Or { parts } => {
            parts.iter().try_for_each(check_inside_field)
        }
        Query::Not { part } => check_inside_field(part),
        Query::Boost(boost) => check_inside_field(&boost.part),
        _ => Ok(()), // words and their windows; a field inside is refused when met
    }
}
