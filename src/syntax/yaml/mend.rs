//! Reads what can be read of a mapping, also where a part of it is broken.

use std::ops::Range;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::Span;
use crate::syntax::yaml::bounds;
use crate::syntax::yaml::node::{Entry, Node, read};
use crate::syntax::yaml::trouble::{Limit, Trouble, What};

/// How many syntax errors of one text are told.
const MOST_FAULTS: usize = 500;

/// What could be read of a mapping.
#[derive(Debug, Default)]
pub(crate) struct Mended<'t> {
    /// The keys and values.
    pub(crate) entries: Vec<Entry<'t>>,
    /// What could not be read, in the order of the text. Places are those of the file.
    pub(crate) faults: Vec<Fault>,
    /// The keys whose values could not be read.
    pub(crate) broken: Vec<&'t str>,
    /// Whether a part was not looked at.
    pub(crate) unread: bool,
    /// What stands there instead of a mapping, where that is so.
    pub(crate) instead: Option<&'static str>,
}

/// Reads the mapping that `text` is, which begins at byte `shift` of the file,
/// and has at most `most` bytes. Where it is broken, each key at the
/// first column is read on its own, so that a fault in one does not hide the others.
pub(crate) fn read_map(text: &str, shift: usize, most: usize) -> Mended<'_> {
    let whole = match bounds::check(text, most).and_then(|()| read(text)) {
        Ok(node) => return from_node(node),
        Err(trouble) => trouble,
    };
    let mut mended = Mended::default();
    if matches!(whole.what, What::Limit(Limit::Bytes(_))) {
        mended.faults.push(whole.fault(text, shift));
        mended.unread = true;
        return mended;
    }
    for piece in pieces(text) {
        let part = &text[piece.clone()];
        let trouble = match bounds::check(part, most).and_then(|()| read(part)) {
            Ok(Node::Map(entries)) => {
                mended.entries.extend(entries);
                continue;
            }
            Ok(Node::Scalar(scalar)) if scalar.text.is_empty() => continue,
            Ok(Node::Scalar(_) | Node::List(_)) => Trouble::syntax_at(0, "could not find expected ':'"),
            Err(trouble) if is_alias_to(text, &trouble) => continue,
            Err(trouble) => trouble,
        };
        mended.broken.extend(part.split_once(':').map(|(key, _)| key.trim()));
        mended.faults.push(trouble.fault(part, shift + piece.start));
        if mended.faults.len() == MOST_FAULTS {
            let span = Span::new(piece.end, piece.end).shifted(shift);
            let fault = Fault::here(Code::YamlSyntax, span, "the rest of this file is not read")
                .label(format!("{MOST_FAULTS} syntax errors above"))
                .help("correct those first");
            mended.faults.push(fault);
            mended.unread = true;
            break;
        }
    }
    if mended.faults.is_empty() {
        mended.faults.push(whole.fault(text, shift));
    }
    mended
}

fn from_node(node: Node<'_>) -> Mended<'_> {
    match node {
        Node::Map(entries) => Mended { entries, ..Mended::default() },
        Node::Scalar(scalar) if scalar.text.is_empty() => Mended::default(),
        Node::Scalar(_) => Mended { instead: Some("a text"), ..Mended::default() },
        Node::List(_) => Mended { instead: Some("a list"), ..Mended::default() },
    }
}

/// Whether a piece could not be read only because what its alias leads to lies in another.
fn is_alias_to(text: &str, trouble: &Trouble) -> bool {
    matches!(&trouble.what, What::Syntax(said) if said.contains("unknown anchor")) && text.contains('&')
}

/// The pieces of a mapping: each begins with a line at the first column that can begin a key.
pub(crate) fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = !line.starts_with([' ', '\t', '\r', '\n', '#', '-', ']', '}', '?', ':']);
        match pieces.last_mut() {
            Some(last) if !begins => last.end = at + line.len(),
            _ => pieces.push(at..at + line.len()),
        }
        at += line.len();
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_piece_is_a_key_with_what_belongs_to_it() {
        let text = "# c\na: 1\nb:\n- x\n  - y\n\n# d\nc: [\n]\n";
        let pieces: Vec<_> = pieces(text).into_iter().map(|piece| &text[piece]).collect();
        assert_eq!(pieces, ["# c\n", "a: 1\n", "b:\n- x\n  - y\n\n# d\n", "c: [\n]\n"]);
    }
}
