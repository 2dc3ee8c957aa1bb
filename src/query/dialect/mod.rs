//! Queries written for other tools, read with the meaning they have there: what cannot be
//! honoured, or could not be verified, is refused with the reason.
//!
//! Each language has its own reader of tokens and its own [`Rules`] of precedence; the
//! parser is shared, and `Display` gives the native form.

mod europresse;
mod factiva;
mod lucene;
mod nexis;
mod recoll;
mod steps;

use super::error::QueryError;
use super::lexer::{Lexer, lex_with};
use super::parser::{self, Rules};
use super::read::{Context, Parsed, check_length, no_word};

/// Another query language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Europresse (Cedrom-SNi, Cision).
    Europresse,
    /// Factiva, the traditional search form.
    Factiva,
    /// Nexis and Lexis, terms and connectors.
    Nexis,
    /// Recoll's query language.
    Recoll,
    /// Lucene's classic parser: Elasticsearch, Datashare.
    Lucene,
}

/// A reader of whatever begins with a character, spaces apart.
type Step = fn(&mut Lexer<'_>, char) -> Result<(), QueryError>;

impl Dialect {
    /// Every one, in the order of the documentation.
    pub const ALL: [Self; 5] =
        [Self::Europresse, Self::Factiva, Self::Nexis, Self::Recoll, Self::Lucene];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Europresse => "europresse",
            Self::Factiva => "factiva",
            Self::Nexis => "nexis",
            Self::Recoll => "recoll",
            Self::Lucene => "lucene",
        }
    }

    fn language(self) -> (Step, &'static Rules) {
        match self {
            Self::Europresse => (europresse::step, &europresse::RULES),
            Self::Factiva => (factiva::step, &factiva::RULES),
            Self::Nexis => (nexis::step, &nexis::RULES),
            Self::Recoll => (recoll::step, &recoll::RULES),
            Self::Lucene => (lucene::step, &lucene::RULES),
        }
    }
}

/// Reads a query written in another language.
pub fn parse_dialect(
    text: &str,
    dialect: Dialect,
    context: &Context,
) -> Result<Parsed, QueryError> {
    check_length(text)?;
    let (step, rules) = dialect.language();
    let mut lexed = lex_with(text, |lexer, next| {
        if next.is_whitespace() {
            lexer.at += next.len_utf8();
            return Ok(());
        }
        step(lexer, next)
    })?;
    if lexed.tokens.is_empty() {
        return Err(no_word(text));
    }
    if matches!(dialect, Dialect::Factiva | Dialect::Nexis) {
        lexed.tokens = steps::joined(lexed.tokens);
    }
    let (query, notes) = parser::parse(&lexed.tokens, *context, rules)?;
    lexed.notes.extend(notes);
    Ok(Parsed { query, notes: lexed.notes, insists: true })
}
