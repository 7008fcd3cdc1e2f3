//! What would fall with each source, if it fell.

use crate::base::arena::Id;
use crate::chronicle::evidence::bearers;
use crate::chronicle::model::{Chronicle, Source};

/// How much rests on a source, or on what is known only through it or repeats it, and on nothing
/// else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Fall {
    /// The events that would have no source left.
    pub events: u32,
    /// The statements of all events that would have no evidence left.
    pub statements: u32,
}

/// How far a chain is followed: nobody writes longer ones.
const LONGEST: usize = 64;

/// What would fall with each source, by source.
pub fn falls(chronicle: &Chronicle) -> Vec<Fall> {
    let mut falls = vec![Fall::default(); chronicle.sources.len()];
    for event in chronicle.events.values() {
        for source in shared(&event.sources, chronicle) {
            falls[source.index()].events += 1;
        }
        let whole = &event.fields.sources;
        let whole: Vec<Id<Source>> = event
            .sources
            .iter()
            .copied()
            .filter(|&id| whole.iter().any(|key| **key == *chronicle.sources[id].key))
            .collect();
        for mut bearers in bearers(&event.text, &chronicle.citations) {
            bearers.extend(&whole);
            for source in shared(&bearers, chronicle) {
                falls[source.index()].statements += 1;
            }
        }
    }
    falls
}

/// The sources without which none of those is left: what all of them are known through, or repeat.
fn shared(sources: &[Id<Source>], chronicle: &Chronicle) -> Vec<Id<Source>> {
    let Some((&first, others)) = sources.split_first() else { return Vec::new() };
    let mut shared = behind(first, chronicle);
    for &other in others.iter().filter(|&&other| other != first) {
        if shared.is_empty() {
            break;
        }
        let behind = behind(other, chronicle);
        shared.retain(|source| behind.contains(source));
    }
    shared
}

/// A source, and all that it is known through or repeats.
fn behind(source: Id<Source>, chronicle: &Chronicle) -> Vec<Id<Source>> {
    let mut behind = vec![source];
    let mut next = 0;
    while next < behind.len() && behind.len() < LONGEST {
        let source = &chronicle.sources[behind[next]];
        for further in [source.via, source.repeats].into_iter().flatten() {
            if !behind.contains(&further) {
                behind.push(further);
            }
        }
        next += 1;
    }
    behind
}
