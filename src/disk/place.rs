//! Where an output folder truly lies, and what must not lie there.

use std::ffi::{OsStr, OsString};
use std::fs::Metadata;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

use crate::disk::memory;
use crate::disk::read;
use crate::disk::refusal;
use crate::disk::refused::{Overlap, Refused};

/// An output folder, found, and where a build may lay out what it is to become.
#[derive(Debug)]
pub(crate) struct Place {
    /// The output as it was asked for, for messages.
    pub(crate) asked: PathBuf,
    /// Its absolute path without symbolic links.
    pub(crate) output: PathBuf,
    /// The folder in which a build may work: the one that the output lies in, so that the two can
    /// be exchanged; the output itself where that cannot be, as for a mounted folder.
    pub(crate) workshop: PathBuf,
    /// What the names of all that a build makes in there begin with.
    prefix: OsString,
}

impl Place {
    /// Finds `output`, which need not exist yet, for the site in the folder `root`.
    ///
    /// # Errors
    /// Where it is no folder, or is, contains or lies in what the site is read from.
    pub(crate) fn find(output: &Path, root: &Path) -> Result<Self, Refused> {
        let (real, stands) = resolve(output)?;
        if stands.as_ref().is_some_and(|it| !it.is_dir()) {
            return Err(Refused::NotAFolder { output: output.to_path_buf() });
        }
        apart(output, &real, root)?;
        let Some((above, name)) = real.parent().zip(real.file_name()) else {
            return Err(Refused::NotAFolder { output: output.to_path_buf() });
        };
        let (workshop, prefix) = if stands.is_some() && !can_be_exchanged(&real, above) {
            (real.clone(), OsString::from(".dateline"))
        } else {
            let mut prefix = OsString::from(".");
            prefix.push(name);
            prefix.push(".dateline");
            (above.to_path_buf(), prefix)
        };
        Ok(Self { asked: output.to_path_buf(), workshop, prefix, output: real })
    }

    /// Whether the build works within the output itself.
    pub(crate) fn is_within(&self) -> bool {
        self.workshop == self.output
    }

    /// The file by which builds keep out of each other's way.
    pub(crate) fn lock(&self) -> PathBuf {
        self.workshop.join(self.named(".lock"))
    }

    /// A folder to lay things out in; `tag`, of digits and `-`, tells it from others.
    pub(crate) fn staging(&self, tag: &str) -> PathBuf {
        self.workshop.join(self.named(&format!("-{tag}")))
    }

    /// Whether `name` in the workshop is one of [`Place::staging`].
    pub(crate) fn is_staging(&self, name: &OsStr) -> bool {
        let start = self.named("-");
        let tag = name.as_bytes().strip_prefix(start.as_bytes());
        tag.is_some_and(|tag| !tag.is_empty() && tag.iter().all(|&b| b.is_ascii_digit() || b == b'-'))
    }

    /// Whether something at the top of the output is a build's own work and no part of the site.
    pub(crate) fn is_own(&self, name: &OsStr) -> bool {
        self.is_within() && (self.is_staging(name) || name == self.named(".lock"))
    }

    fn named(&self, end: &str) -> OsString {
        let mut name = self.prefix.clone();
        name.push(end);
        name
    }
}

/// The absolute path of `output` without symbolic links, and what stands there.
fn resolve(output: &Path) -> io::Result<(PathBuf, Option<Metadata>)> {
    let refused = |e: io::Error| refusal::at("use the output folder", output, &e);
    let absolute = std::path::absolute(output).map_err(refused)?;
    let mut missing = Vec::new();
    let mut stands = absolute.as_path();
    loop {
        match stands.symlink_metadata() {
            Ok(_) => break,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(refused(e)),
        }
        // `..` below what does not exist could mean anything.
        match (stands.components().next_back(), stands.parent()) {
            (Some(Component::Normal(name)), Some(above)) => {
                missing.push(name);
                stands = above;
            }
            _ => return Err(refused(io::ErrorKind::NotFound.into())),
        }
    }
    let mut real = stands.canonicalize().map_err(refused)?;
    let metadata = if missing.is_empty() { Some(real.metadata().map_err(refused)?) } else { None };
    real.extend(missing.iter().rev());
    Ok((real, metadata))
}

/// Whether the folder `output` could be renamed within `above`.
fn can_be_exchanged(output: &Path, above: &Path) -> bool {
    !is_mounted(output, above) && rustix::fs::access(above, rustix::fs::Access::WRITE_OK).is_ok()
}

fn is_mounted(output: &Path, above: &Path) -> bool {
    let device = |path: &Path| path.metadata().map(|it| it.dev()).ok();
    device(output) != device(above) || is_mount_root(output)
}

/// Whether something is mounted at `path`, also where it is a part of the same disk.
#[cfg(target_os = "linux")]
fn is_mount_root(path: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, path, AtFlags::empty(), StatxFlags::BASIC_STATS)
        .is_ok_and(|it| it.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
fn is_mount_root(_path: &Path) -> bool {
    false
}

/// Holds that `real`, asked for as `output`, has nothing to do with what is read from `root`. What
/// is one folder by two paths, as by a bind mount, is told by its number on the disk.
fn apart(output: &Path, real: &Path, root: &Path) -> Result<(), Refused> {
    let real_root = root.canonicalize().map_err(|e| refusal::at("open the site", root, &e))?;
    let refused = |how, source: &Path| {
        Err(Refused::Sources { output: output.to_path_buf(), how, source: source.to_path_buf() })
    };
    match overlap(real, &real_root) {
        // The output's usual place.
        None | Some(Overlap::LiesIn) => {}
        Some(how) => return refused(how, root),
    }
    for folder in read::FOLDERS.into_iter().chain([memory::FOLDER]) {
        let source = real_root.join(folder);
        let real_source = source.canonicalize().unwrap_or(source);
        if let Some(how) = overlap(real, &real_source) {
            return refused(how, &root.join(folder));
        }
    }
    Ok(())
}

fn overlap(output: &Path, source: &Path) -> Option<Overlap> {
    if same(output, source) {
        Some(Overlap::Is)
    } else if output.ancestors().skip(1).any(|above| same(above, source)) {
        Some(Overlap::LiesIn)
    } else if source.ancestors().skip(1).any(|above| same(above, output)) {
        Some(Overlap::Contains)
    } else {
        None
    }
}

fn same(a: &Path, b: &Path) -> bool {
    let id = |path: &Path| path.metadata().map(|it| (it.dev(), it.ino())).ok();
    a == b || id(a).is_some_and(|a| id(b) == Some(a))
}
