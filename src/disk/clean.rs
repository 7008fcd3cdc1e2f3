//! Removes what builds have written.

use std::collections::HashSet;
use std::io;
use std::path::Path;

use crate::base::output::MANIFEST;
use crate::disk::calls::Calls;
use crate::disk::manifest::Manifest;
use crate::disk::memory;
use crate::disk::place::Place;
use crate::disk::refused::Refused;
use crate::disk::stage;
use crate::disk::staging;
use crate::disk::tree::{self, Ours};

/// What [`clean`] did.
#[derive(Debug, Default)]
pub struct Cleaned {
    /// How many files were removed, the manifest not counted.
    pub removed: usize,
    /// What stands in the output still, since no build wrote it: paths within the output, in
    /// order.
    pub kept: Vec<String>,
}

/// Removes from `output` what its manifest lists, the manifest, the folders that are empty then,
/// and what dead builds left beside it; and what builds remember of the site in `root`.
///
/// # Errors
/// Why nothing is removed; or the machine's refusal in the midst, with its path.
pub fn clean(output: &Path, root: &Path) -> Result<Cleaned, Refused> {
    let place = Place::find(output, root)?;
    memory::forget(root);
    if !place.workshop.is_dir() {
        return Ok(Cleaned::default());
    }
    let calls = Calls::default();
    let _lock = stage::take_lock(&place)?;
    if let Some(left) = staging::recover(&calls, &place) {
        return Err(Refused::Machine(left));
    }
    if staging::is_absent(&place.output) {
        return Ok(Cleaned::default());
    }
    let found = match Manifest::find(&place.output) {
        Err(e) if e.kind() == io::ErrorKind::InvalidData => {
            return Err(Refused::BadManifest { reason: e.to_string() });
        }
        found => found?,
    };
    let mut listed = HashSet::new();
    if let Some(found) = &found {
        listed.extend(found.manifest.files.iter().map(|entry| entry.path.as_str()));
        listed.insert(MANIFEST);
    }
    // A folder that is mounted, or that a link leads to, is somebody's arrangement.
    let whole = found.is_some() && !place.is_within() && !output.is_symlink();
    let removal = tree::remove(&calls, &place.output, Ours::Listed(&listed), whole)?;
    let mut kept = removal.kept;
    kept.retain(|path| !path.split('/').next().is_some_and(|top| place.is_own(top.as_ref())));
    kept.sort_unstable();
    Ok(Cleaned { removed: removal.removed, kept })
}
