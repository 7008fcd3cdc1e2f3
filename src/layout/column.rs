//! The elastic column: events one under the other, with as much room between them as the time
//! between them asks for, up to a cap.

use crate::base::arena::Id;
use crate::chronicle::model::{Chronicle, Event};
use crate::dates::bounds::{Bound, Minute};

/// A row of the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A year begins.
    Year(i64),
    /// The time between two events.
    Gap(Gap),
    /// The order of so many events is not established. It is said once: between two, and before
    /// three or more.
    Unordered(usize),
    /// Several events of one day follow.
    Burst {
        /// How many.
        count: usize,
        /// Whether just their order is not established; then no [`Row::Unordered`] says so.
        unordered: bool,
    },
    /// An event.
    Event {
        /// Which.
        id: Id<Event>,
        /// Whether its order after the event above is not established.
        order_open: bool,
    },
}

/// The time between two events whose order is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The days from the one to the other, by what is known of them the fewest; at least 1.
    pub days: i64,
    /// Whether it is just that many: the day of each is known.
    pub exact: bool,
    /// How much room that takes, from 0 to [`CAP`].
    pub steps: u8,
    /// Whether it would take more than the cap: it is drawn as a break.
    pub broken: bool,
}

/// The most steps that a gap takes before it becomes a break.
pub const CAP: u8 = 8;

/// The shortest run of one year's events for which years are told apart.
const YEARS_FROM: usize = 2;

/// Lays `events`, in the chronicle's order, under each other.
pub fn column(chronicle: &Chronicle, events: &[Id<Event>]) -> Vec<Row> {
    let gaps = gaps(chronicle, events);
    let scale = usual(&gaps);
    let days_of: Vec<_> = events.iter().map(|&id| single_day(&chronicle.events[id])).collect();
    let years: Vec<_> = events.iter().map(|&id| year(&chronicle.events[id])).collect();
    let mut distinct: Vec<_> = years.iter().flatten().copied().collect();
    distinct.dedup();
    let tell_years = distinct.len() >= YEARS_FROM;
    let mut rows = Vec::with_capacity(events.len() * 2);
    let mut told = None;
    let unordered = runs(events.len(), |n| !follows(chronicle, events[n - 1], events[n]));
    let bursts = runs(events.len(), |n| days_of[n].is_some() && days_of[n] == days_of[n - 1]);
    for (n, &id) in events.iter().enumerate() {
        let order_open = unordered[n] == 0;
        if n > 0
            && !order_open
            && let Some(days) = gaps[n - 1]
        {
            let exact = days_of[n - 1].is_some() && days_of[n].is_some();
            rows.push(Row::Gap(gap(days, exact, scale)));
        }
        let is_second = order_open && unordered[n - 1] == 2;
        if unordered[n] > 2 && unordered[n] != bursts[n] {
            rows.push(Row::Unordered(unordered[n]));
        } else if is_second && bursts[n - 1] != 2 {
            rows.push(Row::Unordered(2));
        }
        if tell_years && years[n].is_some() && years[n] != told {
            told = years[n];
            rows.extend(told.map(Row::Year));
        }
        if bursts[n] > 1 {
            rows.push(Row::Burst { count: bursts[n], unordered: unordered[n] == bursts[n] });
        }
        rows.push(Row::Event { id, order_open });
    }
    rows
}

/// How long the run is that begins at each of `many` places, where `goes_on` says of all but the
/// first whether it is one with the place before; 0 where none begins.
fn runs(many: usize, goes_on: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut runs = vec![0; many];
    let mut begin = 0;
    for n in 0..many {
        if n == 0 || !goes_on(n) {
            begin = n;
        }
        runs[begin] += 1;
    }
    runs
}

/// Whether `next` is known to come after `id`, its neighbour on the page. Neighbours on a page are
/// not always neighbours in the chronicle; then their dates decide.
fn follows(chronicle: &Chronicle, id: Id<Event>, next: Id<Event>) -> bool {
    let (before, after) = (&chronicle.events[id], &chronicle.events[next]);
    if next.index() == id.index() + 1 {
        return after.order_established;
    }
    match (before.bounds.latest, after.bounds.earliest) {
        (Bound::At(end), Bound::At(start)) => end < start,
        _ => false,
    }
}

/// The days between neighbours, where both sides of the gap are known and it is at least one.
fn gaps(chronicle: &Chronicle, events: &[Id<Event>]) -> Vec<Option<i64>> {
    let pair = |pair: &[Id<Event>]| {
        let (before, after) = (&chronicle.events[pair[0]], &chronicle.events[pair[1]]);
        let (Bound::At(end), Bound::At(start)) = (before.bounds.latest, after.bounds.earliest) else {
            return None;
        };
        let days = start.day_number().saturating_sub(end.day_number());
        (days > 0).then_some(days)
    };
    events.windows(2).map(pair).collect()
}

/// The median gap: what one step stands for.
fn usual(gaps: &[Option<i64>]) -> i64 {
    let mut known: Vec<_> = gaps.iter().flatten().copied().collect();
    known.sort_unstable();
    known.get(known.len() / 2).copied().unwrap_or(1)
}

fn gap(days: i64, exact: bool, usual: i64) -> Gap {
    // A gap of the usual length takes two steps, so that shorter ones still differ.
    let steps = (i128::from(days) * 2 + i128::from(usual) / 2) / i128::from(usual);
    let broken = steps > i128::from(CAP);
    Gap { days, exact, steps: u8::try_from(steps.min(i128::from(CAP))).expect("at most the cap"), broken }
}

fn single_day(event: &Event) -> Option<i64> {
    match (event.bounds.earliest, event.bounds.latest) {
        (Bound::At(from), Bound::At(to)) if from.day_number() == to.day_number() => Some(from.day_number()),
        _ => None,
    }
}

fn year(event: &Event) -> Option<i64> {
    let year = |minute: Minute| minute.day().year;
    event.bounds.earliest.minute().or(event.bounds.latest.minute()).map(year)
}
