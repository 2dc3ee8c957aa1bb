//! WARC captures of the web: each page that was answered is a member, called by its
//! address. The day of the capture is not that of the article.

use super::super::Fault;
use super::{Content, Member, Visit, clean, response};
use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

/// Bytes of the header of a record at most.
const LONGEST_HEADER: u64 = 64 * 1024;

/// Hands on the documents that were captured, in their order; what is no page (pictures,
/// scripts, requests, redirections) is no document.
pub(super) fn each(
    stream: &mut dyn BufRead,
    left: &Cell<u64>,
    visit: &mut Visit,
) -> Result<(), Fault> {
    while let Some(header) = header(stream).map_err(Fault::Packed)? {
        let mut content = (&mut *stream).take(header.length);
        let name = clean(without_scheme(&header.target).as_bytes());
        let url = Some(header.target);
        let member = |content| Member { name, url, content };
        let taken = Cell::new(0);
        let flow = match header.kind.as_str() {
            "response" => match response::body(&mut content, &taken, left) {
                Ok(None) => visit(member(Content::LeftOut)),
                Ok(Some(mut body)) => visit(member(Content::Bytes(&mut body))),
                Err(error) => visit(member(Content::Refused(Fault::Packed(error)))),
            },
            "resource" | "conversion" if response::is_document(&header.content) => {
                visit(member(Content::Bytes(&mut content)))
            }
            "resource" | "conversion" => visit(member(Content::LeftOut)),
            _ => ControlFlow::Continue(()), // what was asked, and about the capture
        };
        if flow.is_break() {
            break;
        }
        io::copy(&mut content, &mut io::sink()).map_err(Fault::Packed)?;
        if content.limit() > 0 {
            return Err(Fault::packed("the last record is cut"));
        }
    }
    Ok(())
}

/// What is said of a record before its content.
#[derive(Default)]
struct Header {
    kind: String,
    target: String,
    content: String,
    length: u64,
}

/// The next header; `None` at the end.
fn header(stream: &mut dyn BufRead) -> io::Result<Option<Header>> {
    let Some(lines) = lines(stream)? else { return Ok(None) };
    let wrong = |what| io::Error::other(format!("a record {what}"));
    if !lines.first().is_some_and(|line| line.starts_with("WARC/")) {
        return Err(wrong("does not begin with WARC/"));
    }
    let mut header = Header::default();
    let mut length = None;
    for (name, value) in lines.iter().filter_map(|line| line.split_once(':')) {
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => header.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => {
                value.trim_matches(['<', '>']).clone_into(&mut header.target);
            }
            "content-type" => value.clone_into(&mut header.content),
            "content-length" => length = value.parse().ok(),
            _ => {}
        }
    }
    header.length = length.ok_or_else(|| wrong("does not say how long it is"))?;
    Ok(Some(header))
}

/// The lines up to an empty one, those that are empty before them passed over; `None`
/// when there is nothing more.
pub(super) fn lines(stream: &mut dyn BufRead) -> io::Result<Option<Vec<String>>> {
    let mut stream = stream.take(LONGEST_HEADER);
    let mut lines = Vec::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line)? == 0 {
            if stream.limit() == 0 {
                return Err(io::Error::other("a header of more than 64 kB"));
            }
            return Ok((!lines.is_empty()).then_some(lines));
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\r', '\n']);
        match (text.is_empty(), lines.is_empty()) {
            (true, true) => {}
            (true, false) => return Ok(Some(lines)),
            (false, _) => lines.push(text.to_owned()),
        }
    }
}

fn without_scheme(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}
