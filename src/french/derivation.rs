//! Words made of one another: `fonder`, `fondateur`, `fondation`. They are not the same
//! word and a query for one does not find the other; but an article that answers « Qui
//! a fondé… ? » may well say « le fondateur ».
//!
//! The dictionary of inflections does not know them: they are found by their endings,
//! and kept where the dictionary has them.

use super::lexicon::{Role, readings};
use std::collections::BTreeSet;

/// Letters that must be left of a word without the ending of an infinitive.
const ROOT: usize = 3;

/// Letters that two nouns must have in common.
const COMMON_ROOT: usize = 4;

const INFINITIVES: [&str; 4] = ["oir", "er", "ir", "re"];

/// What may stand in place of the ending of an infinitive: `voyager`, `voyageur`.
const OF_VERBS: [&str; 32] = [
    "able", "ade", "age", "aison", "ance", "ant", "ante", "ateur", "atif", "ation",
    "atoire", "ature", "eance", "eant", "eante", "ement", "ence", "ent", "erie", "eur",
    "euse", "if", "issage", "issement", "isseur", "isseuse", "iteur", "ition", "itrice",
    "oir", "ure", "ée",
];

/// The same, of verbs in -er alone: `voyage`, `conseil`.
const BARE: [&str; 2] = ["e", ""];

/// Endings of nouns and adjectives of one root: `syndical`, `syndicat`, `syndiqué`.
const OF_NOUNS: [&str; 18] = [
    "", "ain", "aire", "ais", "al", "e", "el", "esse", "eur", "euse", "eux", "ie", "ien",
    "ique", "isme", "iste", "ité", "ois",
];

/// Ends of verbs and of the nouns made of them, where the root changes.
const CHANGING: [(&str, &str); 54] = [
    ("agir", "action"),
    ("araître", "arition"),
    ("aître", "aissance"),
    ("choisir", "choix"),
    ("cevoir", "ception"),
    ("cer", "çant"),
    ("cider", "cision"),
    ("clure", "clusion"),
    ("courir", "course"),
    ("crire", "cription"),
    ("crire", "criture"),
    ("crire", "crivain"),
    ("croire", "croyance"),
    ("céder", "cession"),
    ("der", "sion"),
    ("dire", "diction"),
    ("dre", "se"),
    ("dre", "sion"),
    ("dre", "te"),
    ("endre", "ense"),
    ("faire", "faction"),
    ("gérer", "gestion"),
    ("iger", "ection"),
    ("indre", "inte"),
    ("lire", "lecteur"),
    ("lire", "lection"),
    ("lire", "lecture"),
    ("mettre", "messe"),
    ("mettre", "mise"),
    ("mettre", "mission"),
    ("mourir", "mort"),
    ("oudre", "olution"),
    ("ouvrir", "ouverte"),
    ("ouvrir", "ouverture"),
    ("prendre", "prise"),
    ("quer", "cateur"),
    ("quer", "cation"),
    ("quérir", "quisition"),
    ("quérir", "quête"),
    ("rompre", "ruption"),
    ("sser", "ssion"),
    ("ssir", "ssite"),
    ("suivre", "suite"),
    ("tenir", "tention"),
    ("tenir", "tien"),
    ("uer", "uteur"),
    ("uer", "ution"),
    ("uire", "ucteur"),
    ("uire", "uction"),
    ("vaincre", "victoire"),
    ("venir", "venue"),
    ("venir", "vention"),
    ("éder", "ès"),
    ("éger", "ection"),
];

/// The words of the dictionary made of the same root as `word`, itself not among them;
/// none for a name or an acronym.
pub(crate) fn relatives(word: &str) -> BTreeSet<String> {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let is_name = || readings(word).any(|reading| reading.role == Role::Name);
    if word.chars().count() <= ROOT
        || capital && (letters.any(char::is_uppercase) || is_name())
    {
        return BTreeSet::new();
    }
    let word = word.to_lowercase();
    let heads = heads(&word);
    let mut relatives = BTreeSet::new();
    for noun in &heads.nouns {
        relatives.extend(verbs_of(noun));
        relatives.extend(siblings(noun));
    }
    let verbs: Vec<String> =
        relatives.iter().filter(|one| is_verb(one)).cloned().collect();
    for verb in verbs.iter().chain(&heads.verbs) {
        relatives.extend(nouns_of(verb));
    }
    relatives.remove(&word);
    relatives
}

/// What the dictionary heads a word by.
#[derive(Default)]
struct Heads {
    nouns: BTreeSet<String>,
    verbs: BTreeSet<String>,
}

