//! Markdown → paragraphs: the visible text of each block.

use super::block::Block;
use super::text::stands_alone;
use super::{clean, line::is_address};
use crate::article::Kind;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The paragraphs of a Markdown text, in order.
pub(super) fn blocks(raw: &str) -> Vec<Block> {
    let text = clean::text(raw).replace('\u{c}', "\n");
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH;
    let mut page = Page::default();
    for event in Parser::new_ext(&text, options) {
        page.take(event);
    }
    page.close();
    page.blocks
}

/// The blocks read so far and the one being read.
#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    text: String,
    kind: Kind,
    quotes: usize,
    /// Numbers of the lists around, `None` for bullets.
    lists: Vec<Option<u64>>,
    links: usize,
    images: usize,
    /// What the block shows so far.
    shows: Shows,
}

/// What a block shows, from the least to the most.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Shows {
    #[default]
    Nothing,
    /// Only what stands for pictures: their caption.
    Pictures,
    /// Links too.
    Links,
    /// Text.
    Prose,
}

impl Page {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.push(&text),
            Event::Html(html) => {
                self.push(&without_tags(&html));
                self.text.push('\n');
            }
            Event::InlineHtml(html) if html.starts_with("<br") => self.text.push('\n'),
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.close(),
            Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Heading { .. } => self.open(Kind::Heading),
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.close();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.open(Kind::ListItem);
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.text = format!("{number}. ");
                    *number += 1;
                }
            }
            Tag::Paragraph if self.text.is_empty() || self.lists.is_empty() => {
                self.open(self.around());
            }
            Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::TableHead
            | Tag::TableRow
            | Tag::FootnoteDefinition(_) => self.open(self.around()),
            Tag::Link { .. } => self.links += 1,
            Tag::Image { .. } => self.images += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::TableHead
            | TagEnd::TableRow => self.close(),
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::TableCell => self.text.push_str(" | "),
            _ => {}
        }
    }

    /// The kind of a paragraph where we are.
    fn around(&self) -> Kind {
        if !self.lists.is_empty() {
            Kind::ListItem
        } else if self.quotes > 0 {
            Kind::Quote
        } else {
            Kind::Text
        }
    }

    fn push(&mut self, text: &str) {
        if !text.trim().is_empty() {
            let shown = match (self.images, self.links) {
                (0, 0) => Shows::Prose,
                (0, _) => Shows::Links,
                _ => Shows::Pictures,
            };
            self.shows = self.shows.max(shown);
        }
        self.text.push_str(text);
    }

    fn open(&mut self, kind: Kind) {
        self.close();
        self.kind = kind;
    }

    /// Ends the block, its lines joined; a byline or an address on a line of its own
    /// stays on its own.
    fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim().trim_end_matches(" |");
        let shows = std::mem::take(&mut self.shows);
        if shows == Shows::Pictures && self.kind == Kind::Text {
            self.kind = Kind::Caption;
        }
        let lines: Vec<&str> = text.lines().collect();
        let pieces =
            if lines.len() > 1 && lines.iter().any(|line| stands_alone(line.trim())) {
                lines
            } else {
                vec![text]
            };
        for piece in pieces {
            let piece = clean::line(piece);
            if !piece.is_empty() {
                let is_link = shows == Shows::Links || is_address(&piece);
                self.blocks.push(Block { is_link, ..Block::new(self.kind, piece) });
            }
        }
        self.kind = self.around();
    }
}

/// What a piece of HTML shows.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        match tag.split_once('>') {
            Some((_, after)) => rest = after,
            None => return out + "<" + tag,
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(markdown: &str, expected: &[(Kind, &str)]) {
        let blocks = blocks(markdown);
        let found: Vec<(Kind, &str)> =
            blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn visible_text() {
        use Kind::{Heading, ListItem, Quote, Text};
        case(
            "# Le *port*\n\nIl **rouvre**,\nvoir [le plan](a.html).\n\n- un\n- deux\n  - trois\n\n\
             1. d'abord\n2. ensuite\n\n> La mer\n\n***\n\nFin",
            &[
                (Heading, "Le port"),
                (Text, "Il rouvre, voir le plan."),
                (ListItem, "un"),
                (ListItem, "deux"),
                (ListItem, "trois"),
                (ListItem, "1. d'abord"),
                (ListItem, "2. ensuite"),
                (Quote, "La mer"),
                (Text, "Fin"),
            ],
        );
    }

    #[test]
    fn nothing_visible_is_lost() {
        use Kind::Text;
        case("<div>Le <b>port</b></div>", &[(Text, "Le port")]);
        case("| a | b |\n|---|---|\n| 1 | 2 |", &[(Text, "a | b"), (Text, "1 | 2")]);
        case("```\nun\ndeux\n```", &[(Text, "un deux")]);
        case("Un[^1].\n\n[^1]: Note.", &[(Text, "Un."), (Text, "Note.")]);
        case("![Le quai](q.jpg)", &[(Kind::Caption, "Le quai")]);
        case("![Le quai](q.jpg) au soir", &[(Text, "Le quai au soir")]);
    }

    #[test]
    fn bylines_stay_on_their_line() {
        case(
            "Par Anne Petit\nPublié le 5 mai 2012\n\n[Un lien](#)",
            &[
                (Kind::Text, "Par Anne Petit"),
                (Kind::Text, "Publié le 5 mai 2012"),
                (Kind::Text, "Un lien"),
            ],
        );
        assert!(blocks("[Un lien](#)")[0].is_link);
        assert!(!blocks("Voir [un lien](#)")[0].is_link);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "(\\PC|[\n#>*`|<\\[\\]()-]){0,200}") {
            blocks(&text);
        }
    }
}
