//! Fields written in TOML. Figures stay as they are written, as in YAML: `1.10` is no 1.1.

use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

/// What a text in TOML says, or why it is none.
pub(super) fn read(text: &str) -> Result<Map<String, Value>, String> {
    match DeTable::parse(text) {
        Ok(table) => Ok(object(table.get_ref())),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start).min(text.len());
            let line = text.as_bytes()[..at].split(|byte| *byte == b'\n').count();
            let why = error.message().lines().next().unwrap_or("unreadable");
            let why = why.split(", expected").next().unwrap_or(why); // what programs expect
            Err(format!("line {line}: {why}"))
        }
    }
}

/// Whether a line is one that TOML begins with.
pub(super) fn is_beginning(line: &str) -> bool {
    let key = line.split_once('=').map(|(key, _)| key.trim());
    line.starts_with(['[', '#'])
        || key.is_some_and(|key| !key.is_empty() && !key.contains(char::is_whitespace))
}

fn object(table: &DeTable) -> Map<String, Value> {
    let entries = table.iter();
    entries.map(|(key, it)| (key.get_ref().to_string(), value(it.get_ref()))).collect()
}

fn value(read: &DeValue) -> Value {
    match read {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(number) => Value::from(number.to_string()),
        DeValue::Float(number) => Value::from(number.as_str()),
        DeValue::Boolean(is_so) => Value::from(*is_so),
        DeValue::Datetime(time) => Value::from(time.to_string()),
        DeValue::Array(values) => values.iter().map(|it| value(it.get_ref())).collect(),
        DeValue::Table(table) => Value::Object(object(table)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values() {
        for (text, expected) in [
            ("a = \"Le lac : la suite\"", json!("Le lac : la suite")),
            ("a = \"\"\"\nUn\n\ndeux\"\"\"", json!("Un\n\ndeux")),
            ("a = 12", json!("12")),
            ("a = 1.10", json!("1.10")),
            (
                "a = 123456789012345678901234567890",
                json!("123456789012345678901234567890"),
            ),
            ("a = 2012-11-05", json!("2012-11-05")),
            ("a = 2012-11-05T14:30:00+01:00", json!("2012-11-05T14:30:00+01:00")),
            ("a = true", json!(true)),
            ("a = [\"eau\", \"lac\"] # mots", json!(["eau", "lac"])),
            ("[a]\nb = 'Anne'", json!({"b": "Anne"})),
        ] {
            assert_eq!(read(text).unwrap()["a"], expected, "{text}");
        }
    }

    #[test]
    fn what_is_none_says_where() {
        for text in ["a = 1\nb = Le lac\n", "a = 1\na = 2", "a = 1\nb = \"é"] {
            let why = read(text).unwrap_err();
            assert!(why.starts_with("line 2: "), "{text}: {why}");
        }
    }
}
