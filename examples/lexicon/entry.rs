//! The entries of the dictionary, each with all its written forms.

use crate::affix::Affixes;

/// An entry: a headword and the forms the dictionary gives it.
pub(crate) struct Entry {
    /// The headword.
    pub(crate) lemma: String,
    /// Its flags: two entries that inflect alike have the same.
    pub(crate) flags: String,
    /// Its morphology, `po:nom`, `is:fem`…
    pub(crate) tags: Vec<String>,
    /// Its written forms, in the order of the rules.
    pub(crate) forms: Vec<Form>,
}

/// A written form.
pub(crate) struct Form {
    pub(crate) spelling: String,
    /// Its morphology, beyond the entry's.
    pub(crate) tags: Vec<String>,
}

impl Entry {
    pub(crate) fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|have| have == tag)
    }
}

impl Form {
    pub(crate) fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|have| have == tag)
    }
}

/// Reads the dictionary. Left out: what the splitter never hands out as one word
/// (hyphens, figures, spaces, superscripts, elided words), roman numerals, parts of
/// words, entries the dictionary itself marks as faults, and, being no word either, the
/// count in the first line.
pub(crate) fn entries(text: &str, affixes: &Affixes) -> Vec<Entry> {
    let mut entries = Vec::new();
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let Some(word) = words.next() else { continue };
        let tags: Vec<String> = words.map(str::to_owned).collect();
        let (lemma, flags) = word.split_once('/').unwrap_or((word, ""));
        let fault = ["po:err", "po:pfx", "po:sfx", "po:nbro"];
        if is_word(lemma) && !tags.iter().any(|tag| fault.contains(&tag.as_str())) {
            add(&mut entries, lemma, flags, &tags, affixes);
        }
    }
    entries
}

/// Adds an entry, and those its prefixes make (`kilomètre` out of `mètre`).
fn add(
    entries: &mut Vec<Entry>,
    lemma: &str,
    flags: &str,
    tags: &[String],
    affixes: &Affixes,
) {
    let mut forms = Vec::new();
    if !flags.contains("()") {
        forms.push(Form { spelling: lemma.to_owned(), tags: tags.to_vec() });
    }
    for flag in pairs(flags) {
        for (spelling, rule) in affixes.suffixed(lemma, flag) {
            forms.push(Form { spelling, tags: rule.tags.clone() });
        }
        // `U.` puts kilo- and the like before symbols: kW, µg. Those are no words.
        if flag != "U." {
            for (longer, rule) in affixes.prefixed(lemma, flag) {
                add(entries, &longer, &rule.flags, tags, affixes);
            }
        }
    }
    // `portè-je` and the like, which nobody writes.
    forms.retain(|form| is_word(&form.spelling) && !form.has("po:1isg"));
    if !forms.is_empty() {
        let (lemma, flags, tags) = (lemma.to_owned(), flags.to_owned(), tags.to_vec());
        entries.push(Entry { lemma, flags, tags, forms });
    }
}

/// The flags, two characters each.
fn pairs(flags: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = flags.char_indices().map(|(at, _)| at).step_by(2).collect();
    let ends = starts.clone().into_iter().skip(1).chain([flags.len()]);
    starts.into_iter().zip(ends).map(|(start, end)| &flags[start..end])
}

/// A run of Latin letters; the apostrophe only where the splitter keeps it.
fn is_word(spelling: &str) -> bool {
    let kept = spelling.starts_with("aujourd'") || spelling.starts_with("prud'hom");
    !spelling.is_empty()
        && spelling
            .chars()
            .all(|c| c.is_alphabetic() && c < '\u{250}' || c == '\'' && kept)
}
