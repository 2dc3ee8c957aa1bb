//! ZIP archives, read by their own list of members: two members may have one name.

use super::super::page_parts::Folders;
use super::super::{Fault, read::Source};
use super::{Content, Inflated, Member, Visit, clean, name};
use ::zip::{ZipReadOptions, read::ZipFileEntry, result::ZipError};
use ::zip::{read::Config, unstable::read::ZipIterable};
use std::cell::Cell;
use std::collections::BTreeSet;

/// Names of members that are looked at to tell which are parts of a page.
const MOST_NAMES: usize = 200_000;

/// Hands on the members, in the order of the archive's own list.
pub(super) fn each(
    source: &mut dyn Source,
    left: &Cell<u64>,
    visit: &mut Visit,
) -> Result<(), Fault> {
    let mut archive = ZipIterable::try_new(source, Config::default()).map_err(fault)?;
    let names: BTreeSet<String> = archive
        .files()
        .map_err(fault)?
        .take(MOST_NAMES)
        .map_while(Result::ok)
        .filter(|entry| !entry.is_dir())
        .map(|entry| named(&entry))
        .collect();
    let pages = Folders::among(&names);
    let entries = archive.files().map_err(fault)?;
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(fault)?;
        let name = named(&entry);
        if entry.is_dir() {
            continue;
        }
        let packed = Cell::new(entry.compressed_size());
        let refused = if entry.is_symlink() {
            Some("a symbolic link is never followed")
        } else if entry.encrypted() {
            Some("it is locked with a password")
        } else {
            None
        };
        let left_out = name::is_left_out(&name);
        let is_part = pages.hold(&name);
        let member = |content| Member { name, url: None, content };
        let flow = match refused {
            _ if left_out => visit(member(Content::LeftOut)),
            _ if is_part => visit(member(Content::PagePart)),
            Some(why) => visit(member(Content::Refused(Fault::packed(why)))),
            None => {
                match entry.with_reader(entries.reader_mut(), ZipReadOptions::new()) {
                    Err(error) => visit(member(Content::Refused(fault(error)))),
                    Ok(file) => {
                        let mut bytes = Inflated::new(file, &packed, left);
                        visit(member(Content::Bytes(&mut bytes)))
                    }
                }
            }
        };
        if flow.is_break() {
            break;
        }
    }
    Ok(())
}

/// Names in UTF-8 are often not declared as such.
fn named(entry: &ZipFileEntry) -> String {
    let raw = entry.name_raw();
    match entry.name() {
        Ok(name) if std::str::from_utf8(raw).is_err() => clean(name.as_bytes()),
        _ => clean(raw),
    }
}

fn fault(error: ZipError) -> Fault {
    match error {
        ZipError::Io(error) => Fault::Packed(error),
        ZipError::InvalidArchive(why) => {
            Fault::packed(format!("not a sound ZIP archive: {why}"))
        }
        other => Fault::packed(other.to_string()),
    }
}
