//! What one file gives while it is read: its articles and faults handed on one by one,
//! and what is to be said of the whole.

use super::archive::{Content, Member};
use super::article::article;
use super::block::Block;
use super::fields::{Column, Field, Record};
use super::format::Format;
use super::inside::Inside;
use super::unread::UnreadDates;
use super::{Fault, File, ReadError, export};
use crate::article::{Article, Origin};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// What takes the articles of a file, and may stop the reading.
pub type Out<'a> = dyn FnMut(Result<Article, ReadError>) -> ControlFlow<()> + 'a;

/// What is to be said of a file once read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The format it was read as.
    pub format: Format,
    /// The encoding it was read in.
    pub encoding: &'static str,
    /// Articles handed on.
    pub articles: u64,
    /// Those of them whose text had been saved in a wrong encoding and was put right.
    pub mended: u64,
    /// Records that failed.
    pub failed: u64,
    /// Members of an archive that are no documents, by convention.
    pub left_out: u64,
    /// Columns and keys that mean nothing here, or less than another for the same
    /// field; the first hundred names.
    pub unused: BTreeSet<String>,
    /// Parts that are read although the document does not show them; the first hundred.
    pub hidden: BTreeSet<String>,
    /// Given dates that could not be read, of articles handed on.
    pub unread_dates: Option<UnreadDates>,
}

/// Names of columns left aside, and of hidden parts, that are remembered.
const MOST_NAMES: usize = 100;

pub(super) struct Intake<'a> {
    file: &'a File,
    out: &'a mut Out<'a>,
    inside: Inside<'a>,
    /// How many members of each name there were.
    names: BTreeMap<String, u32>,
    reading: Reading,
    stopped: bool,
}

impl<'a> Intake<'a> {
    pub(super) fn new(
        file: &'a File,
        format: Format,
        inside: Inside<'a>,
        out: &'a mut Out<'a>,
    ) -> Self {
        let reading = Reading {
            format,
            encoding: "UTF-8",
            articles: 0,
            mended: 0,
            failed: 0,
            left_out: 0,
            unused: BTreeSet::new(),
            hidden: BTreeSet::new(),
            unread_dates: None,
        };
        Self { file, out, inside, names: BTreeMap::new(), reading, stopped: false }
    }

    pub(super) fn article(
        &mut self,
        line: Option<u64>,
        mut record: Record,
        blocks: Vec<Block>,
    ) {
        if let Some(url) = self.inside.url {
            let column =
                Column { field: Field::Url, rank: usize::MAX, from: Origin::Metadata };
            record.put(column, "", vec![url.to_owned()]); // the document's own is surer
        }
        let is_mended = record.is_mended;
        match article(record, blocks, (self.file, line, self.reading.format)) {
            Ok((article, unread_date)) => {
                self.reading.articles += 1;
                self.reading.mended += u64::from(is_mended);
                if let Some(written) = unread_date {
                    let one = UnreadDates::one(self.file.shown(), line, &written);
                    UnreadDates::join(&mut self.reading.unread_dates, one);
                }
                self.stopped |= (self.out)(Ok(article)).is_break();
            }
            Err(fault) => self.fault(line, fault),
        }
    }

    pub(super) fn fault(&mut self, line: Option<u64>, fault: Fault) {
        self.reading.failed += 1;
        let number = self.reading.articles + self.reading.failed;
        // Several records of an export may begin on one line.
        let fault = match line {
            Some(_) if export::layout(self.reading.format).is_some() => {
                Fault::Record(number, Box::new(fault))
            }
            _ => fault,
        };
        let error = ReadError { path: self.file.shown(), line, fault };
        self.stopped |= (self.out)(Err(error)).is_break();
    }

    /// Reads a document that lies inside this one, as if it were a file.
    pub(super) fn member(&mut self, mut member: Member) {
        let count = self.names.entry(member.name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            let at = member.name.rfind('/').map_or(0, |at| at + 1);
            member.name.insert_str(at, &format!("({count}) "));
        }
        let is_part = matches!(member.content, Content::PagePart);
        let is_left_out = is_part || matches!(member.content, Content::LeftOut);
        self.reading.left_out += u64::from(is_left_out);
        if is_part {
            self.unused("parts of saved pages");
        }
        let file = self.file.member(&member.name);
        let (inside, shown) = (self.inside, file.shown());
        let Self { out, stopped, .. } = self;
        let outcome = inside.read(file, member, &mut |found| {
            let flow = out(found);
            *stopped |= flow.is_break();
            flow
        });
        match outcome {
            Ok(None) => {}
            Ok(Some(inner)) => self.add(inner),
            Err(fault) => {
                self.reading.failed += 1;
                let error = ReadError { path: shown, line: None, fault };
                self.stopped |= (self.out)(Err(error)).is_break();
            }
        }
    }

    /// Adds what was read of a member.
    fn add(&mut self, inner: Reading) {
        self.reading.articles += inner.articles;
        self.reading.mended += inner.mended;
        self.reading.failed += inner.failed;
        self.reading.left_out += inner.left_out;
        for name in inner.unused {
            self.unused(&name);
        }
        for name in inner.hidden {
            self.hidden(&name);
        }
        if let Some(dates) = inner.unread_dates {
            UnreadDates::join(&mut self.reading.unread_dates, dates);
        }
    }

    pub(super) fn unused(&mut self, name: &str) {
        remember(&mut self.reading.unused, name);
    }

    /// Names a part that is read and not shown.
    pub(super) fn hidden(&mut self, name: &str) {
        remember(&mut self.reading.hidden, name);
    }

    /// Says what the file is, when only reading it could tell.
    pub(super) fn turns_out(&mut self, format: Format) {
        self.reading.format = format;
    }

    pub(super) fn format(&self) -> Format {
        self.reading.format
    }

    /// Whether nothing more is wanted.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped || self.inside.is_done()
    }

    /// Where the document lies.
    pub(super) fn inside(&self) -> Inside<'a> {
        self.inside
    }

    pub(super) fn finish(self, encoding: &'static str) -> Reading {
        Reading { encoding, ..self.reading }
    }
}

fn remember(names: &mut BTreeSet<String>, name: &str) {
    if names.len() < MOST_NAMES && !names.contains(name) {
        names.insert(name.to_owned());
    }
}
