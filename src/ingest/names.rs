//! Names of people as bylines write them, one or several, with what follows a name.

use super::fold::after;

/// Small words inside a name.
const PARTICLES: &[&str] = &[
    "de", "du", "des", "d'", "la", "le", "les", "van", "von", "der", "den", "ben", "el",
    "al", "da", "di", "dos", "y", "bin",
];

/// Collective signatures, which are no names.
const COLLECTIVE: &[&str] = &["la redaction", "le service"];

/// What a signatory does, after a comma.
const ROLES: &[&str] = &[
    "envoy",
    "correspondan",
    "journalist",
    "redact",
    "chroniqu",
    "editorialist",
    "grand reporter",
    "photograph",
    "directeur",
    "directrice",
    "economist",
    "professeur",
    "service",
];

/// One name or several at the start of a text, and what follows; `None` when the text
/// does not begin with one.
pub(super) fn read(text: &str) -> Option<(Vec<String>, &str)> {
    let mut names = Vec::new();
    let mut rest = text.trim_start();
    loop {
        let (name, after_name) = one(rest)?;
        names.push(name.to_owned());
        rest = after_name;
        match next(rest) {
            Some(more) if one(more).is_some() => rest = more,
            _ => return Some((names, rest)),
        }
    }
}

/// The names of a value given as authors: « Jean Martin et Anne Petit », `A. Petit;
/// J. Martin`, `Martin, Jean`.
pub(super) fn listed(text: &str) -> Vec<String> {
    let text = text.trim();
    let text =
        ["par", "by"].iter().find_map(|word| after(text, word)).unwrap_or(text).trim();
    let pieces = |signs: &[char]| -> Vec<String> {
        text.split(signs)
            .flat_map(|part| part.split(" et "))
            .flat_map(|part| part.split(" and "))
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect()
    };
    if text.contains([';', '|', '&']) {
        return pieces(&[';', '|', '&']);
    }
    let parts = pieces(&[',']);
    if parts.iter().all(|part| part.contains(char::is_whitespace)) {
        return parts;
    }
    pieces(&[]) // a lone word before a comma: « Martin, Jean »
}

/// The text of one name at the start, and the rest.
fn one(text: &str) -> Option<(&str, &str)> {
    if let Some(rest) = COLLECTIVE.iter().find_map(|phrase| after(text, phrase)) {
        return Some((&text[..text.len() - rest.len()], rest));
    }
    let mut end = 0;
    let mut count = 0;
    let mut capitals = 0;
    let mut at = 0;
    for word in text.split_inclusive([' ', '\u{a0}']) {
        let bare = word.trim_end();
        let clean = bare.trim_end_matches([',', ';', ':', ')', '*']);
        let particle = PARTICLES.contains(&clean);
        if count == 6 || !(is_name_word(clean) || particle) {
            break;
        }
        count += 1;
        at += word.len();
        if !particle {
            capitals += 1;
            end = at - word.len() + clean.len();
        }
        if clean.len() < bare.len() {
            break;
        }
    }
    (capitals > 0 && count > 0).then(|| (&text[..end], &text[end..]))
}

/// A capital, then letters, hyphens, apostrophes or a dot: `Le`, `J.-P.`, `O'Brien`,
/// `d'Ormont`.
fn is_name_word(word: &str) -> bool {
    let core = ["d'", "d’", "l'", "l’"]
        .iter()
        .find_map(|p| word.strip_prefix(p))
        .unwrap_or(word);
    core.starts_with(char::is_uppercase)
        && core.chars().all(|c| {
            c.is_alphabetic() || "-'’.\u{301}\u{300}\u{302}\u{308}\u{327}".contains(c)
        })
}

/// What follows the sign or word that announces another name.
fn next(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let more = rest
        .strip_prefix([',', '&', '/', ';'])
        .or_else(|| ["et", "and"].iter().find_map(|word| after(rest, word)))?
        .trim_start();
    let more = ["et", "and"].iter().find_map(|word| after(more, word)).unwrap_or(more);
    Some(more.trim_start())
}

/// What follows « , envoyée spéciale à Brest » or « (à Brest) » after a name.
pub(super) fn after_role(text: &str) -> &str {
    let role = text.trim_start_matches([' ', ',', '(', '–', '-']);
    let known = ROLES.iter().any(|word| {
        let head: String =
            super::fold::folded(&role.chars().take(20).collect::<String>());
        head.starts_with(word)
    });
    if known {
        let end = role.find(['|', '•', '·', '(', ')', ';']).unwrap_or(role.len());
        let (taken, rest) = role.split_at(end);
        return if taken.split_whitespace().count() <= 10 { rest } else { text };
    }
    match after(role, "a") {
        Some(place) if one(place.trim_start()).is_some() => after_place(role),
        _ => text,
    }
}

/// What follows « à Brest (Finistère) ».
pub(super) fn after_place(text: &str) -> &str {
    let place = text.trim_start();
    let place = ["a", "au", "aux", "en"].iter().find_map(|word| after(place, word));
    let Some(place) = place else { return text };
    match one(place.trim_start()) {
        Some((_, rest)) => rest,
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn values(text: &str, names: &[&str]) {
        assert_eq!(listed(text), names);
    }

    #[test]
    fn values_are_split_where_it_is_sure() {
        values("Hélène Le Goff", &["Hélène Le Goff"]);
        values("Jean Martin et Anne Petit", &["Jean Martin", "Anne Petit"]);
        values("Jean Martin, Anne Petit", &["Jean Martin", "Anne Petit"]);
        values("Martin, Jean; Petit, Anne", &["Martin, Jean", "Petit, Anne"]);
        values("Martin, Jean", &["Martin, Jean"]);
        values("Par Jean Martin", &["Jean Martin"]);
        values("AFP", &["AFP"]);
        values(" ", &[]);
    }

    #[test]
    fn names_end_where_they_end() {
        let (names, rest) = read(" Jean de La Tour, envoyé").unwrap();
        assert_eq!(
            (names.as_slice(), rest),
            (["Jean de La Tour".to_owned()].as_slice(), ", envoyé")
        );
        assert_eq!(after_role(", envoyé spécial à Brest | 5 mai"), "| 5 mai");
        assert_eq!(after_role(" à Saint-Malo (AFP)").trim(), "(AFP)");
        assert!(read("de la région").is_none());
        assert!(read("3 voix").is_none());
    }
}
