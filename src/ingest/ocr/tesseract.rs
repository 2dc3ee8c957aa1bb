//! Tesseract, and what it says of each word.

use super::{BOUNDS, Fault, Page, Trouble, fault, run};
use std::ffi::OsStr;
use std::path::Path;

/// Its name for French.
pub(super) const LANGUAGE: &str = "fra";

/// Reads a picture.
pub(super) fn read(picture: &Path) -> Result<Page, Fault> {
    let how = ["stdout", "-l", LANGUAGE, "tsv"].map(OsStr::new);
    match run("tesseract", &[&[picture.as_os_str()][..], &how].concat(), BOUNDS) {
        Ok(table) => Ok(page(&String::from_utf8_lossy(&table))),
        Err(trouble) if !matches!(trouble, Trouble::Missing) && !has_language()? => {
            Err(Fault::NeedsOcr)
        }
        Err(trouble) => Err(fault(trouble)),
    }
}

/// Whether its data for French are installed.
fn has_language() -> Result<bool, Fault> {
    let listed = run("tesseract", &["--list-langs".as_ref()], BOUNDS).map_err(fault)?;
    Ok(String::from_utf8_lossy(&listed).lines().any(|line| line.trim() == LANGUAGE))
}

/// The page that a table of tesseract describes: a word on each row, with the numbers of
/// its page, block, paragraph and line.
fn page(table: &str) -> Page {
    let mut page = Page::default();
    let mut sum = 0.0;
    let mut before = Vec::new();
    for row in table.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let [_, number, block, paragraph, line, .., confidence, word] = cells[..] else {
            continue;
        };
        let (Ok(confidence), word) = (confidence.parse::<f64>(), word.trim()) else {
            continue;
        };
        if confidence < 0.0 || word.is_empty() {
            continue; // the row of a block or of a line
        }
        let place = vec![number, block, paragraph, line];
        page.text.push_str(match before.as_slice() {
            [] => "",
            same if same == place => " ",
            same if same[..3] == place[..3] => "\n",
            _ => "\n\n",
        });
        page.text.push_str(word);
        page.words += 1;
        sum += confidence;
        before = place;
    }
    page.confidence = sum / f64::from(page.words.max(1));
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lines_and_paragraphs() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n\
            5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90.5\tLe\n\
            5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t80\tport\n\
            5\t1\t1\t1\t2\t1\t0\t0\t9\t9\t70\trouvre.\n\
            5\t1\t1\t2\t1\t1\t0\t0\t9\t9\t60\tFin\n";
        let page = page(table);
        assert_eq!(page.text, "Le port\nrouvre.\n\nFin");
        assert_eq!(page.words, 4);
        assert!((page.confidence - 75.125).abs() < 1e-9);
    }
}
