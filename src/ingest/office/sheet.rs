//! XLSX and ODS: tables of articles, read row by row by the columns that CSV knows. The
//! header may stand below a few rows of title; each sheet has its own.

use super::cell::text;
use super::intake::Intake;
use super::table::{Table, is_header, told};
use super::unsaid::{self, Unsaid};
use super::{Fault, Format, Settings};
use super::{Source, package::Package};
use calamine::{Data, Ods, Range, Reader, Sheet, SheetVisible, Xlsx};
use csv::StringRecord;
use memchr::memmem;
use std::collections::BTreeMap;
use std::io::SeekFrom;

/// Rows at the top of a sheet among which its header is looked for.
const HEAD: u64 = 20;

/// Reads every sheet that is a table of articles; the others are said.
///
/// # Errors
/// The workbook is damaged or protected, or none of its sheets is such a table.
pub(super) fn read(
    format: Format,
    source: &mut dyn Source,
    settings: &Settings,
    intake: &mut Intake,
) -> Result<(), Fault> {
    let mut package = Package::open(source)?;
    package.check()?;
    if has_comments(format, &mut package) {
        intake.unused("comments");
    }
    let unsaid = match format {
        Format::Ods => BTreeMap::new(),
        _ => unsaid::of(&mut package).unwrap_or_default(), // damaged, the library says it
    };
    source.seek(SeekFrom::Start(0)).map_err(Fault::Unreadable)?;
    let mut none = Vec::new();
    let mut sheets = 0;
    let mut each = |sheet: &Sheet, read: &mut ReadRows| {
        let mut rows = Rows { settings, intake, table: None, first: None, above: 0 };
        read(&mut rows)?;
        let Rows { table, first, above, .. } = rows;
        if table.is_none() {
            none.extend(first.map(|row| (sheet.name.clone(), row)));
            return Ok(());
        }
        sheets += 1;
        if above > 0 {
            let rows = counted(above, "row");
            intake.unused(&format!("sheet {}: {rows} above its header", sheet.name));
        }
        tell(sheet, unsaid.get(&sheet.name), intake);
        Ok(())
    };
    if format == Format::Ods {
        let mut book = Ods::new(source).map_err(damaged)?;
        for sheet in book.sheets_metadata().to_vec() {
            let range = book.worksheet_range(&sheet.name).map_err(damaged)?;
            each(&sheet, &mut |rows| of_range(&range, rows))?;
        }
    } else {
        let mut book = Xlsx::new(source).map_err(damaged)?;
        for sheet in book.sheets_metadata().to_vec() {
            each(&sheet, &mut |rows| of_cells(&mut book, &sheet.name, rows))?;
        }
    }
    match none.first() {
        Some((_, row)) if sheets == 0 => Err(Fault::NoColumn(row.clone())),
        None if sheets == 0 => Err(Fault::NoRecord),
        _ => {
            for (name, _) in &none {
                intake.unused(&format!("sheet {name}"));
            }
            Ok(())
        }
    }
}

/// Says what a sheet that is read has, and its cells do not tell.
fn tell(sheet: &Sheet, unsaid: Option<&Unsaid>, intake: &mut Intake) {
    let name = &sheet.name;
    if sheet.visible != SheetVisible::Visible {
        intake.hidden(&format!("sheet {name}"));
    }
    let Some(Unsaid { formulas, first, hidden_rows }) = unsaid else { return };
    let place = match (first.as_str(), formulas) {
        ("", _) => String::new(),
        (first, 1) => format!(" ({first})"),
        (first, _) => format!(" (the first in {first})"),
    };
    if *formulas > 0 {
        let what = counted(*formulas, "formula");
        intake.unused(&format!("sheet {name}: {what} without a value{place}"));
    }
    if *hidden_rows > 0 {
        intake.hidden(&format!("sheet {name}: {}", counted(*hidden_rows, "row")));
    }
}

