//! Zooming without script: a page for all, and closer and closer pages where there are too many
//! events for one.
//!
//! A page of more than [`MOST`] events is divided by the next smaller of: thousands of years,
//! centuries, decades, years, months, days. Of the units of years it is the smallest that divides
//! what its events span into at most [`PARTS`] parts; a unit that would leave them all in one part
//! is passed over. A part has a page where at least one event lies wholly within it. What is too
//! vague for any one part stays with the page that is divided. A day is not divided.
//!
//! So every page but the first belongs to one of more than [`MOST`] events, and a chronicle of any
//! size has few of them: at most [`PARTS`] for each `MOST` events at each of the units.

use std::collections::BTreeMap;

use crate::base::arena::Id;
use crate::base::snapshot::Day;
use crate::chronicle::model::{Chronicle, Event};
use crate::dates::bounds::{Bound, Minute};
use crate::layout::pages::Stretch;

/// The most events that are drawn with a mark each.
pub const MOST: usize = 150;

/// The most parts into which a page is divided: the days of a month.
pub const PARTS: i64 = 31;

/// A stretch of the calendar that has a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// So many years, from the first of them: `Years(1910, 10)`. Those of a page are a power of ten.
    Years(i64, i64),
    /// A month of a year.
    Month(i64, u8),
    /// A day.
    Day(Day),
}

impl Period {
    /// The time that a page of a list is about; `None` where it holds what has no date.
    pub fn of(stretch: Stretch) -> Option<Self> {
        Some(match stretch {
            Stretch::Years(from, to) => Self::Years(from, to.saturating_sub(from).saturating_add(1)),
            Stretch::Year(year) => Self::Years(year, 1),
            Stretch::Month(year, month) => Self::Month(year, month),
            Stretch::Day(day) => Self::Day(day),
            Stretch::Undated => return None,
        })
    }

    /// Whether all of `other` lies in it.
    pub fn holds(self, other: Self) -> bool {
        self.first() <= other.first() && other.last() <= self.last()
    }

    /// Its first minute.
    pub fn first(self) -> Minute {
        match self {
            Self::Years(year, _) => Minute::first_of(Day { year, month: 1, day: 1 }),
            Self::Month(year, month) => Minute::first_of(Day { year, month, day: 1 }),
            Self::Day(day) => Minute::first_of(day),
        }
    }

    /// Its last minute.
    pub fn last(self) -> Minute {
        let next = match self {
            Self::Years(year, many) => Day { year: year.saturating_add(many), month: 1, day: 1 },
            Self::Month(year, 12) => Day { year: year.saturating_add(1), month: 1, day: 1 },
            Self::Month(year, month) => Day { year, month: month + 1, day: 1 },
            Self::Day(day) => return Minute::last_of(day),
        };
        Minute(Minute::first_of(next).0 - 1)
    }
}

/// A page: all of the chronicle's sequence, or a period of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The period; `None` for all.
    pub period: Option<Period>,
    /// The page that it is a part of.
    pub whole: Option<usize>,
    /// How many events lie within it.
    pub many: usize,
    /// Those of them that lie in none of its parts, in the chronicle's order: all, where it has no
    /// parts.
    pub events: Vec<Id<Event>>,
    /// Its parts, in the order of time.
    pub parts: Vec<usize>,
}

/// What a page is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Years(i64),
    Months,
    Days,
}

impl Unit {
    fn part(self, minute: Minute) -> Period {
        let day = minute.day();
        match self {
            Self::Years(many) => Period::Years(day.year.div_euclid(many).saturating_mul(many), many),
            Self::Months => Period::Month(day.year, day.month),
            Self::Days => Period::Day(day),
        }
    }

    /// The next smaller; of years the first that is smaller than so many.
    fn smaller(self) -> Option<Self> {
        match self {
            Self::Years(1) => Some(Self::Months),
            Self::Years(many) => Some(Self::Years(many / 10)),
            Self::Months => Some(Self::Days),
            Self::Days => None,
        }
    }
}

/// The pages of a chronicle's sequence, all of it first, each before its parts. Background and what
/// has no date are not among their events.
pub fn pages(chronicle: &Chronicle) -> Vec<Page> {
    let events: Vec<_> =
        chronicle.events.ids().take(chronicle.dated).filter(|&id| !chronicle.events[id].background).collect();
    let mut pages = Vec::new();
    page(chronicle, &mut pages, None, None, events);
    pages
}

/// Adds the page of `events` and its parts. The depth is that of the units.
fn page(
    chronicle: &Chronicle,
    pages: &mut Vec<Page>,
    period: Option<Period>,
    whole: Option<usize>,
    events: Vec<Id<Event>>,
) -> usize {
    let n = pages.len();
    let many = events.len();
    let (events, parts) =
        if many > MOST { divide(chronicle, period, events) } else { (events, BTreeMap::new()) };
    pages.push(Page { period, whole, many, events, parts: Vec::new() });
    for (period, events) in parts {
        let part = page(chronicle, pages, Some(period), Some(n), events);
        pages[n].parts.push(part);
    }
    n
}

type Parts = BTreeMap<Period, Vec<Id<Event>>>;

/// What lies in no one part, and what lies in each.
fn divide(chronicle: &Chronicle, period: Option<Period>, events: Vec<Id<Event>>) -> (Vec<Id<Event>>, Parts) {
    let within = |id: Id<Event>, unit: Unit| {
        let bounds = chronicle.events[id].bounds;
        let (Bound::At(from), Bound::At(to)) = (bounds.earliest, bounds.latest) else { return None };
        let part = unit.part(from);
        (part == unit.part(to) && !from.is_saturated() && !to.is_saturated()).then_some(part)
    };
    let mut unit = match period {
        None => by_years(chronicle, &events, i64::MAX),
        Some(Period::Years(_, 1)) => Some(Unit::Months),
        Some(Period::Years(_, many)) => by_years(chronicle, &events, many),
        Some(Period::Month(..)) => Some(Unit::Days),
        Some(Period::Day(_)) => None,
    };
    while let Some(by) = unit {
        let mut parts = events.iter().filter_map(|&id| within(id, by));
        let first = parts.next();
        if parts.any(|part| Some(part) != first) {
            let (mut vague, mut of) = (Vec::new(), Parts::new());
            for id in events {
                match within(id, by) {
                    Some(part) => of.entry(part).or_default().push(id),
                    None => vague.push(id),
                }
            }
            return (vague, of);
        }
        unit = by.smaller();
    }
    (events, Parts::new())
}

/// The smallest power of ten of years, less than `below`, by which what the events span has at most
/// [`PARTS`] parts.
fn by_years(chronicle: &Chronicle, events: &[Id<Event>], below: i64) -> Option<Unit> {
    let year = |bound: Bound| bound.minute().filter(|minute| !minute.is_saturated()).map(|m| m.day().year);
    let years = || {
        let both = |&id: &Id<Event>| {
            let bounds = chronicle.events[id].bounds;
            Some([year(bounds.earliest)?, year(bounds.latest)?])
        };
        events.iter().filter_map(both).flatten()
    };
    let (first, last) = (years().min()?, years().max()?);
    let mut many: i64 = 1;
    while last.div_euclid(many).saturating_sub(first.div_euclid(many)) >= PARTS {
        many = many.checked_mul(10)?;
    }
    (many < below).then_some(Unit::Years(many)).or(Some(Unit::Years(1)))
}
