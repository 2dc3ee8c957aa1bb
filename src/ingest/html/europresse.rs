//! Europresse (CEDROM-SNi, Eureka.cc), in its three generations: tables of about 2012,
//! `<article>` from 2014, with other classes from 2018.
//!
//! The certificate at the foot names who exported and when: it is no part of the
//! article and is left out, so that two exports of one article are one article.

use super::Fault;
use super::block::Block;
use super::clean;
use super::cut::{Mark, tag_name};
use super::export::{Context, Entry, Layout};
use super::fields::Field;
use super::flow::{blocks, blocks_of};
use super::fold::words;
use super::tree::{all, first, is, lines, named, parse, text};
use crate::article::{Kind, find_date};
use ego_tree::NodeRef;
use scraper::{ElementRef, Node, node::Element};

/// Since 2014: a record is an `<article>`.
pub(in crate::ingest) const LAYOUT: Layout = Layout {
    mark: Mark::Tag(|tag| tag_name(tag).eq_ignore_ascii_case("article")),
    read: |piece, _| {
        let tree = parse(piece)?;
        let root = tree.root_element();
        Ok(Some(article(
            root.descendent_elements()
                .find(|found| named(*found, "article"))
                .unwrap_or(root),
        )))
    },
};

/// About 2012: a record begins with the name of its publication, in a cell of a table.
pub(in crate::ingest) const TABLE_LAYOUT: Layout = Layout {
    mark: Mark::Tag(|tag| {
        tag_name(tag).eq_ignore_ascii_case("span") && tag.contains("DocPublicationName")
    }),
    read: read_cell,
};

/// A first paragraph of more words than this is no signature.
const MOST_NAMES: usize = 10;

fn article(root: ElementRef) -> Entry {
    let mut entry = Entry::default();
    head(&mut entry, root);
    let title = ["rdp__articletitle", "titreArticleVisu", "titreArticle", "grandTitre"]
        .iter()
        .find_map(|class| first(root, class));
    if let Some(title) = title {
        entry.set(Field::Title, text(title));
    }
    let kickers: Vec<String> = kickers(root, title).collect();
    entry.set_all(Field::Kicker, kickers);
    if let Some(subtitle) = first(root, "rdp__subtitle") {
        entry.set(Field::Standfirst, text(subtitle));
    }
    if let Some(authors) = first(root, "docAuthors").or_else(|| after_title(root)) {
        entry.set(Field::Authors, text(authors));
    }
    body(&mut entry, root);
    entry
}

/// Publication, edition, section, date, page and number.
fn head(entry: &mut Entry, root: ElementRef) {
    if let Some(name) = first(root, "DocPublicationName") {
        let mut lines = lines(name).into_iter();
        let (publication, edition) = edition_of(&lines.next().unwrap_or_default());
        entry.set(Field::Publication, publication);
        entry.set_all(Field::Edition, edition.into_iter().chain(lines).collect());
    }
    let mut headers: String = all(root, "DocHeader").map(raw_text).collect();
    if headers.trim().is_empty() {
        let beside = first(root, "DocTitreSousSection");
        let next =
            beside.and_then(|found| found.next_siblings().find_map(ElementRef::wrap));
        headers = next.map(text).unwrap_or_default();
    }
    header(entry, &clean::line(&headers));
    if let Some(number) = number(root) {
        entry.set(Field::Number, number);
    }
}

fn raw_text(element: ElementRef) -> String {
    element.text().collect()
}

/// What follows the name of a publication: its number, or that it is the web site.
pub(in crate::ingest) fn edition_of(source: &str) -> (String, Option<String>) {
    let cuts = [", no.", ", no ", ", n°", " (", " - ", "  "];
    let cut = cuts.iter().filter_map(|sign| source.find(sign)).filter(|at| *at > 0).min();
    let Some(at) = cut else { return (source.to_owned(), None) };
    let edition = source[at..].trim_start_matches([',', ' ', '-']).trim_end();
    let bare = edition.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    (source[..at].to_owned(), Some(bare.unwrap_or(edition).to_owned()))
}

