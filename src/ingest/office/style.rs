//! What the name of a style makes of its paragraphs. Programs keep the English names of
//! their own styles in every language; people add theirs in French.

use super::fold;
use crate::article::Kind;

/// What a style makes of its paragraphs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Style {
    /// The title of the document.
    Title,
    Of(Kind),
}

/// The style that is called so, where the name says something.
pub(super) fn named(name: &str) -> Option<Style> {
    const BEGINNINGS: &[(Kind, &[&str])] = &[
        (Kind::Boilerplate, &["toc ", "toc heading", "table of contents", "contents "]),
        (Kind::Heading, &["heading", "titre ", "subtitle", "sous-titre", "intertitre"]),
        (Kind::ListItem, &["list bullet", "list number", "liste a"]),
        (Kind::Quote, &["quote", "quotation", "intense quote", "citation", "block text"]),
        (Kind::Caption, &["caption", "legende", "illustration", "figure"]),
    ];
    let name = fold::folded(name);
    if matches!(name.as_str(), "title" | "titre") {
        return Some(Style::Title);
    }
    let begins = |words: &&[&str]| words.iter().any(|word| name.starts_with(word));
    let found = BEGINNINGS.iter().find(|(_, words)| begins(words));
    found.map(|(kind, _)| Style::Of(*kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(named("Title"), Some(Style::Title));
        assert_eq!(named("heading 2"), Some(Style::Of(Kind::Heading)));
        assert_eq!(named("Titre 1"), Some(Style::Of(Kind::Heading)));
        assert_eq!(named("toc 3"), Some(Style::Of(Kind::Boilerplate)));
        assert_eq!(named("Légende"), Some(Style::Of(Kind::Caption)));
        assert_eq!(named("Normal"), None);
    }
}
