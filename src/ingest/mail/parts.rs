//! Which parts of a message are its text. Those that stand one after the other all are;
//! of several ways of saying the same (`multipart/alternative`), those in HTML where
//! there are some. Whatever else it holds is attached.

use mail_parser::{ContentType, Message, MessagePart, MimeHeaders, PartType};
use memchr::memmem;

/// What a part gives to the text of its message, the best last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Nothing of its own: it holds other parts.
    #[default]
    None,
    /// Nothing: it is a document by itself.
    Attached,
    /// Plain text.
    Plain,
    /// Text in HTML.
    Html,
}

/// The form of each part of a message.
///
/// The library's own lists leave out the text of a message that is cut short, and some
/// that stands beside alternatives.
pub(super) fn forms(message: &Message) -> Vec<Form> {
    let mut forms = vec![Form::Attached; message.parts.len()];
    if let Some(first) = message.parts.first() {
        forms[0] = form(first, true, false);
    }
    for part in &message.parts {
        let is_related = part.is_content_type("multipart", "related");
        for (at, child) in children(part).enumerate() {
            if let Some(found) = message.parts.get(child) {
                forms[child] = form(found, at == 0, is_related);
            }
        }
    }
    forms
}

fn form(part: &MessagePart, is_first: bool, is_related: bool) -> Form {
    let kind = part.content_type();
    let is_attached = part.content_disposition().is_some_and(ContentType::is_attachment)
        || !is_first && (is_related || part.attachment_name().is_some());
    match (&part.body, kind.map(|kind| (kind.ctype(), kind.subtype()))) {
        (PartType::Multipart(_), _) => Form::None,
        (PartType::Text(_) | PartType::Html(_), _) if is_attached => Form::Attached,
        (PartType::Html(_), _) | (PartType::Text(_), Some(("text", Some("html")))) => {
            Form::Html
        }
        (PartType::Text(_), None | Some(("text", Some("plain"))))
        // Parts that nothing parts are read as the text that they stand in.
        | (PartType::Text(_) | PartType::Binary(_), Some(("multipart", _))) => Form::Plain,
        _ => Form::Attached,
    }
}

/// Which parts are the text, of those with these forms.
pub(super) fn kept(message: &Message, forms: &[Form]) -> Vec<bool> {
    // A part stands after the one that holds it. No recursion: parts may lie as deep as
    // someone who means harm wants them to.
    let mut best = forms.to_vec();
    for (at, part) in message.parts.iter().enumerate().rev() {
        let found = children(part).filter_map(|child| best.get(child)).max();
        best[at] = best[at].max(found.copied().unwrap_or_default());
    }
    let mut kept = vec![true; forms.len()];
    for (at, part) in message.parts.iter().enumerate() {
        let is_choice = part.is_content_type("multipart", "alternative");
        for child in children(part).filter(|child| *child < forms.len()) {
            kept[child] = kept[at] && (!is_choice || best[child] == best[at]);
        }
    }
    for (kept, form) in kept.iter_mut().zip(forms) {
        *kept &= matches!(form, Form::Plain | Form::Html);
    }
    kept
}

/// The parts that a part holds.
fn children(part: &MessagePart) -> impl Iterator<Item = usize> {
    let held = match &part.body {
        PartType::Multipart(held) => held.as_slice(),
        _ => &[],
    };
    held.iter().map(|id| *id as usize)
}

