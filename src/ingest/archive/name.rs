//! Names of members: whoever made the archive chose them, so that they are made to name
//! and never to lead anywhere.

use super::super::walk::escaped;

/// The parts of a name that name something, joined by `/`: no root, no `..`, no sign
/// that a terminal obeys.
pub(in crate::ingest) fn clean(name: &[u8]) -> String {
    let parts = name.split(|byte| matches!(byte, b'/' | b'\\'));
    let parts = parts.filter(|part| !matches!(*part, b"" | b"." | b".."));
    let parts: Vec<String> = parts.map(escaped).collect();
    if parts.is_empty() { "unnamed".to_owned() } else { parts.join("/") }
}

/// Whether a member is left out by convention, as a file of that name would be: what
/// macOS adds to archives, hidden files, what editors leave behind.
pub(super) fn is_left_out(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
        || name.ends_with('~')
}

/// The name of what was packed: `export.jsonl` of `2012/export.jsonl.gz`.
pub(super) fn without_extension(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= 4 => stem,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        let case = |name: &str, expected| assert_eq!(clean(name.as_bytes()), expected);
        case("presse/2012/port.txt", "presse/2012/port.txt");
        case("../../etc/passwd", "etc/passwd");
        case("/etc/./passwd", "etc/passwd");
        case("C:\\presse\\port.txt", "C:/presse/port.txt");
        case("a\u{1b}[2J\n.txt", "a\\x1B[2J\\x0A.txt");
        case("..", "unnamed");
        assert_eq!(clean(b"\xe9t\xe9.txt"), "\\xE9t\\xE9.txt");
    }

    #[test]
    fn names_of_what_was_packed() {
        let case = |path, expected| assert_eq!(without_extension(path), expected);
        case("2012/export.jsonl.gz", "export.jsonl");
        case("a.zip!/b.txt.zst", "b.txt");
        case("export", "export");
        case(".gz", ".gz");
    }
}
