//! Paths within a site and within its output: relative, `/`-separated, and never leading out.

use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

/// The path of a file in the site's folder, relative to it: `content/events/a.md`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

/// The path of a file in the output folder, relative to it: `events/a.html`.
///
/// It is not empty, has no empty, `.` or `..` part, no backslash and no control character, and no
/// part that a common file system refuses: so joined to the output folder, it stays in there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

/// Why a text cannot be an output path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadPath {
    /// It is empty, or has an empty part.
    Empty,
    /// It has a `.` or `..` part.
    Dots,
    /// It has a character that no published path has.
    Character(char),
    /// A part is longer than 255 bytes, or the whole than 1,024.
    TooLong,
    /// A part that Windows reserves or changes: `con`, `aux.txt`, a last dot or space.
    Reserved,
}

impl fmt::Display for BadPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a part of the path is empty"),
            Self::Dots => f.write_str("a part of the path is `.` or `..`"),
            Self::Character(c) => write!(f, "`{}` cannot stand in a published path", c.escape_default()),
            Self::TooLong => f.write_str("the path is too long"),
            Self::Reserved => f.write_str("Windows reserves such a name"),
        }
    }
}

const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];

fn is_reserved(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or("").trim_end().to_ascii_lowercase();
    let port = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|n| matches!(n, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"))
    };
    RESERVED.contains(&stem.as_str()) || port("com") || port("lpt") || part.ends_with(['.', ' '])
}

impl OutPath {
    /// Checks `path`, and brings it to NFC.
    ///
    /// # Errors
    /// Why it cannot be an output path.
    pub fn new(path: &str) -> Result<Self, BadPath> {
        if path.len() > 1024 {
            return Err(BadPath::TooLong);
        }
        for part in path.split('/') {
            if part.is_empty() {
                return Err(BadPath::Empty);
            }
            if part == "." || part == ".." {
                return Err(BadPath::Dots);
            }
            if let Some(bad) =
                part.chars().find(|&c| c.is_control() || is_unprintable(c) || "\\:*?\"<>|".contains(c))
            {
                return Err(BadPath::Character(bad));
            }
            if part.len() > 255 {
                return Err(BadPath::TooLong);
            }
            if is_reserved(part) {
                return Err(BadPath::Reserved);
            }
        }
        if path.is_ascii() {
            return Ok(Self(path.into()));
        }
        Ok(Self(path.nfc().collect::<String>().into()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a file system that ignores case and normalization would take it for.
    pub fn folded(&self) -> String {
        if self.0.is_ascii() {
            return self.0.to_ascii_lowercase();
        }
        self.0.nfkc().flat_map(char::to_lowercase).nfc().collect()
    }

    /// How many folders it lies below the output's root.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// A relative link from this page to `to`, with its special characters percent-encoded.
    pub fn link_to(&self, to: &Self) -> String {
        let from: Vec<_> = self.0.split('/').collect();
        let target: Vec<_> = to.0.split('/').collect();
        let folders = from.len() - 1;
        let shared =
            from[..folders].iter().zip(&target[..target.len() - 1]).take_while(|(a, b)| a == b).count();
        let mut link = "../".repeat(folders - shared);
        for (n, part) in target[shared..].iter().enumerate() {
            if n > 0 {
                link.push('/');
            }
            link.extend(percent_encoding::utf8_percent_encode(part, PATH_PART));
        }
        link
    }
}

fn is_unprintable(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// What is encoded in a part of a path: all that is not unreserved or a letter beyond ASCII; so
/// the link is valid as a URL and as an attribute.
const PATH_PART: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl SitePath {
    /// The path `path`, `/`-separated, relative to the site's folder.
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The last part without its last suffix.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rfind('.').filter(|&dot| dot > 0).map_or(name, |dot| &name[..dot])
    }

    /// The last suffix, in lower case, without its dot; empty where there is none.
    pub fn extension(&self) -> String {
        let name = self.name();
        name.rfind('.')
            .filter(|&dot| dot > 0)
            .map_or_else(String::new, |dot| name[dot + 1..].to_ascii_lowercase())
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{BadPath, OutPath};

    #[test]
    fn nothing_leads_out() {
        for (path, why) in [
            ("", BadPath::Empty),
            ("/etc/passwd", BadPath::Empty),
            ("a//b", BadPath::Empty),
            ("a/../b", BadPath::Dots),
            ("./a", BadPath::Dots),
            ("a\\b", BadPath::Character('\\')),
            ("a\0b", BadPath::Character('\0')),
            ("C:/x", BadPath::Character(':')),
            ("aux.html", BadPath::Reserved),
            ("a./b", BadPath::Reserved),
        ] {
            assert_eq!(OutPath::new(path), Err(why), "{path:?}");
        }
        assert!(OutPath::new("events/2010 год.html").is_ok());
    }

    #[test]
    fn links_are_relative_and_name_the_file() {
        let link = |from, to| OutPath::new(from).unwrap().link_to(&OutPath::new(to).unwrap());
        assert_eq!(link("index.html", "events/a.html"), "events/a.html");
        assert_eq!(link("events/a.html", "events/b.html"), "b.html");
        assert_eq!(link("events/a.html", "index.html"), "../index.html");
        assert_eq!(link("a/b/c.html", "a/d/e.html"), "../d/e.html");
        assert_eq!(link("index.html", "a b/ä#?.html".trim_end_matches("?.html")), "a%20b/%C3%A4%23");
    }
}
