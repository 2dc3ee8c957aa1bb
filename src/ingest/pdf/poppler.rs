//! Poppler's `pdftotext` and its companions: the best readers of PDF there are, where
//! they are installed.

use super::program::{Bounds, Trouble, run};
use super::xml::{Element, parse};
use super::{Document, Fault, Line, Page, Properties};
use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

const BOUNDS: Bounds = Bounds { time: Duration::from_secs(60), bytes: 64 * 1024 * 1024 };

/// Reads a document; `None` where poppler is not installed.
pub(super) fn read(bytes: &[u8]) -> Result<Option<Document>, Fault> {
    let file = written(bytes)?;
    let path = file.path();
    let raw = match pdftotext(path, &["-raw"]) {
        Ok(text) => text,
        Err(Trouble::Missing) => return Ok(None),
        Err(trouble) => return Err(fault(trouble)),
    };
    // By where words stand, for pages whose words were not written in order.
    let placed = pdftotext(path, &[]).map_err(fault)?;
    let (raw, placed) = (pages(&raw), pages(&placed));
    let mut lines = lines(path).into_iter();
    let mut found: Vec<Page> = raw
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let placed = placed.get(at).map(|text| (*text).to_owned());
            let orders =
                [Some((*text).to_owned()), placed].into_iter().flatten().collect();
            Page { orders, lines: lines.next().unwrap_or_default(), is_picture: false }
        })
        .collect();
    if raw.iter().any(|text| !text.contains(char::is_alphanumeric)) {
        for page in pictures(path) {
            if let Some(page) = found.get_mut(page.wrapping_sub(1)) {
                page.is_picture = true;
            }
        }
    }
    Ok(Some(Document { pages: found, properties: properties(path) }))
}

/// The bytes in a file of their own, gone with the value.
pub(in crate::ingest) fn written(bytes: &[u8]) -> Result<tempfile::NamedTempFile, Fault> {
    let write = || {
        let mut file =
            tempfile::Builder::new().prefix("kiosque-").suffix(".pdf").tempfile()?;
        file.write_all(bytes)?;
        Ok(file)
    };
    write().map_err(Fault::Unreadable)
}

fn pdftotext(path: &Path, options: &[&str]) -> Result<String, Trouble> {
    let options = options.iter().chain(&["-enc", "UTF-8", "-eol", "unix"]);
    let mut arguments: Vec<&OsStr> = options.map(OsStr::new).collect();
    arguments.extend([path.as_os_str(), "-".as_ref()]);
    let bytes = run("pdftotext", &arguments, BOUNDS)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A form feed ends each page.
fn pages(text: &str) -> Vec<&str> {
    text.strip_suffix('\u{c}').unwrap_or(text).split('\u{c}').collect()
}

fn fault(trouble: Trouble) -> Fault {
    match trouble {
        Trouble::Refused(why) if why.contains("Incorrect password") => Fault::Password,
        Trouble::Refused(why) | Trouble::Unbounded(why) => Fault::Damaged(why),
        Trouble::Missing => Fault::Damaged("pdftotext has gone".to_owned()),
    }
}

/// The pages that hold pictures, from 1: one that has no text is a scan.
fn pictures(path: &Path) -> Vec<usize> {
    let listed = run("pdfimages", &["-list".as_ref(), path.as_os_str()], BOUNDS);
    let listed = String::from_utf8(listed.unwrap_or_default()).unwrap_or_default();
    let pages =
        listed.lines().filter_map(|line| line.split_whitespace().next()?.parse().ok());
    pages.collect()
}

/// What the document says of itself; nothing when that cannot be read.
fn properties(path: &Path) -> Properties {
    let options = ["-isodates", "-enc", "UTF-8"].map(OsStr::new);
    let told = run("pdfinfo", &[&options[..], &[path.as_os_str()]].concat(), BOUNDS);
    let told = String::from_utf8(told.unwrap_or_default()).unwrap_or_default();
    let value = |name: &str| {
        let line =
            told.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.unwrap_or("").trim().to_owned()
    };
    let described = match value("Metadata Stream").as_str() {
        "yes" if value("Title").is_empty() => description(path),
        _ => None,
    };
    let or = |text: String, name: &str| match &described {
        Some(tree) if text.is_empty() => tree.line(name),
        _ => text,
    };
    Properties {
        title: or(value("Title"), "title"),
        authors: vec![or(value("Author"), "creator")],
        created: or(value("CreationDate"), "CreateDate"),
        language: String::new(),
    }
}

/// The description in XML (XMP) that newer programs write instead.
fn description(path: &Path) -> Option<Element> {
    let xml = run("pdfinfo", &["-meta".as_ref(), path.as_os_str()], BOUNDS).ok()?;
    parse(&String::from_utf8_lossy(&xml)).ok()
}

/// The lines of each page, with their places; nothing when they cannot be told.
fn lines(path: &Path) -> Vec<Vec<Line>> {
    let Ok(boxes) = pdftotext(path, &["-bbox-layout"]) else { return Vec::new() };
    // Page by page: the tree of a long document would be large.
    let pages = boxes.split_inclusive("</page>").filter_map(|page| {
        let start = page.find("<page")?;
        let tree = parse(&page[start..]).ok()?;
        Some(tree.all("line").into_iter().filter_map(line).collect())
    });
    pages.collect()
}

fn line(line: &Element) -> Option<Line> {
    let words = line.all("word");
    let side = |word: &Element, name: &str| word.attribute(name)?.parse::<f32>().ok();
    let height = |word: &&Element| Some(side(word, "yMax")? - side(word, "yMin")?);
    let height = words.iter().filter_map(height).max_by(f32::total_cmp)?;
    let words: Vec<String> = words.into_iter().map(Element::text).collect();
    Some(Line { text: words.join(" "), top: side(line, "yMin")?, height })
}
