//! Roughly how a French word sounds, so that a name spelt by ear can be found: `Numergie`
//! and `Numergy`, `clowdwatt` and `Cloudwatt`.

use super::fold;

/// Groups of letters and what they sound like, tried in order.
const GROUPS: &[(&str, &str)] = &[
    ("ault", "o"),
    ("auld", "o"),
    ("eaux", "o"),
    ("eau", "o"),
    ("aux", "o"),
    ("au", "o"),
    ("ow", "u"),
    ("ou", "u"),
    ("ph", "f"),
    ("sch", "x"),
    ("ch", "x"),
    ("sh", "x"),
    ("th", "t"),
    ("qu", "k"),
    ("cqu", "k"),
    ("ck", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("ge", "je"),
    ("gi", "ji"),
    ("gy", "ji"),
    ("gn", "ni"),
    ("ain", "in"),
    ("ein", "in"),
    ("aim", "in"),
    ("ai", "e"),
    ("ei", "e"),
    ("ay", "e"),
    ("ey", "e"),
    ("oe", "e"),
    ("eu", "e"),
    ("am", "an"),
    ("em", "an"),
    ("en", "an"),
    ("im", "in"),
    ("ym", "in"),
    ("yn", "in"),
    ("om", "on"),
    ("y", "i"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
    ("z", "s"),
    ("h", ""),
    ("g", "g"),
];

/// Letters that are not heard at the end of a word.
const SILENT: &[char] = &['e', 's', 't', 'd', 'x', 'p'];

/// A key that words which sound alike share.
pub fn sound(word: &str) -> String {
    let folded = fold(word);
    let mut rest = folded.as_str();
    let mut heard = String::new();
    while let Some(letter) = rest.chars().next() {
        let group = GROUPS.iter().find(|(written, _)| rest.starts_with(written));
        let (written, sounds) = match group {
            Some((written, sounds)) => (written.len(), *sounds),
            None => (letter.len_utf8(), &rest[..letter.len_utf8()]),
        };
        for letter in sounds.chars() {
            if !heard.ends_with(letter) {
                heard.push(letter); // doubled letters sound as one
            }
        }
        rest = &rest[written..];
    }
    let kept = heard.trim_end_matches(SILENT).len();
    if kept >= 2 {
        heard.truncate(kept);
    }
    heard
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_sound_alike() {
        for (one, other) in [
            ("Numergie", "Numergy"),
            ("pharmacie", "farmassie"),
            ("clowd", "cloud"),
            ("Philippe", "Filipe"),
            ("qualité", "kalité"),
            ("Renault", "Reno"),
            ("Tavernier", "Taverniers"),
            ("bordeau", "Bordeaux"),
        ] {
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
    }

    #[test]
    fn words_that_do_not() {
        for (one, other) in [("Orange", "Oracle"), ("Thales", "Tulle"), ("cloud", "clan")]
        {
            assert_ne!(sound(one), sound(other), "{one} {other}");
        }
    }
}
