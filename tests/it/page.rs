//! Markdown pages that are tests: they say what files a site has, and what a command prints.
//!
//! - ``` `path`: ``` and a fenced block: the file has that text. The block's info string may have a
//!   number, of times that the text stands in the file; with the info string `bytes`, `\xE9` in it
//!   is that byte.
//! - ``` `path` is a link to `target`. ``` and ``` `path` is removed. ```
//! - A block `console`: a line `$ command`, and what it prints; a last line `[3]` where it ends with
//!   that exit code and not with 0.

use std::fs;
use std::path::Path;

/// A part of a page that means something.
#[derive(Debug)]
pub(crate) enum Part {
    /// A heading of level 2.
    Heading(String),
    Write(String, Vec<u8>),
    Link(String, String),
    Remove(String),
    /// What stands in a block `console`.
    Console,
    /// Any other line.
    Other,
}

/// The parts of a page, in order.
pub(crate) fn parts(page: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut lines = page.lines();
    let mut named: Option<String> = None;
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let body: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            let text: String = body.iter().map(|line| format!("{line}\n")).collect();
            parts.push(match named.take() {
                _ if info == "console" => Part::Console,
                Some(path) => Part::Write(path, bytes(info, &text)),
                None => panic!("a block without a file:\n{text}"),
            });
            continue;
        }
        let quoted = line.strip_prefix('`').and_then(|rest| rest.split_once('`'));
        let part = match (quoted, line.strip_prefix("## ")) {
            (_, Some(heading)) => Part::Heading(heading.to_owned()),
            (Some((path, rest)), _) => match rest.strip_prefix(" is a link to `") {
                Some(target) => Part::Link(path.to_owned(), target.trim_end_matches("`.").to_owned()),
                None if rest == " is removed." => Part::Remove(path.to_owned()),
                None => {
                    named = rest.ends_with(':').then(|| path.to_owned());
                    Part::Other
                }
            },
            _ => Part::Other,
        };
        parts.push(part);
    }
    parts
}

fn bytes(info: &str, text: &str) -> Vec<u8> {
    if let Some((_, times)) = info.split_once(' ') {
        return text.repeat(times.parse().expect("a number of times")).into_bytes();
    }
    if info != "bytes" {
        return text.as_bytes().to_vec();
    }
    let mut pieces = text.split("\\x");
    let mut bytes = pieces.next().unwrap_or("").as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).expect("two hexadecimal digits"));
        bytes.extend(&piece.as_bytes()[2..]);
    }
    bytes
}

impl Part {
    pub(crate) fn heading(self) -> Option<String> {
        match self {
            Self::Heading(heading) => Some(heading),
            _ => None,
        }
    }

    /// Does to the folder `root` what it says, and tells whether it says anything.
    pub(crate) fn apply(&self, root: &Path) -> bool {
        let (Self::Write(path, _) | Self::Link(path, _) | Self::Remove(path)) = self else { return false };
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).unwrap();
        if path.symlink_metadata().is_ok() {
            fs::remove_file(&path).unwrap();
        }
        match self {
            Self::Write(_, contents) => fs::write(&path, contents).unwrap(),
            Self::Link(_, target) => std::os::unix::fs::symlink(target, &path).unwrap(),
            _ => {}
        }
        true
    }
}
