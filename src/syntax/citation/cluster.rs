//! Clusters and citations in the text.

use std::ops::Range;

use crate::syntax::citation::key::Key;
use crate::syntax::citation::mark::{Mark, MarkKind};
use crate::syntax::citation::{Found, Item, Scan, Text, Trap, TrapKind};
use crate::syntax::prose::Mode;

/// Reads clusters from the marks.
pub(super) struct Reader<'a, 'b> {
    pub(super) text: &'a Text<'b>,
    pub(super) keys: &'a [Key],
    pub(super) marks: &'a [Mark],
    pub(super) scan: &'a mut Scan,
}

impl Reader<'_, '_> {
    /// Reads every cluster.
    pub(super) fn read(&mut self) {
        let mut at = 0;
        while let Some(mark) = self.marks.get(at) {
            let next = match mark.kind {
                MarkKind::Open(Some(close)) => self.cluster(at, close),
                MarkKind::Open(None) => {
                    self.unclosed(at);
                    None
                }
                MarkKind::Key(key) => Some(self.in_text(at, key)),
                _ => None,
            };
            at = next.unwrap_or(at + 1);
        }
    }

    fn trap(&mut self, at: Range<usize>, kind: TrapKind) {
        self.scan.traps.push(Trap { at, kind });
    }

    fn unclosed(&mut self, open: usize) {
        if let Some(MarkKind::Key(key)) = self.marks.get(open + 1).map(|m| &m.kind)
            && self.keys[*key].mark.start == self.marks[open].at + 1
        {
            let end = self.keys[*key].mark.end;
            self.trap(self.marks[open].at..end, TrapKind::Unclosed);
        }
    }

    /// The cluster in the brackets at `open`; the number of the mark after it.
    fn cluster(&mut self, open: usize, close: usize) -> Option<usize> {
        let at = self.marks[open].at..self.marks[close].at + 1;
        let items = self.items(open + 1, close, at.start + 1, true)?;
        if self.is_link_like(close) {
            let kind = match self.marks.get(close + 1).map(|mark| &mark.kind) {
                Some(MarkKind::Open(Some(end))) if self.text.after(at.end) == Some('[') => {
                    TrapKind::BracketAfter(at.end..self.marks[*end].at + 1)
                }
                _ => TrapKind::ParenthesisAfter,
            };
            self.trap(at, kind);
            return None;
        }
        if self.text.before(at.start) == Some('^') && !self.text.is_escaped(at.start - 1) {
            self.trap(at.start - 1..at.end, TrapKind::InlineNote);
            return None;
        }
        self.number_in_key(&items);
        self.scan.clusters.push(Found { at, items });
        Some(close + 1)
    }

    /// Whether what follows the bracket at `close` makes a link of it: `(…)` or `[`.
    fn is_link_like(&self, close: usize) -> bool {
        let after = self.marks[close].at + 1;
        match self.text.after(after) {
            Some('[') => self.marks.get(close + 1).is_some_and(|m| m.at == after && m.is_closed()),
            Some('(') if !self.text.is_escaped(after) => {
                let near = self.text.flat[after + 1..].chars().take(2000);
                near.take_while(|&c| c != '(' && c != '\u{fffc}').any(|c| c == ')')
            }
            _ => false,
        }
    }

    /// The items between two marks; `None` where a part has no key.
    fn items(&mut self, from: usize, close: usize, start: usize, tell: bool) -> Option<Vec<Item>> {
        let mut items = Vec::new();
        let mut parts_without_key = Vec::new();
        let (mut at, mut begin) = (from, start);
        loop {
            let part = self.part(at, close);
            match part.key {
                Some((key, second)) => {
                    let found = &self.keys[key];
                    let mode = if found.suppress { Mode::SuppressAuthor } else { Mode::Normal };
                    items.push(Item {
                        mode,
                        mark: found.mark.clone(),
                        key: found.key.clone(),
                        prefix: begin..found.mark.start,
                        suffix: found.mark.end..self.marks[part.end].at,
                    });
                    if let (Some(second), true) = (second, tell) {
                        let (first, second) = (found.mark.clone(), self.keys[second].mark.clone());
                        self.trap(second.clone(), TrapKind::SecondKey { first, second });
                    }
                }
                None => parts_without_key.push(begin..self.marks[part.end].at),
            }
            if part.end == close {
                break;
            }
            begin = self.marks[part.end].at + 1;
            at = part.end + 1;
        }
        if parts_without_key.is_empty() {
            return Some(items);
        }
        if !items.is_empty() && tell {
            let all = start - 1..self.marks[close].at + 1;
            let without = parts_without_key.swap_remove(0);
            let empty = self.text.flat[without.clone()].trim().is_empty();
            let kind = if empty { TrapKind::EmptyPart } else { TrapKind::PartWithoutKey(without) };
            self.trap(all, kind);
        }
        None
    }

