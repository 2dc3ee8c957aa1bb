//! What stands around an article on its page and is no part of it: « Lire aussi »,
//! « Abonnez-vous », rights. Recognised only as a paragraph of its own; kept and shown,
//! never searched.

use super::block::Block;
use super::fold::{after, folded, words};
use super::line::{ends_sentence, is_address};
use crate::article::Kind;

/// Labels that are boilerplate alone or before a colon; what follows them is links.
const LABELS: &[&str] = &[
    "lire aussi",
    "a lire aussi",
    "lire egalement",
    "a lire egalement",
    "a lire",
    "voir aussi",
    "a voir aussi",
    "voir egalement",
    "sur le meme sujet",
    "sur le meme theme",
    "pour aller plus loin",
    "pour en savoir plus",
    "articles lies",
    "articles associes",
    "a decouvrir",
    "lire la suite",
    "nos derniers articles",
    "les plus lus",
];

/// The same whose links may follow on the line without a colon.
const LINKING: &[&str] =
    &["lire aussi", "a lire aussi", "lire egalement", "a lire egalement", "voir aussi"];

/// Paragraphs that are boilerplate alone.
const WHOLE: &[&str] = &[
    "newsletter",
    "newsletters",
    "publicite",
    "suivez-nous",
    "abonnez-vous",
    "s'abonner",
    "se connecter",
    "article reserve aux abonnes",
    "reserve aux abonnes",
    "partager",
    "imprimer",
    "imprimer cette page",
    "imprimer l'article",
    "envoyer par e-mail",
    "envoyer a un ami",
    "permalien",
    "lien permanent",
    "commentaires",
    "[additional text]:",
    "tous droits reserves",
];

/// Beginnings that make boilerplate of a short paragraph.
const STARTS: &[&str] = &[
    "abonnez-vous a",
    "abonnez-vous pour",
    "abonnez-vous des",
    "suivez-nous sur",
    "inscrivez-vous a la newsletter",
    "inscrivez-vous a notre newsletter",
    "recevez notre newsletter",
    "article reserve aux abonnes",
    "il vous reste",
    "la suite est reservee",
    "la suite de cet article est reservee",
    "cet article est paru dans",
    "note(s) :",
    "illustration(s) :",
    "permalien",
    "lien permanent",
    "partager sur",
    "partager cet article",
    "partagez cet article",
    "credit photo",
    "credits photo",
    "©",
    "(c) ",
    "copyright",
    "tous droits reserves",
    "all rights reserved",
    "numero de document",
    "ce certificat est emis a",
    "le present document est protege par les lois",
    "les droits d",
    "(lien : http",
    "lien : http",
    "lire page",
    "lire pages",
    "lire en page",
    "lire p.",
    "lire nos informations",
];

/// Words and bytes beyond which a paragraph says too much to be boilerplate.
const MOST_WORDS: usize = 40;
const MOST_BYTES: usize = 600;

/// Whether a paragraph is boilerplate by what it says.
pub(super) fn is_boilerplate(text: &str) -> bool {
    if text.len() > MOST_BYTES {
        return false;
    }
    let text = text.trim_start_matches(['>', '»', '→', '▶', '►', '(', '*', ' ']);
    let rest_is_empty = |rest: &str| !rest.contains(char::is_alphanumeric);
    let first = text.chars().next();
    if !first.is_some_and(|c| "aAàÀcCiIlLnNpPrRsSvV©(«[eEtTéÉ".contains(c)) {
        return false; // no phrase below begins so
    }
    if WHOLE.iter().any(|phrase| after(text, phrase).is_some_and(rest_is_empty)) {
        return true;
    }
    if is_label(text) {
        return true;
    }
    let introduces = |phrase: &str| {
        after(text, phrase)
            .is_some_and(|rest| rest.trim_start().starts_with([':', '»', '>']))
    };
    let is_short = words(text) <= MOST_WORDS;
    is_short
        && (LABELS.iter().any(|phrase| introduces(phrase))
            || LINKING.iter().any(|phrase| after(text, phrase).is_some())
                && !ends_sentence(text)
            || STARTS.iter().any(|phrase| starts(text, phrase)))
}

/// Whether a paragraph says that the article goes on for subscribers only.
pub(super) fn is_cut(text: &str) -> bool {
    const CUT: &[&str] = &[
        "il vous reste",
        "la suite est reservee",
        "la suite de cet article est reservee",
    ];
    text.len() <= MOST_BYTES && CUT.iter().any(|phrase| starts(text, phrase))
}

fn starts(text: &str, phrase: &str) -> bool {
    let Some(rest) = after(text, phrase) else { return false };
    match phrase {
        "il vous reste" => rest.contains("article") && rest.contains('%'),
        "permalien" | "lien permanent" => is_address(rest.trim_start_matches([' ', ':'])),
        "les droits d" => rest.contains("FAÇON QUE CE SOIT"),
        "copyright" | "tous droits reserves" | "all rights reserved" => {
            tells_rights(rest)
        }
        "numero de document" => rest.contains(|c: char| c.is_ascii_digit()),
        _ => true,
    }
}

