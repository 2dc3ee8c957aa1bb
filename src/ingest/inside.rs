//! Documents inside others: members of archives and what is attached to mail. How deep
//! they may lie, how much of them is read, and which of them are wanted.

use super::archive::{Content, Member};
use super::intake::{Out, Reading};
use super::read::read_from;
use super::{Fault, File, Settings};
use std::cell::{Cell, RefCell};
use std::io::{Cursor, Read};
use std::time::Duration;

/// Archives inside one another at most.
const DEEPEST: usize = 3;
/// Bytes of a member at most.
const LARGEST_MEMBER: u64 = 200_000_000;
/// Bytes unpacked from one file at most, however deep.
const LARGEST: u64 = 2_000_000_000;
/// Members of one file at most, however deep.
const MOST_MEMBERS: u64 = 100_000;

/// What is to be done with a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It is read.
    Read,
    /// It is passed over.
    Pass,
    /// Its bytes are taken, and nothing more is read.
    Take,
}

/// What the reading of one file and of all that lies in it goes by.
pub(super) struct Nest<'a> {
    settings: &'a Settings,
    enter: &'a dyn Fn(&File) -> Step,
    wait: &'a dyn Fn(Duration),
    left: Cell<u64>,
    members: Cell<u64>,
    taken: RefCell<Option<Vec<u8>>>,
}

impl<'a> Nest<'a> {
    /// `enter` is asked what to do with each member, before it is read, and `wait` told
    /// how long a program of others may be run.
    pub(super) fn new(
        settings: &'a Settings,
        enter: &'a dyn Fn(&File) -> Step,
        wait: &'a dyn Fn(Duration),
    ) -> Self {
        Self {
            settings,
            enter,
            wait,
            left: Cell::new(LARGEST),
            members: Cell::new(0),
            taken: RefCell::new(None),
        }
    }

    /// The bytes of the member that was to be taken.
    pub(super) fn into_taken(self) -> Option<Vec<u8>> {
        self.taken.into_inner()
    }
}

/// Where a document lies.
#[derive(Clone, Copy)]
pub(super) struct Inside<'a> {
    nest: &'a Nest<'a>,
    depth: usize,
    /// Where it was captured on the web.
    pub(super) url: Option<&'a str>,
}

impl<'a> Inside<'a> {
    /// A file by itself.
    pub(super) fn nothing(nest: &'a Nest<'a>) -> Self {
        Self { nest, depth: 0, url: None }
    }

    pub(super) fn settings(self) -> &'a Settings {
        self.nest.settings
    }

    /// Tells that a program of others is about to be run, for so long at most.
    pub(super) fn wait(self, longest: Duration) {
        (self.nest.wait)(longest);
    }

    /// What may still be unpacked, in bytes.
    pub(super) fn left(self) -> &'a Cell<u64> {
        &self.nest.left
    }

    /// Whether nothing more is to be read, of any member.
    pub(super) fn is_done(self) -> bool {
        self.nest.members.get() > MOST_MEMBERS
            || self.nest.left.get() == 0
            || self.nest.taken.borrow().is_some()
    }

    /// # Errors
    /// Something inside this document would lie too deep.
    pub(super) fn may_hold(self) -> Result<(), Fault> {
        if self.depth < DEEPEST {
            return Ok(());
        }
        Err(Fault::packed(format!("it lies in {DEEPEST} others, and holds more")))
    }

    /// Reads a member of this document as the file that it would be; `None` when it is
    /// passed over.
    pub(super) fn read(
        self,
        mut file: File,
        member: Member,
        out: &mut Out,
    ) -> Result<Option<Reading>, Fault> {
        self.may_hold()?;
        let nest = self.nest;
        nest.members.set(nest.members.get() + 1);
        if nest.members.get() > MOST_MEMBERS {
            return Err(Fault::packed(format!(
                "more than {MOST_MEMBERS} members; from here on they are not read"
            )));
        }
        let step = (nest.enter)(&file);
        let content = match member.content {
            _ if step == Step::Pass => return Ok(None),
            Content::LeftOut | Content::PagePart => return Ok(None),
            Content::Refused(fault) => return Err(fault),
            Content::Bytes(content) => content,
        };
        let mut bytes = Vec::new();
        content
            .take(LARGEST_MEMBER + 1)
            .read_to_end(&mut bytes)
            .map_err(Fault::Packed)?;
        file.size = bytes.len() as u64;
        if file.size > LARGEST_MEMBER {
            let most = LARGEST_MEMBER / 1_000_000;
            return Err(Fault::packed(format!("more than {most} MB")));
        }
        if step == Step::Take {
            nest.taken.replace(Some(bytes));
            return Ok(None);
        }
        let inside = Inside { nest, depth: self.depth + 1, url: member.url.as_deref() };
        read_from(&mut Cursor::new(bytes), &file, inside, out).map(Some)
    }
}
