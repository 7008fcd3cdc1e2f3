//! What the dates alone establish about the order of two things.

use crate::dates::bounds::{Bound, Minute, Span, Truth};
use crate::dates::date::Date;
use crate::dates::zone::Zone;

/// A date's place in a chronicle: by the earliest day that it may touch; where its beginning is
/// open or not known, by the latest on which it may have begun. Of those on one day, what has a time of day goes first, by
/// its time; then the earlier latest day, what is more exact, and what is less qualified. A date
/// that is not known goes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey {
    place: Place,
    /// The minute of the day, where it is known.
    minute: Timed,
    latest: Latest,
    beginning_missing: bool,
    qualified: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Place {
    Day(i64),
    OpenBothWays,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Timed {
    At(i64),
    Not,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Latest {
    Day(i64),
    Missing,
}

impl Date {
    /// The date's place in a chronicle, in `zone`.
    pub fn sort_key(&self, zone: Zone) -> SortKey {
        let bounds = self.bounds(zone);
        let day = |bound: Bound| bound.minute().map(|minute| minute.day_number());
        let latest_beginning = Span::of(self.value(), zone).begin.1;
        let place = match day(bounds.earliest) {
            Some(day) => Place::Day(day),
            None if self.is_unknown() => Place::Unknown,
            None if latest_beginning > Minute::LAST => Place::OpenBothWays,
            None => Place::Day(latest_beginning.day_number()),
        };
        let minute = match bounds.earliest {
            Bound::At(minute) if self.has_time() => Timed::At(minute.0),
            _ => Timed::Not,
        };
        SortKey {
            place,
            minute,
            latest: day(bounds.latest).map_or(Latest::Missing, Latest::Day),
            beginning_missing: bounds.earliest.minute().is_none(),
            qualified: self.is_approximate() || self.is_uncertain(),
        }
    }
}

/// Whether `a` was over before `b` began.
pub fn before(a: &Date, b: &Date, zone: Zone) -> Truth {
    let (a, b) = (Span::of(a.value(), zone), Span::of(b.value(), zone));
    if a.end.1 < b.begin.0 {
        Truth::Yes
    } else if a.end.0 > b.begin.1 {
        Truth::No
    } else {
        Truth::Unknown
    }
}

/// Whether `a` began before `b` began; for two single days that is whether it lay before it. Two
/// things of one day, or of one minute, have no established order.
pub fn begins_before(a: &Date, b: &Date, zone: Zone) -> Truth {
    let (a, b) = (Span::of(a.value(), zone), Span::of(b.value(), zone));
    if a.begin.1 < b.begin.0 {
        Truth::Yes
    } else if a.begin.0 > b.begin.1 {
        Truth::No
    } else {
        Truth::Unknown
    }
}

/// How many days after the event it was reported: the least and the most that the two dates
/// allow. Negative where the report may come first. `None` where either date is unbounded.
pub fn lag_days(event: &Date, report: &Date, zone: Zone) -> Option<(i64, i64)> {
    let (event, report) = (event.bounds(zone), report.bounds(zone));
    let day = |bound: Bound| {
        bound.minute().filter(|minute| !minute.is_saturated()).map(|minute| minute.day_number())
    };
    let least = day(report.earliest)?.saturating_sub(day(event.latest)?);
    let most = day(report.latest)?.saturating_sub(day(event.earliest)?);
    Some((least, most))
}
