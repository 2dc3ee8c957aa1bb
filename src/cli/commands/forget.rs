//! `kiosque forget`: takes a folder out of the index.

use super::super::console::Console;
use super::super::error::{Error, rebuild};
use super::super::exit::Exit;
use super::super::{roots, update};
use crate::index::{Index, IndexError, Update};
use crate::render;
use std::path::{Path, PathBuf};

/// Take a folder or file out of the index
///
/// Its documents are not touched; nothing is read of the other folders, but for files that
/// hold a text which this one held as well.
#[derive(clap::Args, Debug)]
#[command(after_long_help = "\
Examples:
  kiosque forget ~/presse/2012")]
pub(in crate::cli) struct Args {
    /// A folder or file given to `kiosque index` before
    path: PathBuf,
}

pub(super) fn run(args: &Args, dir: &Path, console: &mut Console) -> Result<Exit, Error> {
    if let Err(missing @ IndexError::Missing(_)) = Index::open(dir)
        && Update::preview(dir, false)?.roots().is_empty()
    {
        return Err(missing.into()); // and no folder is made for it
    }
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
        if let Some(root) = roots::around(update.roots(), &args.path) {
            return Err(Error::new(format!("{path} is part of {root}"))
                .hint("only what was given to kiosque index can be forgotten, whole"));
        }
        return Err(Error::new(format!("{path} was never given to kiosque index")).hint(
            match update.roots() {
                [] => "the index covers nothing any more".to_owned(),
                roots => format!("the index covers {}", roots.join(", ")),
            },
        ));
    };
    update.set_roots(left.clone())?;
    if to_rebuild {
        let rebuild = rebuild(dir);
        console.note(&format!("the index is still to be made again: {rebuild}"));
        return Ok(Exit::Found);
    }
    let report = update::take_out(update, dir, &left, console)?;
    if !console.is_quiet() {
        writeln!(console.out(), "{}", render::report(&report)).map_err(Error::output)?;
    }
    Ok(Exit::Found)
}
