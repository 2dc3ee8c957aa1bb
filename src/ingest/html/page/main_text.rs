//! The paragraphs of the article without the menus, the banners and the comments around
//! them. trafilatura tells which; kinds, links and captions are those of the page.

use super::Fault;
use super::block::Block;
use super::boilerplate;
use super::flow;
use super::fold::letters;
use super::tree;
use crate::article::Kind;
use std::collections::HashMap;
use trafilatura::{HtmlDateMode, Options};

/// Bytes of a page at most: beyond, its main text would take minutes to tell.
const LARGEST: usize = 5 * 1024 * 1024;
/// Elements of a page at most, for the same reason.
const MOST_ELEMENTS: usize = 60_000;

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
    lines: &[Block],
    is_dated: bool,
) -> Result<Option<Main>, Fault> {
    if page.len() > LARGEST || page.matches('<').count() > 2 * MOST_ELEMENTS {
        return Ok(None);
    }
    let mode = if is_dated { HtmlDateMode::Disabled } else { HtmlDateMode::Extensive };
    let mut options = Options::default().with_fallback(true).with_html_date_mode(mode);
    options.exclude_comments = true;
    let Ok(found) = trafilatura::extract(page, &options) else { return Ok(None) };
    let tree = tree::parse(&found.content_html)?;
    let told = flow::blocks(tree.root_element(), &|_| false);
    if told.is_empty() {
        return Ok(None);
    }
    let mut blocks = restored(told, lines);
    let cut = lines.iter().find(|line| boilerplate::is_cut(&line.text));
    blocks.extend(cut.filter(|cut| blocks.iter().all(|b| b.text != cut.text)).cloned());
    let date = found.metadata.date.map(|date| date.to_string());
    Ok(Some(Main { blocks, author: found.metadata.author, date }))
}

/// The paragraphs told, as the page has them, with the captions between them.
fn restored(told: Vec<Block>, lines: &[Block]) -> Vec<Block> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        places.entry(letters(&line.text)).or_default().push(at);
    }
    let mut blocks = Vec::with_capacity(told.len());
    let mut next = None;
    for block in told {
        let known = places.get(&letters(&block.text));
        let from = next.unwrap_or(0);
        let place =
            known.and_then(|places| places.iter().copied().find(|place| *place >= from));
        let Some(place) = place else {
            blocks.push(block);
            continue;
        };
        if next.is_some() {
            let between = lines[from..place].iter();
            blocks.extend(between.filter(|line| line.kind == Kind::Caption).cloned());
        }
        blocks.push(lines[place].clone());
        next = Some(place + 1);
    }
    blocks
}
