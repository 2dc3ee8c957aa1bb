//! A web page that a browser saved as one file (MHTML): a message whose first part in
//! HTML is the page, the others its pictures, styles and frames. Read as the page it is.

use super::encoding::Decoder;
use super::intake::Intake;
use super::{Fault, html, part};
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use std::io::{BufRead, Read};

/// Bytes of a saved page at most, pictures included.
const LARGEST: u64 = 200 * 1024 * 1024;

/// Whether these bytes begin a page saved so: by a line that only Chromium writes, or by
/// a sender that is a browser.
pub(in crate::ingest) fn is_saved(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let is_telling = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        let value = value.trim_start().trim_start_matches(['"', '<']);
        let saver = ["Saved by ", "Enregistré par ", "Enregistr\u{fffd} par "];
        let by_a_browser = || saver.iter().any(|start| value.starts_with(start));
        Some(is("snapshot-content-location") || is("from") && by_a_browser())
    };
    head.lines()
        .take_while(|line| !line.is_empty())
        .any(|line| is_telling(line).unwrap_or(false))
}

/// Reads the page into its article.
pub(in crate::ingest) fn read(
    input: &mut dyn BufRead,
    intake: &mut Intake,
) -> Result<(), Fault> {
    let mut bytes = Vec::new();
    input.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Fault::Unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Fault::TooLarge { bytes: bytes.len() as u64, limit: LARGEST });
    }
    let message = MessageParser::default().parse(&bytes);
    let message = message.ok_or_else(|| Fault::Markup("not a message".to_owned()))?;
    let part = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_)));
    let part = part.ok_or_else(|| Fault::Damaged("no page in it".to_owned()))?;
    let mut page = from_where(&message, part);
    // Browsers that write no charset mean that of the page: told as those of any page.
    Decoder::new(part::bytes(part, &bytes).as_ref())?
        .read_to_string(&mut page)
        .map_err(Fault::Unreadable)?;
    html::read_page(&page, None, intake);
    Ok(())
}

/// The address of the page, as the comment by which browsers say it at the top of a page
/// saved without its pictures.
fn from_where(message: &Message, part: &MessagePart) -> String {
    let of_message = message.header_raw("Snapshot-Content-Location").map(str::trim);
    let Some(url) = part.content_location().or(of_message) else { return String::new() };
    let is_sound = |sign: char| !sign.is_whitespace() && !"<>".contains(sign);
    if url.chars().all(is_sound) {
        format!("<!-- saved from url=({:04}){url} -->\n", url.len())
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn told_from_mail() {
        let case = |head: &[u8], expected| assert_eq!(is_saved(head), expected);
        case(b"From: <Saved by Blink>\r\nSubject: Port\r\n", true);
        case(b"From: \"Saved by Windows Internet Explorer 8\"\r\n", true);
        case("From: <Enregistré par Microsoft Internet Explorer 5>\n".as_bytes(), true);
        case(b"From: <Enregistr\xE9 par Windows Internet Explorer 9>\n", true);
        case(b"Snapshot-Content-Location: https://vigie.example/port\r\n", true);
        case(b"From: lettre@vigie.example\r\n\r\nFrom: <Saved by Blink>", false);
    }
}
