//! `events.ics`: the events that a calendar can hold (iCalendar, RFC 5545, with the calendar's own
//! name and description of RFC 7986).
//!
//! A calendar knows whole days, runs of days, and minutes; each of them certain. What is not
//! known to the day, or is only thought to be so, is left out: a calendar would say more than the
//! chronicle does.

use std::io;

use edtf_core::Edtf;

use crate::base::arena::Id;
use crate::base::snapshot::Day;
use crate::chronicle::model::{Event, Name, Target};
use crate::dates::bounds::Minute;
use crate::dates::date::{Date, Value};
use crate::dates::form::{End, Kind, Unit};
use crate::dates::zone::Zone;
use crate::render::exports::feeds::{updated, uuid};
use crate::render::link::encoded;
use crate::render::lookup::Lookup;

/// The most octets that a line may have without its break (RFC 5545, section 3.1).
const LONGEST_LINE: usize = 75;

/// When something stands in a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// From the first day to the last, both included.
    Days(Day, Day),
    /// From a minute to another, in UTC; they are the same for a moment.
    Minutes(Minute, Minute),
}

/// Why an event cannot stand in a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoSlot {
    /// Its date is unknown.
    Unknown,
    /// It is `~`, `?` or `%`.
    Qualified,
    /// It is known to a month, a year, or a longer stretch.
    Coarse,
    /// An end is open or not known.
    OpenEnded,
    /// One of several dates, or each of several.
    Several,
    /// A year before 1 or after 9999.
    FarYear,
    /// The zone's clocks showed the time twice or never.
    NoOffset,
}

impl NoSlot {
    /// In words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Unknown => "its date is not known",
            Self::Qualified => "its date is approximate or uncertain",
            Self::Coarse => "its date is not known to the day",
            Self::OpenEnded => "an end of its date is open or not known",
            Self::Several => "its date is one of several, or each of several",
            Self::FarYear => "its year is not one of 1 to 9999",
            Self::NoOffset => "its time has no certain offset from UTC",
        }
    }
}

/// Where a date stands in a calendar.
///
/// # Errors
/// Why it cannot.
pub(super) fn slot(date: &Date, zone: Zone) -> Result<Slot, NoSlot> {
    let form = date.form();
    if form.approximate || form.uncertain {
        return Err(NoSlot::Qualified);
    }
    match form.kind {
        Kind::One(Unit::Day | Unit::Minute)
        | Kind::Interval(End::At(Unit::Day | Unit::Minute), End::At(Unit::Day | Unit::Minute)) => {}
        Kind::Unknown => return Err(NoSlot::Unknown),
        Kind::One(_) | Kind::Interval(End::At(_), End::At(_)) => return Err(NoSlot::Coarse),
        Kind::Interval(..) | Kind::Until(_) | Kind::Since(_) => return Err(NoSlot::OpenEnded),
        Kind::By(_) | Kind::From(_) | Kind::OneOf | Kind::AllOf => return Err(NoSlot::Several),
    }
    let slot = match date.value() {
        Value::Minute(moment) => {
            let minute = moment.minute_in_utc(zone).ok_or(NoSlot::NoOffset)?;
            Slot::Minutes(minute, minute)
        }
        Value::Minutes(from, to) => Slot::Minutes(
            from.minute_in_utc(zone).ok_or(NoSlot::NoOffset)?,
            to.minute_in_utc(zone).ok_or(NoSlot::NoOffset)?,
        ),
        Value::Edtf(Edtf::DateTime(_)) => unreachable!("a date with a time is read as a minute"),
        Value::Unknown | Value::Edtf(_) => {
            let bounds = date.bounds(zone);
            let days = bounds.earliest.day().zip(bounds.latest.day());
            let (from, to) = days.ok_or(NoSlot::OpenEnded)?;
            Slot::Days(from, to)
        }
    };
    // The end stands one day later in the file.
    let years = match slot {
        Slot::Days(from, to) => [from.year, after(to).year],
        Slot::Minutes(from, to) => [from.day().year, to.day().year],
    };
    if years.iter().all(|year| (1..=9999).contains(year)) { Ok(slot) } else { Err(NoSlot::FarYear) }
}

