//! Minutes, which EDTF does not have.

use edtf_core::{DateTime, TimeShift};

use crate::base::snapshot::Day;
use crate::dates::bounds::Minute;
use crate::dates::calendar;
use crate::dates::date::{BadDate, Moment, Value, bad};
use crate::dates::zone::Zone;

impl Moment {
    /// Its day, by the clock that it was written by.
    pub fn calendar_day(self) -> Day {
        Day { year: self.year, month: self.month, day: self.day }
    }

    /// The minute in `zone`.
    pub fn minute_in(self, zone: Zone) -> Minute {
        let own =
            Minute::first_of(self.calendar_day()).0 + i64::from(self.hour) * 60 + i64::from(self.minute);
        match self.offset {
            Some(offset) => zone.local(Minute(own - i64::from(offset))),
            None => Minute(own),
        }
    }

    /// The minute in UTC; `None` where no offset is written and `zone`'s clocks showed the time
    /// twice or never, or stood off by a part of a minute.
    pub fn minute_in_utc(self, zone: Zone) -> Option<Minute> {
        let offset = self.offset.or_else(|| zone.offset_at(self.calendar_day(), self.hour, self.minute))?;
        Some(Self { offset: Some(offset), ..self }.minute_in(Zone::default()))
    }

    pub(crate) fn from_edtf(time: &DateTime) -> Self {
        let whole = "an EDTF date with a time is complete";
        Self {
            year: time.date.year.value().expect(whole),
            month: time.date.month.and_then(|month| month.value()).expect(whole),
            day: time.date.day.and_then(|day| day.value()).expect(whole),
            hour: time.time.hour,
            minute: time.time.minute,
            offset: time.time.shift.map(|shift| match shift {
                TimeShift::Utc => 0,
                TimeShift::Offset { minutes, .. } => minutes,
            }),
        }
    }

    /// Minutes east of UTC: as written, or else as the clocks of `zone` had it. `None` where they showed
    /// the time twice or never, or stood off by a part of a minute.
    pub(crate) fn offset_in(self, zone: Zone) -> Option<i16> {
        self.offset.or_else(|| zone.offset_at(self.calendar_day(), self.hour, self.minute))
    }

    /// As ISO 8601-1 has it, with the offset that `zone` had where none is written.
    pub(crate) fn iso(self, zone: Zone) -> String {
        let Self { year, month, day, hour, minute, .. } = self;
        let offset = match self.offset_in(zone) {
            None => String::new(),
            Some(0) => "Z".into(),
            Some(offset) => {
                let (sign, size) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
                format!("{sign}{:02}:{:02}", size / 60, size % 60)
            }
        };
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}{offset}")
    }
}

/// Reads a minute or a range of two. `None` where the text does not look like either.
pub(crate) fn parse(text: &str) -> Option<Result<Value, BadDate>> {
    if !text.contains('T') || text.starts_with(['[', '{']) {
        return None;
    }
    let Some((from, to)) = text.split_once('/') else { return Some(one(text, 0).map(Value::Minute)) };
    let at = from.len() + 1;
    let range = one(from, 0).and_then(|from| Ok((from, one(to, at)?)));
    if ["", ".."].contains(&from) || ["", ".."].contains(&to) {
        return Some(Err(bad(from.len()..at, "a range of minutes has a minute at either end")));
    }
    Some(range.and_then(|(from, to)| {
        // A written offset and a bare time cannot be compared without a zone.
        let utc = |m: Moment| Moment { offset: Some(m.offset.unwrap_or(0)), ..m }.minute_in(Zone::default());
        if from.offset.is_some() != to.offset.is_some() {
            return Err(bad(at..text.len(), "both ends need an offset, or neither"));
        }
        if utc(from) > utc(to) {
            return Err(bad(at..text.len(), "the end lies before the beginning"));
        }
        Ok(Value::Minutes(from, to))
    }))
}

/// Reads `2010-03-18T14:05`, with `Z` or an offset after it or not. `base` is where it stands.
fn one(text: &str, base: usize) -> Result<Moment, BadDate> {
    let fail = |from: usize, to: usize, reason: String| {
        let mut to = to.clamp(from, text.len());
        while !text.is_char_boundary(to) {
            to += 1;
        }
        Err(bad(base + from..base + to, reason))
    };
    let shape = "0000-00-00T00:00";
    let wrong = text
        .char_indices()
        .zip(shape.chars())
        .find(|((_, c), s)| if *s == '0' { !c.is_ascii_digit() } else { c != s });
    if let Some(((at, _), _)) = wrong {
        return fail(at, text.len(), "a time of day is written `2010-03-18T14:05`".into());
    }
    if text.len() < shape.len() {
        return fail(0, text.len(), "a time of day is written `2010-03-18T14:05`".into());
    }
    let number = |at: usize| text[at..at + 2].parse::<u8>().expect("two digits");
    let year = text[..4].parse::<i64>().expect("four digits");
    let (month, day, hour, minute) = (number(5), number(8), number(11), number(14));
    if !(1..=12).contains(&month) {
        return fail(5, 7, format!("there is no month `{}`", &text[5..7]));
    }
    let days = calendar::days_in_month(year, month);
    if !(1..=days).contains(&day) {
        return fail(8, 10, format!("that month has {days} days"));
    }
    if hour > 23 {
        return fail(11, 13, format!("there is no hour `{}`", &text[11..13]));
    }
    if minute > 59 {
        return fail(14, 16, format!("there is no minute `{}`", &text[14..16]));
    }
    let Some(offset) = offset(&text[16..]) else {
        return fail(
            16,
            text.len(),
            "after the minute only seconds, `Z` or an offset such as `+03:00` may stand".into(),
        );
    };
    Ok(Moment { year, month, day, hour, minute, offset })
}

/// Reads nothing, `Z`, `+03:00` or `-03`, up to 14 hours.
fn offset(text: &str) -> Option<Option<i16>> {
    match text.as_bytes() {
        [] => Some(None),
        b"Z" => Some(Some(0)),
        [sign @ (b'+' | b'-'), h1 @ b'0'..=b'9', h2 @ b'0'..=b'9', rest @ ..] => {
            let minutes = match rest {
                [] => 0,
                [b':', m1 @ b'0'..=b'5', m2 @ b'0'..=b'9'] => i16::from((m1 - b'0') * 10 + (m2 - b'0')),
                _ => return None,
            };
            let size = i16::from((h1 - b'0') * 10 + (h2 - b'0')) * 60 + minutes;
            match sign {
                _ if size > 14 * 60 => None,
                b'-' if size == 0 => None,
                b'-' => Some(Some(-size)),
                _ => Some(Some(size)),
            }
        }
        _ => None,
    }
}
