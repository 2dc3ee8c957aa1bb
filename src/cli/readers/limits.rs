//! What reading one document may cost: a file, a member of an archive, a record that
//! follows another. Where the system knows no such limits, the parent's clock remains.

use crate::index::Effort;
use std::time::Duration;

/// What a worker may use.
#[derive(clap::Args, Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Limits {
    /// Memory that reading a document may take, in MiB
    ///
    /// Documents that people do not write by hand (web pages, PDF, office documents,
    /// archives, mail) are read by processes of their own. One that takes more is
    /// stopped, and its document named.
    #[arg(long = "reader-memory", value_name = "MIB", default_value_t = Self::MEMORY)]
    #[arg(value_parser = clap::value_parser!(u64).range(256..=1_048_576))]
    pub(super) memory: u64,
    /// Computing time that reading a document may take, in seconds
    ///
    /// By the clock on the wall it may take three times as long.
    #[arg(long = "reader-time", value_name = "SECONDS", default_value_t = Self::TIME)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) time: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory: Self::MEMORY, time: Self::TIME }
    }
}

impl Limits {
    const MEMORY: u64 = 2048;
    const TIME: u64 = 20;

    /// How long a document may take by the clock.
    pub(super) fn patience(self) -> Duration {
        Duration::from_secs(3 * self.time)
    }

    /// The same as the index remembers it.
    pub(in crate::cli) fn effort(self) -> Effort {
        Effort { memory: self.memory, time: self.time }
    }

    /// The options that give a worker these limits.
    pub(super) fn options(self) -> [String; 2] {
        [
            format!("--reader-memory={}", self.memory),
            format!("--reader-time={}", self.time),
        ]
    }

    /// Bounds the memory of this process from now on, and leaves no trace of it on the
    /// disk when it dies.
    #[cfg(unix)]
    pub(super) fn bound_memory(self) -> std::io::Result<()> {
        use rlimit::Resource;
        rlimit::setrlimit(Resource::CORE, 0, 0)?;
        let (_, most) = Resource::AS.get()?;
        Resource::AS.set(most.min(self.memory << 20), most)
    }

    #[cfg(not(unix))]
    pub(super) fn bound_memory(self) -> std::io::Result<()> {
        Ok(())
    }

    /// Bounds the computing time of this process, which has been at work for so long.
    #[cfg(unix)]
    pub(super) fn bound_time(self, worked: Duration) -> std::io::Result<()> {
        use rlimit::Resource;
        let (_, most) = Resource::CPU.get()?;
        Resource::CPU.set(most.min(worked.as_secs() + 1 + self.time), most)
    }

    #[cfg(not(unix))]
    pub(super) fn bound_time(self, _worked: Duration) -> std::io::Result<()> {
        Ok(())
    }
}
