//! The folder that a browser saves beside a « complete » page: scripts, style sheets,
//! pictures, frames. These are parts of the page, and no documents.

use super::extension;
use super::walk::{escaped, on_disk};
use std::fs;
use std::path::Path;

/// What browsers add to the name of the page, in English and in French.
const ENDINGS: &[&str] = &["_files", ".files", "-files", "_fichiers", ".fichiers"];

/// Extensions of pages.
const PAGES: &[&str] = &["html", "htm", "xhtml", "HTML", "HTM"];

/// Extensions of what no browser saves as part of a page: a folder with one of these was
/// filled by someone.
const DOCUMENTS: &[&str] = &[
    "pdf", "doc", "docx", "odt", "rtf", "epub", "ppt", "pptx", "odp", "xls", "xlsx",
    "ods", "eml", "msg", "mbox", "mht", "mhtml", "zip", "warc", "md", "csv", "jsonl",
    "ris", "bib",
];

/// Whether a folder has the name of a page beside it, and nothing but what is saved with
/// pages.
pub(super) fn is_folder_of_page(folder: &Path) -> bool {
    let Some(name) = folder.file_name() else { return false };
    let name = escaped(name.as_encoded_bytes());
    let stem = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
    let Some(stem) = stem.filter(|stem| !stem.is_empty()) else { return false };
    let page = |extension: &&str| {
        folder.with_file_name(on_disk(&format!("{stem}.{extension}"))).is_file()
    };
    folder.is_dir() && PAGES.iter().any(page) && !holds_documents(folder)
}

/// A folder that cannot be listed may hold some.
fn holds_documents(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return true };
    entries.into_iter().any(|entry| {
        let Ok(entry) = entry else { return true };
        let name = escaped(entry.file_name().as_encoded_bytes());
        DOCUMENTS.contains(&extension::of(&name).as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(files: &[&str], folder: &str, expected: bool) {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        assert_eq!(is_folder_of_page(&root.path().join(folder)), expected, "{folder}");
    }

    #[test]
    fn folders_of_pages() {
        for (page, folder) in [
            ("Le port.html", "Le port_files"),
            ("port.htm", "port.files"),
            ("l’été 2012.HTM", "l’été 2012_fichiers"),
        ] {
            let parts = ["a.js", "pub.html", "logo.png", "css", "f.txt"];
            let parts: Vec<String> =
                parts.iter().map(|part| format!("{folder}/{part}")).collect();
            let mut files: Vec<&str> = parts.iter().map(String::as_str).collect();
            case(&files, folder, false);
            files.push(page);
            case(&files, folder, true);
        }
    }

    #[test]
    fn folders_of_documents() {
        case(&["port.html", "port/a.js"], "port", false);
        case(&["port.txt", "port_files/a.js"], "port_files", false);
        case(&["port.html", "port_files"], "port_files", false);
        case(&[".html", "_files/a.js"], "_files", false);
        case(&["port.html", "port_files/a.js", "port_files/b.PDF"], "port_files", false);
    }
}
