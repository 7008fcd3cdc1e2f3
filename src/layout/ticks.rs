//! The marks that divide a scale: hours, days, months, years, thousands of years.

use crate::base::snapshot::Day;
use crate::dates::bounds::Minute;
use crate::layout::scale::Scale;

/// What a scale is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// So many hours.
    Hours(u8),
    /// So many days, counted from the first of each month.
    Days(u8),
    /// So many months, counted from January.
    Months(u8),
    /// So many years, counted from the year 0.
    Years(i64),
}

/// A division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// Where it lies.
    pub x: i32,
    /// The day that begins there.
    pub day: Day,
    /// The hour that begins there; 0 where the unit is a day or more.
    pub hour: u8,
    /// Whether there is room for its words.
    pub labelled: bool,
}

const SMALL: &[Unit] = &[
    Unit::Hours(1),
    Unit::Hours(3),
    Unit::Hours(6),
    Unit::Days(1),
    Unit::Days(7),
    Unit::Months(1),
    Unit::Months(3),
    Unit::Months(6),
];

impl Unit {
    /// Its least length in minutes.
    fn minutes(self) -> i128 {
        match self {
            Self::Hours(n) => 60 * i128::from(n),
            Self::Days(n) => 1440 * i128::from(n),
            Self::Months(n) => 28 * 1440 * i128::from(n),
            Self::Years(n) => 365 * 1440 * i128::from(n),
        }
    }

    /// The division that begins at or before `minute`.
    fn begin(self, minute: Minute) -> Minute {
        let day = minute.day();
        match self {
            Self::Hours(n) => {
                let (hour, _) = minute.time();
                Minute(Minute::first_of(day).0 + 60 * i64::from(hour - hour % n))
            }
            Self::Days(1) => Minute::first_of(day),
            Self::Days(n) => Minute::first_of(Day { day: 1 + ((day.day - 1) / n).min(3) * n, ..day }),
            Self::Months(n) => {
                Minute::first_of(Day { month: day.month - (day.month - 1) % n, day: 1, ..day })
            }
            Self::Years(n) => {
                Minute::first_of(Day { year: day.year - day.year.rem_euclid(n), month: 1, day: 1 })
            }
        }
    }

    /// The division after the one that begins at `begin`.
    fn next(self, begin: Minute) -> Minute {
        let day = begin.day();
        match self {
            Self::Hours(n) => Minute(begin.0 + 60 * i64::from(n)),
            Self::Days(1) => Minute(begin.0 + 1440),
            Self::Days(n) if day.day / n >= 3 => {
                let after = Minute(begin.0 + 1440 * 10).day();
                Minute::first_of(Day { day: 1, ..after })
            }
            Self::Days(n) => Minute(begin.0 + 1440 * i64::from(n)),
            Self::Months(n) if day.month + n > 12 => {
                Minute::first_of(Day { year: day.year + 1, month: 1, day: 1 })
            }
            Self::Months(n) => Minute::first_of(Day { month: day.month + n, ..day }),
            Self::Years(n) => Minute::first_of(Day { year: day.year.saturating_add(n), ..day }),
        }
    }
}

/// The smallest unit whose divisions lie at least `apart` units of the drawing from each other.
pub fn unit(scale: &Scale, apart: i32) -> Unit {
    let wide =
        |unit: &Unit| unit.minutes() * i128::from(scale.width()) >= scale.minutes() * i128::from(apart);
    let years = std::iter::successors(Some(1_i64), |power| power.checked_mul(10))
        .flat_map(|power| [power, power.saturating_mul(2), power.saturating_mul(5)])
        .map(Unit::Years);
    SMALL.iter().copied().chain(years).find(wide).unwrap_or(Unit::Years(i64::MAX))
}

