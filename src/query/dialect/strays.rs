//! What another language calls an operator and the one being read does not: it would pass
//! for a word, or for punctuation, and is refused.

use super::Dialect;
use crate::query::error::QueryError;
use crate::query::lexer::Lexer;
use crate::query::token::{Kind, Token};
use crate::query::words::{self, is_word_char};
use crate::query::{foreign, operators};
use std::ops::Range;

/// Signs that are no punctuation of a text.
const SIGNS: &[char] = &['^', '~', '|', '<', '>', '=', '{', '}', '[', ']', '\\'];

/// Signs that are operators before a word, and punctuation or part of a name elsewhere.
const PREFIXES: &[char] = &['-', '–', '—', '−', '+', '!'];

/// Operators in capitals, which a word of a text seldom is, besides our own.
const CAPITALS: &[&str] = &[
    "NEAR", "ADJ", "SAME", "XOR", "PHRASE", "PARA", "TO", "SANS", "WITHOUT", "ANDNOT",
    "BUTNOT",
];

/// Refuses what was read since `from`, when there were `tokens` of them, if it was read as
/// a word or passed over and is an operator somewhere.
pub(super) fn refuse(
    lexer: &Lexer<'_>,
    from: usize,
    tokens: usize,
    dialect: Dialect,
) -> Result<(), QueryError> {
    let is_text = match lexer.tokens.get(tokens..) {
        Some([Token { kind: Kind::Word(_), .. }]) => true,
        Some([]) => lexer.tokens.last().is_none_or(|last| last.span.end <= from),
        _ => false,
    };
    let read = from..lexer.at;
    let written = &lexer.text[read.clone()];
    let escaped = dialect == Dialect::Lucene && written.contains('\\');
    if !is_text || escaped || words::is_address(written) {
        return Ok(());
    }
    let Some(place) = operator(lexer, &read).or_else(|| sign(lexer, &read, dialect))
    else {
        return Ok(());
    };
    let (stray, name) = (&lexer.text[place.clone()], dialect.title());
    let message = format!("`{stray}` means nothing to {name} where it stands");
    let hint = format!("{name} has {}; for the word itself, quote it", dialect.signs());
    Err(QueryError::new(place, message, hint))
}

/// The operator that is written in letters.
fn operator(lexer: &Lexer<'_>, read: &Range<usize>) -> Option<Range<usize>> {
    let written = &lexer.text[read.clone()];
    let lower = written.to_lowercase();
    let capitals = CAPITALS.contains(&written)
        || operators::boolean(written).is_some()
        || operators::needs_number(written);
    let command = lexer.text[read.end..].starts_with('(') && foreign::is_command(&lower);
    let glued = lexer.text[..read.start].ends_with(['"', '”']) // "a b"o5
        && written.starts_with(is_word_char);
    let found = glued
        || capitals
        || command
        || foreign::is_window(&lower)
        || foreign::is_count(&lower);
    found.then(|| read.clone())
}

/// The sign that stands in what was read, or before or after it.
fn sign(
    lexer: &Lexer<'_>,
    read: &Range<usize>,
    dialect: Dialect,
) -> Option<Range<usize>> {
    let written = &lexer.text[read.clone()];
    let mut before = lexer.text[..read.start].chars().next_back();
    for (offset, next) in written.char_indices() {
        let at = read.start + offset;
        let end = at + next.len_utf8();
        let after = lexer.text[end..].chars().next();
        let (begun, followed) =
            (before.is_some_and(is_word_char), begins_word(&lexer.text[end..]));
        let prefix = offset == 0 && after.is_some_and(begins_value);
        // Asked of these two only: it looks at all that stands before.
        let named = matches!(next, ':' | '=') && is_name(&written[..offset]);
        let found = match next {
            _ if SIGNS.contains(&next) => true,
            '&' => !(begun && followed), // R&D
            '%' | '$' if dialect == Dialect::Factiva => true,
            '%' => prefix && after.is_some_and(|it| it.is_ascii_digit()),
            '$' => before.is_some_and(char::is_alphabetic), // not $100
            '!' if begun => dialect != Dialect::Nexis || followed,
            '#' => begun && offset > 1 && !followed, // nor C#
            ':' => named && after.is_some_and(begins_value),
            '.' => begun && lexer.text[end..].strip_prefix('.').is_some_and(begins_word),
            '/' => prefix || written == "/" || foreign::is_slashed(&lexer.text[at..]),
            _ => prefix && PREFIXES.contains(&next),
        };
        if found {
            let start = if named { read.start } else { at };
            return Some(start..end + usize::from(next == '.'));
        }
        before = Some(next);
    }
    None
}

fn begins_word(text: &str) -> bool {
    text.starts_with(is_word_char)
}

/// Whether `next`, right after a sign, is what the sign applies to.
fn begins_value(next: char) -> bool {
    is_word_char(next) || matches!(next, '(' | '[' | '{' | '"' | '/' | '*' | '>' | '<')
}

/// Whether `text` may be the name of a field, unlike the hour of `12:30`.
fn is_name(text: &str) -> bool {
    text.len() > 1 && text.chars().all(|next| next.is_alphabetic() || next == '_')
}

#[cfg(test)]
mod tests {
    use crate::query::{Context, Dialect, Query, parse, parse_dialect};
    use serde_json::Value;

