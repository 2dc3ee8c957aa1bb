//! One id a line, for `xargs` and the like.

use crate::search::Response;
use std::io::{self, Write};

/// The ids of the hits, in their order.
pub(super) fn response(response: &Response, out: &mut dyn Write) -> io::Result<()> {
    for hit in &response.hits {
        writeln!(out, "{}", hit.article.id)?;
    }
    Ok(())
}
