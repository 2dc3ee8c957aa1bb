//! The paragraphs of the article without the menus, the banners and the comments around
//! them. trafilatura tells which; kinds, links and captions are those of the page.

use super::Fault;
use super::block::Block;
use super::boilerplate;
use super::flow;
use super::fold::words;
use super::lines::Lines;
use super::told::{self, Told};
use super::{regained, tree};
use crate::article::Kind;
use trafilatura::{HtmlDateMode, Options};

/// Bytes of a page at most: beyond, its main text would take minutes to tell.
const LARGEST: usize = 5 * 1024 * 1024;
/// Elements of a page at most, for the same reason.
const MOST_ELEMENTS: usize = 20_000;

/// What is not shown: of a short page trafilatura would tell its text too.
const HIDDEN: &str = "button, iframe, noscript, select, svg, template, textarea, [hidden], \
    [style*=\"display:none\"], [style*=\"display: none\"]";

/// What trafilatura tells of a page.
pub(super) struct Main {
    pub(super) blocks: Vec<Block>,
    /// Guesses, for want of better.
    pub(super) author: String,
    pub(super) date: Option<String>,
}

/// The main text of a page whose lines are these; `None` where it cannot be told.
pub(super) fn main_text(
    page: &str,
    lines: &Lines,
    is_dated: bool,
) -> Result<Option<Main>, Fault> {
    if page.len() > LARGEST || page.matches('<').count() > 2 * MOST_ELEMENTS {
        return Ok(None);
    }
    let mode = if is_dated { HtmlDateMode::Disabled } else { HtmlDateMode::Extensive };
    let mut options =
        Options::default().with_fallback(true).with_links(true).with_html_date_mode(mode);
    options.exclude_comments = true;
    options.prune_selector = Some(HIDDEN.to_owned());
    let Ok(found) = trafilatura::extract(page, &options) else { return Ok(None) };
    let tree = tree::parse(&found.content_html)?;
    let told = flow::blocks(tree.root_element(), &|_| false);
    if told.is_empty() {
        return Ok(None);
    }
    let mut blocks = restored(told, lines);
    set_menu_apart(&mut blocks);
    let cut = lines.blocks().iter().find(|line| boilerplate::is_cut(&line.text));
    blocks.extend(cut.filter(|cut| blocks.iter().all(|b| b.text != cut.text)).cloned());
    let date = found.metadata.date.map(|date| date.to_string());
    Ok(Some(Main { blocks, author: found.metadata.author, date }))
}

/// The paragraphs told, as the page has them, with the captions that stand among them,
/// the headings that nothing parts from them, and whatever else belongs with them.
fn restored(told: Vec<Block>, lines: &Lines) -> Vec<Block> {
    let told = told::found(told, lines);
    let mut kept = vec![false; lines.blocks().len()];
    let mut next = None;
    for one in &told {
        let Told::Line(line) = *one else { continue };
        if let Some(from) = next {
            lost(&lines.blocks()[from..line]).for_each(|at| kept[from + at] = true);
        }
        kept[line] = true;
        next = Some(line + 1);
    }
    regained::regain(lines, &mut kept);
    let mut blocks = Vec::with_capacity(told.len());
    let mut from = 0;
    let mut take = |to: usize, blocks: &mut Vec<Block>| {
        let lines = lines.blocks()[from..to].iter().zip(&kept[from..to]);
        blocks.extend(lines.filter(|(_, kept)| **kept).map(|(line, _)| line.clone()));
        from = to;
    };
    for one in told {
        match one {
            Told::Line(line) => take(line + 1, &mut blocks),
            Told::Other(block) => blocks.push(block),
        }
    }
    take(kept.len(), &mut blocks);
    blocks
}

/// Of the lines between two paragraphs told, those that belong with them.
fn lost(between: &[Block]) -> impl Iterator<Item = usize> {
    let is_heading = |line: &Block| line.kind == Kind::Heading && !line.is_link;
    let is_caption = |line: &Block| line.kind == Kind::Caption;
    let is_near = between.len() <= 3
        && between.iter().all(|line| is_heading(line) || is_caption(line));
    let belongs = move |line: &Block| is_caption(line) || is_near && is_heading(line);
    between.iter().enumerate().filter(move |(_, line)| belongs(line)).map(|(at, _)| at)
}

/// Words of the first paragraph that is no part of a menu, and of a menu's lines.
const PROSE: usize = 12;
const LABEL: usize = 4;

/// Marks the links that stand above the text: what is left of a menu.
fn set_menu_apart(blocks: &mut [Block]) {
    let text = blocks.iter().position(|block| words(&block.text) >= PROSE);
    let menu = |block: &Block| block.is_link && words(&block.text) <= LABEL;
    let head = &mut blocks[..text.unwrap_or(0)];
    if head.iter().filter(|block| menu(block)).count() >= 3 {
        for block in head.iter_mut().filter(|block| menu(block)) {
            block.kind = Kind::Boilerplate;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: Kind, text: &str) -> Block {
        Block::new(kind, text)
    }

    #[test]
    fn what_the_page_has_is_restored() {
        use Kind::{Caption, Heading, ListItem, Text};
        let page = "<p>Accueil<p>Un.<h2>Le quai</h2><figcaption>Vu du phare</figcaption>\
            <p>Deux.<h2>À lire ailleurs</h2><p>La météo<ul><li>trois</ul>";
        let tree = tree::document(page).unwrap();
        let lines = Lines::of(&tree);
        let told = ["Un.", "Deux.", "Ailleurs.", "trois"].map(|text| block(Text, text));
        let found: Vec<(Kind, String)> = restored(told.to_vec(), &lines)
            .into_iter()
            .map(|block| (block.kind, block.text))
            .collect();
        let found: Vec<(Kind, &str)> =
            found.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        assert_eq!(
            found,
            [
                (Text, "Un."),
                (Heading, "Le quai"),
                (Caption, "Vu du phare"),
                (Text, "Deux."),
                (Text, "Ailleurs."),
                (ListItem, "trois"),
            ]
        );
    }

    #[test]
    fn what_is_left_of_a_menu() {
        let link = |text: &str| Block { is_link: true, ..block(Kind::Text, text) };
        let prose =
            "Une phrase qui est assez longue pour être celle d'un article de presse.";
        let mut blocks =
            vec![link("La une"), link("Sports"), link("Météo"), block(Kind::Text, prose)];
        blocks.push(link("Archives"));
        set_menu_apart(&mut blocks);
        let apart = blocks.iter().filter(|block| block.kind == Kind::Boilerplate).count();
        assert_eq!(apart, 3);
        set_menu_apart(&mut blocks[1..]);
        set_menu_apart(&mut []);
    }
}
