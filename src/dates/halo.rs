//! How far *about* may reach, for drawing it.
//!
//! EDTF does not say, so this is a rule of ours. On either side of what is written, `~` and `%`
//! add: to a day three days, to a month a month (31 days), to a season or another part of a year
//! three months (92 days), to a year two years, to a decade five years, to a century 25 years, to
//! any other stretch half of itself. Where only some parts of a date are approximate, the largest
//! of them counts. `?` adds nothing. The rule is for marks and never for claims: order, lag and
//! bounds go by what is written.

use edtf_core::{Date, DateField};

use crate::dates::bounds::{self, Bounds, Minute, stretch};
use crate::dates::date;
use crate::dates::form::{Unit, unit};
use crate::dates::zone::Zone;

const DAY: i64 = 1440;
const YEAR: i64 = 365 * DAY;

impl date::Date {
    /// The bounds of the date with what *about* adds to them; see [`crate::dates::halo`]. Equal to
    /// its bounds where nothing is approximate.
    pub fn halo(&self, zone: Zone) -> Bounds {
        bounds::bounds_reaching(self.value(), zone, |date| {
            let (first, last) = stretch(date);
            let more = margin(date, last.0.saturating_sub(first.0));
            if more == 0 {
                return (first, last);
            }
            let first = Minute(first.0.saturating_sub(more)).max(Minute::FIRST);
            let last = Minute(last.0.saturating_add(more)).min(Minute::LAST);
            (first, last)
        })
    }
}

/// The minutes that *about* adds on either side of a date of that width.
fn margin(date: &Date, width: i64) -> i64 {
    if !date.is_approximate() {
        return 0;
    }
    let about = |field: Option<DateField>| field.is_some_and(|field| field.qualifier.approximate);
    let all = date.year.qualifier.approximate
        && date.month.is_none_or(|month| month.qualifier.approximate)
        && date.day.is_none_or(|day| day.qualifier.approximate);
    match unit(date) {
        Unit::Minute | Unit::Day if all => 3 * DAY,
        Unit::Month if all => 31 * DAY,
        Unit::Part if all => 92 * DAY,
        Unit::Decade if all => 5 * YEAR,
        Unit::Century if all => 25 * YEAR,
        Unit::Stretch if all => width / 2,
        _ if date.year.qualifier.approximate => 2 * YEAR,
        _ if about(date.month) && date.month.and_then(DateField::value).is_some_and(|month| month > 12) => {
            92 * DAY
        }
        _ if about(date.month) => 31 * DAY,
        _ => 3 * DAY,
    }
}

#[cfg(test)]
mod tests {
    use crate::dates::date::Date;
    use crate::dates::zone::Zone;

    #[test]
    fn about_reaches_by_its_unit() {
        let halo = |text: &str| {
            let halo = Date::parse(text).unwrap().halo(Zone::default());
            let day = |bound: Option<crate::base::snapshot::Day>| {
                bound.map_or("..".into(), |day| format!("{}-{}-{}", day.year, day.month, day.day))
            };
            format!("{} {}", day(halo.earliest.day()), day(halo.latest.day()))
        };
        assert_eq!(halo("2010-03-18~"), "2010-3-15 2010-3-21");
        assert_eq!(halo("2010-03~"), "2010-1-29 2010-5-1");
        assert_eq!(halo("2010~"), "2008-1-2 2012-12-30");
        assert_eq!(halo("2010-21~"), "2009-11-29 2010-8-31");
        assert_eq!(halo("201X~"), "2005-1-2 2024-12-29");
        assert_eq!(halo("2010-03-~18"), "2010-3-15 2010-3-21");
        assert_eq!(halo("2010~-03-18"), "2008-3-18 2012-3-17");
        assert_eq!(halo("2010-03-18?"), "2010-3-18 2010-3-18");
        assert_eq!(halo("2010-03-18~/.."), "2010-3-15 ..");
        assert_eq!(halo("2010-03-02/2010-03-18~"), "2010-3-2 2010-3-21");
        halo("Y9223372036854775807~");
    }
}
