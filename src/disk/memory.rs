//! What a build remembers, so that one for which nothing has changed is only a walk.
//!
//! It lies in a folder of the site's own, and is worth nothing: deleted, damaged or not to be
//! written, it only makes the next build do its work.

use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::ops::Range;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::base::hash::Sha;
use crate::base::snapshot::{Contents, Snapshot, SourceFile};
use crate::disk::place::Place;
use crate::disk::read;
use crate::disk::tree;

/// The folder of a site in which a build keeps what it remembers.
pub const FOLDER: &str = ".dateline";

const FILE: &str = "memory.json";

/// Where it is written before it takes the place of what was remembered.
const NEW_FILE: &str = "memory.json.new";

/// The most that is read of it, in bytes.
const LARGEST: u64 = 64 << 20;

/// A file that was changed no longer ago than this may change again and bear the same time.
const TICK: Duration = Duration::from_millis(100);

/// What is remembered of a site's last build, and what is to be held against it.
#[derive(Debug)]
pub struct Memory {
    file: PathBuf,
    output: PathBuf,
    /// Stands there while a build is at work, or where one has died.
    lock: Option<PathBuf>,
    now: i64,
    /// The digest of all that goes into a build; `None` where it cannot be told for certain.
    inputs: Option<Sha>,
}

#[derive(Serialize, Deserialize)]
struct Remembered {
    inputs: String,
    output: String,
    from: i64,
    until: i64,
    report: String,
}

impl Memory {
    /// Takes down what goes into a build of `snapshot`, read from `root`, to `output`: each file
    /// (assets by their size, times and number on the disk), the options, and this program. Make
    /// it before the build, so that what changes meanwhile counts as changed.
    pub fn of(snapshot: &Snapshot, root: &Path, output: &Path) -> Self {
        Self {
            file: root.join(FOLDER).join(FILE),
            output: std::path::absolute(output).unwrap_or_else(|_| output.to_path_buf()),
            lock: Place::find(output, root).ok().map(|place| place.lock()),
            now: snapshot.now,
            inputs: inputs(snapshot),
        }
    }

    /// The text that [`Memory::store`] was given, where a build now would only do again what it
    /// did then: nothing that goes in has changed, and the output stands as it was left, nothing
    /// missing, touched or added, with nothing beside it that a dead build left to be cleared away.
    pub fn recall(&self) -> Option<String> {
        let inputs = self.inputs?;
        if self.lock.as_ref()?.symlink_metadata().is_ok() {
            return None;
        }
        let (file, _) = read::open(&self.file).ok()?;
        let mut text = String::new();
        file.take(LARGEST).read_to_string(&mut text).ok()?;
        let it: Remembered = serde_json::from_str(&text).ok()?;
        let holds = (it.from..it.until).contains(&self.now) && it.inputs == inputs.to_string();
        (holds && Some(it.output) == self.standing()).then_some(it.report)
    }

    /// Remembers a build that has just been finished, with `report` for the next one to tell.
    ///
    /// `holds` says for which times (see [`Snapshot::now`]) the same files make the same site: all
    /// but where something waits for its day.
    ///
    /// Where it cannot be written, nothing is remembered.
    pub fn store(&self, holds: &Range<i64>, report: &str) {
        let (Some(inputs), Some(output)) = (self.inputs, self.standing()) else { return };
        let it = Remembered {
            inputs: inputs.to_string(),
            output,
            from: holds.start,
            until: holds.end,
            report: report.to_owned(),
        };
        // Nobody misses it.
        let _ = self.write(&serde_json::to_vec(&it).expect("texts and numbers make JSON"));
    }

