//! Writes a site so that it stands complete or not at all.
//!
//! A build's files are laid out in a folder beside the output, and the two are exchanged in one
//! step when the last is there. A file whose bytes have not changed is the same file as before, by
//! a hard link: it keeps its time. Where nothing has changed at all, nothing is written.
//!
//! A build that fails, or is killed at whatever moment, leaves the site that stood before, and the
//! next one clears away what it left. That needs no `fsync`: what a process has written stays
//! written when it dies. Against a power cut there is only building again, since waiting for the
//! disk takes longer than that.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use sha2::{Digest, Sha256};

use crate::base::hash::Sha;
use crate::base::output::{Body, MANIFEST, Sink};
use crate::base::path::OutPath;
use crate::disk::calls::Calls;
use crate::disk::lock::{Held, Lock};
use crate::disk::manifest::{Entry, Found, Manifest};
use crate::disk::place::Place;
use crate::disk::publish;
use crate::disk::read;
use crate::disk::refusal;
use crate::disk::refused::Refused;
use crate::disk::staging::{self, Staging};
use crate::disk::tree::{self, Stands};

/// How much of a file is held at once while it is copied.
const CHUNK: usize = 128 << 10;

/// How many strangers a refusal names.
const NAMED: usize = 5;

/// A site on its way to the disk. Dropped before [`Stage::finish`], it has not happened.
#[derive(Debug)]
pub struct Stage {
    calls: Calls,
    place: Place,
    staging: Staging,
    /// What stands in the output, by the manifest that stands there.
    old: HashMap<OutPath, Old>,
    /// The digest of that manifest.
    old_manifest: Option<Sha>,
    made: Mutex<Vec<Made>>,
    /// Whether a file could not be taken, so that the site cannot become complete.
    failed: AtomicBool,
    /// What could not be cleared away.
    left: Option<io::Error>,
    /// Let go of last.
    _lock: Lock,
}

/// What a finished build did to its output. The manifest is not counted.
#[derive(Debug)]
pub struct Written {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that stand as before.
    pub unchanged: usize,
    /// Files that stood before and are gone.
    pub removed: usize,
    /// The new site stands, but something that it replaced could not be cleared away: this,
    /// beside the output. The next build tries again.
    pub left: Option<io::Error>,
}

/// A file that an earlier build wrote.
#[derive(Debug)]
struct Old {
    sha: Sha,
    size: u64,
    standing: Standing,
}

/// Whether a file still is as its build wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It is of that size, and no younger than the manifest.
    AsWritten,
    /// It is of that size, and was touched since: its bytes must be looked at.
    Touched,
    /// It is not.
    Changed,
}

/// A file of the new site.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) entry: Entry,
    /// Whether it stands in the output already.
    pub(crate) unchanged: bool,
}

impl Stage {
    /// Begins to write the site in the folder `root` to `output`, which need not exist yet. Where
    /// `output` is a symbolic link, what it leads to is meant.
    ///
    /// What dead builds left is cleared away first. Nobody else can begin until this one ends.
    ///
    /// # Errors
    /// Why the output is not written to; nothing has been changed then.
    pub fn begin(output: &Path, root: &Path) -> Result<Self, Refused> {
        Self::begin_with(output, root, Calls::default())
    }

    pub(crate) fn begin_with(output: &Path, root: &Path, calls: Calls) -> Result<Self, Refused> {
        let place = Place::find(output, root)?;
        calls.make_folders(&place.workshop)?;
        let lock = take_lock(&place)?;
        let left = staging::recover(&calls, &place);
        let (old, old_manifest) = standing(&place)?;
        let staging = Staging::make(&calls, &place)?;
        Ok(Self {
            calls,
            place,
            staging,
            old,
            old_manifest,
            made: Mutex::default(),
            failed: AtomicBool::new(false),
            left,
            _lock: lock,
        })
    }

    /// Puts the new site in the place of the old one, and removes what the old one had more.
    ///
    /// # Errors
    /// The machine's refusal, with its path. The old site stands then as it stood; only where the
    /// output cannot be exchanged, and a refusal comes in the midst of putting one file after
    /// another in place, it says so.
    pub fn finish(mut self) -> io::Result<Written> {
        if self.failed.load(Ordering::Relaxed) {
            return Err(io::Error::other("a file of the site could not be written, so none is"));
        }
        let mut made = std::mem::take(self.made.get_mut().expect("nobody panics while it is locked"));
        made.sort_unstable_by(|a, b| a.entry.path.cmp(&b.entry.path));
        let unchanged = made.iter().filter(|made| made.unchanged).count();
        let manifest =
            Manifest { complete: true, files: made.iter().map(|made| made.entry.clone()).collect() };
        let text = manifest.to_text();
        let gone = self.gone(&manifest);
        let mut written =
            Written { written: made.len() - unchanged, unchanged, removed: gone.len(), left: None };
        if written.written > 0 || self.old_manifest != Some(Sha::of(&text)) {
            self.complete(&made, &text)?;
            publish::publish(&self.calls, &self.place, &self.staging, &made, &gone)?;
        }
        let cleared = self.staging.clear(&self.calls, &self.place.output);
        written.left = cleared.err().or(self.left.take());
        Ok(written)
    }

