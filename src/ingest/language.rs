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
/// Paragraphs weighed at most, and characters of each: beyond, nothing is learnt.
const PARAGRAPHS: usize = 6;
const CHARACTERS: usize = 300;

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
    let long: Vec<(&str, usize)> = searched
        .iter()
        .map(|text| (*text, words(text)))
        .filter(|(_, count)| *count >= LEAST_WORDS)
        .collect();
    if long.is_empty() {
        let all = searched.join("\n");
        return weigh(&[(all.as_str(), words(&all))]);
    }
    let step = long.len().div_ceil(PARAGRAPHS);
    let sample: Vec<(&str, usize)> = long.iter().step_by(step).copied().collect();
    weigh(&sample)
}

/// The language with most words, its confidence weighed by them.
fn weigh(texts: &[(&str, usize)]) -> Option<Language> {
    let mut weights = [(0_usize, 0.0_f64); PLAUSIBLE.len()];
    for (text, count) in texts.iter().filter(|(_, count)| *count >= LEAST_WORDS) {
        let end = text.char_indices().nth(CHARACTERS).map_or(text.len(), |(at, _)| at);
        let Some(info) = DETECTOR.detect(&text[..end]) else { continue };
        let at = PLAUSIBLE.iter().position(|(language, _)| *language == info.lang());
        let (total, confidence) = &mut weights[at?];
        *total += count;
        #[expect(clippy::cast_precision_loss, reason = "words of a paragraph are few")]
        let weight = *count as f64;
        *confidence += info.confidence() * weight;
    }
    let most = (0..weights.len()).rev().max_by_key(|at| weights[*at].0)?;
    let (total, confidence) = weights[most];
    #[expect(clippy::cast_precision_loss, reason = "words of an article are few")]
    let confidence = confidence / total as f64;
    let code = PLAUSIBLE[most].1.to_owned();
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
