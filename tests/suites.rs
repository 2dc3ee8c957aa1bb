//! Text suites: input and expected output side by side, one module per layer.

#![allow(clippy::unwrap_used, reason = "a suite that cannot be read fails")]

#[path = "suite/cases.rs"]
mod cases;
#[path = "suite/query.rs"]
mod query;
