//! A stream cut where each of its records begins: at a tag, as in an export in HTML or
//! XML, or at a line, as in a mailbox or a list of references. One record is in memory
//! at a time, and one that is broken spoils no other.

use std::io::{self, BufRead};

/// Bytes of a record at most.
pub(super) const LONGEST: usize = 16 * 1024 * 1024;

/// Bytes of a tag or a line looked at to know whether it begins a record.
const LOOK: usize = 1_000;

/// What begins a record.
#[derive(Clone, Copy)]
pub(super) enum Mark {
    /// A tag, given without its `<` and `>`.
    Tag(fn(&str) -> bool),
    /// A line.
    Line(fn(&str) -> bool),
}

/// A record cut out, or what stands before the first.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// What stands before the first record.
    Preamble(Vec<u8>),
    /// A record, from its mark to the next.
    Record {
        /// The line it begins on, from 1.
        line: u64,
        /// What it is made of.
        bytes: Vec<u8>,
    },
    /// A record longer than [`LONGEST`], left out.
    TooLong(u64),
}

/// Cuts a stream into records.
pub(super) struct Cutter<'a> {
    input: &'a mut dyn BufRead,
    mark: Mark,
    longest: usize,
    pending: Vec<u8>,
    /// Where the current piece begins in `pending`, and how far it was looked through.
    start: usize,
    seen: usize,
    line: u64,
    state: State,
    ended: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Preamble,
    Record,
    /// In a piece that is too long: the line it began on.
    TooLong(u64),
    Ended,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(input: &'a mut dyn BufRead, mark: Mark) -> Self {
        Self {
            input,
            mark,
            longest: LONGEST,
            pending: Vec::new(),
            start: 0,
            seen: 0,
            line: 1,
            state: State::Preamble,
            ended: false,
        }
    }

    /// The next piece; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Piece>> {
        while self.state != State::Ended {
            if let Some(at) = self.find() {
                let piece = self.take(at, State::Record);
                self.seen = at + 1;
                if let Some(piece) = piece {
                    return Ok(Some(piece));
                }
            } else if self.ended {
                return Ok(self.take(self.pending.len(), State::Ended));
            } else {
                self.fill()?;
            }
        }
        Ok(None)
    }

    /// Takes what goes from `start` to `end`; nothing when that is empty.
    fn take(&mut self, end: usize, next: State) -> Option<Piece> {
        let bytes = &self.pending[self.start..end];
        let piece = match self.state {
            State::TooLong(line) => Some(Piece::TooLong(line)),
            _ if bytes.is_empty() => None,
            _ if bytes.len() > self.longest => Some(Piece::TooLong(self.line)),
            State::Preamble => Some(Piece::Preamble(bytes.to_vec())),
            _ => Some(Piece::Record { line: self.line, bytes: bytes.to_vec() }),
        };
        self.line += lines(bytes);
        self.start = end;
        self.state = next;
        piece
    }

    fn fill(&mut self) -> io::Result<()> {
        if self.seen - self.start > self.longest {
            if !matches!(self.state, State::TooLong(_)) {
                self.state = State::TooLong(self.line);
            }
            self.line += lines(&self.pending[self.start..self.seen]);
            self.start = self.seen;
        }
        self.pending.drain(..self.start);
        self.seen -= self.start;
        self.start = 0;
        let more = self.input.fill_buf()?;
        let count = more.len();
        self.pending.extend_from_slice(more);
        self.input.consume(count);
        self.ended = count == 0;
        Ok(())
    }

    /// Where the next mark begins, from `seen` on, which moves past what is no mark.
    fn find(&mut self) -> Option<usize> {
        while self.seen < self.pending.len() {
            let rest = &self.pending[self.seen..];
            let at = match self.mark {
                Mark::Tag(_) => memchr::memchr(b'<', rest),
                Mark::Line(_)
                    if self.seen == 0 || self.pending[self.seen - 1] == b'\n' =>
                {
                    Some(0)
                }
                Mark::Line(_) => memchr::memchr(b'\n', rest).map(|at| at + 1),
            };
            let Some(at) = at else {
                self.seen = self.pending.len();
                return None;
            };
            self.seen += at;
            let rest = &self.pending[self.seen..];
            let rest = &rest[..rest.len().min(LOOK)];
            let (close, skipped) =
                if matches!(self.mark, Mark::Tag(_)) { (b'>', 1) } else { (b'\n', 0) };
            let end = memchr::memchr(close, rest);
            if end.is_none() && rest.len() < LOOK && !self.ended {
                return None; // to be seen again with what follows
            }
            let head = rest.get(skipped..end.unwrap_or(rest.len())).unwrap_or_default();
            let head = String::from_utf8_lossy(head);
            let (Mark::Tag(begins) | Mark::Line(begins)) = self.mark;
            if begins(&head) {
                return Some(self.seen);
            }
            self.seen = (self.seen + 1).min(self.pending.len());
        }
        None
    }
}

fn lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// The name of a tag without the prefix of its namespace; nothing for an end tag.
pub(super) fn tag_name(tag: &str) -> &str {
    let end = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    let name = tag.split(end).next().unwrap_or("");
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn cut(text: &str, mark: Mark, longest: usize, buffer: usize) -> Vec<String> {
        let mut input = BufReader::with_capacity(buffer, text.as_bytes());
        let mut cutter = Cutter { longest, ..Cutter::new(&mut input, mark) };
        let mut out = Vec::new();
        while let Some(piece) = cutter.next().unwrap() {
            out.push(match piece {
                Piece::Preamble(bytes) => {
                    format!("0 {}", String::from_utf8(bytes).unwrap())
                }
                Piece::Record { line, bytes } => {
                    format!("{line} {}", String::from_utf8(bytes).unwrap())
                }
                Piece::TooLong(line) => format!("{line} too long"),
            });
        }
        out
    }

    #[track_caller]
    fn case(text: &str, mark: Mark, longest: usize, expected: &[&str]) {
        for buffer in [1, 2, 7, 4096] {
            assert_eq!(cut(text, mark, longest, buffer), expected, "by {buffer}");
        }
    }

    #[test]
    fn at_tags_and_at_lines() {
        let tag = Mark::Tag(|tag| tag_name(tag) == "a");
        case(
            "<r>\n<a x='1'>un</a>\n<n:a>deux</n:a><b><abc></r>",
            tag,
            99,
            &["0 <r>\n", "2 <a x='1'>un</a>\n", "3 <n:a>deux</n:a><b><abc></r>"],
        );
        case("<a/><a/>", tag, 99, &["1 <a/>", "1 <a/>"]);
        case("", tag, 99, &[]);
        case("rien < de\n<", tag, 99, &["0 rien < de\n<"]);
        let line = Mark::Line(|line| line.starts_with("* "));
        case("* un\n* deux\nde* plus\n", line, 99, &["1 * un\n", "2 * deux\nde* plus\n"]);
        case("avant\n* un", line, 99, &["0 avant\n", "2 * un"]);
    }

    #[test]
    fn a_record_too_long_is_left_out() {
        let line = Mark::Line(|line| line.starts_with("* "));
        for buffer in [1, 3, 4096] {
            assert_eq!(
                cut("* un\n* deux,\nbeaucoup trop long\n* trois", line, 12, buffer),
                ["1 * un\n", "2 too long", "4 * trois"],
                "by {buffer}"
            );
        }
    }
}