fn counted(count: u64, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

/// Whether a cell has a comment: the library gives none. Where a part that only tells so is
/// damaged, the cells are read all the same.
fn has_comments(format: Format, package: &mut Package) -> bool {
    if format == Format::Ods {
        let content = package.bytes("content.xml").ok().flatten().unwrap_or_default();
        return memmem::find(&content, b"<office:annotation").is_some();
    }
    let main = package.main().unwrap_or_default();
    let parts = package.relations(&main).unwrap_or_default();
    let has = |kind: &str| matches!(kind, "comments" | "threadedComment");
    parts.iter().filter(|part| part.kind == "worksheet").any(|sheet| {
        let parts = package.relations(&sheet.target);
        parts.is_ok_and(|parts| parts.iter().any(|part| has(&part.kind)))
    })
}

/// What reads the rows of a sheet.
type ReadRows<'a> = dyn FnMut(&mut Rows) -> Result<(), Fault> + 'a;

/// The rows of a sheet, as they come.
struct Rows<'a, 'b> {
    settings: &'a Settings,
    intake: &'a mut Intake<'b>,
    /// Its columns, once the header is found.
    table: Option<Table>,
    /// What its first row says, for when it has none.
    first: Option<String>,
    /// How many there are above its header.
    above: u64,
}

impl Rows<'_, '_> {
    /// Takes the row of this number, from 1. Returns whether more are wanted.
    fn take(&mut self, number: u64, cells: &[String]) -> Result<bool, Fault> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(true);
        }
        let row = StringRecord::from(cells);
        match &self.table {
            Some(table) => table.record(&row, number, self.intake),
            None if is_header(&row, self.settings) => {
                self.table = Some(Table::of(row, self.settings, self.intake)?);
            }
            None => {
                self.first.get_or_insert_with(|| told(&row));
                self.above += 1;
                return Ok(number < HEAD);
            }
        }
        Ok(!self.intake.is_stopped())
    }
}

/// The library tells no format of `OpenDocument`: numbers come as they are kept.
fn of_range(range: &Range<Data>, sheet: &mut Rows) -> Result<(), Fault> {
    let first = range.start().map_or(0, |(row, _)| u64::from(row));
    for (number, row) in (first + 1..).zip(range.rows()) {
        let cells: Vec<String> = row.iter().map(|cell| text(cell, None)).collect();
        if !sheet.take(number, &cells)? {
            break;
        }
    }
    Ok(())
}

/// One cell after the other: a sheet with a cell at each end is not laid out in memory.
fn of_cells(
    book: &mut Xlsx<&mut dyn Source>,
    name: &str,
    sheet: &mut Rows,
) -> Result<(), Fault> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(damaged(error)),
    };
    let mut row: Vec<String> = Vec::new();
    let mut number = 0;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
        let (at, column) = cell.get_position();
        if at != number
            && !sheet.take(u64::from(number) + 1, &std::mem::take(&mut row))?
        {
            return Ok(());
        }
        number = at;
        let column = usize::try_from(column).unwrap_or(usize::MAX).min(MOST_COLUMNS);
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        let format = cells.styles().get(style).and_then(|it| it.number_format.as_ref());
        let format = format.map(|format| format.format_code.as_str());
        row[column] = text(&Data::from(cell.get_value().clone()), format);
    }
    sheet.take(u64::from(number) + 1, &row).map(drop)
}

/// Columns of a sheet at most.
const MOST_COLUMNS: usize = 16_384;

fn damaged(error: impl Into<calamine::Error>) -> Fault {
    use calamine::{Error, OdsError, XlsxError};
    match error.into() {
        Error::Xlsx(XlsxError::Password) | Error::Ods(OdsError::Password) => {
            Fault::Password
        }
        error => Fault::Damaged(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    #[track_caller]
    fn case(format: Format, members: &[(&str, &str)], expected: bool) {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in members {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        let mut source = writer.finish().unwrap();
        let mut package = Package::open(&mut source).unwrap();
        assert_eq!(has_comments(format, &mut package), expected, "{members:?}");
    }

    #[test]
    fn comments_of_cells() {
        let relations = |kind: &str, target: &str| {
            format!(
                "<Relationships><Relationship Id='r' Type='http://x/{kind}' Target='{target}'/></Relationships>"
            )
        };
        let book = relations("officeDocument", "xl/workbook.xml");
        let sheets = relations("worksheet", "worksheets/sheet1.xml");
        for (sheet, expected) in [
            (relations("comments", "../comments1.xml"), true),
            (relations("threadedComment", "../threadedComments/1.xml"), true),
            (relations("drawing", "../drawings/1.xml"), false),
            ("<Relationships".to_owned(), false),
        ] {
            let members = [
                ("_rels/.rels", book.as_str()),
                ("xl/workbook.xml", "<workbook/>"),
                ("xl/_rels/workbook.xml.rels", &sheets),
                ("xl/worksheets/_rels/sheet1.xml.rels", &sheet),
            ];
            case(Format::Xlsx, &members, expected);
        }
        let cell = "<table:table-cell><office:annotation/></table:table-cell>";
        case(Format::Ods, &[("content.xml", cell)], true);
        case(Format::Ods, &[("content.xml", "<table:table-cell/>")], false);
        case(Format::Ods, &[], false);
    }
}
