//! Programs of others that read what kiosque does not: run without a shell, without
//! input, for so long and for so many bytes at most.

use super::Fault;
use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// Bytes of memory that a program may ask for, where the system can bound it.
#[cfg(target_os = "linux")]
const MOST_MEMORY: u64 = 2 * 1024 * 1024 * 1024;
/// Bytes of what it complains of that are kept.
const MOST_COMPLAINT: u64 = 4_000;
/// Between two looks at whether it has ended.
const PAUSE: Duration = Duration::from_millis(2);

/// What a program may take.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) time: Duration,
    pub(super) bytes: u64,
}

/// Why a program gave nothing.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It is not installed.
    Missing,
    /// It said no, in these words.
    Refused(String),
    /// It took too long, or wrote too much.
    Unbounded(String),
}

/// Bytes in a file of their own for a program to read, gone with the value.
pub(super) fn written(bytes: &[u8]) -> Result<tempfile::NamedTempFile, Fault> {
    let write = || {
        let mut file = tempfile::NamedTempFile::with_prefix("kiosque-")?;
        file.write_all(bytes)?;
        Ok(file)
    };
    write().map_err(Fault::Unreadable)
}

/// Runs a program and returns what it writes. Arguments that are paths must be absolute:
/// none of them can then be taken for an option.
pub(super) fn run(
    program: &str,
    arguments: &[&OsStr],
    bounds: Bounds,
) -> Result<Vec<u8>, Trouble> {
    let spawned = Command::new(program)
        .args(arguments)
        .env("OMP_THREAD_LIMIT", "1") // tesseract: faster so, and quiet beside others
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Trouble::Missing);
        }
        Err(error) => return Err(Trouble::Refused(format!("{program}: {error}"))),
    };
    bound(&child, bounds.time);
    let end = Instant::now() + bounds.time;
    let output =
        child.stdout.take().map(|pipe| reader(pipe, bounds.bytes + 1, Rest::Left));
    let complaint =
        child.stderr.take().map(|pipe| reader(pipe, MOST_COMPLAINT, Rest::Read));
    let left = || end.saturating_duration_since(Instant::now());
    let Some(Ok(output)) = output.map(|output| output.recv_timeout(left())) else {
        stop(&mut child);
        return Err(Trouble::Unbounded(format!(
            "{program} took more than {:?}",
            bounds.time
        )));
    };
    if output.len() as u64 > bounds.bytes {
        stop(&mut child);
        return Err(Trouble::Unbounded(format!(
            "{program} wrote more than {} bytes",
            bounds.bytes
        )));
    }
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if !left().is_zero() => thread::sleep(PAUSE),
            _ => {
                stop(&mut child);
                return Err(Trouble::Unbounded(format!("{program} does not end")));
            }
        }
    };
    if status.success() {
        return Ok(output);
    }
    let complaint = complaint.and_then(|complaint| complaint.recv_timeout(left()).ok());
    let complaint = String::from_utf8_lossy(&complaint.unwrap_or_default()).into_owned();
    let first = complaint.lines().map(str::trim).find(|line| !line.is_empty());
    Err(Trouble::Refused(format!("{program}: {}", first.unwrap_or(&status.to_string()))))
}

/// What becomes of the bytes beyond those that are kept.
#[derive(PartialEq)]
enum Rest {
    Read,
    Left,
}

/// Reads a pipe in a thread of its own, that many bytes at most.
fn reader(
    mut pipe: impl Read + Send + 'static,
    most: u64,
    rest: Rest,
) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What a broken pipe has given is judged by how the program ends.
        let _ = pipe.by_ref().take(most).read_to_end(&mut bytes);
        if rest == Rest::Read {
            let _ = io::copy(&mut pipe, &mut io::sink());
        }
        let _ = sender.send(bytes); // nobody listens after a timeout
    });
    receiver
}

fn stop(child: &mut Child) {
    // Both fail only when it has ended by itself.
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(target_os = "linux")]
fn bound(child: &Child, time: Duration) {
    if let Ok(id) = i32::try_from(child.id()) {
        // It would have what is left of the time of who runs it. Without these bounds,
        // those on the time by the clock and on the output hold still.
        for (resource, most) in [
            (rlimit::Resource::AS, MOST_MEMORY),
            (rlimit::Resource::CPU, time.as_secs() + 1),
        ] {
            let _ = rlimit::prlimit(id, resource, Some((most, most)), None);
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn bound(_: &Child, _: Duration) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn sh(command: &str, milliseconds: u64, bytes: u64) -> Result<Vec<u8>, Trouble> {
        let bounds = Bounds { time: Duration::from_millis(milliseconds), bytes };
        run("sh", &["-c".as_ref(), command.as_ref()], bounds)
    }

    #[test]
    fn bounds_hold() {
        assert_eq!(sh("printf port", 9_000, 9).unwrap(), b"port");
        assert_eq!(sh("cat; printf port", 9_000, 4).unwrap(), b"port");
        assert!(matches!(sh("exec sleep 9", 50, 9), Err(Trouble::Unbounded(_))));
        assert!(matches!(
            sh("exec >&-; exec sleep 9", 50, 9),
            Err(Trouble::Unbounded(_))
        ));
        assert!(matches!(sh("exec yes", 9_000, 9), Err(Trouble::Unbounded(_))));
        let Err(Trouble::Refused(why)) =
            sh("yes non | head -c 99999 >&2; exit 3", 9_000, 9)
        else {
            panic!()
        };
        assert_eq!(why, "sh: non");
        let bounds = Bounds { time: Duration::from_secs(9), bytes: 9 };
        assert!(matches!(
            run("kiosque-has-no-such-program", &[], bounds),
            Err(Trouble::Missing)
        ));
    }
}
