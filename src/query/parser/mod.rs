//! Tokens → query, by descent. What binds tighter comes first: signs (`~ ^ >=`), fields
//! and `-`, windows, PHRASE, PARA, NON, ET, OU.

mod items;
mod rules;

use super::error::QueryError;
use super::fields::Field;
use super::token::{Kind, Link, Token};
use super::{Context, Near, Query, QueryNote, Same, Unit, scope};
use std::ops::Range;

pub(super) use items::{phrase, single};
pub(super) use rules::{NATIVE, Rules};

/// How deep parentheses and negations may nest in the text.
const DEEPEST: u32 = 64;

/// How deep a query may be, so that everything that walks through one may recurse, its
/// JSON form read back by serde included (128 levels, two for each of ours).
const TALLEST: u32 = 60;

/// The query that `tokens` make, and what is to be said of its reading.
pub(super) fn parse(
    tokens: &[Token],
    context: Context,
    rules: &Rules,
) -> Result<(Query, Vec<QueryNote>), QueryError> {
    let mut parser = Parser {
        tokens,
        rules,
        at: 0,
        depth: 0,
        field: None,
        mixed: false,
        notes: Vec::new(),
        context,
    };
    let part = parser.expression(0)?;
    match parser.tokens.get(parser.at) {
        None => {}
        Some(Token { kind: Kind::Close, span }) => return Err(unopened(span)),
        Some(token) => return Err(parser.beside(&token.span)),
    }
    let mut notes = parser.notes;
    if parser.mixed {
        notes.insert(0, QueryNote::Reading { reading: part.query.to_string() });
    }
    Ok((part.query, notes))
}

struct Parser<'a> {
    tokens: &'a [Token],
    rules: &'a Rules,
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
    /// Whether it came with Lucene's `+`.
    required: bool,
    /// Levels of operators in it.
    height: u32,
}

impl Part {
    /// A word, a value.
    fn leaf(query: Query, span: Range<usize>) -> Self {
        Self { query, span, closed: true, required: false, height: 0 }
    }

