//! Front matter: YAML between two lines of three dashes, at the very start of a text.

use serde_json::{Map, Value};
use std::borrow::Cow;

/// Lines that front matter may have.
const MOST_LINES: usize = 200;

/// A text in two.
pub(super) struct Split<'a> {
    /// What the front matter says, or why it is not YAML.
    pub(super) fields: Result<Map<String, Value>, String>,
    /// What follows it.
    pub(super) body: &'a str,
}

/// The front matter of a text, when it starts with lines that look like some: a rule
/// drawn with dashes above prose is none.
pub(super) fn split(text: &str) -> Option<Split<'_>> {
    let (fence, rest) = text.split_once('\n')?;
    if fence.trim_end() != "---" {
        return None;
    }
    let mut end = 0;
    for line in rest.split_inclusive('\n').take(MOST_LINES) {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            let fields = parse(&rest[..end]);
            return Some(Split { fields, body: &rest[end + line.len()..] });
        }
        if !looks_like_yaml(bare) {
            return None;
        }
        end += line.len();
    }
    None
}

/// `key: value`, an item, a comment, something indented, or nothing.
fn looks_like_yaml(line: &str) -> bool {
    let is_key = |key: &str| {
        !key.is_empty()
            && key.split_whitespace().count() <= 3
            && !key.contains(['.', '«', '?'])
    };
    line.is_empty()
        || line.starts_with([' ', '\t', '#', '-', '[', ']', '{', '}'])
        || line.split_once(':').is_some_and(|(key, _)| is_key(key))
}

/// YAML, or failing that YAML whose lines are written as people write them, without
/// quotes: `titre: Le lac : un chantier sans fin`.
fn parse(yaml: &str) -> Result<Map<String, Value>, String> {
    serde_saphyr::from_str(yaml).or_else(|error| {
        let quoted: String = yaml.split_inclusive('\n').map(quoted).collect();
        serde_saphyr::from_str(&quoted).map_err(|_| {
            let message = error.to_string();
            let reason = message.lines().next().unwrap_or("unreadable");
            reason.strip_prefix("error: ").unwrap_or(reason).to_owned()
        })
    })
}

/// A line of `key: value` whose value is taken as it is; any other line as it stands.
fn quoted(line: &str) -> Cow<'_, str> {
    const NOT_PLAIN: &[char] = &['[', '{', '|', '>', '&', '*', '!', '"', '\''];
    let bare = line.trim_end();
    let is_flat = !line.starts_with([' ', '\t', '#', '-']);
    match bare.split_once(':').map(|(key, value)| (key, value.trim())) {
        Some((key, value))
            if is_flat && !value.is_empty() && !value.starts_with(NOT_PLAIN) =>
        {
            format!("{key}: {}\n", Value::from(value)).into()
        }
        _ => line.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, key: &str, value: &str, body: &str) {
        let split = split(text).unwrap();
        let fields = split.fields.unwrap();
        assert_eq!((&fields[key], split.body), (&Value::from(value), body));
    }

    #[test]
    fn yaml() {
        case("---\ntitre: \"Le lac\"\n---\nIl monte.", "titre", "Le lac", "Il monte.");
        case("---\ndate: 2012-11-05\ntags:\n  - eau\n...\n", "date", "2012-11-05", "");
        case("---\nchapo: >\n  Un\n  deux\n---\n", "chapo", "Un deux\n", "");
    }

    #[test]
    fn lines_that_only_look_like_it() {
        case("---\ntitre: Le lac : la suite\n---\n", "titre", "Le lac : la suite", "");
        let beside =
            "---\ntitre: Le lac : \"la\" suite\ntags:\n  - eau\nmots: [eau, lac]\n---\n";
        case(beside, "titre", "Le lac : \"la\" suite", "");
        assert_eq!(split(beside).unwrap().fields.unwrap()["mots"][1], "lac");
        assert!(split("---\ntitre: [le lac\n---\n").unwrap().fields.is_err());
    }

    #[test]
    fn rules_above_prose_are_none() {
        for text in
            ["Texte", "---\nLe lac monte.\n---\nFin", "---\ntitre: sans fin\n", "--- \n"]
        {
            assert!(split(text).is_none(), "{text}");
        }
    }
}
