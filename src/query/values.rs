//! The values of metadata: what stands after `auteur:`, `mots:`, `date:`, read into a
//! condition.

use super::error::Fault;
use super::fields::Field;
use super::{Context, Meta, Phrase, Query, Spelling, ValueField, Word, dates, fields};

/// The condition that the words `words` put on `field`.
pub(super) fn words(
    field: Field,
    words: Vec<Word>,
    quoted: bool,
) -> Result<Query, Fault> {
    let Field::Name(name) = field else {
        let hint = format!("write the value right after {}:", field.name());
        return Err(Fault::new("words stand where a value should", hint));
    };
    let unknown = match &words[..] {
        [word] => !quoted && word.spelling == Spelling::Plain && is_unknown(&word.text),
        _ => false,
    };
    Ok(match field.known().filter(|_| unknown) {
        Some(name) => Query::Meta(Meta::Unknown { name }),
        None => Query::Meta(Meta::Words { name, phrase: Phrase { words } }),
    })
}

/// The condition that the value `text`, as typed, puts on `field`.
pub(super) fn raw(
    field: Field,
    text: &str,
    quoted: bool,
    context: Context,
) -> Result<Query, Fault> {
    if let Some(name) = field.known().filter(|_| !quoted && is_unknown(text)) {
        return Ok(Query::Meta(Meta::Unknown { name }));
    }
    if !quoted && text == "*" {
        return any(field);
    }
    if text.is_empty() {
        let hint = format!("write a value between them, or leave {}: out", field.name());
        return Err(Fault::new("these quotation marks hold nothing", hint));
    }
    let meta = match field {
        Field::Date => Meta::Date { period: dates::read(text, context.today)? },
        Field::Size => size(text)?,
        Field::Folder => folder(text)?,
        Field::Id => Meta::Id { id: text.to_owned() },
        Field::Value(ValueField::Language) => language(text)?,
        Field::Value(name) => Meta::Value { name, value: text.to_owned() },
        Field::Text(_) | Field::Name(_) => {
            return words(field, vec![super::words::plain_or_pattern(text)], quoted);
        }
    };
    Ok(Query::Meta(meta))
}

/// `auteur:*`: the articles that have one.
pub(super) fn any(field: Field) -> Result<Query, Fault> {
    let Some(name) = field.known() else {
        return Err(Fault::new(
            format!("`*` is no value of {}:", field.name()),
            format!("write a value; every article has a {}", field.name()),
        ));
    };
    Ok(Query::Not { part: Box::new(Query::Meta(Meta::Unknown { name })) })
}

/// Whether an unquoted value asks for articles without one.
pub(super) fn is_unknown(text: &str) -> bool {
    matches!(fields::folded(text).as_str(), "inconnu" | "inconnue" | "unknown")
}

fn language(text: &str) -> Result<Meta, Fault> {
    let code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !code {
        return Err(Fault::new(
            format!("`{text}` is not the code of a language"),
            "write its two letters: langue:fr, langue:en, or langue:inconnue",
        ));
    }
    Ok(Meta::Value { name: ValueField::Language, value: text.to_owned() })
}

fn folder(text: &str) -> Result<Meta, Fault> {
    let path = text.trim_matches('/');
    if path.is_empty() {
        let hint = "write its path below the corpus, as in dossier:2012/novembre";
        return Err(Fault::new(format!("`{text}` names no folder"), hint));
    }
    Ok(Meta::Folder { path: path.to_owned() })
}

/// `500`, `>500`, `>=500`, `<200`, `<=200`, `200..500`, `200..`, `..500`.
fn size(text: &str) -> Result<Meta, Fault> {
    let bound = |text: &str| -> Result<Option<u32>, Fault> {
        let digits: String = text.chars().filter(|next| !next.is_whitespace()).collect();
        let sound = digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = if sound { digits.parse().ok() } else { None };
        number.map(Some).ok_or_else(|| not_a_size(text))
    };
    let end = |text: &str| if text.trim().is_empty() { Ok(None) } else { bound(text) };
    let (least, most) = if let Some((least, most)) = text.split_once("..") {
        (end(least)?, end(most)?)
    } else if let Some(least) = text.strip_prefix(">=").or_else(|| text.strip_prefix('≥'))
    {
        (bound(least)?, None)
    } else if let Some(most) = text.strip_prefix("<=").or_else(|| text.strip_prefix('≤'))
    {
        (None, bound(most)?)
    } else if let Some(least) = text.strip_prefix('>') {
        (bound(least)?.and_then(|least| least.checked_add(1)), None)
    } else if let Some(most) = text.strip_prefix('<') {
        (None, bound(most)?.and_then(|most| most.checked_sub(1)))
    } else {
        (bound(text)?, bound(text)?)
    };
    match (least, most) {
        (None, None) => Err(not_a_size(text)),
        (Some(least), Some(most)) if least > most => Err(Fault::new(
            format!("the sizes of `{text}` are in the wrong order"),
            format!("write mots:{most}..{least}"),
        )),
        _ => Ok(Meta::Size { least, most }),
    }
}

fn not_a_size(text: &str) -> Fault {
    let hint = "write mots:>500, mots:<200 or mots:200..500";
    Fault::new(format!("`{text}` is not a number of words"), hint)
}
