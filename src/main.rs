//! The `kiosque` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    kiosque::cli::run(std::env::args_os())
}
