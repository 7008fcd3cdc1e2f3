//! A date as other formats can have it: never more exact than it is known.
//!
//! `docs/reference/export-dates.md` shows what becomes of each form of date in each format.

use edtf_core::{Edtf, Interval, IntervalEndpoint};

use crate::base::snapshot::Day;
use crate::dates::bounds::{self, Bounds};
use crate::dates::date::{Date, Value};
use crate::dates::form::{Kind, Unit, unit};
use crate::dates::zone::Zone;

/// What is known of a date, by the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    /// The date itself; [`Shape::Other`] where only words can say it.
    pub(crate) shape: Shape,
    /// Whether it is an estimate or in doubt, in any part.
    pub(crate) qualified: bool,
    /// Whether `shape` leaves out a time of day.
    pub(crate) had_time: bool,
    /// The smallest day, month or year in which all that it may be lies.
    pub(crate) within: Option<Point>,
}

/// The form that a date has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing is known.
    Unknown,
    /// A day, a month, or a year.
    Point(Point),
    /// A season of a year: 1 is spring, 4 winter.
    Season(i64, u8),
    /// From the one to the other; at least one end is a [`Edge::At`].
    Range(Edge, Edge),
    /// A decade, one of several, an open choice, …
    Other,
}

/// A day, a month, or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Point {
    /// The astronomical year.
    pub(crate) year: i64,
    /// From 1.
    pub(crate) month: Option<u8>,
    /// From 1; only where there is a month.
    pub(crate) day: Option<u8>,
}

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// Then.
    At(Point),
    /// There is none.
    Open,
    /// There is one, and it is not known.
    Unknown,
}

impl Known {
    /// What is known of `date`. Bare times are the site's own, in `zone`.
    pub(crate) fn of(date: &Date, zone: Zone) -> Self {
        let form = date.form();
        Self {
            shape: shape(date, zone),
            qualified: form.approximate || form.uncertain,
            had_time: date.has_time(),
            within: within(date.bounds(zone)),
        }
    }

    /// The day, month or year, where that is all there is to say, and certain.
    pub(crate) fn exact(&self) -> Option<Point> {
        match self.shape {
            Shape::Point(point) if !self.qualified => Some(point),
            _ => None,
        }
    }
}

impl Point {
    /// As ISO 8601 has it, with a sign before years that are not 0 to 9999.
    pub(crate) fn iso(self) -> String {
        let Self { year, month, day } = self;
        let sign = match year {
            ..0 => "-",
            10_000.. => "+",
            _ => "",
        };
        let mut text = format!("{sign}{:04}", year.unsigned_abs());
        for part in [month, day].into_iter().flatten() {
            text.push_str(&format!("-{part:02}"));
        }
        text
    }

    fn of(day: Day, unit: Unit) -> Option<Self> {
        let Day { year, month, day } = day;
        match unit {
            Unit::Minute | Unit::Day => Some(Self { year, month: Some(month), day: Some(day) }),
            Unit::Month => Some(Self { year, month: Some(month), day: None }),
            Unit::Year => Some(Self { year, month: None, day: None }),
            _ => None,
        }
    }

    /// A single date of EDTF, where it is a day, a month or a year that can be told apart.
    fn of_edtf(date: &edtf_core::Date) -> Option<Self> {
        let (earliest, latest) = bounds::stretch(date);
        if earliest.is_saturated() || latest.is_saturated() {
            return None;
        }
        Self::of(earliest.day(), unit(date))
    }
}

fn shape(date: &Date, zone: Zone) -> Shape {
    let point = |point: Option<Point>| point.map_or(Shape::Other, Shape::Point);
    match date.value() {
        Value::Unknown => Shape::Unknown,
        // By the clock that it was written by.
        Value::Minute(moment) => point(Point::of(moment.calendar_day(), Unit::Day)),
        Value::Minutes(from, to) => {
            let days = [from, to].map(|moment| Point::of(moment.calendar_day(), Unit::Day));
            match days {
                [Some(from), Some(to)] if from == to => Shape::Point(from),
                [Some(from), Some(to)] => Shape::Range(Edge::At(from), Edge::At(to)),
                _ => Shape::Other,
            }
        }
        Value::Edtf(Edtf::Date(single)) => match season(single) {
            Some((year, season)) => Shape::Season(year, season),
            None => point(Point::of_edtf(single)),
        },
        Value::Edtf(Edtf::Interval(Interval { start, end })) => match (edge(start), edge(end)) {
            (Some(from @ Edge::At(_)), Some(to)) | (Some(from), Some(to @ Edge::At(_))) => {
                Shape::Range(from, to)
            }
            _ => Shape::Other,
        },
        // A set of one is that one.
        Value::Edtf(Edtf::Set(_)) if matches!(date.form().kind, Kind::One(_)) => {
            point(within(date.bounds(zone)))
        }
        Value::Edtf(_) => Shape::Other,
    }
}

fn edge(end: &IntervalEndpoint) -> Option<Edge> {
    match end {
        IntervalEndpoint::Date(date) => Point::of_edtf(date).map(Edge::At),
        IntervalEndpoint::Open => Some(Edge::Open),
        IntervalEndpoint::Unknown => Some(Edge::Unknown),
        IntervalEndpoint::OnOrBefore(_) | IntervalEndpoint::OnOrAfter(_) => None,
    }
}

/// The year and the season of `2010-21` to `2010-24`, those without a hemisphere.
fn season(date: &edtf_core::Date) -> Option<(i64, u8)> {
    let month = date.month?.value()?;
    let year = date.year.value()?;
    (21..=24).contains(&month).then(|| (year, month - 20))
}

/// The smallest day, month or year that holds a stretch.
fn within(bounds: Bounds) -> Option<Point> {
    let (from, to) = (bounds.earliest.minute()?, bounds.latest.minute()?);
    if from.is_saturated() || to.is_saturated() {
        return None;
    }
    let (from, to) = (from.day(), to.day());
    if from == to {
        return Point::of(from, Unit::Day);
    }
    if (from.year, from.month) == (to.year, to.month) {
        return Point::of(from, Unit::Month);
    }
    Point::of(from, Unit::Year).filter(|_| from.year == to.year)
}
