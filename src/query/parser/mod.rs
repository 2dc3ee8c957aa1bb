//! Tokens → query, by descent. What binds tighter comes first: signs (`~ ^ >=`), fields
//! and `-`, windows, PHRASE, PARA, NON, ET, OU.

mod items;

use super::error::QueryError;
use super::fields::Field;
use super::token::{Kind, Link, Token};
use super::{Context, Near, Query, QueryNote, Same, Unit, scope};
use std::ops::Range;

pub(super) use items::phrase;

/// How deep parentheses and negations may nest.
pub(super) const DEEPEST: u32 = 64;

/// The query that `tokens` make, and what is to be said of its reading.
pub(super) fn parse(
    tokens: &[Token],
    context: Context,
) -> Result<(Query, Vec<QueryNote>), QueryError> {
    let mut parser = Parser {
        tokens,
        at: 0,
        depth: 0,
        field: None,
        mixed: false,
        notes: Vec::new(),
        context,
    };
    let part = parser.expression(0)?;
    if let Some(token) = parser.tokens.get(parser.at) {
        return Err(unopened(&token.span));
    }
    let mut notes = parser.notes;
    if parser.mixed {
        notes.insert(0, QueryNote::Reading { reading: part.query.to_string() });
    }
    Ok((part.query, notes))
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: u32,
    /// The field whose value is being read.
    field: Option<Field>,
    /// Whether AND and OR stood side by side without parentheses.
    mixed: bool,
    notes: Vec<QueryNote>,
    context: Context,
}

/// A query read, with the bytes it takes.
struct Part {
    query: Query,
    span: Range<usize>,
    /// Whether its own parentheses or signs keep it together.
    closed: bool,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    /// Operands linked by operators that bind at least as tightly as `floor`.
    fn expression(&mut self, floor: u8) -> Result<Part, QueryError> {
        let mut left = self.operand(floor)?;
        while let Some(link) = self.link(floor) {
            let mut parts = vec![left];
            let mut place = None;
            while self.link(floor) == Some(link) {
                if matches!(self.peek(), Some(Kind::Link(_))) {
                    place.get_or_insert(self.tokens[self.at].span.clone());
                    self.at += 1;
                }
                parts.push(self.expression(strength(link) + 1)?);
            }
            self.check_mixed_windows(link)?;
            left = self.linked(link, parts, place)?;
        }
        Ok(left)
    }

    /// The operator that comes next, if it binds at least as tightly as `floor`; words
    /// side by side are linked by ET.
    fn link(&self, floor: u8) -> Option<Link> {
        let link = match self.peek()? {
            Kind::Link(link) => *link,
            kind if kind.begins_operand() => Link::And,
            _ => return None,
        };
        (strength(link) >= floor).then_some(link)
    }

    /// `a PRES/5 b AVANT/3 c` has no obvious reading.
    fn check_mixed_windows(&self, link: Link) -> Result<(), QueryError> {
        match (link, self.peek()) {
            (Link::Near { .. }, Some(Kind::Link(Link::Near { .. }))) => {
                let span = self.tokens[self.at].span.clone();
                let message = "two different windows follow each other";
                let hint =
                    "put the one to read first in parentheses: (a PRES/5 b) AVANT/3 c";
                Err(QueryError::new(span, message, hint))
            }
            _ => Ok(()),
        }
    }

