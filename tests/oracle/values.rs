//! What the metadata of an article satisfy.

use kiosque::article::Article;
use kiosque::french::{Forms, words};
use kiosque::query::{Known, Meta, NameField, Phrase, ValueField};

/// Whether an article satisfies a condition on its metadata.
pub(crate) fn has_value(meta: &Meta, article: &Article) -> bool {
    match meta {
        Meta::Words { name, phrase } => {
            let values: Vec<&str> = match name {
                NameField::Author => {
                    let authors = article.authors.iter().flat_map(|all| &all.value);
                    authors.map(String::as_str).collect()
                }
                NameField::Publication => {
                    article.publication.iter().map(|one| one.value.as_str()).collect()
                }
                NameField::Section => {
                    article.section.iter().map(|one| one.value.as_str()).collect()
                }
            };
            values.iter().any(|value| has_name(value, phrase))
        }
        Meta::Value { name, value } => {
            let found = match name {
                ValueField::Page => article.page.as_ref().map(|page| page.value.clone()),
                ValueField::Language => {
                    article.language.as_ref().map(|it| it.code.clone())
                }
                ValueField::Kind => Some(article.source_kind.clone()),
            };
            found.is_some_and(|found| found.to_lowercase() == value.to_lowercase())
        }
        Meta::Folder { path } => article.places.iter().any(|place| {
            let root = place.root.rsplit('/').next().unwrap();
            let folder = place.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("/{root}/{folder}/").contains(&format!("/{path}/"))
        }),
        Meta::Id { id } => {
            article.id.to_string().starts_with(id) || article.number.as_ref() == Some(id)
        }
        Meta::Size { least, most } => {
            least.is_none_or(|least| article.words >= least)
                && most.is_none_or(|most| article.words <= most)
        }
        Meta::Date { period } => {
            article.date.as_ref().is_some_and(|date| period.contains(date.value))
        }
        Meta::Unknown { name } => match name {
            Known::Date => article.date.is_none(),
            Known::Author => article.authors.is_none(),
            Known::Publication => article.publication.is_none(),
            Known::Section => article.section.is_none(),
            Known::Page => article.page.is_none(),
            Known::Language => article.language.is_none(),
        },
    }
}

/// Names are compared without inflection, case and accents apart.
fn has_name(value: &str, phrase: &Phrase) -> bool {
    let forms: Vec<Forms> = phrase
        .words
        .iter()
        .flat_map(|word| words(&word.text).map(|token| Forms::pattern(&token.term)))
        .collect();
    let terms: Vec<_> = words(value).map(|word| word.term.into_owned()).collect();
    terms.windows(forms.len()).any(|run| {
        forms.iter().zip(run).all(|(forms, term)| forms.closeness(term).is_some())
    })
}
