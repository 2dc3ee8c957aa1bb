//! Documents of office programs: each is a package of parts in XML, or a stream of RTF.

mod cell;
mod compound;
mod docx;
mod docx_styles;
mod epub;
mod factiva;
mod nexis;
mod number;
mod opendocument;
mod package;
mod pptx;
mod row;
mod rtf;
mod rtf_code;
mod rtf_words;
mod sheet;
mod style;
mod unsaid;

use super::{
    Fault, Format, Settings, block, byline, clean, export, fields, fold, html, intake,
    properties, read::Source, table, xml,
};
use crate::article::Kind;
use block::Block;
use export::Entry;
use intake::Intake;

pub(super) use compound::refused as refused_compound;
pub(super) use package::Package;

/// Reads a document whose format was told, and hands its articles on.
///
/// # Errors
/// It is damaged, protected, or made to swell.
pub(super) fn read(
    format: Format,
    source: &mut dyn Source,
    settings: &Settings,
    intake: &mut Intake,
) -> Result<(), Fault> {
    match format {
        Format::Rtf => rtf::read(source, intake),
        Format::Xlsx | Format::Ods => sheet::read(format, source, settings, intake),
        Format::NexisUni => nexis::read(&mut Package::open(source)?, intake),
        _ => {
            let mut package = Package::open(source)?;
            let (entry, properties) = match format {
                Format::Docx => docx::read(&mut package, intake)?,
                Format::Pptx => pptx::read(&mut package)?,
                Format::Epub => epub::read(&mut package, intake)?,
                _ => opendocument::read(&mut package)?,
            };
            finish(entry, properties, intake);
            Ok(())
        }
    }
}

/// Hands on the one article of a document, with what its properties say of it.
fn finish(mut entry: Entry, properties: properties::Properties, intake: &mut Intake) {
    open_cover(&mut entry.blocks);
    for name in properties.fill(&mut entry.record, &entry.blocks) {
        intake.unused(name);
    }
    intake.article(None, entry.record, entry.blocks);
}

/// Makes text of the lines that date or sign a deck of slides: on its cover, the first
/// of them, any box may hold them, and they are read as at the head of a text.
fn open_cover(blocks: &mut [Block]) {
    let cover = blocks.iter_mut().filter(|block| block.page == Some(1));
    for block in cover.filter(|block| block.kind == Kind::ListItem) {
        if byline::read(&block.text).is_some() {
            block.kind = Kind::Text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cover_is_dated_and_signed() {
        let item = |page, text: &str| Block {
            page: Some(page),
            ..Block::new(Kind::ListItem, text)
        };
        let mut blocks = [
            item(1, "Paris, le 5 novembre 2012"),
            item(1, "Le prix de l'heure de calcul"),
            item(2, "Le 6 novembre 2012"),
        ];
        open_cover(&mut blocks);
        let kinds = blocks.map(|block| block.kind);
        assert_eq!(kinds, [Kind::Text, Kind::ListItem, Kind::ListItem]);
    }
}
