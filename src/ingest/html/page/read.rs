//! A page, step by step: made light, guarded, parsed; what it says of itself, then its
//! main text. The whole page is kept, and said to be, where its main text cannot be told.

use super::block::Block;
use super::fields::{Field, Record};
use super::found::Found;
use super::intake::Intake;
use super::lines::Lines;
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
    let lines = Lines::of(&tree);
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
    let is_whole = main.is_none() && !lines.blocks().is_empty();
    let mut blocks = match main {
        Some(main) => {
            if !found.is_dated() {
                near_title::read(&main.blocks, &titles, &mut found);
            }
            // A year in the text, « Ouverte en 1997 », is guessed to be its first day.
            let date = main.date.filter(|date| !date.ends_with("-01-01"));
            found.guessed(date.as_deref().unwrap_or_default());
            found.say(Field::Authors, Origin::Estimated, main.author);
            main.blocks
        }
        None => lines.blocks().to_vec(),
    };
    let mut record = found.into_record();
    record.is_mended |= is_mended;
    let site = record.line(Field::Publication).map(str::to_owned);
    record.change(Field::Title, |said| {
        shown::without_site(said, title.as_deref(), site.as_deref())
    });
    copies::settle(&mut record, &mut blocks, lines.blocks());
    Ok(Page { record, blocks, is_whole })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;

    #[test]
    fn the_whole_page_where_its_text_cannot_be_told() {
        let many = "<p>x".repeat(50_000);
        let found = page(&format!("<title>Le port</title>{many}")).unwrap();
        assert!(found.is_whole);
        assert_eq!(found.blocks.len(), 50_000);
        assert_eq!(found.record.line(Field::Title), Some("Le port"));
        assert!(page(&"x".repeat(LARGEST + 1)).is_err());
        let script = format!("<script>{}</script><p>Le port", "x".repeat(LARGEST));
        assert!(page(&script).is_ok());
    }

    /// The paragraphs of a page whose tags have no space between them.
    #[track_caller]
    fn case(body: &str, expected: &[(Kind, &str)]) {
        let head =
            "<!doctype html><html lang=fr><head><title>Le prix du port</title></head>";
        let found = page(&format!("{head}<body>{body}</body></html>")).unwrap();
        let found: Vec<(Kind, &str)> =
            found.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    const VOTE: &str = "Réuni mardi soir sous la halle de la criée, le jury du prix du port a \
        départagé vingt manuscrits, venus pour moitié des îles voisines.";

    #[test]
    fn a_brief_keeps_its_paragraphs() {
        use Kind::{Boilerplate, Heading, ListItem, Text};
        let title = "<h1>Le prix du port</h1>";
        let list = "<ul><li>Anne, romancière</li><li>Jean</li></ul>";
        let items = [(ListItem, "Anne, romancière"), (ListItem, "Jean")];
        let expected = [(Text, VOTE), items[0], items[1]];
        let nav =
            "<nav><a href=/>La une</a></nav><div id=menu><a href=/s>Sports</a></div>";
        let button = "<button>Partager</button><noscript>Activez les scripts</noscript>";
        for page in [
            format!("{nav}<article>{title}<p>{VOTE}</p>{button}{list}</article>"),
            format!("{nav}<div>{title}<p>{VOTE}</p>{list}</div>"),
            format!("{title}<p>{VOTE}</p>{list}<div id=footer>Mentions</div>"),
            format!("<article>\n{title}\n<p>{VOTE}</p>\n{list}\n</article>"),
        ] {
            case(&page, &expected);
        }
        case(
            "<ul><li><a href=/>La une</a></li></ul><h1>Le prix du port</h1><p>Anne a gagné.\
            </p><h2>La suite</h2><p>Elle écrit.</p>",
            &[
                (Boilerplate, "La une"),
                (Text, "Anne a gagné."),
                (Heading, "La suite"),
                (Text, "Elle écrit."),
            ],
        );
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn any_page_is_survived(
            raw in "(<h1>|<title>|<time datetime='|<meta property='article:published_time' content='\
                |<p class=auteur>|<a rel=author href=|<link rel=canonical href='http://|<!-- saved from url=\
                |<script type='application/ld\\+json'>\\{|'>|2012-11-05|Par Anne Petit| \\| |\\PC){0,30}"
        ) {
            drop(page(&raw));
        }
    }
}
