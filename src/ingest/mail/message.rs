//! A message → an article: its subject is the title, the list or the sender the
//! publication. What is attached is a document of its own.

use super::archive::{Content, Member, clean};
use super::block::Block;
use super::export::Entry;
use super::fields::Field;
use super::intake::Intake;
use super::parts::{self, Form};
use super::{Fault, alert, body, head, part};
use mail_parser::{
    Address, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};
use std::borrow::Cow;

/// Reads a message that begins at `line` of its mailbox.
pub(super) fn read(bytes: impl AsRef<[u8]>, line: Option<u64>, intake: &mut Intake) {
    let bytes = bytes.as_ref();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return;
    }
    let bytes = head::in_utf8(bytes);
    let Some(message) = MessageParser::default().parse(&bytes) else {
        return intake.fault(line, Fault::Markup("not a message".to_owned()));
    };
    let forms = parts::forms(&message);
    let body = body::read(&message, forms.clone());
    match alert::entries(&message, body.page.as_deref()) {
        Ok(entries) if !entries.is_empty() => {
            for mut entry in entries {
                entry.set(Field::Date, date(&message));
                intake.article(line, entry.record, entry.blocks);
            }
        }
        Ok(_) => {
            if !body.blocks.is_empty() || body.faults.is_empty() {
                let entry = article(&message, body.blocks, body.is_mended);
                intake.article(line, entry.record, entry.blocks);
            }
            for fault in body.faults {
                intake.fault(line, fault);
            }
        }
        Err(fault) => intake.fault(line, fault),
    }
    if let Some(border) = parts::missing_end(&message) {
        let what = format!("there is no `--{border}--`");
        intake.fault(line, Fault::CutShort(what));
    }
    for (part, form) in message.parts.iter().zip(forms) {
        if form == Form::Attached {
            attached(&message, part, intake);
        }
    }
}

/// Reads what is attached as the file that it would be.
fn attached(message: &Message, part: &MessagePart, intake: &mut Intake) {
    let kind = part.content_type().map_or("", |found| found.ctype());
    if kind == "image" && part.content_id().is_some() {
        return; // a picture shown inside the text
    }
    let bytes = match &part.body {
        PartType::Message(inner) => Cow::Borrowed(inner.raw_message()),
        PartType::Text(_) | PartType::Html(_) => {
            let bytes = part::bytes(part, &message.raw_message);
            let text = part::as_declared(part, &bytes).map(String::into_bytes);
            text.map_or(bytes, Cow::Owned)
        }
        _ => Cow::Borrowed(part.contents()),
    };
    let name = match (name(message, part), &part.body) {
        (Some(name), _) => clean(name.as_bytes()),
        (None, PartType::Message(_)) => "message.eml".to_owned(),
        (None, _) => clean(kind.as_bytes()),
    };
    let mut content = bytes.as_ref();
    intake.member(Member { name, url: None, content: Content::Bytes(&mut content) });
}

/// The name of what is attached. Only that of the message was its header put in UTF-8.
fn name<'a>(message: &Message, part: &'a MessagePart) -> Option<Cow<'a, str>> {
    let name = part.attachment_name()?;
    let head =
        message.raw_message.get(part.offset_header as usize..part.offset_body as usize);
    let Some(Cow::Owned(head)) = head.map(head::in_utf8) else {
        return Some(name.into());
    };
    let again = MessageParser::default().parse(&head);
    let again = again.as_ref().and_then(|message| message.root_part().attachment_name());
    Some(again.map_or(name.into(), |again| again.to_owned().into()))
}

fn article(message: &Message, blocks: Vec<Block>, is_mended: bool) -> Entry {
    let mut entry = Entry { blocks, ..Entry::default() };
    entry.record.is_mended = is_mended;
    entry.set(Field::Title, message.subject().unwrap_or_default());
    entry.set(Field::Date, date(message));
    entry.set(Field::Number, message.message_id().unwrap_or_default());
    let sender = sender(message.from());
    match list(message) {
        Some(list) if !list.is_empty() => entry.set(Field::Publication, list),
        Some(_) => entry.set(Field::Publication, sender),
        None => entry.set(Field::Authors, sender),
    }
    entry
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_wrong_charset() {
        for (field, expected) in [
            ("filename=\"=?utf-8?Q?D=E9part.txt?=\"", "Départ.txt"),
            ("filename*=utf-8''D%E9part.txt", "Départ.txt"),
            ("filename=\"R\u{e9}gie.txt\"", "Régie.txt"),
            ("filename*=iso-8859-1''%C3%A9cole.txt", "école.txt"),
            ("filename*=iso-8859-1''D%E9j%E0.txt", "Déjà.txt"),
            ("filename*0*=iso-8859-1''%C9t; filename*1*=%E9.txt", "Été.txt"),
            (
                "filename*0*=utf-8''D%C3;\n filename*1*=%A9p; filename*2=art.txt",
                "Départ.txt",
            ),
            ("filename*0=\"lig\"; filename*1=\"nes.txt\"", "lignes.txt"),
            ("filename=quai.txt", "quai.txt"),
        ] {
            let head =
                "Subject: Port\nContent-Type: multipart/mixed; boundary=B\n\n--B\n";
            let part =
                format!("Content-Disposition: attachment; {field}\n\nLe quai\n--B--\n");
            let part = encoding_rs::WINDOWS_1252.encode(&part).0;
            let raw = [head.as_bytes(), &part].concat();
            let message = MessageParser::default().parse(&raw).unwrap();
            let found = name(&message, &message.parts[1]);
            assert_eq!(found.as_deref(), Some(expected), "{field}");
        }
    }
}
