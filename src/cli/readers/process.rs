//! A worker as its parent sees it: asked, listened to for so long, and when it dies
//! questioned about why.

use super::Limits;
use super::command::NAME;
use super::protocol::{Job, Reply};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use std::{env, fmt, mem};

/// Bytes of an answer at most: an article, which is 64 MB of text at most.
const LONGEST: u64 = 100_000_000;

/// Bytes that are kept of what a worker said when it died.
const LAST_WORDS: usize = 4096;

/// A worker.
pub(super) struct Process {
    child: Child,
    asks: ChildStdin,
    answers: Receiver<Result<Reply, Stop>>,
    last_words: Option<JoinHandle<String>>,
    limits: Limits,
    /// How long its next answer may take.
    patience: Duration,
}

/// Why a worker was stopped, or died.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// It took more memory than it may.
    Memory(Limits),
    /// It computed for longer than it may.
    Time(Limits),
    /// It said nothing for longer than anyone waits.
    Silence(Duration),
    /// It said more at once than an article can be.
    Flood,
    /// Its stack was full.
    Depth,
    /// It died of something else.
    Crash(String),
    /// It is gone: ask it why.
    Gone,
}

impl Stop {
    /// Whether it is the document itself that takes its time.
    pub(super) fn is_slow(&self) -> bool {
        matches!(self, Self::Time(_) | Self::Silence(_))
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory(limits) => write!(
                out,
                "the reader was stopped: more than {} MiB of memory; --reader-memory gives it more",
                limits.memory
            ),
            Self::Time(limits) => write!(
                out,
                "the reader was stopped: more than {} s of computing; --reader-time gives it more",
                limits.time
            ),
            Self::Silence(time) => write!(
                out,
                "the reader was stopped: nothing for {} s; --reader-time gives it more",
                time.as_secs()
            ),
            Self::Flood => {
                write!(
                    out,
                    "the reader was stopped: more than {LONGEST} bytes for one article"
                )
            }
            Self::Depth => out.write_str("the reader was stopped: nested too deep"),
            Self::Crash(why) => write!(out, "the reader crashed: {why}"),
            Self::Gone => out.write_str("the reader is gone"),
        }
    }
}

impl Process {
    /// Starts a worker: this very program.
    pub(super) fn start(limits: Limits) -> io::Result<Self> {
        let mut child = Command::new(program()?)
            .arg(NAME)
            .args(limits.options())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let asks = child.stdin.take().expect("its input was piped");
        let stdout = child.stdout.take().expect("its output was piped");
        let stderr = child.stderr.take().expect("its messages were piped");
        let (sender, answers) = sync_channel(1);
        thread::spawn(move || listen(BufReader::new(stdout), &sender));
        let last_words = Some(thread::spawn(move || last(stderr)));
        let patience = limits.patience();
        Ok(Self { child, asks, answers, last_words, limits, patience })
    }

    /// What it may use.
    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    /// Asks it to read a file.
    pub(super) fn ask(&mut self, job: &Job) -> Result<(), Stop> {
        let mut line = serde_json::to_vec(job).expect("names and numbers serialise");
        line.push(b'\n');
        let asked = self.asks.write_all(&line).and_then(|()| self.asks.flush());
        asked.map_err(|_| self.question())
    }

    /// Its next answer may take so much longer.
    pub(super) fn wait(&mut self, more: Duration) {
        self.patience = self.limits.patience() + more;
    }

    /// What it says next.
    pub(super) fn answer(&mut self) -> Result<Reply, Stop> {
        let patience = mem::replace(&mut self.patience, self.limits.patience());
        match self.answers.recv_timeout(patience) {
            Ok(Err(Stop::Gone)) | Err(RecvTimeoutError::Disconnected) => {
                Err(self.question())
            }
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => Err(Stop::Silence(patience)),
        }
    }

    /// Why it died.
    fn question(&mut self) -> Stop {
        let status = self.kill();
        let words = self.last_words.take().and_then(|thread| thread.join().ok());
        why(&words.unwrap_or_default(), status, self.limits)
    }

