//! A folder with all that is in it, as it stands on the disk. Symbolic links are never followed:
//! neither looked behind nor removed.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::time::SystemTime;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags};
use walkdir::WalkDir;

use crate::base::output::MANIFEST;
use crate::disk::calls::Calls;
use crate::disk::refusal;

/// Deeper than any output path can lie.
const DEEPEST: usize = 520;

/// Something in a folder that is no folder.
#[derive(Debug, Hash)]
pub(crate) struct Met {
    /// The path within the folder, `/`-separated; repaired where it is not UTF-8.
    pub(crate) path: String,
    /// What it is, where it is a file with a name in UTF-8.
    pub(crate) file: Option<Stands>,
}

/// A file as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Stands {
    pub(crate) size: u64,
    pub(crate) modified: SystemTime,
    pub(crate) inode: u64,
}

/// All that is in `folder`, in no order, without what `skip` names at its top.
///
/// # Errors
/// The machine's refusal: a folder that cannot be looked into hides what is in it.
pub(crate) fn survey(folder: &Path, skip: &(dyn Fn(&OsStr) -> bool + Sync)) -> io::Result<Vec<Met>> {
    let mut entries = Vec::new();
    let walk = WalkDir::new(folder).min_depth(1).follow_links(false).into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() != 1 || !skip(entry.file_name())) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => entries.push(entry),
            Err(e) => {
                let path = e.path().unwrap_or(folder).to_path_buf();
                let error = e.into_io_error().unwrap_or_else(|| io::ErrorKind::InvalidInput.into());
                return Err(refusal::at("look into", &path, &error));
            }
        }
    }
    let met = |entry: walkdir::DirEntry| {
        let within = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let utf8: Option<Vec<&str>> = within.iter().map(OsStr::to_str).collect();
        let Some(parts) = utf8.filter(|_| entry.file_type().is_file()) else {
            return Ok(Met { path: within.to_string_lossy().into_owned(), file: None });
        };
        let path = parts.join("/");
        let it = entry.path().symlink_metadata().map_err(|e| refusal::at("look at", entry.path(), &e))?;
        let inode = std::os::unix::fs::MetadataExt::ino(&it);
        let modified = it.modified().map_err(|e| refusal::at("look at", entry.path(), &e))?;
        Ok(Met { path, file: Some(Stands { size: it.len(), modified, inode }) })
    };
    entries.into_par_iter().map(met).collect()
}

/// Which files of a tree may be removed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ours<'a> {
    /// Each: the tree was made by a build, for itself alone.
    All,
    /// These, by their paths in it.
    Listed(&'a HashSet<&'a str>),
}

/// What became of a tree.
#[derive(Debug, Default)]
pub(crate) struct Removal {
    /// How many files were removed, the manifest not counted.
    pub(crate) removed: usize,
    /// What is not ours and still stands; paths within the tree.
    pub(crate) kept: Vec<String>,
}

/// Removes from the tree `folder` what is ours and each folder that is empty then; the manifest
/// last, so that what was begun can be taken up again, and `folder` itself where `all`.
///
/// # Errors
/// The first refusal. What was not removed by then still stands.
pub(crate) fn remove(calls: &Calls, folder: &Path, ours: Ours<'_>, all: bool) -> io::Result<Removal> {
    let mut removing = Removing { calls, top: folder, ours, removal: Removal::default() };
    let opened = match open_folder(rustix::fs::CWD, folder) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(removing.removal),
        opened => opened.map_err(|e| refusal::at("open the folder", folder, &e))?,
    };
    let emptied = removing.folder(&opened, &mut String::new(), 0)?;
    if emptied && all {
        calls.remove_own_folder(folder)?;
    }
    Ok(removing.removal)
}

/// Opens a folder that is not a symbolic link.
fn open_folder<P: rustix::path::Arg>(at: BorrowedFd<'_>, name: P) -> io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(rustix::fs::openat(at, name, flags, Mode::empty())?)
}

struct Removing<'a> {
    calls: &'a Calls,
    top: &'a Path,
    ours: Ours<'a>,
    removal: Removal,
}

impl Removing<'_> {
    /// Removes what is ours from the open folder at `path`; whether it is empty then.
    fn folder(&mut self, folder: &OwnedFd, path: &mut String, depth: usize) -> io::Result<bool> {
        let mut entries = self.entries(folder, path)?;
        // The manifest says what is ours: it goes last.
        entries.sort_by_key(|(name, _)| depth == 0 && name == MANIFEST);
        let mut emptied = true;
        let above = path.len();
        for (name, kind) in entries {
            if above > 0 {
                path.push('/');
            }
            path.push_str(&name);
            emptied &= match kind {
                FileType::Directory if depth < DEEPEST => self.inner(folder, &name, path, depth)?,
                FileType::RegularFile if self.is_ours(path) => {
                    self.unlink(folder, path, |full| self.calls.remove_file(folder.as_fd(), &name, full))?;
                    self.removal.removed += usize::from(path != MANIFEST);
                    true
                }
                _ => {
                    self.removal.kept.push(path.clone());
                    false
                }
            };
            path.truncate(above);
        }
        Ok(emptied)
    }

    fn inner(&mut self, above: &OwnedFd, name: &str, path: &mut String, depth: usize) -> io::Result<bool> {
        let opened = match open_folder(above.as_fd(), name) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(true),
            opened => opened.map_err(|e| refusal::at("open the folder", &self.top.join(&*path), &e))?,
        };
        let emptied = self.folder(&opened, path, depth + 1)?;
        if emptied {
            self.unlink(above, path, |full| self.calls.remove_folder(above.as_fd(), name, full))?;
        }
        Ok(emptied)
    }

    /// Does `remove` on `path` in the open folder, also where that folder lets nothing go.
    fn unlink(
        &self,
        folder: &OwnedFd,
        path: &str,
        remove: impl Fn(&Path) -> io::Result<()>,
    ) -> io::Result<()> {
        let full = self.top.join(path);
        match remove(&full) {
            // Someone took the right to write from a folder that a build made.
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => {
                let grant = |folder: &OwnedFd| {
                    let mode = Mode::from_raw_mode(rustix::fs::fstat(folder)?.st_mode);
                    rustix::fs::fchmod(folder, mode | Mode::RWXU)
                };
                grant(folder).map_err(|_| e)?;
                remove(&full)
            }
            removed => removed,
        }
    }

    fn is_ours(&self, path: &str) -> bool {
        match self.ours {
            Ours::All => true,
            Ours::Listed(listed) => listed.contains(path),
        }
    }

    /// The names in an open folder, with what they are. One that is not UTF-8 is repaired, and
    /// told as something that is never removed.
    fn entries(&self, folder: &OwnedFd, path: &str) -> io::Result<Vec<(String, FileType)>> {
        let read = || {
            let mut entries = Vec::new();
            for entry in Dir::read_from(folder)? {
                let entry = entry?;
                let name = match entry.file_name().to_str() {
                    Ok("." | "..") => continue,
                    Ok(name) => name.to_owned(),
                    Err(_) => {
                        let name = entry.file_name().to_string_lossy().into_owned();
                        entries.push((name, FileType::Unknown));
                        continue;
                    }
                };
                let kind = match entry.file_type() {
                    FileType::Unknown => {
                        let it = rustix::fs::statat(folder, &*name, AtFlags::SYMLINK_NOFOLLOW)?;
                        FileType::from_raw_mode(it.st_mode)
                    }
                    kind => kind,
                };
                entries.push((name, kind));
            }
            Ok(entries)
        };
        read().map_err(|e: io::Error| refusal::at("look into", &self.top.join(path), &e))
    }
}
