//! JSON Lines for programs: the schema of `docs/json.md`, in types of its own, so that
//! it moves only on purpose. Unknown values are `null`.

mod article;
mod check;
pub(super) mod escape;
mod explanation;
mod hits;
mod record;
mod report;
mod stats;

pub use article::article;
pub use check::check;
pub(super) use hits::response;
pub use report::report;
pub use stats::stats;

/// Version of the schema; `docs/json.md` keeps its history.
const VERSION: u32 = 1;
