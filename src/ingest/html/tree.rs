//! The tree of a piece of HTML, and how to find things in it.

use super::flow::SOFT_HYPHEN;
use super::{Fault, clean, guard};
use scraper::{ElementRef, Html};

/// The tree of a piece of a page.
///
/// # Errors
/// [`Fault::Markup`] when parsing would cost too much.
pub(in crate::ingest) fn parse(page: &str) -> Result<Html, Fault> {
    guard::check(page)?;
    Ok(Html::parse_fragment(page))
}

/// The tree of a whole page.
///
/// # Errors
/// [`Fault::Markup`] when parsing would cost too much.
pub(super) fn document(page: &str) -> Result<Html, Fault> {
    guard::check(page)?;
    Ok(Html::parse_document(page))
}

/// The text of a value that may hold entities and tags, on one line.
pub(super) fn plain(value: &str) -> String {
    if !value.contains(['&', '<']) {
        return clean::line(value);
    }
    parse(value).map_or_else(|_| clean::line(value), |tree| text(tree.root_element()))
}

/// Whether an element is of a class, whatever the case.
pub(super) fn is(element: ElementRef, class: &str) -> bool {
    element.value().classes().any(|one| one.eq_ignore_ascii_case(class))
}

/// Whether it has this name.
pub(super) fn named(element: ElementRef, name: &str) -> bool {
    element.value().name() == name
}

/// The elements below another that are of a class.
pub(super) fn all<'a>(
    root: ElementRef<'a>,
    class: &'a str,
) -> impl Iterator<Item = ElementRef<'a>> {
    root.descendent_elements().filter(move |element| is(*element, class))
}

/// The first element below another that is of a class.
pub(super) fn first<'a>(root: ElementRef<'a>, class: &'a str) -> Option<ElementRef<'a>> {
    all(root, class).next()
}

/// All the text of an element, on one line; line breaks of the page are spaces.
pub(super) fn text(element: ElementRef) -> String {
    clean::line(&raw(element))
}

/// The lines of an element, cut at its `<br>`, those that say something.
pub(super) fn lines(element: ElementRef) -> Vec<String> {
    raw(element).split('\u{b}').map(clean::line).filter(|line| !line.is_empty()).collect()
}

/// The text as it stands in the page, a `<br>` as a vertical tab.
fn raw(element: ElementRef) -> String {
    let mut out = String::new();
    for node in element.descendants() {
        let parent = node.parent().and_then(ElementRef::wrap);
        if parent
            .is_some_and(|parent| matches!(parent.value().name(), "style" | "script"))
        {
            continue;
        }
        match node.value() {
            scraper::Node::Text(text) => {
                out.push_str(&text.replace('\u{b}', " ").replace(SOFT_HYPHEN, ""));
            }
            scraper::Node::Element(found) if found.name() == "br" => out.push('\u{b}'),
            _ => {}
        }
    }
    out
}
