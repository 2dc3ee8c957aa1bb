//! Times of two ways to do a thing, taken in turns, so that a busy machine is fair.

use std::time::{Duration, Instant};

/// Sorted times.
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// In milliseconds, the time that so many hundredths of the runs stay under.
    pub(crate) fn at(&self, hundredths: usize) -> f64 {
        let last = self.0.len() - 1;
        self.0[(self.0.len() * hundredths / 100).min(last)].as_secs_f64() * 1e3
    }

    pub(crate) fn median(&self) -> f64 {
        self.at(50)
    }

    pub(crate) fn least(&self) -> f64 {
        self.at(0)
    }
}

/// Does both so many times, after two rounds that do not count.
pub(crate) fn in_turns(
    rounds: usize,
    mut one: impl FnMut(),
    mut other: impl FnMut(),
) -> [Times; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..rounds + 2 {
        times[0].push(timed(&mut one));
        times[1].push(timed(&mut other));
    }
    times.map(|times| Times::new(times[2..].to_vec()))
}

pub(crate) fn timed(run: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}
