//! Keys: where they begin and end.

use std::ops::Range;

use crate::syntax::citation::{PartKind, Scan, Text, Trap, TrapKind};

/// A key as found.
#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) mark: Range<usize>,
    pub(super) key: Range<usize>,
    pub(super) suppress: bool,
}

/// Finds the keys, and with them the marks of emphasis that are characters of a key.
pub(super) fn keys(text: &Text, scan: &mut Scan) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    let mut part = 0;
    let mut key_end = usize::MAX;
    let mut braces = None;
    let mut from = 0;
    while let Some(found) = text.flat[from..].find('@') {
        let at = from + found;
        from = at + 1;
        while text.parts.get(part).is_some_and(|p| p.at.end <= at) {
            part += 1;
        }
        if text.parts.get(part).is_some_and(|p| p.kind == PartKind::Opaque && p.at.start <= at)
            || text.is_escaped(at)
        {
            continue;
        }
        let dash = at > 0 && text.flat.as_bytes()[at - 1] == b'-' && !text.is_escaped(at - 1);
        let suppress = dash && !text.after_word(at - 1, key_end);
        if text.after_word(at, key_end) {
            continue;
        }
        let start = if suppress { at - 1 } else { at };
        let end = if text.flat[at + 1..].starts_with('{') && !text.is_escaped(at + 1) {
            let braces = braces.get_or_insert_with(|| Braces::of(text));
            braced(text, braces, at, &mut scan.traps)
        } else {
            plain_key(text, part, at + 1).map(|end| (at + 1..end, end))
        };
        let Some((key, end)) = end else {
            if text.before(at) == Some('[') && text.after(at + 1).is_none_or(|c| "]; ,".contains(c)) {
                scan.traps.push(Trap { at: at..at + 1, kind: TrapKind::NoKey });
            }
            continue;
        };
        absorb(text, part, &(start..end), &key, scan);
        keys.push(Key { mark: start..end, key, suppress });
        key_end = end;
        from = end;
    }
    keys
}

/// Where the key that begins at `from` ends.
fn plain_key(text: &Text, part: usize, from: usize) -> Option<usize> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let next = text.escaped.partition_point(|&at| at < from);
    let limit = text.escaped.get(next).copied().unwrap_or(text.flat.len());
    let mut chars = text.flat[from..limit].char_indices().peekable();
    let (_, first) = chars.next()?;
    if !word(first) && first != '*' {
        return None;
    }
    let mut end = from + first.len_utf8();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let goes_on = word(c)
            || (":.#$%&-+?<>~/".contains(c)
                && next.is_some_and(|next| word(next) || (next == '/' && (c == ':' || c == '/'))));
        if !goes_on {
            break;
        }
        end = from + at + c.len_utf8();
    }
    let parts = text.parts[part.min(text.parts.len())..].iter();
    let opaque = parts.take_while(|p| p.at.start < end).find(|p| p.kind == PartKind::Opaque);
    end = opaque.map_or(end, |p| end.min(p.at.start));
    (end > from).then_some(end)
}

/// For each `{` of a text, the `}` that closes it with no space and nothing but text between.
struct Braces(Vec<(usize, Option<usize>)>);

impl Braces {
    fn of(text: &Text) -> Self {
        let mut pairs: Vec<(usize, Option<usize>)> = Vec::new();
        let mut open = Vec::new();
        let mut part = 0;
        for (at, c) in text.flat.char_indices() {
            while text.parts.get(part).is_some_and(|p| p.at.end <= at) {
                part += 1;
            }
            let hard = text.parts.get(part).is_some_and(|p| p.at.start <= at && !is_soft(p.kind));
            if hard || c.is_whitespace() || text.is_escaped(at) {
                open.clear();
            } else if c == '{' {
                open.push(pairs.len());
                pairs.push((at, None));
            } else if c == '}'
                && let Some(pair) = open.pop()
            {
                pairs[pair].1 = Some(at);
            }
        }
        Self(pairs)
    }

    fn close(&self, open: usize) -> Option<usize> {
        let at = self.0.binary_search_by_key(&open, |&(at, _)| at).ok()?;
        self.0[at].1
    }
}

fn is_soft(kind: PartKind) -> bool {
    matches!(kind, PartKind::Open { soft: true, .. } | PartKind::Close { soft: true, .. })
}

/// The key in braces after the `@` at `at`, and the end of the braces.
fn braced(text: &Text, braces: &Braces, at: usize, traps: &mut Vec<Trap>) -> Option<(Range<usize>, usize)> {
    match braces.close(at + 1) {
        Some(close) if close == at + 2 => {
            traps.push(Trap { at: at..close + 1, kind: TrapKind::NoKey });
            None
        }
        Some(close) => Some((at + 2..close, close + 1)),
        None => {
            // Only a short look: what is far away was not meant to close it.
            let near = text.flat[at + 2..].char_indices().take(80);
            let mut near = near.take_while(|&(_, c)| c != '\n' && c != '{');
            if let Some((close, _)) = near.find(|&(_, c)| c == '}') {
                traps.push(Trap { at: at..at + 2 + close + 1, kind: TrapKind::SpaceInBraces });
            }
            None
        }
    }
}

/// Notes the marks of emphasis of which a key takes characters.
fn absorb(text: &Text, part: usize, mark: &Range<usize>, key: &Range<usize>, scan: &mut Scan) {
    let before = scan.literal.len();
    for part in text.parts[part.min(text.parts.len())..].iter().take_while(|p| p.at.start < mark.end) {
        if part.at.end <= mark.start {
            continue;
        }
        if let PartKind::Open { pair, .. } | PartKind::Close { pair, .. } = part.kind {
            let closes = matches!(part.kind, PartKind::Close { .. });
            if closes && !scan.literal[before..].contains(&pair) {
                scan.traps.push(Trap { at: mark.clone(), kind: TrapKind::Emphasis(key.clone()) });
            }
            scan.literal.push(pair);
        }
    }
}
