//! The standfirst (chapô) of a page. What a page says to search engines is one only when
//! its readers see it too: often it is the opening words, or a motto of the site.

use super::block::Block;
use super::fields::{Field, Record};
use super::fold::letters;
use crate::article::Kind;

/// Paragraphs at the top among which it is looked for.
const TOP: usize = 6;

/// Keeps the standfirst that was found if the page shows it, and takes its copy out of
/// the paragraphs.
pub(super) fn settle(record: &mut Record, blocks: &mut Vec<Block>, lines: &[Block]) {
    let Some(said) = record.line(Field::Standfirst).map(letters) else { return };
    let says_it = |block: &Block| letters(&block.text) == said;
    let copy = blocks.iter().take(TOP).position(|block| {
        says_it(block) && matches!(block.kind, Kind::Text | Kind::Heading)
    });
    match copy {
        Some(at) if blocks.len() > 1 => drop(blocks.remove(at)),
        _ if lines.iter().any(says_it) => {}
        _ => drop(record.take(Field::Standfirst)),
    }
}
