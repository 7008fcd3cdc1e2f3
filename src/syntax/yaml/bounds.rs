//! What a YAML text may ask of the machine, held before it is parsed.

use std::panic::catch_unwind;

use saphyr_parser::{Event, Parser};

use crate::base::span::Span;
use crate::syntax::yaml::trouble::{Limit, Trouble};

/// The most bytes of front matter.
pub(crate) const FRONT_MATTER_BYTES: usize = 256 << 10;

/// The most bytes of a file of sources.
pub(crate) const SOURCE_FILE_BYTES: usize = 16 << 20;

/// The deepest that lists and mappings may lie in each other.
pub(crate) const DEEPEST: usize = 64;

/// How many brackets may be open as far as a look at each line can tell. The parser's time grows
/// with the square of the real depth; at this one it is a few milliseconds.
const UNSURE_BRACKETS: usize = 1_000;

/// How much reading a text of `bytes` may make, in bytes and values: aliases may repeat what they
/// lead to, but not without end.
pub(crate) fn most_work(bytes: usize) -> usize {
    4 * bytes + (256 << 10)
}

/// Holds `text` to `most` bytes, and to a depth that the parser can bear.
pub(crate) fn check(text: &str, most: usize) -> Result<(), Trouble> {
    if text.len() > most {
        return Err(Trouble::over(Limit::Bytes(most), first_line(text)));
    }
    if brackets_are_shallow(text) {
        return Ok(());
    }
    catch_unwind(|| walk(text)).unwrap_or_else(|_| Err(Trouble::parser_failed(text)))
}

/// Whether no more than [`UNSURE_BRACKETS`] can be open at once, whatever is quoted, commented or
/// plain text.
///
/// A line without quotes and comments whose own brackets match can only leave the depth as it was
/// or lower it; the opening brackets of all other lines are taken to stay open.
fn brackets_are_shallow(text: &str) -> bool {
    let mut unsure = 0;
    for line in text.as_bytes().split(|&b| b == b'\n') {
        let (mut depth, mut deepest, mut opened, mut matched) = (0_usize, 0_usize, 0_usize, true);
        for &byte in line {
            match byte {
                b'[' | b'{' => {
                    opened += 1;
                    depth += 1;
                    deepest = deepest.max(depth);
                }
                b']' | b'}' if depth > 0 => depth -= 1,
                b']' | b'}' | b'"' | b'\'' | b'#' => matched = false,
                _ => {}
            }
        }
        if !matched || depth > 0 || deepest > DEEPEST {
            unsure += opened;
            if unsure > UNSURE_BRACKETS {
                return false;
            }
        }
    }
    true
}

/// Goes through the text with a parser that can be stopped where it becomes too deep.
fn walk(text: &str) -> Result<(), Trouble> {
    let byte = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    let mut depth = 0_usize;
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((Event::SequenceStart(..) | Event::MappingStart(..), span)) => {
                depth += 1;
                if depth > DEEPEST {
                    let at = byte(span.start.index());
                    return Err(Trouble::over(Limit::Depth, Span::new(at, at + 1)));
                }
            }
            Ok((Event::SequenceEnd | Event::MappingEnd, _)) => depth = depth.saturating_sub(1),
            Ok(_) => {}
            Err(error) => {
                let at = byte(error.marker().index());
                if error.info().contains("recursion limit") {
                    return Err(Trouble::over(Limit::Depth, Span::new(at.saturating_sub(1), at)));
                }
                return Err(Trouble::syntax_at(at, error.info()));
            }
        }
    }
    Ok(())
}

/// The first line, for what is to be said of all of the text.
pub(crate) fn first_line(text: &str) -> Span {
    Span::new(0, text.lines().next().map_or(0, str::len))
}
