//! One id a line, for `xargs` and the like.

use crate::article::ArticleId;
use std::io::{self, Write};

/// The ids, in their order.
pub fn ids(ids: &[ArticleId], out: &mut dyn Write) -> io::Result<()> {
    for id in ids {
        writeln!(out, "{id}")?;
    }
    Ok(())
}
