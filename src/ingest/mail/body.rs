//! The text of a message, part after part.

use super::block::Block;
use super::parts::{self, Form};
use super::{Fault, html, mojibake, part, text};
use mail_parser::Message;

/// What a message says.
#[derive(Default)]
pub(super) struct Body {
    /// The paragraphs of all its parts, in their order.
    pub(super) blocks: Vec<Block>,
    /// The first of its parts in HTML.
    pub(super) page: Option<String>,
    /// Whether some of it was put right by `mojibake`.
    pub(super) is_mended: bool,
    /// Why parts of it could not be read.
    pub(super) faults: Vec<Fault>,
}

/// A part of the text.
struct Piece {
    text: String,
    blocks: Vec<Block>,
    is_mended: bool,
}

/// Reads the text of a message whose parts have these forms.
pub(super) fn read(message: &Message, mut forms: Vec<Form>) -> Body {
    let mut body = Body::default();
    let mut pieces = Vec::with_capacity(forms.len());
    for (at, form) in forms.iter_mut().enumerate() {
        let piece = piece(message, at, *form).unwrap_or_else(|fault| {
            body.faults.push(fault);
            None
        });
        // A page of nothing but pictures is no better than the text beside it.
        if piece.as_ref().is_none_or(|piece| piece.blocks.is_empty()) {
            *form = Form::None;
        }
        pieces.push(piece);
    }
    let kept = parts::kept(message, &forms);
    for ((piece, form), _) in pieces.into_iter().zip(forms).zip(kept).filter(|it| it.1) {
        let Some(piece) = piece else { continue };
        body.blocks.extend(piece.blocks);
        body.is_mended |= piece.is_mended;
        if form == Form::Html && body.page.is_none() {
            body.page = Some(piece.text);
        }
    }
    body
}

fn piece(message: &Message, at: usize, form: Form) -> Result<Option<Piece>, Fault> {
    if !matches!(form, Form::Plain | Form::Html) {
        return Ok(None);
    }
    let found = &message.parts[at];
    let text = part::text(found, &part::bytes(found, &message.raw_message));
    let repaired = mojibake::repaired(&text);
    let is_mended = repaired.is_some();
    let text = repaired.unwrap_or(text);
    let blocks = match form {
        Form::Html => html::blocks(html::parse(&text)?.root_element(), &|_| false),
        _ => text::blocks(&text),
    };
    Ok(Some(Piece { text, blocks, is_mended }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::MessageParser;

    #[track_caller]
    fn case(kind: &str, parts: &[(&str, &str)], expected: &[&str]) {
        let head =
            format!("Subject: Port\nContent-Type: multipart/{kind}; boundary=B\n\n");
        let parts: String = parts
            .iter()
            .map(|(kind, text)| {
                ["--B\nContent-Type: ", kind, "; charset=utf-8\n\n", text, "\n"].concat()
            })
            .collect();
        let raw = format!("{head}{parts}--B--\n");
        let message = MessageParser::default().parse(&raw).unwrap();
        let body = read(&message, parts::forms(&message));
        let found: Vec<&str> = body.blocks.iter().map(|block| &*block.text).collect();
        assert_eq!(found, expected, "{raw}");
    }

    #[test]
    fn nothing_is_lost() {
        let (plain, html) = ("text/plain", "text/html");
        let foot = "<p>Message réservé aux abonnés.</p>";
        case(
            "mixed",
            &[(plain, "La criée rouvre."), (html, foot)],
            &["La criée rouvre.", "Message réservé aux abonnés."],
        );
        case(
            "mixed",
            &[(html, "<p>La criée rouvre.</p>"), (plain, "Se désabonner.")],
            &["La criée rouvre.", "Se désabonner."],
        );
        case(
            "mixed",
            &[(plain, "Avant."), ("image/png", "x"), (plain, "Après.")],
            &["Avant.", "Après."],
        );
    }

    #[test]
    fn alternatives_are_said_once() {
        let (plain, html) = ("text/plain", "text/html");
        let page = "<p>La criée rouvre.</p>";
        case("alternative", &[(plain, "En ligne"), (html, page)], &["La criée rouvre."]);
        let picture = "<html><body><img src=a></body></html>";
        case("alternative", &[(plain, "En ligne"), (html, picture)], &["En ligne"]);
        let deep = "<div>".repeat(2_000);
        case("alternative", &[(plain, "En ligne"), (html, &deep)], &["En ligne"]);
        let broken = "<p>La criÃ©e a Ã©tÃ© rÃ©novÃ©e.</p>";
        case("mixed", &[(html, broken)], &["La criée a été rénovée."]);
    }
}
