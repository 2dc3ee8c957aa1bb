//! What the extension of a name says, and what is to be said when the content does not.

use super::Fault;

/// The extension in lower case; none where what follows the last dot reads like a part
/// of the name (`Courrier 5.11.2012`).
pub(super) fn of(path: &str) -> String {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let Some((stem, extension)) = name.rsplit_once('.') else { return String::new() };
    let sound = !stem.is_empty()
        && (1..=8).contains(&extension.len())
        && extension.starts_with(|c: char| c.is_ascii_alphabetic())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if sound { extension.to_ascii_lowercase() } else { String::new() }
}

/// Extensions of formats that are told by their first bytes alone.
const TOLD_BY_CONTENT: &[&str] = &[
    "pdf", "docx", "odt", "odp", "pptx", "epub", "rtf", "xlsx", "ods", "png", "jpg",
    "jpeg", "tif", "tiff", "zip", "tar", "gz", "tgz", "bz2", "xz", "zst", "warc", "xml",
    "mht", "mhtml", "mbox",
];

/// Why a file whose first bytes tell nothing is not read, when its extension promises a
/// format that is.
pub(super) fn unkept(path: &str) -> Option<Fault> {
    let extension = of(path);
    TOLD_BY_CONTENT.contains(&extension.as_str()).then(|| {
        Fault::Damaged(format!(
            "it does not begin as a `.{extension}` does; get it again, \
             or give it the extension of what it is"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_and_what_only_looks_like_one() {
        let case = |path, expected| assert_eq!(of(path), expected, "{path}");
        case("d.zip/Port.TXT", "txt");
        case("a.tar.gz", "gz");
        case("d/Courrier 5.11.2012", "");
        case("d.zip/port", "");
        case(".pdf", "");
    }

    #[test]
    fn promises_that_are_not_kept() {
        let told = |path| unkept(path).map(|fault| fault.to_string());
        let damaged = "damaged: it does not begin as a `.docx` does; get it again, \
            or give it the extension of what it is";
        assert_eq!(told("d/A.DOCX").as_deref(), Some(damaged));
        assert_eq!([told("a.txt"), told("a.xyz"), told("pdf")], [None, None, None]);
    }
}
