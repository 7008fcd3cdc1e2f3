//! A site's folder → [`Snapshot`].

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rustix::fs::{Mode, OFlags};
use walkdir::{DirEntry, WalkDir};

use crate::base::path::{OutPath, SitePath};
use crate::base::snapshot::{Contents, LeftOut, LeftOutReason, Options, Snapshot, SourceFile};
use crate::disk::encoding::decode;
use crate::disk::refusal;

/// The file that makes a folder a site.
pub const SETTINGS: &str = "site.toml";

/// The folders of a site that a build reads. Whatever else lies beside them is never looked at.
pub const FOLDERS: [&str; 3] = ["content", "templates", "theme"];

/// The largest text that is read, in bytes.
const LARGEST_TEXT: u64 = 64 << 20;

/// The nearest folder that is `start` or above it and has a `site.toml`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let start = std::path::absolute(start).ok()?;
    start.ancestors().find(|folder| folder.join(SETTINGS).is_file()).map(Path::to_path_buf)
}

/// Reads the site in the folder `root`: `site.toml` and the [`FOLDERS`], never `output`.
///
/// A symbolic link to a file within the site is read as that file; every other link is left out:
/// one that leads out of the site, to nothing, in a circle, to a folder, or to something hidden.
/// Pipes, sockets and devices are never opened. A file that goes away meanwhile is not there.
///
/// # Errors
/// Where `root` is no folder that can be read, a disk fails, or `SOURCE_DATE_EPOCH` is no number.
pub fn snapshot(root: &Path, output: &Path, options: Options) -> io::Result<Snapshot> {
    let now = now()?;
    let mut walk = Walk::start(root, output)?;
    walk.settings()?;
    for folder in FOLDERS {
        walk.folder(folder)?;
    }
    let Walk { found, mut left_out, .. } = walk;
    let read: Vec<Outcome> = found.into_par_iter().map(Found::read).collect::<io::Result<_>>()?;
    let mut files = Vec::with_capacity(read.len());
    for one in read {
        match one {
            Outcome::File(file) => files.push(file),
            Outcome::LeftOut(left) => left_out.push(left),
            Outcome::Gone => {}
        }
    }
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    left_out.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Snapshot { files, left_out, now, options })
}

/// The time of the build, in seconds since 1970: `SOURCE_DATE_EPOCH`, or else the clock's.
fn now() -> io::Result<i64> {
    if let Some(set) = std::env::var_os("SOURCE_DATE_EPOCH") {
        return set.to_str().and_then(|text| text.trim().parse().ok()).ok_or_else(|| {
            let message = format!("SOURCE_DATE_EPOCH is not a number of seconds: `{}`", set.display());
            io::Error::new(io::ErrorKind::InvalidInput, message)
        });
    }
    let seconds = |time: std::time::Duration| i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    Ok(match SystemTime::now().duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => seconds(since),
        Err(before) => -seconds(before.duration()),
    })
}

/// A file that the walk met and that is to be read.
struct Found {
    path: SitePath,
    is_text: bool,
    on_disk: PathBuf,
}

/// What came of reading one.
enum Outcome {
    File(SourceFile),
    LeftOut(LeftOut),
    Gone,
}

struct Walk<'a> {
    root: &'a Path,
    /// The root without symbolic links, to tell which links stay within it.
    real_root: PathBuf,
    /// The output without symbolic links, where it stands already.
    output: Option<PathBuf>,
    found: Vec<Found>,
    left_out: Vec<LeftOut>,
}

impl<'a> Walk<'a> {
    fn start(root: &'a Path, output: &Path) -> io::Result<Self> {
        let real_root = root.canonicalize().map_err(|e| refusal::at("open the site", root, &e))?;
        if !real_root.is_dir() {
            return Err(refusal::at("open the site", root, &io::ErrorKind::NotADirectory.into()));
        }
        let output = output.canonicalize().ok();
        Ok(Self { root, real_root, output, found: Vec::new(), left_out: Vec::new() })
    }

    fn settings(&mut self) -> io::Result<()> {
        let on_disk = self.root.join(SETTINGS);
        let path = SitePath::new(SETTINGS);
        match on_disk.symlink_metadata() {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(refusal::at("read", &on_disk, &e)),
            Ok(it) if it.is_symlink() => self.link(path, &on_disk),
            Ok(it) if it.is_file() => self.found.push(Found { path, is_text: true, on_disk }),
            Ok(_) => self.leave_out(path, LeftOutReason::Special),
        }
        Ok(())
    }

