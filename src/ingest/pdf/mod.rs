//! PDF: the text of each page in the order it is read, by poppler's programs where they
//! are installed, else by a library; pages that are pictures by OCR.

mod accents;
mod library;
mod parts;
mod poppler;
mod title;

use super::block::Block;
use super::fields::{Column, Field, Record};
use super::intake::Intake;
use super::properties::Properties;
use super::read::Source;
use super::{Fault, columns, fold, line, masthead, ocr, order, program, text, xml};
use crate::article::{Kind, Origin};
use parts::{Line, parted};
use std::io::Read;

/// Bytes of a file at most.
const LARGEST: u64 = 512 * 1024 * 1024;

/// What a reader of PDF finds in a document.
#[derive(Default)]
struct Document {
    pages: Vec<Page>,
    properties: Properties,
}

/// A page.
#[derive(Default)]
struct Page {
    /// Its text in the orders it may be read in, the likeliest first.
    orders: Vec<String>,
    lines: Vec<Line>,
    /// Whether a picture covers it.
    is_picture: bool,
}

/// Reads the whole document as one article.
///
/// # Errors
/// It is damaged, protected by a password, or has no text and cannot be given one.
pub(super) fn read(source: &mut dyn Source, intake: &mut Intake) -> Result<(), Fault> {
    let mut bytes = Vec::new();
    source.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Fault::Unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Fault::TooLarge { bytes: bytes.len() as u64, limit: LARGEST });
    }
    let document = match poppler::read(&bytes)? {
        Some(document) => document,
        None => library::read(&bytes)?,
    };
    let mut record = Record::default();
    let mut pages: Vec<String> = document.pages.iter().map(text_of).collect();
    recognise(&document.pages, &mut pages, &bytes, (&mut record, intake))?;
    let mut blocks = text::blocks(&pages.join("\u{c}"));
    if let [_] = pages.as_slice() {
        set_number_apart(&mut blocks);
    }
    // What stands in the largest letters is what readers call the title.
    let mut put = |field: Field, value: String| {
        record.put(Column { field, rank: 0, from: Origin::Text }, "", vec![value]);
    };
    let lines = document.pages.iter().map(|page| page.lines.as_slice());
    if let Some(largest) = title::largest(lines.filter(|lines| !lines.is_empty()))
        && let Some(title) = title::take(&mut blocks, &largest.title)
    {
        put(Field::Title, title);
        if let Some(name) =
            largest.masthead.filter(|name| masthead::set_apart(&mut blocks, name))
        {
            put(Field::Publication, name);
            if let Some(date) = masthead::take_edition(&mut blocks) {
                put(Field::Date, date);
            }
        }
    }
    masthead::take(&mut blocks, &mut record);
    for name in document.properties.fill(&mut record, &blocks) {
        intake.unused(name);
    }
    intake.article(None, record, blocks);
    Ok(())
}

/// Makes boilerplate of the number of an only page, at either end: where there are others,
/// their borders tell it.
fn set_number_apart(blocks: &mut [Block]) {
    for at in [0, blocks.len().saturating_sub(1)] {
        if let Some(block) = blocks.get_mut(at).filter(|block| block.text == "1") {
            block.kind = Kind::Boilerplate;
        }
    }
}

/// The text of a page in the order that reads best, with its paragraphs apart.
fn text_of(page: &Page) -> String {
    let text = order::best(&page.orders);
    order::without_ligatures(&parted(&text, &page.lines)).into_owned()
}

/// Gives the pages that are pictures the text that OCR finds on them.
fn recognise(
    pages: &[Page],
    texts: &mut [String],
    bytes: &[u8],
    (record, intake): (&mut Record, &mut Intake),
) -> Result<(), Fault> {
    let is_blank = |text: &String| !text.contains(char::is_alphanumeric);
    let is_whole = texts.iter().all(is_blank);
    let wanted: Vec<usize> = (0..texts.len())
        .filter(|at| is_blank(&texts[*at]) && (pages[*at].is_picture || is_whole))
        .collect();
    if wanted.is_empty() {
        return if is_whole { Err(Fault::Nothing) } else { Ok(()) };
    }
    let numbers: Vec<u32> =
        wanted.iter().filter_map(|at| u32::try_from(at + 1).ok()).collect();
    match ocr::pages(bytes, &numbers, intake.inside()) {
        Ok(read) => {
            record.ocr = ocr::confidence(&read);
            for (at, page) in wanted.into_iter().zip(read) {
                texts[at] = page.text;
            }
            Ok(())
        }
        Err(fault) if is_whole => Err(fault),
        Err(fault) => {
            intake.fault(None, Fault::Pages(numbers, Box::new(fault)));
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_only_page_has_a_number_at_its_ends() {
        let texts = ["Le port rouvre.", "1", "bateau", "1"];
        let mut blocks = texts.map(|text| Block::new(Kind::Text, text)).to_vec();
        set_number_apart(&mut blocks);
        let searched: Vec<bool> =
            blocks.iter().map(|block| block.kind.is_searched()).collect();
        assert_eq!(searched, [true, true, true, false]);
        set_number_apart(&mut []);
    }
}
