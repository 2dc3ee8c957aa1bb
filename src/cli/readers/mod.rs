//! Readers in processes of their own, so that a document made to crash, to hang or to
//! swell costs one worker and is named, while the run goes on.
//!
//! - `limits`: what a worker may use;
//! - `protocol`: what goes through its pipes, a line of JSON each;
//! - `worker`: the side of the child, and `command`, how it is called;
//! - `process`: a child as its parent sees it, and why it died;
//! - `pool`: as many as there are cores, reading ahead; what they read comes back file
//!   by file, in order.

mod command;
mod limits;
mod pool;
mod process;
mod protocol;
mod worker;

pub(super) use command::run as work;
pub(super) use limits::Limits;
pub(super) use pool::{Found, Pool};
