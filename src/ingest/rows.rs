//! Lines of a table → its rows. A cell in quotes may hold lines, so a row may be several;
//! but a quote that is opened and never closed would take in all the rows that follow.
//! Such a row fails alone, and reading goes on at the next line that is a row by itself.

use super::json_lines::LONGEST;
use csv::{ReaderBuilder, StringRecord};
use memchr::memchr2;
use std::collections::VecDeque;
use std::io::{self, BufRead};

/// Bytes looked at again, in all, for rows after quotes that are never closed.
const MOST_AGAIN: u64 = 1 << 30;

/// Bytes that a row counts for, besides its own.
const A_ROW: u64 = 1024;

/// Reads rows, one by one.
pub(super) struct Rows<'a> {
    input: &'a mut dyn BufRead,
    delimiter: u8,
    /// Lines read and not taken yet.
    lines: VecDeque<Line>,
    /// The line that comes next.
    number: u64,
    /// Bytes that may still be looked at again.
    left: u64,
}

/// A line with the sign that ends it: `\r\n` ends one and makes another, empty.
struct Line {
    number: u64,
    bytes: Vec<u8>,
}

/// What comes next in a table.
#[derive(Debug, PartialEq)]
pub(super) enum Next {
    Row(u64, StringRecord),
    /// A row whose quote is never closed, and the line where reading goes on.
    Open(u64, Option<u64>),
    /// A row of more bytes than one may have.
    TooLarge(u64),
}

/// Lines that make a row together, as its quotes say.
struct Piece {
    lines: usize,
    bytes: u64,
    end: End,
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    Closed,
    /// Something stands between a quote that closes a cell and the end of the cell.
    Loose,
    /// The text ends, or too much has come, before the quote is closed.
    Open,
    /// One line alone is too much.
    TooLarge,
}

impl<'a> Rows<'a> {
    /// The rows of a text whose line `number` comes next.
    pub(super) fn new(input: &'a mut dyn BufRead, delimiter: u8, number: u64) -> Self {
        Self { input, delimiter, lines: VecDeque::new(), number, left: MOST_AGAIN }
    }

    /// The next row. `is_row` tells a row of this table from other text, which is what
    /// there is in the middle of a cell: it decides where reading goes on after a quote
    /// that is never closed.
    pub(super) fn next(
        &mut self,
        is_row: impl Fn(&StringRecord) -> bool,
    ) -> io::Result<Option<Next>> {
        let (number, piece) = loop {
            let Some(piece) = self.piece(0)? else { return Ok(None) };
            if !self.lines[0].is_blank() {
                break (self.lines[0].number, piece);
            }
            self.lines.pop_front();
        };
        let is_open = match piece.end {
            End::Closed => false,
            End::Loose if piece.lines == 1 => false,
            End::Loose | End::Open => true,
            End::TooLarge => return Ok(Some(Next::TooLarge(number))),
        };
        let below = if is_open { self.row_below(piece.lines, is_row)? } else { None };
        if below.is_none() && piece.end != End::Open {
            let row = self.row(0, piece.lines)?;
            self.lines.drain(..piece.lines);
            return Ok(Some(Next::Row(number, row)));
        }
        self.lines.drain(..below.unwrap_or(piece.lines));
        Ok(Some(Next::Open(number, below.map(|_| self.lines[0].number))))
    }

    /// The lines that make a row from one of those at hand; nothing at the end.
    fn piece(&mut self, from: usize) -> io::Result<Option<Piece>> {
        let mut quotes = Quotes::of(self.delimiter);
        let mut bytes = 0;
        for at in from.. {
            let lines = at - from;
            if at == self.lines.len() && !self.more()? {
                let open = Piece { lines, bytes, end: End::Open };
                return Ok((lines > 0).then_some(open));
            }
            let line = &self.lines[at].bytes;
            bytes += line.len() as u64;
            for byte in line {
                quotes.pass(*byte);
            }
            let end = match () {
                () if bytes >= LONGEST && lines == 0 => End::TooLarge,
                () if bytes >= LONGEST => End::Open,
                () if quotes.are_open() => continue,
                () if quotes.are_loose => End::Loose,
                () => End::Closed,
            };
            return Ok(Some(Piece { lines: lines + 1, bytes, end }));
        }
        Ok(None)
    }

    /// The first of so many lines at hand, save the first of all, that is a row.
    fn row_below(
        &mut self,
        lines: usize,
        is_row: impl Fn(&StringRecord) -> bool,
    ) -> io::Result<Option<usize>> {
        for below in 1..lines {
            let Some(piece) = self.piece(below)? else { break };
            let Some(left) = self.left.checked_sub(piece.bytes + A_ROW) else { break };
            self.left = left;
            if piece.end == End::Closed && is_row(&self.row(below, piece.lines)?) {
                return Ok(Some(below));
            }
        }
        Ok(None)
    }

    /// The cells of a row made of so many lines.
    fn row(&self, from: usize, lines: usize) -> io::Result<StringRecord> {
        let lines = self.lines.range(from..from + lines);
        let bytes = lines.map(|line| line.bytes.as_slice()).collect::<Vec<_>>().concat();
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .buffer_capacity(bytes.len())
            .from_reader(bytes.as_slice());
        let mut row = StringRecord::new();
        reader.read_record(&mut row)?;
        Ok(row)
    }

