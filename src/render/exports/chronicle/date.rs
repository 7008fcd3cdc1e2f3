//! Dates in `chronicle.json`.

use serde::Serialize;

use crate::dates::bounds::{Bound, Bounds};
use crate::dates::date::Date;
use crate::render::lookup::Lookup;

/// A date, with the stretch in which it lies.
#[derive(Serialize)]
pub(super) struct DateJson<'a> {
    edtf: Option<&'a str>,
    written: &'a str,
    earliest: Option<String>,
    latest: Option<String>,
}

pub(super) fn date_of<'a>(date: &'a Date, bounds: &Bounds) -> DateJson<'a> {
    DateJson {
        edtf: date.level().map(|_| date.as_written()),
        written: date.as_written(),
        earliest: end(bounds.earliest, date.has_time()),
        latest: end(bounds.latest, date.has_time()),
    }
}

/// One end of a stretch, in the site's zone: a day, or a minute where the date has one; `..` where
/// there is no such end, `null` where it is not known.
pub(crate) fn end(bound: Bound, with_time: bool) -> Option<String> {
    let minute = match bound {
        Bound::Open => return Some("..".to_owned()),
        Bound::Unknown => return None,
        Bound::At(minute) => minute,
    };
    let day = minute.day();
    let sign = match day.year {
        ..0 => "-",
        10_000.. => "+",
        _ => "",
    };
    let mut text = format!("{sign}{:04}-{:02}-{:02}", day.year.unsigned_abs(), day.month, day.day);
    if with_time {
        let (hour, minute) = minute.time();
        text.push_str(&format!("T{hour:02}:{minute:02}"));
    }
    Some(text)
}

/// A date that is neither an event's own nor has its bounds made.
pub(super) fn other_date<'a>(site: &Lookup<'_>, date: Option<&'a Date>) -> Option<DateJson<'a>> {
    date.map(|date| date_of(date, &date.bounds(site.chronicle.config.time_zone)))
}
