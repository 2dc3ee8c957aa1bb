//! The affix file: what each flag of an entry adds to it. Prefixes that are elided
//! words (`l'`, `qu'`…) are left out, for the splitter takes them off every text.

use std::collections::HashMap;

/// The rules of an affix file, by flag (two characters each).
#[derive(Default)]
pub(crate) struct Affixes {
    suffixes: HashMap<String, Vec<Rule>>,
    prefixes: HashMap<String, Vec<Rule>>,
}

/// Takes `strip` off an end of the stem and puts `add` there, if the stem meets
/// `condition` at that end.
pub(crate) struct Rule {
    strip: String,
    add: String,
    condition: Vec<Class>,
    /// Flags the result takes in turn.
    pub(crate) flags: String,
    /// Morphology of the result.
    pub(crate) tags: Vec<String>,
}

/// One character of a condition.
enum Class {
    Any,
    In(String),
    NotIn(String),
}

impl Affixes {
    /// Reads the rules, the only part of the file that makes words.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut affixes = Self::default();
        for (number, line) in text.lines().enumerate() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let (kind, flag, rule) = match words.as_slice() {
                [kind @ ("SFX" | "PFX"), flag, rest @ ..] if rest.len() >= 3 => {
                    (*kind, *flag, rest)
                }
                _ => continue,
            };
            let rule = Rule::parse(rule)
                .ok_or_else(|| format!("affix file, line {}: {line}", number + 1))?;
            if rule.add.contains('\'') && kind == "PFX" {
                continue;
            }
            let rules =
                if kind == "SFX" { &mut affixes.suffixes } else { &mut affixes.prefixes };
            rules.entry(flag.to_owned()).or_default().push(rule);
        }
        Ok(affixes)
    }

    /// The words that the suffixes of a flag make of `stem`.
    pub(crate) fn suffixed<'a>(
        &'a self,
        stem: &'a str,
        flag: &str,
    ) -> impl Iterator<Item = (String, &'a Rule)> {
        self.suffixes
            .get(flag)
            .into_iter()
            .flatten()
            .filter_map(move |rule| Some((rule.suffix(stem)?, rule)))
    }

    /// The words that the prefixes of a flag make of `stem`.
    pub(crate) fn prefixed<'a>(
        &'a self,
        stem: &'a str,
        flag: &str,
    ) -> impl Iterator<Item = (String, &'a Rule)> {
        self.prefixes
            .get(flag)
            .into_iter()
            .flatten()
            .map(move |rule| (format!("{}{stem}", rule.add), rule))
    }
}

impl Rule {
    /// `STRIP ADD/FLAGS CONDITION TAG…`; `0` is nothing.
    fn parse(words: &[&str]) -> Option<Self> {
        let [strip, add, condition, tags @ ..] = words else { return None };
        let (add, flags) = add.split_once('/').unwrap_or((add, ""));
        let none_if_zero = |text: &str| if text == "0" { "" } else { text }.to_owned();
        Some(Self {
            strip: none_if_zero(strip),
            add: none_if_zero(add),
            condition: Class::parse(condition)?,
            flags: flags.to_owned(),
            tags: tags.iter().map(ToString::to_string).collect(),
        })
    }

    fn suffix(&self, stem: &str) -> Option<String> {
        let letters: Vec<char> = stem.chars().collect();
        let tail = &letters[letters.len().checked_sub(self.condition.len())?..];
        let meets = self.condition.iter().zip(tail).all(|(class, &c)| class.has(c));
        let start = stem.strip_suffix(self.strip.as_str()).filter(|_| meets)?;
        Some(format!("{start}{}", self.add))
    }
}

impl Class {
    /// `.`, `eau`, `[^e][knmrt]`.
    fn parse(condition: &str) -> Option<Vec<Self>> {
        let mut classes = Vec::new();
        let mut rest = condition.chars();
        while let Some(c) = rest.next() {
            classes.push(match c {
                '.' => Self::Any,
                '[' => {
                    let inside: String =
                        rest.by_ref().take_while(|&c| c != ']').collect();
                    match inside.strip_prefix('^') {
                        Some(letters) => Self::NotIn(letters.to_owned()),
                        None => Self::In(inside),
                    }
                }
                ']' => return None,
                letter => Self::In(letter.to_string()),
            });
        }
        Some(classes)
    }

    fn has(&self, c: char) -> bool {
        match self {
            Self::Any => true,
            Self::In(letters) => letters.contains(c),
            Self::NotIn(letters) => !letters.contains(c),
        }
    }
}