/// Whether what follows « Copyright » or « Tous droits réservés » tells whose the rights
/// are, rather than goes on as a sentence.
fn tells_rights(rest: &str) -> bool {
    const MOST_WORDS: usize = 5;
    const RIGHTS: &[&str] = &["droits", "rights", "reserve", "reproduction"];
    let folded = folded(rest);
    words(rest) <= MOST_WORDS
        || rest.contains(|c: char| c.is_ascii_digit())
        || RIGHTS.iter().any(|word| folded.contains(word))
}

/// Whether it is a label alone, with its links in the paragraphs below.
fn is_label(text: &str) -> bool {
    LABELS.iter().any(|phrase| {
        after(text, phrase).is_some_and(|rest| {
            rest.trim_matches([' ', '\u{a0}', ':', '…', '.', '>', '»']).is_empty()
        })
    })
}

/// Marks boilerplate among paragraphs, with the links below « Voir aussi »: those that
/// were links in the document, one line that reads like a title, or all the last lines
/// when no running text comes after.
pub(super) fn set_apart(blocks: &mut [Block]) {
    let marked = |block: &Block| {
        is_boilerplate(&block.text) && block.kind != Kind::Heading
            || is_label(&block.text)
    };
    let is_link = |block: &Block| {
        block.is_link || words(&block.text) <= 25 && !ends_sentence(&block.text)
    };
    let foot =
        blocks.iter().rposition(|block| !is_link(block)).map_or(0, |last| last + 1);
    let mut at = 0;
    while at < blocks.len() {
        if !marked(&blocks[at]) {
            at += 1;
            continue;
        }
        let links = if is_label(&blocks[at].text) {
            links_below(&blocks[at + 1..], at + 1 >= foot)
        } else {
            0
        };
        for block in &mut blocks[at..=at + links] {
            block.kind = Kind::Boilerplate;
        }
        at += 1 + links;
    }
}

fn links_below(blocks: &[Block], is_foot: bool) -> usize {
    match blocks.iter().take_while(|block| block.is_link).count() {
        _ if is_foot => blocks.len(),
        0 => usize::from(blocks.first().is_some_and(may_be_link)),
        links => links,
    }
}

fn may_be_link(block: &Block) -> bool {
    block.is_link || words(&block.text) <= 25 && !ends_sentence(&block.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn told_by_what_it_says() {
        for text in [
            "Lire aussi : Le port rouvre",
            "À LIRE AUSSI > Le port rouvre",
            "» Lire aussi Le port rouvre ses quais",
            "Voir aussi",
            "Abonnez-vous",
            "ABONNEZ-VOUS à la lettre du matin",
            "© 2012 Le Courrier. Tous droits réservés.",
            "Il vous reste 62.5% de cet article à lire. La suite est réservée aux abonnés.",
            "Illustration(s) : Le quai",
            "Copyright 2013 Le Courrier All Rights Reserved.",
            "Numéro de document : news·20121105·XX·1",
            "Permalien https://exemple.fr/a",
            "Partager sur un réseau",
        ] {
            assert!(is_boilerplate(text), "{text}");
        }
    }

    #[test]
    fn told_from_prose() {
        for text in [
            "Voir aussi loin demande des moyens que la commune n'a pas.",
            "Pour aller plus loin, le conseil a commandé une étude.",
            "Il vous reste deux jours pour vous inscrire.",
            "Publicité mensongère : le tribunal tranche",
            "La newsletter de la mairie change de nom.",
            "Sur le même sujet, le maire s'est montré prudent.",
            "Cela dit",
            "Copyright : la réforme européenne est adoptée à Strasbourg",
            "Tous droits réservés aux femmes, une exposition ouvre au musée",
            "Numéro de document exigé à chaque guichet, l'usager patiente",
        ] {
            assert!(!is_boilerplate(text), "{text}");
        }
    }

    #[track_caller]
    fn case(texts: &[&str], apart: &[usize]) {
        let mut blocks: Vec<Block> =
            texts.iter().map(|text| Block::new(Kind::Text, *text)).collect();
        set_apart(&mut blocks);
        let found: Vec<usize> =
            (0..texts.len()).filter(|at| blocks[*at].kind == Kind::Boilerplate).collect();
        assert_eq!(found, apart);
    }

    #[test]
    fn links_below_a_label() {
        case(
            &["Le port a rouvert.", "Voir aussi", "Le quai nord", "La criée"],
            &[1, 2, 3],
        );
        case(
            &["Un.", "Lire aussi :", "Le quai nord", "Deux phrases ici.", "Fin"],
            &[1, 2],
        );
        case(&["Un.", "Lire aussi", "Le quai a rouvert, dit-il.", "Fin."], &[1]);
    }
}
