//! A page, step by step: made light, guarded, parsed; what it says of itself, then its
//! main text. The whole page is kept, and said to be, where its main text cannot be told.

use super::block::Block;
use super::fields::{Field, Record};
use super::found::Found;
use super::intake::Intake;
use super::{
    Fault, address, copies, flow, json_ld, lighten, main_text, metas, mojibake,
    near_title,
};
use super::{shown, tree};
use crate::article::Origin;

/// Bytes of a page without its scripts and pictures at most.
const LARGEST: usize = 16 * 1024 * 1024;

/// What a page gives.
struct Page {
    record: Record,
    blocks: Vec<Block>,
    /// Whether these are all its paragraphs, its main text being hidden among them.
    is_whole: bool,
}

/// Reads a page into its article.
pub(in crate::ingest) fn read_page(raw: &str, line: Option<u64>, intake: &mut Intake) {
    match page(raw) {
        Ok(page) => {
            if page.is_whole {
                intake.fault(line.or(Some(1)), Fault::WholePage);
            }
            intake.article(line, page.record, page.blocks);
        }
        Err(fault) => intake.fault(line, fault),
    }
}

/// The fields and the paragraphs of a page.
///
/// # Errors
/// [`Fault::Markup`] when parsing would cost too much.
fn page(raw: &str) -> Result<Page, Fault> {
    let repaired = mojibake::repaired(raw);
    let is_mended = repaired.is_some();
    let raw = repaired.as_deref().unwrap_or(raw);
    let light = lighten::lighten(raw);
    if light.len() > LARGEST {
        let what = format!("{} bytes without scripts and pictures", light.len());
        return Err(Fault::Markup(what));
    }
    let tree = tree::document(&light)?;
    let lines = flow::blocks(tree.root_element(), &|_| false);
    let mut found = Found::default();
    json_ld::read(&tree, &mut found);
    metas::read(&tree, &mut found);
    shown::read(&tree, &mut found);
    address::read(raw, &tree, &mut found);
    let title = shown::title(&tree);
    let named = found.line(Field::Title).map(str::to_owned);
    let titles: Vec<&str> = named.iter().chain(&title).map(String::as_str).collect();
    let own = flow::blocks(tree.root_element(), &shown::is_other);
    near_title::read(&own, &titles, &mut found);
    let main = main_text::main_text(&light, &lines, found.is_dated())?;
    let is_whole = main.is_none() && !lines.is_empty();
    let mut blocks = match main {
        Some(main) => {
            near_title::read(&main.blocks, &titles, &mut found);
            found.guessed(main.date.as_deref().unwrap_or_default());
            found.say(Field::Authors, Origin::Estimated, main.author);
            main.blocks
        }
        None => lines.clone(),
    };
    let mut record = found.into_record();
    record.is_mended |= is_mended;
    let site = record.line(Field::Publication).map(str::to_owned);
    record.change(Field::Title, |said| {
        shown::without_site(said, title.as_deref(), site.as_deref())
    });
    copies::settle(&mut record, &mut blocks, &lines);
    Ok(Page { record, blocks, is_whole })
}
