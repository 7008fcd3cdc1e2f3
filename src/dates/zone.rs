//! The zone in which a site's days and bare times are meant.

use chrono::{DateTime, MappedLocalTime, NaiveDate, Offset, TimeZone};

use crate::base::snapshot::Day;
use crate::dates::bounds::Minute;

/// A time zone of the IANA database; UTC where a site names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(chrono_tz::Tz);

impl Zone {
    /// The zone of that IANA name, `Europe/Moscow`.
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    /// The IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The zone of the IANA database whose name is nearest to `name`, where one is near.
    pub fn nearest(name: &str) -> Option<&'static str> {
        let wanted = name.to_lowercase();
        chrono_tz::TZ_VARIANTS
            .iter()
            .map(|zone| (strsim::osa_distance(&zone.name().to_lowercase(), &wanted), zone.name()))
            .min()
            .filter(|(distance, _)| *distance <= 3)
            .map(|(_, name)| name)
    }

    /// The day that it is in the zone, so many seconds after 1970-01-01T00:00Z.
    pub fn day_at(self, seconds: i64) -> Day {
        let offset = self.seconds_east(seconds);
        Minute(seconds.saturating_add(offset).div_euclid(60)).day()
    }

    /// The minute in the zone that is `utc`, counted alike but in UTC.
    pub(crate) fn local(self, utc: Minute) -> Minute {
        let seconds = utc.0.saturating_mul(60);
        Minute(seconds.saturating_add(self.seconds_east(seconds)).div_euclid(60))
    }

    /// How many minutes east of UTC the zone's clocks stand at a day and time of their own.
    /// `None` where they showed it twice or never, or stood off by a part of a minute.
    pub(crate) fn offset_at(self, day: Day, hour: u8, minute: u8) -> Option<i16> {
        let year = i32::try_from(day.year).ok()?;
        let local = NaiveDate::from_ymd_opt(year, u32::from(day.month), u32::from(day.day))?.and_hms_opt(
            u32::from(hour),
            u32::from(minute),
            0,
        )?;
        let MappedLocalTime::Single(offset) = self.0.offset_from_local_datetime(&local) else { return None };
        let seconds = offset.fix().local_minus_utc();
        if seconds % 60 == 0 { i16::try_from(seconds / 60).ok() } else { None }
    }

    fn seconds_east(self, utc_seconds: i64) -> i64 {
        DateTime::from_timestamp(utc_seconds, 0).map_or(0, |utc| {
            i64::from(self.0.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc())
        })
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self(chrono_tz::UTC)
    }
}

#[cfg(test)]
mod tests {
    use super::Zone;
    use crate::base::snapshot::Day;

    #[test]
    fn a_day_is_the_zones_own() {
        let moscow = Zone::named("Europe/Moscow").unwrap();
        let eve = 1_268_945_999; // 2010-03-18T20:59:59Z, a minute's last second before midnight there
        assert_eq!(moscow.day_at(eve), Day { year: 2010, month: 3, day: 18 });
        assert_eq!(moscow.day_at(eve + 1), Day { year: 2010, month: 3, day: 19 });
        assert_eq!(Zone::default().day_at(eve + 1), Day { year: 2010, month: 3, day: 18 });
        moscow.day_at(i64::MAX);
        moscow.day_at(i64::MIN);
    }

    #[test]
    fn an_offset_is_told_only_where_it_is_one() {
        let berlin = Zone::named("Europe/Berlin").unwrap();
        let day = |year, month, day| Day { year, month, day };
        assert_eq!(berlin.offset_at(day(2010, 3, 18), 14, 5), Some(60));
        assert_eq!(berlin.offset_at(day(2010, 3, 28), 2, 30), None, "never shown");
        assert_eq!(berlin.offset_at(day(2010, 10, 31), 2, 30), None, "shown twice");
        assert_eq!(berlin.offset_at(day(1850, 1, 1), 12, 0), None, "local mean time");
        assert_eq!(Zone::nearest("Europe/Moskow"), Some("Europe/Moscow"));
        assert_eq!(Zone::nearest("Mars/Olympus"), None);
    }
}
