//! Front matter: YAML between two lines of three dashes, or TOML between two lines of three
//! plus signs, at the start of a text. Nothing but blank lines may stand above it.

use super::toml_fields;
use serde_json::{Map, Number, Value};
use std::borrow::Cow;

/// Lines that front matter may have.
const MOST_LINES: usize = 200;

/// A text in two.
pub(super) struct Split<'a> {
    /// The language it is written in.
    pub(super) language: &'static str,
    /// What the front matter says, or why it is none of its language.
    pub(super) fields: Result<Map<String, Value>, String>,
    /// What follows it.
    pub(super) body: &'a str,
}

/// The front matter of a text, when it starts with lines that look like some: a rule
/// drawn with dashes above prose is none.
pub(super) fn split(text: &str) -> Option<Split<'_>> {
    let is_blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let above = text.len() - text.trim_start_matches(is_blank).len();
    let is_line = |c: char| c == '\n' || c == '\u{feff}';
    if above > 0 && !text[..above].ends_with(is_line) {
        return None; // a line that is indented
    }
    let (fence, rest) = text[above..].split_once('\n')?;
    match fence.trim_end() {
        "---" => yaml(rest),
        "+++" => toml(rest),
        _ => None,
    }
}

fn yaml(rest: &str) -> Option<Split<'_>> {
    let mut end = 0;
    for line in rest.split_inclusive('\n').take(MOST_LINES) {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            let fields = parse(&rest[..end]);
            return Some(Split {
                language: "YAML",
                fields,
                body: &rest[end + line.len()..],
            });
        }
        if !looks_like_yaml(bare) {
            return None;
        }
        end += line.len();
    }
    None
}

/// A text of several lines may hold any: only the first tells.
fn toml(rest: &str) -> Option<Split<'_>> {
    let first = rest.lines().find(|line| !line.trim().is_empty())?;
    if !toml_fields::is_beginning(first.trim()) {
        return None;
    }
    let mut end = 0;
    for line in rest.split_inclusive('\n').take(MOST_LINES) {
        if line.trim_end() == "+++" {
            let fields = toml_fields::read(&rest[..end]);
            return Some(Split {
                language: "TOML",
                fields,
                body: &rest[end + line.len()..],
            });
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
/// quotes: `titre: Le lac : un chantier sans fin`. Figures stay as they are written.
fn parse(yaml: &str) -> Result<Map<String, Value>, String> {
    let quoted = |is_told: fn(&str) -> bool| -> String {
        yaml.split_inclusive('\n').map(|line| quoted(line, is_told)).collect()
    };
    serde_saphyr::from_str(&quoted(is_figure)).or_else(|error| {
        let plain = quoted(|value| is_figure(value) || is_plain(value));
        serde_saphyr::from_str(&plain).map_err(|_| {
            let message = error.to_string();
            let reason = message.lines().next().unwrap_or("unreadable");
            let reason = reason.split(", set ").next().unwrap_or(reason); // what programs do
            reason.strip_prefix("error: ").unwrap_or(reason).to_owned()
        })
    })
}

/// A line of `key: value` whose value is taken as it is if that is so told; any other line
/// as it stands.
fn quoted(line: &str, is_told: impl Fn(&str) -> bool) -> Cow<'_, str> {
    let bare = line.trim_end();
    let is_flat = !line.starts_with([' ', '\t', '#', '-']);
    match bare.split_once(':').map(|(key, value)| (key, value.trim())) {
        Some((key, value)) if is_flat && !value.is_empty() && is_told(value) => {
            format!("{key}: {}\n", Value::from(value)).into()
        }
        _ => line.into(),
    }
}

/// Whether YAML would make another figure of it: 12 of `012`.
fn is_figure(value: &str) -> bool {
    let is_number = value.starts_with(|c: char| c.is_ascii_digit())
        && !value.contains([' ', '"', '\'', '#']);
    let number = serde_json::from_str::<Number>(value);
    let kept = number.is_ok_and(|number| number.to_string() == value);
    is_number && !kept
}

/// Whether it is no value of YAML, but may be one of people: `"Jeudi noir" contre la
/// réforme`. Values of several lines are of YAML.
fn is_plain(value: &str) -> bool {
    let is_closed = match value.chars().next() {
        Some('[') => value.contains(']'),
        Some('{') => value.contains('}'),
        Some(quote @ ('"' | '\'')) => value[1..].contains(quote),
        Some('|' | '>') => false,
        Some('&' | '*' | '!') => true,
        _ => return true,
    };
    let is_key = |read: &Value| read.is_object() && !value.starts_with('{');
    is_closed && serde_saphyr::from_str::<Value>(value).map_or(true, |it| is_key(&it))
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
    fn toml() {
        case("+++\ntitre = \"Le lac\"\n+++\nIl monte.", "titre", "Le lac", "Il monte.");
        case("+++ \n\n# Note\npage = 1.10\n+++\n", "page", "1.10", "");
        let broken = split("+++\ntitre = Le lac\n+++\n").unwrap();
        assert_eq!(broken.language, "TOML");
        assert!(broken.fields.unwrap_err().starts_with("line 1: "));
        for text in
            ["+++\nLe lac monte.\n+++\n", "+++\ntitre = 'a'\n", "+++\n+++\n", "+++"]
        {
            assert!(split(text).is_none(), "{text}");
        }
    }

    #[test]
    fn below_blank_lines() {
        for above in ["\n", "\n \n\n", "\u{feff}", "\u{feff}\n\u{feff}", "\n\u{feff}"] {
            let text = format!("{above}---\ntitre: Le lac\n---\nIl monte.");
            case(&text, "titre", "Le lac", "Il monte.");
        }
        for above in [" ", "\n  ", "Texte\n", "\n.\n"] {
            assert!(split(&format!("{above}---\ntitre: Le lac\n---\n")).is_none());
        }
    }

    #[test]
    fn lines_that_only_look_like_it() {
        case("---\ntitre: Le lac : la suite\n---\n", "titre", "Le lac : la suite", "");
        let beside =
            "---\ntitre: Le lac : \"la\" suite\ntags:\n  - eau\nmots: [eau, lac]\n---\n";
        case(beside, "titre", "Le lac : \"la\" suite", "");
        assert_eq!(split(beside).unwrap().fields.unwrap()["mots"][1], "lac");
        for title in [
            "\"Le lac\" en hiver",
            "\"Le lac\" : la suite",
            "'L'eau en hiver'",
            "[Enquête] Le lac",
            "* Le lac",
        ] {
            let text = format!(
                "---\ntitre: {title}\nauteur: 'Anne'\nmots: [eau,\n  lac]\n---\n"
            );
            case(&text, "titre", title, "");
            case(&text, "auteur", "Anne", "");
            assert_eq!(split(&text).unwrap().fields.unwrap()["mots"][1], "lac");
        }
        assert!(split("---\ntitre: [le lac\n---\n").unwrap().fields.is_err());
        let twice = split("---\ntitre: a\ntitre: b\n---\n").unwrap().fields;
        assert_eq!(twice.unwrap_err(), "line 2 column 1: duplicate mapping key: titre");
    }

    #[test]
    fn figures_stay_as_they_are_written() {
        for page in ["012", "0x1F", "1_000", "1e3", "1.10", "2012-11-05", "14:30"] {
            case(&format!("---\npage: {page}\n---\n"), "page", page, "");
        }
        let fields = split("---\npage: 12\nmots: 3.5\n---\n").unwrap().fields.unwrap();
        assert_eq!((&fields["page"], &fields["mots"]), (&12.into(), &3.5.into()));
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
