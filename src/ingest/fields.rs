//! Which field of an article a column, a key or a line of front matter names, in
//! French or English, accents, case and punctuation apart; and a record of values.

use super::clean::line;
use super::fold::letters;
use super::{language, mojibake};
use crate::article::{Date, Origin, Sourced};
use std::collections::BTreeMap;

/// A field that a record may fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Number,
    Title,
    Kicker,
    Standfirst,
    Text,
    Authors,
    Publication,
    Edition,
    Section,
    Page,
    Date,
    /// The day the file was made, for want of any other.
    Created,
    Language,
    Url,
}

/// The names of each field, the surest first: of two columns for one field, the one
/// named earlier here wins.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Number,
        &[
            "id",
            "number",
            "numero",
            "docid",
            "documentid",
            "numerodedocument",
            "identifiant",
            "guid",
            "uid",
        ],
    ),
    (Field::Title, &["title", "titre", "headline", "titrearticle", "titredelarticle"]),
    (Field::Kicker, &["kicker", "surtitre"]),
    (
        Field::Standfirst,
        &[
            "standfirst",
            "chapo",
            "chapeau",
            "lead",
            "accroche",
            "subtitle",
            "soustitre",
            "abstract",
            "resume",
            "summary",
            "description",
        ],
    ),
    (
        Field::Text,
        &[
            "text",
            "texte",
            "body",
            "content",
            "contenu",
            "fulltext",
            "texteintegral",
            "articlebody",
            "article",
            "corps",
            "maintext",
            "selection",
            "extrait",
            "excerpt",
        ],
    ),
    (
        Field::Authors,
        &[
            "authors",
            "author",
            "auteurs",
            "auteur",
            "byline",
            "journaliste",
            "journalistes",
            "signature",
            "creator",
            "dccreator",
        ],
    ),
    (
        Field::Publication,
        &[
            "publication",
            "source",
            "journal",
            "media",
            "support",
            "newspaper",
            "titrepresse",
            "nomdelasource",
            "medianame",
            "sourcename",
            "publisher",
            "outlet",
            "site",
            "sitename",
            "containertitle",
        ],
    ),
    (Field::Edition, &["edition"]),
    (Field::Section, &["section", "rubrique", "articlesection", "category", "categorie"]),
    (Field::Page, &["page", "pages"]),
    (
        Field::Date,
        &[
            "date",
            "datedeparution",
            "dateparution",
            "datedepublication",
            "datepublication",
            "publicationdate",
            "datepublished",
            "publishdate",
            "publisheddate",
            "publicationdatetime",
            "pubdate",
            "published",
            "publishedat",
            "parution",
            "publie",
            "publiele",
        ],
    ),
    (Field::Language, &["lang", "language", "langue", "baselanguage"]),
    (Field::Url, &["url", "lien", "link", "adresse", "adresseurl", "permalink", "uri"]),
];

/// The field that a name means and its rank among the names of that field.
pub(super) fn field_named(name: &str) -> Option<(Field, usize)> {
    let letters = letters(name);
    NAMES.iter().find_map(|(field, names)| {
        let rank = names.iter().position(|known| *known == letters)?;
        Some((*field, rank))
    })
}

/// What one column or key gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) field: Field,
    pub(super) rank: usize,
    pub(super) from: Origin,
}

/// The values of one record before they become an article.
#[derive(Debug, Default)]
pub(super) struct Record {
    values: BTreeMap<Field, Given>,
    /// Whether some text was put right by `mojibake`.
    pub(super) is_mended: bool,
    /// Dates of publication that disagree with that of the field.
    pub(super) other_dates: Vec<Sourced<Date>>,
    /// Mean confidence, in percent, of text read by OCR.
    pub(super) ocr: Option<u8>,
}

/// The values of a field, and the column that gave them.
#[derive(Debug)]
struct Given {
    column: Column,
    name: String,
    values: Vec<String>,
}

impl Record {
    /// Puts the values of a column in its field. Returns the name of what is left aside
    /// for it, so that it can be said: the less sure of two columns for one field, or a
    /// language that is none.
    pub(super) fn put(
        &mut self,
        column: Column,
        name: &str,
        values: Vec<String>,
    ) -> Option<String> {
        let mut values = values;
        values.retain(|value| !value.trim().is_empty());
        for value in &mut values {
            if let Some(repaired) = mojibake::repaired(value) {
                *value = repaired;
                self.is_mended = true;
            }
        }
        let first = values.first()?;
        let is_none = column.field == Field::Language && language::code(first).is_none();
        let present = self.values.get(&column.field);
        if is_none || present.is_some_and(|present| present.column.rank <= column.rank) {
            return Some(name.to_owned());
        }
        let given = Given { column, name: name.to_owned(), values };
        self.values.insert(column.field, given).map(|lost| lost.name)
    }

    /// Whether a field has a value.
    pub(super) fn has(&self, field: Field) -> bool {
        self.values.contains_key(&field)
    }

    /// The first value of a field.
    pub(super) fn line(&self, field: Field) -> Option<&str> {
        self.values.get(&field)?.values.first().map(String::as_str)
    }

    /// Writes the values of a field otherwise.
    pub(super) fn change(&mut self, field: Field, change: impl Fn(&str) -> String) {
        for value in self.values.get_mut(&field).into_iter().flat_map(|it| &mut it.values)
        {
            *value = change(value);
        }
    }

    /// Takes all the values of a field.
    pub(super) fn take(&mut self, field: Field) -> Option<(Vec<String>, Origin)> {
        self.values.remove(&field).map(|given| (given.values, given.column.from))
    }

    /// Takes a field that is one line of text. Several values are parts of a standfirst, as
    /// its paragraphs are, and an enumeration of anything else.
    pub(super) fn take_line(&mut self, field: Field) -> Option<(String, Origin)> {
        let (values, from) = self.take(field)?;
        let between = if field == Field::Standfirst { " " } else { " ; " };
        let text = line(&values.join(between));
        (!text.is_empty()).then_some((text, from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_guessed() {
        for (name, field) in [
            ("Titre", Field::Title),
            ("_id", Field::Number),
            ("Média", Field::Publication),
            ("Date de parution", Field::Date),
            ("JOURNALISTE", Field::Authors),
            ("Chapô", Field::Standfirst),
            ("Texte intégral", Field::Text),
            ("Lien", Field::Url),
        ] {
            assert_eq!(field_named(name).map(|(field, _)| field), Some(field), "{name}");
        }
        assert_eq!(field_named("Tonalité"), None);
    }

    #[test]
    fn the_surer_column_wins_in_either_order() {
        let column = |rank| Column { field: Field::Text, rank, from: Origin::Metadata };
        let text = |text: &str| vec![text.to_owned()];
        let mut record = Record::default();
        assert_eq!(record.put(column(2), "long", text("long")), None);
        assert_eq!(record.put(column(0), "empty", text(" ")), None);
        assert_eq!(
            record.put(column(3), "other", text("other")).as_deref(),
            Some("other")
        );
        assert_eq!(record.put(column(0), "best", text("best")).as_deref(), Some("long"));
        assert_eq!(record.take(Field::Text), Some((text("best"), Origin::Metadata)));
    }
}
