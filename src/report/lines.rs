//! Where the lines of a text begin, found once, so that thousands of places are looked up fast.

use crate::base::span::LineCol;

/// How many bytes lie between two counts of characters.
const STEP: usize = 1024;

/// The lines of one text.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// The first byte of each line.
    starts: Vec<usize>,
    /// The number of characters that begin before each multiple of [`STEP`].
    counts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of `text`.
    pub fn of(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut counts = vec![0];
        let mut count = 0;
        for block in text.as_bytes().chunks(STEP) {
            count += begun(block);
            counts.push(count);
        }
        Self { text, starts, counts }
    }

    /// The line and column of byte `at`; of the text's end where it lies beyond it.
    pub fn place(&self, at: usize) -> LineCol {
        let at = self.boundary(at);
        let line = self.starts.partition_point(|&start| start <= at) - 1;
        let start = self.starts[line];
        // A byte-order mark takes no column.
        let mark = usize::from(at > start && self.text[start..].starts_with('\u{feff}'));
        let column = self.characters_before(at) - self.characters_before(start) - mark;
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX - 1) + 1;
        LineCol { line: number(line), col: number(column) }
    }

    /// The line in which byte `at` stands, without its end, and the byte at which it begins.
    pub fn line_at(&self, at: usize) -> (&'t str, usize) {
        let at = self.boundary(at);
        let line = self.starts.partition_point(|&start| start <= at) - 1;
        let start = self.starts[line];
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        let text = &self.text[start..end];
        (text.strip_suffix('\r').unwrap_or(text), start)
    }

    /// `at`, moved back to where a character begins.
    fn boundary(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn characters_before(&self, at: usize) -> usize {
        let block = at / STEP;
        self.counts[block] + begun(&self.text.as_bytes()[block * STEP..at])
    }
}

/// How many characters begin in `bytes` of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use proptest::proptest;

    use super::Lines;
    use crate::base::span::LineCol;

    proptest! {
        #[test]
        fn places_are_those_of_a_plain_count(text in "(\u{feff})?([aé日\u{301}👩\r\n]{0,9}){0,9}", at in 0_u32..200) {
            assert_eq!(Lines::of(&text).place(at as usize), LineCol::of(&text, at));
        }
    }

    #[test]
    fn long_lines_are_counted_in_steps() {
        let text = "日".repeat(5000) + "\nx";
        let lines = Lines::of(&text);
        for at in [0, 3, 1023, 1024, 1025, 2048, 14_999, 15_000, 15_001, 15_002, 99_999] {
            assert_eq!(lines.place(at as usize), LineCol::of(&text, at), "{at}");
        }
        assert_eq!(lines.line_at(15_001), ("x", 15_001));
    }

    #[test]
    fn a_line_has_no_end_in_it() {
        let lines = Lines::of("ab\r\ncd\n");
        assert_eq!(lines.line_at(1), ("ab", 0));
        assert_eq!(lines.line_at(3), ("ab", 0));
        assert_eq!(lines.line_at(5), ("cd", 4));
        assert_eq!(lines.line_at(7), ("", 7));
    }
}
