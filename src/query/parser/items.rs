//! Operands: words, quotations, values, parentheses, with the fields and signs on them.

use super::{Parser, Part, no_value, not};
use crate::query::error::{Fault, QueryError};
use crate::query::fields::Field;
use crate::query::token::{Kind, Token};
use crate::query::{
    AtLeast, Boost, In, Meta, Near, Phrase, Query, QueryNote, Spelling, Word,
};
use crate::query::{lexer, scope, values};
use std::ops::Range;

impl Parser<'_> {
    /// `-titre:atleast3 mot^2` and its parts.
    pub(super) fn item(&mut self) -> Result<Part, QueryError> {
        match self.peek() {
            Some(Kind::Minus) => {
                let start = self.enter()?;
                let part = self.item()?;
                self.depth -= 1;
                let span = start.start..part.span.end;
                Part::over(part.height, not(part.query), span)
            }
            Some(Kind::Plus) => {
                self.enter()?;
                let part = self.item()?;
                self.depth -= 1;
                Ok(Part { required: true, ..part })
            }
            Some(Kind::Field(field)) => self.in_field(*field),
            _ => self.signed(),
        }
    }

    fn in_field(&mut self, field: Field) -> Result<Part, QueryError> {
        let place = self.tokens[self.at].span.clone();
        if let Some(outer) = self.field {
            let (inner, outer) = (field.name(), outer.name());
            let message = format!("{inner}: stands inside {outer}:");
            let hint = format!("write them one after the other: {outer}:a ET {inner}:b");
            return Err(QueryError::new(place, message, hint));
        }
        self.at += 1;
        let glued =
            self.tokens.get(self.at).is_some_and(|next| next.span.start == place.end);
        if !glued {
            return Err(no_value(field, &place));
        }
        self.field = Some(field);
        let part = self.signed()?;
        self.field = None;
        let span = place.start..part.span.end;
        if let Field::Text(field) = field {
            scope::check_inside_field(&part.query)
                .map_err(|fault| fault.at(span.clone()))?;
            let (height, part) = (part.height, Box::new(part.query));
            return Part::over(height, Query::In(In { field, part }), span);
        }
        self.note_one_word_value(field, &part.query);
        Ok(Part { closed: true, span, ..part })
    }

    /// `source:Le Monde`: says that only `Le` is looked for there.
    fn note_one_word_value(&mut self, field: Field, query: &Query) {
        let Query::Meta(Meta::Words { phrase: Phrase { words }, .. }) = query else {
            return;
        };
        let value = match self.tokens[self.at - 1].kind {
            Kind::Word(_) => &words[0].text,
            _ => return,
        };
        let capital = |text: &str| text.starts_with(char::is_uppercase);
        if let Some(Kind::Word(next)) = self.peek()
            && next.spelling == Spelling::Plain
            && capital(&next.text)
            && capital(value)
        {
            let (value, next) = (value.clone(), next.text.clone());
            let field = field.name().to_owned();
            self.notes.push(QueryNote::OneWordValue { field, value, next });
        }
    }

    /// A unit with the signs before and after it.
    fn signed(&mut self) -> Result<Part, QueryError> {
        let mut count = None;
        if let Some(Kind::Count(least)) = self.peek() {
            count = Some((*least, self.tokens[self.at].span.clone()));
            self.at += 1;
        }
        let mut part = self.unit()?;
        if let Some((least, span)) = count {
            part = counted(part, least, &span)?;
        }
        while let Some(Token { kind, span }) = self.tokens.get(self.at) {
            part = match kind {
                Kind::AtLeast(least) => counted(part, *least, span)?,
                Kind::Weight(weight) => weighed(part, *weight, span)?,
                _ => break,
            };
            self.at += 1;
        }
        Ok(part)
    }

    /// A word, a quotation, a value, a parenthesis.
    fn unit(&mut self) -> Result<Part, QueryError> {
        let Some(Token { kind, span }) = self.tokens.get(self.at) else {
            return Err(self.missing());
        };
        let span = span.clone();
        let query = match kind {
            Kind::Open => return self.group(),
            Kind::Field(field) => return self.in_field(*field),
            Kind::Word(word) => self.word(word.clone()),
            Kind::Quoted(words) => {
                let words = words.clone();
                return self.quotation(words, span);
            }
            Kind::Value { text, quoted } => {
                let field = self.field.expect("values come after the name of a field");
                values::raw(field, text, *quoted, self.context)
            }
            Kind::All => match self.field {
                Some(field) if !matches!(field, Field::Text(_)) => values::any(field),
                _ => Ok(Query::All),
            },
            Kind::Saved(_) if matches!(self.field, Some(Field::Name(_))) => {
                Err(Fault::new(
                    "a saved query is no value of a field",
                    "put it outside, as in auteur:Onyme ET @nom",
                ))
            }
            Kind::Saved(name) => Ok(Query::Saved { name: name.clone() }),
            _ => return Err(self.missing()),
        };
        self.at += 1;
        let query = query.map_err(|fault| fault.at(span.clone()))?;
        Ok(Part::leaf(query, span))
    }

    fn word(&self, word: Word) -> Result<Query, Fault> {
        match self.field {
            Some(field) if !matches!(field, Field::Text(_)) => {
                values::words(field, vec![word], false)
            }
            _ => Ok(Query::Word(word)),
        }
    }

    /// `"a b"`, `"a b"~5`.
    fn quotation(
        &mut self,
        words: Vec<Word>,
        span: Range<usize>,
    ) -> Result<Part, QueryError> {
        self.at += 1;
        let slop = self.tokens.get(self.at).and_then(|next| match next.kind {
            Kind::Slop(words) => Some((words, next.span.clone())),
            _ => None,
        });
        if let Some(field) = self.field.filter(|field| !matches!(field, Field::Text(_))) {
            if let Some((_, place)) = slop {
                let message = format!("{}: takes no window", field.name());
                return Err(QueryError::new(place, message, "leave it out"));
            }
            let query =
                values::words(field, words, true).map_err(|it| it.at(span.clone()))?;
            return Ok(Part::leaf(query, span));
        }
        let Some((between, place)) = slop else {
            return Ok(Part::leaf(phrase(words), span));
        };
        if words.len() < 2 {
            let hint = "write two words or more, as in \"a b\"~5; for a spelling, mot~1";
            return Err(QueryError::new(place, "a window needs two words", hint));
        }
        self.at += 1;
        let parts = words.into_iter().map(single).collect();
        let query = Query::Near(Near { parts, words: between, ordered: false });
        Part::over(0, query, span.start..place.end)
    }

    fn group(&mut self) -> Result<Part, QueryError> {
        let open = self.enter()?;
        if self.peek() == Some(&Kind::Close) {
            let span = open.start..self.tokens[self.at].span.end;
            let hint = "write words between the parentheses, or leave them out";
            return Err(QueryError::new(span, "these parentheses hold no word", hint));
        }
        if self.peek().is_none() {
            return Err(unclosed(open));
        }
        let part = self.expression(0)?;
        match self.tokens.get(self.at) {
            None => return Err(unclosed(open)),
            Some(Token { kind: Kind::Close, .. }) => {}
            Some(token) => return Err(self.beside(&token.span)),
        }
        let span = open.start..self.tokens[self.at].span.end;
        self.at += 1;
        self.depth -= 1;
        Ok(Part { closed: true, span, ..part })
    }
}