    fn write(&self, text: &[u8]) -> io::Result<()> {
        let folder = self.file.parent().expect("it is in its folder");
        match fs::create_dir(folder) {
            Ok(()) => fs::write(folder.join(".gitignore"), "*\n")?,
            Err(_) if folder.symlink_metadata()?.is_dir() => {}
            Err(e) => return Err(e),
        }
        // Always of one name, so that builds that die leave one. Two at once may spoil it for each
        // other, and it is forgotten then.
        let new = folder.join(NEW_FILE);
        fs::write(&new, text)?;
        fs::rename(&new, &self.file)
    }

    /// The digest of how the output stands.
    fn standing(&self) -> Option<String> {
        let output = self.output.canonicalize().ok()?;
        let mut files = tree::survey(&output, &|_| false).ok()?;
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let mut digest = Sha256::new();
        digest.update(output.as_os_str().as_encoded_bytes());
        for met in &files {
            let stands = met.file?;
            let since = stands.modified.duration_since(SystemTime::UNIX_EPOCH).ok()?;
            digest.update([0]);
            digest.update(met.path.as_bytes());
            digest.update([0]);
            digest.update(since.as_nanos().to_le_bytes());
            digest.update(stands.size.to_le_bytes());
            digest.update(stands.inode.to_le_bytes());
        }
        Some(Sha(digest.finalize().into()).to_string())
    }
}

/// Removes what is remembered of the site in the folder `root`.
pub fn forget(root: &Path) {
    let folder = root.join(FOLDER);
    if folder.symlink_metadata().is_ok_and(|it| it.is_dir()) {
        // Nobody misses it.
        let _ = fs::remove_file(folder.join(FILE));
        let _ = fs::remove_file(folder.join(NEW_FILE));
        let _ = fs::remove_file(folder.join(".gitignore"));
        let _ = fs::remove_dir(&folder);
    }
}

fn inputs(snapshot: &Snapshot) -> Option<Sha> {
    let files: Vec<_> = snapshot.files.par_iter().map(file).collect::<Option<_>>()?;
    let mut digest = Sha256::new();
    digest.update(program()?);
    digest.update(format!("{:?}", snapshot.options));
    for file in files {
        digest.update(file);
    }
    for left in &snapshot.left_out {
        digest.update(format!("\0{}\0{:?}", left.path, left.reason));
    }
    Some(Sha(digest.finalize().into()))
}

/// The digest of one file's path and contents.
fn file(file: &SourceFile) -> Option<[u8; 32]> {
    let mut digest = Sha256::new();
    digest.update(file.path.as_str());
    match &file.contents {
        Contents::Text(text) => {
            digest.update(b"\0t");
            digest.update(&**text);
        }
        Contents::NotUtf8 { text, at } => {
            digest.update(format!("\0n{at}\0"));
            digest.update(&**text);
        }
        Contents::Guessed { text, from, at } => {
            digest.update(format!("\0g{at} {from}\0"));
            digest.update(&**text);
        }
        Contents::TooLarge { bytes } => digest.update(format!("\0l{bytes}")),
        Contents::Asset { bytes, on_disk } => {
            let it = on_disk.symlink_metadata().ok()?;
            let changed = Duration::new(it.ctime().try_into().ok()?, it.ctime_nsec().try_into().ok()?);
            let age = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH + changed);
            if it.len() != *bytes || age.is_ok_and(|age| age < TICK) {
                return None;
            }
            digest.update(format!("\0a{}", stamp(&it)));
        }
    }
    Some(digest.finalize().into())
}

/// What tells whether a file on the disk has been changed. The time of its last change in any
/// respect is among it, which no program can set.
fn stamp(it: &Metadata) -> String {
    let numbers = (it.dev(), it.ino(), it.len());
    format!("{numbers:?} {}.{} {}.{}", it.mtime(), it.mtime_nsec(), it.ctime(), it.ctime_nsec())
}

/// What tells this program from another build of it.
fn program() -> Option<String> {
    let it = std::env::current_exe().ok()?.metadata().ok()?;
    Some(format!("{} {}", env!("CARGO_PKG_VERSION"), stamp(&it)))
}
