//! The tree of one record in XML, with names that have lost the prefix of their
//! namespace. A record is cut out of its file, so that ends of tags may be missing or
//! too many; entities other than those of XML and HTML stay as written, and none is
//! ever looked up elsewhere.

use super::{Fault, clean};
use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Elements inside one another at most.
const DEEPEST: usize = 256;
/// Elements of one tree at most: they take far more memory than the text they mark.
const MOST_ELEMENTS: usize = 4_000_000;

/// An element.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Element {
    pub(in crate::ingest) name: String,
    attributes: Vec<(String, String)>,
    pub(in crate::ingest) children: Vec<Child>,
}

/// What an element holds.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Child {
    Element(Element),
    Text(String),
}

/// The first element of a record, whole.
///
/// # Errors
/// [`Fault::Markup`] when it is not XML, or too deep.
pub(in crate::ingest) fn parse(record: &str) -> Result<Element, Fault> {
    let mut reader = Reader::from_str(record);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut open: Vec<Element> = Vec::new();
    let mut elements = 0;
    loop {
        let event =
            reader.read_event().map_err(|error| Fault::Markup(error.to_string()))?;
        match event {
            Event::Start(_) if open.len() == DEEPEST => {
                return Err(Fault::Markup("too many elements inside one another".into()));
            }
            Event::Start(_) | Event::Empty(_) if elements == MOST_ELEMENTS => {
                return Err(Fault::Markup("too many elements".into()));
            }
            Event::Start(tag) => {
                elements += 1;
                open.push(element(&tag));
            }
            Event::Empty(tag) => {
                elements += 1;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Child::Element(element(&tag))),
                    None => return Ok(element(&tag)),
                }
            }
            Event::End(tag) => {
                let name = local(tag.name().as_ref());
                if let Some(root) = close(&mut open, &name) {
                    return Ok(root);
                }
            }
            Event::Text(text) => add(&mut open, &text),
            Event::CData(text) => add(&mut open, &text),
            Event::GeneralRef(entity) => add(&mut open, &resolved(&entity)),
            Event::Eof => {
                return close_from(&mut open, 0)
                    .ok_or_else(|| Fault::Markup("no element in it".into()));
            }
            _ => {}
        }
    }
}

/// Closes the last open element of that name and those inside it; the root when it is
/// the one. An end without a beginning is passed over.
fn close(open: &mut Vec<Element>, name: &str) -> Option<Element> {
    let at = open.iter().rposition(|element| element.name == name)?;
    close_from(open, at)
}

/// Closes the open elements from the one at `at` inwards; the root when it is among them.
fn close_from(open: &mut Vec<Element>, at: usize) -> Option<Element> {
    while open.len() > at {
        let done = open.pop()?;
        match open.last_mut() {
            Some(parent) => parent.children.push(Child::Element(done)),
            None => return Some(done),
        }
    }
    None
}

fn add(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Child::Text(before)) => before.push_str(text),
        _ => parent.children.push(Child::Text(text.to_owned())),
    }
}

/// What an entity stands for: `&#8217;`, `&amp;`, `&eacute;`; any other as written.
fn resolved(entity: &BytesRef) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    let known = resolve_xml_entity(entity).or_else(|| resolve_html5_entity(entity));
    known.map_or_else(|| format!("&{};", &**entity), str::to_owned)
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_owned()
}

fn element(tag: &BytesStart) -> Element {
    let mut attributes = tag.html_attributes();
    // Duplicates are let through: to look for them takes the square of their number.
    let attributes = attributes
        .with_checks(false)
        .flatten()
        .map(|attribute| (local(attribute.key.as_ref()), unescaped(&attribute.value)));
    Element {
        name: local(tag.name().as_ref()),
        attributes: attributes.collect(),
        children: Vec::new(),
    }
}

/// The value of an attribute, its entities resolved; as written where one is not known.
fn unescaped(value: &str) -> String {
    let known =
        |name: &str| resolve_xml_entity(name).or_else(|| resolve_html5_entity(name));
    quick_xml::escape::unescape_with(value, known)
        .map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
}

impl Element {
    /// The value of an attribute.
    pub(in crate::ingest) fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    /// All attributes, in order.
    pub(in crate::ingest) fn attributes(&self) -> &[(String, String)] {
        &self.attributes
    }

    /// The elements right below.
    pub(in crate::ingest) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The first element at any depth that has this name, itself apart.
    pub(in crate::ingest) fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|element| {
            if element.name == name { Some(element) } else { element.find(name) }
        })
    }

    /// The elements at any depth that have this name; not those inside one of them.
    pub(in crate::ingest) fn all(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                found.extend(element.all(name));
            }
        }
        found
    }

    /// The text of the first element of this name, on one line; empty without one.
    pub(in crate::ingest) fn line(&self, name: &str) -> String {
        self.find(name).map(Element::text).unwrap_or_default()
    }

    /// All its text, on one line.
    pub(in crate::ingest) fn text(&self) -> String {
        let mut out = String::new();
        self.collect(&mut out);
        clean::line(&out)
    }

    /// All its text, as it stands.
    pub(in crate::ingest) fn raw(&self) -> String {
        let mut out = String::new();
        self.collect(&mut out);
        out
    }

    fn collect(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(element) => element.collect(out),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_survive() {
        let root = parse("<p>d&#8217;une &amp; l&apos;eau&nbsp;: &eacute;t&#xe9; &lol; R&D <![CDATA[<b>]]></p>").unwrap();
        assert_eq!(root.text(), "d’une & l'eau\u{a0}: été &lol; R&D <b>");
        let root =
            parse("<a t='d&#8217;une &amp; l&apos;eau &eacute;' u='&lol;'/>").unwrap();
        assert_eq!(root.attribute("t"), Some("d’une & l'eau é"));
        assert_eq!(root.attribute("u"), Some("&lol;"));
    }

    #[test]
    fn ends_may_be_missing_or_too_many() {
        let root = parse("<n:a><b>un<c>deux</b></x> trois</n:a></z><a>").unwrap();
        assert_eq!(root.name, "a");
        assert_eq!(root.text(), "undeux trois");
        assert_eq!(parse("<a><b>un").unwrap().line("b"), "un");
        assert!(parse("rien").is_err());
    }

    #[test]
    fn entities_of_the_document_are_never_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY x 'lol'><!ENTITY y '&x;&x;'>]><a>&y;</a>";
        assert_eq!(parse(bomb).unwrap().text(), "&y;");
        let outside = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>";
        assert_eq!(parse(outside).unwrap().text(), "&x;");
    }

    #[test]
    fn depth_is_bounded() {
        let root = parse(&("<a>".repeat(200) + "fond")).unwrap();
        assert_eq!(root.text(), "fond");
        assert!(parse(&"<a>".repeat(20_000)).is_err());
    }
}
