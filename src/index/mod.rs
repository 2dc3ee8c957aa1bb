//! The built index: what is in it, bringing it up to date, reading it.

mod report;

pub use report::{Failure, Report};