/// « France, mercredi 11 septembre 2024 134 mots, p. 11 ».
fn header(entry: &mut Entry, header: &str) {
    let (header, page) = match header.rsplit_once(", p. ") {
        Some((before, page)) => (before, Some(page)),
        None => (header, None),
    };
    if let Some(page) = page {
        entry.set(Field::Page, page);
    }
    let Some((span, _)) = find_date(header) else {
        entry.set(Field::Section, header.trim_end_matches(','));
        return;
    };
    let section = header[..span.start].trim_end();
    let section = WEEKDAYS
        .iter()
        .find_map(|day| strip_word(section.trim_end_matches(','), day))
        .unwrap_or(section);
    entry.set(Field::Section, section.trim_end_matches([',', ' ']));
    entry.set(Field::Date, &header[span]);
}

/// Days of the week that stand before a date without being a part of it.
const WEEKDAYS: &[&str] = &[
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_suffix(word)?;
    (rest.is_empty() || rest.ends_with(' ')).then_some(rest)
}

/// The last `news·20120903·HU·175071` of a record: that of the certificate, where the
/// text gives another.
fn number(root: ElementRef) -> Option<String> {
    let is_number = |word: &&str| {
        let mut parts = word.split('·');
        let kind = parts.next().unwrap_or("");
        let date = parts.next().unwrap_or("");
        !kind.is_empty()
            && kind.bytes().all(|byte| byte.is_ascii_alphabetic())
            && date.len() == 8
            && date.bytes().all(|byte| byte.is_ascii_digit())
            && parts.count() >= 2
    };
    let text: Vec<&str> = root.text().collect();
    text.iter()
        .rev()
        .find_map(|text| text.split_whitespace().rev().find(is_number).map(str::to_owned))
}

/// What stands above the title: in its block, or in a block of its own below the
/// header.
fn kickers<'a>(
    root: ElementRef<'a>,
    title: Option<ElementRef<'a>>,
) -> impl Iterator<Item = String> + use<'a> {
    let block = first(root, "titreArticle");
    let is_meta = |element: &ElementRef| {
        let holds = |class: &str| is(*element, class) || first(*element, class).is_some();
        ["DocPublicationName", "DocHeader", "rdp__DocPublicationName", "rdp__DocHeader"]
            .iter()
            .any(|class| holds(class))
    };
    let above = block
        .into_iter()
        .flat_map(|block| block.prev_siblings().filter_map(ElementRef::wrap))
        .filter(move |element| !is_meta(element) && !named(*element, "img"))
        .map(text);
    let above: Vec<String> = above.collect();
    let inside = block
        .into_iter()
        .flat_map(|block| block.child_elements())
        .take_while(move |child| Some(child.id()) != title.map(|title| title.id()))
        .filter(|child| {
            is(*child, "sm-margin-bottom") || is(*child, "sm-margin-bottomNews")
        })
        .map(text);
    above.into_iter().rev().chain(inside)
}

/// The block right after that of the title: the signature.
fn after_title(root: ElementRef) -> Option<ElementRef> {
    let next = |element: ElementRef<'_>| {
        element.next_siblings().find_map(ElementRef::wrap).map(|found| found.id())
    };
    let id = first(root, "titreArticle").and_then(next)?;
    let found = root.descendent_elements().find(|element| element.id() == id)?;
    let is_name =
        matches!(found.value().name(), "p" | "div") && words(&text(found)) <= MOST_NAMES;
    is_name.then_some(found)
}

/// The words of the link to an article on the site of its publication.
const ORIGINAL: &str = "Cet article est paru dans";

/// The text, then notes and rights.
fn body(entry: &mut Entry, root: ElementRef) {
    let section =
        || root.descendent_elements().find(|element| named(*element, "section"));
    let body = first(root, "docOcurrContainer")
        .or_else(|| first(root, "DocText"))
        .or_else(section);
    let mut paragraphs = body.map(|body| blocks(body, &|_| false)).unwrap_or_default();
    if let Some(link) = root
        .descendent_elements()
        .find(|element| named(*element, "a") && text(*element).starts_with(ORIGINAL))
    {
        entry.set(Field::Url, link.attr("href").unwrap_or_default());
        paragraphs.retain(|block| !(block.is_link && block.text.starts_with(ORIGINAL)));
    }
    entry.blocks = paragraphs;
    for name in ["aside", "footer"] {
        let found = root.descendent_elements().filter(|element| named(*element, name));
        for element in found {
            entry.blocks.extend(aside(blocks(element, &is_certificate)));
        }
    }
}

