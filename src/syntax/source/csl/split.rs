//! A CSL-JSON file, taken apart into its items, so that what is broken in one does not touch the
//! others.

use crate::base::span::Span;

/// What a file of JSON is, by its first brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// A list of items; or an object that has them as `items`.
    Items(Vec<Span>),
    /// One item.
    One(Span),
    /// Nothing at all.
    Empty,
    /// Something else, at that place.
    Other(Span),
}

/// The shape of a text. It goes through the text once, and down into nothing.
pub(super) fn shape(text: &str) -> Shape {
    let bytes = text.as_bytes();
    let start = text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
    match bytes.get(start) {
        None => Shape::Empty,
        Some(b'[') => Shape::Items(elements(bytes, start)),
        Some(b'{') => match member(text, start, "items").or_else(|| member(text, start, "references")) {
            Some(at) if bytes[at] == b'[' => Shape::Items(elements(bytes, at)),
            _ => Shape::One(Span::new(start, end_of(bytes, start))),
        },
        Some(_) => {
            Shape::Other(Span::new(start, start + text[start..].chars().next().map_or(0, char::len_utf8)))
        }
    }
}

/// The elements of the list that opens at `open`.
fn elements(bytes: &[u8], open: usize) -> Vec<Span> {
    let mut elements = Vec::new();
    let mut at = open + 1;
    while at < bytes.len() {
        match bytes[at] {
            b']' => break,
            b' ' | b'\t' | b'\r' | b'\n' | b',' => at += 1,
            _ => {
                let end = end_of(bytes, at).max(at + 1);
                elements.push(Span::new(at, end));
                at = end;
            }
        }
    }
    elements
}

/// Where the value of a member of the object that opens at `open` begins.
fn member(text: &str, open: usize, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = open + 1;
    while at < bytes.len() && bytes[at] != b'}' {
        if bytes[at] != b'"' {
            at += 1;
            continue;
        }
        let end = end_of(bytes, at);
        let key = text.get(at + 1..end - 1)?;
        let blank = |from: usize| from + bytes[from..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let colon = blank(end);
        if bytes.get(colon) != Some(&b':') {
            return None;
        }
        let value = blank(colon + 1);
        if key == name {
            return (value < bytes.len()).then_some(value);
        }
        at = end_of(bytes, value).max(value + 1);
    }
    None
}

/// Where the value that begins at `at` ends: a string after its quote, a list or an object after
/// its bracket, anything else before the next comma, bracket or line. An object that does not
/// close ends before a line that begins with the next one, as far as that can be told.
fn end_of(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'"') => end_of_string(bytes, at),
        Some(b'[' | b'{') => {
            let mut depth = 0_u32;
            let mut at = at;
            while at < bytes.len() {
                match bytes[at] {
                    b'"' => {
                        at = end_of_string(bytes, at);
                        continue;
                    }
                    b'[' | b'{' => depth += 1,
                    b']' | b'}' => {
                        depth -= 1;
                        if depth == 0 {
                            return at + 1;
                        }
                    }
                    _ => {}
                }
                at += 1;
            }
            bytes.len()
        }
        Some(_) => {
            let rest = bytes[at..].iter().position(|b| matches!(b, b',' | b']' | b'}' | b'\n'));
            rest.map_or(bytes.len(), |n| at + n)
        }
        None => bytes.len(),
    }
}

/// A string ends with its quote, or with its line: JSON has no line breaks in a string.
fn end_of_string(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' => return at + 1,
            b'\n' => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{Shape, shape};

    fn items(text: &str) -> Vec<&str> {
        match shape(text) {
            Shape::Items(items) => items.into_iter().map(|span| span.of(text)).collect(),
            Shape::One(span) => vec![span.of(text)],
            Shape::Empty => Vec::new(),
            Shape::Other(span) => vec!["other", span.of(text)],
        }
    }

    #[test]
    fn items_are_found_wherever_they_stand() {
        assert_eq!(items("\u{feff} [ {\"a\": \"]}\"}, 3,\n{}] "), ["{\"a\": \"]}\"}", "3", "{}"]);
        assert_eq!(items("{\"x\": [{\"items\": 1}], \"items\" : [{}]}"), ["{}"]);
        assert_eq!(items("{\"id\": 1}"), ["{\"id\": 1}"]);
        assert_eq!(items("[{\"a\": \"\n{\"b\": 1}]"), ["{\"a\": \"\n{\"b\": 1}]"]);
        assert_eq!(items("x"), ["other", "x"]);
        assert_eq!(items(" \n"), [""; 0]);
    }

    proptest! {
        #[test]
        fn whatever_the_text_is(text in "[\\[\\]{}\",:\\\\ \n1aé]{0,40}") {
            for item in items(&text) {
                assert!(!item.is_empty());
            }
        }
    }
}