    /// Ends it, unless it has ended already.
    fn kill(&mut self) -> Option<ExitStatus> {
        // One that closes its output is about to end by itself, and says how.
        for _ in 0..100 {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            thread::sleep(Duration::from_millis(1));
        }
        let _ = self.child.kill(); // it may have ended since
        self.child.wait().ok()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill(); // it may have ended already
        let _ = self.child.wait();
    }
}

/// This very program, even when another was installed in its place since it began.
fn program() -> io::Result<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if running.exists() { Ok(running.to_owned()) } else { env::current_exe() }
}

/// Hands on what a worker says, until it says no more.
fn listen(mut stdout: impl BufRead, sender: &SyncSender<Result<Reply, Stop>>) {
    loop {
        let mut line = Vec::new();
        let read = (&mut stdout).take(LONGEST).read_until(b'\n', &mut line);
        let answer = match read {
            _ if line.ends_with(b"\n") => {
                serde_json::from_slice(&line).map_err(|error| {
                    Stop::Crash(format!("it said what makes no sense: {error}"))
                })
            }
            Ok(count) if count as u64 == LONGEST => Err(Stop::Flood),
            _ => Err(Stop::Gone),
        };
        let is_last = answer.is_err();
        if sender.send(answer).is_err() || is_last {
            return;
        }
    }
}

/// The end of what a worker says to people: nothing, unless it dies.
fn last(mut stderr: impl Read) -> String {
    let (mut kept, mut buffer) = (Vec::new(), [0; LAST_WORDS]);
    while let Ok(count @ 1..) = stderr.read(&mut buffer) {
        kept.extend_from_slice(&buffer[..count]);
        let extra = kept.len().saturating_sub(LAST_WORDS);
        kept.drain(..extra);
    }
    String::from_utf8_lossy(&kept).into_owned()
}

/// What the last words of a worker and how it ended say of why.
fn why(words: &str, status: Option<ExitStatus>, limits: Limits) -> Stop {
    if words.contains("memory allocation of") {
        return Stop::Memory(limits);
    }
    if words.contains("has overflowed its stack") {
        return Stop::Depth;
    }
    if signal(status) == Some(SIGXCPU) {
        return Stop::Time(limits);
    }
    let said = words.lines().map(str::trim).find(|line| !line.is_empty());
    let ended = status.map_or("it cannot be told how".to_owned(), |how| how.to_string());
    Stop::Crash(said.map_or(ended, ToOwned::to_owned))
}

/// The signal of a process that computed for too long, wherever kiosque runs.
const SIGXCPU: i32 = 24;

#[cfg(unix)]
fn signal(status: Option<ExitStatus>) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status?)
}

#[cfg(not(unix))]
fn signal(_: Option<ExitStatus>) -> Option<i32> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_words_tell_why() {
        let limits = Limits::default();
        let case = |words, expected| assert_eq!(why(words, None, limits), expected);
        case("memory allocation of 64 bytes failed\n", Stop::Memory(limits));
        case("\nthread 'reader' has overflowed its stack\nfatal", Stop::Depth);
        case(
            "\nthread 'reader' panicked at a.rs\n",
            Stop::Crash("thread 'reader' panicked at a.rs".into()),
        );
        case("", Stop::Crash("it cannot be told how".into()));
    }

    #[test]
    fn only_the_end_of_long_messages_is_kept() {
        let said = "a".repeat(100_000) + "fin";
        let kept = last(said.as_bytes());
        assert!(kept.len() <= LAST_WORDS && kept.ends_with("fin"));
    }

    #[test]
    fn a_flood_and_nonsense_are_stops() {
        let hear = |bytes: &[u8]| {
            let (sender, answers) = sync_channel(9);
            listen(bytes, &sender);
            answers.recv().unwrap().unwrap_err()
        };
        assert!(matches!(hear(b"n'importe quoi\n"), Stop::Crash(_)));
        assert_eq!(hear(b"{\"done\":"), Stop::Gone);
        assert_eq!(hear(&vec![b'a'; 100_000_001]), Stop::Flood);
    }
}