    fn linked(
        &mut self,
        link: Link,
        parts: Vec<Part>,
        place: Option<Range<usize>>,
    ) -> Result<Part, QueryError> {
        let span = parts[0].span.start..parts[parts.len() - 1].span.end;
        let operator = operator_name(link);
        if let (Some(Field::Name(_)), Some(place)) = (self.field, place)
            && !matches!(link, Link::And | Link::Or)
        {
            let message = format!("{operator} looks at the text, not at fields");
            let hint = "write ET or OU between the values";
            return Err(QueryError::new(place, message, hint));
        }
        self.mixed |= matches!(link, Link::And | Link::Or)
            && parts.iter().any(|part| {
                !part.closed && matches!(part.query, Query::And { .. } | Query::Or { .. })
            });
        let query = match link {
            Link::Or => Query::Or { parts: queries(parts) },
            Link::And => Query::And { parts: queries(parts) },
            Link::Near { words, ordered } => {
                for part in &parts {
                    scope::check_places(&part.query, part.span.clone(), operator)?;
                }
                Query::Near(Near { parts: queries(parts), words, ordered })
            }
            Link::Same(unit) => {
                let mut operands = Vec::new();
                for part in parts {
                    for query in flat(part.query) {
                        scope::check_places(&query, part.span.clone(), operator)?;
                        operands.push(query);
                    }
                }
                Query::Same(Same { parts: operands, unit })
            }
        };
        Ok(Part { query, span, closed: false })
    }

    /// An item, or a negation where one may stand.
    fn operand(&mut self, floor: u8) -> Result<Part, QueryError> {
        if self.peek() != Some(&Kind::Not) {
            return self.item();
        }
        let start = self.enter()?;
        let part = self.expression(floor.max(NEGATION))?;
        self.depth -= 1;
        let span = start.start..part.span.end;
        Ok(Part { query: not(part.query), span, closed: false })
    }

    /// Passes a token that opens a level.
    fn enter(&mut self) -> Result<Range<usize>, QueryError> {
        let span = self.tokens[self.at].span.clone();
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            let message =
                format!("more than {DEEPEST} levels of parentheses and negations");
            let hint = "write the query with fewer levels";
            return Err(QueryError::new(span, message, hint));
        }
        Ok(span)
    }

    /// An operand was due: says which operator misses it.
    fn missing(&self) -> QueryError {
        let before = self.at.checked_sub(1).map(|at| &self.tokens[at]);
        let here = self.tokens.get(self.at);
        let hint = "write a word on each side; to look for the operator itself, quote it";
        match (before, here) {
            (Some(Token { kind: Kind::Field(field), span }), _) => no_value(*field, span),
            (Some(token), _) if !matches!(token.kind, Kind::Open) => {
                let message = "this operator has nothing on its right";
                QueryError::new(token.span.clone(), message, hint)
            }
            (_, Some(Token { kind: Kind::Close, span })) => unopened(span),
            (_, Some(token)) => {
                let message = "this operator has nothing on its left";
                QueryError::new(token.span.clone(), message, hint)
            }
            _ => QueryError::new(0..0, "the query is empty", "write a word"),
        }
    }
}

/// How tightly NON binds.
const NEGATION: u8 = 3;

/// How tightly an operator binds.
fn strength(link: Link) -> u8 {
    match link {
        Link::Or => 1,
        Link::And => 2,
        Link::Same(Unit::Paragraph) => 4,
        Link::Same(Unit::Sentence) => 5,
        Link::Near { .. } => 6,
    }
}

fn operator_name(link: Link) -> &'static str {
    match link {
        Link::Or => "OU",
        Link::And => "ET",
        Link::Same(Unit::Paragraph) => "PARA",
        Link::Same(Unit::Sentence) => "PHRASE",
        Link::Near { ordered: false, .. } => "PRES",
        Link::Near { ordered: true, .. } => "AVANT",
    }
}

fn unopened(span: &Range<usize>) -> QueryError {
    let hint = "leave it out, or open one before";
    QueryError::new(span.clone(), "this parenthesis closes nothing", hint)
}

fn no_value(field: Field, span: &Range<usize>) -> QueryError {
    let name = field.name();
    let hint = format!("write it right after the colon, as in {name}:…");
    QueryError::new(span.clone(), format!("{name}: has no value"), hint)
}

fn queries(parts: Vec<Part>) -> Vec<Query> {
    parts.into_iter().map(|part| part.query).collect()
}

/// The operands of a group of words side by side.
fn flat(query: Query) -> Vec<Query> {
    match query {
        Query::And { parts } => parts.into_iter().flat_map(flat).collect(),
        _ => vec![query],
    }
}

fn not(query: Query) -> Query {
    Query::Not { part: Box::new(query) }
}
