//! As many workers as there are cores, each on a file of its own. What is read of a file
//! comes through its own channel, so that whoever asked takes the files in their order,
//! whichever is read first; a channel that nobody empties holds its worker back.

use super::Limits;
use super::process::{Process, Stop};
use super::protocol::{Job, Reply, Summary};
use crate::article::Article;
use crate::index::Failure;
use crate::ingest::{File, Settings};
use std::io;
use std::sync::mpsc::{Receiver, SendError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Articles of a file that may wait to be taken.
const WAITING: usize = 16;

/// Workers that may die of members of one file, before the rest of it is given up.
const MOST_DEATHS: usize = 20;

/// What comes out of a file.
pub(in crate::cli) enum Found {
    /// An article.
    Article(Box<Article>),
    /// Something that could not be read.
    Failed(Failure),
    /// Something that a worker was stopped on.
    Stopped(Failure),
    /// The end, and what is to be said of the whole.
    Done(Box<Summary>),
    /// No worker can be started.
    Unable(io::Error),
}

struct Task {
    job: Job,
    path: String,
    out: SyncSender<Found>,
}

/// Workers, started when there is something to read.
pub(in crate::cli) struct Pool {
    limits: Limits,
    count: usize,
    tasks: Option<Sender<Task>>,
}

impl Pool {
    /// One worker for each core, unless so many are wanted.
    pub(in crate::cli) fn new(limits: Limits, wanted: Option<u16>) -> Self {
        let cores = || thread::available_parallelism().map_or(1, usize::from);
        let count = wanted.map_or_else(cores, usize::from);
        Self { limits, count, tasks: None }
    }

    /// What a worker may use.
    pub(in crate::cli) fn limits(&self) -> Limits {
        self.limits
    }

    /// Whether no worker is wanted.
    pub(in crate::cli) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Has a file read, after those that were asked for before. What is found ends with
    /// [`Found::Done`].
    pub(in crate::cli) fn read(
        &mut self,
        file: &File,
        settings: &Settings,
    ) -> Receiver<Found> {
        let (limits, count) = (self.limits, self.count);
        let tasks = self.tasks.get_or_insert_with(|| start(limits, count));
        let (out, found) = sync_channel(WAITING);
        let task = Task { job: Job::new(file, settings), path: file.shown(), out };
        tasks.send(task).expect("threads wait for tasks as long as there is a sender");
        found
    }
}

/// Starts the threads that each keep a worker.
fn start(limits: Limits, count: usize) -> Sender<Task> {
    let (sender, tasks) = channel();
    let tasks: Arc<Mutex<Receiver<Task>>> = Arc::new(Mutex::new(tasks));
    for _ in 0..count {
        let tasks = Arc::clone(&tasks);
        thread::spawn(move || {
            let mut process = None;
            let next = || tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
            while let Ok(task) = next() {
                // Whoever asked may want no more of it, and then of nothing else.
                if read(task, &mut process, limits).is_err() {
                    break;
                }
            }
        });
    }
    sender
}

/// Reads a file to its end, with as many workers as it takes.
fn read(
    task: Task,
    process: &mut Option<Process>,
    limits: Limits,
) -> Result<(), SendError<Found>> {
    let Task { mut job, path, out } = task;
    loop {
        let is_new = process.is_none();
        if is_new {
            match Process::start(limits) {
                Ok(started) => *process = Some(started),
                Err(error) => return out.send(Found::Unable(error)),
            }
        }
        let worker = process.as_mut().expect("it was started");
        let mut member = None;
        let mut is_silent = true;
        let stop = match follow(worker, &job, &mut member, &mut is_silent, &out)? {
            Ok(summary) => return out.send(Found::Done(Box::new(summary))),
            Err(stop) => stop,
        };
        *process = None;
        if is_silent && !is_new && !stop.is_slow() {
            continue; // what it had read before may have worn it out
        }
        let done = Found::Done(Box::default());
        let Some((number, place)) = member else {
            out.send(ended(path, &stop, ""))?;
            return out.send(done);
        };
        if job.fatal.len() == MOST_DEATHS {
            out.send(ended(place, &stop, "; what follows is not read"))?;
            return out.send(done);
        }
        out.send(ended(place, &stop, ""))?;
        job.resume = number;
        job.fatal.push(number);
    }
}

/// What is told of a document that a worker was stopped on, or that it died of.
fn ended(path: String, stop: &Stop, more: &str) -> Found {
    let failure = Failure { path, line: None, reason: format!("{stop}{more}") };
    match stop {
        Stop::Crash(_) => Found::Failed(failure), // it may have been killed by others
        _ => Found::Stopped(failure),
    }
}

/// Hands on what a worker says of a file, and remembers in which member it is, and
/// whether it said anything at all.
fn follow(
    worker: &mut Process,
    job: &Job,
    member: &mut Option<(u64, String)>,
    is_silent: &mut bool,
    out: &SyncSender<Found>,
) -> Result<Result<Summary, Stop>, SendError<Found>> {
    if let Err(stop) = worker.ask(job) {
        return Ok(Err(stop));
    }
    loop {
        let answer = worker.answer();
        *is_silent &= answer.is_err();
        match answer {
            Ok(Reply::Member(number, place)) => *member = Some((number, place)),
            Ok(Reply::Waiting(seconds)) => worker.wait(Duration::from_secs(seconds)),
            Ok(Reply::Article(article)) => out.send(Found::Article(article))?,
            Ok(Reply::Failed(failure)) => out.send(Found::Failed(failure))?,
            Ok(Reply::Exhausted(place)) => {
                out.send(ended(place, &Stop::Memory(worker.limits()), ""))?;
            }
            Ok(Reply::Done(summary)) => return Ok(Ok(summary)),
            Err(stop) => return Ok(Err(stop)),
        }
    }
}
