//! The calls that change the disk: each in one place, so that its refusal names its path and a
//! test can make it fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::BorrowedFd;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, RenameFlags};
use rustix::io::Errno;

use crate::disk::refusal;

/// A kind of call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    MakeFolder,
    Create,
    Write,
    Link,
    /// A rename of a whole tree, in the place of an exchange.
    RenameTree,
    RenameFile,
    Exchange,
    Remove,
}

/// The machine, as a build changes it.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    /// What is to go wrong.
    #[cfg(test)]
    pub(crate) faults: Option<crate::disk::faults::Faults>,
}

impl Calls {
    #[cfg(test)]
    fn attempt(&self, call: Call) -> io::Result<()> {
        self.faults.as_ref().map_or(Ok(()), |faults| faults.attempt(call))
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "a test has it fail")]
    fn attempt(&self, _call: Call) -> io::Result<()> {
        Ok(())
    }

    /// Makes a folder that must not be there yet.
    pub(crate) fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.attempt(Call::MakeFolder)
            .and_then(|()| fs::create_dir(path))
            .map_err(|e| refusal::at("create the folder", path, &e))
    }

    /// Makes a folder, and those above it, where they are not there yet.
    pub(crate) fn make_folders(&self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        if let Some(above) = path.parent().filter(|above| !above.as_os_str().is_empty()) {
            self.make_folders(above)?;
        }
        match self.make_folder(path) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            other => other,
        }
    }

    /// Makes a file that must not be there yet, and the folders above it where they are missing.
    pub(crate) fn create(&self, path: &Path) -> io::Result<File> {
        let create = || {
            self.attempt(Call::Create)?;
            OpenOptions::new().write(true).create_new(true).open(path)
        };
        let created = match (create(), path.parent()) {
            (Err(e), Some(above)) if e.kind() == io::ErrorKind::NotFound => {
                self.make_folders(above)?;
                create()
            }
            (created, _) => created,
        };
        created.map_err(|e| refusal::at("create", path, &e))
    }

    /// Writes `bytes` to `file`, which is at `path`.
    pub(crate) fn write(&self, file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let written = match self.attempt(Call::Write) {
            Ok(()) => file.write_all(bytes),
            // A disk that fills up takes a part.
            Err(e) => file.write_all(&bytes[..bytes.len() / 2]).and(Err(e)),
        };
        written.map_err(|e| refusal::at("write", path, &e))
    }

    /// Makes `to` another name of the file `from`, and the folders above it.
    pub(crate) fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let link = || self.attempt(Call::Link).and_then(|()| fs::hard_link(from, to));
        let linked = match (link(), to.parent()) {
            (Err(e), Some(above)) if e.kind() == io::ErrorKind::NotFound && !above.is_dir() => {
                self.make_folders(above)?;
                link()
            }
            (linked, _) => linked,
        };
        linked.map_err(|e| refusal::at("link", to, &e))
    }

    /// Renames a folder with all that is in it. Nothing may stand at `to`.
    ///
    /// # Errors
    /// As the machine says it: its number tells whether there is another way.
    pub(crate) fn rename_tree(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.attempt(Call::RenameTree)?;
        fs::rename(from, to)
    }

    /// Puts the file `from` in the place of whatever file is at `to`.
    pub(crate) fn rename_file(&self, from: &Path, to: &Path) -> io::Result<()> {
        let rename = || self.attempt(Call::RenameFile).and_then(|()| fs::rename(from, to));
        let renamed = match (rename(), to.parent()) {
            (Err(e), Some(above)) if e.kind() == io::ErrorKind::NotFound => {
                self.make_folders(above)?;
                rename()
            }
            (renamed, _) => renamed,
        };
        renamed.map_err(|e| refusal::at("put in place", to, &e))
    }

    /// Renames a file to where nothing is yet, and never over what is there.
    pub(crate) fn give_back(&self, from: &Path, to: &Path) -> io::Result<()> {
        if let Some(above) = to.parent() {
            self.make_folders(above)?;
        }
        let rename = || match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // The file system does not know how; then looking first must do.
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) if to.symlink_metadata().is_err() => {
                fs::rename(from, to)
            }
            renamed => Ok(renamed?),
        };
        self.attempt(Call::RenameFile).and_then(|()| rename()).map_err(|e| refusal::at("put back", to, &e))
    }

    /// Exchanges two folders in one step.
    ///
    /// # Errors
    /// As the machine says it: its number tells whether there is another way.
    pub(crate) fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        self.attempt(Call::Exchange)?;
        Ok(rustix::fs::renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
    }

    /// Removes a file from an open folder; `path` is for the message. Nothing there is as good.
    pub(crate) fn remove_file(&self, folder: BorrowedFd<'_>, name: &str, path: &Path) -> io::Result<()> {
        self.remove(folder, name, path, AtFlags::empty())
    }

    /// Removes an empty folder from an open folder; `path` is for the message.
    pub(crate) fn remove_folder(&self, folder: BorrowedFd<'_>, name: &str, path: &Path) -> io::Result<()> {
        self.remove(folder, name, path, AtFlags::REMOVEDIR)
    }

    fn remove(&self, folder: BorrowedFd<'_>, name: &str, path: &Path, flags: AtFlags) -> io::Result<()> {
        match self.attempt(Call::Remove).and_then(|()| Ok(rustix::fs::unlinkat(folder, name, flags)?)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(refusal::at("remove", path, &e)),
            _ => Ok(()),
        }
    }

    /// Removes a file of the build's own.
    pub(crate) fn remove_own(&self, path: &Path) -> io::Result<()> {
        match self.attempt(Call::Remove).and_then(|()| fs::remove_file(path)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(refusal::at("remove", path, &e)),
            _ => Ok(()),
        }
    }

    /// Removes an empty folder of the build's own.
    pub(crate) fn remove_own_folder(&self, path: &Path) -> io::Result<()> {
        match self.attempt(Call::Remove).and_then(|()| fs::remove_dir(path)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(refusal::at("remove", path, &e)),
            _ => Ok(()),
        }
    }
}
