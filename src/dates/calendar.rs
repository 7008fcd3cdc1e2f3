//! The proleptic Gregorian calendar, for years of any size: what is too far away saturates.

use crate::base::snapshot::Day;

/// The farthest day from 1970-01-01 that is told apart, either way: some 17 × 10¹² years.
pub(crate) const FARTHEST: i64 = i64::MAX / 1440 - 1;

/// Whether a year has 366 days.
pub(crate) fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month has, from 1 to 12.
pub(crate) fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days from 1970-01-01; the month is 1 to 12, the day may be any number.
pub(crate) fn day_number(year: i64, month: u8, day: u8) -> i64 {
    // Years from 1 March, so that the leap day ends one.
    let year = i128::from(year) - i128::from(month <= 2);
    let month = (i128::from(month) + 9) % 12;
    let in_year = (153 * month + 2) / 5 + i128::from(day) - 1;
    let number =
        year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + in_year - 719_468;
    let limit = i128::from(FARTHEST);
    i64::try_from(number.clamp(-limit, limit)).expect("clamped to an i64")
}

/// The day that lies so many days after 1970-01-01.
pub(crate) fn day_of(number: i64) -> Day {
    let number = i128::from(number) + 719_468;
    let era = number.div_euclid(146_097);
    let day = number.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let in_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * in_year + 2) / 153;
    let small = |n: i128| u8::try_from(n).expect("months and days are small");
    let day = small(in_year - (153 * month + 2) / 5 + 1);
    let month = small(if month < 10 { month + 3 } else { month - 9 });
    let year = year + era * 400 + i128::from(month <= 2);
    Day { year: i64::try_from(year).expect("fewer years than days"), month, day }
}

#[cfg(test)]
mod tests {
    use super::{FARTHEST, day_number, day_of};
    use crate::base::snapshot::Day;

    #[test]
    fn days_are_counted_both_ways() {
        assert_eq!(day_number(1970, 1, 1), 0);
        assert_eq!(day_number(2010, 3, 18), 14686);
        assert_eq!(day_number(0, 3, 1), -719_468);
        assert_eq!(day_of(-719_469), Day { year: 0, month: 2, day: 29 });
        for number in (-2_000_000..2_000_000).step_by(37).chain([FARTHEST, -FARTHEST, 170_000_000 * 365]) {
            let Day { year, month, day } = day_of(number);
            assert_eq!(day_number(year, month, day), number, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn what_is_too_far_saturates() {
        assert_eq!(day_number(i64::MAX, 12, 31), FARTHEST);
        assert_eq!(day_number(i64::MIN, 1, 1), -FARTHEST);
    }
}
