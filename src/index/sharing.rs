//! Who may read an index: whoever may read its folder.

use super::IndexError;
use std::fs::Permissions;
use std::path::Path;

/// Lets whoever may read the manifest read what tantivy keeps for its maker alone, or an
/// index on a shared disk would be that of one user.
pub(super) fn share(segments: &Path, manifest: &str) -> Result<(), IndexError> {
    let like = segments.join(manifest);
    let metadata = std::fs::metadata(&like).map_err(IndexError::io("read", &like))?;
    for name in ["meta.json", ".managed.json"] {
        let path = segments.join(name);
        std::fs::set_permissions(&path, metadata.permissions())
            .map_err(IndexError::io("share", path))?;
    }
    // Readers hold it while they open the segments; tantivy opens it for writing.
    let lock = segments.join(".tantivy-meta.lock");
    std::fs::set_permissions(&lock, written_by_readers(&metadata.permissions()))
        .map_err(IndexError::io("share", lock))
}

/// The same permissions, for whoever may read to write as well.
fn written_by_readers(permissions: &Permissions) -> Permissions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = permissions.mode();
        Permissions::from_mode(mode | (mode & 0o444) >> 1)
    }
    #[cfg(not(unix))]
    permissions.clone()
}
