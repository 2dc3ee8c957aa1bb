//! Text of pictures by OCR: what tesseract reads with its French data, kept in a cache,
//! as a page takes seconds.

mod cache;
mod enlarge;
mod tesseract;

use super::fields::Record;
use super::inside::Inside;
use super::intake::Intake;
use super::program::{Bounds, Trouble, run, written};
use super::read::Source;
use super::{Fault, Settings, columns, masthead, order, text};
use cache::Cache;
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

/// What was read on a page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Page {
    /// Its lines; blank lines part its paragraphs.
    pub(super) text: String,
    words: u32,
    /// Mean of what tesseract thinks of each word, in percent.
    confidence: f64,
}

/// Bytes of a picture at most.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Dots an inch that tesseract reads best, and dots of a side at most.
const DENSITY: f64 = 300.0;
const LONGEST_SIDE: f64 = 9_000.0;

/// The time that drawing and reading a page may take.
const BOUNDS: Bounds = Bounds { time: Duration::from_mins(3), bytes: 16 * 1024 * 1024 };

/// Programs that a page of a PDF goes through.
const PROGRAMS: u32 = 3;

/// Reads a picture as one article.
///
/// # Errors
/// OCR is not installed, cannot read the picture, or finds no word on it.
pub(super) fn read(source: &mut dyn Source, intake: &mut Intake) -> Result<(), Fault> {
    let mut bytes = Vec::new();
    source.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Fault::Unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Fault::TooLarge { bytes: bytes.len() as u64, limit: LARGEST });
    }
    let inside = intake.inside();
    let cache = Cache::of(inside.settings(), &bytes);
    let page = cache.page(1, || {
        inside.wait(PROGRAMS * BOUNDS.time);
        picture(&bytes)
    })?;
    let mut record = Record::default();
    record.ocr = confidence(std::slice::from_ref(&page));
    let mut blocks = text::blocks(&page.text);
    masthead::take(&mut blocks, &mut record);
    intake.article(None, record, blocks);
    Ok(())
}

/// What is read on a picture, drawn larger where its dots are few.
fn picture(bytes: &[u8]) -> Result<Page, Fault> {
    if let Some(page) = enlarge::page(bytes) {
        match drawn(&page, 1) {
            Err(Fault::NeedsOcr | Fault::Damaged(_)) => {} // as it is, then
            other => return other,
        }
    }
    let file = written(bytes)?;
    tesseract::read(file.path())
}

/// What is read on a page of a PDF.
fn drawn(pdf: &[u8], number: u32) -> Result<Page, Fault> {
    let file = written(pdf)?;
    let folder = tempfile::tempdir().map_err(Fault::Unreadable)?;
    draw(file.path(), number, &folder.path().join("page"))?;
    tesseract::read(&folder.path().join("page.png"))
}

/// Reads these pages of a PDF, numbered from 1.
///
/// # Errors
/// OCR is not installed, or cannot read one of them.
pub(super) fn pages(
    bytes: &[u8],
    numbers: &[u32],
    inside: Inside,
) -> Result<Vec<Page>, Fault> {
    let cache = Cache::of(inside.settings(), bytes);
    let pages = numbers.iter().map(|number| {
        cache.page(*number, || {
            inside.wait(PROGRAMS * BOUNDS.time);
            drawn(bytes, *number)
        })
    });
    pages.collect()
}

/// Draws a page of a PDF as `TO.png`.
fn draw(pdf: &Path, number: u32, to: &Path) -> Result<(), Fault> {
    let number = number.to_string();
    let page = ["-f", &number, "-l", &number].map(OsStr::new);
    let told = run("pdfinfo", &[&page[..], &[pdf.as_os_str()]].concat(), BOUNDS);
    let told = String::from_utf8(told.map_err(fault)?).unwrap_or_default();
    let density = density(&told).to_string();
    let how = ["-gray", "-png", "-singlefile", "-r", &density].map(OsStr::new);
    let files = [pdf.as_os_str(), to.as_os_str()];
    run("pdftoppm", &[&page[..], &how, &files].concat(), BOUNDS).map(drop).map_err(fault)
}

/// The density to draw a page at, from what `pdfinfo` says of its size in points.
fn density(told: &str) -> u32 {
    let size =
        told.lines().find(|line| line.starts_with("Page") && line.contains("size:"));
    let sides = size.into_iter().flat_map(str::split_whitespace);
    let sides =
        sides.filter_map(|word| word.parse::<f64>().ok().filter(|side| *side > 0.0));
    let longest = sides.fold(1.0, f64::max) / 72.0;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "1 to 300"
    )]
    let density = DENSITY.min(LONGEST_SIDE / longest).max(1.0) as u32;
    density
}

/// The mean confidence of pages, in percent; `None` when no word was read.
pub(super) fn confidence(pages: &[Page]) -> Option<u8> {
    let words: u32 = pages.iter().map(|page| page.words).sum();
    let sum: f64 = pages.iter().map(|page| page.confidence * f64::from(page.words)).sum();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 100"
    )]
    let mean = (sum / f64::from(words)).round().clamp(0.0, 100.0) as u8;
    (words > 0).then_some(mean)
}

fn fault(trouble: Trouble) -> Fault {
    match trouble {
        Trouble::Missing => Fault::NeedsOcr,
        Trouble::Refused(why) | Trouble::Unbounded(why) => Fault::Damaged(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn density_is_bounded() {
        assert_eq!(density("Page    1 size: 595.276 x 841.89 pts (A4)"), 300);
        assert_eq!(density("Page 1 size: 14400 x 14400 pts"), 45);
        assert_eq!(density(""), 300);
    }

    #[test]
    fn confidence_is_that_of_words() {
        let page = |words, confidence| Page { words, confidence, ..Page::default() };
        assert_eq!(confidence(&[page(1, 50.0), page(3, 90.0)]), Some(80));
        assert_eq!(confidence(&[page(0, 0.0)]), None);
    }
}
