//! Tesseract, and what it says of each word.

use super::columns::{Area, regions};
use super::{BOUNDS, Fault, Page, Trouble, fault, order, run};
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

/// A line of the picture.
struct Line<'a> {
    /// Its block, its paragraph and its own number.
    place: [&'a str; 4],
    text: String,
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

/// The page that a table of tesseract describes: a word on each row, with the numbers of
/// its page, block, paragraph and line, its box and how sure it is.
fn page(table: &str) -> Page {
    let mut lines: Vec<Line> = Vec::new();
    let mut page = Page::default();
    let mut sum = 0.0;
    for row in table.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let [
            _,
            number,
            block,
            paragraph,
            line,
            _,
            left,
            top,
            width,
            height,
            confidence,
            word,
        ] = cells[..]
        else {
            continue;
        };
        let (Ok(confidence), word) = (confidence.parse::<f64>(), word.trim()) else {
            continue;
        };
        if confidence < 0.0 || word.is_empty() {
            continue; // the row of a block or of a line
        }
        let [left, top, width, height] =
            [left, top, width, height].map(|side| side.parse::<f32>().unwrap_or(0.0));
        let place = [number, block, paragraph, line];
        let (right, bottom) = (left + width, top + height);
        match lines.last_mut() {
            Some(line) if line.place == place => {
                line.text.push(' ');
                line.text.push_str(word);
                line.left = line.left.min(left);
                line.top = line.top.min(top);
                line.right = line.right.max(right);
                line.bottom = line.bottom.max(bottom);
            }
            _ => lines.push(Line {
                place,
                text: word.to_owned(),
                left,
                top,
                right,
                bottom,
            }),
        }
        page.words += 1;
        sum += confidence;
    }
    page.confidence = sum / f64::from(page.words.max(1));
    let written: Vec<usize> = (0..lines.len()).collect();
    page.text = order::best(&[text(&lines, &written), text(&lines, &placed(&lines))]);
    page
}

/// The lines in the order they stand in.
fn placed(lines: &[Line]) -> Vec<usize> {
    let area = |line: &Line| Area {
        x: line.left,
        y: -line.top,
        width: line.right - line.left,
        height: line.bottom - line.top,
    };
    let areas: Vec<Area> = lines.iter().map(area).collect();
    regions(&areas).concat()
}

/// The text of lines in some order, with a blank line between paragraphs.
fn text(lines: &[Line], order: &[usize]) -> String {
    let mut text = String::new();
    let mut before = None;
    for line in order.iter().map(|at| &lines[*at]) {
        let paragraph = &line.place[..3];
        text.push_str(match before.replace(paragraph) {
            None => "",
            Some(same) if same == paragraph => "\n",
            Some(_) => "\n\n",
        });
        text.push_str(&line.text);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lines_and_paragraphs() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n\
            5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90.5\tLe\n\
            5\t1\t1\t1\t1\t2\t9\t0\t9\t9\t80\tport\n\
            5\t1\t1\t1\t2\t1\t0\t12\t9\t9\t70\trouvre.\n\
            5\t1\t1\t2\t1\t1\t0\t24\t9\t9\t60\tFin\n";
        let page = page(table);
        assert_eq!(page.text, "Le port\nrouvre.\n\nFin");
        assert_eq!(page.words, 4);
        assert!((page.confidence - 75.125).abs() < 1e-9);
    }
}
