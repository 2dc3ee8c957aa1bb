//! A run of `kiosque index`, watched to its end: how long it took, how much memory, and
//! what it said.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Beyond that a run hangs: each file may take a minute, on each core.
const LONGEST: Duration = Duration::from_hours(1);

/// What came of some runs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Outcome {
    runs: u32,
    /// Runs that ended otherwise than they say they do, or not at all.
    lost: u32,
    failures: usize,
    stopped: usize,
    crashed: usize,
    time: Duration,
    /// The most memory that a process held, in KiB.
    memory: u64,
    worker_memory: u64,
}

impl Outcome {
    pub(crate) fn add(&mut self, other: Self) {
        self.runs += other.runs;
        self.lost += other.lost;
        self.failures += other.failures;
        self.stopped += other.stopped;
        self.crashed += other.crashed;
        self.time += other.time;
        self.memory = self.memory.max(other.memory);
        self.worker_memory = self.worker_memory.max(other.worker_memory);
    }

    pub(crate) fn is_sound(&self) -> bool {
        self.lost == 0
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} runs, {} lost; {} failures named, {} readers stopped, {} crashed; \
             {} s, {} MiB at most, {} MiB in a worker",
            self.runs,
            self.lost,
            self.failures,
            self.stopped,
            self.crashed,
            self.time.as_secs(),
            self.memory >> 10,
            self.worker_memory >> 10,
        )
    }
}

/// Indexes the corpus of a folder.
pub(crate) fn index(program: &Path, dir: &Path) -> io::Result<Outcome> {
    let said = dir.join("said");
    let start = Instant::now();
    let mut child = Command::new(program)
        .arg("index")
        .current_dir(dir)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(&said)?)
        .spawn()?;
    let mut outcome = Outcome { runs: 1, ..Outcome::default() };
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if start.elapsed() > LONGEST {
            child.kill()?;
            child.wait()?;
            break None;
        }
        outcome.memory = outcome.memory.max(held(child.id()));
        for worker in children(child.id()) {
            outcome.worker_memory = outcome.worker_memory.max(held(worker));
        }
        thread::sleep(Duration::from_millis(20));
    };
    let is_sound =
        status.and_then(|status| status.code()).is_some_and(|code| code % 2 == 0);
    outcome.time = start.elapsed();
    let said = fs::read(&said)?;
    let said = String::from_utf8_lossy(&said);
    outcome.failures = said.lines().filter(|line| line.starts_with("warning: ")).count();
    outcome.stopped = said.matches(": the reader was stopped: ").count();
    outcome.crashed = said.matches(": the reader crashed: ").count();
    for line in said.lines().filter(|line| line.contains(": the reader ")) {
        eprintln!("{line}");
    }
    let is_error = said.lines().any(|line| line.starts_with("error: "));
    outcome.lost = u32::from(!is_sound || is_error);
    if outcome.lost > 0 {
        eprintln!("{status:?}\n{said}");
    }
    Ok(outcome)
}

/// The most memory that a process held so far, in KiB; none where the system does not
/// say.
fn held(process: u32) -> u64 {
    let status =
        fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn children(process: u32) -> Vec<u32> {
    let tasks =
        fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let listed = tasks.map(|task| task.path().join("children"));
    let listed = listed.filter_map(|path| fs::read_to_string(path).ok());
    listed
        .flat_map(|ids| {
            ids.split(' ').filter_map(|id| id.parse().ok()).collect::<Vec<_>>()
        })
        .collect()
}
