//! What one word of a query stands for: a set of written forms, which [`Forms`] both
//! defines ([`Forms::closeness`]) and finds in a dictionary of terms
//! ([`Forms::automaton`]).

use super::{
    fold::{Fold, fold},
    fuzzy::{Fuzzy, Within},
    pattern::Pattern,
    plain::Plain,
    reading::{Accents, lower},
    spelled::Spelled,
};
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The written forms that a word of a query stands for.
#[derive(Clone, Debug)]
pub struct Forms(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Plain(Plain),
    Exact {
        /// Composed.
        word: String,
        /// Whether case counts.
        cased: bool,
        /// Folded.
        folded: [String; 1],
    },
    Pattern(Pattern),
    Fuzzy(Fuzzy),
}

/// How a term is one of the forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// The word as typed, case and accents apart, or a word the pattern asks for.
    Typed,
    /// Another form of the word.
    Form,
    /// So many letters away, of a fuzzy word.
    Distance(u8),
}

impl Closeness {
    /// Letters wrong in the form.
    pub fn wrong_letters(self) -> u8 {
        match self {
            Self::Typed | Self::Form => 0,
            Self::Distance(letters) => letters,
        }
    }
}

impl Forms {
    /// `cheval`: the inflections of a word, whatever their case, accents and ligatures.
    ///
    /// A word is read as a noun before a verb, as a name where a capital is typed, and
    /// stands for the family so chosen. Outside the dictionary it stands for itself, with
    /// and without a plural mark. A term may have lost the accents of a form, or
    /// gained others where that is a name or in no dictionary, as long as that does not
    /// make it another word of the dictionary: `pêche` finds PECHE and peche, not péché; `evenement` finds événement;
    /// `marche` does not find marché.
    pub fn plain(word: &str) -> Self {
        Self(Kind::Plain(Plain::new(&composed(word), Accents::Typed)))
    }

    /// A plain word of a query whose accents are [left out](super::Lacking::surely): it
    /// stands for the words it becomes with accents, too, even if it is one without.
    /// `marche` finds marché, but as another form.
    pub fn unaccented(word: &str) -> Self {
        Self(Kind::Plain(Plain::new(&composed(word), Accents::LeftOut)))
    }

    /// The words made of the same root as a plain word: `fondateur` for `fonder`. They
    /// are not its forms, though some may be; an article that has them is a little
    /// likelier to be meant. `None` when the dictionary has none.
    pub fn relatives(word: &str) -> Option<Self> {
        Plain::relatives(&composed(word)).map(|plain| Self(Kind::Plain(plain)))
    }

    /// `=Tours`: this spelling and these accents; this case, too, when it has a capital.
    /// œ is not oe here.
    pub fn exact(word: &str) -> Self {
        let word = composed(word).into_owned();
        let (folded, cased) = ([fold(&word)], lower(&word) != word);
        Self(Kind::Exact { word, cased, folded })
    }

    /// A word of `="Gilets jaunes"`: this very spelling, for a word beside it has a
    /// capital.
    pub fn cased(word: &str) -> Self {
        let word = composed(word).into_owned();
        let folded = [fold(&word)];
        Self(Kind::Exact { word, cased: true, folded })
    }

    /// `souverain*`, `clo?d`: `*` any run of letters, also none, `?` exactly one. An
    /// accent typed asks for itself or the bare letter, a bare letter for any accent.
    pub fn pattern(pattern: &str) -> Self {
        Self(Kind::Pattern(Pattern::new(&composed(pattern))))
    }

    /// `Starck~1`: at most so many letters wrong, missing, added or swapped with their
    /// neighbour; case, accents and ligatures do not count, nor are there inflections.
    /// Never more than 2, nor more than half the letters of the word.
    pub fn fuzzy(word: &str, distance: u8) -> Self {
        Self(Kind::Fuzzy(Fuzzy::new(&composed(word), distance)))
    }

    /// Whether and how a term is one of the forms. This is what they mean.
    pub fn closeness(&self, term: &str) -> Option<Closeness> {
        let term = composed(term);
        match &self.0 {
            Kind::Plain(plain) => plain.closeness(&term),
            Kind::Exact { word, cased, .. } => {
                let same = if *cased { term == *word } else { lower(&term) == *word };
                same.then_some(Closeness::Typed)
            }
            Kind::Pattern(pattern) => pattern.fits(&term).then_some(Closeness::Typed),
            Kind::Fuzzy(fuzzy) => match fuzzy.distance_to(&term)? {
                0 => Some(Closeness::Typed),
                distance => Some(Closeness::Distance(distance)),
            },
        }
    }

