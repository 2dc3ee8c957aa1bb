//! `kiosque read-worker`: how kiosque calls itself to read documents. It is no command
//! for people, so that no help, manual or completion names it.

use super::super::console;
use super::super::exit::Exit;
use super::{Limits, worker};
use clap::Parser;
use std::ffi::OsString;
use std::io::{self, Write};

/// The command's name.
pub(super) const NAME: &str = "read-worker";

#[derive(Debug, Parser)]
#[command(name = NAME)]
struct Args {
    #[command(flatten)]
    limits: Limits,
}

/// Reads what is asked for on standard input, when these are the arguments of a worker.
pub(in crate::cli) fn run(arguments: &[OsString]) -> Option<Exit> {
    let arguments =
        arguments.get(1..).filter(|rest| rest.first().is_some_and(|it| it == NAME))?;
    let limits = match Args::try_parse_from(arguments) {
        Ok(args) => args.limits,
        Err(told) => return Some(console::tell(&told)),
    };
    Some(match worker::run(limits, io::BufReader::new(io::stdin()), io::stdout()) {
        Ok(()) => Exit::Found,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}"); // no one else is there to be told
            Exit::Failed
        }
    })
}
