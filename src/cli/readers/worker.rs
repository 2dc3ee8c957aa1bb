//! The side of the child: reads the files it is asked for until there are no more, and
//! never writes but to its pipe. It makes no attempt to survive: whoever started it sees
//! how it died.

use super::super::cache;
use super::Limits;
use super::protocol::{Job, Reply, Summary};
use crate::index::Failure;
use crate::ingest::{self, ReadError, Watch};
use std::cell::{Cell, RefCell};
use std::io::{self, BufRead, Write};
use std::ops::ControlFlow;
use std::thread;
use std::time::{Duration, Instant};

/// Bytes of the stack: documents may nest deeper than a program usually does.
const STACK: usize = 64 << 20;

/// Reads what is asked for on one stream and answers on the other.
pub(super) fn run(
    limits: Limits,
    asked: impl BufRead + Send + 'static,
    answers: impl Write + Send + 'static,
) -> io::Result<()> {
    limits.bound_memory()?;
    let reader = thread::Builder::new().name("reader".to_owned()).stack_size(STACK);
    let reader = reader.spawn(move || serve(limits, asked, answers))?;
    reader.join().unwrap_or_else(|_| Err(io::Error::other("the reader panicked")))
}

fn serve(limits: Limits, asked: impl BufRead, answers: impl Write) -> io::Result<()> {
    let worker = Worker {
        limits,
        answers: RefCell::new(answers),
        worked: Cell::new(Duration::ZERO),
        since: Cell::new(Instant::now()),
        broken: RefCell::new(None),
    };
    for line in asked.lines() {
        worker.since.set(Instant::now());
        limits.bound_time(worker.worked.get())?;
        worker.work(&serde_json::from_str(&line?)?);
        worker.worked.set(worker.worked.get() + worker.since.get().elapsed());
        if let Some(error) = worker.broken.take() {
            return Err(error);
        }
    }
    Ok(())
}

struct Worker<W> {
    limits: Limits,
    answers: RefCell<W>,
    /// How long it was at work on files before this one.
    worked: Cell<Duration>,
    /// When this one was begun.
    since: Cell<Instant>,
    /// Why it can say nothing more.
    broken: RefCell<Option<io::Error>>,
}

impl<W: Write> Worker<W> {
    fn work(&self, job: &Job) {
        let number = Cell::new(0);
        let enter = |file: &ingest::File| {
            number.set(number.get() + 1);
            if number.get() > job.resume {
                self.say(&Reply::Member(number.get(), file.shown()));
            }
            !job.fatal.contains(&number.get())
        };
        let wait = |longest: Duration| self.say(&Reply::Waiting(longest.as_secs()));
        let watch = Watch { enter: &enter, wait: &wait };
        let settings = job.settings.clone().with_cache(cache::folder());
        let is_new = || number.get() >= job.resume;
        let read = ingest::read_watched(&job.file(), &settings, watch, &mut |found| {
            if is_new() {
                self.say(&match found {
                    Ok(article) => Reply::Article(Box::new(article)),
                    Err(error) => failed(error),
                });
            }
            match *self.broken.borrow() {
                None => ControlFlow::Continue(()),
                Some(_) => ControlFlow::Break(()),
            }
        });
        let summary = match read {
            Ok(reading) => reading.into(),
            Err(error) => {
                self.say(&failed(error));
                Summary::default()
            }
        };
        self.say(&Reply::Done(summary));
    }

    /// Answers, and begins to count the time anew.
    fn say(&self, reply: &Reply) {
        let mut line = serde_json::to_vec(reply).expect("an article serialises");
        line.push(b'\n');
        let mut answers = self.answers.borrow_mut();
        let said = answers.write_all(&line).and_then(|()| answers.flush());
        let worked = self.worked.get() + self.since.get().elapsed();
        if let Err(error) = said.and_then(|()| self.limits.bound_time(worked)) {
            self.broken.replace(Some(error));
        }
    }
}

fn failed(error: ReadError) -> Reply {
    if error.fault.is_out_of_memory() {
        return Reply::Exhausted(error.path);
    }
    let reason = error.fault.to_string();
    Reply::Failed(Failure { path: error.path, line: error.line, reason })
}
