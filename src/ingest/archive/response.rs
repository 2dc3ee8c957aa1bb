//! What a web server answered, as a capture keeps it: status, headers, then the body as
//! it came over the wire, in chunks or packed.

use super::inflate::{self, Inflated, Packing};
use super::warc::lines;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};

/// The body of an answer; `None` when it holds no document. `taken` counts its bytes
/// before they are unpacked, `left` is what may still be unpacked.
pub(super) fn body<'a>(
    stream: &'a mut dyn BufRead,
    taken: &'a Cell<u64>,
    left: &'a Cell<u64>,
) -> io::Result<Option<Box<dyn Read + 'a>>> {
    let Some(lines) = lines(stream)? else { return Ok(None) };
    let value = |name: &str| {
        let mut fields = lines.iter().filter_map(|line| line.split_once(':'));
        let found = fields.find(|(field, _)| field.trim().eq_ignore_ascii_case(name));
        found.map_or(String::new(), |(_, value)| value.trim().to_ascii_lowercase())
    };
    let is_answer = lines[0].split_whitespace().nth(1) == Some("200");
    if !is_answer || !is_document(&value("content-type")) {
        return Ok(None);
    }
    let mut body: Box<dyn BufRead + 'a> = Box::new(stream);
    if value("transfer-encoding").contains("chunked") {
        body = Box::new(BufReader::new(Chunks { stream: body, state: State::First }));
    }
    // Whoever made the capture may have unpacked the body and left the header as it was.
    let declared = value("content-encoding");
    if let Some(packing) = inflate::packing(body.fill_buf()?)
        && matches!(packing, Packing::Gzip | Packing::Zstd)
    {
        let unpacked = inflate::unpack(packing, body, taken)?;
        return Ok(Some(Box::new(Inflated::new(unpacked, taken, left))));
    }
    match declared.as_str() {
        "br" | "deflate" | "compress" => {
            Err(io::Error::other(format!("the encoding `{declared}` is not read")))
        }
        _ => Ok(Some(body)),
    }
}

/// Whether content of this type is a document, rather than a part of a page.
pub(super) fn is_document(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    matches!(
        kind,
        "text/html" | "application/xhtml+xml" | "text/plain" | "application/pdf"
    )
}

/// A body sent in chunks, each after a line that says how long it is; a body that does
/// not begin so was put together by whoever captured it.
struct Chunks<'a> {
    stream: Box<dyn BufRead + 'a>,
    state: State,
}

#[derive(Clone, Copy)]
enum State {
    First,
    /// Before the line of a chunk that is not the first.
    Between,
    /// In a chunk, so many bytes before its end.
    Inside(u64),
    /// In a body without chunks.
    Plain,
    Ended,
}

impl Read for Chunks<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            self.state = match self.state {
                State::Ended => return Ok(0),
                State::Plain => return self.stream.read(into),
                State::First if size(self.stream.fill_buf()?).is_none() => State::Plain,
                State::First | State::Between => match size(&self.line()?) {
                    Some(0) | None => State::Ended,
                    Some(size) => State::Inside(size),
                },
                State::Inside(0) => {
                    self.line()?;
                    State::Between
                }
                State::Inside(left) => {
                    let count = (&mut self.stream).take(left).read(into)?;
                    self.state = State::Inside(left - count as u64);
                    return Ok(count);
                }
            };
        }
    }
}

impl Chunks<'_> {
    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        (&mut self.stream).take(1024).read_until(b'\n', &mut line)?;
        Ok(line)
    }
}

/// The size of a chunk, in hexadecimal at the start of its line.
fn size(line: &[u8]) -> Option<u64> {
    let end = line.iter().position(|byte| !byte.is_ascii_hexdigit())?;
    let is_line = matches!(line[end], b'\r' | b'\n' | b';' | b' ');
    let digits = std::str::from_utf8(&line[..end]).ok()?;
    is_line.then(|| u64::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(answer: &str, expected: Option<&str>) {
        let (taken, left) = (Cell::new(0), Cell::new(1_000));
        let mut stream = answer.as_bytes();
        let found = body(&mut stream, &taken, &left).unwrap().map(|mut body| {
            let mut text = String::new();
            body.read_to_string(&mut text).unwrap();
            text
        });
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn bodies_as_they_come() {
        let answer = |header: &str, body: &str| {
            format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{header}\r\n{body}"
            )
        };
        case(&answer("", "<p>Le port"), Some("<p>Le port"));
        let chunked = "Transfer-Encoding: chunked\r\n";
        let chunks = "6\r\n<p>Le \r\n4;x=1\r\nport\r\n0\r\n\r\n";
        case(&answer(chunked, chunks), Some("<p>Le port"));
        case(&answer(chunked, "<p>Le port"), Some("<p>Le port"));
        case(&answer(chunked, "ff\r\n<p>Le port"), Some("<p>Le port"));
        case("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Rien", None);
        case("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n<p>Rien", None);
        case("", None);
    }
}