/// The divisions of `scale` by `unit`, and which of them have room for words that need
/// `label` units of the drawing.
pub fn ticks(scale: &Scale, unit: Unit, label: i32) -> Vec<Tick> {
    let coarse = self::unit(scale, label);
    // Years and months are named at round ones; other units wherever the words fit.
    let round = match (unit, coarse) {
        (Unit::Years(_), Unit::Years(_)) | (Unit::Months(_), Unit::Months(_)) => Some(coarse),
        _ => None,
    };
    let mut ticks = Vec::new();
    let mut begin = unit.begin(scale.from());
    let mut room_from = i32::MIN;
    while begin <= scale.to() && !begin.is_saturated() {
        if begin >= scale.from() {
            let x = scale.x(begin);
            let labelled = x >= room_from && round.is_none_or(|round| round.begin(begin) == begin);
            if labelled {
                room_from = x + label;
            }
            ticks.push(Tick { x, day: begin.day(), hour: begin.time().0, labelled });
        }
        let next = unit.next(begin);
        if next <= begin {
            break;
        }
        begin = next;
    }
    ticks
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::{prop_assert, proptest};

    use super::{ticks, unit};
    use crate::base::snapshot::Day;
    use crate::dates::bounds::Minute;
    use crate::layout::scale::Scale;

    fn day(year: i64, month: u8, day: u8) -> Minute {
        Minute::first_of(Day { year, month, day })
    }

    fn check(from: Minute, to: Minute, want: &Expect) {
        let scale = Scale::new(from, to, 1200);
        let unit = unit(&scale, 60);
        let drawn: Vec<_> = ticks(&scale, unit, 120)
            .iter()
            .map(|t| {
                format!("{}{}-{}-{}", if t.labelled { "*" } else { "" }, t.day.year, t.day.month, t.day.day)
            })
            .collect();
        want.assert_eq(&format!("{unit:?}: {}", drawn.join(" ")));
    }

    #[test]
    fn units_fit_the_stretch() {
        check(
            day(2010, 3, 2),
            day(2010, 3, 18),
            &expect![
                "Days(1): *2010-3-2 2010-3-3 *2010-3-4 2010-3-5 *2010-3-6 2010-3-7 *2010-3-8 2010-3-9 *2010-3-10 2010-3-11 *2010-3-12 2010-3-13 *2010-3-14 2010-3-15 *2010-3-16 2010-3-17 *2010-3-18"
            ],
        );
        check(
            day(2010, 1, 20),
            day(2010, 4, 2),
            &expect![
                "Days(7): *2010-1-22 *2010-2-1 2010-2-8 *2010-2-15 2010-2-22 *2010-3-1 2010-3-8 *2010-3-15 2010-3-22 *2010-4-1"
            ],
        );
        check(
            day(2009, 11, 3),
            day(2011, 2, 1),
            &expect![
                "Months(1): 2009-12-1 *2010-1-1 2010-2-1 2010-3-1 *2010-4-1 2010-5-1 2010-6-1 *2010-7-1 2010-8-1 2010-9-1 *2010-10-1 2010-11-1 2010-12-1 *2011-1-1 2011-2-1"
            ],
        );
        check(
            day(1142, 1, 1),
            day(2025, 12, 31),
            &expect![
                "Years(50): 1150-1-1 *1200-1-1 1250-1-1 *1300-1-1 1350-1-1 *1400-1-1 1450-1-1 *1500-1-1 1550-1-1 *1600-1-1 1650-1-1 *1700-1-1 1750-1-1 *1800-1-1 1850-1-1 *1900-1-1 1950-1-1 *2000-1-1"
            ],
        );
        check(
            day(-3000, 1, 1),
            day(1, 1, 1),
            &expect![
                "Years(200): *-3000-1-1 -2800-1-1 -2600-1-1 -2400-1-1 -2200-1-1 *-2000-1-1 -1800-1-1 -1600-1-1 -1400-1-1 -1200-1-1 *-1000-1-1 -800-1-1 -600-1-1 -400-1-1 -200-1-1 *0-1-1"
            ],
        );
    }

    proptest! {
        #[test]
        fn ticks_rise_and_are_few(from in -2_000_000_000_i64..2_000_000_000, length in 1..900_000_000_i64) {
            let scale = Scale::new(Minute(from), Minute(from + length), 1180);
            let ticks = ticks(&scale, unit(&scale, 30), 90);
            prop_assert!(ticks.len() <= 42);
            prop_assert!(ticks.windows(2).all(|pair| pair[0].x < pair[1].x));
        }
    }
}