    /// Operators of all the languages, ours included, with what they apply to.
    const QUERIES: &[&str] = &[
        "cloud w/s nuage",
        "cloud w/p nuage",
        "cloud w/seg nuage",
        "cloud w/sent nuage",
        "cloud /s nuage",
        "cloud /p nuage",
        "cloud /5 nuage",
        "cloud +5 nuage",
        "cloud w/5 nuage",
        "cloud W/5 nuage",
        "cloud n/5 nuage",
        "cloud near/5 nuage",
        "cloud near5 nuage",
        "cloud NEAR nuage",
        "cloud NEAR/5 nuage",
        "cloud adj5 nuage",
        "cloud adj/5 nuage",
        "cloud ADJ/5 nuage",
        "cloud pre/5 nuage",
        "cloud pre5 nuage",
        "cloud onear/5 nuage",
        "cloud onear5 nuage",
        "cloud /N5/ nuage",
        "cloud/N5/nuage",
        "cloud /F20/",
        "cloud SAME nuage",
        "cloud XOR nuage",
        "cloud SANS nuage",
        "cloud WITHOUT nuage",
        "cloud ANDNOT nuage",
        "cloud BUTNOT nuage",
        "cloud PHRASE/3 nuage",
        "cloud PARA/2 nuage",
        "cloud –nuage",
        "cloud −nuage",
        "cloud not/5 nuage",
        "cloud ET nuage",
        "cloud OU nuage",
        "cloud SAUF nuage",
        "cloud NON nuage",
        "cloud AND nuage",
        "cloud OR nuage",
        "cloud NOT nuage",
        "cloud AND NOT nuage",
        "cloud PRES/5 nuage",
        "cloud AVANT/5 nuage",
        "cloud PHRASE nuage",
        "cloud PARA nuage",
        "cloud %5 nuage",
        "cloud && nuage",
        "cloud || nuage",
        "cloud | nuage",
        "cloud & nuage",
        "+cloud +nuage",
        "cloud -nuage",
        "cloud !nuage",
        "cloud -(nuage)",
        "cloud !(nuage)",
        "atleast3 cloud",
        "atleast3(cloud)",
        "atleast 3 cloud",
        "ATLEAST3(cloud or nuage)",
        "cloud>3",
        "cloud>=3",
        "cloud <3",
        "allcaps(cloud)",
        "nocaps(cloud)",
        "plural(cloud)",
        "singular(cloud)",
        "caps(cloud)",
        "hlead(cloud)",
        "HEADLINE(cloud)",
        "title(cloud)",
        "cloud!",
        "cloud$",
        "cloud$2",
        "cloud#",
        "cloud^2",
        "cloud~",
        "cloud~2",
        "\"cloud nuage\"~5",
        "\"cloud nuage\" ~5",
        "\"cloud nuage\"^2",
        "(cloud)^2",
        "\"cloud nuage\"o5",
        "\"cloud~1 nuage\"",
        "\"=cloud nuage\"",
        "=cloud",
        "cloud..nuage",
        "[cloud TO nuage]",
        "{cloud TO nuage}",
        "{cloud}",
        "titre:cloud",
        "title:cloud",
        "hd:cloud",
        "hd=cloud",
        "HD= cloud",
        "TIT_HEAD=cloud",
        "rst=cloud",
        "site:cloud",
        "title=cloud",
        "title>cloud",
        "cloud > 500",
        "date:2012 cloud",
        "date>2012 cloud",
        "/cloud/",
        "title:/cloud/",
        "cloud\\*",
    ];

    /// Adds the words of a query in its JSON form.
    fn collect(value: &Value, words: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                if let (Some(text), Some(_)) =
                    (fields.get("text"), fields.get("spelling"))
                {
                    words.push(text.as_str().unwrap().to_owned());
                }
                fields.values().for_each(|field| collect(field, words));
            }
            Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
            _ => {}
        }
    }

    fn words(query: &Query) -> Vec<String> {
        let mut words = Vec::new();
        collect(&serde_json::to_value(query).unwrap(), &mut words);
        words
    }

    #[test]
    fn no_operator_passes_for_a_word() {
        let context = Context { today: "2024-03-31".parse().unwrap() };
        let known = ["cloud", "nuage", "cloud*"];
        let strange = |query: &Query| {
            let words = words(query);
            words.iter().any(|word| !known.contains(&word.as_str()))
        };
        let mut passed = Vec::new();
        for query in QUERIES {
            for dialect in Dialect::ALL {
                if let Ok(parsed) = parse_dialect(query, dialect, &context)
                    && strange(&parsed.query)
                {
                    passed.push(format!("{} {query}: {}", dialect.name(), parsed.query));
                }
            }
            // Our own language reads figures and signs of texts, and may say in a note that
            // it read a word.
            let of_texts = ["cloud +5 nuage", "cloud#", "cloud$", "cloud\\*"];
            if !of_texts.contains(query)
                && let Ok(parsed) = parse(query, &context)
                && strange(&parsed.query)
                && parsed.notes.is_empty()
            {
                passed.push(format!("{query}: {}", parsed.query));
            }
        }
        assert!(passed.is_empty(), "{passed:#?}");
    }

    #[test]
    fn what_no_language_calls_an_operator_is_a_word() {
        let context = Context { today: "2024-03-31".parse().unwrap() };
        for text in [
            "R&D",
            "C#",
            "C++",
            "12:30",
            "#grève",
            "$100",
            "Saint-Denis",
            "l'État",
            "24/7",
            "N5",
            "Canal+",
            "S.N.C.F.",
            "cloud...",
            "presse@cloud.fr",
            "http://a.fr/?b=c",
        ] {
            for dialect in Dialect::ALL {
                let signs = dialect == Dialect::Europresse
                    || (dialect, text) == (Dialect::Factiva, "$100");
                let found = parse_dialect(text, dialect, &context);
                assert!(signs || found.is_ok(), "{} {text}: {found:?}", dialect.name());
            }
        }
    }
}