    /// A query made of others, the tallest of which has `height` levels.
    fn over(height: u32, query: Query, span: Range<usize>) -> Result<Self, QueryError> {
        if height == TALLEST {
            let message = format!("more than {TALLEST} levels of operators");
            return Err(QueryError::new(
                span,
                message,
                "write the query with fewer levels",
            ));
        }
        Ok(Self { height: height + 1, ..Self::leaf(query, span) })
    }
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
            let place = self.tokens[self.at].span.clone();
            while self.link(floor) == Some(link) {
                if matches!(self.peek(), Some(Kind::Link(_))) {
                    self.at += 1;
                }
                parts.push(self.expression(self.rules.strength(link) + 1)?);
                if self.rules.nests && matches!(link, Link::Near { .. }) {
                    break;
                }
            }
            self.check_mixed(link)?;
            left = self.linked(link, parts, place)?;
        }
        Ok(left)
    }

    /// The operator that comes next, if it binds at least as tightly as `floor`.
    fn link(&self, floor: u8) -> Option<Link> {
        let link = match self.peek()? {
            Kind::Link(link) => *link,
            kind if kind.begins_operand() => self.rules.beside?,
            _ => return None,
        };
        (self.rules.strength(link) >= floor).then_some(link)
    }

    /// Refuses two different operators that bind equally: `a PRES/5 b AVANT/3 c` has no
    /// obvious reading.
    fn check_mixed(&self, link: Link) -> Result<(), QueryError> {
        let strength = self.rules.strength(link);
        let next =
            self.link(strength).filter(|next| self.rules.strength(*next) == strength);
        if next.is_none_or(|next| Rules::may_follow(link, next)) {
            return Ok(());
        }
        let span = self.tokens[self.at].span.clone();
        let message = "which of two different operators to read first is not known";
        let hint = "put what is to be read first in parentheses";
        Err(QueryError::new(span, message, hint))
    }

    /// Two operands follow each other where the language does not say how to link them.
    fn beside(&self, span: &Range<usize>) -> QueryError {
        let message = "what a space means here cannot be honoured";
        QueryError::new(span.clone(), message, self.rules.beside_hint)
    }

    fn linked(
        &mut self,
        link: Link,
        parts: Vec<Part>,
        place: Range<usize>,
    ) -> Result<Part, QueryError> {
        let span = parts[0].span.start..parts[parts.len() - 1].span.end;
        let operator = operator_name(link);
        if matches!(self.field, Some(Field::Name(_))) && operator.is_some() {
            let message = "a window looks at the text, not at fields of the article";
            return Err(QueryError::new(
                place,
                message,
                "write ET or OU between the values",
            ));
        }
        let operator = operator.unwrap_or_default();
        let height = parts.iter().map(|part| part.height).max().unwrap_or_default();
        self.mixed |= parts.iter().any(|part| mixes(link, part));
        let query = match link {
            Link::Or => Query::Or { parts: queries(parts) },
            Link::And => Query::And { parts: queries(parts) },
            Link::ButNot => {
                let mut parts = queries(parts).into_iter();
                let first = parts.next().into_iter();
                Query::And { parts: first.chain(parts.map(not)).collect() }
            }
            Link::Free => free(parts)?, // one level more at most, counted in TALLEST
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
        Ok(Part { closed: false, ..Part::over(height, query, span)? })
    }

    /// An item, or a negation where one may stand.
    fn operand(&mut self, floor: u8) -> Result<Part, QueryError> {
        if self.peek() != Some(&Kind::Not) {
            return self.item();
        }
        let start = self.enter()?;
        let part = self.expression(floor.max(self.rules.not))?;
        self.depth -= 1;
        let span = start.start..part.span.end;
        Ok(Part { closed: false, ..Part::over(part.height, not(part.query), span)? })
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

/// The name of an operator that looks at places in the text.
fn operator_name(link: Link) -> Option<&'static str> {
    match link {
        Link::Same(Unit::Paragraph) => Some("PARA"),
        Link::Same(Unit::Sentence) => Some("PHRASE"),
        Link::Near { ordered: false, .. } => Some("PRES"),
        Link::Near { ordered: true, .. } => Some("AVANT"),
        Link::Or | Link::And | Link::ButNot | Link::Free => None,
    }
}

/// Whether `part`, an operand of `link`, is an AND in an OR or the other way round, and
/// nothing but the order of operators says so.
fn mixes(link: Link, part: &Part) -> bool {
    let mixes = match link {
        Link::Or => matches!(part.query, Query::And { .. }),
        Link::And | Link::ButNot => matches!(part.query, Query::Or { .. }),
        _ => false,
    };
    mixes && !part.closed
}

/// Lucene's side by side: what is required, or else one of the rest; and nothing of what
/// is excluded.
fn free(parts: Vec<Part>) -> Result<Query, QueryError> {
    let (excluded, wanted): (Vec<Part>, Vec<Part>) =
        parts.into_iter().partition(|part| matches!(part.query, Query::Not { .. }));
    let (required, optional): (Vec<Part>, Vec<Part>) =
        wanted.into_iter().partition(|part| part.required);
    if let (Some(part), false) = (optional.first(), required.is_empty()) {
        let message =
            "what is only wished for, beside what is required, cannot be honoured";
        let hint = "leave it out, or put `+` before it too";
        return Err(QueryError::new(part.span.clone(), message, hint));
    }
    let mut parts = queries(required);
    let mut optional = queries(optional);
    match optional.len() {
        0 => {}
        1 => parts.append(&mut optional),
        _ => parts.push(Query::Or { parts: optional }),
    }
    parts.extend(queries(excluded));
    Ok(if parts.len() == 1 { parts.remove(0) } else { Query::And { parts } })
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
