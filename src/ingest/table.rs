//! CSV: a header, then one article a row. The delimiter is the one that makes sense of
//! the header; columns are known by name or by `kiosque.toml`.

use super::article::day;
use super::fields::{Column, Field, Record};
use super::intake::Intake;
use super::json_lines::LONGEST;
use super::rows::{Next, Rows};
use super::{Fault, Format, Settings, clean, text};
use csv::{ReaderBuilder, StringRecord};
use std::io::{self, BufRead};

/// Characters of a header that are told.
const MOST_TOLD: usize = 200;

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
    let first = start.split('\n').next().unwrap_or("");
    let (delimiter, skipped) = match spreadsheet_hint(first) {
        Some(delimiter) => {
            input.skip_until(b'\n')?;
            (delimiter, 1)
        }
        None => (delimited(&start, settings).0, 0),
    };
    let mut rows = Rows::new(input, delimiter, 1 + skipped);
    let names = match rows.next(|_| false)? {
        Some(Next::Row(_, names)) => names,
        Some(Next::Open(..)) => {
            let why = "a quote opened in its header is never closed";
            return Ok(Err(Fault::Row(why.to_owned())));
        }
        Some(Next::TooLarge(_)) => return Ok(Err(Fault::RecordTooLarge(LONGEST))),
        None => return Ok(Err(Fault::NoRecord)),
    };
    let table = match Table::of(names, settings, intake) {
        Ok(table) => table,
        Err(fault) => return Ok(Err(fault)),
    };
    while !intake.is_stopped() {
        let Some(next) = rows.next(|row| table.is_row(row))? else { break };
        match next {
            Next::Row(line, row) => table.record(&row, line, intake),
            Next::Open(line, on) => {
                let then = match on {
                    Some(on) => format!("reading goes on at line {on}"),
                    None => "neither it nor what follows is read".to_owned(),
                };
                let why = format!("a quote opened in it is never closed; {then}");
                intake.fault(Some(line), Fault::Row(why));
                if on.is_none() {
                    break;
                }
            }
            Next::TooLarge(line) => {
                intake.fault(Some(line), Fault::RecordTooLarge(LONGEST));
                break;
            }
        }
    }
    Ok(Ok(()))
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

    /// Whether a row is one of this table rather than a line of prose that happens to
    /// hold delimiters: as many cells as the header, none that begins with a space, as
    /// prose does after its commas, and a date where one is due.
    fn is_row(&self, row: &StringRecord) -> bool {
        let dates = |column: &Option<Column>| {
            column.as_ref().is_some_and(|column| column.field == Field::Date)
        };
        let is_due = |(cell, column): (&str, &Option<Column>)| {
            !dates(column) || cell.is_empty() || day(cell).is_some()
        };
        self.columns.len() > 1
            && row.len() == self.columns.len()
            && row.iter().all(|cell| !cell.starts_with(' '))
            && row.iter().zip(&self.columns).all(is_due)
    }

    /// Reads a row into an article or a fault of its own.
    pub(super) fn record(&self, row: &StringRecord, line: u64, intake: &mut Intake) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            return; // a spreadsheet's empty row
        }
        let width = self.columns.len();
        let is_sheet = matches!(intake.format(), Format::Xlsx | Format::Ods);
        // In a text, it is the sign of a delimiter that stands inside a cell.
        if !is_sheet && row.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
            let why = format!("{} cells where the header has {width}", row.len());
            return intake.fault(Some(line), Fault::Row(why));
        }
        let is_named =
            |at| self.names.get(at).is_some_and(|name| !name.trim().is_empty());
        let is_known = |at: usize| self.columns.get(at).is_some_and(Option::is_some);
        for (at, cell) in row.iter().enumerate() {
            if !cell.trim().is_empty() && !is_named(at) && !is_known(at) {
                intake.unused(&nameless(at, is_sheet));
            }
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

/// What a column that the header does not name is called, counted from 0: by its letters
/// in a spreadsheet, by its number in a text.
fn nameless(at: usize, is_sheet: bool) -> String {
    let (mut letters, mut left) = (String::new(), at + 1);
    while left > 0 {
        letters.insert(0, ('A'..='Z').nth((left - 1) % 26).expect("26 letters"));
        left = (left - 1) / 26;
    }
    let told = if is_sheet { letters } else { (at + 1).to_string() };
    format!("column {told} without a name")
}

/// The names of columns, for a message.
pub(super) fn told(names: &StringRecord) -> String {
    let names: Vec<&str> = names.iter().map(str::trim).collect();
    clean::cut(&names.join(", "), MOST_TOLD)
}

/// `sep=;`, the line by which spreadsheets name their delimiter.
fn spreadsheet_hint(line: &str) -> Option<u8> {
    let line = line.trim_end().trim_matches('"');
    let sign = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    DELIMITERS.into_iter().find(|delimiter| sign.as_bytes() == [*delimiter])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_a_name() {
        for (at, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(nameless(at, true), format!("column {expected} without a name"));
        }
        assert_eq!(nameless(2, false), "column 3 without a name");
    }
}
