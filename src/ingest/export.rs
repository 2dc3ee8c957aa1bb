//! Exports that hold many articles, one after the other: cut into records, each read by
//! the layout it is in. What a record gives and what is left aside is said here once
//! for all layouts.

use super::block::Block;
use super::cut::{Cutter, LONGEST, Mark, Piece};
use super::ending::Ending;
use super::fields::{Column, Field, Record};
use super::format::Format;
use super::intake::Intake;
use super::{Fault, Settings, html, references, xml};
use crate::article::Origin;
use std::io::{self, BufRead};

/// How the records of a format are cut and read.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    pub(super) mark: Mark,
    /// Reads a record; `None` when it holds no article by nature, as the abbreviations
    /// of a bibliography.
    pub(super) read: fn(&str, &mut Context) -> Result<Option<Entry>, Fault>,
}

/// What a record is read with.
pub(super) struct Context<'a> {
    pub(super) settings: &'a Settings,
    /// What stands before the first record, and holds for all.
    pub(super) preamble: String,
    /// Names of what the record has and an article has not.
    pub(super) unused: Vec<String>,
}

impl Context<'_> {
    /// Says that something is left aside.
    pub(super) fn unused(&mut self, name: impl Into<String>) {
        self.unused.push(name.into());
    }
}

/// What a record gives.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) record: Record,
    pub(super) blocks: Vec<Block>,
}

impl Entry {
    /// Gives a field its value, when there is one.
    pub(super) fn set(&mut self, field: Field, value: impl Into<String>) {
        self.set_all(field, vec![value.into()]);
    }

    /// Gives a field its values. The first given stay.
    pub(super) fn set_all(&mut self, field: Field, values: Vec<String>) {
        let column = Column { field, rank: 0, from: Origin::Metadata };
        self.record.put(column, "", values);
    }
}

/// The layout of a format that is cut into records.
pub(super) fn layout(format: Format) -> Option<Layout> {
    Some(match format {
        Format::Europresse => html::EUROPRESSE,
        Format::EuropresseTable => html::EUROPRESSE_TABLE,
        Format::Factiva => html::FACTIVA,
        Format::LexisNexis => html::LEXISNEXIS,
        Format::FactivaXml => xml::FACTIVA,
        Format::NewsMl => xml::NEWSML,
        Format::NewsMlG2 => xml::NEWSML_G2,
        Format::Nitf => xml::NITF,
        Format::Txm => xml::TXM,
        Format::Feed => xml::FEED,
        Format::Ris => references::RIS,
        Format::BibTex => references::BIBTEX,
        Format::Iramuteq => references::IRAMUTEQ,
        _ => return None,
    })
}

/// Reads every record, each into an article or a fault of its own.
pub(super) fn read(
    input: &mut dyn BufRead,
    layout: Layout,
    settings: &Settings,
    intake: &mut Intake,
) -> io::Result<()> {
    let mut cutter = Cutter::new(input, layout.mark);
    let mut context = Context { settings, preamble: String::new(), unused: Vec::new() };
    let mut ending = Ending::of(intake.format());
    while let Some(piece) = cutter.next()? {
        match piece {
            Piece::Preamble(bytes) => {
                context.preamble = String::from_utf8_lossy(&bytes).into_owned();
                ending.see(&context.preamble);
            }
            Piece::TooLong(line) => {
                ending.pass();
                intake.fault(Some(line), Fault::RecordTooLarge(LONGEST as u64));
            }
            Piece::Record { line, bytes } => {
                let text = String::from_utf8_lossy(&bytes);
                ending.see(&text);
                match (layout.read)(&text, &mut context) {
                    Ok(Some(entry)) => {
                        intake.article(Some(line), entry.record, entry.blocks);
                    }
                    Ok(None) => {}
                    Err(fault) => intake.fault(Some(line), fault),
                }
            }
        }
        for name in context.unused.drain(..) {
            intake.unused(&name);
        }
        if intake.is_stopped() {
            return Ok(());
        }
    }
    if let Some(what) = ending.missing() {
        intake.fault(None, Fault::CutShort(what));
    }
    Ok(())
}
