//! A `.bib` file, taken apart into what begins with `@`, so that what is broken in one piece does
//! not touch the others.
//!
//! Whatever stands between the pieces is a comment. A piece ends where its braces close; one that
//! does not close ends before the next line that begins as an entry does.

use crate::base::span::Span;

/// Something that begins with `@`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it is.
    pub(super) what: What,
    /// All of it, from the `@`.
    pub(super) span: Span,
    /// Its opening brace or parenthesis.
    pub(super) open: u32,
    /// Whether its braces close.
    pub(super) closed: bool,
    /// How deep its braces lie in each other.
    pub(super) depth: u32,
    /// How many braces and dollar signs are opened in it.
    pub(super) marks: u32,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A work.
    Entry,
    /// `@string{name = "text"}`
    Strings,
    /// `@comment` and `@preamble`, of which nothing is read.
    Nothing,
}

/// The pieces of a file, in order.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut is_comment = is_comment_line(bytes, 0);
    while let Some(found) = bytes[at..].iter().position(|&b| b == b'@') {
        let start = at + found;
        if let Some(newline) = bytes[at..start].iter().rposition(|&b| b == b'\n') {
            is_comment = is_comment_line(bytes, at + newline + 1);
        }
        at = start + 1;
        if is_comment {
            continue;
        }
        let Some((word, open)) = head(bytes, start) else { continue };
        let what = match &*text[start + 1..word].to_ascii_lowercase() {
            "string" => What::Strings,
            "comment" | "preamble" => What::Nothing,
            _ => What::Entry,
        };
        let piece = end(bytes, start, open, what);
        at = piece.span.end as usize;
        // What follows on the line is no comment of that line's beginning.
        is_comment = false;
        pieces.push(piece);
    }
    pieces
}

/// Whether the line at `at` begins with `%`.
fn is_comment_line(bytes: &[u8], at: usize) -> bool {
    bytes[at..].iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r')) == Some(&b'%')
}

/// Where the word after `@` ends, and where its brace stands.
fn head(bytes: &[u8], start: usize) -> Option<(usize, usize)> {
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-') || !b.is_ascii();
    let word = start + 1 + bytes[start + 1..].iter().take_while(|b| is_word(b)).count();
    let open = word + bytes[word..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    (word > start + 1 && matches!(bytes.get(open), Some(b'{' | b'('))).then_some((word, open))
}

fn end(bytes: &[u8], start: usize, open: usize, what: What) -> Piece {
    let in_parentheses = bytes[open] == b'(';
    let mut piece = Piece {
        what,
        span: Span::new(start, bytes.len()),
        open: Span::point(open).start,
        closed: false,
        depth: 0,
        marks: 0,
    };
    let mut depth = u32::from(!in_parentheses);
    let mut at = open + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => {
                depth += 1;
                piece.marks += 1;
                piece.depth = piece.depth.max(depth);
            }
            b'$' => piece.marks += 1,
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && !in_parentheses {
                    piece.closed = true;
                    at += 1;
                    break;
                }
            }
            b')' if in_parentheses && depth == 0 => {
                piece.closed = true;
                at += 1;
                break;
            }
            b'\n' if begins_an_entry(bytes, at + 1) => break,
            _ => {}
        }
        at += 1;
    }
    piece.span.end = Span::point(at.min(bytes.len())).start;
    piece
}

/// Whether the line at `at` begins as an entry does.
fn begins_an_entry(bytes: &[u8], at: usize) -> bool {
    let blanks = bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    bytes.get(at + blanks) == Some(&b'@') && head(bytes, at + blanks).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::pieces;

    fn shown(text: &str) -> Vec<String> {
        let show =
            |piece: super::Piece| format!("{:?} {:?} {}", piece.what, piece.span.of(text), piece.closed);
        pieces(text).into_iter().map(show).collect()
    }

    #[test]
    fn each_piece_ends_where_its_braces_close_or_the_next_begins() {
        assert_eq!(
            shown(
                "note a@b.org %\n% @no{x}\n@string{a = \"}\"}\n@Book (k, t = {)}) @misc{a, {b\n @x{c,}\n@y{"
            ),
            [
                "Strings \"@string{a = \\\"}\" true",
                "Entry \"@Book (k, t = {)})\" true",
                "Entry \"@misc{a, {b\" false",
                "Entry \"@x{c,}\" true",
                "Entry \"@y{\" false",
            ]
        );
        assert_eq!(shown("@a{k, t = {\\}}}"), ["Entry \"@a{k, t = {\\\\}}}\" true"]);
    }

    proptest! {
        #[test]
        fn pieces_lie_in_order_and_apart(text in "[@a{}()\\\\\n\"é% ]{0,40}") {
            let mut end = 0;
            for piece in pieces(&text) {
                assert!(piece.span.start >= end && piece.span.end > piece.span.start);
                assert!(text.is_char_boundary(piece.span.start as usize));
                end = piece.span.end;
            }
        }
    }
}