    fn folder(&mut self, folder: &str) -> io::Result<()> {
        let top = self.root.join(folder);
        match top.symlink_metadata() {
            Ok(it) if it.is_dir() => {}
            Ok(it) if it.is_symlink() => {
                self.leave_out(SitePath::new(folder), LeftOutReason::Link);
                return Ok(());
            }
            Ok(_) => return Ok(()),
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(e) => return Err(refusal::at("read", &top, &e)),
        }
        let mut walk = WalkDir::new(&top).min_depth(1).follow_links(false).into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) => {
                    let is_folder = entry.file_type().is_dir();
                    if !self.entry(entry) && is_folder {
                        walk.skip_current_dir();
                    }
                }
                Err(e) => self.refused(&e)?,
            }
        }
        Ok(())
    }

    /// Takes up one entry. Returns whether a folder is to be gone into.
    fn entry(&mut self, entry: DirEntry) -> bool {
        let kind = entry.file_type();
        let path = self.site_path(entry.path());
        if let Some(reason) = by_name(entry.file_name(), &path, kind.is_dir()) {
            self.leave_out(path, reason);
            return false;
        }
        if kind.is_dir() {
            return self.output.as_ref().is_none_or(|output| *output != self.real_root.join(path.as_str()));
        }
        if kind.is_symlink() {
            self.link(path, entry.path());
        } else if kind.is_file() {
            self.found.push(Found { is_text: is_text(&path), path, on_disk: entry.into_path() });
        } else {
            self.leave_out(path, LeftOutReason::Special);
        }
        false
    }

    fn link(&mut self, path: SitePath, link: &Path) {
        let target = link.canonicalize().ok().filter(|target| self.may_follow(target));
        match target {
            Some(on_disk) => self.found.push(Found { is_text: is_text(&path), path, on_disk }),
            None => self.leave_out(path, LeftOutReason::Link),
        }
    }

    /// Whether a link may lead to `target`, a path without links: to a file within the site that
    /// is neither hidden nor part of the output.
    fn may_follow(&self, target: &Path) -> bool {
        let hidden = |part: &OsStr| part.as_encoded_bytes().starts_with(b".");
        let within = target.strip_prefix(&self.real_root).is_ok_and(|rest| !rest.iter().any(hidden));
        let in_output = self.output.as_ref().is_some_and(|output| target.starts_with(output));
        within && !in_output && target.is_file()
    }

    /// What the walk could not get into.
    fn refused(&mut self, error: &walkdir::Error) -> io::Result<()> {
        let path = error.path().unwrap_or(self.root).to_path_buf();
        match error.io_error() {
            Some(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            Some(e) if e.kind() == io::ErrorKind::PermissionDenied => {
                self.leave_out(self.site_path(&path), LeftOutReason::Unreadable);
                Ok(())
            }
            Some(e) => Err(refusal::at("read", &path, e)),
            None => {
                self.leave_out(self.site_path(&path), LeftOutReason::Link);
                Ok(())
            }
        }
    }

    fn leave_out(&mut self, path: SitePath, reason: LeftOutReason) {
        self.left_out.push(LeftOut { path, reason });
    }

    /// `path` as a path of the site; repaired where it is not UTF-8.
    fn site_path(&self, path: &Path) -> SitePath {
        let within = path.strip_prefix(self.root).unwrap_or(path);
        let parts: Vec<_> = within.iter().map(OsStr::to_string_lossy).collect();
        SitePath::new(&parts.join("/"))
    }
}

/// Why something is left aside for its name alone.
fn by_name(name: &OsStr, path: &SitePath, is_folder: bool) -> Option<LeftOutReason> {
    let Some(name) = name.to_str() else { return Some(LeftOutReason::BadName) };
    let in_content = path.as_str().strip_prefix("content/");
    // A template or theme may well have parts whose names begin with `_`.
    if is_leftover(name) {
        Some(LeftOutReason::Leftover)
    } else if name.starts_with('.') || (name.starts_with('_') && in_content.is_some()) {
        Some(LeftOutReason::Hidden)
    } else if name.chars().any(char::is_control) {
        Some(LeftOutReason::BadName)
    } else if is_folder {
        None
    } else if in_content.is_some_and(|p| !is_text(path) && OutPath::new(p).is_err()) {
        Some(LeftOutReason::BadName)
    } else {
        None
    }
}

/// Whether `name` is what an editor or a desktop leaves behind.
fn is_leftover(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    name.ends_with('~')
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || name.starts_with(".#")
        || (name.contains('.') && matches!(end.as_str(), "swp" | "swo" | "swx" | "tmp" | "bak" | "orig"))
        || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini" | "4913")
}

/// Whether the file at `path` is text that a build understands, and not something to publish as it is.
fn is_text(path: &SitePath) -> bool {
    let extension = path.extension();
    let extension = extension.as_str();
    match path.as_str().split_once('/') {
        Some(("content", rest)) => match extension {
            "md" | "markdown" => true,
            "yaml" | "yml" if !rest.contains('/') => path.stem() == "outlets",
            "yaml" | "yml" | "bib" | "json" | "txt" => rest.starts_with("sources/"),
            _ => false,
        },
        Some(("templates", _)) => matches!(extension, "html" | "xml" | "txt" | "json" | "svg"),
        Some(("theme", _)) => matches!(extension, "css" | "js" | "svg" | "toml" | "csl"),
        _ => path.as_str() == SETTINGS,
    }
}

