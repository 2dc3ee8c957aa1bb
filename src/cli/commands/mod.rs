//! The commands, one a file.

mod batch;
mod check;
mod completions;
mod forget;
mod index;
mod man;
mod queries;
mod search;
mod show;
mod similar;
mod stats;

use super::args::Arguments;
use super::console::Console;
use super::error::Error;
use super::exit::Exit;
use clap::Subcommand;

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Index(index::Args),
    Search(search::Args),
    Show(show::Args),
    Similar(similar::Args),
    Stats(stats::Args),
    Check(check::Args),
    Forget(forget::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Does it.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Error> {
    let dir = &arguments.global.index;
    match &arguments.command {
        Command::Index(args) => index::run(args, dir, console),
        Command::Search(args) => search::run(args, dir, console),
        Command::Show(args) => show::run(args, dir, console),
        Command::Similar(args) => similar::run(args, dir, console),
        Command::Stats(args) => stats::run(args, dir, console),
        Command::Check(args) => check::run(args, dir, console),
        Command::Forget(args) => forget::run(args, dir, console),
        Command::Completions(args) => completions::run(args, console),
        Command::Man(args) => man::run(args, console),
    }
}