    /// The part of a cluster that begins at mark `from`: where it ends, its key, a second key.
    fn part(&self, from: usize, close: usize) -> ClusterPart {
        let mut part = ClusterPart { end: close, key: None };
        let mut at = from;
        while at < close {
            match self.marks[at].kind {
                MarkKind::Open(Some(end)) | MarkKind::Group(end) => at = end.max(at),
                MarkKind::Semicolon => {
                    part.end = at;
                    break;
                }
                MarkKind::Key(key) => match &mut part.key {
                    None => part.key = Some((key, None)),
                    Some((_, second)) => *second = second.or(Some(key)),
                },
                _ => {}
            }
            at += 1;
        }
        part
    }

    /// A citation outside brackets, with the brackets that belong to it; the number of the mark
    /// after it.
    fn in_text(&mut self, mark: usize, key: usize) -> usize {
        let found = &self.keys[key];
        let end = found.mark.end;
        let mut cluster = Found {
            at: found.mark.clone(),
            items: vec![Item {
                mode: if found.suppress { Mode::SuppressAuthor } else { Mode::AuthorInText },
                mark: found.mark.clone(),
                key: found.key.clone(),
                prefix: found.mark.start..found.mark.start,
                suffix: end..end,
            }],
        };
        let mut next = mark + 1;
        if let Some(close) = self.brackets_after(next, end) {
            let open = self.marks[next].at;
            if let Some(items) = self.items(next + 1, close, open + 1, false) {
                cluster.items.extend(items);
                next = close + 1;
            } else if self.text.after(open + 1) != Some('^') {
                let first = self.part(next + 1, close).end;
                let begin = self.marks[first].at;
                let rest = (first < close).then(|| self.items(first + 1, close, begin + 1, false));
                if let Some(rest) = rest.unwrap_or_else(|| Some(Vec::new())) {
                    cluster.items[0].suffix = open + 1..begin;
                    cluster.items.extend(rest);
                    next = close + 1;
                }
            }
            if next > mark + 1 {
                cluster.at.end = self.marks[close].at + 1;
            }
        }
        self.number_in_key(&cluster.items);
        self.scan.clusters.push(cluster);
        next
    }

    /// The end of the brackets that mark `open` begins, if they belong to a key that ends at
    /// `end`: after spaces and one newline at most.
    fn brackets_after(&self, open: usize, end: usize) -> Option<usize> {
        let mark = self.marks.get(open)?;
        let MarkKind::Open(Some(close)) = mark.kind else { return None };
        let between = self.text.flat.get(end..mark.at)?;
        let blank = between.chars().all(|c| c == ' ' || c == '\t' || c == '\n');
        let near = blank && between.matches('\n').count() <= 1;
        (near && !self.is_link_like(close)).then_some(close)
    }

    fn number_in_key(&mut self, items: &[Item]) {
        for item in items {
            if item.mark.end != item.key.end {
                continue;
            }
            let key = &self.text.flat[item.key.clone()];
            if let Some((head, number)) = key.rsplit_once(':')
                && !head.is_empty()
                && (1..=3).contains(&number.len())
                && number.bytes().all(|b| b.is_ascii_digit())
            {
                let kind = TrapKind::NumberInKey(item.key.clone(), item.key.start + head.len());
                self.trap(item.mark.clone(), kind);
            }
        }
    }
}

struct ClusterPart {
    end: usize,
    key: Option<(usize, Option<usize>)>,
}
