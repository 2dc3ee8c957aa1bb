//! One file → its articles, handed on one by one.

use super::cut::{Cutter, Mark, Piece};
use super::digest::Raw;
use super::encoding::Decoder;
use super::fields::Record;
use super::format::{self, Format};
use super::intake::{Intake, Out, Reading};
use super::{
    Fault, File, ReadError, Settings, digest, export, front_matter, json_array,
    json_lines, mail, markdown, ocr, office, pdf, table, text, xml,
};
use super::{mojibake, values, walk::shown};
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::Path;

/// Bytes of a single text at most.
const LARGEST_TEXT: u64 = 64 * 1024 * 1024;

/// Bytes looked at to tell a format.
const HEAD: u64 = 4096;

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
    let mut input = match open(&file.absolute, &file.path)? {
        Opened::Mail(format, mut input) => {
            let mut intake = Intake::new(file, format, out);
            mail::read(&mut input, format == Format::Mailbox, &mut intake)
                .map_err(Fault::Unreadable)?;
            return finish(intake, "as each part says");
        }
        Opened::Document(format, mut source) => {
            let mut intake = Intake::new(file, format, out);
            document(format, &mut source, settings, &mut intake)?;
            return finish(intake, "as it says");
        }
        Opened::Text(input) => input,
    };
    let start = input.fill_buf().map_err(Fault::Unreadable)?;
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
        Format::Json | Format::CslJson | Format::Wallabag => {
            json_array::read(&mut input, settings, &mut intake);
        }
        Format::Alto => xml::read_alto(&mut input, &mut intake)?,
        _ => {
            let layout = export::layout(format).expect("all others are exports");
            export::read(&mut input, layout, settings, &mut intake)
                .map_err(Fault::Unreadable)?;
        }
    }
    finish(intake, input.get_ref().encoding())
}

/// Reads a document that is no text, from a file or from bytes.
fn document(
    format: Format,
    source: &mut dyn office::Source,
    settings: &Settings,
    intake: &mut Intake,
) -> Result<(), Fault> {
    match format {
        Format::Pdf => pdf::read(source, settings, intake),
        Format::Picture => ocr::read(source, settings, intake),
        _ => office::read(format, source, settings, intake),
    }
}

fn finish(intake: Intake, encoding: &'static str) -> Result<Reading, Fault> {
    let reading = intake.finish(encoding);
    if reading.articles + reading.failed == 0 {
        return Err(Fault::NoRecord);
    }
    Ok(reading)
}

type Source = io::Chain<io::Cursor<Vec<u8>>, fs::File>;

/// A file with what is known from its first bytes.
enum Opened {
    /// Mail, whose parts say themselves how they are encoded.
    Mail(Format, BufReader<Source>),
    /// A document that says itself how it is encoded, from its start.
    Document(Format, fs::File),
    /// Text in some encoding, not empty.
    Text(BufReader<Decoder<Source>>),
}

fn open(absolute: &Path, path: &str) -> Result<Opened, Fault> {
    let mut source = digest::open(absolute)?;
    let mut head = Vec::new();
    source.by_ref().take(HEAD).read_to_end(&mut head).map_err(Fault::Unreadable)?;
    if head.is_empty() {
        return Err(Fault::Empty);
    }
    if let Some(format) = format::document(&head, &mut source)? {
        source.rewind().map_err(Fault::Unreadable)?;
        return Ok(Opened::Document(format, source));
    }
    if let Some(name) = format::foreign(&head) {
        return Err(Fault::Unsupported(name.to_owned()));
    }
    let mail = format::mail(path, &head);
    let source = io::Cursor::new(head).chain(source);
    if let Some(format) = mail {
        return Ok(Opened::Mail(format, BufReader::new(source)));
    }
    let mut input = BufReader::with_capacity(256 * 1024, Decoder::new(source)?);
    let start = input.fill_buf().map_err(Fault::Unreadable)?;
    if start.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::Empty);
    }
    Ok(Opened::Text(input))
}

/// The records of an export that begin at a line, or how else to find them.
pub(super) fn pieces(absolute: &Path, line: u64) -> Result<Raw, Fault> {
    let path = shown(absolute);
    let (mark, mut input): (Mark, Box<dyn BufRead>) = match open(absolute, &path)? {
        Opened::Mail(Format::Mailbox, input) => (mail::MARK, Box::new(input)),
        Opened::Mail(..) | Opened::Document(..) => return Ok(Raw::Whole),
        Opened::Text(mut input) => {
            let start = input.fill_buf().map_err(Fault::Unreadable)?;
            let format = format::of(&path, &String::from_utf8_lossy(start))?;
            match (export::layout(format), format) {
                (Some(layout), _) => (layout.mark, Box::new(input)),
                (None, Format::Json | Format::CslJson | Format::Wallabag) => {
                    return Ok(Raw::Whole);
                }
                (None, _) => return Ok(Raw::Line),
            }
        }
    };
    let mut cutter = Cutter::new(&mut input, mark);
    let mut found = Vec::new();
    while let Some(piece) = cutter.next().map_err(Fault::Unreadable)? {
        match piece {
            Piece::Record { line: at, bytes } if at == line => found.extend(bytes),
            Piece::Record { line: at, .. } if at > line => break,
            _ => {}
        }
    }
    Ok(Raw::Pieces(found))
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
