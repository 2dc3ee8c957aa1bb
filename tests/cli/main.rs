//! The program as its users meet it: a few whole runs for the wiring. What each layer
//! does is tested in the layer.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod archives;
mod durability;
mod env;
mod errors;
mod index;
mod json;
mod search;
mod show;
mod workers;