/// The border that should end the message and does not: what follows was cut off.
pub(super) fn missing_end<'a>(message: &'a Message) -> Option<&'a str> {
    let kind =
        message.root_part().content_type().filter(|kind| kind.ctype() == "multipart")?;
    let border = kind.attribute("boundary")?;
    let end = format!("--{border}--");
    let found = memmem::find(&message.raw_message, end.as_bytes());
    found.is_none().then_some(border)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::MessageParser;

    /// Parts in short: `+` begins a multipart of a kind, `-` ends it; any other word is
    /// the kind of a part, with what distinguishes it after a comma. What is kept and
    /// what is attached is told by their place among the words, from 0.
    #[track_caller]
    fn case(parts: &str, kept_parts: &[usize], attached: &[usize]) {
        let mut lines = vec!["Subject: Port\nFrom: a@a.example".to_owned()];
        let mut open: Vec<String> = Vec::new();
        for (at, word) in parts.split_whitespace().enumerate() {
            if word == "-" {
                lines.push(format!("--{}--", open.pop().unwrap()));
                continue;
            }
            lines.extend(open.last().map(|border| format!("--{border}")));
            if let Some(kind) = word.strip_prefix('+') {
                let border = format!("limite{at}.");
                lines.push(format!(
                    "Content-Type: multipart/{kind}; boundary=\"{border}\"\n"
                ));
                open.push(border);
                continue;
            }
            lines.push(match word.split_once(',') {
                None => format!("Content-Type: {word}\n"),
                Some((kind, "name")) => format!("Content-Type: {kind}; name=quai.txt\n"),
                Some((kind, _)) => {
                    format!("Content-Type: {kind}\nContent-Disposition: attachment\n")
                }
            });
            lines.push("Le quai".to_owned());
        }
        let raw = lines.join("\n") + "\n";
        let message = MessageParser::default().parse(&raw).unwrap();
        let forms = forms(&message);
        // Ends of multiparts are words and no parts.
        let words = parts.split_whitespace().enumerate().filter(|(_, word)| *word != "-");
        let places: Vec<usize> = words.map(|(at, _)| at).collect();
        let told = |is: &dyn Fn(usize) -> bool| -> Vec<usize> {
            (0..forms.len()).filter(|at| is(*at)).map(|at| places[at]).collect()
        };
        let kept = kept(&message, &forms);
        assert_eq!(told(&|at| kept[at]), kept_parts, "kept of {parts}\n{raw}");
        assert_eq!(told(&|at| forms[at] == Form::Attached), attached, "{parts}");
    }

    #[test]
    fn one_after_the_other() {
        case("text/plain", &[0], &[]);
        case("text/html", &[0], &[]);
        case("application/pdf", &[], &[0]);
        case("+mixed text/plain text/html -", &[1, 2], &[]);
        case("+mixed text/html text/plain -", &[1, 2], &[]);
        case("+mixed text/plain image/png text/plain -", &[1, 3], &[2]);
        case("+mixed text/html image/png text/html text/plain -", &[1, 3, 4], &[2]);
        case("+mixed text/plain text/plain,name text/plain,file -", &[1], &[2, 3]);
        case("+mixed text/plain,name text/calendar -", &[1], &[2]);
        case("+related text/html text/html image/png -", &[1], &[2, 3]);
        case("+signed +mixed text/plain text/plain - application/x -", &[2, 3], &[5]);
    }

    #[test]
    fn ways_of_saying_the_same() {
        case("+alternative text/plain text/html -", &[2], &[]);
        case("+alternative text/plain -", &[1], &[]);
        case("+alternative text/plain +related text/html image/png - -", &[3], &[4]);
        case(
            "+alternative text/plain +mixed text/html image/png text/plain - -",
            &[3, 5],
            &[4],
        );
        case(
            "+mixed +alternative text/plain text/html - text/plain text/html -",
            &[3, 5, 6],
            &[],
        );
    }

    #[test]
    fn the_end_that_is_missing() {
        let case = |rest: &str, expected: Option<&str>| {
            let raw = format!("Subject: Port\nContent-Type: multipart/mixed{rest}");
            let message = MessageParser::default().parse(&raw).unwrap();
            assert_eq!(missing_end(&message), expected, "{rest}");
            let forms = forms(&message);
            let kept = kept(&message, &forms);
            let at = kept.iter().position(|kept| *kept).unwrap();
            assert!(memmem::find(message.parts[at].contents(), b"Le quai").is_some());
        };
        case("; boundary=B\n\n--B\n\nLe quai\n--B--\n", None);
        case("; boundary=B\n\n--B\n\nLe quai\n--B\n", Some("B"));
        case("; boundary=B\n\n--B\n\nLe quai", Some("B"));
        case("; boundary=B\n\n--B\nContent-Type: text/html\n\nLe quai", Some("B"));
        case("; boundary=B\n\nLe quai", Some("B"));
        case("\n\nLe quai", None);
        let inner = "\nContent-Type: multipart/alternative; boundary=C\n\n--C\n\nLe quai";
        case(&format!("; boundary=B\n\n--B{inner}"), Some("B"));
        case(&format!("; boundary=B\n\n--B{inner}\n--B--\n"), None);
    }
}
