//! An event on a scale: its mark, or the marks of its rival dates.

use crate::base::arena::Id;
use crate::chronicle::model::{Chronicle, Event};
use crate::dates::bounds::{Bounds, Minute};
use crate::dates::date::Date;
use crate::dates::zone::Zone;
use crate::layout::mark::{self, Look, Shape};
use crate::layout::scale::Scale;

/// An event on a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The event.
    pub event: Id<Event>,
    /// Its mark; where accounts give different dates, a mark for each, under one bracket.
    pub parts: Vec<Part>,
    /// The row, from 0.
    pub row: usize,
}

/// The mark of one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it looks like.
    pub look: Look,
    /// What it covers, each from where to where, in order; several for a set of dates. Where the
    /// date has no such end, it reaches to the end of the scale.
    pub stretches: Vec<(i32, i32)>,
}

impl Placed {
    /// Places `event` on `scale`; `None` where its date has no mark.
    pub fn new(chronicle: &Chronicle, event: Id<Event>, scale: &Scale) -> Option<Self> {
        let zone = chronicle.config.time_zone;
        let of = &chronicle.events[event];
        let rivals = mark::rivals(of);
        let part = |date: &Date, look: Look| {
            (look.shape != Shape::Nothing)
                .then(|| Part { look, stretches: stretches(date, look, zone, scale) })
        };
        let parts: Vec<_> = if rivals.is_empty() {
            part(&of.date, mark::look(&of.date)).into_iter().collect()
        } else {
            rivals.iter().filter_map(|rival| part(rival.date, rival.look)).collect()
        };
        (!parts.is_empty()).then_some(Self { event, parts, row: 0 })
    }

    /// Where it begins and where it ends.
    pub fn extent(&self) -> (i32, i32) {
        let ends = self.parts.iter().flat_map(|part| &part.stretches).flat_map(|&(from, to)| [from, to]);
        (ends.clone().min().unwrap_or(0), ends.max().unwrap_or(0))
    }
}

fn stretches(date: &Date, look: Look, zone: Zone, scale: &Scale) -> Vec<(i32, i32)> {
    let at = |minute: Option<Minute>, end| minute.map_or(end, |minute| scale.x(minute));
    let ends = |bounds: Bounds| {
        let start = at(bounds.earliest.minute(), 0);
        // A day known is a point, not the width of a day.
        let end = if look.shape == Shape::Dot { start } else { at(bounds.latest.minute(), scale.width()) };
        (start, end)
    };
    mark::stretches(date, zone).into_iter().map(ends).collect()
}

/// The first and the last minute that an event's dates may touch, those of its accounts included;
/// `None` for an end that no date has.
pub fn reach(chronicle: &Chronicle, event: Id<Event>) -> [Option<Minute>; 2] {
    let event = &chronicle.events[event];
    let zone = chronicle.config.time_zone;
    let rivals = mark::rivals(event);
    let bounds = rivals.iter().map(|rival| rival.date.bounds(zone)).chain([event.bounds]);
    let minutes = bounds.flat_map(|b| [b.earliest.minute(), b.latest.minute()]).flatten();
    [minutes.clone().min(), minutes.max()]
}
