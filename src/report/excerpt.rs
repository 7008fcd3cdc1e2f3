//! A line of a text as a terminal can show it, with the columns to mark.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::report::visible;

/// The widest excerpt, in columns of a terminal.
const WIDEST: usize = 100;

/// A line, or what of it stands around a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// What is shown: no character in it moves a cursor.
    pub text: String,
    /// The columns of `text` under which the mark stands, from 0; at least one.
    pub mark: Range<usize>,
}

impl Excerpt {
    /// What of `line` stands around its bytes `span`. A span that goes on beyond the line ends
    /// with it.
    pub fn of(line: &str, span: Range<usize>) -> Self {
        let start = boundary(line, span.start);
        let end = boundary(line, span.end).max(start);
        let before = Side::of(line[..start].chars().rev());
        let after = Side::of(line[start..].chars());
        let left = before.width.min((WIDEST / 3).max(WIDEST.saturating_sub(after.width)));
        let right = after.width.min(WIDEST - left);
        let from = start - Side::within(line[..start].chars().rev(), left);
        let to = start + Side::within(line[start..].chars(), right);

        let mut text = String::new();
        if !line[..from].trim_start_matches('\u{feff}').is_empty() {
            text.push('…');
        }
        let mut columns = text.chars().count();
        let mut mark = columns..columns;
        for (at, c) in line[from..to].char_indices().map(|(at, c)| (from + at, c)) {
            let shown = shown(c, at == 0);
            let width = width_of(&shown);
            if at < start {
                mark = columns + width..columns + width;
            } else if at < end {
                mark.end = columns + width;
            }
            columns += width;
            text.push_str(&shown);
        }
        if to < line.len() {
            text.push('…');
        }
        mark.end = mark.end.max(mark.start + 1);
        Self { text, mark }
    }
}

/// What stands on one side of a mark, as far as it could be shown.
struct Side {
    width: usize,
}

impl Side {
    /// The width of `chars`, or a little more than can be shown.
    fn of(chars: impl Iterator<Item = char>) -> Self {
        let mut width = 0;
        // Characters without a width are bounded too.
        for c in chars.take(4 * WIDEST) {
            width += width_of(&shown(c, false));
            if width > WIDEST {
                break;
            }
        }
        Self { width }
    }

    /// How many bytes of `chars` fit into `width` columns.
    fn within(chars: impl Iterator<Item = char>, width: usize) -> usize {
        let (mut used, mut bytes) = (0, 0);
        for c in chars.take(4 * WIDEST) {
            used += width_of(&shown(c, false));
            if used > width {
                break;
            }
            bytes += c.len_utf8();
        }
        bytes
    }
}

/// How a character is shown.
fn shown(c: char, first: bool) -> String {
    match c {
        '\t' => "    ".to_owned(),
        // A byte-order mark belongs to the file and not to its first line.
        '\u{feff}' if first => String::new(),
        c if visible::is_unseen(c) => visible::mark(c).into_owned(),
        c => c.to_string(),
    }
}

fn width_of(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

fn boundary(line: &str, at: usize) -> usize {
    let mut at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::proptest;
    use unicode_width::UnicodeWidthStr;

    use super::{Excerpt, WIDEST};

    #[expect(clippy::needless_pass_by_value, reason = "as `expect!` makes it")]
    fn check(line: &str, marked: &str, expected: Expect) {
        let at = line.find(marked).expect("the line has it");
        let excerpt = Excerpt::of(line, at..at + marked.len());
        let (space, carets) = (excerpt.mark.start, excerpt.mark.len());
        expected.assert_eq(&format!("|{}\n|{}{}\n", excerpt.text, " ".repeat(space), "^".repeat(carets)));
    }

    #[test]
    fn the_mark_stands_under_its_text() {
        check(
            "date: 2010-13",
            "2010-13",
            expect![[r#"
                |date: 2010-13
                |      ^^^^^^^
            "#]],
        );
        check(
            "\tkey:\tvalue",
            "value",
            expect![[r#"
                |    key:    value
                |            ^^^^^
            "#]],
        );
        check(
            "日本: 東京x",
            "京",
            expect![[r#"
                |日本: 東京x
                |        ^^
            "#]],
        );
        check(
            "e\u{301}te\u{301}: x",
            "x",
            expect![[r#"
                |été: x
                |     ^
            "#]],
        );
        check(
            "a\u{1b}[31m\u{202e}: x",
            "x",
            expect![[r#"
                |a␛[31m<U+202E>: x
                |                ^
            "#]],
        );
        check(
            "\u{feff}title: x",
            "title",
            expect![[r#"
                |title: x
                |^^^^^
            "#]],
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let long = "lorem ipsum ".repeat(1000);
        check(
            &format!("{long}HERE {long}"),
            "HERE",
            expect![[r#"
                |…em ipsum lorem ipsum lorem ipsum HERE lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum lo…
                |                                  ^^^^
            "#]],
        );
        check(
            &format!("HERE {long}"),
            "HERE",
            expect![[r#"
                |HERE lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum…
                |^^^^
            "#]],
        );
        check(
            &format!("{long}HERE"),
            "HERE",
            expect![[r#"
                |…lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum HERE
                |                                                                                                 ^^^^
            "#]],
        );
        check(
            &"x".repeat(300),
            &"x".repeat(300),
            expect![[r#"
                |xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
                |^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            "#]],
        );
    }

    #[test]
    fn an_empty_mark_shows_where_it_stands() {
        assert_eq!(Excerpt::of("", 0..0), Excerpt { text: String::new(), mark: 0..1 });
        assert_eq!(Excerpt::of("ab", 2..2), Excerpt { text: "ab".into(), mark: 2..3 });
        assert_eq!(Excerpt::of("ab", 1..99), Excerpt { text: "ab".into(), mark: 1..2 });
        assert_eq!(Excerpt::of("ab", 7..99), Excerpt { text: "ab".into(), mark: 2..3 });
    }

    proptest! {
        #[test]
        fn no_excerpt_is_wide(line in ".{0,400}", start in 0_usize..500, length in 0_usize..500) {
            let Excerpt { text, mark } = Excerpt::of(&line, start..start + length);
            assert!(text.width() <= WIDEST + 20, "{}", text.width());
            assert!(mark.start < mark.end && mark.start <= WIDEST + 20);
            assert!(text.chars().all(|c| !c.is_control()));
        }
    }
}
