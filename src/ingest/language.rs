//! The main language of an article, told by whatlang on its longer paragraphs.
//!
//! Only languages plausible in such a corpus are weighed, as a few words of French look
//! like any of seventy languages. Where paragraphs differ, the one with more words wins.

use super::fold::words;
use crate::article::{Language, Origin, Paragraph};
use std::sync::LazyLock;
use whatlang::{Detector, Lang};

/// Languages weighed, with their ISO 639-1 codes. Those of another script than ours
/// cost the others no accuracy.
const PLAUSIBLE: &[(Lang, &str)] = &[
    (Lang::Fra, "fr"),
    (Lang::Eng, "en"),
    (Lang::Deu, "de"),
    (Lang::Spa, "es"),
    (Lang::Ita, "it"),
    (Lang::Por, "pt"),
    (Lang::Nld, "nl"),
    (Lang::Ara, "ar"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
];

/// Names of languages as records write them.
const NAMES: &[(&str, &str)] = &[
    ("francais", "fr"),
    ("french", "fr"),
    ("fre", "fr"),
    ("anglais", "en"),
    ("english", "en"),
    ("allemand", "de"),
    ("german", "de"),
    ("ger", "de"),
    ("espagnol", "es"),
    ("spanish", "es"),
    ("italien", "it"),
    ("italian", "it"),
    ("portugais", "pt"),
    ("portuguese", "pt"),
    ("neerlandais", "nl"),
    ("dutch", "nl"),
    ("dut", "nl"),
    ("arabe", "ar"),
    ("arabic", "ar"),
    ("russe", "ru"),
    ("russian", "ru"),
    ("ukrainien", "uk"),
    ("ukrainian", "uk"),
];

/// Paragraphs shorter than this are not weighed: below ten words detection errs.
const LEAST_WORDS: usize = 10;
/// Characters of a paragraph looked at: beyond, nothing is learnt.
const CHARACTERS: usize = 200;
/// Paragraphs weighed one by one, at most.
const MOST: usize = 24;
/// Characters of each piece of a sample.
const SAMPLE: usize = 100;
/// A sample of the whole that is told with this confidence needs no weighing.
pub(super) const SURE: f64 = 0.9;

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
    Detector::with_allowlist(PLAUSIBLE.iter().map(|(language, _)| *language).collect())
});

/// The language of these paragraphs; `None` when they are too short to tell.
pub(super) fn detect(paragraphs: &[Paragraph]) -> Option<Language> {
    let searched: Vec<&str> = paragraphs
        .iter()
        .filter(|paragraph| paragraph.kind.is_searched())
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    let is_long = |text: &&str| text.split_whitespace().nth(LEAST_WORDS - 1).is_some();
    let long: Vec<&str> = searched.iter().copied().filter(is_long).collect();
    if long.is_empty() {
        return weigh(&[&searched.join("\n")]);
    }
    if let Some(language) = sampled(&long).filter(|found| found.confidence >= SURE) {
        return Some(language);
    }
    let spread: Vec<&str> =
        long.iter().step_by(long.len().div_ceil(MOST)).copied().collect();
    weigh(&spread)
}

/// The language of three pieces taken at equal distances of the text, together: in a
/// mixed text they are likely mixed too, and no language is told with confidence.
fn sampled(texts: &[&str]) -> Option<Language> {
    let total: usize = texts.iter().map(|text| text.len()).sum();
    let mut sample = String::new();
    for part in [1, 3, 5] {
        let mut at = total * part / 6;
        for text in texts {
            if at < text.len() {
                let from =
                    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
                sample.extend(text[from..].chars().take(SAMPLE));
                sample.push(' ');
                break;
            }
            at -= text.len();
        }
    }
    let info = DETECTOR.detect(&sample)?;
    let (_, code) = PLAUSIBLE.iter().find(|(language, _)| *language == info.lang())?;
    let code = (*code).to_owned();
    Some(Language { code, confidence: info.confidence(), from: Origin::Detected })
}

