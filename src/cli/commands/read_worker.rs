//! `kiosque read-worker`, which kiosque calls itself: reads documents for another
//! kiosque, which says which through a pipe.

use super::super::error::Error;
use super::super::exit::Exit;
use super::super::readers::{self, Limits};
use std::io;

/// Read documents for another kiosque
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    limits: Limits,
}

pub(super) fn run(args: &Args) -> Result<Exit, Error> {
    let asked = io::BufReader::new(io::stdin());
    readers::work(args.limits, asked, io::stdout()).map_err(Error::new)?;
    Ok(Exit::Found)
}
