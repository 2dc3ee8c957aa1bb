//! The folder that a browser saves beside a « complete » page: scripts, style sheets,
//! pictures, frames. These are parts of the page, and no documents.

use super::extension;
use super::walk::{escaped, on_disk};
use std::collections::BTreeSet;
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

/// Bytes of the name of a member of an archive that is looked at: one of thousands of
/// folders costs its square.
const LONGEST: usize = 1_024;

/// Whether a folder has the name of a page beside it, and nothing but what is saved with
/// pages.
pub(super) fn is_folder_of_page(folder: &Path) -> bool {
    let Some(name) = folder.file_name() else { return false };
    let name = escaped(name.as_encoded_bytes());
    let Some(stem) = stem(&name) else { return false };
    let page = |extension: &&str| {
        folder.with_file_name(on_disk(&format!("{stem}.{extension}"))).is_file()
    };
    folder.is_dir() && PAGES.iter().any(page) && !holds_documents(folder)
}

/// The name of the page that a folder of this name goes with, without its extension.
fn stem(folder: &str) -> Option<&str> {
    let stem = ENDINGS.iter().find_map(|ending| folder.strip_suffix(ending))?;
    (!stem.is_empty()).then_some(stem)
}

/// A folder that cannot be listed may hold some.
fn holds_documents(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return true };
    entries.into_iter().any(|entry| {
        let Ok(entry) = entry else { return true };
        let name = escaped(entry.file_name().as_encoded_bytes());
        is_document(&name)
    })
}

fn is_document(name: &str) -> bool {
    DOCUMENTS.contains(&extension::of(name).as_str())
}

/// Folders of this kind among the members of an archive.
pub(super) struct Folders(BTreeSet<String>);

impl Folders {
    /// Those of an archive whose members have these names.
    pub(super) fn among(members: &BTreeSet<String>) -> Self {
        let is_beside_page = |folder: &str| {
            let name = last(folder);
            let above = &folder[..folder.len() - name.len()];
            let Some(stem) = stem(name) else { return false };
            let page = |it: &&str| members.contains(&format!("{above}{stem}.{it}"));
            PAGES.iter().any(page)
        };
        let mut found = BTreeSet::new();
        let mut filled = BTreeSet::new();
        for member in members {
            for folder in folders(member) {
                if is_document(member) {
                    filled.insert(folder);
                } else if !found.contains(folder) && is_beside_page(folder) {
                    found.insert(folder.to_owned());
                }
            }
        }
        found.retain(|folder| !filled.contains(folder.as_str()));
        Self(found)
    }

    /// Whether a member lies in one of them.
    pub(super) fn hold(&self, member: &str) -> bool {
        folders(member).any(|folder| self.0.contains(folder))
    }
}

/// The folders that a member lies in and that are named after a page.
fn folders(member: &str) -> impl Iterator<Item = &str> {
    let member = if member.len() <= LONGEST { member } else { "" };
    let folders = member.match_indices('/').map(|(at, _)| &member[..at]);
    folders.filter(|folder| stem(last(folder)).is_some())
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
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

    #[test]
    fn members_of_archives() {
        let case = |members: &[&str], left_out: &[&str]| {
            let names = members.iter().map(|name| (*name).to_owned()).collect();
            let folders = Folders::among(&names);
            let held = members.iter().filter(|name| folders.hold(name));
            assert_eq!(held.copied().collect::<Vec<_>>(), left_out, "{members:?}");
        };
        case(&["port.html", "port_files/a.js"], &["port_files/a.js"]);
        case(&["d/port_files/css/a.css", "d/port.htm"], &["d/port_files/css/a.css"]);
        case(&["d/port.html", "port_files/a.js", "port.txt"], &[]);
        case(&["_files/a.js", ".html", "d/_files/a.js", "d/.html"], &[]);
        case(&["port.html", "port_files/a.js", "port_files/d/b.PDF"], &[]);
        case(
            &[
                "a.html",
                "a_files/b.html",
                "a_files/b_files/c.js",
                "a_files/b_files/d.pdf",
            ],
            &[],
        );
    }
}
