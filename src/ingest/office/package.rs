//! A package: a ZIP archive whose members are the parts of one document. Bytes are
//! counted while they inflate, whatever the archive declares, and names of members are
//! never used as paths of the disk.

use super::super::Format;
use super::xml::{Element, parse};
use super::{Fault, Source};
use encoding_rs::{Encoding, UTF_8};
use std::collections::HashMap;
use std::io::Read;
use zip::ZipArchive;
use zip::result::ZipError;

/// Members of a package at most.
const MOST_MEMBERS: usize = 100_000;
/// Bytes that a member, and all members together, may inflate to.
const LARGEST_MEMBER: u64 = 200 * 1024 * 1024;
const LARGEST: u64 = 1024 * 1024 * 1024;
/// Times its size that a member may inflate to, from a megabyte on.
const MOST_RATIO: u64 = 200;
const SMALL: u64 = 1024 * 1024;

/// An open package.
pub(in crate::ingest) struct Package<'a> {
    archive: ZipArchive<&'a mut dyn Source>,
    /// Bytes that may still be inflated.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a package.
    ///
    /// # Errors
    /// It is no ZIP archive, or has too many members.
    pub(in crate::ingest) fn open(source: &'a mut dyn Source) -> Result<Self, Fault> {
        let archive = ZipArchive::new(source).map_err(damaged)?;
        if archive.len() > MOST_MEMBERS {
            return Err(Fault::Bomb(format!("{} members in it", archive.len())));
        }
        Ok(Self { archive, left: LARGEST })
    }

    /// Which format its main part tells; `None` for any other archive.
    pub(in crate::ingest) fn format(&mut self) -> Result<Option<Format>, Fault> {
        if let Some(kind) = self.text("mimetype")? {
            let kind = kind.trim();
            let opendocument = kind.strip_prefix("application/vnd.oasis.opendocument.");
            return Ok(
                match opendocument.map(|kind| kind.trim_end_matches("-template")) {
                    Some("text" | "text-master") => Some(Format::Odt),
                    Some("presentation") => Some(Format::Odp),
                    Some("spreadsheet") => Some(Format::Ods),
                    _ => (kind == "application/epub+zip").then_some(Format::Epub),
                },
            );
        }
        if self.has("META-INF/container.xml") {
            return Ok(Some(Format::Epub));
        }
        let main = self.main()?;
        Ok(match main.split('/').next() {
            _ if main.is_empty() => None,
            Some("ppt") => Some(Format::Pptx),
            Some("xl") => Some(Format::Xlsx),
            Some("word") => {
                let text = self.required(&main)?;
                Some(if super::nexis::is_export(&text) {
                    Format::NexisUni
                } else {
                    Format::Docx
                })
            }
            _ => None,
        })
    }

    /// The name of the main part of a package of Microsoft Office; empty without one.
    pub(super) fn main(&mut self) -> Result<String, Fault> {
        let relations = self.relations("")?;
        let main =
            relations.into_iter().find(|relation| relation.kind == "officeDocument");
        Ok(main
            .map(|relation| relation.target)
            .filter(|name| self.has(name))
            .unwrap_or_default())
    }

    /// Whether there is a member of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of a member; `None` where there is none.
    ///
    /// # Errors
    /// It is damaged, protected by a password, or inflates beyond what is allowed.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        self.inflate(index, &mut |piece| bytes.extend_from_slice(piece))?;
        Ok(Some(bytes))
    }

    /// The bytes of a member as they inflate, of a package that was checked; `None` where
    /// there is none.
    ///
    /// # Errors
    /// It is damaged, or protected by a password.
    pub(super) fn stream(&mut self, name: &str) -> Result<Option<impl Read + '_>, Fault> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        self.archive.by_index(index).map(Some).map_err(damaged)
    }

    /// Inflates every member to see that none swells, for readers that open the package
    /// by themselves.
    pub(super) fn check(&mut self) -> Result<(), Fault> {
        (0..self.archive.len()).try_for_each(|index| self.inflate(index, &mut |_| {}))
    }

    fn inflate(&mut self, index: usize, out: &mut dyn FnMut(&[u8])) -> Result<(), Fault> {
        let mut member = self.archive.by_index(index).map_err(damaged)?;
        let most = SMALL.max(member.compressed_size().saturating_mul(MOST_RATIO));
        let name = member.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let mut size = 0_u64;
        let mut piece = vec![0; 64 * 1024];
        loop {
            let read = member.read(&mut piece).map_err(|error| {
                Fault::Damaged(format!("its part `{name}` cannot be inflated: {error}"))
            })?;
            if read == 0 {
                return Ok(());
            }
            size += read as u64;
            self.left = self.left.saturating_sub(read as u64);
            if size > most.min(LARGEST_MEMBER) || self.left == 0 {
                let name = if name.is_empty() { "a part" } else { &name };
                return Err(Fault::Bomb(format!("{name} inflates beyond {size} bytes")));
            }
            out(&piece[..read]);
        }
    }

    /// The text of a member, decoded as its mark says, else as UTF-8.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let bytes = self.bytes(name)?;
        Ok(bytes.map(|bytes| {
            let (encoding, mark) = Encoding::for_bom(&bytes).unwrap_or((UTF_8, 0));
            encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned()
        }))
    }

    /// The text of a member without which there is no document.
    pub(super) fn required(&mut self, name: &str) -> Result<String, Fault> {
        let missing = || Fault::Damaged(format!("its part `{name}` is missing"));
        self.text(name)?.ok_or_else(missing)
    }

    /// The tree of a member in XML; `None` where there is none.
    pub(super) fn tree(&mut self, name: &str) -> Result<Option<Element>, Fault> {
        self.text(name)?.map(|text| parse(&text)).transpose()
    }

    /// What a part is related to; of the package itself for an empty name.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Fault> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let parts = [folder, "_rels", &format!("{name}.rels")];
        let list = parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("/");
        let Some(tree) = self.tree(&list)? else { return Ok(Vec::new()) };
        let outside =
            |relation: &&Element| relation.attribute("TargetMode") == Some("External");
        let relations =
            tree.elements().filter(|relation| !outside(relation)).map(|relation| {
                let value = |name: &str| relation.attribute(name).unwrap_or("");
                let kind = value("Type").rsplit('/').next().unwrap_or("").to_owned();
                let target = resolved(folder, value("Target"));
                Relation { id: value("Id").to_owned(), kind, target }
            });
        Ok(relations.collect())
    }

    /// The targets of the relations of a part, by id.
    pub(super) fn targets(
        &mut self,
        part: &str,
    ) -> Result<HashMap<String, String>, Fault> {
        let relations = self.relations(part)?;
        Ok(relations.into_iter().map(|relation| (relation.id, relation.target)).collect())
    }
}

