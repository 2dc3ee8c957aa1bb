//! CSV: a header, then one article a row. The delimiter is the one that makes sense of
//! the header; columns are known by name or by `kiosque.toml`.

use super::fields::{Column, Field, Record};
use super::intake::Intake;
use super::json_lines::LONGEST;
use super::{Fault, Settings, text};
use csv::{ReaderBuilder, StringRecord};
use std::io::{self, BufRead, Read};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Whether a text without a telling extension starts with the header of a table: two
/// known columns at least, a title or a text among them.
pub(super) fn begins_with_header(start: &str) -> bool {
    let settings = Settings::default();
    let line = start.lines().next().unwrap_or("");
    if line.len() > 2_000 {
        return false;
    }
    is_header(&delimited(line, &settings).1, &settings)
}

/// Whether a row names two known columns at least, a title or a text among them.
pub(super) fn is_header(row: &StringRecord, settings: &Settings) -> bool {
    let fields: Vec<Field> =
        row.iter().filter_map(|name| Some(settings.column(name)?.field)).collect();
    fields.len() >= 2
        && fields.iter().any(|field| matches!(field, Field::Title | Field::Text))
}

/// The delimiter under which the first row has most known columns, then most cells.
fn delimited(start: &str, settings: &Settings) -> (u8, StringRecord) {
    let rows = DELIMITERS.map(|delimiter| {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .delimiter(delimiter)
            .from_reader(start.as_bytes());
        let mut row = StringRecord::new();
        let read = reader.read_record(&mut row).unwrap_or(false);
        (delimiter, if read { row } else { StringRecord::new() })
    });
    let known = |row: &StringRecord| {
        row.iter().filter(|name| settings.column(name).is_some()).count()
    };
    let [first, others @ ..] = rows;
    others.into_iter().fold(first, |best, row| {
        let better = (known(&row.1), row.1.len()) > (known(&best.1), best.1.len());
        if better { row } else { best }
    })
}

/// Reads every row, each into an article or a fault of its own.
pub(super) fn read(
    input: &mut dyn BufRead,
    settings: &Settings,
    intake: &mut Intake,
) -> io::Result<Result<(), Fault>> {
    let start = String::from_utf8_lossy(input.fill_buf()?).into_owned();
    // The reader leaves the second byte of `\r\n` for later, and counts lines by it.
    let first = start.split('\n').next().unwrap_or("");
    let mut skipped = u64::from(first.ends_with('\r'));
    let delimiter = match spreadsheet_hint(first) {
        Some(delimiter) => {
            input.skip_until(b'\n')?;
            skipped += 1;
            delimiter
        }
        None => delimited(&start, settings).0,
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(Bounded {
            inner: input,
            left: LONGEST,
            quotes: Quotes::of(delimiter),
        });
    let mut names = StringRecord::new();
    if !reader.read_record(&mut names)? {
        return Ok(Err(Fault::NoRecord));
    }
    let table = match Table::of(names, settings, intake) {
        Ok(table) => table,
        Err(fault) => return Ok(Err(fault)),
    };
    let (mut row, mut before) = (StringRecord::new(), StringRecord::new());
    let mut held = None; // the line of `before`, which may turn out to be open
    while !intake.is_stopped() {
        let line = reader.position().line() + skipped;
        reader.get_mut().left = LONGEST;
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) if held.is_some() && reader.get_ref().quotes.are_open() => {
                // What it has taken in belongs to other rows.
                let why = "a quote opened in it is never closed; neither it nor what \
                           follows is read";
                intake.fault(held, Fault::Row(why.to_owned()));
                return Ok(Ok(()));
            }
            Ok(false) => break,
            Err(_) if reader.get_ref().left == 0 => {
                release(&mut held, &before, &table, intake);
                intake.fault(Some(line), Fault::RecordTooLarge(LONGEST));
                break;
            }
            Err(error) => return Err(error.into()),
        }
        release(&mut held, &before, &table, intake);
        held = row.position().map(|at| at.line() + skipped).or(Some(line));
        std::mem::swap(&mut row, &mut before);
    }
    release(&mut held, &before, &table, intake);
    Ok(Ok(()))
}

/// Reads the row that was held back, where there is one.
fn release(
    held: &mut Option<u64>,
    row: &StringRecord,
    table: &Table,
    intake: &mut Intake,
) {
    if let Some(line) = held.take().filter(|_| !intake.is_stopped()) {
        table.record(row, line, intake);
    }
}

