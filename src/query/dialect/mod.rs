//! Queries written for other tools, read with the meaning they have there: what cannot be
//! honoured, or could not be verified, is refused with the reason.
//!
//! Each language has its own reader of tokens and its own [`Rules`] of precedence; the
//! parser is shared, and `Display` gives the native form.

mod dates;
mod europresse;
mod factiva;
mod lucene;
mod nexis;
mod recoll;
mod steps;
mod strays;

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

    /// Its name in a sentence.
    fn title(self) -> &'static str {
        match self {
            Self::Europresse => "Europresse",
            Self::Factiva => "Factiva",
            Self::Nexis => "Nexis",
            Self::Recoll => "Recoll",
            Self::Lucene => "Lucene",
        }
    }

    /// Its operators that are read.
    fn signs(self) -> &'static str {
        match self {
            Self::Europresse => "& | ! \"…\" mot* mot+ mot>2 TIT_HEAD= TEXT=",
            Self::Factiva => {
                "and, or, not, adj5, w/5, near5, /N5/, same, atleast3, *, ?, hd=, by=, wc>"
            }
            Self::Nexis => {
                "and, or, and not, w/5, pre/5, w/s, w/p, atleast3(…), !, ?, HEADLINE(…)"
            }
            Self::Recoll => "OR, AND, -mot, \"…\"o5, \"…\"po5, *, ?, title:, date:",
            Self::Lucene => "AND, OR, NOT, +, -, \"…\"~5, mot~, mot^2, *, ?, title:",
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
        let (from, tokens) = (lexer.at, lexer.tokens.len());
        step(lexer, next)?;
        strays::refuse(lexer, from, tokens, dialect)
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
