//! Inverted questions: in `a-t-il`, `est-ce`, `va-t-on`, hyphens join a verb and its
//! subject because a question is asked, not because they are one word.

use super::{
    lexicon::{self, Role as Reading},
    stop::{self, Role},
    words::{Word, words},
};

/// Subjects that follow any verb.
const SUBJECTS: [&str; 8] = ["ce", "elle", "elles", "il", "ils", "je", "on", "tu"];

/// Subjects that follow auxiliaries here: `rendez-vous` is no question.
const OF_AUXILIARIES: [&str; 2] = ["nous", "vous"];

/// The words of a verb and of the subject that hyphens join to it, as in a question, with
/// the small words around them: of `est-ce-que`, all three. `None` for other words.
pub fn inversion(text: &str) -> Option<Vec<Word<'_>>> {
    if !text.contains(is_hyphen) {
        return None;
    }
    let found: Vec<Word> = words(text).collect();
    let mut parts = found.as_slice();
    if let [before @ .., last] = parts
        && is(last, "que")
    {
        parts = before; // `est-ce-que`
    }
    let [before @ .., subject] = parts else { return None };
    let (small, verb) = match before {
        [small @ .., verb, t] if is(t, "t") => (small, verb),
        [small @ .., verb] => (small, verb),
        [] => return None,
    };
    let verb_is_auxiliary = stop::role(&verb.term) == Role::Soft;
    let subjects = [&SUBJECTS[..], if verb_is_auxiliary { &OF_AUXILIARIES } else { &[] }];
    let shouted = !verb.term.contains(char::is_lowercase);
    let begins = &text[..verb.span.start];
    let is_question = text[verb.span.end..subject.span.start].starts_with(is_hyphen)
        && (shouted || !subject.term.starts_with(char::is_uppercase))
        && (small.iter().all(|word| is(word, "y")) || !begins.contains(is_hyphen))
        && subjects.concat().iter().any(|one| is(subject, one))
        && (verb_is_auxiliary || is_verb(&verb.term))
        && small.iter().all(|word| stop::role(&word.term) != Role::Content);
    is_question.then_some(found)
}

fn is(word: &Word, other: &str) -> bool {
    word.term.to_lowercase() == other
}

fn is_verb(word: &str) -> bool {
    lexicon::readings(&word.to_lowercase())
        .any(|reading| matches!(reading.role, Reading::Verb | Reading::Participle))
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_come_apart() {
        for (text, expected) in [
            ("a-t-il", "a t il"),
            ("A-t-elle", "A t elle"),
            ("va-t-on", "va t on"),
            ("Est-ce", "Est ce"),
            ("est-ce-que", "est ce que"),
            ("Qu'est-ce", "est ce"),
            ("n’est‑il", "est il"),
            ("faut-il", "faut il"),
            ("dit-il", "dit il"),
            ("avez-vous", "avez vous"),
            ("semble-t-il", "semble t il"),
            ("A-T-ELLE", "A T ELLE"),
            ("Y-a-t-il", "Y a t il"),
        ] {
            let found = inversion(text).expect(text);
            let found: Vec<_> = found.iter().map(|word| word.term.as_ref()).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn compounds_stay_whole() {
        for text in [
            "rendez-vous",
            "on-dit",
            "là-bas",
            "celui-ci",
            "Saint-Denis",
            "vis-à-vis",
            "qu'en-dira-t-on",
            "peut-être",
            "va-et-vient",
            "lui",
            "est",
            "-il",
            "moi-je",
            "aujourd'hui",
            "Marie-Elle",
            "l'il",
            "sauve-qui-peut",
        ] {
            assert!(inversion(text).is_none(), "{text}");
        }
    }
}
