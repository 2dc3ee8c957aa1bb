//! Pages once read, kept by the content of their file: OCR takes seconds a page, and an
//! index may be built again. Each page is written whole or not at all.

use super::{Fault, Page, Settings, tesseract::LANGUAGE};
use std::fs;
use std::io::Write;
use std::path::PathBuf;

/// Version of what is kept: it grows when pages would come out otherwise.
const VERSION: u32 = 1;

/// Where the pages of a file are kept; nowhere without a folder.
pub(super) struct Cache {
    /// The path of each page, its number and ending apart.
    path: Option<PathBuf>,
}

impl Cache {
    /// The place of the pages of a file with these bytes.
    pub(super) fn of(settings: &Settings, bytes: &[u8]) -> Self {
        let hash = blake3::hash(bytes).to_hex();
        let path = settings.cache().map(|folder| folder.join("ocr").join(hash.as_str()));
        Self { path }
    }

    /// A page that was kept, else one that is read now and kept.
    pub(super) fn page(
        &self,
        number: u32,
        read: impl FnOnce() -> Result<Page, Fault>,
    ) -> Result<Page, Fault> {
        let Some(path) = &self.path else { return read() };
        let path = path.with_extension(format!("{number}.{LANGUAGE}.{VERSION}.json"));
        if let Some(page) =
            fs::read(&path).ok().and_then(|kept| serde_json::from_slice(&kept).ok())
        {
            return Ok(page);
        }
        let page = read()?;
        // A page that cannot be kept is read again the next time, and nothing else.
        let _ = keep(&path, &page);
        Ok(page)
    }
}

fn keep(path: &std::path::Path, page: &Page) -> std::io::Result<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&serde_json::to_vec(page)?)?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_once() {
        let folder = tempfile::tempdir().unwrap();
        let settings =
            Settings::default().with_cache(Some(folder.path().join("kiosque")));
        let page = Page { text: "Le port".to_owned(), words: 2, confidence: 91.25 };
        let cache = Cache::of(&settings, b"picture");
        assert_eq!(cache.page(2, || Ok(page.clone())).unwrap(), page);
        assert_eq!(cache.page(2, || panic!("read again")).unwrap(), page);
        assert!(cache.page(3, || Err(Fault::NeedsOcr)).is_err());
        assert!(Cache::of(&settings, b"other").page(2, || Err(Fault::NeedsOcr)).is_err());
        assert!(
            Cache::of(&Settings::default(), b"picture")
                .page(2, || Err(Fault::NeedsOcr))
                .is_err()
        );
    }
}
