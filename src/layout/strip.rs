//! The truth strip: a linear drawing of the whole stretch, events above the line and reports below
//! it, so that what the elastic column does to time is always in sight.

use crate::base::arena::Id;
use crate::chronicle::model::{Chronicle, Event, Source};
use crate::dates::bounds::{Bound, Bounds, Minute};
use crate::layout::fit;
use crate::layout::placed::{Placed, reach};
use crate::layout::scale::Scale;
use crate::layout::ticks::{self, Tick, Unit};

/// The strip, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    /// Its scale.
    pub scale: Scale,
    /// What divides it.
    pub unit: Unit,
    /// The divisions.
    pub ticks: Vec<Tick>,
    /// What is drawn on it.
    pub drawn: Drawn,
}

/// What a strip shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawn {
    /// A mark for each event, and the lag of its reports.
    Marks {
        /// An event's mark above the line, in the chronicle's order.
        marks: Vec<Placed>,
        /// For each event that was reported on a known day, in the chronicle's order.
        lags: Vec<Lag>,
    },
    /// How many there are: for more events than marks have room.
    Density(Vec<Bin>),
}

/// The reports of one event, below the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lag {
    /// The event.
    pub event: Id<Event>,
    /// Where the event's mark is joined: its latest known place.
    pub from: i32,
    /// Each report on a known day: where, and which source; in the order of time.
    pub reports: Vec<(i32, Id<Source>)>,
    /// Whether reports lie beyond the strip's end.
    pub beyond: bool,
    /// The row below the line, from 0.
    pub row: usize,
}

/// A part of the strip's width, with what lies in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bin {
    /// Where it begins.
    pub x: i32,
    /// How many events begin in it.
    pub events: usize,
    /// How many reports of the strip's events were published in it.
    pub reports: usize,
    /// The first of the events.
    pub first: Option<Id<Event>>,
}

/// The most events that get a mark each.
const MARKS: usize = 60;
/// The width of a density bin.
const BIN: i32 = 8;
/// The most minutes of a strip that is divided by hours.
const HOURS: i128 = 3 * 1440;
/// How many minutes after the only event of a strip its reports may lie.
const ALONE: i64 = 400 * 1440;
/// How many minutes are drawn, at the least, beyond the only event of a strip where its beginning or
/// its end is open or not known.
const ROOM: i64 = 14 * 1440;
/// The room that a mark takes, with its margin.
const MARK: i32 = 14;

/// Draws `events`, in the chronicle's order, over `width` units; `None` where no date is bounded.
pub fn strip(chronicle: &Chronicle, events: &[Id<Event>], width: i32) -> Option<Strip> {
    let scale = scale(chronicle, events, width)?;
    let unit = match ticks::unit(&scale, 12) {
        // Hours only where the strip is about hours.
        Unit::Hours(_) if scale.minutes() > HOURS => Unit::Days(1),
        unit => unit,
    };
    let ticks = ticks::ticks(&scale, unit, 96);
    let drawn = if events.len() <= MARKS {
        let marks = marks(chronicle, events, &scale);
        let lags = lags(chronicle, events, &scale);
        Drawn::Marks { marks, lags }
    } else {
        Drawn::Density(density(chronicle, events, &scale, BIN))
    };
    Some(Strip { scale, unit, ticks, drawn })
}

/// The first and the last minute that the dates of `events` touch; `None` where none is bounded.
pub(crate) fn extent(chronicle: &Chronicle, events: &[Id<Event>]) -> Option<(Minute, Minute)> {
    let ends = || events.iter().flat_map(|&id| reach(chronicle, id)).flatten();
    Some((ends().min()?, ends().max()?))
}

/// The events' own stretch, and up to a third of it more for their reports; more where it is drawn
/// for one event alone.
fn scale(chronicle: &Chronicle, events: &[Id<Event>], width: i32) -> Option<Scale> {
    let (mut from, mut to) = extent(chronicle, events)?;
    if let [only] = events {
        // That it may have begun earlier, or lasted longer, has room to be seen.
        let Bounds { earliest, latest } = chronicle.events[*only].bounds;
        let room = ((to.0 - from.0) / 4).max(ROOM);
        if earliest.minute().is_none() {
            from = Minute(from.0.saturating_sub(room)).max(Minute::FIRST);
        }
        if latest.minute().is_none() {
            to = Minute(to.0.saturating_add(room)).min(Minute::LAST);
        }
    }
    let more = if events.len() == 1 { ALONE } else { (to.0.saturating_sub(from.0) / 3).max(1440) };
    let allowed = to.0.saturating_add(more);
    let last = events
        .iter()
        .flat_map(|id| reported(chronicle, *id))
        .map(|(minute, _)| minute.0)
        .filter(|minute| (from.0..=allowed).contains(minute))
        .max();
    let to = Minute(last.map_or(to.0, |last| last.max(to.0)));
    Some(Scale::new(Minute::first_of(from.day()), Minute::last_of(to.day()), width))
}

