//! The computing time of a process and of those that it started, as Linux tells it.

use std::fs;

/// Ticks of the clock of the system in a second: always so where programs see it.
const TICKS: f64 = 100.0;

/// Seconds that a process has computed; none once it has ended.
pub(crate) fn computed(process: u32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name, between parentheses, may hold spaces; user and system are 14th and 15th.
    let (_, rest) = stat.rsplit_once(')')?;
    let ticks = |at: usize| rest.split_whitespace().nth(at)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / TICKS)
}

/// The processes that one started.
pub(crate) fn children(process: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{process}/task"));
    let listed =
        tasks.into_iter().flatten().flatten().map(|it| it.path().join("children"));
    let listed = listed.filter_map(|path| fs::read_to_string(path).ok());
    let ids: Vec<String> = listed.collect();
    ids.iter().flat_map(|ids| ids.split(' ')).filter_map(|id| id.parse().ok()).collect()
}
