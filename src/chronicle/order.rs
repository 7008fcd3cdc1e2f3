//! The order of events, and where it is not established.
//!
//! Events stand in the order of their dates; where these are alike, of `order`; then, what an
//! event follows, responds to or is part of stands before it; then by the place in the file, and
//! by id. So the order depends on nothing else, such as the names or the order of files.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use crate::chronicle::collect::NewEvent;
use crate::chronicle::relations::Relations;
use crate::dates::bounds::{Minute, Span};
use crate::dates::zone::Zone;

/// How many events are named as not ordered against one.
const MOST_UNORDERED: usize = 8;
/// How many are looked at for that, around an event.
const LOOKED_AT: usize = 64;

/// The events' indices in the chronicle's order.
pub(crate) fn order(events: &[NewEvent], relations: &Relations, zone: Zone) -> Vec<u32> {
    let index = |n: usize| u32::try_from(n).expect("fewer than 2^32 events");
    let mut keyed: Vec<_> = events
        .iter()
        .enumerate()
        .map(|(n, event)| {
            let dates = (event.date.sort_key(zone), event.fields.order.unwrap_or(0));
            let place = event.section.map_or(0, |section| section + 1);
            (dates, place, event.id.as_str(), index(n))
        })
        .collect();
    keyed.sort_unstable();
    let mut order: Vec<u32> = keyed.iter().map(|&(.., n)| n).collect();
    let mut start = 0;
    for group in keyed.chunk_by(|a, b| a.0 == b.0) {
        if group.len() > 1 {
            put_causes_first(&mut order[start..start + group.len()], relations);
        }
        start += group.len();
    }
    order
}

impl Relations {
    /// What stands before an event where nothing else decides.
    fn before(&self, event: u32) -> impl Iterator<Item = u32> {
        let n = event as usize;
        [&self.follows[n], &self.responds_to[n], &self.part_of[n]].into_iter().flatten().copied()
    }
}

/// Sorts events of one date so that what one of them follows stands before it; else as they were.
fn put_causes_first(group: &mut [u32], relations: &Relations) {
    if group.iter().all(|&event| relations.before(event).next().is_none()) {
        return;
    }
    let index = |n: usize| u32::try_from(n).expect("fewer than 2^32 events");
    let rank: FxHashMap<u32, u32> = group.iter().enumerate().map(|(n, &event)| (event, index(n))).collect();
    let mut after: Vec<Vec<u32>> = vec![Vec::new(); group.len()];
    let mut waits_for: Vec<u32> = vec![0; group.len()];
    for (n, &event) in group.iter().enumerate() {
        for cause in relations.before(event).filter_map(|cause| rank.get(&cause)) {
            after[*cause as usize].push(index(n));
            waits_for[n] += 1;
        }
    }
    let mut ready: BinaryHeap<Reverse<u32>> =
        (0..group.len()).filter(|&n| waits_for[n] == 0).map(|n| Reverse(index(n))).collect();
    let mut sorted = Vec::with_capacity(group.len());
    while let Some(Reverse(n)) = ready.pop() {
        sorted.push(group[n as usize]);
        for &next in &after[n as usize] {
            waits_for[next as usize] -= 1;
            if waits_for[next as usize] == 0 {
                ready.push(Reverse(next));
            }
        }
    }
    // Where a part is said to come before its whole, those that wait for each other stay as they
    // were.
    sorted.extend((0..group.len()).filter(|&n| waits_for[n] > 0).map(|n| group[n]));
    group.copy_from_slice(&sorted);
}

/// How far an event's order among the others is established.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Whether it is established that it came after the one before it.
    pub(crate) after_previous: bool,
    /// Others, by their place in the order, with which its order is not established.
    pub(crate) unordered: Vec<u32>,
}

/// For each event in `order`, how far its order is established. The first `dated` have dates.
pub(crate) fn standings(
    events: &[NewEvent],
    order: &[u32],
    dated: usize,
    relations: &Relations,
    zone: Zone,
) -> Vec<Standing> {
    let begins: Vec<_> =
        order[..dated].iter().map(|&n| Span::of(events[n as usize].date.value(), zone).begin).collect();
    let line = Line { events, order, relations, blocks: blocks(&begins), begins };
    let mut standings: Vec<_> = (0..dated)
        .map(|n| Standing {
            after_previous: n == 0 || line.established(n - 1, n),
            unordered: line.unordered(n),
        })
        .collect();
    standings.resize(order.len(), Standing { after_previous: true, unordered: Vec::new() });
    standings
}

/// The dated events in order, with the stretch in which each begins.
struct Line<'a> {
    events: &'a [NewEvent],
    order: &'a [u32],
    relations: &'a Relations,
    begins: Vec<(Minute, Minute)>,
    /// Of each [`BLOCK`] of events, the earliest and the latest minute in which one may begin.
    blocks: Vec<(Minute, Minute)>,
}

const BLOCK: usize = 64;

fn blocks(begins: &[(Minute, Minute)]) -> Vec<(Minute, Minute)> {
    let joined = |a: (Minute, Minute), b: (Minute, Minute)| (a.0.min(b.0), a.1.max(b.1));
    begins.chunks(BLOCK).map(|block| block.iter().copied().fold(block[0], joined)).collect()
}

fn meet(a: (Minute, Minute), b: (Minute, Minute)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

impl Line<'_> {
    /// Whether it is established that what stands at `first` began before what stands at `second`.
    fn established(&self, first: usize, second: usize) -> bool {
        if !meet(self.begins[first], self.begins[second]) {
            return true;
        }
        let (a, b) = (self.order[first], self.order[second]);
        let order = |n: u32| self.events[n as usize].fields.order.unwrap_or(0);
        order(a) < order(b) || self.relations.before(b).any(|cause| cause == a)
    }

    /// The nearest events, besides direct neighbours, against which the order is not established.
    fn unordered(&self, n: usize) -> Vec<u32> {
        let mut before = self.meeting_before(n).filter(|&other| !self.established(other, n)).peekable();
        let mut after = self.meeting_after(n).filter(|&other| !self.established(n, other)).peekable();
        let mut found = Vec::new();
        while found.len() < MOST_UNORDERED {
            let next = match (before.peek(), after.peek()) {
                (Some(&b), Some(&a)) if n - b <= a - n => before.next(),
                (Some(_), None) => before.next(),
                _ => after.next(),
            };
            let Some(next) = next else { break };
            found.push(u32::try_from(next).expect("fewer than 2^32 events"));
        }
        found.sort_unstable();
        found
    }

    fn meeting_before(&self, n: usize) -> impl Iterator<Item = usize> {
        let own = self.begins[n];
        let mut at = n.saturating_sub(1);
        std::iter::from_fn(move || {
            while at > 0 {
                if at.is_multiple_of(BLOCK) && !meet(own, self.blocks[at / BLOCK - 1]) {
                    at -= BLOCK;
                    continue;
                }
                at -= 1;
                if meet(own, self.begins[at]) {
                    return Some(at);
                }
            }
            None
        })
        .take(LOOKED_AT)
    }

    fn meeting_after(&self, n: usize) -> impl Iterator<Item = usize> {
        let own = self.begins[n];
        let mut at = n + 2;
        std::iter::from_fn(move || {
            while at < self.begins.len() {
                if at.is_multiple_of(BLOCK) && !meet(own, self.blocks[at / BLOCK]) {
                    at += BLOCK;
                    continue;
                }
                at += 1;
                if meet(own, self.begins[at - 1]) {
                    return Some(at - 1);
                }
            }
            None
        })
        .take(LOOKED_AT)
    }
}
