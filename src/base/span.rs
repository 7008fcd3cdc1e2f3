//! Where something stands: byte ranges, files, lines and columns.

use std::ops::Range;

/// A half-open range of bytes in one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span over `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        let bound = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: bound(start), end: bound(end.max(start)) }
    }

    /// An empty span at `at`.
    pub fn point(at: usize) -> Self {
        Self::new(at, at)
    }

    /// The same span in a text in which this one's text begins at byte `by`.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }

    /// The span as a range of `usize`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span; empty where the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Which file of a [`Snapshot`](crate::base::snapshot::Snapshot): an index into its `files`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// The file at hand, for values made from one text alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Here;

/// A span in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place<F = FileId> {
    /// The file.
    pub file: F,
    /// The bytes in it.
    pub span: Span,
}

/// A line and a column, both counted from 1; columns count characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineCol {
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub col: u32,
}

impl LineCol {
    /// The line and column of byte `at` in `text`.
    pub fn of(text: &str, at: u32) -> Self {
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &text[..at];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX - 1) + 1;
        // A byte-order mark takes no column.
        let column = before[line_start..].trim_start_matches('\u{feff}').chars().count();
        Self { line: count(before.matches('\n').count()), col: count(column) }
    }
}

#[cfg(test)]
mod tests {
    use super::LineCol;

    #[test]
    fn columns_count_characters_and_lines_start_at_one() {
        let at = |text, byte| {
            let LineCol { line, col } = LineCol::of(text, byte);
            (line, col)
        };
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("ab\ncd", 4), (2, 2));
        assert_eq!(at("é\u{65e5}x", 5), (1, 3));
        assert_eq!(at("é", 1), (1, 1), "a place within a character is that character's");
        assert_eq!(at("\u{feff}x", 3), (1, 1));
        assert_eq!(at("x", 99), (1, 2));
    }
}
