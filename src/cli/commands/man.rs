//! `kiosque man`: the manual, made of the same words as `--help`.

use super::super::args::Arguments;
use super::super::console::Console;
use super::super::error::Error;
use super::super::exit::Exit;
use clap::CommandFactory;
use std::fs;
use std::path::PathBuf;

/// Print the manual page
///
/// Each command has a page of its own.
#[derive(clap::Args, Debug)]
#[command(after_long_help = "\
Examples:
  kiosque man | man -l -
  kiosque man search | man -l -
  kiosque man --dir ~/.local/share/man/man1")]
pub(in crate::cli) struct Args {
    /// Print the page of this command
    #[arg(value_name = "COMMAND", conflicts_with = "dir")]
    command: Option<String>,
    /// Write all the pages to this folder
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Error> {
    // `kiosque help` has no page of its own, nor a second one for each command.
    let mut all = Arguments::command().disable_help_subcommand(true);
    all.build();
    if let Some(dir) = &args.dir {
        fs::create_dir_all(dir)
            .and_then(|()| clap_mangen::generate_to(all, dir))
            .map_err(|error| {
                Error::new(error)
                    .hint(format!("is {} a folder you may write to?", dir.display()))
            })?;
        return Ok(Exit::Found);
    }
    let page = match &args.command {
        None => all,
        Some(name) => all.find_subcommand(name).cloned().ok_or_else(|| {
            let names: Vec<_> =
                all.get_subcommands().map(clap::Command::get_name).collect();
            Error::new(format!("no command is called `{name}`"))
                .hint(format!("the commands are {}", names.join(", ")))
        })?,
    };
    clap_mangen::Man::new(page).render(console.out()).map_err(Error::output)?;
    Ok(Exit::Found)
}
