//! How well a date is known, in a sentence.

use edtf_core::{Edtf, SetElement};

use crate::dates::date::{Date, Value};
use crate::dates::form::{End, Kind, Unit};
use crate::dates::wording::single::{whole, years_of};
use crate::dates::wording::speaker::{Phrase, Speaker};
use crate::dates::wording::words::Key;
use crate::dates::zone::Zone;

/// How well a date is known.
pub(crate) fn certainty(speaker: &Speaker<'_>, date: &Date, zone: Zone) -> String {
    let say = |key| speaker.phrase(key, &[]);
    let in_full = speaker.date(date);
    let single = |key| match date.value() {
        Value::Edtf(Edtf::Set(set)) => match set.elements[..] {
            [SetElement::OnOrBefore(ref date) | SetElement::OnOrAfter(ref date)] => {
                speaker.phrase(key, &[("date", &speaker.single(date))])
            }
            _ => in_full.clone(),
        },
        _ => in_full.clone(),
    };
    let known = match date.form().kind {
        Kind::Unknown => say(Key::KnownNot),
        Kind::One(Unit::Stretch) => stretch(speaker, date, zone),
        Kind::One(unit) => say(key_of(unit)),
        Kind::By(Unit::Day) => single(Key::KnownBy),
        Kind::By(_) => single(Key::KnownOrEarlier),
        Kind::From(_) => single(Key::KnownFrom),
        Kind::OneOf => say(Key::KnownOneOf),
        Kind::AllOf => say(Key::KnownAllOf),
        Kind::Interval(End::At(Unit::Day), End::At(Unit::Day)) => say(Key::KnownEndDays),
        Kind::Interval(begin, end) => ends(speaker, date, begin, end),
        Kind::Until(end) => ends(speaker, date, End::Open, end),
        Kind::Since(begin) => ends(speaker, date, begin, End::Open),
    };
    let notes = match (date.value(), date.form().kind) {
        // Those that are said with their date say it of it.
        (_, Kind::By(_) | Kind::From(_)) => Vec::new(),
        // Of a single date it is enough to say what is in doubt.
        (Value::Edtf(Edtf::Date(single)), Kind::One(unit)) => match (doubts(unit), whole(single)) {
            (Some(keys), Some(qualifier)) if qualifier.is_qualified() => {
                let which = match (qualifier.approximate, qualifier.uncertain) {
                    (true, true) => 2,
                    (approximate, _) => usize::from(!approximate),
                };
                return say(keys[which]).plain;
            }
            (Some(_), None) => return speaker.side_by_side(&speaker.notes(single)).plain,
            _ => speaker.notes(single),
        },
        _ => match (date.is_approximate(), date.is_uncertain()) {
            (false, false) => Vec::new(),
            (true, false) => vec![say(Key::DateAbout)],
            (false, true) => vec![say(Key::DatePerhaps)],
            (true, true) => vec![say(Key::DateBoth)],
        },
    };
    if notes.is_empty() {
        return known.plain;
    }
    let notes = speaker.side_by_side(&notes);
    speaker.phrase(Key::Qualified, &[("known", &known), ("notes", &notes)]).plain
}

/// The words for a unit that is approximate, uncertain, or both; for those that have them.
fn doubts(unit: Unit) -> Option<[Key; 3]> {
    match unit {
        Unit::Day => Some([Key::DayAbout, Key::DayPerhaps, Key::DayBoth]),
        Unit::Month => Some([Key::MonthAbout, Key::MonthPerhaps, Key::MonthBoth]),
        Unit::Part => Some([Key::PartAbout, Key::PartPerhaps, Key::PartBoth]),
        Unit::Year => Some([Key::YearAbout, Key::YearPerhaps, Key::YearBoth]),
        Unit::Minute | Unit::Decade | Unit::Century | Unit::Stretch => None,
    }
}

/// The days between which a date lies; the years where they are whole.
fn stretch(speaker: &Speaker<'_>, date: &Date, zone: Zone) -> Phrase {
    let bounds = date.bounds(zone);
    let (Some(from), Some(to)) = (bounds.earliest.day(), bounds.latest.day()) else {
        return speaker.phrase(Key::KnownNot, &[]);
    };
    if let Value::Edtf(Edtf::Date(single)) = date.value()
        && years_of(&single.year) == (0, 9999)
        && [single.month, single.day].iter().flatten().all(|field| field.digits == [None, None])
    {
        return speaker.phrase(Key::KnownNot, &[]);
    }
    let whole_years = (from.month, from.day, to.month, to.day) == (1, 1, 12, 31);
    let (from, to) = if whole_years {
        (speaker.year(from.year), speaker.year(to.year))
    } else {
        (speaker.day(from), speaker.day(to))
    };
    speaker.phrase(Key::KnownStretch, &[("from", &from), ("to", &to)])
}

fn key_of(unit: Unit) -> Key {
    match unit {
        Unit::Minute => Key::KnownMinute,
        Unit::Day => Key::KnownDay,
        Unit::Month => Key::KnownMonth,
        Unit::Part => Key::KnownPart,
        Unit::Year => Key::KnownYear,
        Unit::Decade => Key::KnownDecade,
        Unit::Century => Key::KnownCentury,
        Unit::Stretch => Key::KnownNot,
    }
}

fn ends(speaker: &Speaker<'_>, date: &Date, begin: End, end: End) -> Phrase {
    let written = match date.value() {
        Value::Edtf(Edtf::Interval(interval)) => Some((interval.start, interval.end)),
        _ => None,
    };
    let one = |end: End, written: Option<edtf_core::IntervalEndpoint>| match (end, written) {
        (End::Open, _) => speaker.phrase(Key::EndOpen, &[]),
        (End::Unknown, _) => speaker.phrase(Key::EndUnknown, &[]),
        (End::At(unit), _) if unit != Unit::Stretch => speaker.phrase(key_of(unit), &[]),
        (_, Some(written)) => speaker.phrase(Key::EndOr, &[("date", &speaker.end(&written))]),
        (_, None) => speaker.phrase(Key::EndUnknown, &[]),
    };
    let (begin, end) = (one(begin, written.map(|w| w.0)), one(end, written.map(|w| w.1)));
    speaker.phrase(Key::KnownEnds, &[("begin", &begin), ("end", &end)])
}
