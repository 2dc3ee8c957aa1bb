//! Factiva, articles saved as RTF with the codes of their fields: rows of a table, or
//! paragraphs, that are a code and its value, from whichever code comes first to the number of the article.

use super::block::Block;
use super::export::Entry;
use super::fields::Field;
use super::html::factiva_field;
use super::intake::Intake;
use crate::article::Kind;

/// The codes of fields, in the order of an article.
const CODES: &[&str] = &[
    "CLM", "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "NGC", "GC", "ED", "PG",
    "VOL", "LA", "CY", "LP", "TD", "CT", "RF", "ART", "CO", "IN", "NS", "RE", "IPC",
    "IPD", "PUB", "AN",
];

/// Letters and figures of an article's number at least.
const SHORTEST_NUMBER: usize = 15;

/// Whether the paragraphs of a document are such an export: a title by its code, then a
/// number by its own.
pub(super) fn is_export(blocks: &[Block]) -> bool {
    let begins = |code| move |block: &Block| glued(block).is_some_and(|it| it.0 == code);
    let title = blocks.iter().position(|block| block.text == "HD" || begins("HD")(block));
    let is_number = |block: &Block| {
        glued(block).is_some_and(|(code, rest)| code == "AN" && number(rest).is_some())
    };
    title.is_some_and(|title| {
        let rest = &blocks[title..];
        rest.windows(2).any(ends) || rest.iter().any(is_number)
    })
}

/// A code and the value that stands with it in one paragraph.
fn glued(block: &Block) -> Option<(&'static str, &str)> {
    let (word, rest) = block.text.split_once(char::is_whitespace)?;
    let code = CODES.iter().find(|code| **code == word)?;
    Some((code, rest.trim_start()))
}

/// The codes in paragraphs of their own, where they share those of their values. Within
/// an article they come in their order: « LA MAIRIE » in the text is no language.
fn apart(blocks: Vec<Block>) -> Vec<Block> {
    if blocks.iter().any(|block| block.text == "HD") {
        return blocks;
    }
    let mut parted = Vec::with_capacity(2 * blocks.len());
    let mut least = 0;
    for block in blocks {
        let place = |code| CODES.iter().position(|one| *one == code).unwrap_or_default();
        match glued(&block) {
            Some((code, value)) if place(code) >= least => {
                least = if code == "AN" { 0 } else { place(code) + 1 };
                parted.push(Block::new(Kind::Text, code));
                parted.push(Block { text: value.to_owned(), ..block });
            }
            _ => parted.push(block),
        }
    }
    parted
}

/// Whether an article ends with these two paragraphs: `AN`, `Document FIG…`.
fn ends(pair: &[Block]) -> bool {
    pair[0].text == "AN" && number(&pair[1].text).is_some()
}

/// The number of an article, without the word before it in the language of the pages.
fn number(text: &str) -> Option<&str> {
    let number = text.split_whitespace().last()?;
    let is_sound = number.len() >= SHORTEST_NUMBER
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_sound && text.split_whitespace().count() == 2).then_some(number)
}

/// Hands on every article; what stands between two of them belongs to none.
pub(super) fn read(blocks: Vec<Block>, intake: &mut Intake) {
    let mut count = 0;
    let mut open: Vec<(&str, Vec<Block>)> = Vec::new();
    for block in apart(blocks) {
        if let Some(code) = CODES.iter().find(|code| **code == block.text) {
            open.push((code, Vec::new()));
            continue;
        }
        let Some((code, values)) = open.last_mut() else { continue };
        let is_last = *code == "AN" && number(&block.text).is_some();
        values.push(block);
        if is_last {
            count += 1;
            let entry = article(std::mem::take(&mut open), intake);
            intake.article(Some(count), entry.record, entry.blocks);
        }
        if intake.is_stopped() {
            return;
        }
    }
    if !open.is_empty() {
        // Cut before its number, it is an article all the same.
        let entry = article(open, intake);
        intake.article(Some(count + 1), entry.record, entry.blocks);
    }
}

fn article(fields: Vec<(&str, Vec<Block>)>, intake: &mut Intake) -> Entry {
    let mut entry = Entry::default();
    let mut rights = Vec::new();
    for (code, values) in fields {
        let kind =
            |kind| values.iter().map(move |block| Block::new(kind, block.text.as_str()));
        let line = || {
            let texts: Vec<&str> =
                values.iter().map(|block| block.text.as_str()).collect();
            texts.join(" ")
        };
        match (code, factiva_field(code)) {
            ("LP" | "TD", _) => entry.blocks.extend(values),
            ("ART", _) => entry.blocks.extend(kind(Kind::Caption)),
            ("CY", _) => rights.extend(kind(Kind::Boilerplate)),
            (_, Some(Field::Number)) => {
                let line = line();
                entry.set(Field::Number, number(&line).unwrap_or(&line));
            }
            (_, Some(field)) => entry.set(field, line()),
            (_, None) => intake.unused(code),
        }
    }
    entry.blocks.extend(rights);
    entry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn told_by_a_title_and_a_number() {
        let case = |texts: &[&str], expected| {
            let blocks: Vec<Block> =
                texts.iter().map(|text| Block::new(Kind::Text, *text)).collect();
            assert_eq!(is_export(&blocks), expected, "{texts:?}");
        };
        case(&["HD", "Le port", "AN", "Document VIGIE00020111229e7ct0001r"], true);
        case(&["HD", "Le port", "AN", "Dokument VIGIE00020111229e7ct0001r"], true);
        case(&["HD Le port", "AN Document VIGIE00020111229e7ct0001r"], true);
        case(&["HD Le port", "AN passé"], false);
        case(&["AN", "Document VIGIE00020111229e7ct0001r", "HD", "Le port"], false);
        case(&["HD", "La télévision en HD", "AN", "L'an passé"], false);
    }

    #[test]
    fn codes_stand_apart_from_their_values() {
        let texts =
            ["HD Le port", "LA Français", "TD Il rouvre.", "LA MAIRIE PAIE", "AN x"];
        let blocks = texts.map(|text| Block::new(Kind::Text, text)).to_vec();
        let texts: Vec<String> =
            apart(blocks).into_iter().map(|block| block.text).collect();
        let expected = [
            "HD",
            "Le port",
            "LA",
            "Français",
            "TD",
            "Il rouvre.",
            "LA MAIRIE PAIE",
            "AN",
            "x",
        ];
        assert_eq!(texts, expected);
    }
}
