//! One date, as written and as understood.

use std::ops::Range;

use edtf_core::{Edtf, Interval, IntervalEndpoint, SetElement};

use crate::base::snapshot::Day;
use crate::dates::blame;
use crate::dates::bounds::{self, Bounds};
use crate::dates::moment;
use crate::dates::nearest;
use crate::dates::zone::Zone;

/// The longest text that is read as a date, in bytes.
pub const LONGEST: usize = 200;

/// A date as an author may write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    written: Box<str>,
    value: Value,
}

/// What a date says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `unknown`.
    Unknown,
    /// An EDTF expression of level 0 to 2 without a time of day.
    Edtf(Edtf),
    /// A minute of a day: `2010-03-18T14:05`. The seconds of an EDTF date and time are left to
    /// the text as written.
    Minute(Moment),
    /// From one minute to another: `2010-03-18T14:05/2010-03-18T15:00`.
    Minutes(Moment, Moment),
}

/// A minute as written: a day, a time, and the offset from UTC where one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The astronomical year.
    pub year: i64,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// Minutes east of UTC; `None` where the time is in the site's zone.
    pub offset: Option<i16>,
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadDate {
    /// The bytes of the text that are wrong.
    pub at: Range<usize>,
    /// What is wrong with them, in a few words.
    pub reason: String,
    /// The nearest valid writing, where one is near.
    pub nearest: Option<String>,
}

impl Date {
    /// Reads a date: `unknown`, EDTF of level 0 to 2 (ISO 8601-2:2019, annex A), a minute, or a
    /// range of minutes. No space around it is allowed.
    ///
    /// # Errors
    /// What is wrong, where, and the nearest valid writing.
    pub fn parse(text: &str) -> Result<Self, BadDate> {
        read(text).map_err(|error| BadDate { nearest: nearest::nearest(text), ..error })
    }

    /// The date `unknown`.
    pub fn unknown() -> Self {
        Self { written: "unknown".into(), value: Value::Unknown }
    }

    /// The date as its author wrote it; valid EDTF but for minutes and `unknown`.
    pub fn as_written(&self) -> &str {
        &self.written
    }

    /// What the date says.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The lowest EDTF level that has the date as written; `None` where EDTF has no such thing.
    pub fn level(&self) -> Option<u8> {
        match &self.value {
            Value::Edtf(edtf) => Some(edtf.level()),
            Value::Minute(_) => Edtf::parse(&self.written).ok().map(|edtf| edtf.level()),
            Value::Unknown | Value::Minutes(..) => None,
        }
    }

    /// Whether nothing is known of the date.
    pub fn is_unknown(&self) -> bool {
        self.value == Value::Unknown
    }

    /// Whether it says the time of day.
    pub fn has_time(&self) -> bool {
        matches!(self.value, Value::Minute(_) | Value::Minutes(..))
    }

    /// Whether it says a time of day without the zone that it is in: the site's is meant.
    pub fn is_in_site_zone(&self) -> bool {
        match self.value {
            Value::Minute(from) | Value::Minutes(from, _) => from.offset.is_none(),
            Value::Unknown | Value::Edtf(_) => false,
        }
    }

    /// Whether any part of it is an estimate: `~` or `%`.
    pub fn is_approximate(&self) -> bool {
        matches!(&self.value, Value::Edtf(edtf) if edtf.is_approximate())
    }

    /// Whether any part of it is in doubt: `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        matches!(&self.value, Value::Edtf(edtf) if edtf.is_uncertain())
    }

    /// The stretch in which it lies, in `zone`. Neither `~` nor `?` widens it; a season without a
    /// hemisphere is read as a northern one. A year too far away to be told apart saturates.
    pub fn bounds(&self, zone: Zone) -> Bounds {
        bounds::bounds(&self.value, zone)
    }

    /// The one day on which it lies, in `zone`, where that is known; it may still be qualified.
    pub fn single_day(&self, zone: Zone) -> Option<Day> {
        if !matches!(self.value, Value::Edtf(Edtf::Date(_)) | Value::Minute(_)) {
            return None;
        }
        let bounds = self.bounds(zone);
        let (earliest, latest) = (bounds.earliest.minute()?, bounds.latest.minute()?);
        (earliest.day_number() == latest.day_number() && !earliest.is_saturated()).then(|| earliest.day())
    }

    /// The date as HTML's `<time>` and schema.org may have it: a year from 0001 to 9999, a month,
    /// a day, or a minute with the offset that it had in `zone`. `None` where ISO 8601-1 cannot
    /// say it exactly: qualified, open, partly unknown, a range, a set.
    pub fn iso(&self, zone: Zone) -> Option<String> {
        match &self.value {
            Value::Edtf(Edtf::Date(date)) => {
                let year = date.year.value().filter(|year| (1..=9999).contains(year))?;
                let month = date.month.map(|month| month.value());
                let day = date.day.map(|day| day.value());
                if date.is_approximate() || date.is_uncertain() || date.year.significant_digits.is_some() {
                    return None;
                }
                match (month, day) {
                    (None, None) => Some(format!("{year:04}")),
                    (Some(Some(month @ 1..=12)), None) => Some(format!("{year:04}-{month:02}")),
                    (Some(Some(month)), Some(Some(day))) => Some(format!("{year:04}-{month:02}-{day:02}")),
                    _ => None,
                }
            }
            Value::Minute(moment) if (1..=9999).contains(&moment.year) => Some(moment.iso(zone)),
            _ => None,
        }
    }
}

