//! Fuzzy words that are too short for as many wrong letters as were asked for, which the
//! reader must know.

use super::Note;
use crate::french::{Forms, words};
use crate::query::{Query, Spelling, Word};

/// What is to be said of the short fuzzy words of a query.
pub(super) fn notes(query: &Query) -> Vec<Note> {
    let mut found = Vec::new();
    query.each_word(&mut |Word { text, spelling }| {
        if let Spelling::Fuzzy(asked) = *spelling {
            let allowed =
                words(text).map(|word| Forms::fuzzy(&word.term, asked).distance());
            let fewer = allowed.min().filter(|letters| *letters < asked);
            let word = format!("{text}~{asked}");
            found.extend(fewer.map(|letters| Note::FewerLetters { word, letters }));
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Context, parse};

    #[test]
    fn of_half_the_letters_at_most() {
        #[track_caller]
        fn case(query: &str, expected: &[(&str, u8)]) {
            let today = "2024-03-31".parse().unwrap();
            let told = notes(&parse(query, &Context { today }).unwrap().query);
            let told: Vec<_> = told
                .iter()
                .map(|note| match note {
                    Note::FewerLetters { word, letters } => (word.as_str(), *letters),
                    other => panic!("{other:?}"),
                })
                .collect();
            assert_eq!(told, expected, "{query}");
        }
        case("vin~2", &[("vin~2", 1)]);
        case("c~ vin~1", &[("c~1", 0)]);
        case("œ~", &[]);
        case("\"le vin~2\" OU Starck~2", &[("vin~2", 1)]);
    }
}
