//! What a workbook of Excel has and the library does not tell: formulas that were never
//! computed, whose cells are empty, and rows that are hidden. Sheets are read a second time
//! for that, as a stream, so that none is ever in memory whole.

use super::Fault;
use super::package::Package;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{BufReader, Read};

/// What is not told of one sheet.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unsaid {
    /// Cells that have a formula and no value.
    pub(super) formulas: u64,
    /// Where the first of them is, as `D2`; empty where the sheet does not say.
    pub(super) first: String,
    /// Rows that have something in them and are not shown.
    pub(super) hidden_rows: u64,
}

/// What is not told of each sheet, by name. A part that is damaged is named by whoever
/// reads its cells.
pub(super) fn of(package: &mut Package) -> Result<BTreeMap<String, Unsaid>, Fault> {
    let main = package.main()?;
    let targets = package.targets(&main)?;
    let Some(book) = package.tree(&main)? else { return Ok(BTreeMap::new()) };
    let mut found = BTreeMap::new();
    for sheet in book.all("sheet") {
        let id = sheet.attribute("id").unwrap_or("");
        let (Some(name), Some(part)) = (sheet.attribute("name"), targets.get(id)) else {
            continue;
        };
        if let Some(part) = package.stream(part)? {
            found.insert(name.to_owned(), read(part));
        }
    }
    Ok(found)
}

/// Reads a sheet as far as it is XML.
fn read(part: impl Read) -> Unsaid {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut sheet = Sheet::default();
    let mut event = Vec::new();
    loop {
        event.clear();
        match reader.read_event_into(&mut event) {
            Ok(Event::Start(tag)) => sheet.begin(&tag),
            Ok(Event::End(tag)) => sheet.end(tag.local_name().as_ref()),
            Ok(Event::Text(text)) if !text.is_empty() => {
                sheet.cell.is_filled |= sheet.is_value;
            }
            Ok(Event::CData(_) | Event::GeneralRef(_)) => {
                sheet.cell.is_filled |= sheet.is_value;
            }
            Ok(Event::Eof) | Err(_) => return sheet.unsaid,
            Ok(_) => {}
        }
    }
}

/// A sheet and where its reading stands.
#[derive(Default)]
struct Sheet {
    unsaid: Unsaid,
    /// Whether the row is hidden, and nothing was found in it so far.
    is_hidden: bool,
    cell: Cell,
    /// Whether what comes is the value of the cell.
    is_value: bool,
}

#[derive(Default)]
struct Cell {
    place: String,
    is_computed: bool,
    /// Whether it is told to be a text, which may well be empty.
    is_text: bool,
    is_filled: bool,
}

impl Sheet {
    fn begin(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "row" => {
                let hidden = attribute(tag, "hidden");
                self.is_hidden = matches!(hidden.as_deref(), Some("1" | "true"));
            }
            "c" => {
                let place = attribute(tag, "r").unwrap_or_default();
                let is_text = attribute(tag, "t").is_some_and(|kind| kind == "str");
                self.cell = Cell { place, is_text, ..Cell::default() };
            }
            "f" => self.cell.is_computed = true,
            // A formula may give an empty text, which Excel writes so.
            "v" => {
                self.cell.is_filled |= self.cell.is_text;
                self.is_value = true;
            }
            "is" => self.is_value = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "v" | "is" => self.is_value = false,
            "c" => {
                let cell = std::mem::take(&mut self.cell);
                if cell.is_computed && !cell.is_filled {
                    if self.unsaid.formulas == 0 {
                        self.unsaid.first = cell.place;
                    }
                    self.unsaid.formulas += 1;
                }
                if self.is_hidden && (cell.is_filled || cell.is_computed) {
                    self.unsaid.hidden_rows += 1;
                    self.is_hidden = false;
                }
            }
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let mut named = attributes.filter(|attribute| attribute.key.as_ref() == name);
    named.next().map(|attribute| attribute.value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(rows: &str, formulas: u64, first: &str, hidden_rows: u64) {
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        let expected = Unsaid { formulas, first: first.to_owned(), hidden_rows };
        assert_eq!(read(sheet.as_bytes()), expected, "{rows}");
    }

    #[test]
    fn formulas_that_were_never_computed() {
        case("<row><c r='D2'><f>A2&amp;B2</f></c></row>", 1, "D2", 0);
        case("<row><c r='D2'><f>A2</f><v/></c></row>", 1, "D2", 0);
        case("<row><c r='D2'><f>A2</f><v></v></c><c><f>B2</f></c></row>", 2, "D2", 0);
        case("<row><c><f t='shared' si='0'/></c></row>", 1, "", 0);
        case("<x:row><x:c r='D2'><x:f>A2</x:f></x:c></x:row>", 1, "D2", 0);
    }

    #[test]
    fn formulas_with_a_value() {
        case("<row><c r='D2'><f>1+1</f><v>2</v></c></row>", 0, "", 0);
        case("<row><c r='D2' t='str'><f>A2</f><v>&#233;</v></c></row>", 0, "", 0);
        case("<row><c r='D2' t='str'><f>\"\"</f><v></v></c></row>", 0, "", 0);
        case("<row><c t='inlineStr'><f>A2</f><is><t>Le</t></is></c></row>", 0, "", 0);
        case("<row><c r='D2' s='1'/><c/></row>", 0, "", 0);
        case("<row><c r='D2'><v>2</v></c></row></sheetData><f>A2</f>", 0, "", 0);
    }

    #[test]
    fn rows_that_are_hidden() {
        case("<row hidden='1'><c><v>1</v></c><c><v>2</v></c></row>", 0, "", 1);
        case("<row hidden='true'><c><f>A2</f></c></row><row><c/></row>", 1, "", 1);
        case("<row hidden='1'/><row hidden='1'><c/></row>", 0, "", 0);
        case("<row hidden='0'><c><v>1</v></c></row>", 0, "", 0);
        case("<row hidden='1'><c><v>1</v></c></row><row", 0, "", 1);
    }
}
