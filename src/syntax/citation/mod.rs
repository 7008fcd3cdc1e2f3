//! Finds citations in a block's text: Pandoc's grammar, read from what Markdown left as text.
//!
//! ```text
//! key      = (alnum | '_' | '*') { alnum | '_' | internal }        alnum is Unicode
//! internal = one of : . # $ % & - + ? < > ~ /  followed by alnum or '_' ; also ':' or '/' followed by '/'
//!          | '@{' balanced, no space '}'
//! cluster  = '[' item { ';' item } ']'     not followed by '(…)' or '['
//! item     = [prefix] ['-'] '@' key [suffix]
//! bareloc  = '@k' [space or one newline] '[' suffix { ';' item } ']'
//! ```
//!
//! Everything here is linear in the length of the text.

use std::ops::Range;

use crate::syntax::citation::cluster::Reader;
use crate::syntax::citation::key::keys;
use crate::syntax::citation::mark::marks;
use crate::syntax::prose::Mode;

mod cluster;
mod key;
mod mark;

/// A block's text as a scanner sees it.
pub(crate) struct Text<'a> {
    /// The text, with marks of emphasis as written, and one character for what cannot be read.
    pub(crate) flat: &'a str,
    /// The bytes of `flat`, in order, whose characters were escaped: they are never a mark.
    pub(crate) escaped: &'a [usize],
    /// What in `flat` is more than text, in order, without overlaps.
    pub(crate) parts: &'a [Part],
}

/// A stretch of a block's text that is more than text.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// Its bytes in the flat text.
    pub(crate) at: Range<usize>,
    /// What it is.
    pub(crate) kind: PartKind,
}

/// What a [`Part`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartKind {
    /// Code, HTML, an address: no citation is looked for within.
    Opaque,
    /// The beginning of emphasis or of a link. `soft` marks can turn out to be a key's own
    /// characters.
    Open {
        /// Whether it is a mark of emphasis.
        soft: bool,
        /// Which token it is; its end has the same number.
        pair: usize,
    },
    /// The end of what a [`PartKind::Open`] of the same number began.
    Close {
        /// As in [`PartKind::Open`].
        soft: bool,
        /// As in [`PartKind::Open`].
        pair: usize,
    },
}

/// A cluster as found: all ranges are bytes of the flat text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// All of it.
    pub(crate) at: Range<usize>,
    /// Its citations.
    pub(crate) items: Vec<Item>,
}

/// A citation as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// How it names its source.
    pub(crate) mode: Mode,
    /// The mark with its key: `-@key`.
    pub(crate) mark: Range<usize>,
    /// The key without `@` and braces.
    pub(crate) key: Range<usize>,
    /// What stands before it.
    pub(crate) prefix: Range<usize>,
    /// What stands after it.
    pub(crate) suffix: Range<usize>,
}

/// Something that does not read as its author means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trap {
    /// Where.
    pub(crate) at: Range<usize>,
    /// What.
    pub(crate) kind: TrapKind,
}

/// The kinds of [`Trap`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TrapKind {
    /// `[@a; b]`: a part without a key; its bytes.
    PartWithoutKey(Range<usize>),
    /// `[@a;]`, `[@a;; @b]`: an empty part.
    EmptyPart,
    /// `[@a, @b]`: a second key that falls into the suffix of the first.
    SecondKey {
        /// The first key's mark.
        first: Range<usize>,
        /// The second key's mark.
        second: Range<usize>,
    },
    /// `[@a][@b]`: brackets directly after; their bytes.
    BracketAfter(Range<usize>),
    /// `[@a](…)`: parentheses directly after.
    ParenthesisAfter,
    /// `^[@a]`: Pandoc's inline note.
    InlineNote,
    /// `_@foo_`: a mark of emphasis that belongs to the key; the key.
    Emphasis(Range<usize>),
    /// `[@a:33]`: the key, and where in it the number begins.
    NumberInKey(Range<usize>, usize),
    /// `@{}` or `[@]`: no key.
    NoKey,
    /// `@{a b}`: a space in braces.
    SpaceInBraces,
    /// `[@a` that is never closed.
    Unclosed,
}

/// What [`scan`] finds.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// The clusters, in order.
    pub(crate) clusters: Vec<Found>,
    /// The pairs of soft parts that are text after all.
    pub(crate) literal: Vec<usize>,
    /// What does not read as meant.
    pub(crate) traps: Vec<Trap>,
}

/// Finds every citation in `text`.
pub(crate) fn scan(text: &Text) -> Scan {
    let mut scan = Scan::default();
    if !text.flat.contains('@') {
        return scan;
    }
    let keys = keys(text, &mut scan);
    if keys.is_empty() {
        return scan;
    }
    let marks = marks(text, &keys, &scan.literal);
    Reader { text, keys: &keys, marks: &marks, scan: &mut scan }.read();
    scan
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

impl Text<'_> {
    fn is_escaped(&self, at: usize) -> bool {
        self.escaped.binary_search(&at).is_ok()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.flat[..at].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.flat[at..].chars().next()
    }

    /// Whether the character before `at` is a word's, so that an `@` there is an address's.
    fn after_word(&self, at: usize, key_end: usize) -> bool {
        if at == key_end {
            return false;
        }
        self.before(at).is_some_and(|c| is_word(c) || (c == '.' && !self.is_escaped(at - 1)))
    }
}