fn is_certificate(element: &Element) -> bool {
    let of = |name: &str| {
        element.id() == Some(name)
            || element.classes().any(|class| class.eq_ignore_ascii_case(name))
    };
    of("divPubliC")
        || of("publiC-lblNodoc")
        || element.id().is_some_and(|id| id.starts_with("PubliC_"))
}

/// « Note(s) : » and « Illustration(s) : » are labels; without anything below them they
/// are left out. What stands below the second is a caption.
fn aside(found: Vec<Block>) -> Vec<Block> {
    let is_label = |block: &Block| {
        matches!(
            block.text.trim_end_matches([':', ' ', '\u{a0}']),
            "Note(s)" | "Illustration(s)"
        )
    };
    let mut out: Vec<Block> = Vec::new();
    let mut is_caption = false;
    for mut block in found.into_iter().flat_map(without_label) {
        if out.last().is_some_and(is_label) && is_label(&block) {
            out.pop();
        }
        if is_label(&block) {
            is_caption = block.text.starts_with("Illustration");
        } else if is_caption {
            block.kind = Kind::Caption;
        }
        out.push(block);
    }
    if out.last().is_some_and(is_label) {
        out.pop();
    }
    out
}

/// A label and what follows it on its line as two paragraphs.
fn without_label(block: Block) -> Vec<Block> {
    for label in ["Note(s) :", "Illustration(s) :"] {
        let rest =
            block.text.strip_prefix(label).map(str::trim).filter(|rest| !rest.is_empty());
        if let Some(rest) = rest {
            return vec![Block::new(block.kind, label), Block::new(block.kind, rest)];
        }
    }
    vec![block]
}

/// A record of 2012: publication, headers, kicker, title, signature and text follow one
/// another without anything around them.
fn read_cell(piece: &str, _: &mut Context) -> Result<Option<Entry>, Fault> {
    let tree = parse(piece)?;
    let root = tree.root_element();
    let mut entry = Entry::default();
    head(&mut entry, root);
    let class = |node: NodeRef<Node>, class: &str| {
        ElementRef::wrap(node).is_some_and(|element| is(element, class))
    };
    let certificate = |node: &NodeRef<Node>| {
        ElementRef::wrap(*node).is_some_and(|found| named(found, "table"))
    };
    let nodes: Vec<NodeRef<Node>> =
        root.children().take_while(|node| !certificate(node)).collect();
    let Some(title) = nodes.iter().position(|node| class(*node, "TitreArticleVisu"))
    else {
        entry.blocks = blocks_of(nodes, &|_| false);
        return Ok(Some(entry));
    };
    let above = nodes[..title]
        .iter()
        .copied()
        .filter(|node| !class(*node, "DocPublicationName") && !class(*node, "DocHeader"));
    let kickers = blocks_of(above, &|_| false).into_iter().map(|block| block.text);
    entry.set_all(Field::Kicker, kickers.collect());
    if let Some(found) = ElementRef::wrap(nodes[title]) {
        entry.set(Field::Title, text(found));
    }
    let mut below = &nodes[title + 1..];
    if let Some((names, rest)) = signature(below) {
        entry.set(Field::Authors, names);
        below = rest;
    }
    entry.blocks = blocks_of(below.iter().copied(), &|_| false);
    Ok(Some(entry))
}

/// A first text that is short and ends with a `<br>` before a `<p>`.
fn signature<'a, 'b>(
    nodes: &'b [NodeRef<'a, Node>],
) -> Option<(String, &'b [NodeRef<'a, Node>])> {
    let said = |node: &NodeRef<Node>| {
        node.value().as_text().is_some_and(|text| !text.trim().is_empty())
    };
    let is_element = |node: &NodeRef<Node>, name: &str| {
        node.value().as_element().is_some_and(|element| element.name() == name)
    };
    let start = nodes.iter().position(|node| said(node) || is_element(node, "p"))?;
    let name = clean::line(nodes[start].value().as_text()?);
    let mut rest =
        nodes[start + 1..].iter().filter(|node| said(node) || node.value().is_element());
    let parted = is_element(rest.next()?, "br") && is_element(rest.next()?, "p");
    let is_name =
        parted && words(&name) <= MOST_NAMES && !name.ends_with(['.', ':', '!', '?']);
    is_name.then(|| (name, &nodes[start + 1..]))
}
