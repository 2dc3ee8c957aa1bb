//! One file → its articles, handed on one by one.

use super::encoding::Decoder;
use super::fields::Record;
use super::format::{self, Format};
use super::intake::{Intake, Out, Reading};
use super::{
    Fault, File, ReadError, Settings, digest, export, front_matter, json_lines, markdown,
    table, text, xml,
};
use super::{mojibake, values, walk::shown};
use std::io::{self, BufRead, BufReader, Read};

/// Bytes of a single text at most.
const LARGEST_TEXT: u64 = 64 * 1024 * 1024;

/// Bytes looked at to tell a format.
const HEAD: u64 = 512;

/// Reads a file and hands its articles to `out`, one by one, with the records that
/// failed; memory stays bounded by the largest record. `out` may stop the reading.
///
/// # Errors
/// The file as a whole cannot be read: the system refuses, it is empty or binary, its
/// format has no reader. Articles handed on before are sound.
pub fn read(
    file: &File,
    settings: &Settings,
    out: &mut Out,
) -> Result<Reading, ReadError> {
    let whole = |fault| ReadError { path: shown(&file.absolute), line: None, fault };
    read_file(file, settings, out).map_err(whole)
}

fn read_file(file: &File, settings: &Settings, out: &mut Out) -> Result<Reading, Fault> {
    let mut source = digest::open(&file.absolute)?;
    let mut head = Vec::new();
    source.by_ref().take(HEAD).read_to_end(&mut head).map_err(Fault::Unreadable)?;
    if head.is_empty() {
        return Err(Fault::Empty);
    }
    if let Some(name) = format::foreign(&head) {
        return Err(Fault::Unsupported(name.to_owned()));
    }
    let decoder = Decoder::new(io::Cursor::new(head).chain(source))?;
    let mut input = BufReader::with_capacity(256 * 1024, decoder);
    let start = input.fill_buf().map_err(Fault::Unreadable)?;
    if start.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::Empty);
    }
    let format = format::of(&file.path, &String::from_utf8_lossy(start))?;
    let mut intake = Intake::new(file, format, out);
    match format {
        Format::Text | Format::Markdown => {
            single(&mut input, file, settings, &mut intake)?;
        }
        Format::JsonLines => {
            json_lines::read(&mut input, settings, &mut intake)
                .map_err(Fault::Unreadable)?;
        }
        Format::Csv => {
            table::read(&mut input, settings, &mut intake)
                .map_err(Fault::Unreadable)??;
        }
        Format::Alto => xml::read_alto(&mut input, &mut intake)?,
        _ => {
            let layout = export::layout(format).expect("all others are exports");
            export::read(&mut input, layout, settings, &mut intake)
                .map_err(Fault::Unreadable)?;
        }
    }
    let reading = intake.finish(input.get_ref().encoding());
    if reading.articles + reading.failed == 0 {
        return Err(Fault::NoRecord);
    }
    Ok(reading)
}

/// A file that is one article.
fn single(
    input: &mut dyn BufRead,
    file: &File,
    settings: &Settings,
    intake: &mut Intake,
) -> Result<(), Fault> {
    let too_large = |bytes| Fault::TooLarge { bytes, limit: LARGEST_TEXT };
    if file.size > 2 * LARGEST_TEXT {
        return Err(too_large(file.size)); // even UTF-16 halves it at best
    }
    let mut raw = String::new();
    input.take(LARGEST_TEXT + 1).read_to_string(&mut raw).map_err(Fault::Unreadable)?;
    if raw.len() as u64 > LARGEST_TEXT {
        return Err(too_large(file.size));
    }
    let repaired = mojibake::repaired(&raw);
    let is_mended = repaired.is_some();
    let raw = repaired.unwrap_or(raw).replace("\r\n", "\n");
    let (mut record, body) = match front_matter::split(&raw) {
        None => (Record::default(), raw.as_str()),
        Some(split) => match split.fields {
            Ok(fields) => (
                values::record(fields, settings, &mut |key| intake.unused(key)),
                split.body,
            ),
            Err(why) => {
                intake.fault(Some(1), Fault::FrontMatter(why));
                (Record::default(), raw.as_str())
            }
        },
    };
    record.is_mended |= is_mended;
    let blocks = match intake.format() {
        Format::Markdown => markdown::blocks(body),
        _ => text::blocks(body),
    };
    intake.article(None, record, blocks);
    Ok(())
}
