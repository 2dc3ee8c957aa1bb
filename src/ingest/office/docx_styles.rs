//! The styles of a text made with Word: what they make of its paragraphs, and which hide
//! what is written in them.

use super::style::{Style, named};
use super::xml::Element;
use crate::article::Kind;
use std::collections::HashMap;

/// Styles that each is based on, at most.
const DEEPEST: usize = 10;

/// The styles that say something, by id: a style is what it is called, has as outline
/// level, or is based on.
#[derive(Debug, Default)]
pub(super) struct Styles {
    kinds: HashMap<String, Style>,
    /// Whether text is hidden, where a style says so or that it is not.
    hidden: HashMap<String, bool>,
}

impl Styles {
    /// Those of the part that holds them.
    pub(super) fn of(tree: &Element) -> Self {
        let all: HashMap<&str, &Element> = tree
            .elements()
            .filter(|style| style.name == "style")
            .filter_map(|style| Some((style.attribute("styleId")?, style)))
            .collect();
        Self { kinds: told(&all, own_kind), hidden: told(&all, hides) }
    }

    /// What a paragraph of these properties is.
    pub(super) fn kind(&self, properties: &Element) -> Option<Style> {
        let style = || self.kinds.get(id(properties, "pStyle")?).copied();
        properties_kind(properties).or_else(style)
    }

    /// Whether the style of a paragraph hides its text.
    pub(super) fn hide(&self, paragraph: &Element) -> bool {
        let style = child(paragraph, "pPr").and_then(|it| id(it, "pStyle"));
        style.and_then(|id| self.hidden.get(id)).is_some_and(|hidden| *hidden)
    }

    /// Whether a run is hidden, in a paragraph whose style hides its text or does not:
    /// what is nearest to the words has the last say.
    pub(super) fn hide_run(&self, run: &Element, is_hidden: bool) -> bool {
        let style = || self.hidden.get(id(child(run, "rPr")?, "rStyle")?).copied();
        hides(run).or_else(style).unwrap_or(is_hidden)
    }
}

/// What each style says by itself, or else what the one that it is based on says.
fn told<T>(
    all: &HashMap<&str, &Element>,
    own: impl Fn(&Element) -> Option<T>,
) -> HashMap<String, T> {
    let known = |id: &str| {
        let mut at = *all.get(id)?;
        for _ in 0..DEEPEST {
            if let Some(told) = own(at) {
                return Some(told);
            }
            at = all.get(at.find("basedOn")?.attribute("val")?)?;
        }
        None
    };
    let ids = all.keys();
    ids.filter_map(|id| Some(((*id).to_owned(), known(id)?))).collect()
}

fn own_kind(style: &Element) -> Option<Style> {
    let name = style.find("name").and_then(|name| name.attribute("val")).unwrap_or("");
    named(name).or_else(|| {
        let properties = style.find("pPr")?;
        properties_kind(properties)
    })
}

/// What the properties of a paragraph or a style say by themselves.
fn properties_kind(properties: &Element) -> Option<Style> {
    let level = |name: &str| -> Option<u32> {
        properties.find(name)?.attribute("val")?.parse().ok()
    };
    if level("outlineLvl").is_some_and(|level| level < 9) {
        return Some(Style::Of(Kind::Heading));
    }
    // Number 0 takes a style's number away.
    level("numId").is_some_and(|number| number > 0).then_some(Style::Of(Kind::ListItem))
}

/// Whether the format of a run or of a style hides text, where it says.
fn hides(element: &Element) -> Option<bool> {
    let mark = child(child(element, "rPr")?, "vanish")?;
    Some(!matches!(mark.attribute("val"), Some("0" | "false" | "off")))
}

fn id<'a>(properties: &'a Element, name: &str) -> Option<&'a str> {
    child(properties, name)?.attribute("val")
}

fn child<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    element.elements().find(|child| child.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_styles_hide() {
        let style = |id: &str, inside: &str| {
            format!("<style styleId='{id}'><name val='{id}'/>{inside}</style>")
        };
        let styles = [
            style("Note interne", "<rPr><vanish/></rPr>"),
            style("Sous-note", "<basedOn val='Note interne'/><rPr><b/></rPr>"),
            style(
                "Publique",
                "<basedOn val='Note interne'/><rPr><vanish val='0'/></rPr>",
            ),
            style("Boucle", "<basedOn val='Boucle'/>"),
        ];
        let tree =
            super::super::xml::parse(&format!("<styles>{}</styles>", styles.concat()));
        let styles = Styles::of(&tree.unwrap());
        let shown = |paragraph: &str, run: &str| {
            let xml = format!(
                "<p><pPr><pStyle val='{paragraph}'/></pPr><r><rPr>{run}</rPr></r></p>"
            );
            let paragraph = super::super::xml::parse(&xml).unwrap();
            let run = paragraph.elements().find(|child| child.name == "r").unwrap();
            !styles.hide_run(run, styles.hide(&paragraph))
        };
        assert!(shown("Normal", ""));
        assert!(!shown("Normal", "<rStyle val='Sous-note'/>"));
        assert!(!shown("Note interne", "<b/>"));
        assert!(!shown("Sous-note", ""));
        assert!(shown("Sous-note", "<vanish val='false'/>"));
        assert!(shown("Sous-note", "<rStyle val='Publique'/>"));
        assert!(shown("Publique", ""));
        assert!(!shown("Publique", "<vanish/>"));
        assert!(shown("Boucle", "<rStyle val='Boucle'/>"));
    }
}
