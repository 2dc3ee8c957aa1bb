//! What one file gives while it is read: its articles and faults handed on one by one,
//! and what is to be said of the whole.

use super::article::article;
use super::block::Block;
use super::fields::Record;
use super::format::Format;
use super::{Fault, File, ReadError, export, walk::shown};
use crate::article::Article;
use std::{collections::BTreeSet, ops::ControlFlow};

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
    /// Columns and keys that mean nothing here, or less than another for the same
    /// field; the first hundred names.
    pub unused: BTreeSet<String>,
}

/// Names of columns left aside that are remembered.
const MOST_UNUSED: usize = 100;

pub(super) struct Intake<'a> {
    file: &'a File,
    out: &'a mut Out<'a>,
    reading: Reading,
    stopped: bool,
}

impl<'a> Intake<'a> {
    pub(super) fn new(file: &'a File, format: Format, out: &'a mut Out<'a>) -> Self {
        let unused = BTreeSet::new();
        let reading = Reading {
            format,
            encoding: "UTF-8",
            articles: 0,
            mended: 0,
            failed: 0,
            unused,
        };
        Self { file, out, reading, stopped: false }
    }

    pub(super) fn article(
        &mut self,
        line: Option<u64>,
        record: Record,
        blocks: Vec<Block>,
    ) {
        let is_mended = record.is_mended;
        match article(record, blocks, (self.file, line, self.reading.format)) {
            Ok(article) => {
                self.reading.articles += 1;
                self.reading.mended += u64::from(is_mended);
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
        let error = ReadError { path: shown(&self.file.absolute), line, fault };
        self.stopped |= (self.out)(Err(error)).is_break();
    }

    pub(super) fn unused(&mut self, name: &str) {
        if self.reading.unused.len() < MOST_UNUSED && !self.reading.unused.contains(name)
        {
            self.reading.unused.insert(name.to_owned());
        }
    }

    pub(super) fn format(&self) -> Format {
        self.reading.format
    }

    /// Whether whoever takes the articles wants no more.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped
    }

    pub(super) fn finish(self, encoding: &'static str) -> Reading {
        Reading { encoding, ..self.reading }
    }
}
