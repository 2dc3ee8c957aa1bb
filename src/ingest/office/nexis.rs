//! What Nexis Uni exports as DOCX: a list of titles, then articles that each begin with
//! a bookmark and end with « End of Document ».

use super::block::Block;
use super::docx::text;
use super::docx_styles::Styles;
use super::export::Entry;
use super::fields::Field;
use super::fold::{folded, letters};
use super::intake::Intake;
use super::package::Package;
use super::xml::{Element, parse};
use super::{Fault, clean};
use crate::article::{Kind, find_date};

/// What ends every article, whatever the language of the pages around it.
const END: &str = "End of Document";

/// Whether the main part of a DOCX is such an export.
pub(super) fn is_export(xml: &str) -> bool {
    xml.contains(END) && xml.contains("\"Bookmark_1\"")
}

/// Reads every article.
pub(super) fn read(package: &mut Package, intake: &mut Intake) -> Result<(), Fault> {
    let main = package.main()?;
    let tree = parse(&package.required(&main)?)?;
    let mut open: Option<Vec<String>> = None; // nothing before the first bookmark is one
    let styles = Styles::default(); // those of the exports hide nothing
    let mut number = 0;
    for paragraph in tree.all("p") {
        if begins(paragraph) {
            open = Some(Vec::new());
        }
        let Some(lines) = &mut open else { continue };
        for line in text(paragraph, &styles).split('\n').map(clean::line) {
            if line == END {
                number += 1;
                let entry = article(lines, intake);
                lines.clear();
                intake.article(Some(number), entry.record, entry.blocks);
            } else if !line.is_empty() {
                lines.push(line);
            }
        }
        if intake.is_stopped() {
            return Ok(());
        }
    }
    let cut = open.is_some_and(|lines| !lines.is_empty());
    if cut {
        intake.fault(Some(number + 1), Fault::Damaged(format!("no « {END} » after it")));
    }
    Ok(())
}

fn begins(paragraph: &Element) -> bool {
    let marks = paragraph.all("bookmarkStart");
    marks.iter().any(|mark| {
        let number =
            mark.attribute("name").and_then(|name| name.strip_prefix("Bookmark_"));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// One article: title, publication and date on a line each, fields with their names,
/// « Body », the text, « Classification » and what the database adds.
fn article(lines: &[String], intake: &mut Intake) -> Entry {
    let is = |line: &String, names: &[&str]| names.contains(&folded(line).as_str());
    let body =
        lines.iter().position(|line| is(line, &["body", "text", "corps", "texte"]));
    let head = &lines[..body.unwrap_or(lines.len())];
    let text = &lines[body.map_or(lines.len(), |at| at + 1)..];
    let end =
        text.iter().position(|line| is(line, &["classification"])).unwrap_or(text.len());
    let mut entry = Entry::default();
    let mut plain = Vec::new();
    for line in head {
        match line.split_once(':').map(|(name, value)| (letters(name), value.trim())) {
            Some((name, value)) if FIELDS.contains(&name.as_str()) => {
                field(&name, value, &mut entry, intake);
            }
            _ if line.starts_with("Copyright ") || line.starts_with('©') => {
                entry.blocks.push(Block::new(Kind::Boilerplate, line.clone()));
            }
            _ => plain.push(line),
        }
    }
    let dated = plain.iter().skip(1).position(|line| find_date(line).is_some());
    if let Some(at) = dated {
        entry.set(Field::Date, plain.remove(at + 1).clone());
    }
    let mut plain = plain.into_iter();
    entry.set(Field::Title, plain.next().cloned().unwrap_or_default());
    if let Some(name) = plain.next() {
        // « The Guardian(London) » names its edition.
        let (name, edition) = name.split_once('(').unwrap_or((name, ""));
        entry.set(Field::Publication, name.trim());
        entry.set(Field::Edition, edition.trim_end_matches(')').trim());
    }
    let kept = |line: &String| Block::new(Kind::Boilerplate, line.clone());
    entry.blocks.extend(plain.map(kept));
    entry
        .blocks
        .extend(text[..end].iter().map(|line| Block::new(Kind::Text, line.clone())));
    if end < text.len() {
        intake.unused("Classification");
    }
    entry
}

/// The names of fields that are told from a title with a colon in it, in letters alone.
const FIELDS: &[&str] = &[
    "section",
    "rubrique",
    "length",
    "longueur",
    "byline",
    "auteur",
    "dateline",
    "highlight",
    "encart",
    "graphic",
    "illustration",
    "language",
    "langue",
    "publicationtype",
    "typepublication",
    "loaddate",
    "datedechargement",
    "datechargement",
    "journalcode",
    "codedujournal",
    "correction",
    "subject",
    "sujet",
];

fn field(name: &str, value: &str, entry: &mut Entry, intake: &mut Intake) {
    match name {
        "section" | "rubrique" => {
            let mut parts = value.split(';').map(str::trim);
            entry.set(Field::Section, parts.next().unwrap_or(""));
            for part in parts {
                match part.strip_prefix("Pg.").or_else(|| part.strip_prefix("p.")) {
                    Some(page) => entry.set(Field::Page, page.trim()),
                    None => intake.unused(part.split(':').next().unwrap_or(part)),
                }
            }
        }
        "byline" | "auteur" => entry.set(Field::Authors, value),
        "highlight" | "encart" => entry.set(Field::Standfirst, value),
        "language" | "langue" => {
            entry.set(Field::Language, value.split(';').next().unwrap_or(value).trim());
        }
        "dateline" => entry.blocks.push(Block::new(Kind::Boilerplate, value)),
        "graphic" | "illustration" => entry.blocks.push(Block::new(Kind::Caption, value)),
        _ => intake.unused(name),
    }
}