    /// Reads one more line; whether there is one.
    fn more(&mut self) -> io::Result<bool> {
        let mut bytes = Vec::new();
        loop {
            let rest = self.input.fill_buf()?;
            let end = memchr2(b'\r', b'\n', rest).map(|at| at + 1);
            let taken = end.unwrap_or(rest.len());
            bytes.extend_from_slice(&rest[..taken]);
            self.input.consume(taken);
            if end.is_some() || taken == 0 || bytes.len() as u64 >= LONGEST {
                break;
            }
        }
        if bytes.is_empty() {
            return Ok(false);
        }
        let number = self.number;
        self.number += u64::from(bytes.ends_with(b"\n"));
        self.lines.push_back(Line { number, bytes });
        Ok(true)
    }
}

impl Line {
    fn is_blank(&self) -> bool {
        matches!(self.bytes.as_slice(), b"\r" | b"\n")
    }
}

/// Follows the quotation marks as the reader of rows understands them: only one that
/// begins a cell opens it.
struct Quotes {
    delimiter: u8,
    cell: Cell,
    /// Whether something followed a mark that closes a cell.
    are_loose: bool,
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
        Self { delimiter, cell: Cell::Start, are_loose: false }
    }

    fn pass(&mut self, byte: u8) {
        self.cell = match (&self.cell, byte) {
            (Cell::Quoted, b'"') => Cell::Closed,
            (Cell::Start | Cell::Closed, b'"') | (Cell::Quoted, _) => Cell::Quoted,
            (_, b'\r' | b'\n') => Cell::Start,
            (_, byte) if byte == self.delimiter => Cell::Start,
            (Cell::Closed, _) => {
                self.are_loose = true;
                Cell::Bare
            }
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
    use proptest::prelude::*;

    /// The first cell of each row and its line; `!` for one whose quote is never closed.
    fn read(text: &str) -> Vec<(u64, String)> {
        let mut input = text.as_bytes();
        let mut rows = Rows::new(&mut input, b';', 1);
        let mut found = Vec::new();
        while let Some(next) = rows.next(|row| row.len() == 3).unwrap() {
            found.push(match next {
                Next::Row(line, row) => (line, row[0].to_owned()),
                Next::Open(line, on) => (line, format!("! {}", on.unwrap_or(0))),
                Next::TooLarge(_) => panic!("too large"),
            });
        }
        found
    }

    #[track_caller]
    fn case(text: &str, expected: &[(u64, &str)]) {
        let found = read(text);
        let found: Vec<(u64, &str)> =
            found.iter().map(|(line, cell)| (*line, cell.as_str())).collect();
        assert_eq!(found, expected, "{text}");
        if !text.contains('\r') {
            assert_eq!(read(&text.replace('\n', "\r\n")), read(text), "{text}");
        }
    }

    #[test]
    fn rows_of_one_line_and_of_many() {
        case("a;b;c\nd;e;f\n", &[(1, "a"), (2, "d")]);
        case("a;b;c\n\nd;e;f", &[(1, "a"), (3, "d")]);
        case("a;\"b\n\nb\";c\nd;e;f\n", &[(1, "a"), (4, "d")]);
        case("a;\"x;y;z\nx;y;z\";c\nd;e;f\n", &[(1, "a"), (3, "d")]);
        case("a;5\" de plus;c\nd;e;f\n", &[(1, "a"), (2, "d")]);
        case("a;\"b\" b;c\nd;e;f\n", &[(1, "a"), (2, "d")]);
        case("a;b;c\rd;e;f\r", &[(1, "a"), (1, "d")]);
        case("", &[]);
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_its_row() {
        case("a;\"b;c\nd;e;f\ng;h;i\n", &[(1, "! 2"), (2, "d"), (3, "g")]);
        case("a;\"b;c\nd;\"e\";f\ng;h;i\n", &[(1, "! 2"), (2, "d"), (3, "g")]);
        case("a;\"b;c\nd;\"e\ne\";f\ng;h;i\n", &[(1, "! 2"), (2, "d"), (4, "g")]);
        case("a;b;c\nd;\"e\n", &[(1, "a"), (2, "! 0")]);
    }

    #[test]
    fn text_cut_short_makes_no_rows() {
        case("a;\"b\nle maire, puis\nla suite\n", &[(1, "! 0")]);
        case("a;\"b\nle maire\nd;e;f\n", &[(1, "! 3"), (3, "d")]);
    }

    #[test]
    fn a_sloppy_cell_of_many_lines_is_kept() {
        case("a;\"il dit\n\"oui\";c\nd;e;f\n", &[(1, "a"), (3, "d")]);
    }

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

    proptest! {
        /// What a library writes is read back, whatever the cells hold.
        #[test]
        fn tables_as_they_are_written(
            cells in prop::collection::vec(["[a-c\";\n\r ]{1,9}", "[a-c\";\n ]{0,9}"], 1..6),
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
            for row in &cells {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let mut input = bytes.as_slice();
            let mut rows = Rows::new(&mut input, b';', 1);
            for row in &cells {
                let Some(Next::Row(_, found)) = rows.next(|row| row.len() == 2).unwrap() else {
                    panic!("no row");
                };
                prop_assert_eq!(found.iter().collect::<Vec<_>>(), row.to_vec());
            }
            prop_assert_eq!(rows.next(|row| row.len() == 2).unwrap(), None);
        }
    }
}
