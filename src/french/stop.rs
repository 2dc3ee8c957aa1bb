//! Words that say little about what an article is about. They are indexed as any other;
//! only a query weighs them less.

/// What a word does in a query, when other words stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Says what is looked for.
    Content,
    /// Interrogative or auxiliary: may be missing, counts for little in the ranking.
    Soft,
    /// Article, pronoun, preposition: may be missing, counts for nothing.
    Stop,
}

/// The role of a word of a query, whatever its case; accents may be missing.
pub fn role(word: &str) -> Role {
    let word = word.to_lowercase();
    if SOFT.binary_search(&word.as_str()).is_ok() {
        Role::Soft
    } else if STOP.binary_search(&word.as_str()).is_ok() {
        Role::Stop
    } else {
        Role::Content
    }
}

/// Interrogatives and the forms of « être » and « avoir »: in a question they carry a
/// little of the meaning, in « été » or « as » sometimes all of it. Sorted.
const SOFT: &[&str] = &[
    "a", "ai", "aie", "aient", "aies", "ait", "as", "aura", "aurai", "auraient",
    "aurais", "aurait", "auras", "aurez", "auriez", "aurions", "aurons", "auront",
    "avaient", "avais", "avait", "avez", "aviez", "avions", "avons", "ayant", "ayez",
    "ayons", "combien", "comment", "es", "est", "etaient", "etais", "etait", "etant",
    "ete", "etee", "etees", "etes", "etiez", "etions", "eu", "eue", "eues", "eurent",
    "eus", "eusse", "eussent", "eut", "eût", "fumes", "furent", "fus", "fusse",
    "fussent", "fut", "fûmes", "fût", "ont", "où", "pourquoi", "quand", "quel", "quelle",
    "quelles", "quels", "quoi", "sera", "serai", "seraient", "serais", "serait", "seras",
    "serez", "seriez", "serions", "serons", "seront", "si", "soient", "sois", "soit",
    "sommes", "sont", "soyez", "soyons", "suis", "étaient", "étais", "était", "étant",
    "étiez", "étions", "été", "étée", "étées", "étés", "êtes",
];

/// Snowball's French stop words, less those above. Sorted.
const STOP: &[&str] = &[
    "au", "aux", "avec", "c", "ce", "ceci", "cela", "ces", "cet", "cette", "d", "dans",
    "de", "des", "du", "elle", "elles", "en", "et", "eux", "il", "ils", "j", "je", "l",
    "la", "le", "les", "leur", "leurs", "lui", "m", "ma", "mais", "me", "meme", "memes",
    "mes", "moi", "mon", "même", "mêmes", "n", "ne", "nos", "notre", "nous", "on", "ou",
    "par", "pas", "pour", "qu", "que", "qui", "s", "sa", "sans", "se", "ses", "son",
    "sur", "t", "ta", "te", "tes", "toi", "ton", "tu", "un", "une", "vos", "votre",
    "vous", "y", "à",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(SOFT.is_sorted() && STOP.is_sorted());
    }

    #[test]
    fn roles() {
        for (word, expected) in [
            ("Cloudwatt", Role::Content),
            ("Qui", Role::Stop),
            ("À", Role::Stop),
            ("a", Role::Soft),
            ("ÉTÉ", Role::Soft),
            ("été", Role::Soft),
            ("ou", Role::Stop),
            ("où", Role::Soft),
            ("Comment", Role::Soft),
        ] {
            assert_eq!(role(word), expected, "{word}");
        }
    }
}
