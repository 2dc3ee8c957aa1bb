//! tar archives, read as a stream.

use super::super::Fault;
use super::{Content, Member, Visit, clean, name};
use ::tar::{Archive, EntryType};
use std::io::Read;

/// Hands on the members, in their order.
pub(super) fn each(stream: impl Read, visit: &mut Visit) -> Result<(), Fault> {
    let mut archive = Archive::new(stream);
    for entry in archive.entries().map_err(Fault::Packed)? {
        let mut entry = entry.map_err(Fault::Packed)?;
        let name = clean(&entry.path_bytes());
        let kind = entry.header().entry_type();
        if kind.is_dir() || kind.is_pax_global_extensions() {
            continue;
        }
        let content = match refused(kind) {
            _ if name::is_left_out(&name) => Content::LeftOut,
            Some(why) => Content::Refused(Fault::packed(why)),
            None => Content::Bytes(&mut entry),
        };
        if visit(Member { name, url: None, content }).is_break() {
            break;
        }
    }
    Ok(())
}

/// Why a member is no document, if it is none.
fn refused(kind: EntryType) -> Option<&'static str> {
    match kind {
        EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => None,
        EntryType::Symlink => Some("a symbolic link is never followed"),
        EntryType::Link => Some("a link to another member"),
        EntryType::Char | EntryType::Block => Some("a device is never opened"),
        EntryType::Fifo => Some("a named pipe is never opened"),
        _ => Some("neither a file nor a folder"),
    }
}
