//! ALTO: the pages of a scanned newspaper and the words read on them. One file is one
//! article, as nothing in it says where an article ends.

use super::block::Block;
use super::cut::{Cutter, Mark, Piece, tag_name};
use super::ending::Ending;
use super::export::Entry;
use super::format::Format;
use super::intake::Intake;
use super::tree::{Element, parse};
use super::{Fault, clean};
use crate::article::Kind;
use std::io::BufRead;

/// Bytes of text of a file at most.
const LARGEST: usize = 64 * 1024 * 1024;

/// Reads all the pages into one article; a page that fails is named, the others are
/// read.
///
/// # Errors
/// The file cannot be read, or holds more text than an article.
pub(in crate::ingest) fn read(
    input: &mut dyn BufRead,
    intake: &mut Intake,
) -> Result<(), Fault> {
    let mut cutter = Cutter::new(input, Mark::Tag(|tag| tag_name(tag) == "Page"));
    let mut entry = Entry::default();
    let (mut page, mut size) = (0, 0);
    let mut ending = Ending::of(Format::Alto);
    while let Some(piece) = cutter.next().map_err(Fault::Unreadable)? {
        page += 1;
        match piece {
            Piece::Preamble(bytes) => {
                page -= 1;
                ending.see(&String::from_utf8_lossy(&bytes));
            }
            Piece::TooLong(line) => {
                ending.pass();
                intake
                    .fault(Some(line), Fault::RecordTooLarge(super::cut::LONGEST as u64));
            }
            Piece::Record { line, bytes } => {
                let text = String::from_utf8_lossy(&bytes);
                ending.see(&text);
                match parse(&text) {
                    Ok(root) => {
                        let read: Vec<Block> = blocks(&root, page).collect();
                        size += read.iter().map(|block| block.text.len()).sum::<usize>();
                        entry.blocks.extend(read);
                    }
                    Err(fault) => intake.fault(Some(line), fault),
                }
            }
        }
        if size > LARGEST {
            return Err(Fault::TooLarge { bytes: size as u64, limit: LARGEST as u64 });
        }
    }
    intake.article(None, entry.record, entry.blocks);
    if let Some(what) = ending.missing() {
        intake.fault(None, Fault::CutShort(what));
    }
    Ok(())
}

/// A block of text is a paragraph; those without words are pictures and rules.
fn blocks(page: &Element, number: u32) -> impl Iterator<Item = Block> {
    let texts: Vec<String> = page.all("TextBlock").into_iter().map(text).collect();
    texts
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(move |text| Block { page: Some(number), ..Block::new(Kind::Text, text) })
}

/// Its lines joined; of a word cut in two the first half says the whole.
fn text(block: &Element) -> String {
    let mut out = String::new();
    for line in block.all("TextLine") {
        for part in line.elements() {
            match part.name.as_str() {
                "SP" => out.push(' '),
                "String" => {
                    let whole = part.attribute("SUBS_CONTENT");
                    match part.attribute("SUBS_TYPE") {
                        Some("HypPart2") if whole.is_some() => {}
                        Some(_) => out.push_str(whole.unwrap_or_else(|| content(part))),
                        None => out.push_str(content(part)),
                    }
                }
                _ => {}
            }
        }
        out.push(' ');
    }
    clean::line(&out)
}

fn content(part: &Element) -> &str {
    part.attribute("CONTENT").unwrap_or("")
}