/// Read as a noun before a verb, but for an infinitive or a participle.
fn heads(word: &str) -> Heads {
    let mut heads = Heads::default();
    let nominal = is_nominal(word);
    for reading in readings(word) {
        let verbal = match reading.role {
            Role::Infinitive | Role::Participle => true,
            Role::Verb => !nominal,
            Role::Own | Role::Invariable | Role::Noun | Role::Inflected => false,
            Role::Name | Role::Tool | Role::Other => continue,
        };
        let head = |form: &String| {
            readings(form).any(|other| {
                let heads_verb = other.role == Role::Infinitive;
                let heads_noun =
                    matches!(other.role, Role::Noun | Role::Own | Role::Invariable);
                other.family == reading.family
                    && if verbal { heads_verb } else { heads_noun }
            })
        };
        let into = if verbal { &mut heads.verbs } else { &mut heads.nouns };
        into.extend(reading.family.forms().filter(head));
    }
    heads
}

/// Nouns and adjectives made of a verb.
fn nouns_of(verb: &str) -> Vec<String> {
    let mut nouns = Vec::new();
    let ending = INFINITIVES.iter().find(|ending| verb.ends_with(**ending));
    if let Some(root) = ending.and_then(|ending| verb.strip_suffix(ending))
        && root.chars().count() >= ROOT
    {
        nouns.extend(OF_VERBS.iter().map(|ending| format!("{root}{ending}")));
        if verb.ends_with("er") {
            nouns.extend(BARE.iter().map(|ending| format!("{root}{ending}")));
        }
    }
    for (of_verb, of_noun) in CHANGING {
        nouns.extend(verb.strip_suffix(of_verb).map(|root| format!("{root}{of_noun}")));
    }
    nouns.retain(|noun| noun.chars().count() > ROOT && is_nominal(noun));
    nouns
}

/// Verbs that a noun or an adjective may be made of.
fn verbs_of(noun: &str) -> Vec<String> {
    let mut verbs = Vec::new();
    for ending in OF_VERBS.iter().chain(&BARE) {
        if let Some(root) = noun.strip_suffix(ending)
            && root.chars().count() >= ROOT
        {
            verbs.extend(["er", "ir"].map(|ending| format!("{root}{ending}")));
        }
    }
    for (of_verb, of_noun) in CHANGING {
        verbs.extend(noun.strip_suffix(of_noun).map(|root| format!("{root}{of_verb}")));
    }
    verbs.retain(|verb| is_verb(verb));
    verbs
}

/// Nouns and adjectives of the root of another.
fn siblings(noun: &str) -> Vec<String> {
    let mut siblings = Vec::new();
    for ending in OF_NOUNS {
        if let Some(root) = noun.strip_suffix(ending)
            && root.chars().count() >= COMMON_ROOT
        {
            siblings.extend(OF_NOUNS.iter().map(|ending| format!("{root}{ending}")));
        }
    }
    siblings.retain(|sibling| is_nominal(sibling));
    siblings
}

fn is_verb(word: &str) -> bool {
    readings(word).any(|reading| reading.role == Role::Infinitive)
}

fn is_nominal(word: &str) -> bool {
    readings(word).any(|reading| {
        matches!(
            reading.role,
            Role::Noun | Role::Own | Role::Invariable | Role::Inflected
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_words_of_one_root() {
        #[track_caller]
        fn case(word: &str, expected: &[&str]) {
            let found = relatives(word);
            for one in expected {
                assert!(found.contains(*one), "{word}: no {one} in {found:?}");
            }
        }
        case("fondé", &["fondateur", "fondation"]);
        case("dirige", &["dirigeant", "direction"]);
        case("direction", &["diriger", "dirigeant"]);
        case("construit", &["construction", "constructeur"]);
        case("élection", &["élire"]);
        case("mort", &["mourir"]);
        case("voyages", &["voyager", "voyageur"]);
        case("Voyageurs", &["voyager", "voyage"]);
        case("réalisme", &["réaliste", "réalité"]);
    }

    #[test]
    fn leaves_others_alone() {
        #[track_caller]
        fn case(word: &str) {
            assert_eq!(relatives(word), BTreeSet::new(), "{word}");
        }
        case("Cloudwatt");
        case("Marie");
        case("SNCF");
        case("2012");
        case("avec");
        case("été");
        case("");
    }

    #[test]
    fn a_word_is_no_relative_of_itself() {
        for word in ["fondation", "voyage", "élire", "réaliste"] {
            let found = relatives(word);
            assert!(!found.is_empty() && !found.contains(word), "{word}: {found:?}");
        }
    }
}
