//! A tree of HTML → paragraphs, as a browser would set them: blocks part them, two
//! `<br>` do, inline marks such as those of found words leave nothing behind.

use super::block::Block;
use super::clean;
use crate::article::Kind;
use ego_tree::{NodeId, NodeRef, iter::Edge};
use scraper::{ElementRef, Node, node::Element};
use std::collections::HashMap;
use std::ops::Range;

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements whose text is not shown.
const HIDDEN: &[&str] = &[
    "button", "head", "iframe", "noscript", "script", "select", "style", "svg",
    "template", "textarea", "title",
];

/// The paragraphs of an element, without those of the elements that `skip` names.
pub(in crate::ingest) fn blocks(
    root: ElementRef,
    skip: &dyn Fn(&Element) -> bool,
) -> Vec<Block> {
    blocks_of([*root], skip)
}

/// The paragraphs of nodes that follow one another.
pub(super) fn blocks_of<'a>(
    nodes: impl IntoIterator<Item = NodeRef<'a, Node>>,
    skip: &dyn Fn(&Element) -> bool,
) -> Vec<Block> {
    flow_of(nodes, skip).blocks
}

/// The paragraphs of an element, and where in the tree each of them stands.
pub(super) struct Laid {
    pub(super) blocks: Vec<Block>,
    /// The element of [`BLOCKS`] that holds each paragraph; none for the root.
    pub(super) holders: Vec<Option<NodeId>>,
    /// The paragraphs below each element of [`BLOCKS`].
    pub(super) below: HashMap<NodeId, Range<usize>>,
}

/// All the paragraphs of an element, and where in the tree they stand.
pub(super) fn laid(root: ElementRef) -> Laid {
    let flow = flow_of([*root], &|_| false);
    Laid { blocks: flow.blocks, holders: flow.holders, below: flow.below }
}

fn flow_of<'a>(
    nodes: impl IntoIterator<Item = NodeRef<'a, Node>>,
    skip: &dyn Fn(&Element) -> bool,
) -> Flow {
    let mut flow = Flow::default();
    for node in nodes {
        let mut hidden = 0_usize;
        for edge in node.traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Text(text) if hidden == 0 => flow.text(text),
                    Node::Element(element)
                        if hidden > 0 || is_hidden(element) || skip(element) =>
                    {
                        hidden += 1;
                    }
                    Node::Element(element) => flow.open(element, node.id()),
                    _ => {}
                },
                Edge::Close(node) => match node.value() {
                    Node::Element(_) if hidden > 0 => hidden -= 1,
                    Node::Element(element) => flow.close(element, node.id()),
                    _ => {}
                },
            }
        }
    }
    flow.end();
    flow
}

fn is_hidden(element: &Element) -> bool {
    let is_undisplayed = |style: &str| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.to_ascii_lowercase().contains("display:none")
    };
    HIDDEN.contains(&element.name())
        || element.attr("hidden").is_some()
        || element.attr("style").is_some_and(is_undisplayed)
}

/// Where a browser may cut a word: layout, as line breaks are.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';

#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    text: String,
    /// Bytes of the paragraph outside links: none, and it is one link.
    plain: usize,
    links: usize,
    breaks: usize,
    /// The kinds that open elements give their paragraphs.
    kinds: Vec<Kind>,
    /// The open elements that stand on lines of their own.
    open: Vec<NodeId>,
    holders: Vec<Option<NodeId>>,
    below: HashMap<NodeId, Range<usize>>,
}

impl Flow {
    fn text(&mut self, text: &str) {
        let said = text.trim().len();
        if said > 0 && std::mem::take(&mut self.breaks) >= 2 {
            self.end();
        }
        if self.links == 0 {
            self.plain += said;
        }
        self.text.extend(text.split(SOFT_HYPHEN));
    }