impl Found {
    fn read(self) -> io::Result<Outcome> {
        let Self { path, is_text, on_disk } = self;
        let contents = if is_text { text(&on_disk) } else { asset(&on_disk) };
        match contents {
            Ok(contents) => Ok(Outcome::File(SourceFile { path, contents })),
            Err(e) => match e.kind() {
                io::ErrorKind::NotFound => Ok(Outcome::Gone),
                io::ErrorKind::PermissionDenied => {
                    Ok(Outcome::LeftOut(LeftOut { path, reason: LeftOutReason::Unreadable }))
                }
                // Something else took its place since the walk.
                io::ErrorKind::InvalidInput => {
                    Ok(Outcome::LeftOut(LeftOut { path, reason: LeftOutReason::Special }))
                }
                _ => Err(refusal::at("read", &on_disk, &e)),
            },
        }
    }
}

/// Opens a file for reading: never a link, and without waiting for whoever holds a pipe's other
/// end.
///
/// # Errors
/// The machine's refusal; `InvalidInput` where it is not a file.
pub(crate) fn open(path: &Path) -> io::Result<(File, u64)> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
    let it = file.metadata()?;
    if it.is_file() { Ok((file, it.len())) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

fn text(path: &Path) -> io::Result<Contents> {
    let (file, bytes) = open(path)?;
    if bytes > LARGEST_TEXT {
        return Ok(Contents::TooLarge { bytes });
    }
    let mut read = Vec::with_capacity(usize::try_from(bytes).unwrap_or(0) + 1);
    file.take(LARGEST_TEXT + 1).read_to_end(&mut read)?;
    if read.len() as u64 > LARGEST_TEXT {
        return Ok(Contents::TooLarge { bytes: read.len() as u64 });
    }
    Ok(match std::str::from_utf8(&read) {
        Ok(text) => Contents::Text(text.into()),
        Err(e) => {
            let at = u32::try_from(e.valid_up_to()).expect("a text has at most 64 MiB");
            if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("bib")) {
                let decoded = decode(&read);
                // Each byte is a letter there, also of those before it that are UTF-8.
                let at = decoded.text.char_indices().nth(e.valid_up_to()).map_or(0, |(at, _)| at);
                let at = u32::try_from(at).expect("a text has at most 64 MiB");
                let text = decoded.text.into();
                return Ok(match decoded.declared {
                    true => Contents::Text(text),
                    false => Contents::Guessed { text, from: decoded.from, at },
                });
            }
            Contents::NotUtf8 { text: String::from_utf8_lossy(&read).into(), at }
        }
    })
}

fn asset(path: &Path) -> io::Result<Contents> {
    let bytes = path.symlink_metadata()?.len();
    // Whether it can be read is found out now, and not when half the site is made.
    rustix::fs::access(path, rustix::fs::Access::READ_OK)?;
    Ok(Contents::Asset { bytes, on_disk: path.to_path_buf() })
}

#[cfg(test)]
mod tests {
    use super::{by_name, is_text};
    use crate::base::path::SitePath;
    use crate::base::snapshot::LeftOutReason::{BadName, Hidden, Leftover};

    #[test]
    fn a_name_tells_what_is_left_aside() {
        for (path, reason) in [
            ("content/events/a.md", None),
            ("content/_drafts", Some(Hidden)),
            ("content/.well-known", Some(Hidden)),
            ("templates/_macros.html", None),
            ("templates/.git", Some(Hidden)),
            ("content/a.md~", Some(Leftover)),
            ("content/#a.md#", Some(Leftover)),
            ("content/.a.md.swp", Some(Leftover)),
            ("content/.DS_Store", Some(Leftover)),
            ("content/swp", None),
            ("content/sources/nyt-2010.txt", None),
            ("content/robots.txt", None),
            ("content/a\nb.md", Some(BadName)),
            ("content/what?.png", Some(BadName)),
        ] {
            let site_path = SitePath::new(path);
            assert_eq!(by_name(site_path.name().as_ref(), &site_path, false), reason, "{path:?}");
        }
    }

    #[test]
    fn a_folder_and_a_suffix_tell_what_is_text() {
        for (path, text) in [
            ("site.toml", true),
            ("content/index.md", true),
            ("content/A.MD", true),
            ("content/data.json", false),
            ("content/sources/a/b.json", true),
            ("content/sources/2010/nyt.TXT", true),
            ("content/robots.txt", false),
            ("content/sources/x.pdf", false),
            ("content/site.toml", false),
            ("templates/feeds/atom.xml", true),
            ("templates/logo.png", false),
            ("theme/words/ru.toml", true),
            ("theme/font.woff2", false),
            ("theme/page.html", false),
        ] {
            assert_eq!(is_text(&SitePath::new(path)), text, "{path}");
        }
    }
}
