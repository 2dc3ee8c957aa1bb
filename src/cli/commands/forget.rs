//! `kiosque forget`: takes a folder out of the index.

use super::super::console::Console;
use super::super::error::Error;
use super::super::exit::Exit;
use super::super::{clock, roots};
use crate::index::{IndexError, Update};
use crate::render;
use std::path::{Path, PathBuf};

/// Take a folder or file out of the index
///
/// Its documents are not touched; the other folders are neither read nor changed.
#[derive(clap::Args, Debug)]
#[command(after_long_help = "\
Examples:
  kiosque forget ~/presse/2012")]
pub(in crate::cli) struct Args {
    /// A folder or file given to `kiosque index` before
    path: PathBuf,
}

pub(super) fn run(args: &Args, dir: &Path, console: &mut Console) -> Result<Exit, Error> {
    let mut to_rebuild = false;
    let mut update = match Update::begin(dir, false) {
        // A folder that is gone may be what keeps it from being made again.
        Err(IndexError::OtherVersion { .. }) => {
            to_rebuild = true;
            Update::begin(dir, true)?
        }
        begun => begun?,
    };
    let Some(left) = roots::without(update.roots(), &args.path) else {
        let path = args.path.display();
        return Err(Error::new(format!("{path} was never given to kiosque index"))
            .hint(format!("the index covers {}", update.roots().join(", "))));
    };
    for root in &left {
        update.keep_root(root);
    }
    update.set_roots(left)?;
    if to_rebuild {
        console.note("the index is still to be made again: kiosque index --rebuild");
        return Ok(Exit::Found);
    }
    let report = update.finish(&[], clock::now(), |_| Ok::<_, Error>(()))?;
    if !console.is_quiet() {
        writeln!(console.out(), "{}", render::report(&report)).map_err(Error::output)?;
    }
    Ok(Exit::Found)
}