    fn open(&mut self, element: &Element, id: NodeId) {
        match element.name() {
            "br" => {
                self.breaks += 1;
                self.text.push(' ');
            }
            "a" => self.links += 1,
            name if BLOCKS.contains(&name) => {
                self.end();
                self.kinds.extend(kind(name));
                self.open.push(id);
                self.below.insert(id, self.blocks.len()..self.blocks.len());
            }
            _ => {}
        }
    }

    fn close(&mut self, element: &Element, id: NodeId) {
        match element.name() {
            "a" => self.links = self.links.saturating_sub(1),
            name if BLOCKS.contains(&name) => {
                self.end();
                if kind(name).is_some() {
                    self.kinds.pop();
                }
                self.open.pop();
                if let Some(below) = self.below.get_mut(&id) {
                    below.end = self.blocks.len();
                }
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        self.breaks = 0;
        let text = clean::line(&std::mem::take(&mut self.text));
        let is_link = std::mem::take(&mut self.plain) == 0;
        if text.chars().any(|c| !c.is_whitespace()) {
            let kind = self.kinds.last().copied().unwrap_or_default();
            self.blocks.push(Block { is_link, ..Block::new(kind, text) });
            self.holders.push(self.open.last().copied());
        }
    }
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
        "li" => Kind::ListItem,
        "blockquote" => Kind::Quote,
        "caption" | "figcaption" => Kind::Caption,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(page: &str, expected: &[(Kind, &str)]) {
        let tree = super::super::parse(page).unwrap();
        let found = blocks(tree.root_element(), &|_| false);
        let found: Vec<(Kind, &str)> =
            found.iter().map(|block| (block.kind, block.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn paragraphs() {
        use Kind::{Caption, Heading, ListItem, Quote, Text};
        case(
            "Un <mark>port</mark>\nrouvre<p>d&#8217;une &amp; l&apos;eau&nbsp;!",
            &[(Text, "Un port rouvre"), (Text, "d’une & l'eau\u{a0}!")],
        );
        case(
            "un<br>de\u{ad}ux<br><br>trois<br> <br>quatre",
            &[(Text, "un deux"), (Text, "trois"), (Text, "quatre")],
        );
        case(
            "<h2>Titre</h2><ul><li><p>a</p><li>b</ul><blockquote>c</blockquote><figcaption>d</figcaption>",
            &[
                (Heading, "Titre"),
                (ListItem, "a"),
                (ListItem, "b"),
                (Quote, "c"),
                (Caption, "d"),
            ],
        );
        case(
            "<script>x</script><p style='display: none'>y</p>\u{a0}<p>z",
            &[(Text, "z")],
        );
    }

    #[test]
    fn where_paragraphs_stand() {
        let page = "<div>un<p>deux<b>x</b></p>trois<section></section></div>quatre";
        let tree = super::super::parse(page).unwrap();
        let laid = laid(tree.root_element());
        let name = |id: NodeId| {
            tree.tree.get(id).and_then(ElementRef::wrap).unwrap().value().name()
        };
        let holders: Vec<&str> =
            laid.holders.iter().map(|holder| holder.map_or("", name)).collect();
        assert_eq!(holders, ["div", "p", "div", "html"]);
        let mut below: Vec<(&str, Range<usize>)> =
            laid.below.iter().map(|(id, below)| (name(*id), below.clone())).collect();
        below.sort_by_key(|(name, _)| *name);
        let expected = [("div", 0..3), ("html", 0..4), ("p", 1..2), ("section", 3..3)];
        assert_eq!(below, expected);
    }

    #[test]
    fn a_paragraph_that_is_a_link() {
        let tree =
            super::super::parse("<p><a href=x>Lire</a></p><p>À <a href=x>lire</a>")
                .unwrap();
        let found = blocks(tree.root_element(), &|_| false);
        assert_eq!(
            found.iter().map(|block| block.is_link).collect::<Vec<_>>(),
            [true, false]
        );
    }
}
