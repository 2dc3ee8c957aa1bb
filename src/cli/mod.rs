//! Arguments in, exit code out: the only layer that sees the terminal, the environment
//! and the clock.

mod args;
mod cache;
mod clock;
mod commands;
mod console;
mod error;
mod exit;
mod filters;
mod open;
mod panics;
mod pour;
mod readers;
mod roots;
mod update;

use console::Console;
use std::{ffi::OsString, process::ExitCode};

/// Runs the command that `arguments` describe; the first is the program's own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let Some(exit) = readers::work(&arguments) {
        return exit.into();
    }
    let arguments = match args::parse(arguments) {
        Ok(arguments) => arguments,
        Err(told) => return console::tell(&told).into(),
    };
    let mut console = Console::new(&arguments.global);
    let done = panics::caught(|| commands::run(&arguments, &mut console));
    // What was written before a failure is the reader's all the same.
    let flushed = console.flush();
    match done.and_then(|exit| flushed.map(|()| exit)) {
        Ok(exit) => exit.into(),
        Err(error) => console.report(&error).into(),
    }
}