/// When an event was reported, where the day is known, and by what, in the order of time.
fn reported(chronicle: &Chronicle, id: Id<Event>) -> Vec<(Minute, Id<Source>)> {
    let day = |source: &Id<Source>| match chronicle.sources[*source].published {
        Some(Bounds { earliest: Bound::At(from), latest: Bound::At(to) })
            if from.day_number() == to.day_number() =>
        {
            Some((from, *source))
        }
        _ => None,
    };
    let mut reported: Vec<_> = chronicle.events[id].sources.iter().filter_map(day).collect();
    reported.sort_unstable();
    reported
}

fn marks(chronicle: &Chronicle, events: &[Id<Event>], scale: &Scale) -> Vec<Placed> {
    let mut marks: Vec<_> = events.iter().filter_map(|&event| Placed::new(chronicle, event, scale)).collect();
    let extents: Vec<_> = marks.iter().map(Placed::extent).collect();
    for (mark, row) in marks.iter_mut().zip(fit::rows(&extents, MARK)) {
        mark.row = row;
    }
    marks
}

fn lags(chronicle: &Chronicle, events: &[Id<Event>], scale: &Scale) -> Vec<Lag> {
    let mut lags: Vec<_> = events
        .iter()
        .filter_map(|&event| {
            let bounds = chronicle.events[event].bounds;
            let joined = bounds.latest.minute().or(bounds.earliest.minute())?;
            let reported = reported(chronicle, event);
            let inside = |minute: &Minute| (scale.from()..=scale.to()).contains(minute);
            let beyond = reported.iter().any(|(minute, _)| *minute > scale.to());
            let reports: Vec<_> = reported
                .into_iter()
                .filter(|(minute, _)| inside(minute))
                .map(|(minute, source)| (scale.x(minute), source))
                .collect();
            let from = scale.x(Minute::first_of(joined.day()));
            (!reports.is_empty() || beyond).then_some(Lag { event, from, reports, beyond, row: 0 })
        })
        .collect();
    let stretch = |lag: &Lag| {
        let first = lag.reports.first().map_or(lag.from, |report| report.0.min(lag.from));
        let last = lag.reports.last().map_or(lag.from, |report| report.0.max(lag.from));
        (first, if lag.beyond { scale.width() } else { last })
    };
    let stretches: Vec<_> = lags.iter().map(stretch).collect();
    for (lag, row) in lags.iter_mut().zip(fit::rows(&stretches, MARK)) {
        lag.row = row;
    }
    lags
}

/// How many `events` and how many of their reports there are in each part of `width` units, only
/// those with any.
pub(crate) fn density(chronicle: &Chronicle, events: &[Id<Event>], scale: &Scale, width: i32) -> Vec<Bin> {
    let count = scale.width() / width + 1;
    let mut bins: Vec<_> =
        (0..count).map(|n| Bin { x: n * width, events: 0, reports: 0, first: None }).collect();
    let bin = |minute| usize::try_from(scale.x(minute) / width).expect("an x is not negative");
    let mut sources = Vec::new();
    for &id in events {
        let event = &chronicle.events[id];
        sources.extend(reported(chronicle, id));
        let Some(minute) = event.bounds.earliest.minute().or(event.bounds.latest.minute()) else { continue };
        let bin = &mut bins[bin(minute)];
        bin.events += 1;
        bin.first = bin.first.or(Some(id));
    }
    sources.sort_unstable();
    sources.dedup();
    for (minute, _) in sources.into_iter().filter(|(minute, _)| (scale.from()..=scale.to()).contains(minute))
    {
        bins[bin(minute)].reports += 1;
    }
    bins.retain(|bin| bin.events + bin.reports > 0);
    bins
}
