//! The paragraphs of a text in XML, whichever of the news formats it is in: all took
//! their names of elements from HTML or NITF.

use super::block::Block;
use super::tree::{Child, Element};
use super::{Fault, clean, html, text};
use crate::article::Kind;

/// The paragraphs below an element.
///
/// # Errors
/// [`Fault::Markup`] when HTML written inside as text cannot be read.
pub(super) fn blocks(root: &Element) -> Result<Vec<Block>, Fault> {
    if root.elements().next().is_none() {
        return plain(&root.raw());
    }
    let mut blocks = Vec::new();
    let mut open = String::new();
    gather(root, Kind::Text, &mut open, &mut blocks);
    end(&mut open, Kind::Text, &mut blocks);
    Ok(blocks)
}

/// The paragraphs of a text without elements: HTML written as text, or plain text.
///
/// # Errors
/// [`Fault::Markup`] when it is HTML that cannot be read.
pub(super) fn plain(raw: &str) -> Result<Vec<Block>, Fault> {
    let is_tag = |piece: &str| {
        piece.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic())
            && piece.contains('>')
    };
    if raw.split('<').skip(1).any(is_tag) {
        return Ok(html::blocks(html::parse(raw)?.root_element(), &|_| false));
    }
    Ok(text::blocks(raw))
}

fn gather(element: &Element, kind: Kind, open: &mut String, blocks: &mut Vec<Block>) {
    for child in &element.children {
        match child {
            Child::Text(text) => open.push_str(text),
            Child::Element(inner) => match stands_alone(&inner.name, kind) {
                Some(inner_kind) => {
                    end(open, kind, blocks);
                    gather(inner, inner_kind, open, blocks);
                    end(open, inner_kind, blocks);
                }
                None if matches!(inner.name.as_str(), "br" | "lb") => open.push(' '),
                None => gather(inner, kind, open, blocks),
            },
        }
    }
}

/// The kind of the paragraphs of an element that stands on lines of its own.
fn stands_alone(name: &str, outer: Kind) -> Option<Kind> {
    Some(match name.to_ascii_lowercase().as_str() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hl1" | "hl2" | "head"
        | "subheadline" => Kind::Heading,
        "li" | "item" => Kind::ListItem,
        "blockquote" | "bq" | "quote" => Kind::Quote,
        "caption" | "figcaption" | "media-caption" | "media.caption" => Kind::Caption,
        "p" | "paragraph" | "block" | "div" | "section" | "article" | "table" | "tr"
        | "td" | "th" | "ul" | "ol" | "dl" | "dt" | "dd" | "pre" | "media" | "body"
        | "body.content" | "body.end" | "hr" | "note" => outer,
        _ => return None,
    })
}

fn end(open: &mut String, kind: Kind, blocks: &mut Vec<Block>) {
    let text = clean::line(&std::mem::take(open));
    if text.chars().any(|c| !c.is_whitespace()) {
        blocks.push(Block::new(kind, text));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse;
    use super::*;

    #[track_caller]
    fn case(xml: &str, expected: &[(Kind, &str)]) {
        let blocks = blocks(&parse(xml).unwrap()).unwrap();
        let found: Vec<(Kind, &str)> =
            blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn paragraphs() {
        use Kind::{Caption, Heading, ListItem, Text};
        case(
            "<x><p>Le <em>port</em>\n rouvre.</p><hl2>Criée</hl2>seul<ul><li>a</li></ul></x>",
            &[
                (Text, "Le port rouvre."),
                (Heading, "Criée"),
                (Text, "seul"),
                (ListItem, "a"),
            ],
        );
        case(
            "<x><media><media.caption>Le quai</media.caption></media></x>",
            &[(Caption, "Le quai")],
        );
        case(
            "<x>&lt;p&gt;Un &amp;amp; deux&lt;/p&gt;&lt;p&gt;trois</x>",
            &[(Text, "Un & deux"), (Text, "trois")],
        );
        case("<x>Si a &lt; b, tout va.</x>", &[(Text, "Si a < b, tout va.")]);
    }
}