    /// What the old site had that the new one has not.
    fn gone(&self, manifest: &Manifest) -> Vec<Entry> {
        let has = |path| manifest.files.binary_search_by(|entry| entry.path.cmp(path)).is_ok();
        let gone = self.old.iter().filter(|(path, _)| !has(path));
        let mut gone: Vec<_> =
            gone.map(|(path, old)| Entry { path: path.clone(), sha: old.sha, size: old.size }).collect();
        gone.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        gone
    }

    /// Completes the new tree: with what has not changed, and the manifest last.
    fn complete(&self, made: &[Made], manifest: &[u8]) -> io::Result<()> {
        let site = self.staging.site();
        if !self.place.is_within() {
            made.par_iter()
                .filter(|made| made.unchanged)
                .try_for_each(|made| self.keep(&made.entry.path, &site))?;
        }
        let path = site.join(MANIFEST);
        self.calls.write(&mut self.calls.create(&path)?, &path, manifest)?;
        if let Ok(old) = self.place.output.metadata() {
            // As far as the machine lets us.
            let _ = std::fs::set_permissions(&site, PermissionsExt::from_mode(old.permissions().mode()));
        }
        self.staging.begin_publishing(&self.calls)
    }

    /// Takes a file over from the old tree: as it is, or as a copy where it cannot have two names.
    fn keep(&self, path: &OutPath, site: &Path) -> io::Result<()> {
        let (from, to) = (self.place.output.join(path.as_str()), site.join(path.as_str()));
        if self.calls.link(&from, &to).is_ok() {
            return Ok(());
        }
        let modified = from.symlink_metadata().and_then(|it| it.modified());
        let mut out = self.calls.create(&to)?;
        pieces(&from, &mut |piece| self.calls.write(&mut out, &to, piece))?;
        let set = modified.and_then(|at| File::options().write(true).open(&to)?.set_modified(at));
        set.map_err(|e| refusal::at("set the time of", &to, &e))
    }

