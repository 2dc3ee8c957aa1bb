//! The fields of a query and their names: French first, then what English speakers and
//! users of the press databases type.

use super::{Known, NameField, TextField, ValueField};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What a field looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Text(TextField),
    Name(NameField),
    Value(ValueField),
    Folder,
    Id,
    Size,
    Date,
}

/// Every field with its names, the one we write first.
const NAMES: &[(Field, &[&str])] = &[
    (Field::Text(TextField::Title), &["titre", "title", "headline"]),
    (Field::Text(TextField::Standfirst), &["chapo", "standfirst", "lead"]),
    (Field::Text(TextField::Body), &["texte", "text", "body", "corps"]),
    (Field::Name(NameField::Author), &["auteur", "author", "byline"]),
    (
        Field::Name(NameField::Publication),
        &["source", "journal", "publication", "newspaper"],
    ),
    (Field::Name(NameField::Section), &["rubrique", "section"]),
    (Field::Value(ValueField::Page), &["page"]),
    (Field::Value(ValueField::Language), &["langue", "language", "lang"]),
    (Field::Value(ValueField::Kind), &["type", "kind"]),
    (Field::Folder, &["dossier", "folder", "dir"]),
    (Field::Id, &["id"]),
    (Field::Size, &["mots", "words"]),
    (Field::Date, &["date"]),
];

impl Field {
    /// The field of that name, whatever its case and accents.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = folded(name);
        let found = NAMES.iter().find(|(_, names)| names.contains(&name.as_str()));
        found.map(|(field, _)| *field)
    }

    /// The name we write.
    pub(super) fn name(self) -> &'static str {
        let found = NAMES.iter().find(|(field, _)| *field == self);
        found.expect("every field is in the table").1[0]
    }

    /// What may be missing, where something may.
    pub(super) fn known(self) -> Option<Known> {
        match self {
            Self::Name(NameField::Author) => Some(Known::Author),
            Self::Name(NameField::Publication) => Some(Known::Publication),
            Self::Name(NameField::Section) => Some(Known::Section),
            Self::Value(ValueField::Page) => Some(Known::Page),
            Self::Value(ValueField::Language) => Some(Known::Language),
            Self::Date => Some(Known::Date),
            _ => None,
        }
    }

    /// The field whose absence is asked by `what`.
    pub(super) fn of_known(what: Known) -> Self {
        match what {
            Known::Date => Self::Date,
            Known::Author => Self::Name(NameField::Author),
            Known::Publication => Self::Name(NameField::Publication),
            Known::Section => Self::Name(NameField::Section),
            Known::Page => Self::Value(ValueField::Page),
            Known::Language => Self::Value(ValueField::Language),
        }
    }

    /// Whether its value is taken as it stands, spaces apart, instead of being words.
    pub(super) fn is_raw(self) -> bool {
        !matches!(self, Self::Text(_) | Self::Name(_))
    }
}

/// Fields whose name is close to `name`, closest first.
pub(super) fn near(name: &str) -> Vec<&'static str> {
    let name = folded(name);
    let mistakes = if name.chars().count() <= 4 { 1 } else { 2 };
    let mut found: Vec<(usize, &str)> = NAMES
        .iter()
        .filter_map(|(_, names)| {
            let distances =
                names.iter().map(|known| (strsim::osa_distance(&name, known), *known));
            distances.filter(|(distance, _)| *distance <= mistakes).min_by_key(|it| it.0)
        })
        .collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, known)| known).collect()
}

/// The names we write, for a hint.
pub(super) fn all() -> String {
    let names: Vec<String> =
        NAMES.iter().map(|(_, names)| format!("{}:", names[0])).collect();
    names.join(" ")
}

/// Lower case, without accents.
pub(super) fn folded(text: &str) -> String {
    text.nfd()
        .filter(|next| !is_combining_mark(*next))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_whatever_their_case_and_accents() {
        assert_eq!(Field::named("Chapô"), Some(Field::Text(TextField::Standfirst)));
        assert_eq!(Field::named("TITLE"), Some(Field::Text(TextField::Title)));
        assert_eq!(Field::named("journal"), Some(Field::Name(NameField::Publication)));
        assert_eq!(Field::named("tite"), None);
    }

    #[test]
    fn each_name_belongs_to_one_field() {
        let mut names: Vec<_> = NAMES.iter().flat_map(|(_, names)| *names).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        for (field, names) in NAMES {
            assert_eq!(field.name(), names[0]);
        }
    }

    #[test]
    fn near_names() {
        assert_eq!(near("tite")[0], "titre");
        assert_eq!(near("auteru"), ["auteur"]);
        assert_eq!(near("jurnal"), ["journal"]);
        assert!(near("Traoré").is_empty());
    }
}
