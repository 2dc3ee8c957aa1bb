//! Front matter: YAML between two lines of three dashes, at the very start of a text.

use serde_json::{Map, Value};

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
            let fields =
                serde_saphyr::from_str(&rest[..end]).map_err(|error| first_line(&error));
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

fn first_line(error: &serde_saphyr::Error) -> String {
    error.to_string().lines().next().unwrap_or("unreadable").to_owned()
}