    fn take(&self, path: &OutPath, body: Body<'_>) -> io::Result<()> {
        if path.as_str() == MANIFEST {
            let message =
                format!("`{MANIFEST}` is the build's own and cannot be written as a part of the site");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let to = self.staging.site().join(path.as_str());
        let (sha, size, unchanged) = match body {
            Body::Bytes(bytes) => {
                let (sha, size) = (Sha::of(bytes), bytes.len() as u64);
                let unchanged = self.stands(path, sha, size)?;
                if !unchanged {
                    self.calls.write(&mut self.calls.create(&to)?, &to, bytes)?;
                }
                (sha, size, unchanged)
            }
            Body::Written(write) => self.take_pieces(path, &to, &|take| written(write, take))?,
            Body::File(from) => self.take_pieces(path, &to, &|take| pieces(from, take))?,
        };
        let entry = Entry { path: path.clone(), sha, size };
        self.made.lock().expect("nobody panics while it is locked").push(Made { entry, unchanged });
        Ok(())
    }

    /// Takes what `give` gives, a piece at a time and the same each time: its digest, its size, and
    /// whether it stands in the output already.
    fn take_pieces(&self, path: &OutPath, to: &Path, give: &Give<'_>) -> io::Result<(Sha, u64, bool)> {
        if self.old.contains_key(path) {
            let (sha, size) = give(&mut |_| Ok(()))?;
            if self.stands(path, sha, size)? {
                return Ok((sha, size, true));
            }
        }
        let mut out = self.calls.create(to)?;
        let (sha, size) = give(&mut |piece| self.calls.write(&mut out, to, piece))?;
        Ok((sha, size, false))
    }

    /// Whether that file stands in the output, with those bytes.
    fn stands(&self, path: &OutPath, sha: Sha, size: u64) -> io::Result<bool> {
        let Some(old) = self.old.get(path) else { return Ok(false) };
        Ok(match old.standing {
            Standing::AsWritten => old.sha == sha && old.size == size,
            Standing::Touched => {
                let file = self.place.output.join(path.as_str());
                old.size == size && digest(&file)? == (sha, size)
            }
            Standing::Changed => false,
        })
    }
}

impl Sink for Stage {
    fn put(&self, path: &OutPath, body: Body<'_>) -> io::Result<()> {
        self.take(path, body).inspect_err(|_| self.failed.store(true, Ordering::Relaxed))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Whoever could be told of a refusal is gone; the next build will find what is left.
        let _ = self.staging.clear(&self.calls, &self.place.output);
    }
}

/// Takes the lock of an output, or says who holds it.
pub(crate) fn take_lock(place: &Place) -> Result<Lock, Refused> {
    Lock::take(&place.lock())?.map_err(|Held(holder)| Refused::Busy { output: place.asked.clone(), holder })
}

/// What stands in the output: each file that the manifest lists, and the manifest's digest.
fn standing(place: &Place) -> Result<(HashMap<OutPath, Old>, Option<Sha>), Refused> {
    if staging::is_absent(&place.output) {
        return Ok((HashMap::new(), None));
    }
    rustix::fs::access(&place.output, rustix::fs::Access::WRITE_OK)
        .map_err(|e| refusal::at("write to the output folder", &place.output, &e.into()))?;
    let found = match Manifest::find(&place.output) {
        Err(e) if e.kind() == io::ErrorKind::InvalidData => {
            return Err(Refused::BadManifest { reason: e.to_string() });
        }
        found => found?,
    };
    let mut files = HashMap::new();
    let mut strangers = Vec::new();
    for met in tree::survey(&place.output, &|name| place.is_own(name))? {
        match met.file {
            Some(stands) => drop(files.insert(met.path, stands)),
            None => strangers.push(met.path),
        }
    }
    let manifest_sha = found.as_ref().map(|found| found.sha);
    if manifest_sha.is_some() {
        files.remove(MANIFEST);
    }
    let old = found.map_or_else(HashMap::new, |found| compare(found, &mut files));
    strangers.extend(files.into_keys());
    if strangers.is_empty() {
        return Ok((old, manifest_sha));
    }
    strangers.sort_unstable();
    let count = strangers.len();
    strangers.truncate(NAMED);
    let (output, written_before) = (place.asked.clone(), manifest_sha.is_some());
    Err(Refused::Strangers { output, some: strangers, count, written_before })
}

/// Looks up what the manifest lists among the `files` that stand, and takes it out of them.
fn compare(found: Found, files: &mut HashMap<String, Stands>) -> HashMap<OutPath, Old> {
    let Manifest { complete, files: listed } = found.manifest;
    let look_up = |Entry { path, sha, size }: Entry| {
        let standing = match files.remove(path.as_str()) {
            Some(stands) if stands.size != size && complete => Standing::Changed,
            Some(stands) if stands.modified <= found.modified && complete => Standing::AsWritten,
            Some(_) => Standing::Touched,
            None => Standing::Changed,
        };
        (path, Old { sha, size, standing })
    };
    listed.into_iter().map(look_up).collect()
}

/// The digest and the size of a file.
fn digest(path: &Path) -> io::Result<(Sha, u64)> {
    pieces(path, &mut |_| Ok(()))
}

/// Takes a piece of a file.
type Take<'t> = dyn FnMut(&[u8]) -> io::Result<()> + 't;
/// Gives a file, piece by piece, and says what it came to.
type Give<'g> = dyn Fn(&mut Take<'_>) -> io::Result<(Sha, u64)> + 'g;

/// Has a file written piece by piece, and says what it came to.
fn written(
    write: &dyn Fn(&mut dyn io::Write) -> io::Result<()>,
    take: &mut Take<'_>,
) -> io::Result<(Sha, u64)> {
    let mut counter = Counter { hash: Sha256::new(), size: 0, take };
    let mut out = io::BufWriter::with_capacity(CHUNK, &mut counter);
    write(&mut out)?;
    out.flush()?;
    drop(out);
    Ok((Sha(counter.hash.finalize().into()), counter.size))
}

/// Counts and digests what passes.
struct Counter<'t, 'i> {
    hash: Sha256,
    size: u64,
    take: &'t mut Take<'i>,
}

impl io::Write for Counter<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (self.take)(bytes)?;
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads a file piece by piece, and says what it came to.
fn pieces(path: &Path, take: &mut Take<'_>) -> io::Result<(Sha, u64)> {
    let refused = |e: io::Error| refusal::at("read", path, &e);
    let (mut file, size) = read::open(path).map_err(refused)?;
    let mut hash = Sha256::new();
    let mut read = 0;
    let mut piece = vec![0; usize::try_from(size).map_or(CHUNK, |size| size + 1).min(CHUNK)];
    loop {
        let n = match file.read(&mut piece) {
            Ok(0) => return Ok((Sha(hash.finalize().into()), read)),
            Ok(n) => n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(refused(e)),
        };
        hash.update(&piece[..n]);
        take(&piece[..n])?;
        read += n as u64;
    }
}
