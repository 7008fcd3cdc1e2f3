//! `site-manifest.json`: what a build wrote, and so what a later one may replace or delete.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::SystemTime;

use serde::Deserialize;

use crate::base::hash::Sha;
use crate::base::output::MANIFEST;
use crate::base::path::OutPath;
use crate::disk::read;
use crate::disk::refusal;

/// The version of the file's form.
const VERSION: u32 = 1;

/// The largest manifest that is read, in bytes: some two million files.
const LARGEST: u64 = 256 << 20;

/// One file that a build wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) path: OutPath,
    pub(crate) sha: Sha,
    pub(crate) size: u64,
}

/// What a build wrote, in the order of the paths, without the manifest itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// False while files are put in place one by one: then each may stand, as it was or as it
    /// will be, or not stand.
    pub(crate) complete: bool,
    pub(crate) files: Vec<Entry>,
}

/// A manifest as it was found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) manifest: Manifest,
    /// The digest of its text.
    pub(crate) sha: Sha,
    /// When it was last changed.
    pub(crate) modified: SystemTime,
}

#[derive(Deserialize)]
struct Written<'a> {
    version: u32,
    #[serde(default = "complete")]
    complete: bool,
    #[serde(borrow)]
    files: Vec<WrittenEntry<'a>>,
}

fn complete() -> bool {
    true
}

#[derive(Deserialize)]
struct WrittenEntry<'a> {
    #[serde(borrow)]
    path: Cow<'a, str>,
    #[serde(borrow)]
    sha256: Cow<'a, str>,
    size: u64,
}

impl Manifest {
    /// The manifest in `folder`; `None` where there is none.
    ///
    /// # Errors
    /// The machine's refusal; `InvalidData` where the file is not a manifest of ours.
    pub(crate) fn find(folder: &Path) -> io::Result<Option<Found>> {
        let path = folder.join(MANIFEST);
        let opened = match read::open(&path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened.and_then(|(file, _)| Ok((file.metadata()?.modified()?, file))),
        };
        let read = opened.and_then(|(modified, file)| Ok((modified, text(file)?)));
        let (modified, text) = read.map_err(|e| refusal::at("read", &path, &e))?;
        let manifest = Self::parse(&text).map_err(|reason| {
            io::Error::new(io::ErrorKind::InvalidData, format!("`{}` {reason}", path.display()))
        })?;
        Ok(Some(Found { manifest, sha: Sha::of(text.as_bytes()), modified }))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let written: Written<'_> =
            serde_json::from_str(text).map_err(|e| format!("is not a manifest: {e}"))?;
        if written.version != VERSION {
            return Err(format!("has version {}, and this program knows {VERSION}", written.version));
        }
        let entry = |it: WrittenEntry<'_>| {
            let path = OutPath::new(&it.path).map_err(|bad| format!("lists `{}`: {bad}", it.path))?;
            let sha = Sha::from_hex(&it.sha256).ok_or_else(|| format!("has a bad digest for `{path}`"))?;
            Ok(Entry { path, sha, size: it.size })
        };
        let files = written.files.into_iter().map(entry).collect::<Result<Vec<_>, String>>()?;
        Ok(Self { complete: written.complete, files })
    }

    /// Writes the manifest's text to `out`, a line a file.
    pub(crate) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let generator = concat!("dateline ", env!("CARGO_PKG_VERSION"));
        write!(out, "{{\n  \"version\": {VERSION},\n  \"generator\": \"{generator}\",\n")?;
        if !self.complete {
            out.write_all(b"  \"complete\": false,\n")?;
        }
        out.write_all(b"  \"files\": [")?;
        for (n, Entry { path, sha, size }) in self.files.iter().enumerate() {
            out.write_all(if n == 0 { b"\n    {\"path\": " } else { b",\n    {\"path\": " })?;
            serde_json::to_writer(&mut *out, path.as_str())?;
            write!(out, ", \"sha256\": \"{sha}\", \"size\": {size}}}")?;
        }
        out.write_all(b"\n  ]\n}\n")
    }

    /// The manifest's text.
    pub(crate) fn to_text(&self) -> Vec<u8> {
        let mut text = Vec::with_capacity(128 + 160 * self.files.len());
        self.write(&mut text).expect("a vector takes all that is written to it");
        text
    }
}

fn text(file: File) -> io::Result<String> {
    let mut text = String::new();
    file.take(LARGEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LARGEST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Manifest};
    use crate::base::hash::Sha;
    use crate::base::path::OutPath;

    #[test]
    fn what_is_written_is_read_again() {
        let entry = |path, text: &str| Entry {
            path: OutPath::new(path).unwrap(),
            sha: Sha::of(text.as_bytes()),
            size: text.len() as u64,
        };
        for files in [vec![], vec![entry("a/ä.html", "x"), entry("index.html", "")]] {
            for complete in [true, false] {
                let manifest = Manifest { complete, files: files.clone() };
                let text = String::from_utf8(manifest.to_text()).unwrap();
                assert_eq!(Manifest::parse(&text).as_ref(), Ok(&manifest), "{text}");
            }
        }
    }

    #[test]
    fn a_manifest_that_leads_out_is_none() {
        let list = |path: &str| {
            let sha = Sha::of(b"");
            let text = format!(r#"{{"version":1,"files":[{{"path":"{path}","sha256":"{sha}","size":0}}]}}"#);
            Manifest::parse(&text).map(|it| it.files.len())
        };
        assert_eq!(list("a.html"), Ok(1));
        for path in ["../a", "/etc/passwd", "a/../../b", "", "a\\\\b", "a\\u0000b"] {
            assert!(list(path).unwrap_err().starts_with("lists"), "{path}");
        }
        for text in ["", "{}", "[]", r#"{"version":1}"#, r#"{"version":2,"files":[]}"#] {
            assert!(Manifest::parse(text).is_err(), "{text}");
        }
    }
}
