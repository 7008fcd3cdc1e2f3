//! The stretch of time that a date may lie in.

use edtf_core::{Edtf, Interval, IntervalEndpoint, Set, SetElement, SetKind};

use crate::base::snapshot::Day;
use crate::dates::calendar;
use crate::dates::date::Value;
use crate::dates::zone::Zone;

/// A minute of the proleptic Gregorian calendar, counted from 1970-01-01T00:00 in the site's own
/// zone. A day is its first minute where it begins something and its last where it ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(pub i64);

impl Minute {
    /// The farthest minute that is told apart; what lies beyond counts as this one.
    pub const LAST: Self = Self(calendar::FARTHEST * 1440 + 1439);
    /// The same towards the past.
    pub const FIRST: Self = Self(-calendar::FARTHEST * 1440);

    /// The first minute of a day.
    pub fn first_of(day: Day) -> Self {
        Self(calendar::day_number(day.year, day.month, day.day) * 1440)
    }

    /// The last minute of a day.
    pub fn last_of(day: Day) -> Self {
        Self(Self::first_of(day).0 + 1439)
    }

    /// The day that it belongs to.
    pub fn day(self) -> Day {
        calendar::day_of(self.day_number())
    }

    /// Its day, counted from 1970-01-01.
    pub fn day_number(self) -> i64 {
        self.0.div_euclid(1440)
    }

    /// Its hour (0 to 23) and the minute in that (0 to 59).
    pub fn time(self) -> (u8, u8) {
        let minute = self.0.rem_euclid(1440);
        let small = |n: i64| u8::try_from(n).expect("a day has 24 hours of 60 minutes");
        (small(minute / 60), small(minute % 60))
    }

    /// Whether it stands for all that lies too far away to be told apart.
    pub fn is_saturated(self) -> bool {
        self <= Self::FIRST || self.day_number() >= calendar::FARTHEST
    }
}

/// One end of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// At this minute.
    At(Minute),
    /// There is no such end: `..`.
    Open,
    /// There is one, and it is not known.
    Unknown,
}

impl Bound {
    /// The minute, where there is one.
    pub fn minute(self) -> Option<Minute> {
        match self {
            Self::At(minute) => Some(minute),
            Self::Open | Self::Unknown => None,
        }
    }

    /// The day of that minute.
    pub fn day(self) -> Option<Day> {
        self.minute().map(Minute::day)
    }
}

/// The earliest and the latest minute that a date may touch, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// The earliest minute.
    pub earliest: Bound,
    /// The latest minute.
    pub latest: Bound,
}

/// An answer that may not be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It is so, whatever the dates turn out to be.
    Yes,
    /// It is not so.
    No,
    /// It cannot be told.
    Unknown,
}

/// Where something may begin and where it may end: for each, the earliest and the latest minute.
/// What is open or not known reaches as far as a minute can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) begin: (Minute, Minute),
    pub(crate) end: (Minute, Minute),
}

const BEFORE_ALL: Minute = Minute(i64::MIN);
const AFTER_ALL: Minute = Minute(i64::MAX);

/// The first and the last minute that a single date reaches.
type Reach = fn(&edtf_core::Date) -> (Minute, Minute);

impl Span {
    const ANY: Self = Self { begin: (BEFORE_ALL, AFTER_ALL), end: (BEFORE_ALL, AFTER_ALL) };

    /// Something that both begins and ends within a stretch.
    fn within(stretch: (Minute, Minute)) -> Self {
        Self { begin: stretch, end: stretch }
    }

    pub(crate) fn of(value: &Value, zone: Zone) -> Self {
        Self::reaching(value, zone, stretch)
    }

    /// The same, with each single date reaching as far as `reach` says.
    fn reaching(value: &Value, zone: Zone, reach: Reach) -> Self {
        match value {
            Value::Unknown => Self::ANY,
            Value::Minute(moment) => Self::within((moment.minute_in(zone), moment.minute_in(zone))),
            Value::Minutes(from, to) => {
                let (from, to) = (from.minute_in(zone), to.minute_in(zone));
                Self { begin: (from, from), end: (to, to) }
            }
            Value::Edtf(Edtf::Date(date)) => Self::within(reach(date)),
            Value::Edtf(Edtf::DateTime(time)) => Self::within(reach(&time.date)),
            Value::Edtf(Edtf::Interval(interval)) => Self::of_interval(interval, reach),
            Value::Edtf(Edtf::Set(set)) => Self::of_set(set, reach),
        }
    }

