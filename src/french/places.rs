//! Places and the adjectives made of them: `Iran`, `iranien`. Their endings do not tell
//! (`Lille`, `lillois`; `Gard` is no part of `gardien`): they are listed.

use super::{fold::fold, lexicon};
use std::{collections::HashMap, sync::LazyLock};

/// A place and its adjective in each line, as the dictionary heads it.
const LIST: &str = include_str!("../../data/places.txt");

/// Each place and its adjective.
pub(crate) fn listed() -> impl Iterator<Item = (&'static str, &'static str)> {
    LIST.lines().filter_map(|line| line.split_once(' '))
}

/// Adjectives by folded place, places by adjective.
static KNOWN: LazyLock<[HashMap<String, Vec<&str>>; 2]> = LazyLock::new(|| {
    let mut known = [HashMap::new(), HashMap::new()];
    for (place, adjective) in listed() {
        known[0].entry(fold(place)).or_insert_with(Vec::new).push(adjective);
        known[1].entry(adjective.to_owned()).or_insert_with(Vec::new).push(place);
    }
    known
});

/// The adjectives of a place. In lower case, what is a common word (`nice`, `tours`) is
/// none.
pub(crate) fn adjectives(word: &str) -> &'static [&'static str] {
    let [adjectives, _] = &*KNOWN;
    let found = adjectives.get(&fold(word)).map_or(&[][..], Vec::as_slice);
    let is_common = || !word.starts_with(char::is_uppercase) && lexicon::is_known(word);
    if found.is_empty() || is_common() { &[] } else { found }
}

/// The places of an adjective as the dictionary heads it.
pub(crate) fn places(adjective: &str) -> &'static [&'static str] {
    let [_, places] = &*KNOWN;
    places.get(adjective).map_or(&[][..], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.iter().all(|line| line.split(' ').count() == 2));
        assert!(lines.is_sorted_by_key(|line| fold(line)), "by place, accents apart");
    }

    #[test]
    fn places_and_their_adjectives() {
        assert_eq!(adjectives("Iran"), ["iranien"]);
        assert_eq!(adjectives("iran"), ["iranien"]);
        assert_eq!(adjectives("Bresil"), ["brésilien"]);
        assert_eq!(adjectives("Tours"), ["tourangeau"]);
        assert_eq!(adjectives("tours"), [""; 0]);
        assert_eq!(adjectives("Gardien"), [""; 0]);
        assert_eq!(places("tourangeau"), ["Touraine", "Tours"]);
        assert_eq!(places("gardien"), [""; 0]);
    }
}
