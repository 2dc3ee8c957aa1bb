//! Where a user keeps what programs can make again.

use std::env;
use std::path::PathBuf;

/// The folder of kiosque among the caches of the user; `None` where there are none.
pub(super) fn folder() -> Option<PathBuf> {
    let absolute = |name: &str| {
        env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
    };
    let caches = absolute("XDG_CACHE_HOME")
        .or_else(|| absolute("LOCALAPPDATA"))
        .or_else(|| absolute("HOME").map(|home| home.join(".cache")))?;
    Some(caches.join("kiosque"))
}
