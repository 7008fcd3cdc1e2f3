//! From a place of a diagnostic to a path, lines and columns.

use std::cell::OnceCell;

use crate::base::snapshot::{Snapshot, SourceFile};
use crate::base::span::{LineCol, Place};
use crate::report::excerpt::Excerpt;
use crate::report::lines::Lines;

/// The files that diagnostics are about.
#[derive(Debug)]
pub struct Places<'s> {
    files: &'s [SourceFile],
    /// What is put before each path; empty, or with a `/` at its end.
    folder: String,
    lines: Vec<OnceCell<Lines<'s>>>,
}

/// A place, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The path of the file.
    pub path: String,
    /// Where it begins.
    pub start: LineCol,
    /// Where it ends: one past its last character.
    pub end: LineCol,
}

impl<'s> Places<'s> {
    /// The files of `snapshot`, which lie in `folder` (empty where that is the folder at hand).
    pub fn new(snapshot: &'s Snapshot, folder: &str) -> Self {
        let folder = match folder {
            "" => String::new(),
            some => format!("{}/", some.trim_end_matches('/')),
        };
        Self {
            files: &snapshot.files,
            folder,
            lines: snapshot.files.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    fn lines(&self, place: Place) -> Option<&Lines<'s>> {
        let n = place.file.0 as usize;
        let text = self.files.get(n)?.text().map_or("", |text| text);
        Some(self.lines[n].get_or_init(|| Lines::of(text)))
    }

    /// Where `place` is; `None` where its file is not in the snapshot.
    pub fn spot(&self, place: Place) -> Option<Spot> {
        let lines = self.lines(place)?;
        let path = format!("{}{}", self.folder, self.files[place.file.0 as usize].path);
        let range = place.span.range();
        Some(Spot { path, start: lines.place(range.start), end: lines.place(range.end) })
    }

    /// The line in which `place` begins; `None` where its file has no text.
    pub fn excerpt(&self, place: Place) -> Option<Excerpt> {
        self.files.get(place.file.0 as usize)?.text()?;
        let range = place.span.range();
        let (line, begins) = self.lines(place)?.line_at(range.start);
        Some(Excerpt::of(line, range.start.saturating_sub(begins)..range.end.saturating_sub(begins)))
    }
}