/// Reads a date without looking for what else may have been meant.
pub(crate) fn read(text: &str) -> Result<Date, BadDate> {
    if text.len() > LONGEST {
        let at = (0..=LONGEST).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        return Err(bad(at..text.len(), format!("a date has at most {LONGEST} characters")));
    }
    let value = match Edtf::parse(text) {
        _ if text == "unknown" => Value::Unknown,
        Ok(Edtf::DateTime(time)) => Value::Minute(Moment::from_edtf(&time)),
        Ok(edtf) => {
            // Years too large for its numbers are not compared by EDTF's parser.
            if let Some(mark) = turned(&edtf).and_then(|mark| text.find(mark).map(|at| at + mark.len())) {
                return Err(bad(mark..text.len(), "the end lies before the beginning"));
            }
            Value::Edtf(edtf)
        }
        Err(error) => match moment::parse(text) {
            Some(value) => value?,
            None => return Err(blame::explain(text, error)),
        },
    };
    Ok(Date { written: text.into(), value })
}

/// What stands between the ends of a range that ends before it begins.
fn turned(edtf: &Edtf) -> Option<&'static str> {
    let turned = |from, to| bounds::stretch(from).0 > bounds::stretch(to).1;
    match edtf {
        Edtf::Interval(Interval { start: IntervalEndpoint::Date(from), end: IntervalEndpoint::Date(to) }) => {
            turned(from, to).then_some("/")
        }
        Edtf::Set(set) => set
            .elements
            .iter()
            .any(|element| matches!(element, SetElement::Range(from, to) if turned(from, to)))
            .then_some(".."),
        _ => None,
    }
}

pub(crate) fn bad(at: Range<usize>, reason: impl Into<String>) -> BadDate {
    BadDate { at, reason: reason.into(), nearest: None }
}

