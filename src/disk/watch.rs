//! Waits until something in a site's folder changes.
//!
//! What the system tells of a change is only a hint: it may name a file that is back as it was, or
//! nothing at all when too much happens. So all that is said is *something*; read again and
//! compare.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::base::hash;
use crate::disk::read::{FOLDERS, SETTINGS};
use crate::disk::refusal;
use crate::disk::tree;

/// A change is over when nothing more has happened for this long.
const QUIET: Duration = Duration::from_millis(20);

/// A change that goes on and on is told of after this long.
const LONGEST: Duration = Duration::from_millis(300);

/// How often files are looked at where the system does not tell.
const EVERY: Duration = Duration::from_secs(1);

/// A watch over a site's folder.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    eyes: Eyes,
    hints: Receiver<Hint>,
    sender: Sender<Hint>,
    note: Option<String>,
}

/// How changes are found.
#[derive(Debug)]
enum Eyes {
    /// The system tells.
    Told(RecommendedWatcher),
    /// Somebody looks, for as long as this is kept.
    Looking { _alive: Arc<()> },
}

/// Ends the waiting of a [`Watch`], from another thread.
#[derive(Debug, Clone)]
pub struct Stopper(Sender<Hint>);

#[derive(Debug)]
enum Hint {
    /// Something changed; a folder that is watched itself came or went, where true.
    Changed(bool),
    Stop,
}

impl Watch {
    /// Watches what [`read::snapshot`](crate::disk::read::snapshot) reads of the folder `root`:
    /// nothing in `output` counts. With `poll`, the files are looked at every second, for disks
    /// that do not tell; without, that is done only where the system refuses to tell.
    ///
    /// # Errors
    /// The machine's refusal to watch at all.
    pub fn start(root: &Path, output: &Path, poll: bool) -> io::Result<Self> {
        let absolute = |path| std::path::absolute(path).map_err(|e| refusal::at("watch", path, &e));
        let (root, output) = (absolute(root)?, absolute(output)?);
        let (sender, hints) = mpsc::channel();
        let told = if poll { None } else { Some(tell(&root, output, &sender)) };
        let (eyes, note) = match told {
            Some(Ok(watcher)) => (Eyes::Told(watcher), None),
            Some(Err(e)) => {
                let reason = reason(&e);
                let note = format!(
                    "the system does not tell of changes ({reason}); looking for them every second instead"
                );
                (look(&root, &sender)?, Some(note))
            }
            None => (look(&root, &sender)?, None),
        };
        Ok(Self { root, eyes, hints, sender, note })
    }

    /// What is to be told of how changes are found, in one line; `None` where there is nothing.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// What ends the waiting, for another thread.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// Waits until something changes and is quiet again. False where a [`Stopper`] ended it.
    pub fn wait(&mut self) -> bool {
        let Ok(Hint::Changed(mut folders)) = self.hints.recv() else { return false };
        let end = Instant::now() + LONGEST;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.hints.recv_timeout(QUIET.min(left)) {
                Ok(Hint::Changed(folder)) => folders |= folder,
                Ok(Hint::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        if let (true, Eyes::Told(watcher)) = (folders, &mut self.eyes) {
            for folder in FOLDERS {
                let folder = self.root.join(folder);
                // The one that was watched may be gone, and another have come by that name.
                let _ = watcher.unwatch(&folder);
                let _ = watcher.watch(&folder, RecursiveMode::Recursive);
            }
        }
        true
    }
}

impl Stopper {
    /// Ends the waiting.
    pub fn stop(&self) {
        // Nobody waits any more, otherwise.
        let _ = self.0.send(Hint::Stop);
    }
}

/// Has the system tell of the root, for `site.toml` and for folders that come and go, and of each
/// folder with all that is in it.
fn tell(root: &Path, output: PathBuf, sender: &Sender<Hint>) -> notify::Result<RecommendedWatcher> {
    let settings = Config::default().with_follow_symlinks(false);
    let mut watcher = RecommendedWatcher::new(handler(root, output, sender), settings)?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.map(|folder| root.join(folder)) {
        if folder.symlink_metadata().is_ok_and(|it| it.is_dir()) {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(watcher)
}

/// Has a thread look, again and again.
fn look(root: &Path, sender: &Sender<Hint>) -> io::Result<Eyes> {
    let alive = Arc::new(());
    let (watched, root, sender) = (Arc::downgrade(&alive), root.to_path_buf(), sender.clone());
    let mut seen = sight(&root);
    let look = move || {
        while Weak::upgrade(&watched).is_some() {
            thread::sleep(EVERY);
            let now = sight(&root);
            if now != seen && sender.send(Hint::Changed(false)).is_err() {
                return;
            }
            seen = now;
        }
    };
    thread::Builder::new().name("watch".into()).spawn(look)?;
    Ok(Eyes::Looking { _alive: alive })
}

/// What the site's files look like from outside: their paths, sizes, times and numbers.
fn sight(root: &Path) -> u64 {
    let settings = root.join(SETTINGS).metadata().and_then(|it| Ok((it.len(), it.modified()?))).ok();
    let folders = FOLDERS.map(|folder| {
        let mut met = tree::survey(&root.join(folder), &|_| false).unwrap_or_default();
        met.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        met
    });
    hash::memo(&(settings, folders))
}

fn reason(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "it watches as many files as it may: see `fs.inotify.max_user_watches`".to_owned()
        }
        notify::ErrorKind::Io(e) => e.to_string(),
        _ => error.to_string(),
    }
}

/// What sorts out the system's hints.
fn handler(
    root: &Path,
    output: PathBuf,
    sender: &Sender<Hint>,
) -> impl Fn(notify::Result<Event>) + Send + 'static {
    let (root, sender) = (root.to_path_buf(), sender.clone());
    move |event| {
        let changed = match &event {
            // What was lost may have been anything.
            Err(_) => Some(true),
            Ok(event) if event.need_rescan() => Some(true),
            Ok(event) if is_only_read(event.kind) => None,
            Ok(event) => {
                let met = event.paths.iter().filter_map(|path| concerns(path, &root, &output));
                met.reduce(|a, b| a | b)
            }
        };
        if let Some(folders) = changed {
            // Nobody waits any more, otherwise.
            let _ = sender.send(Hint::Changed(folders));
        }
    }
}

fn is_only_read(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

/// Whether a change at `path` concerns the site; true where it is a watched folder itself.
fn concerns(path: &Path, root: &Path, output: &Path) -> Option<bool> {
    if path.starts_with(output) {
        return None;
    }
    let within = path.strip_prefix(root).ok()?;
    let top = within.iter().next()?.to_str()?;
    if FOLDERS.contains(&top) {
        return Some(within.iter().count() == 1);
    }
    // Beside `site.toml`, a file that a link in the site leads to.
    (within.iter().count() == 1 && !top.starts_with('.')).then_some(false)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::concerns;

    #[test]
    fn only_what_a_build_reads_concerns_it() {
        for (path, expected) in [
            ("/s/content/a/b.md", Some(false)),
            ("/s/content", Some(true)),
            ("/s/theme", Some(true)),
            ("/s/site.toml", Some(false)),
            ("/s/public", None),
            ("/s/public/index.html", None),
            ("/s/.public.dateline-12", None),
            ("/s/.dateline/memory.json", None),
            ("/s/.dateline", None),
            ("/s", None),
            ("/s/target/debug/x", None),
            ("/elsewhere", None),
        ] {
            assert_eq!(
                concerns(Path::new(path), Path::new("/s"), Path::new("/s/public")),
                expected,
                "{path}"
            );
        }
    }
}