    /// An automaton over the bytes of terms. It accepts every form, and may accept terms
    /// that [`Forms::closeness`] then refuses, for it is deaf to accents.
    pub(crate) fn automaton(&self) -> FormsAutomaton<'_> {
        let spelled = |words| FormsAutomaton::Spelled(Fold(words));
        match &self.0 {
            Kind::Plain(plain) => spelled(plain.automaton()),
            Kind::Exact { folded, .. } => spelled(Spelled(folded)),
            Kind::Pattern(pattern) => FormsAutomaton::Pattern(Fold(pattern)),
            Kind::Fuzzy(fuzzy) => match fuzzy.automaton() {
                Ok(within) => FormsAutomaton::Within(Fold(within)),
                Err(word) => spelled(word),
            },
        }
    }

    /// The forms of a plain word as the dictionary spells them, in order: common words in
    /// lower case, names as they are written. Other words have none.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        match &self.0 {
            Kind::Plain(plain) => Some(plain.spellings()),
            _ => None,
        }
        .into_iter()
        .flatten()
    }

    /// How many letters may really be wrong in a fuzzy word; 0 in others.
    pub fn distance(&self) -> u8 {
        match &self.0 {
            Kind::Fuzzy(fuzzy) => fuzzy.distance(),
            _ => 0,
        }
    }
}

/// The word composed, its apostrophes made one: as terms are.
fn composed(word: &str) -> Cow<'_, str> {
    const APOSTROPHES: [char; 6] = ['’', '‘', 'ʼ', '′', '´', '`'];
    if is_nfc(word) && !word.contains(APOSTROPHES) {
        return Cow::Borrowed(word);
    }
    word.nfc().map(|c| if APOSTROPHES.contains(&c) { '\'' } else { c }).collect()
}

