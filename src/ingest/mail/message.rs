//! A message → an article: its subject is the title, the list or the sender the
//! publication. What is attached is a document of its own.

use super::archive::{Content, Member, clean};
use super::export::Entry;
use super::fields::Field;
use super::intake::Intake;
use super::{Fault, alert, html, text};
use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders, PartType};

/// Reads a message that begins at `line` of its mailbox.
pub(super) fn read(bytes: impl AsRef<[u8]>, line: Option<u64>, intake: &mut Intake) {
    let bytes = bytes.as_ref();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return;
    }
    let Some(message) = MessageParser::default().parse(bytes) else {
        return intake.fault(line, Fault::Markup("not a message".to_owned()));
    };
    // A message without HTML has its text among its parts in HTML too.
    let page = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    });
    match alert::entries(&message, page) {
        Ok(entries) if !entries.is_empty() => {
            for mut entry in entries {
                entry.set(Field::Date, date(&message));
                intake.article(line, entry.record, entry.blocks);
            }
        }
        Ok(_) => match article(&message, page) {
            Ok(entry) => intake.article(line, entry.record, entry.blocks),
            Err(fault) => intake.fault(line, fault),
        },
        Err(fault) => intake.fault(line, fault),
    }
    for part in message.attachments() {
        let kind = part.content_type().map_or("", |found| found.ctype());
        if kind == "image" && part.content_id().is_some() {
            continue; // a picture shown inside the text
        }
        let mut content = match &part.body {
            PartType::Message(inner) => inner.raw_message(),
            _ => part.contents(),
        };
        let name = match (part.attachment_name(), &part.body) {
            (Some(name), _) => clean(name.as_bytes()),
            (None, PartType::Message(_)) => "message.eml".to_owned(),
            (None, _) => clean(kind.as_bytes()),
        };
        intake.member(Member { name, url: None, content: Content::Bytes(&mut content) });
    }
}

fn article(message: &Message, page: Option<&str>) -> Result<Entry, Fault> {
    let mut entry = Entry::default();
    entry.set(Field::Title, message.subject().unwrap_or_default());
    entry.set(Field::Date, date(message));
    entry.set(Field::Number, message.message_id().unwrap_or_default());
    let sender = sender(message.from());
    match list(message) {
        Some(list) if !list.is_empty() => entry.set(Field::Publication, list),
        Some(_) => entry.set(Field::Publication, sender),
        None => entry.set(Field::Authors, sender),
    }
    if let Some(page) = page {
        entry.blocks = html::blocks(html::parse(page)?.root_element(), &|_| false);
    }
    if entry.blocks.is_empty() {
        let plain = message.body_text(0);
        entry.blocks = plain.map(|body| text::blocks(&body)).unwrap_or_default();
    }
    Ok(entry)
}

/// The date as its header writes it: the day is that of the sender.
fn date(message: &Message) -> String {
    message.header_raw("Date").unwrap_or_default().trim().to_owned()
}

/// The name of a list, empty when it has only an address; `None` when there is none.
fn list(message: &Message) -> Option<String> {
    match message.list_id() {
        HeaderValue::Address(found) => {
            Some(found.first()?.name().unwrap_or_default().to_owned())
        }
        HeaderValue::Text(text) => {
            Some(text.split('<').next().unwrap_or_default().trim().to_owned())
        }
        _ => message.header_raw("List-Unsubscribe").map(|_| String::new()),
    }
}

fn sender(from: Option<&Address>) -> String {
    let first = from.and_then(Address::first);
    let name = first.and_then(|found| found.name().or(found.address()));
    name.unwrap_or_default().to_owned()
}