/// Writes the calendar.
///
/// # Errors
/// What `out` refuses.
pub(super) fn write(site: &Lookup<'_>, base: Option<&str>, out: &mut dyn io::Write) -> io::Result<()> {
    let chronicle = site.chronicle;
    let config = &*chronicle.config;
    let zone = config.time_zone;
    let held = chronicle.events.values().iter().filter(|event| slot(&event.date, zone).is_ok()).count();
    let mut lines = Lines { out, line: String::new() };
    lines.plain("BEGIN:VCALENDAR")?;
    lines.plain("VERSION:2.0")?;
    lines.plain("PRODID:-//Dateline//Dateline//EN")?;
    lines.plain("CALSCALE:GREGORIAN")?;
    lines.plain(&format!("UID:{}", bare_uuid(base.unwrap_or(&config.title), "events.ics")))?;
    lines.text("NAME", &config.title)?;
    lines.text("X-WR-CALNAME", &config.title)?;
    let limits = format!(
        "{held} of {} events: those whose date is known to the day or the minute. The others are named in \
         exports.json, each with the reason.",
        chronicle.events.len()
    );
    let description = config.description.as_deref().map(|told| format!("{told}\n\n{limits}"));
    lines.text("DESCRIPTION", description.as_deref().unwrap_or(&limits))?;
    if let Some(base) = base {
        lines.plain(&format!("URL:{base}"))?;
    }
    for (id, event) in chronicle.events.iter() {
        if let Ok(slot) = slot(&event.date, zone) {
            entry(site, base, id, slot, &mut lines)?;
        }
    }
    lines.plain("END:VCALENDAR")
}

fn entry(
    site: &Lookup<'_>,
    base: Option<&str>,
    id: Id<Event>,
    slot: Slot,
    lines: &mut Lines<'_>,
) -> io::Result<()> {
    let event = &site.chronicle.events[id];
    lines.plain("BEGIN:VEVENT")?;
    lines.plain(&format!("UID:{}", bare_uuid(base.unwrap_or(&site.chronicle.config.title), &event.id)))?;
    // No clock is read: the day on which what is told of it was complete.
    lines.plain(&format!("DTSTAMP:{}T000000Z", day(updated(site, event))))?;
    match slot {
        Slot::Days(from, to) => {
            lines.plain(&format!("DTSTART;VALUE=DATE:{}", day(from)))?;
            lines.plain(&format!("DTEND;VALUE=DATE:{}", day(after(to))))?;
        }
        Slot::Minutes(from, to) => {
            lines.plain(&format!("DTSTART:{}", minute(from)))?;
            // An end has to be later than its beginning.
            if from < to {
                lines.plain(&format!("DTEND:{}", minute(to)))?;
            }
        }
    }
    lines.text("SUMMARY", site.title(Target::Event(id)))?;
    let sources = site.words.count("sources", event.sources.len());
    let told = event.fields.summary.as_deref();
    let told = told.map_or_else(|| sources.clone(), |told| format!("{told}\n\n{sources}"));
    lines.text("DESCRIPTION", &told)?;
    let places: Vec<_> = event.places.iter().map(|&place| site.title(Target::Place(place))).collect();
    if !places.is_empty() {
        lines.text("LOCATION", &places.join("; "))?;
    }
    if let [only] = event.places[..]
        && let Some((lat, lon)) = position(&site.chronicle.places[only])
    {
        lines.plain(&format!("GEO:{lat};{lon}"))?;
    }
    if !event.tags.is_empty() {
        let tags = event.tags.iter().map(|&tag| escaped(site.title(Target::Tag(tag))));
        lines.plain(&format!("CATEGORIES:{}", tags.collect::<Vec<_>>().join(",")))?;
    }
    if let Some(base) = base {
        lines.plain(&format!("URL:{base}{}", encoded(&event.path)))?;
    }
    lines.plain("TRANSP:TRANSPARENT")?;
    lines.plain("END:VEVENT")
}

/// The day after.
fn after(day: Day) -> Day {
    Minute(Minute::first_of(day).0 + 1440).day()
}

fn day(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year, day.month, day.day)
}

fn minute(at: Minute) -> String {
    let (hour, minute) = at.time();
    format!("{}T{hour:02}{minute:02}00Z", day(at.day()))
}

/// Where a place lies, in degrees north and east.
fn position(place: &Name) -> Option<(&str, &str)> {
    let fields = &place.own.as_ref()?.fields;
    let plain = |degrees: &str| degrees.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    let position = (fields.lat.as_deref()?, fields.lon.as_deref()?);
    (plain(position.0) && plain(position.1)).then_some(position)
}

fn bare_uuid(seed: &str, id: &str) -> String {
    uuid(seed, id).trim_start_matches("urn:uuid:").to_owned()
}

/// A TEXT (RFC 5545, section 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\r' if chars.peek() == Some(&'\n') => {}
            // Such as a carriage return, which would begin a line of its own.
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The lines of the file: folded, and each with its break.
struct Lines<'o> {
    out: &'o mut dyn io::Write,
    line: String,
}

