//! Mail: one message, or a mailbox of them. A message is an article, or several when it
//! is an alert that lists what was published. A web page saved as a message is a page.

mod alert;
mod body;
mod head;
mod message;
mod page;
mod parameter;
mod part;
mod parts;
mod words;

use super::cut::{Cutter, Mark, Piece};
use super::{
    Fault, address, archive, block, cut, encoding, export, fields, html, intake,
    mojibake, text,
};
use intake::Intake;
pub(super) use page::{is_saved as is_saved_page, read as read_page};
use std::io::{self, BufRead};

/// Bytes of a message at most.
pub(super) const LARGEST: usize = cut::LONGEST;

/// A message of a mailbox begins with `From `, an address and a date.
pub(super) const MARK: Mark = Mark::Line(is_envelope);

/// Whether a line begins a message, rather than a sentence that starts with this word.
pub(super) fn is_envelope(line: &str) -> bool {
    line.strip_prefix("From ").is_some_and(|rest| {
        let is_year = |word: &str| {
            word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_hour = |word: &str| {
            word.contains(':')
                && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
        };
        rest.split_whitespace().any(is_year) && rest.split_whitespace().any(is_hour)
    })
}

/// Whether these bytes begin a message: lines of a header that only mail has.
pub(super) fn is_message(head: &[u8]) -> bool {
    const TELLING: &[&str] = &[
        "received",
        "return-path",
        "delivered-to",
        "message-id",
        "mime-version",
        "dkim-signature",
        "content-type",
        "x-mailer",
        "list-unsubscribe",
    ];
    const USUAL: &[&str] = &["from", "to", "subject", "date"];
    let head = String::from_utf8_lossy(head);
    let (mut telling, mut usual) = (0, 0);
    for line in head.lines().take_while(|line| !line.is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { break };
        let is =
            |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
        telling += usize::from(is(TELLING));
        usual += usize::from(is(USUAL));
    }
    telling >= 1 && telling + usual >= 2
}

/// Reads a message, or all those of a mailbox.
pub(super) fn read(
    input: &mut dyn BufRead,
    is_mailbox: bool,
    intake: &mut Intake,
) -> io::Result<()> {
    let mark = if is_mailbox { MARK } else { Mark::Line(|_| false) };
    let mut cutter = Cutter::new(input, mark);
    while let Some(piece) = cutter.next()? {
        match piece {
            Piece::Preamble(bytes) => message::read(&bytes, None, intake),
            Piece::TooLong(line) => {
                intake.fault(Some(line), Fault::RecordTooLarge(LARGEST as u64));
            }
            Piece::Record { line, bytes } => {
                message::read(unquoted(&bytes), Some(line), intake);
            }
        }
        if intake.is_stopped() {
            break;
        }
    }
    Ok(())
}

/// A message without its envelope, and lines `>From ` as they were.
fn unquoted(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n').skip(1) {
        let quotes = line.iter().take_while(|byte| **byte == b'>').count();
        let is_quoted = quotes > 0 && line[quotes..].starts_with(b"From ");
        out.extend_from_slice(&line[usize::from(is_quoted)..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn told_from_text() {
        assert!(is_message(b"Received: from a\r\n by b\r\nSubject: Port\r\n\r\nBonjour"));
        assert!(!is_message(b"Date: 5 novembre 2012\nTitre: Le port\n\nIl rouvre."));
        assert!(is_envelope("From a@b.example Mon Nov  5 14:30:00 2012"));
        assert!(!is_envelope("From Paris to Narbonne in 2012"));
        assert_eq!(
            unquoted(b"From a 12:00 2012\nUn\n>From ici\n>>From\n"),
            b"Un\nFrom ici\n>>From\n"
        );
    }
}