/// The columns of a table: their names, and what each gives.
pub(super) struct Table {
    names: StringRecord,
    columns: Vec<Option<Column>>,
}

impl Table {
    /// The table with this header; columns that give nothing are said.
    ///
    /// # Errors
    /// [`Fault::NoColumn`] when none gives a title or a text.
    pub(super) fn of(
        names: StringRecord,
        settings: &Settings,
        intake: &mut Intake,
    ) -> Result<Self, Fault> {
        let columns: Vec<Option<Column>> =
            names.iter().map(|name| settings.column(name)).collect();
        let tells = |column: &Column| matches!(column.field, Field::Title | Field::Text);
        if !columns.iter().flatten().any(tells) {
            return Err(Fault::NoColumn(told(&names)));
        }
        for (name, _) in names.iter().zip(&columns).filter(|(_, column)| column.is_none())
        {
            if !name.trim().is_empty() {
                intake.unused(name.trim());
            }
        }
        Ok(Self { names, columns })
    }

    /// Reads a row into an article or a fault of its own.
    pub(super) fn record(&self, row: &StringRecord, line: u64, intake: &mut Intake) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            return; // a spreadsheet's empty row
        }
        let width = self.columns.len();
        if row.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
            let why = format!("{} cells where the header has {width}", row.len());
            return intake.fault(Some(line), Fault::Row(why));
        }
        let mut record = Record::default();
        for ((cell, column), name) in row.iter().zip(&self.columns).zip(&self.names) {
            let put = |column: &Column| record.put(*column, name, vec![cell.to_owned()]);
            if let Some(left) = column.as_ref().and_then(put) {
                intake.unused(left.trim());
            }
        }
        let body = record
            .take(Field::Text)
            .map_or(String::new(), |(texts, _)| texts.join("\n\n"));
        intake.article(Some(line), record, text::blocks(&body));
    }
}

/// The names of columns, for a message.
pub(super) fn told(names: &StringRecord) -> String {
    let names: Vec<&str> = names.iter().map(str::trim).collect();
    cut(&names.join(", "))
}

/// `sep=;`, the line by which spreadsheets name their delimiter.
fn spreadsheet_hint(line: &str) -> Option<u8> {
    let line = line.trim_end().trim_matches('"');
    let sign = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    DELIMITERS.into_iter().find(|delimiter| sign.as_bytes() == [*delimiter])
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(200) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// A reader that fails once a single record has taken too much, as after a quote that
/// is never closed.
struct Bounded<'a> {
    inner: &'a mut dyn BufRead,
    left: u64,
    quotes: Quotes,
}

impl Read for Bounded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other("a record too large"));
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(into.len());
        let read = self.inner.read(&mut into[..most])?;
        self.left -= read as u64;
        into[..read].iter().for_each(|byte| self.quotes.pass(*byte));
        Ok(read)
    }
}

/// Follows the quotation marks as the reader of rows understands them: only one that
/// begins a cell opens it.
struct Quotes {
    delimiter: u8,
    cell: Cell,
}

/// Where in a cell the reading stands.
#[derive(PartialEq)]
enum Cell {
    Start,
    Bare,
    Quoted,
    /// After a quotation mark that closes the cell, unless another follows.
    Closed,
}

impl Quotes {
    fn of(delimiter: u8) -> Self {
        Self { delimiter, cell: Cell::Start }
    }

    fn pass(&mut self, byte: u8) {
        self.cell = match (&self.cell, byte) {
            (Cell::Quoted, b'"') => Cell::Closed,
            (Cell::Start | Cell::Closed, b'"') | (Cell::Quoted, _) => Cell::Quoted,
            (_, b'\r' | b'\n') => Cell::Start,
            (_, byte) if byte == self.delimiter => Cell::Start,
            _ => Cell::Bare,
        };
    }

    fn are_open(&self) -> bool {
        self.cell == Cell::Quoted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mark_that_begins_a_cell_opens_it() {
        let case = |text: &str, are_open| {
            let mut quotes = Quotes::of(b';');
            text.bytes().for_each(|byte| quotes.pass(byte));
            assert_eq!(quotes.are_open(), are_open, "{text}");
        };
        case("a;\"b\n", true);
        case("a;\"b\"\n", false);
        case("a;5\" de plus\n", false);
        case("a;\"il dit \"\"oui", true);
        case("a;\"il dit \"\"oui\"\"\"\n", false);
        case("a;\"b\" c\n", false);
    }
}
