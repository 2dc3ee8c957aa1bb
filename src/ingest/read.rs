//! One file → its articles, handed on one by one.

use super::archive::{self, Archive};
use super::cut::{Cutter, Mark, Piece};
use super::digest::Raw;
use super::encoding::Decoder;
use super::fields::{Field, Record};
use super::format::{self, Format};
use super::inside::{Inside, Nest, Step};
use super::intake::{Intake, Out, Reading};
use super::{
    Fault, File, ReadError, Settings, digest, export, extension, front_matter, html,
    json_array, json_lines, mail, markdown, ocr, office, pdf, table, text, xml,
};
use super::{mojibake, values};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::time::Duration;

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
    read_watched(file, settings, Watch { enter: &|_| true, wait: &|_| {} }, out)
}

/// What is told of the reading of a file while it goes on.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// A member of an archive is about to be read: whether it is to be.
    pub enter: &'a dyn Fn(&File) -> bool,
    /// A program of others is about to be run, for so long at most.
    pub wait: &'a dyn Fn(Duration),
}

/// The same for someone who watches.
///
/// # Errors
/// Those of [`read`].
pub fn read_watched(
    file: &File,
    settings: &Settings,
    watch: Watch,
    out: &mut Out,
) -> Result<Reading, ReadError> {
    let whole = |fault| ReadError { path: file.shown(), line: None, fault };
    let mut source = digest::open(&file.absolute).map_err(whole)?;
    let enter = |file: &File| if (watch.enter)(file) { Step::Read } else { Step::Pass };
    let nest = Nest::new(settings, &enter, watch.wait);
    read_from(&mut source, file, Inside::nothing(&nest), out).map_err(whole)
}

/// Whether a file can be read by this very process: it costs what its size says, and
/// what it holds is guarded. Anything else is for a worker that may die of it.
pub fn is_plain(file: &File) -> bool {
    let told = || -> Result<bool, Fault> {
        let mut source = digest::open(&file.absolute)?;
        let mut head = Vec::new();
        (&source).take(HEAD).read_to_end(&mut head).map_err(Fault::Unreadable)?;
        if archive::of(&head).is_some() {
            return Ok(false);
        }
        source.rewind().map_err(Fault::Unreadable)?;
        let Opened::Text(mut input) = open(&mut source, &file.path)? else {
            return Ok(false);
        };
        let start = input.fill_buf().map_err(Fault::Unreadable)?;
        Ok(format::of(&file.path, &String::from_utf8_lossy(start))?.is_plain())
    };
    told().unwrap_or(true) // why it cannot be read is as soon told
}

