//! How the words of a query are typed, and what they stand for.

use kiosque::french::{Forms, Lacking, has_accents, is_verb_form, words};
use kiosque::query::{Query, Spelling, Word};
use std::collections::BTreeSet;
use std::rc::Rc;

/// How the words of a query are typed.
#[derive(Clone)]
pub(crate) struct Typing {
    /// The whole query, without accents.
    bare: bool,
    /// What is written in all the articles.
    written: Rc<BTreeSet<String>>,
}

impl Typing {
    /// Of a query, all its plain words taken together, asked of articles that have these
    /// words.
    pub(crate) fn of(query: &Query, written: BTreeSet<String>) -> Self {
        let mut typed = Vec::new();
        plain(query, &mut typed);
        let bare = !typed.iter().any(|word| has_accents(word))
            && typed.iter().any(|word| Lacking::of(word).surely);
        Self { bare, written: Rc::new(written) }
    }

    /// What the tokens of a typed word stand for; a joker is part of its token.
    pub(crate) fn forms(&self, word: &Word, cased: bool) -> Vec<Forms> {
        let jokers = [('*', 'Ж'), ('?', 'Щ')];
        let mut text = word.text.clone();
        if word.spelling == Spelling::Pattern {
            for (joker, letter) in jokers {
                text = text.replace(joker, &letter.to_string());
            }
        }
        let is_compound = words(&text).count() > 1;
        let is_ascii = |text: &str| {
            text.chars().all(|letter| !letter.is_alphabetic() || letter.is_ascii())
        };
        let bare = self.bare || is_compound && is_ascii(&word.text);
        let tokens = words(&text).map(|token| {
            let mut term = token.term.into_owned();
            for (joker, letter) in jokers {
                term = term.replace(letter, &joker.to_string());
            }
            match word.spelling {
                Spelling::Exact if cased => Forms::cased(&term),
                Spelling::Exact => Forms::exact(&term),
                Spelling::Fuzzy(distance) => Forms::fuzzy(&term, distance),
                Spelling::Pattern if term.contains(['*', '?']) => Forms::pattern(&term),
                Spelling::Plain if is_compound && is_verb_form(&term) => {
                    Forms::pattern(&term)
                }
                Spelling::Plain if bare => Forms::unaccented(&term),
                Spelling::Pattern | Spelling::Plain => {
                    let forms = Forms::plain(&term);
                    let mut words = self.written.iter();
                    let is_one = |word: &String| forms.closeness(word).is_some();
                    if words.any(is_one) { forms } else { Forms::unaccented(&term) }
                }
            }
        });
        tokens.collect()
    }
}

/// The plain words of a query.
fn plain(query: &Query, out: &mut Vec<String>) {
    let words_of = |word: &Word| -> Vec<String> {
        let plain = word.spelling == Spelling::Plain;
        let tokens = words(&word.text).filter(|_| plain);
        tokens.map(|token| token.term.into_owned()).collect()
    };
    match query {
        Query::Word(word) => out.extend(words_of(word)),
        Query::Phrase(phrase) => out.extend(phrase.words.iter().flat_map(words_of)),
        Query::Near(near) => near.parts.iter().for_each(|part| plain(part, out)),
        Query::Same(same) => same.parts.iter().for_each(|part| plain(part, out)),
        Query::And { parts } | Query::Or { parts } => {
            for part in parts {
                plain(part, out);
            }
        }
        Query::AtLeast(counted) => plain(&counted.part, out),
        Query::In(part) => plain(&part.part, out),
        Query::Boost(part) => plain(&part.part, out),
        Query::Not { part } => plain(part, out),
        Query::All | Query::Meta(_) | Query::Saved { .. } => {}
    }
}
