//! All that a build sees of the world: the site's files and the time.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::path::SitePath;
use crate::base::span::FileId;

/// Everything that a build is made from. The same snapshot gives the same bytes.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The site's files that a build can use, in the order of their paths.
    pub files: Vec<SourceFile>,
    /// What was met and left aside, in the order of their paths.
    pub left_out: Vec<LeftOut>,
    /// When the build is made, in seconds since 1970-01-01T00:00Z (`SOURCE_DATE_EPOCH` where set).
    /// Only what waits for its day (`publish-on`) may depend on it.
    pub now: i64,
    /// What the command line asks for.
    pub options: Options,
}

/// A day of the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The astronomical year: 0 is 1 BC.
    pub year: i64,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Day {
    /// The day as ISO 8601 has it: `2010-03-18`, `-0043-03-15`.
    pub fn iso(self) -> String {
        let Self { year, month, day } = self;
        match year {
            ..0 => format!("-{:04}-{month:02}-{day:02}", year.unsigned_abs()),
            _ => format!("{year:04}-{month:02}-{day:02}"),
        }
    }
}

/// What the command line asks of a build, beyond `site.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Options {
    /// Takes the place of `base_url` in `site.toml`.
    pub base_url: Option<String>,
    /// Publishes drafts, and what waits for its day, too.
    pub drafts: bool,
    /// Makes the site as it stood at the end of that day: only sources published by then, and what
    /// they bear.
    pub as_of: Option<Day>,
}

/// One file of the site.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Where it lies in the site's folder.
    pub path: SitePath,
    /// What is in it.
    pub contents: Contents,
}

/// What is in a file.
#[derive(Debug, Clone)]
pub enum Contents {
    /// Text, as it stands, a byte-order mark included.
    Text(Arc<str>),
    /// A file of text that is not UTF-8 from byte `at` on; `text` shows it with replacement
    /// characters, and is the file's own up to `at`.
    NotUtf8 {
        /// The text, repaired for showing.
        text: Arc<str>,
        /// The first byte that is wrong.
        at: u32,
    },
    /// A bibliography that is not UTF-8, and does not say what it is in.
    Guessed {
        /// The text, as it is in the encoding that is most likely.
        text: Arc<str>,
        /// That encoding's name (WHATWG).
        from: &'static str,
        /// Where the first byte that is not UTF-8 has come to stand in the text.
        at: u32,
    },
    /// A file of text that is larger than the program reads.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
    },
    /// Something to publish as it is.
    Asset {
        /// Its size in bytes.
        bytes: u64,
        /// Where it lies on the machine.
        on_disk: PathBuf,
    },
}

/// Something in the site's folder that a build does not use.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// Where it lies.
    pub path: SitePath,
    /// Why it is left aside.
    pub reason: LeftOutReason,
}

/// Why something is left aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOutReason {
    /// Its name begins with `.` or `_`.
    Hidden,
    /// An editor's leftover: `x~`, `#x#`, `x.swp`, `.DS_Store`, `Thumbs.db`.
    Leftover,
    /// A symbolic link that leads out of the site, in a circle, to nothing, to a folder, or to
    /// something hidden.
    Link,
    /// Its name is not UTF-8, or cannot be published; `path` shows it repaired.
    BadName,
    /// Neither a file nor a folder.
    Special,
    /// The machine did not let us read it: permissions.
    Unreadable,
}

impl SourceFile {
    /// The text, where the file is one: repaired where it is not UTF-8.
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.contents {
            Contents::Text(text) | Contents::NotUtf8 { text, .. } | Contents::Guessed { text, .. } => {
                Some(text)
            }
            Contents::TooLarge { .. } | Contents::Asset { .. } => None,
        }
    }
}

impl Snapshot {
    /// The file of that number.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Each file with its number, in the order of their paths.
    pub fn files(&self) -> impl ExactSizeIterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(n, file)| (FileId(n as u32), file))
    }

    /// The file at `path`.
    pub fn find(&self, path: &str) -> Option<(FileId, &SourceFile)> {
        let n = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        Some((FileId(n as u32), &self.files[n]))
    }

    /// The same snapshot without the texts in `folder` that `keep` does not ask for: for when they
    /// are understood, and only a complaint may still have to show a line of them.
    #[must_use]
    pub fn without_texts(&self, folder: &str, keep: impl Fn(FileId) -> bool) -> Self {
        let file = |(id, file): (FileId, &SourceFile)| {
            let read = matches!(file.contents, Contents::Text(_)) && file.path.as_str().starts_with(folder);
            if read && !keep(id) {
                return SourceFile { path: file.path.clone(), contents: Contents::Text("".into()) };
            }
            file.clone()
        };
        Self {
            files: self.files().map(file).collect(),
            left_out: self.left_out.clone(),
            now: self.now,
            options: self.options.clone(),
        }
    }

    /// The text of a file; empty where it has none.
    pub fn text(&self, id: FileId) -> &str {
        self.file(id).text().map_or("", |text| text)
    }
}
