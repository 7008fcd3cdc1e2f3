//! Keeps two builds from writing to one output at once.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, OFlags, flock};
use std::os::unix::fs::OpenOptionsExt;

use crate::disk::refusal;

/// Held while a build writes. The machine lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    path: PathBuf,
}

/// Somebody else holds the lock: the process of that number, where it said so.
#[derive(Debug)]
pub(crate) struct Held(pub(crate) Option<u32>);

impl Lock {
    /// Takes the lock at `path`, or says who has it.
    ///
    /// # Errors
    /// The machine's refusal.
    pub(crate) fn take(path: &Path) -> io::Result<Result<Self, Held>> {
        let refused = |e: io::Error| refusal::at("lock", path, &e);
        loop {
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed())
                .open(path)
                .map_err(refused)?;
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => {}
                Err(rustix::io::Errno::WOULDBLOCK) => return Ok(Err(Held(holder(&mut file)))),
                Err(e) => return Err(refused(e.into())),
            }
            // The one that had it may have removed the file between our opening and our locking.
            let ours = file.metadata().map_err(refused)?.ino();
            if path.symlink_metadata().is_ok_and(|it| it.ino() == ours) {
                let told = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
                told.map_err(refused)?;
                return Ok(Ok(Self { file, path: path.to_path_buf() }));
            }
        }
    }
}

fn holder(file: &mut File) -> Option<u32> {
    let mut said = String::new();
    file.rewind().ok()?;
    file.take(32).read_to_string(&mut said).ok()?;
    said.trim().parse().ok()
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still held, so that nobody's but ours is removed. A file that stays behind
        // locks nobody out.
        let _ = std::fs::remove_file(&self.path);
        let _ = flock(&self.file, FlockOperation::Unlock);
    }
}
