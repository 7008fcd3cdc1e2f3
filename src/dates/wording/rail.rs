//! A date for the margin.

use edtf_core::{Edtf, Interval, IntervalEndpoint, SetElement};

use crate::base::snapshot::Day;
use crate::dates::bounds::stretch;
use crate::dates::date::{Date, Value};
use crate::dates::form::{End, Kind, Unit};
use crate::dates::wording::Rail;
use crate::dates::wording::names::Kind as Piece;
use crate::dates::wording::single::whole;
use crate::dates::wording::speaker::Speaker;
use crate::dates::wording::words::Key;

/// The calendar's first day. A day before it may be meant by another calendar, so that its
/// weekday is not told.
const GREGORIAN: Day = Day { year: 1582, month: 10, day: 15 };

/// A date in the parts that a margin shows. What does not fit them is the whole date, as `rest`.
pub(crate) fn rail(speaker: &Speaker<'_>, date: &Date) -> Rail {
    let rail = parts(speaker, date);
    if rail.day.is_some() { rail } else { whole_text(speaker, date) }
}

fn parts(speaker: &Speaker<'_>, date: &Date) -> Rail {
    let mark = |key| Some(speaker.phrase(key, &[]).plain);
    match (date.form().kind, date.value()) {
        (Kind::One(Unit::Minute), Value::Minute(moment)) => {
            let day = Some(moment.calendar_day());
            Rail { time: Some(speaker.time_of(*moment)), ..one_day(speaker, day) }
        }
        (Kind::By(Unit::Day), Value::Edtf(Edtf::Set(set))) => match set.elements[..] {
            [SetElement::OnOrBefore(ref date)] if plain(date) => {
                Rail { mark: mark(Key::MarkBy), weekday: None, ..one_day(speaker, day_of(date)) }
            }
            _ => whole_text(speaker, date),
        },
        (Kind::From(Unit::Day), Value::Edtf(Edtf::Set(set))) => match set.elements[..] {
            [SetElement::OnOrAfter(ref date)] if plain(date) => {
                Rail { mark: mark(Key::MarkFrom), weekday: None, ..one_day(speaker, day_of(date)) }
            }
            _ => whole_text(speaker, date),
        },
        (Kind::Until(End::At(Unit::Day)), Value::Edtf(Edtf::Interval(interval))) => match interval.end {
            IntervalEndpoint::Date(ref date) if plain(date) => {
                Rail { mark: mark(Key::MarkUntil), weekday: None, ..one_day(speaker, day_of(date)) }
            }
            _ => whole_text(speaker, date),
        },
        (Kind::Since(End::At(Unit::Day)), Value::Edtf(Edtf::Interval(interval))) => match interval.start {
            IntervalEndpoint::Date(ref date) if plain(date) => {
                Rail { mark: mark(Key::MarkSince), weekday: None, ..one_day(speaker, day_of(date)) }
            }
            _ => whole_text(speaker, date),
        },
        (Kind::One(Unit::Day), Value::Edtf(Edtf::Date(single))) => match whole(single) {
            Some(qualifier) => {
                let mark = match (qualifier.approximate, qualifier.uncertain) {
                    (false, false) => None,
                    (true, false) => mark(Key::MarkAbout),
                    (false, true) => mark(Key::MarkPerhaps),
                    (true, true) => mark(Key::MarkPerhapsAbout),
                };
                let rail = one_day(speaker, day_of(single));
                let weekday = rail.weekday.filter(|_| mark.is_none());
                Rail { mark, weekday, ..rail }
            }
            None => whole_text(speaker, date),
        },
        (Kind::Interval(End::At(Unit::Day), End::At(Unit::Day)), Value::Edtf(Edtf::Interval(interval))) => {
            within_month(speaker, interval).unwrap_or_else(|| whole_text(speaker, date))
        }
        _ => whole_text(speaker, date),
    }
}

fn whole_text(speaker: &Speaker<'_>, date: &Date) -> Rail {
    Rail { rest: speaker.date(date).plain, ..Rail::default() }
}

fn one_day(speaker: &Speaker<'_>, day: Option<Day>) -> Rail {
    let Some(day) = day else { return Rail::default() };
    let pieces = speaker.has_parts(day.year).then(|| speaker.full(day));
    let number = pieces.as_ref().and_then(|pieces| pieces.get(Piece::Day)).map(str::to_owned);
    Rail {
        mark: None,
        rest: if number.is_some() { month_under(speaker, day) } else { speaker.day(day).plain },
        day: number,
        time: None,
        weekday: (day >= GREGORIAN).then(|| speaker.weekday(day)),
    }
}

/// A month with its year, under the number of a day: as it stands after one, unless the language
/// puts the day last.
fn month_under(speaker: &Speaker<'_>, day: Day) -> String {
    let month = speaker.month(day.year, day.month);
    if speaker.names.month(Day { day: 1, ..day }).year_first() { month.plain } else { month.of }
}

/// Days of one month.
fn within_month(speaker: &Speaker<'_>, interval: &Interval) -> Option<Rail> {
    let (IntervalEndpoint::Date(from), IntervalEndpoint::Date(to)) = (&interval.start, &interval.end) else {
        return None;
    };
    if !plain(from) || !plain(to) {
        return None;
    }
    let (from, to) = (day_of(from)?, day_of(to)?);
    if (from.year, from.month) != (to.year, to.month) || !speaker.has_parts(from.year) {
        return None;
    }
    let (first, last) = (speaker.full(from), speaker.full(to));
    let day = if from == to {
        last.get(Piece::Day)?.to_owned()
    } else {
        format!("{}–{}", first.get(Piece::Day)?, last.get(Piece::Day)?)
    };
    Some(Rail { day: Some(day), rest: month_under(speaker, to), ..Rail::default() })
}

fn plain(date: &edtf_core::Date) -> bool {
    !date.is_approximate() && !date.is_uncertain()
}

/// The day of a date that is known to the day.
fn day_of(date: &edtf_core::Date) -> Option<Day> {
    let (earliest, latest) = stretch(date);
    (earliest.day() == latest.day()).then(|| latest.day())
}
