//! The folder beside the output in which a build lays out what the output is to become.
//!
//! ```text
//! .public.dateline-4711/
//!     dateline      says that the folder is a build's
//!     site/         the new tree; after the exchange, the old one
//!     old/          the old tree, where there is no exchange and it was renamed away
//!     publishing    from here on, what is in the trees need not all be ours
//! ```
//!
//! Whatever moment a build dies at, the next one finds this folder, holds the lock that its owner
//! must have held, and puts things in order.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::output::MANIFEST;
use crate::disk::calls::Calls;
use crate::disk::manifest::Manifest;
use crate::disk::place::Place;
use crate::disk::refusal;
use crate::disk::tree::{self, Ours};

const MARKER: &str = "dateline";
const PUBLISHING: &str = "publishing";

/// A staging folder.
#[derive(Debug)]
pub(crate) struct Staging {
    folder: PathBuf,
}

impl Staging {
    /// Makes an empty one for `place`. The lock is held.
    pub(crate) fn make(calls: &Calls, place: &Place) -> io::Result<Self> {
        let mut tag = std::process::id().to_string();
        let mut attempts = 0;
        let staging = loop {
            let staging = Self { folder: place.staging(&tag) };
            match calls.make_folder(&staging.folder) {
                Ok(()) => break staging,
                // A dead build's, of the same number, that could not be cleared away.
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists && attempts < 100 => {
                    attempts += 1;
                    tag = format!("{}-{attempts}", std::process::id());
                }
                Err(e) => return Err(e),
            }
        };
        let made =
            calls.create(&staging.folder.join(MARKER)).and_then(|_| calls.make_folder(&staging.site()));
        match made {
            Ok(()) => Ok(staging),
            Err(e) => {
                let _ = staging.clear(calls, &place.output);
                Err(e)
            }
        }
    }

    /// The new tree; after an exchange, the old one.
    pub(crate) fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    /// Where the old tree goes that cannot be exchanged.
    pub(crate) fn old(&self) -> PathBuf {
        self.folder.join("old")
    }

    /// Where a file waits to be put in place.
    pub(crate) fn waiting(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes down that from now on a tree in here may be the one that stood in the output. The
    /// new tree has its manifest by now.
    pub(crate) fn begin_publishing(&self, calls: &Calls) -> io::Result<()> {
        calls.create(&self.folder.join(PUBLISHING)).map(drop)
    }

    /// Removes all that is ours in here, gives `output` back what is not, and removes the folder.
    /// Where the old site was put away and no other took its place, that is put back first.
    ///
    /// # Errors
    /// The first refusal. What is left will be found by the next build.
    pub(crate) fn clear(&self, calls: &Calls, output: &Path) -> io::Result<()> {
        if is_absent(output) && self.old().is_dir() {
            calls
                .rename_tree(&self.old(), output)
                .map_err(|e| refusal::at("put back the last site from", &self.old(), &e))?;
        }
        let publishing = self.folder.join(PUBLISHING);
        let may_hold_others = publishing.symlink_metadata().is_ok();
        for tree in [self.site(), self.old()] {
            if may_hold_others {
                self.clear_old(calls, &tree, output)?;
            } else {
                tree::remove(calls, &tree, Ours::All, true)?;
            }
        }
        calls.remove_own(&self.waiting(MANIFEST))?;
        calls.remove_own(&publishing)?;
        calls.remove_own(&self.folder.join(MARKER))?;
        calls.remove_own_folder(&self.folder)
    }

    /// Removes what a tree's manifest lists. What somebody put among it meanwhile goes back to
    /// the output, by a rename and never over what is there.
    fn clear_old(&self, calls: &Calls, tree: &Path, output: &Path) -> io::Result<()> {
        let found = match Manifest::find(tree) {
            Err(e) if e.kind() == io::ErrorKind::InvalidData => None,
            found => found?,
        };
        let mut listed: HashSet<&str> = HashSet::new();
        if let Some(found) = &found {
            listed.extend(found.manifest.files.iter().map(|entry| entry.path.as_str()));
            listed.insert(MANIFEST);
        }
        let kept = tree::remove(calls, tree, Ours::Listed(&listed), true)?.kept;
        if kept.is_empty() {
            return Ok(());
        }
        for path in &kept {
            calls.give_back(&tree.join(path), &output.join(path))?;
        }
        let left = tree::remove(calls, tree, Ours::Listed(&HashSet::new()), true)?.kept;
        match left.first() {
            None => Ok(()),
            Some(path) => {
                Err(refusal::at("put back", &tree.join(path), &io::ErrorKind::InvalidFilename.into()))
            }
        }
    }
}

/// Puts in order what dead builds left. The lock is held, so nobody is at work in there.
///
/// Returns what could not be cleared away: it is in nobody's way, and the next build tries again.
pub(crate) fn recover(calls: &Calls, place: &Place) -> Option<io::Error> {
    let mut left = None;
    let entries = std::fs::read_dir(&place.workshop).ok()?;
    let mut folders: Vec<_> = entries
        .filter_map(Result::ok)
        .filter(|entry| place.is_staging(&entry.file_name()))
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    for folder in folders {
        let is_marked = folder.join(MARKER).symlink_metadata().is_ok_and(|it| it.is_file());
        let staging = Staging { folder };
        if !is_marked {
            // Either it died before it made more than the folder, or the folder is somebody's.
            let _ = calls.remove_own_folder(&staging.folder);
            continue;
        }
        if let Err(e) = staging.clear(calls, &place.output) {
            left = Some(e);
        }
    }
    left
}

/// Whether nothing at all stands at `path`.
pub(crate) fn is_absent(path: &Path) -> bool {
    path.symlink_metadata().is_err_and(|e| e.kind() == io::ErrorKind::NotFound)
}