    fn of_interval(interval: &Interval, reach: Reach) -> Self {
        let end = match &interval.end {
            IntervalEndpoint::Date(date) => reach(date),
            IntervalEndpoint::OnOrAfter(date) => (reach(date).0, AFTER_ALL),
            IntervalEndpoint::OnOrBefore(date) => (BEFORE_ALL, reach(date).1),
            IntervalEndpoint::Open => (AFTER_ALL, AFTER_ALL),
            IntervalEndpoint::Unknown => (BEFORE_ALL, AFTER_ALL),
        };
        let begin = match &interval.start {
            IntervalEndpoint::Date(date) => reach(date),
            IntervalEndpoint::OnOrBefore(date) => (BEFORE_ALL, reach(date).1),
            IntervalEndpoint::OnOrAfter(date) => (reach(date).0, AFTER_ALL),
            IntervalEndpoint::Open | IntervalEndpoint::Unknown => (BEFORE_ALL, AFTER_ALL),
        };
        // Nothing ends before it begins, so either end narrows the other.
        Self { begin: (begin.0, begin.1.min(end.1)), end: (end.0.max(begin.0), end.1) }
    }

    fn of_set(set: &Set, reach: Reach) -> Self {
        let mut span: Option<Self> = None;
        for element in &set.elements {
            let next = match element {
                SetElement::Date(date) => Self::within(reach(date)),
                SetElement::OnOrBefore(date) if set.kind == SetKind::AllMembers => {
                    Self { begin: (BEFORE_ALL, reach(date).1), end: reach(date) }
                }
                SetElement::OnOrBefore(date) => Self::within((BEFORE_ALL, reach(date).1)),
                SetElement::OnOrAfter(date) if set.kind == SetKind::AllMembers => {
                    Self { begin: reach(date), end: (AFTER_ALL, AFTER_ALL) }
                }
                SetElement::OnOrAfter(date) => Self::within((reach(date).0, AFTER_ALL)),
                SetElement::Range(from, to) if set.kind == SetKind::AllMembers => {
                    Self { begin: reach(from), end: reach(to) }
                }
                SetElement::Range(from, to) => Self::within((reach(from).0, reach(to).1)),
            };
            span = Some(match span {
                None => next,
                Some(span) if set.kind == SetKind::AllMembers => Self {
                    begin: (span.begin.0.min(next.begin.0), span.begin.1.min(next.begin.1)),
                    end: (span.end.0.max(next.end.0), span.end.1.max(next.end.1)),
                },
                Some(span) => Self {
                    begin: (span.begin.0.min(next.begin.0), span.begin.1.max(next.begin.1)),
                    end: (span.end.0.min(next.end.0), span.end.1.max(next.end.1)),
                },
            });
        }
        span.unwrap_or(Self::ANY)
    }
}

/// The first and last minute of what a single date may be.
///
/// A season without a hemisphere is read as a northern one, and winter as beginning in December
/// of its year.
pub(crate) fn stretch(date: &edtf_core::Date) -> (Minute, Minute) {
    let bounds = Edtf::Date(*date).bounds();
    let day = |bound, far| match bound {
        edtf_core::Bound::Date(date) => Day { year: date.year, month: date.month, day: date.day },
        _ => far,
    };
    // Only a year too large for an `i64` has no bounds.
    let negative = match date.year.kind {
        edtf_core::YearKind::Exponential { significand, .. } => significand < 0,
        edtf_core::YearKind::Big { value } => value < 0,
        edtf_core::YearKind::Standard { negative, .. } => negative,
    };
    let far = Day { year: if negative { i64::MIN } else { i64::MAX }, month: 1, day: 1 };
    (Minute::first_of(day(bounds.earliest, far)), Minute::last_of(day(bounds.latest, far)))
}

/// The bounds of what a date says.
pub(crate) fn bounds(value: &Value, zone: Zone) -> Bounds {
    bounds_reaching(value, zone, stretch)
}

/// The same, with each single date reaching as far as `reach` says.
pub(crate) fn bounds_reaching(value: &Value, zone: Zone, reach: Reach) -> Bounds {
    let span = Span::reaching(value, zone, reach);
    let (begin, end) = match value {
        Value::Unknown => (true, true),
        Value::Edtf(Edtf::Interval(Interval { start, end })) => {
            (*start == IntervalEndpoint::Unknown, *end == IntervalEndpoint::Unknown)
        }
        _ => (false, false),
    };
    let bound = |minute, unknown| match minute {
        _ if unknown => Bound::Unknown,
        BEFORE_ALL | AFTER_ALL => Bound::Open,
        minute => Bound::At(minute),
    };
    Bounds { earliest: bound(span.begin.0, begin), latest: bound(span.end.1, end) }
}
