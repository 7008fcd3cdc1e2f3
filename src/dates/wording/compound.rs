//! Minutes, intervals and sets.

use edtf_core::{Date, Interval, IntervalEndpoint, Precision, Set, SetElement, SetKind};

use crate::base::snapshot::Day;
use crate::dates::date::Moment;
use crate::dates::wording::names::Joined;
use crate::dates::wording::speaker::{Phrase, Speaker};
use crate::dates::wording::words::Key;
use crate::dates::zone::Zone;

impl Speaker<'_> {
    pub(crate) fn moment(&self, moment: Moment) -> Phrase {
        self.moment_at(moment, self.offset(moment.offset))
    }

    /// The same where no page says what zone is meant by a bare time: `zone`.
    pub(crate) fn moment_in(&self, moment: Moment, zone: Zone) -> Phrase {
        self.moment_at(moment, Some(self.clock(moment, zone)))
    }

    fn moment_at(&self, moment: Moment, clock: Option<Phrase>) -> Phrase {
        let day = self.day(moment.calendar_day());
        self.timed(&day, self.time(moment.hour, moment.minute), clock)
    }

    pub(crate) fn moments(&self, from: Moment, to: Moment) -> Phrase {
        self.moments_at(from, to, [from, to].map(|moment| self.offset(moment.offset)))
    }

    /// The same where no page says what zone is meant by bare times: `zone`.
    pub(crate) fn moments_in(&self, from: Moment, to: Moment, zone: Zone) -> Phrase {
        self.moments_at(from, to, [from, to].map(|moment| Some(self.clock(moment, zone))))
    }

    fn moments_at(&self, from: Moment, to: Moment, clocks: [Option<Phrase>; 2]) -> Phrase {
        let [first, last] = clocks;
        if from.calendar_day() != to.calendar_day() || first != last {
            return self.range(&self.moment_at(from, first), &self.moment_at(to, last));
        }
        let times = [from, to].map(|moment| Phrase::same(self.time(moment.hour, moment.minute)));
        let times = self.phrase(Key::Times, &[("from", &times[0]), ("to", &times[1])]);
        self.timed(&self.day(from.calendar_day()), times.plain, first)
    }

    /// The time of a moment, with its own clock's distance from UTC where that is written.
    pub(crate) fn time_of(&self, moment: Moment) -> String {
        let time = self.time(moment.hour, moment.minute);
        let Some(zone) = self.offset(moment.offset) else { return time };
        let time = Phrase::same(time);
        self.phrase(Key::TimeZone, &[("time", &time), ("zone", &zone)]).plain
    }

    fn timed(&self, day: &Phrase, time: String, clock: Option<Phrase>) -> Phrase {
        let time = Phrase::same(time);
        match clock {
            None => self.phrase(Key::Moment, &[("date", day), ("time", &time)]),
            Some(zone) => self.phrase(Key::MomentZone, &[("date", day), ("time", &time), ("zone", &zone)]),
        }
    }

    /// A clock's distance from UTC.
    fn offset(&self, offset: Option<i16>) -> Option<Phrase> {
        offset.map(|offset| Phrase::same(self.names.digits(&utc_offset(offset))))
    }

    /// The clock that a moment is told by: its distance from UTC, or its name where it showed that time
    /// twice or never.
    fn clock(&self, moment: Moment, zone: Zone) -> Phrase {
        self.offset(moment.offset_in(zone)).unwrap_or_else(|| Phrase::same(zone.name().to_owned()))
    }

    pub(crate) fn interval(&self, interval: &Interval) -> Phrase {
        use IntervalEndpoint as End;
        let alone = |key, end| self.phrase(key, &[("date", &self.end(end))]);
        match (&interval.start, &interval.end) {
            (End::Date(from), End::Date(to)) => self.dates(from, to),
            (End::Open, end) => alone(Key::Until, end),
            (End::Unknown, end) => alone(Key::UntilUnknown, end),
            (start, End::Open) => alone(Key::Since, start),
            (start, End::Unknown) => alone(Key::SinceUnknown, start),
            (start, end) => self.range(&self.end(start), &self.end(end)),
        }
    }

    /// One end of an interval.
    pub(crate) fn end(&self, end: &IntervalEndpoint) -> Phrase {
        match end {
            IntervalEndpoint::Date(date) => self.single(date),
            IntervalEndpoint::OnOrBefore(date) => self.around(Key::OrEarlier, date),
            IntervalEndpoint::OnOrAfter(date) => self.around(Key::OrLater, date),
            IntervalEndpoint::Open => self.phrase(Key::EndOpen, &[]),
            IntervalEndpoint::Unknown => self.phrase(Key::EndUnknown, &[]),
        }
    }

    fn around(&self, key: Key, date: &Date) -> Phrase {
        self.phrase(key, &[("date", &self.single(date))])
    }

    /// From a date to another, saying once what they share.
    fn dates(&self, from: &Date, to: &Date) -> Phrase {
        let months = |date: &Date| Some((date.year.value()?, date.month?.value()?));
        let day = |date: &Date| {
            let (year, month) = months(date)?;
            Some(Day { year, month, day: date.day?.value()? })
        };
        if !(exact(from) && exact(to)) || from.precision() != to.precision() {
            return self.range(&self.single(from), &self.single(to));
        }
        let same = match from.precision() {
            Precision::Day => day(from).zip(day(to)).map(|(from, to)| self.days(from, to)),
            Precision::Month => months(from).zip(months(to)).map(|(from, to)| self.months(from, to)),
            Precision::Year => from.year.value().zip(to.year.value()).map(|(from, to)| self.years(from, to)),
            Precision::Season if from == to => Some(self.single(to)),
            Precision::Season => None,
        };
        same.unwrap_or_else(|| self.range(&self.single(from), &self.single(to)))
    }

    pub(crate) fn set(&self, set: &Set) -> Phrase {
        let one = set.kind == SetKind::OneMember;
        let alone = set.elements.len() == 1;
        let phrases: Vec<Phrase> = set
            .elements
            .iter()
            .map(|element| match element {
                SetElement::Date(date) => self.single(date),
                SetElement::OnOrBefore(date) if !one => self.around(Key::AllUntil, date),
                SetElement::OnOrAfter(date) if !one => self.around(Key::AllSince, date),
                // `by 2010` could be read as before it.
                SetElement::OnOrBefore(date) if alone && date.precision() == Precision::Day => {
                    self.around(Key::By, date)
                }
                SetElement::OnOrBefore(date) => self.around(Key::OrEarlier, date),
                SetElement::OnOrAfter(date) => self.around(Key::OrLater, date),
                SetElement::Range(from, to) if !one || from == to => self.dates(from, to),
                SetElement::Range(from, to) => {
                    let key = match from.precision() {
                        Precision::Day => Key::OneOfDays,
                        Precision::Month | Precision::Season => Key::OneOfMonths,
                        Precision::Year => Key::OneOfYears,
                    };
                    self.phrase(key, &[("range", &self.dates(from, to))])
                }
            })
            .collect();
        self.list(&phrases, if one { Joined::Or } else { Joined::And })
    }
}

/// Whether every digit of a date is known and nothing qualifies it.
fn exact(date: &Date) -> bool {
    !date.has_unspecified()
        && !date.is_approximate()
        && !date.is_uncertain()
        && date.year.significant_digits.is_none()
}

/// `UTC`, `UTC+3`, `UTC−5:30`.
fn utc_offset(offset: i16) -> String {
    let (sign, size) = (if offset < 0 { '−' } else { '+' }, offset.unsigned_abs());
    match (size / 60, size % 60) {
        (0, 0) => "UTC".into(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}
