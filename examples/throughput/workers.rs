//! The same pages indexed without workers and with one, alternately: the computing time
//! of kiosque and of its worker, least of some runs, and the clock on the wall.

use super::pages::page;
use super::processes::{children, computed};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// Runs of each sort.
const RUNS: usize = 3;

/// What a run took, in seconds.
#[derive(Clone, Copy)]
struct Run {
    computing: f64,
    wall: f64,
}

pub(crate) fn measure(count: usize) -> Result<(), Box<dyn Error>> {
    let program = env::current_exe()?.with_file_name("../kiosque").canonicalize()?;
    let dir = tempfile::tempdir()?;
    fs::create_dir(dir.path().join("corpus"))?;
    let mut bytes = 0;
    for number in 0..count {
        let page = page(number);
        bytes += page.len();
        fs::write(dir.path().join(format!("corpus/{number}.html")), page)?;
    }
    println!("{count} pages, {:.1} MB", bytes as f64 / 1e6);
    let mut best: BTreeMap<&str, Run> = BTreeMap::new();
    for _ in 0..RUNS {
        for readers in ["0", "1"] {
            let run = index(&program, dir.path(), readers)?;
            let least = best.entry(readers).or_insert(run);
            least.computing = least.computing.min(run.computing);
            least.wall = least.wall.min(run.wall);
        }
    }
    let (alone, worker) = (best["0"], best["1"]);
    for (name, run) in [("kiosque alone", alone), ("with a worker", worker)] {
        let rate = count as f64 / run.computing;
        println!(
            "{name}: {:.1} s of computing ({rate:.0} pages/s), {:.1} s by the clock",
            run.computing, run.wall
        );
    }
    let share = (worker.computing - alone.computing) / worker.computing;
    println!("the worker adds {:.1} % of the computing time", 100.0 * share);
    Ok(())
}

/// Makes the index anew, and watches the processes to their end.
fn index(program: &Path, dir: &Path, readers: &str) -> Result<Run, Box<dyn Error>> {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(["index", "-q", "--rebuild", "--readers", readers])
        .current_dir(dir)
        .stdin(Stdio::null())
        .spawn()?;
    let mut times: BTreeMap<u32, f64> = BTreeMap::new();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        for process in children(child.id()).into_iter().chain([child.id()]) {
            times.extend(computed(process).map(|time| (process, time)));
        }
        thread::sleep(Duration::from_millis(10));
    };
    if !status.success() {
        return Err(format!("kiosque index ended with {status}").into());
    }
    let wall = start.elapsed().as_secs_f64();
    Ok(Run { computing: times.values().sum(), wall })
}
