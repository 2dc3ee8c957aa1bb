//! Interviews: « Le Courrier : Pourquoi rouvrir ? » is a question, « Anne Petit : … » its
//! answer. Once a text is known to be one, paragraphs that only ask are questions too.

use super::block::Block;
use super::fold::{folded, words};
use crate::article::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// Marks the questions, when the text is an interview. `is_signed_so` says that its
/// byline calls it one (« Propos recueillis par »).
pub(super) fn mark_questions(blocks: &mut [Block], is_signed_so: bool) {
    let turns: Vec<(usize, String)> = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind == Kind::Text)
        .filter_map(|(at, block)| Some((at, folded(label(&block.text)?))))
        .collect();
    let askers = askers(blocks, &turns);
    if askers.is_empty() && !is_signed_so {
        return;
    }
    for (at, name) in &turns {
        if askers.contains(name) {
            blocks[*at].kind = Kind::Question;
        }
    }
    for at in 0..blocks.len() {
        let block = &blocks[at];
        let free = matches!(block.kind, Kind::Text | Kind::Heading)
            && turns.binary_search_by_key(&at, |(turn, _)| *turn).is_err();
        let answered = blocks
            .get(at + 1)
            .is_some_and(|next| next.kind == Kind::Text && !asks(&next.text));
        if free && answered && asks(&block.text) && words(&block.text) <= 60 {
            blocks[at].kind = Kind::Question;
        }
    }
}

/// Who asks: speakers most of whose turns are questions, in a text where a question
/// is answered by someone else, and where at least one of the two has a name of two
/// words or speaks twice (« Budget : », « Résultat : » are no speakers).
fn askers(blocks: &[Block], turns: &[(usize, String)]) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, name) in turns {
        let (asked, spoken) = counts.entry(name).or_default();
        *asked += usize::from(asks(&blocks[*at].text));
        *spoken += 1;
    }
    let is_speaker = |name: &str| name.contains(' ') || counts[name].1 > 1;
    let is_interview = turns.windows(2).any(|pair| {
        let [(at, asker), (_, other)] = pair else { return false };
        asker != other
            && asks(&blocks[*at].text)
            && (is_speaker(asker) || is_speaker(other))
    });
    if !is_interview {
        return BTreeSet::new();
    }
    counts
        .iter()
        .filter(|(_, (asked, spoken))| asked * 2 > *spoken)
        .map(|(name, _)| (*name).to_owned())
        .collect()
}

fn asks(text: &str) -> bool {
    text.trim_end_matches([' ', '\u{a0}', '»', '"', '”']).ends_with('?')
}

/// The name before the colon of a speaker's turn: one to five words that begin with a
/// capital, small words of names apart.
fn label(text: &str) -> Option<&str> {
    let (name, said) = text.split_once(':')?;
    let name = name.trim().trim_start_matches(['-', '–', '—', ' ']);
    let count = name.split_whitespace().count();
    let is_named = |word: &str| {
        word.starts_with(char::is_uppercase)
            || word.contains('.')
            || ["de", "du", "des", "la", "le", "van", "von", "d'", "d’"].contains(&word)
            || word.starts_with("d'")
            || word.starts_with("d’")
    };
    let sound = (1..=5).contains(&count)
        && name.chars().count() <= 40
        && name.split_whitespace().all(is_named)
        && name.starts_with(char::is_uppercase)
        && said.starts_with(char::is_whitespace)
        && !said.trim().is_empty();
    sound.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(texts: &[&str], is_signed_so: bool, questions: &[usize]) {
        let mut blocks: Vec<Block> =
            texts.iter().map(|text| Block::new(Kind::Text, *text)).collect();
        mark_questions(&mut blocks, is_signed_so);
        let found: Vec<usize> =
            (0..texts.len()).filter(|at| blocks[*at].kind == Kind::Question).collect();
        assert_eq!(found, questions);
    }

    #[test]
    fn speakers_are_told_apart() {
        case(
            &[
                "La maire nous a reçus.",
                "Courrier.fr : Quand rouvre le port ?",
                "Anne Petit : Au printemps.",
                "Les quais seront prêts.",
                "Et la criée, qui paiera ?",
                "La région, pour moitié.",
                "Pourquoi pas nous ? Parce que.",
            ],
            false,
            &[1, 4],
        );
        case(
            &["Q : Où ?", "R : Ici.", "Q : Dites-en plus.", "Q : Quand ?"],
            false,
            &[0, 2, 3],
        );
    }

    #[test]
    fn a_signature_is_enough() {
        case(&["Quand rouvre le port ?", "Au printemps."], true, &[0]);
    }

    #[test]
    fn prose_is_no_interview() {
        case(
            &[
                "Budget : qui paiera ?",
                "Résultat : la région.",
                "Qui d'autre ?",
                "Personne.",
            ],
            false,
            &[],
        );
        case(&["Il répond : « Quoi ? »", "Anne Petit : rien."], false, &[]);
    }
}
