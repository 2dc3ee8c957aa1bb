//! Compound files (OLE), in which Office wrote before 2007, Outlook writes messages, and
//! Office still wraps what a password protects. None has a reader; the streams that one
//! names tell which it is, so that the failure says what to do.

use super::Fault;
use super::Source;
use memchr::memmem;
use std::io::Read;

/// First bytes of a compound file.
const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0";

/// Bytes in which the names of streams are looked for: they may stand anywhere.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Why a file that begins so is not read, when it is a compound file.
pub(in crate::ingest) fn refused(head: &[u8], source: &mut dyn Source) -> Option<Fault> {
    if !head.starts_with(SIGNATURE) {
        return None;
    }
    let mut read = || -> std::io::Result<Fault> {
        let mut bytes = Vec::new();
        source.rewind()?;
        source.take(LARGEST).read_to_end(&mut bytes)?;
        Ok(told(&bytes))
    };
    Some(read().unwrap_or_else(Fault::Unreadable))
}

fn told(bytes: &[u8]) -> Fault {
    let names = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    let old = |program: &'static str, extension: &'static str| Fault::OldOffice {
        program,
        extension,
    };
    if names("EncryptedPackage") {
        Fault::Password
    } else if names("__properties_version1.0") {
        Fault::OutlookMessage
    } else if names("WordDocument") {
        old("Word", "docx")
    } else if names("PowerPoint Document") {
        old("PowerPoint", "pptx")
    } else if names("Workbook") || names("Book") {
        old("Excel", "xlsx")
    } else {
        Fault::Unsupported("a compound file (OLE) that is no document known here".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn told_by_the_streams_it_names() {
        let case = |stream: &str, expected: &str| {
            let mut bytes = [SIGNATURE, b"\xA1\xB1\x1A\xE1", &[0; 5000]].concat();
            bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
            let head = bytes[..512].to_vec();
            let fault = refused(&head, &mut Cursor::new(bytes)).unwrap();
            assert!(fault.to_string().starts_with(expected), "{fault}");
        };
        case("WordDocument", "written by Word before 2007: save it as .docx, or run");
        case("Workbook", "written by Excel before 2007: save it as .xlsx");
        case("PowerPoint Document", "written by PowerPoint before 2007");
        case("__properties_version1.0", "a message of Outlook");
        case("EncryptedPackage", "protected by a password");
        case("Autre chose", "a compound file (OLE)");
        assert!(refused(b"PK\x03\x04", &mut Cursor::new(Vec::new())).is_none());
    }
}