/// A relation between parts.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type, as `officeDocument`.
    pub(super) kind: String,
    /// The name of the member it leads to.
    pub(super) target: String,
}

/// The name of a member written as an address below a folder of the package.
pub(super) fn resolved(folder: &str, address: &str) -> String {
    let address = address.split('#').next().unwrap_or(address);
    let (start, rest) = match address.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, address),
    };
    let mut parts: Vec<&str> = start.split('/').filter(|part| !part.is_empty()).collect();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn damaged(error: ZipError) -> Fault {
    match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::InvalidData => {
            Fault::Unreadable(error)
        }
        ZipError::InvalidPassword
        | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Fault::Password,
        error => Fault::Damaged(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    fn archive(members: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap()
    }

    #[track_caller]
    fn case(members: &[(&str, &[u8])], expected: Option<Format>) {
        let mut source = archive(members);
        assert_eq!(Package::open(&mut source).unwrap().format().unwrap(), expected);
    }

    #[test]
    fn told_by_its_main_part() {
        case(
            &[("mimetype", b"application/vnd.oasis.opendocument.text")],
            Some(Format::Odt),
        );
        case(&[("mimetype", b"application/epub+zip\n")], Some(Format::Epub));
        case(&[("notes.txt", b"Le port")], None);
        let relations = |target: &str| {
            format!(
                "<Relationships><Relationship Id='r' Type='http://x/officeDocument' Target='{target}'/></Relationships>"
            )
        };
        let word = relations("word/document2.xml");
        case(
            &[("_rels/.rels", word.as_bytes()), ("word/document2.xml", b"<document/>")],
            Some(Format::Docx),
        );
        case(&[("_rels/.rels", word.as_bytes())], None);
        let slides = relations("/ppt/presentation.xml");
        case(
            &[("_rels/.rels", slides.as_bytes()), ("ppt/presentation.xml", b"<p/>")],
            Some(Format::Pptx),
        );
    }

    #[test]
    fn what_swells_is_refused() {
        let zeros = vec![b' '; 3 * 1024 * 1024];
        let small = usize::try_from(SMALL).unwrap();
        let mut source = archive(&[("a.xml", &zeros), ("b.xml", &zeros[..small])]);
        let mut package = Package::open(&mut source).unwrap();
        assert!(matches!(package.bytes("a.xml"), Err(Fault::Bomb(_))));
        assert_eq!(package.bytes("b.xml").unwrap().unwrap().len(), small);
        assert!(package.bytes("c.xml").unwrap().is_none());
        assert!(matches!(package.check(), Err(Fault::Bomb(_))));
    }

    #[test]
    fn names_stay_inside() {
        assert_eq!(resolved("word", "../docProps/core.xml"), "docProps/core.xml");
        assert_eq!(resolved("OEBPS/text", "../../../etc/passwd#a"), "etc/passwd");
        assert_eq!(resolved("word", "/ppt/a.xml"), "ppt/a.xml");
        assert_eq!(resolved("", "word/document.xml"), "word/document.xml");
    }
}