/// Reads a document, wherever its bytes are.
pub(super) fn read_from(
    source: &mut dyn Source,
    file: &File,
    inside: Inside,
    out: &mut Out,
) -> Result<Reading, Fault> {
    let settings = inside.settings();
    let mut input = match open(source, &file.path)? {
        Opened::Mail(format, mut input) => {
            let mut intake = Intake::new(file, format, inside, out);
            if format == Format::SavedPage {
                mail::read_page(&mut input, &mut intake)?;
                return finish(intake, "as each part says");
            }
            mail::read(&mut input, format == Format::Mailbox, &mut intake)
                .map_err(Fault::Unreadable)?;
            return finish(intake, "as each part says");
        }
        Opened::Archive(archive) => {
            let mut intake = Intake::new(file, Format::Archive, inside, out);
            unpack(archive, source, &file.path, &mut intake)?;
            return finish(intake, "as each member says");
        }
        Opened::Document(format) => {
            let mut intake = Intake::new(file, format, inside, out);
            document(format, source, settings, &mut intake)?;
            return finish(intake, "as it says");
        }
        Opened::Text(input) => input,
    };
    let start = input.fill_buf().map_err(Fault::Unreadable)?;
    let format = format::of(&file.path, &String::from_utf8_lossy(start))?;
    let mut intake = Intake::new(file, format, inside, out);
    match format {
        Format::Text | Format::Markdown => {
            single(&mut input, file, settings, &mut intake)?;
        }
        Format::Html => {
            html::read_page(&whole(&mut input, file)?, None, &mut intake);
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

/// Reads the members of an archive, one after the other.
fn unpack(
    archive: Archive,
    source: &mut dyn Source,
    path: &str,
    intake: &mut Intake,
) -> Result<(), Fault> {
    intake.inside().may_hold()?;
    let left = intake.inside().left();
    archive::each(archive, source, path, left, &mut |member| {
        intake.member(member);
        if intake.is_stopped() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
}

/// Reads a document that is no text, from a file or from bytes.
fn document(
    format: Format,
    source: &mut dyn Source,
    settings: &Settings,
    intake: &mut Intake,
) -> Result<(), Fault> {
    match format {
        Format::Pdf => pdf::read(source, intake),
        Format::Picture => ocr::read(source, intake),
        _ => office::read(format, source, settings, intake),
    }
}

fn finish(intake: Intake, encoding: &'static str) -> Result<Reading, Fault> {
    let is_cut = intake.is_stopped();
    let reading = intake.finish(encoding);
    if reading.articles + reading.failed + reading.left_out == 0 && !is_cut {
        let aside: Vec<String> = reading.unused.into_iter().collect();
        return Err(match aside.join(", ") {
            nothing if nothing.is_empty() => Fault::NoRecord,
            aside => Fault::NoRecordBut(aside),
        });
    }
    Ok(reading)
}

/// Where the bytes of a document are: a file, or memory.
pub(super) trait Source: Read + Seek {}

impl<T: Read + Seek> Source for T {}

/// The bytes of a document, as many as there were when it was opened: a file may grow
/// while it is read.
type Bytes<'a> = io::Take<&'a mut dyn Source>;

/// A document with what is known from its first bytes.
enum Opened<'a> {
    /// Mail, whose parts say themselves how they are encoded.
    Mail(Format, BufReader<Bytes<'a>>),
    /// An archive, to be opened.
    Archive(Archive),
    /// A document that says itself how it is encoded, to be read from its start.
    Document(Format),
    /// Text in some encoding, not empty.
    Text(BufReader<Decoder<Bytes<'a>>>),
}

fn open<'a>(source: &'a mut dyn Source, path: &str) -> Result<Opened<'a>, Fault> {
    let mut head = Vec::new();
    source.take(HEAD).read_to_end(&mut head).map_err(Fault::Unreadable)?;
    if head.is_empty() {
        return Err(Fault::Empty);
    }
    if let Some(format) = format::document(&head, source)? {
        source.rewind().map_err(Fault::Unreadable)?;
        return Ok(Opened::Document(format));
    }
    if let Some(fault) = office::refused_compound(&head, source) {
        return Err(fault);
    }
    if let Some(name) = format::foreign(&head) {
        return Err(Fault::Unsupported(name.to_owned()));
    }
    let size = source.seek(SeekFrom::End(0)).map_err(Fault::Unreadable)?;
    source.rewind().map_err(Fault::Unreadable)?;
    if let Some(archive) = archive::of(&head) {
        return Ok(Opened::Archive(archive));
    }
    let bytes = source.take(size);
    if let Some(format) = format::mail(path, &head) {
        return Ok(Opened::Mail(format, BufReader::new(bytes)));
    }
    let decoder = Decoder::new(bytes).map_err(|fault| match fault {
        Fault::Binary => extension::unkept(path).unwrap_or(fault),
        other => other,
    })?;
    let mut input = BufReader::with_capacity(256 * 1024, decoder);
    let start = input.fill_buf().map_err(Fault::Unreadable)?;
    if start.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::Empty);
    }
    Ok(Opened::Text(input))
}

/// The records of an export that begin at a line, or how else to find them.
pub(super) fn pieces(
    source: &mut dyn Source,
    path: &str,
    line: u64,
) -> Result<Raw, Fault> {
    let (mark, mut input): (Mark, Box<dyn BufRead>) = match open(source, path)? {
        Opened::Mail(Format::Mailbox, input) => (mail::MARK, Box::new(input)),
        Opened::Mail(..) | Opened::Archive(_) | Opened::Document(_) => {
            return Ok(Raw::Whole);
        }
        Opened::Text(mut input) => {
            let start = input.fill_buf().map_err(Fault::Unreadable)?;
            let format = format::of(path, &String::from_utf8_lossy(start))?;
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

/// The text of a file that is one article.
fn whole(input: &mut dyn BufRead, file: &File) -> Result<String, Fault> {
    let too_large = |bytes| Fault::TooLarge { bytes, limit: LARGEST_TEXT };
    if file.size > 2 * LARGEST_TEXT {
        return Err(too_large(file.size)); // even UTF-16 halves it at best
    }
    let mut raw = String::new();
    input.take(LARGEST_TEXT + 1).read_to_string(&mut raw).map_err(Fault::Unreadable)?;
    if raw.len() as u64 > LARGEST_TEXT {
        return Err(too_large(file.size));
    }
    Ok(raw)
}

/// A file that is one article, with front matter perhaps.
fn single(
    input: &mut dyn BufRead,
    file: &File,
    settings: &Settings,
    intake: &mut Intake,
) -> Result<(), Fault> {
    let raw = whole(input, file)?;
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
                intake.fault(Some(1), Fault::FrontMatter(split.language, why));
                (Record::default(), raw.as_str())
            }
        },
    };
    record.is_mended |= is_mended;
    let mut blocks = match intake.format() {
        Format::Markdown => markdown::blocks(body),
        _ => text::blocks(body),
    };
    // Text in the front matter itself: that of the article, or an extract from it.
    let told =
        record.take(Field::Text).map_or(String::new(), |(texts, _)| texts.join("\n\n"));
    if !body.contains(told.trim()) {
        blocks.extend(text::blocks(&told));
    }
    intake.article(None, record, blocks);
    Ok(())
}
