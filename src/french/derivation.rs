//! Words made of one another: `fonder`, `fondateur`, `fondation`. They are not the same
//! word and a query for one does not find the other; but an article that answers « Qui
//! a fondé… ? » may well say « le fondateur ».
//!
//! The dictionary of inflections does not know them: they are found by their endings,
//! and kept where the dictionary has them.

use super::{
    lexicon::{Role, readings, with_endings},
    places::{adjectives, places},
};
use std::collections::BTreeSet;

/// Letters that must be left of a word without the ending of an infinitive.
const ROOT: usize = 3;

/// Letters that two nouns must have in common.
const COMMON_ROOT: usize = 4;

const INFINITIVES: [&str; 4] = ["oir", "er", "ir", "re"];

/// What may stand in place of the ending of an infinitive: `voyager`, `voyageur`.
const OF_VERBS: [&str; 34] = [
    "able", "ade", "age", "aison", "ance", "ant", "ante", "ateur", "atif", "ation",
    "atoire", "ature", "eance", "eant", "eante", "ement", "ence", "ent", "erie", "eur",
    "euse", "if", "issage", "issement", "isseur", "isseuse", "iteur", "ition", "itrice",
    "oir", "ure", "é", "ée", "i",
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

/// The written forms of the words of the dictionary made of the same root as `word`:
/// nouns, adjectives and participles in gender and number, infinitives of verbs. Some may
/// be forms of the word itself. For the name of a place, its adjectives, and the other way
/// round; none for other names and acronyms.
pub(crate) fn relatives(word: &str) -> BTreeSet<String> {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let is_name = || readings(word).any(|reading| reading.role == Role::Name);
    let mut forms = BTreeSet::new();
    for adjective in adjectives(word) {
        nominal_forms(adjective, &mut forms);
    }
    if !forms.is_empty()
        || word.chars().count() <= ROOT
        || capital && (letters.any(char::is_uppercase) || is_name())
    {
        return forms;
    }
    let Heads { nouns, mut verbs } = heads(&word.to_lowercase());
    for noun in &nouns {
        forms.extend(places(noun).iter().map(ToString::to_string));
        for sibling in siblings(noun) {
            nominal_forms(&sibling, &mut forms);
        }
        verbs.extend(verbs_of(noun));
    }
    for verb in verbs {
        for noun in nouns_of(&verb) {
            nominal_forms(&noun, &mut forms);
        }
        forms.insert(verb);
    }
    forms
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
    let nominal = readings(word).any(|reading| is_nominal(reading.role));
    for reading in readings(word) {
        match reading.role {
            Role::Infinitive => {
                heads.verbs.insert(word.to_owned());
            }
            Role::Verb if nominal => {}
            Role::Verb => {
                let infinitive = |form: &String| {
                    INFINITIVES.iter().any(|ending| form.ends_with(ending))
                        && is_verb(form)
                };
                heads.verbs.extend(reading.family.forms().find(infinitive));
            }
            Role::Participle => {
                let singular = word.trim_end_matches(['s', 'e']);
                heads.verbs.extend(verbs_of(singular));
            }
            Role::Own | Role::Invariable | Role::Noun | Role::Inflected => {
                let head = |form: &String| {
                    readings(form).any(|other| {
                        other.family == reading.family
                            && is_nominal(other.role)
                            && other.role != Role::Inflected
                    })
                };
                heads.nouns.extend(reading.family.forms().filter(head));
            }
            Role::Name | Role::Tool | Role::Other => {}
        }
    }
    heads
}

/// The forms of a noun, an adjective or a participle; none of other words.
fn nominal_forms(word: &str, forms: &mut BTreeSet<String>) {
    for reading in readings(word) {
        if is_nominal(reading.role) || reading.role == Role::Participle {
            forms.extend(reading.family.forms());
        }
    }
}

/// What nouns, adjectives and participles made of a verb may be.
fn nouns_of(verb: &str) -> Vec<String> {
    let mut nouns = Vec::new();
    let ending = INFINITIVES.iter().find(|ending| verb.ends_with(**ending));
    if let Some(root) = ending.and_then(|ending| verb.strip_suffix(ending))
        && root.chars().count() >= ROOT
    {
        nouns.extend(with_endings(root, &OF_VERBS));
        if verb.ends_with("er") {
            nouns.extend(with_endings(root, &BARE));
        }
    }
    for (of_verb, of_noun) in CHANGING {
        nouns.extend(verb.strip_suffix(of_verb).map(|root| format!("{root}{of_noun}")));
    }
    nouns.retain(|noun| noun.chars().count() > ROOT);
    nouns
}

/// Verbs that a noun, an adjective or a participle may be made of.
fn verbs_of(noun: &str) -> Vec<String> {
    let mut verbs = Vec::new();
    for ending in OF_VERBS.iter().chain(&BARE) {
        if let Some(root) = noun.strip_suffix(ending)
            && root.chars().count() >= ROOT
        {
            verbs.extend(with_endings(root, &["er", "ir"]));
        }
    }
    for (of_verb, of_noun) in CHANGING {
        verbs.extend(noun.strip_suffix(of_noun).map(|root| format!("{root}{of_verb}")));
    }
    verbs.retain(|verb| is_verb(verb));
    verbs
}

/// What nouns and adjectives of the root of another may be.
fn siblings(noun: &str) -> Vec<String> {
    let roots = OF_NOUNS.iter().filter_map(|ending| noun.strip_suffix(ending));
    roots
        .filter(|root| root.chars().count() >= COMMON_ROOT)
        .flat_map(|root| with_endings(root, &OF_NOUNS))
        .filter(|sibling| places(sibling).is_empty()) // `gardois` is not of `gardien`
        .collect()
}

fn is_verb(word: &str) -> bool {
    readings(word).any(|reading| reading.role == Role::Infinitive)
}

fn is_nominal(role: Role) -> bool {
    matches!(role, Role::Noun | Role::Own | Role::Invariable | Role::Inflected)
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
        case("jamais");
        case("");
    }

    #[test]
    fn places_have_adjectives() {
        assert!(relatives("Gard").contains("gardoise"));
        assert!(relatives("iraniennes").contains("Iran"));
        assert_eq!(relatives("gardien").intersection(&relatives("Gard")).count(), 0);
        let missing = crate::french::places::listed().filter(|(place, adjective)| {
            relatives(place).is_empty() || !relatives(adjective).contains(*place)
        });
        assert_eq!(missing.collect::<Vec<_>>(), []);
    }

    #[test]
    fn verbs_come_without_their_conjugation() {
        let found = relatives("fondateur");
        assert!(found.contains("fonder") && found.contains("fondée"), "{found:?}");
        assert!(!found.contains("fondons"), "{found:?}");
    }
}