/// The automaton of some [`Forms`], see [`Forms::automaton`]; one type for each kind, for
/// reading a dictionary is all that it does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FormsAutomaton<'a> {
    Spelled(Fold<Spelled<'a>>),
    Pattern(Fold<&'a Pattern>),
    Within(Fold<&'a Within>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tantivy_fst::Automaton;

    fn forms(query: &str) -> Forms {
        if let Some(word) = query.strip_prefix('=') {
            Forms::exact(word)
        } else if let Some((word, distance)) = query.split_once('~') {
            Forms::fuzzy(word, distance.parse().unwrap())
        } else if query.contains(['*', '?']) {
            Forms::pattern(query)
        } else {
            Forms::plain(query)
        }
    }

    fn accepts(forms: &Forms, term: &str) -> bool {
        match forms.automaton() {
            FormsAutomaton::Spelled(automaton) => reads(&automaton, term),
            FormsAutomaton::Pattern(automaton) => reads(&automaton, term),
            FormsAutomaton::Within(automaton) => reads(&automaton, term),
        }
    }

    fn reads<A: Automaton>(automaton: &A, term: &str) -> bool {
        let mut state = automaton.start();
        for &byte in term.as_bytes() {
            if !automaton.can_match(&state) {
                return false;
            }
            state = automaton.accept(&state, byte);
        }
        automaton.is_match(&state)
    }

    #[test]
    fn finds_what_the_table_says() {
        let mut faults = Vec::new();
        let table = include_str!("../../tests/suite/french/pairs.txt");
        for line in
            table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let mut columns = line.split('|').map(str::trim);
            let mut column = || columns.next().expect("three columns");
            let (query, found, others) = (column(), column(), column());
            let forms = forms(query);
            for term in found.split_whitespace() {
                if forms.closeness(term).is_none() {
                    faults.push(format!("{query} does not find {term}"));
                }
                if !accepts(&forms, term) {
                    faults.push(format!("{query}: the automaton misses {term}"));
                }
            }
            for term in others.split_whitespace() {
                if forms.closeness(term).is_some() {
                    faults.push(format!("{query} finds {term}"));
                }
            }
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }

    #[test]
    fn says_how_close_a_form_is() {
        #[track_caller]
        fn case(query: &str, term: &str, expected: Closeness) {
            assert_eq!(forms(query).closeness(term), Some(expected));
        }
        case("marché", "MARCHE", Closeness::Typed);
        case("marché", "marchés", Closeness::Form);
        case("evenement", "Événement", Closeness::Typed);
        case("evenement", "événements", Closeness::Form);
        case("coeur", "Cœur", Closeness::Typed);
        case("événement", "évènement", Closeness::Form);
        case("élus", "élu", Closeness::Form);
        case("Paris", "PARIS", Closeness::Typed);
        case("paris", "pari", Closeness::Form);
        case("Starck", "Starcks", Closeness::Form);
        case("=Tours", "Tours", Closeness::Typed);
        case("=\u{1f88}", "\u{1f88}", Closeness::Typed); // a capital that is a title's
        case("souverain*", "souveraineté", Closeness::Typed);
        case("Starck~1", "starck", Closeness::Typed);
        case("Starck~1", "Stark", Closeness::Distance(1));
        case("Cloudwatt~2", "Claudwat", Closeness::Distance(2));
    }

    #[test]
    fn a_word_without_its_accents_is_found_with_them() {
        #[track_caller]
        fn case(query: &str, term: &str, expected: Option<Closeness>) {
            assert_eq!(Forms::unaccented(query).closeness(term), expected);
        }
        case("marche", "marche", Some(Closeness::Typed));
        case("marche", "marché", Some(Closeness::Form));
        case("marche", "Marchés", Some(Closeness::Form));
        case("interieur", "intérieur", Some(Closeness::Typed));
        case("cote", "côtés", Some(Closeness::Form));
        case("rene", "René", Some(Closeness::Typed));
        case("marché", "marche", None);
        case("arme", "armée", None);
    }

    #[test]
    fn tells_its_forms() {
        let forms = Forms::plain("nationaux");
        let spellings: Vec<&str> = forms.spellings().collect();
        assert_eq!(spellings, ["national", "nationale", "nationales", "nationaux"]);
        assert_eq!(Forms::exact("Tours").spellings().count(), 0);
        assert_eq!(Forms::fuzzy("Starck", 9).distance(), 2);
        assert_eq!(Forms::fuzzy("JO", 2).distance(), 1);
    }

    /// A word of the dictionary, a name outside it, or anything.
    fn word() -> impl Strategy<Value = String> {
        prop_oneof![
            prop::sample::select(vec![
                "marché",
                "Paris",
                "peche",
                "cœur",
                "élire",
                "œil",
                "Zürich",
                "prud'homme",
                "cote",
                "Cloudwatt",
                "C++",
                "connaitre",
                "JO",
                "ŒUVRE",
                "Étienne",
            ])
            .prop_map(str::to_owned),
            "[a-eéèêœA-E\u{301}]{0,6}",
            any::<String>(),
        ]
    }

    /// A written word, rather close to `word`.
    fn written(word: &str) -> impl Strategy<Value = String> + use<> {
        let mut near: Vec<String> =
            Forms::plain(word).spellings().map(str::to_owned).collect();
        near.push(word.to_owned());
        let near = prop::sample::select(near);
        (near, 0..6, any::<char>()).prop_map(|(word, change, letter)| match change {
            0 => word.to_uppercase(),
            1 => word.nfd().collect(),
            2 => fold(&word),
            3 => word.chars().skip(1).collect(),
            4 => format!("{word}{letter}"),
            _ => word,
        })
    }

    proptest! {
        #[test]
        fn the_automaton_accepts_every_form(
            (word, term) in word().prop_flat_map(|word| {
                let term = written(&word);
                (Just(word), term)
            }),
            start in 0_usize..4,
            distance in 0_u8..4,
        ) {
            let prefix: String = word.chars().take(start).collect();
            for forms in [
                Forms::plain(&word),
                Forms::unaccented(&word),
                Forms::exact(&word),
                Forms::cased(&word),
                Forms::fuzzy(&word, distance),
                Forms::pattern(&format!("{prefix}*")),
                Forms::pattern(&format!("{prefix}?*{prefix}")),
            ] {
                if forms.closeness(&term).is_some() {
                    prop_assert!(accepts(&forms, &term), "{forms:?} misses {term:?}");
                }
            }
        }

        #[test]
        fn a_word_stands_for_itself(word in word()) {
            let forms = [Forms::plain(&word), Forms::exact(&word), Forms::fuzzy(&word, 2)];
            for forms in forms {
                prop_assert_eq!(forms.closeness(&word), Some(Closeness::Typed));
            }
        }
    }
}
