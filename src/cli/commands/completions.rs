//! `kiosque completions`: what a shell proposes at the Tab key.

use super::super::args::Arguments;
use super::super::console::Console;
use super::super::error::Error;
use super::super::exit::Exit;
use clap::CommandFactory;
use clap_complete::Shell;

/// Print shell completions
///
/// Put them where your shell looks for them.
#[derive(clap::Args, Debug)]
#[command(after_long_help = "\
Examples:
  kiosque completions bash > ~/.local/share/bash-completion/completions/kiosque
  kiosque completions zsh > ~/.zfunc/_kiosque
  kiosque completions fish > ~/.config/fish/completions/kiosque.fish")]
pub(in crate::cli) struct Args {
    /// Which shell
    shell: Shell,
}

pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Error> {
    // clap_complete panics when it cannot write, so it writes to memory.
    let mut script = Vec::new();
    let mut command = Arguments::command();
    clap_complete::generate(args.shell, &mut command, "kiosque", &mut script);
    console.out().write_all(&script).map_err(Error::output)?;
    Ok(Exit::Found)
}