/// The language with most words, its confidence weighed by them.
fn weigh(texts: &[&str]) -> Option<Language> {
    let mut weights = [(0_u32, 0.0_f64); PLAUSIBLE.len()];
    for text in texts {
        let count = words(text);
        if count < LEAST_WORDS {
            continue;
        }
        let end = text.char_indices().nth(CHARACTERS).map_or(text.len(), |(at, _)| at);
        let Some(info) = DETECTOR.detect(&text[..end]) else { continue };
        let at = PLAUSIBLE.iter().position(|(language, _)| *language == info.lang())?;
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        weights[at].0 = weights[at].0.saturating_add(count);
        weights[at].1 += info.confidence() * f64::from(count);
    }
    let most = (0..weights.len()).rev().max_by_key(|at| weights[*at].0)?;
    let (total, confidence) = weights[most];
    let code = PLAUSIBLE[most].1.to_owned();
    let confidence = confidence / f64::from(total);
    (total > 0).then_some(Language { code, confidence, from: Origin::Detected })
}

/// The code of a language as a record names it: `fr`, `FR-fr`, `fra`, « Français ».
pub(super) fn code(name: &str) -> Option<String> {
    let name = super::fold::folded(name);
    let main = name.split(['-', '_']).next().unwrap_or(&name);
    let known = NAMES.iter().find(|(known, _)| *known == main).map(|(_, code)| *code);
    let of_three = || {
        let language = Lang::from_code(main)?;
        PLAUSIBLE.iter().find(|(known, _)| *known == language).map(|(_, code)| *code)
    };
    let is_code = main.len() == 2 && main.bytes().all(|byte| byte.is_ascii_lowercase());
    known.or_else(of_three).or(is_code.then_some(main)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;

    #[track_caller]
    fn case(texts: &[&str], expected: Option<&str>) {
        let paragraphs: Vec<Paragraph> = texts
            .iter()
            .map(|text| Paragraph {
                kind: Kind::Text,
                text: (*text).to_owned(),
                page: None,
            })
            .collect();
        let language = detect(&paragraphs);
        assert_eq!(language.as_ref().map(|found| found.code.as_str()), expected);
        assert!(
            language
                .is_none_or(|found| found.confidence > 0.0 && found.confidence <= 1.0)
        );
    }

    const FRENCH: &str = "Le port a rouvert mardi matin sous les applaudissements de la foule, \
        après dix-huit mois de travaux et bien des retards.";
    const ENGLISH: &str =
        "The harbour opened again on Tuesday, to the cheers of the crowd.";

    #[test]
    fn the_language_with_more_words() {
        case(&[FRENCH], Some("fr"));
        case(&[ENGLISH], Some("en"));
        case(&[ENGLISH, FRENCH, "Fin"], Some("fr"));
        case(&[ENGLISH, FRENCH, ENGLISH, ENGLISH], Some("en"));
        case(&[FRENCH, FRENCH, ENGLISH, ENGLISH, ENGLISH], Some("fr"));
        case(&[ENGLISH, FRENCH, ENGLISH, FRENCH, FRENCH], Some("fr"));
    }

    #[test]
    fn short_lines_are_read_together() {
        case(
            &[
                "Le nouveau port",
                "Une criée moderne",
                "Douze quais neufs pour les chalutiers",
            ],
            Some("fr"),
        );
        case(&["Le nouveau port"], None);
        case(&[], None);
        case(&["12 34 56 78 90 12 34 56 78 90 11"], None);
    }

    #[test]
    fn names_and_codes() {
        for name in ["fr", "FR", "fr-FR", "fr_CA", "fra", "fre", "Français", "french"] {
            assert_eq!(code(name).as_deref(), Some("fr"), "{name}");
        }
        assert_eq!(code("br").as_deref(), Some("br"));
        assert_eq!(code("Multilingue"), None);
    }
}
