//! What the grammar of clusters looks at: brackets, semicolons, keys.

use crate::syntax::citation::key::Key;
use crate::syntax::citation::{PartKind, Text};

/// Something that the grammar of clusters looks at.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) kind: MarkKind,
}

#[derive(Debug)]
pub(super) enum MarkKind {
    /// `[` and the number of the mark that closes it.
    Open(Option<usize>),
    /// `]`
    Close,
    /// `;`
    Semicolon,
    /// A key: which.
    Key(usize),
    /// Emphasis or a link begins; it ends at the mark of that number.
    Group(usize),
    /// It ends.
    GroupEnd,
}

impl Mark {
    /// Whether it is a bracket that is closed.
    pub(super) fn is_closed(&self) -> bool {
        matches!(self.kind, MarkKind::Open(Some(_)))
    }
}

/// Lists what the grammar of clusters looks at, with brackets matched.
pub(super) fn marks(text: &Text, keys: &[Key], literal: &[usize]) -> Vec<Mark> {
    let mut list = Marks { marks: Vec::new(), open: Vec::new(), formula: 0, no_formula: 0 };
    let mut literal = literal.to_vec();
    literal.sort_unstable();
    let is_text = |pair: usize| literal.binary_search(&pair).is_ok();
    let (mut key, mut part, mut at) = (0, 0, 0);
    let flat = text.flat.as_bytes();
    while at < flat.len() {
        if keys.get(key).is_some_and(|k| k.mark.start == at) {
            list.push(at, MarkKind::Key(key));
            at = keys[key].mark.end;
            key += 1;
            continue;
        }
        while text.parts.get(part).is_some_and(|p| p.at.end <= at) {
            part += 1;
        }
        if let Some(found) = text.parts.get(part).filter(|p| p.at.start <= at) {
            match found.kind {
                PartKind::Open { pair, .. } if !is_text(pair) => list.open_group(at),
                PartKind::Close { pair, .. } if !is_text(pair) => list.close_group(at),
                _ => {}
            }
            // A key can begin within a mark that is text after all.
            let end = found.at.end;
            at = keys.get(key).map_or(end, |k| end.min(k.mark.start));
            continue;
        }
        match flat[at] {
            b'[' if !text.is_escaped(at) => list.open_bracket(at),
            b']' if !text.is_escaped(at) => list.close_bracket(at),
            b';' if !text.is_escaped(at) && at >= list.formula => list.push(at, MarkKind::Semicolon),
            b'$' if at >= list.formula && at >= list.no_formula => list.skip_formula(text.flat, at),
            _ => {}
        }
        at += 1;
    }
    list.marks
}

struct Marks {
    marks: Vec<Mark>,
    /// What is open: brackets, and groups that brackets do not reach across.
    open: Vec<usize>,
    /// The end of the last `$formula$`: a semicolon in one separates nothing.
    formula: usize,
    /// No formula begins before this.
    no_formula: usize,
}

impl Marks {
    /// Steps over the formula that the dollar at `at` begins, if it does, within its brackets.
    fn skip_formula(&mut self, flat: &str, at: usize) {
        let inner = &flat[at + 1..];
        if inner.starts_with(|c: char| c.is_whitespace()) {
            return;
        }
        let mut before = ' ';
        for (n, c) in inner.char_indices() {
            let end = at + 1 + n;
            match c {
                '[' | ']' => {
                    self.no_formula = end;
                    return;
                }
                '$' if !before.is_whitespace()
                    && n > 0
                    && !inner[n + 1..].starts_with(|c: char| c.is_ascii_digit()) =>
                {
                    self.formula = end + 1;
                    return;
                }
                _ => {}
            }
            before = c;
        }
        self.no_formula = flat.len();
    }

    fn push(&mut self, at: usize, kind: MarkKind) {
        self.marks.push(Mark { at, kind });
    }

    fn open_bracket(&mut self, at: usize) {
        self.open.push(self.marks.len());
        self.push(at, MarkKind::Open(None));
    }

    fn close_bracket(&mut self, at: usize) {
        let here = self.marks.len();
        if let Some(&last) = self.open.last()
            && let MarkKind::Open(close) = &mut self.marks[last].kind
        {
            *close = Some(here);
            self.open.pop();
        }
        self.push(at, MarkKind::Close);
    }

    fn open_group(&mut self, at: usize) {
        self.open.push(self.marks.len());
        // Where nothing ends it, it is passed by like any mark.
        let next = self.marks.len();
        self.push(at, MarkKind::Group(next));
    }

    /// Closes the innermost group; brackets that are open in it stay open for ever.
    fn close_group(&mut self, at: usize) {
        let here = self.marks.len();
        while let Some(last) = self.open.pop() {
            if let MarkKind::Group(end) = &mut self.marks[last].kind {
                *end = here;
                break;
            }
        }
        self.push(at, MarkKind::GroupEnd);
    }
}
