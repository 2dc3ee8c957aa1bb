//! Which forms are one word: number, gender, conjugation, and the two spellings of
//! 1990. Nothing else: no derivation.

use crate::entry::{Entry, Form};
use kiosque::french::lexicon::Role;
use std::collections::{BTreeMap, BTreeSet};

/// Words whose accent tells them from another, which the reform of 1990 kept.
const KEPT_APART: &[&str] = &["jeûne", "sûr", "mûr"];

/// The forms of one word.
pub(crate) struct Family {
    /// Each spelling, with what it is there; `None`, where reading it so is another
    /// family's part: `élus` is a form of `élire`, but stands for `élu`.
    pub(crate) forms: BTreeMap<String, Option<Role>>,
}

/// What we add to the dictionary, as the files of `data/` hold it.
pub(crate) struct Lists<'a> {
    /// Headwords whose feminine is another word.
    pub(crate) parted: &'a str,
    /// Headwords that are one word in two entries, a line each (`œil yeux`).
    pub(crate) linked: &'a str,
    /// Headwords no verb brings.
    pub(crate) homographs: &'a str,
}

/// Joins entries into families.
pub(crate) fn families(
    entries: Vec<Entry>,
    lists: &Lists,
) -> Result<Vec<Family>, String> {
    let links = links(lists.linked);
    let parted: BTreeSet<&str> = lines(lists.parted).flatten().collect();
    let own: BTreeSet<&str> = lines(lists.homographs).flatten().collect();
    let entries = entries.into_iter().flat_map(|entry| part(entry, &parted));
    let mut joined: BTreeMap<(String, String), Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        joined.entry(key(&entry, &links)).or_default().push(entry);
    }
    let listed = own.iter().chain(&parted).chain(links.keys()).chain(links.values());
    let nouns: BTreeSet<&str> = joined
        .values()
        .flatten()
        .filter(|entry| nominal(entry))
        .map(|entry| entry.lemma.as_str())
        .collect();
    match listed.copied().find(|word| !nouns.contains(word)) {
        Some(unknown) => Err(format!("our lists: no noun is headed `{unknown}`")),
        None => Ok(joined.values().flat_map(|parts| family(parts, &own)).collect()),
    }
}

/// A parted entry, in two; any other as it is.
fn part(mut entry: Entry, parted: &BTreeSet<&str>) -> Vec<Entry> {
    if !parted.contains(entry.lemma.as_str()) || !nominal(&entry) {
        return vec![entry];
    }
    let feminine =
        entry.forms.extract_if(.., |form| form.has("is:fem")).collect::<Vec<_>>();
    let Some(lemma) = feminine.first().map(|form| form.spelling.clone()) else {
        return vec![entry];
    };
    let (flags, tags) = (entry.flags.clone(), entry.tags.clone());
    vec![entry, Entry { lemma, flags, tags, forms: feminine }]
}

/// The words of each line that is no comment.
fn lines(text: &str) -> impl Iterator<Item = impl Iterator<Item = &str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(str::split_whitespace)
}

/// `linked.txt`: each further word of a line, and the first.
fn links(text: &str) -> BTreeMap<&str, &str> {
    let mut links = BTreeMap::new();
    for mut words in lines(text) {
        if let Some(head) = words.next() {
            links.extend(words.map(|word| (word, head)));
        }
    }
    links
}

/// Two entries with one key are one word.
fn key(entry: &Entry, links: &BTreeMap<&str, &str>) -> (String, String) {
    let lemma = entry.lemma.as_str();
    if nominal(entry) {
        if let Some(head) = links.get(lemma) {
            return ((*head).to_owned(), String::new());
        }
        if links.values().any(|head| *head == lemma) {
            return (lemma.to_owned(), String::new());
        }
    }
    let inflection = format!("{} {}", entry.flags, entry.tags.join(" "));
    if KEPT_APART.contains(&lemma) {
        return (lemma.to_owned(), inflection);
    }
    let reformed = lemma.replace('î', "i").replace('û', "u").replace('é', "è");
    (reformed, inflection)
}

/// The family of entries that are one word; verbs have a second one for the four forms
/// of their participle, and auxiliaries one for each form.
fn family(parts: &[Entry], own: &BTreeSet<&str>) -> Vec<Family> {
    let mut forms = BTreeMap::new();
    let mut participles = BTreeMap::new();
    let mut alone = Vec::new();
    for part in parts {
        for form in &part.forms {
            let role = role(part, form, own);
            let spelling = form.spelling.clone();
            if auxiliary(part) {
                alone.push(BTreeMap::from([(spelling, Some(role))]));
            } else if role == Role::Participle {
                participles.insert(spelling.clone(), Some(role));
                forms.entry(spelling).or_insert(None);
            } else {
                let slot = forms.entry(spelling).or_insert(Some(role));
                *slot = Some(slot.map_or(role, |had| had.min(role)));
            }
        }
    }
    alone
        .into_iter()
        .chain([forms, participles])
        .filter(|forms| !forms.is_empty())
        .map(|forms| Family { forms })
        .collect()
}

fn role(entry: &Entry, form: &Form, own: &BTreeSet<&str>) -> Role {
    let any = |tags: &[&str]| tags.iter().any(|tag| entry.has(tag));
    if entry.lemma.contains(char::is_uppercase) || any(&["po:npr", "po:prn", "po:patr"]) {
        Role::Name
    } else if any(&["po:propersuj", "po:properobj"]) {
        Role::Own
    } else if entry.has("po:mg") || auxiliary(entry) {
        Role::Tool
    } else if entry.tags.iter().any(|tag| tag.starts_with("po:v")) {
        verbal(form)
    } else if nominal(entry) {
        // A noun's plural in -ions is also, with nobody thinking of it, an imperfect.
        if own.contains(entry.lemma.as_str()) || form.spelling.ends_with("ions") {
            Role::Own
        } else if form.spelling == entry.lemma {
            let whole = entry.forms.len() == 1 && entry.has("is:inv");
            let plural = whole && form.spelling.ends_with(['s', 'x', 'z']);
            if plural { Role::Invariable } else { Role::Noun }
        } else {
            Role::Inflected
        }
    } else {
        Role::Other
    }
}

fn verbal(form: &Form) -> Role {
    if form.has("po:infi") {
        Role::Infinitive
    } else if form.has("po:ppas") && !form.has("is:epi") {
        Role::Participle
    } else {
        Role::Verb
    }
}

fn auxiliary(entry: &Entry) -> bool {
    entry.tags.iter().any(|tag| tag.starts_with("po:v0"))
}

fn nominal(entry: &Entry) -> bool {
    ["po:nom", "po:adj", "po:nb", "po:titr"].iter().any(|tag| entry.has(tag))
}
