//! `kiosque.toml` at the top of a corpus: what the user says about its documents.

use super::fields::{Column, field_named};
use super::fold::letters;
use super::walk::shown;
use super::{Fault, ReadError};
use crate::article::Origin;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// The file's name.
pub(super) const SETTINGS_FILE: &str = "kiosque.toml";

/// What `kiosque.toml` says. The reading of documents depends on it: when it changes,
/// they are to be read again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Column of a table or key of a record → field of an article, as
    /// `"Titre de l'article" = "title"`.
    #[serde(default)]
    columns: BTreeMap<String, String>,
    /// Where what took long to read is kept; what is read does not depend on it.
    #[serde(skip)]
    cache: Option<PathBuf>,
}

impl Settings {
    /// The settings of a root: those of its `kiosque.toml`, or of the one beside it
    /// when the root is a file; none when there is no such file.
    ///
    /// # Errors
    /// The file cannot be read, is not TOML, or names a field that does not exist.
    pub fn of_root(root: &Path) -> Result<Self, ReadError> {
        let folder = if root.is_dir() { root } else { root.parent().unwrap_or(root) };
        let path = folder.join(SETTINGS_FILE);
        let fault = |fault| ReadError { path: shown(&path), line: None, fault };
        match fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text).map_err(|why| fault(Fault::Settings(why))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(fault(Fault::Unreadable(error))),
        }
    }

    /// The same, with a folder where what took long to read (OCR) is kept.
    #[must_use]
    pub fn with_cache(self, cache: Option<PathBuf>) -> Self {
        Self { cache, ..self }
    }

    /// The folder where what took long to read is kept.
    pub(super) fn cache(&self) -> Option<&Path> {
        self.cache.as_deref()
    }

    fn parse(text: &str) -> Result<Self, String> {
        let settings: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        for (column, field) in &settings.columns {
            if field_named(field).is_none() {
                return Err(format!(
                    "column `{column}` is given to `{field}`, which is not a field of an article"
                ));
            }
        }
        Ok(settings)
    }

    /// What a column gives: as the user says, else by its name.
    pub(super) fn column(&self, name: &str) -> Option<Column> {
        if let Some((field, _)) = self.mapped(name).and_then(field_named) {
            return Some(Column { field, rank: 0, from: Origin::Mapping });
        }
        let (field, rank) = field_named(name)?;
        Some(Column { field, rank: rank + 1, from: Origin::Metadata })
    }

    fn mapped(&self, name: &str) -> Option<&str> {
        if self.columns.is_empty() {
            return None;
        }
        let folded = letters(name);
        let (_, field) = self.columns.iter().find(|(key, _)| letters(key) == folded)?;
        Some(field)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::Field;
    use super::*;

    #[test]
    fn columns_are_mapped_accents_and_case_apart() {
        let settings = Settings::parse("[columns]\n\"Intitulé\" = \"title\"").unwrap();
        let mapped = settings.column("INTITULE").unwrap();
        assert_eq!((mapped.field, mapped.from), (Field::Title, Origin::Mapping));
        let named = settings.column("Titre").unwrap();
        assert_eq!((named.field, named.from), (Field::Title, Origin::Metadata));
        assert!(mapped.rank < named.rank);
        assert_eq!(settings.column("Tonalité"), None);
    }

    #[test]
    fn mistakes_are_said() {
        let error = Settings::parse("[columns]\na = \"tilte\"").unwrap_err();
        assert!(error.contains("`tilte`"), "{error}");
        assert!(Settings::parse("[colums]\na = \"title\"").is_err());
    }

    #[test]
    fn no_file_no_settings() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Settings::of_root(folder.path()).unwrap(), Settings::default());
        fs::write(folder.path().join(SETTINGS_FILE), "columns = 3").unwrap();
        assert!(Settings::of_root(folder.path()).is_err());
        fs::write(folder.path().join(SETTINGS_FILE), "[columns]\nx = \"text\"").unwrap();
        let beside = Settings::of_root(&folder.path().join("export.csv")).unwrap();
        assert_eq!(beside.column("X").map(|column| column.field), Some(Field::Text));
    }
}