impl Lines<'_> {
    /// A property whose value is text.
    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        line.push_str(name);
        line.push(':');
        line.push_str(&escaped(text));
        let told = self.plain(&line);
        self.line = line;
        told
    }

    /// A line as it is.
    fn plain(&mut self, line: &str) -> io::Result<()> {
        let (mut from, mut room) = (0, LONGEST_LINE);
        while line.len() - from > room {
            let cut = (from + 1..=from + room).rev().find(|&at| line.is_char_boundary(at));
            let end = cut.expect("no character is as long as a line");
            self.out.write_all(&line.as_bytes()[from..end])?;
            self.out.write_all(b"\r\n ")?;
            // The space counts.
            (from, room) = (end, LONGEST_LINE - 1);
        }
        self.out.write_all(&line.as_bytes()[from..])?;
        self.out.write_all(b"\r\n")
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_LINE, Lines, slot};
    use crate::dates::date::Date;
    use crate::dates::zone::Zone;
    use crate::render::fixture::build;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    #[test]
    fn only_what_is_certain_to_the_day_stands_in_it() {
        let moscow = Zone::named("Europe/Moscow").unwrap();
        let lies = |text: &str| match slot(&Date::parse(text).unwrap(), moscow) {
            Ok(slot) => format!("{slot:?}"),
            Err(why) => why.words().to_owned(),
        };
        assert!(
            lies("2010-03-18").starts_with("Days(Day { year: 2010, month: 3, day: 18 }, Day { year: 2010")
        );
        assert!(lies("2010-03-02/2010-03-18").starts_with("Days("));
        assert!(lies("2010-03-18T14:05").starts_with("Minutes("));
        assert!(lies("2010-03-18T14:05Z/2010-03-18T15:00Z").starts_with("Minutes("));
        for (text, why) in [
            ("unknown", "not known"),
            ("2010-03-18~", "approximate"),
            ("2010-03-18?", "approximate"),
            ("2010-03-02/2010-03-18?", "approximate"),
            ("2010-03", "to the day"),
            ("2010-21", "to the day"),
            ("2010-03/2010-04", "to the day"),
            ("201X", "to the day"),
            ("2010-03-1X", "to the day"),
            ("2010-03-15/..", "open"),
            ("2010-03-15/", "open"),
            ("../2010-03-15", "open"),
            ("[..2010-03-15]", "several"),
            ("[2010-03-15,2010-03-17]", "several"),
            ("{2010-03-15,2010-03-17}", "several"),
            ("-0043-03-15", "1 to 9999"),
            ("9999-12-31", "1 to 9999"),
            ("2010-03-28T02:30", "offset"),
        ] {
            assert!(lies(text).contains(why), "{text}: {}", lies(text));
        }
    }

    #[test]
    fn a_calendar_has_whole_days_and_minutes() {
        let built = build(&[
            ("site.toml", "title = \"A, B; C\"\ntime_zone = \"Europe/Moscow\"\n"),
            (
                "content/events/a.md",
                "---\ntitle: Day, one\ndate: 2010-03-18\nplaces: [Moscow]\ntags: [x, 'y,z']\n---\n",
            ),
            ("content/events/b.md", "---\ntitle: Range\ndate: 2010-02-27/2010-02-28\n---\n"),
            ("content/events/c.md", "---\ntitle: Minute\ndate: 2010-03-18T14:05\n---\n"),
            ("content/events/d.md", "---\ntitle: About\ndate: 2010-03-18~\n---\n"),
            ("content/places/moscow.md", "---\ntitle: Moscow\nlat: 55.75\nlon: 37.62\n---\n"),
        ]);
        let calendar = built.page("events.ics");
        for line in [
            "X-WR-CALNAME:A\\, B\\; C\r\n",
            "DTSTART;VALUE=DATE:20100318\r\nDTEND;VALUE=DATE:20100319\r\nSUMMARY:Day\\, one\r\n",
            "GEO:55.75;37.62\r\nCATEGORIES:x,y\\,z\r\n",
            "DTSTART;VALUE=DATE:20100227\r\nDTEND;VALUE=DATE:20100301\r\n",
            "DTSTART:20100318T110500Z\r\nSUMMARY:Minute\r\n",
        ] {
            assert!(calendar.contains(line), "{line}\n{calendar}");
        }
        assert!(!calendar.contains("About"));
        assert!(calendar.replace("\r\n ", "").contains("3 of 4 events"));
    }

    proptest! {
        #[test]
        fn a_folded_line_unfolds_to_itself(text in any::<String>()) {
            let mut bytes = Vec::new();
            Lines { out: &mut bytes, line: String::new() }.text("SUMMARY", &text).unwrap();
            let told = String::from_utf8(bytes).unwrap();
            for line in told.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(line.len() <= LONGEST_LINE);
                prop_assert!(!line.contains(['\r', '\n']));
            }
            prop_assert_eq!(told.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", super::escaped(&text)));
        }
    }
}