/// What stood between quotation marks: a phrase, of one word even, for then the word must
/// be there though it be an article; or the word, when it carries a sign.
pub(in crate::query) fn phrase(mut words: Vec<Word>) -> Query {
    match &words[..] {
        [word] if word.spelling != Spelling::Plain => Query::Word(words.remove(0)),
        _ => Query::Phrase(Phrase { words }),
    }
}

/// A word of a window, which is a word like any other.
pub(in crate::query) fn single(word: Word) -> Query {
    if word.spelling == Spelling::Plain && !lexer::is_bare(&word) {
        return Query::Phrase(Phrase { words: vec![word] });
    }
    Query::Word(word)
}

fn counted(part: Part, count: u32, sign: &Range<usize>) -> Result<Part, QueryError> {
    let span = part.span.start.min(sign.start)..part.span.end.max(sign.end);
    scope::check_places(&part.query, span.clone(), "a number of mentions")?;
    let (height, part) = (part.height, Box::new(part.query));
    Part::over(height, Query::AtLeast(AtLeast { part, count }), span)
}

fn weighed(part: Part, weight: f32, sign: &Range<usize>) -> Result<Part, QueryError> {
    let span = part.span.start..sign.end;
    if !scope::has_words(&part.query) {
        let message = "a weight needs words: this finds articles without ranking them";
        return Err(QueryError::new(span, message, "leave the weight out"));
    }
    let (height, part) = (part.height, Box::new(part.query));
    Part::over(height, Query::Boost(Boost { part, weight }), span)
}

fn unclosed(open: Range<usize>) -> QueryError {
    QueryError::new(open, "this parenthesis is never closed", "close it with )")
}