#[cfg(test)]
mod tests {
    use super::{Date, Value};
    use crate::dates::bounds::{Bound, Truth};
    use crate::dates::order::{before, begins_before, lag_days};
    use crate::dates::zone::Zone;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|bad| panic!("{text}: {bad:?}"))
    }

    fn moscow() -> Zone {
        Zone::named("Europe/Moscow").unwrap()
    }

    #[test]
    fn what_is_wrong_has_a_place_and_a_reason() {
        let said = |text: &str| {
            let bad = Date::parse(text).unwrap_err();
            format!("{} | {}", &text[bad.at], bad.reason)
        };
        assert_eq!(said("2010-02-30"), "30 | that month has 28 days");
        assert_eq!(said("2010-13"), "13 | there is no month `13`");
        assert_eq!(said("2010-03-18/2010-03-02"), "2010-03-02 | the end lies before the beginning");
        assert_eq!(said("2010-03-18T25:00"), "25 | there is no hour `25`");
        assert_eq!(
            said("2010-03-18T15:00/2010-03-18T14:00"),
            "2010-03-18T14:00 | the end lies before the beginning"
        );
        assert_eq!(said(""), " | it is empty");
        assert_eq!(said("März 2010"), "ärz | a date has only digits, `-` and EDTF's own marks");
        assert_eq!(said("2010-3-18"), "3 | a month has two digits");
    }

    #[test]
    fn minutes_are_kept_as_written() {
        assert_eq!(date("2010-03-18T14:05:30Z").as_written(), "2010-03-18T14:05:30Z");
        assert_eq!(date("2010-03-18T14:05:30Z").level(), Some(0));
        assert_eq!(date("2010-03-18T14:05").level(), None);
        assert!(matches!(date("2010-03-18T14:05+03:00/2010-03-18T14:06+03:00").value(), Value::Minutes(..)));
    }

    #[test]
    fn iso_says_only_what_is_known() {
        let iso = |text: &str| date(text).iso(moscow());
        assert_eq!(iso("2010-03-18").as_deref(), Some("2010-03-18"));
        assert_eq!(iso("2010-03").as_deref(), Some("2010-03"));
        assert_eq!(iso("0850").as_deref(), Some("0850"));
        assert_eq!(iso("2010-03-18T14:05").as_deref(), Some("2010-03-18T14:05+03:00"));
        assert_eq!(iso("2010-03-18T14:05Z").as_deref(), Some("2010-03-18T14:05Z"));
        for text in
            ["2010~", "2010-03-18?", "201X", "2010-XX", "2010-21", "0000", "-0043", "Y12345", "1950S2"]
        {
            assert_eq!(iso(text), None, "{text}");
        }
        for text in ["[..2010-03-15]", "2010-03-02/2010-03-18", "unknown", "2010-~03-18", "{2010}"] {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn far_years_saturate() {
        for text in ["Y17E7", "Y-17E7", "Y9E18S1", "Y-1E300", "Y1E100000", "Y9223372036854775807"] {
            let bounds = date(text).bounds(Zone::default());
            let (Bound::At(earliest), Bound::At(latest)) = (bounds.earliest, bounds.latest) else {
                panic!("{text}: {bounds:?}")
            };
            assert!(earliest <= latest, "{text}");
        }
        assert_eq!(before(&date("2010"), &date("Y1E300"), Zone::default()), Truth::Yes);
        assert_eq!(lag_days(&date("2010"), &date("Y1E300"), Zone::default()), None);
    }

    #[test]
    fn order_is_claimed_only_where_the_dates_settle_it() {
        let zone = moscow();
        let before = |a: &str, b: &str| before(&date(a), &date(b), zone);
        assert_eq!(before("2010-03-02", "2010-03-18"), Truth::Yes);
        assert_eq!(before("2010-03-18", "2010-03-02"), Truth::No);
        assert_eq!(before("[..2010-03-15]", "2010-03-02"), Truth::Unknown);
        assert_eq!(before("[..2010-03-15]", "2010-03-18"), Truth::Yes);
        assert_eq!(before("2010-03-18", "2010-03-18"), Truth::Unknown);
        assert_eq!(before("2010-03-18T14:05", "2010-03-18T14:06"), Truth::Yes);
        assert_eq!(before("2010-03-18T14:05+03:00", "2010-03-18T11:06Z"), Truth::Yes);
        assert_eq!(before("2010-03-02/2010-03-18", "2010-03-10"), Truth::No);
        assert_eq!(before("2010-03-02/", "2010-03-10"), Truth::Unknown);
        assert_eq!(before("unknown", "2010"), Truth::Unknown);
        let begins = |a: &str, b: &str| begins_before(&date(a), &date(b), zone);
        assert_eq!(begins("2010-03-02/2010-03-18", "2010-03-10"), Truth::Yes);
        assert_eq!(begins("../2010-03-18", "2010-03-10"), Truth::Unknown);
        assert_eq!(begins("../2010-03-18", "2010-03-19"), Truth::Yes);
    }

    #[test]
    fn chronicles_have_an_order() {
        let order = [
            "Y-17E7",
            "-0043-03-15",
            "2010-03-02",
            "2010-03-02/2010-03-18",
            "2010-03-02/",
            "[..2010-03-15]",
            "2010-03-18T14:05",
            "2010-03-18T15:05/2010-03-19T00:00",
            "2010-03-18",
            "2010-03-18~",
            "../2010-03-18",
            "2010-04",
            "[..1984,1985-10-01..]",
            "unknown",
        ];
        let mut sorted = order;
        sorted.sort_by_key(|text| date(text).sort_key(moscow()));
        assert_eq!(sorted, order);
    }

    #[test]
    fn a_lag_is_as_wide_as_the_dates_leave_it() {
        let lag = |a: &str, b: &str| lag_days(&date(a), &date(b), moscow());
        assert_eq!(lag("2010-03-02", "2010-03-04"), Some((2, 2)));
        assert_eq!(lag("2010-03", "2010-04-02"), Some((2, 32)));
        assert_eq!(lag("[..2010-03-15]", "2010-03-15"), None);
        assert_eq!(lag("2010-03-18T23:30Z", "2010-03-19"), Some((0, 0)), "it was the 19th in Moscow");
    }
}
