//! Single dates: whole, partly unspecified, qualified as a whole or in parts.

use edtf_core::{Date, DateField, Edtf, Qualifier, Year, YearKind};

use crate::base::snapshot::Day;
use crate::dates::bounds;
use crate::dates::calendar;
use crate::dates::wording::names::Joined;
use crate::dates::wording::speaker::{Phrase, Speaker};
use crate::dates::wording::words::Key;

/// How many dates are named one by one at most.
const NAMED: usize = 4;

impl Speaker<'_> {
    /// A single date, with its qualification.
    pub(crate) fn single(&self, date: &Date) -> Phrase {
        let phrase = self.unqualified(date);
        let notes = self.notes(date);
        if notes.is_empty() {
            return phrase;
        }
        match whole(date) {
            Some(qualifier) if !date.has_unspecified() || date.month.is_none() => {
                let key = match (qualifier.approximate, qualifier.uncertain) {
                    (true, false) => Key::About,
                    (false, _) => Key::Perhaps,
                    (true, true) => Key::PerhapsAbout,
                };
                self.phrase(key, &[("date", &phrase)])
            }
            _ => {
                let notes = self.side_by_side(&notes);
                self.phrase(Key::Noted, &[("date", &phrase), ("notes", &notes)])
            }
        }
    }

    /// What is to be said of the parts of a date that are approximate or uncertain.
    pub(crate) fn notes(&self, date: &Date) -> Vec<Phrase> {
        let one = |qualifier: Qualifier, keys: [Key; 3]| match (qualifier.approximate, qualifier.uncertain) {
            (false, false) => None,
            (true, false) => Some(keys[0]),
            (false, true) => Some(keys[1]),
            (true, true) => Some(keys[2]),
        };
        let all = [Key::DateAbout, Key::DatePerhaps, Key::DateBoth];
        let year = [Key::YearAbout, Key::YearPerhaps, Key::YearBoth];
        let keys = match whole(date) {
            Some(qualifier) => vec![one(qualifier, all)],
            None => vec![
                one(date.year.qualifier, year),
                date.month.and_then(|month| {
                    let part = month.value().is_some_and(|month| month > 12);
                    one(
                        month.qualifier,
                        if part {
                            [Key::PartAbout, Key::PartPerhaps, Key::PartBoth]
                        } else {
                            [Key::MonthAbout, Key::MonthPerhaps, Key::MonthBoth]
                        },
                    )
                }),
                date.day.and_then(|day| one(day.qualifier, [Key::DayAbout, Key::DayPerhaps, Key::DayBoth])),
            ],
        };
        keys.into_iter().flatten().map(|key| self.phrase(key, &[])).collect()
    }

    fn unqualified(&self, date: &Date) -> Phrase {
        let Some(month) = date.month else { return self.year_of(&date.year) };
        if let Some(code @ 21..) = month.value() {
            return self.part_of_year(code, &self.year_of(&date.year));
        }
        let Some(year) = date.year.value() else { return self.in_some_year(date, month) };
        let Some(day) = date.day else {
            return match completions(month, 1, 12)[..] {
                [month] => self.month(year, month),
                ref months if months.len() == 12 => {
                    self.phrase(Key::SomeMonth, &[("date", &self.year(year))])
                }
                ref months => self.one_of_months(year, months),
            };
        };
        let anything = |field: DateField| field.digits == [None, None];
        match (month.value(), day.value()) {
            (Some(month), Some(day)) => self.day(Day { year, month, day }),
            (Some(month), None) if anything(day) => {
                self.phrase(Key::SomeDay, &[("date", &self.month(year, month))])
            }
            (None, None) if anything(month) && anything(day) => {
                self.phrase(Key::SomeDay, &[("date", &self.year(year))])
            }
            (None, Some(day)) if anything(month) => {
                let number = Phrase::same(self.number(day.into()));
                self.phrase(Key::DayOfSomeMonth, &[("n", &number), ("date", &self.year(year))])
            }
            _ => self.one_of_days(date, year, month, day),
        }
    }

    /// A year, or what is known of it.
    fn year_of(&self, year: &Year) -> Phrase {
        let (lo, hi) = years_of(year);
        if year.value().is_some() {
            let value = year.value().unwrap_or(lo);
            if year.significant_digits.is_none() || lo == hi {
                return self.year(value);
            }
            let (date, range) = (self.year(value), self.years(lo, hi));
            return self.phrase(Key::Estimated, &[("date", &date), ("range", &range)]);
        }
        match year.kind {
            YearKind::Standard { digits: [None, None, None, None], .. } => self.phrase(Key::SomeYear, &[]),
            YearKind::Standard { digits: [Some(_), Some(_), Some(_), None], .. } if lo >= 10 => {
                let first = Phrase::same(self.number(lo.unsigned_abs()));
                self.phrase(Key::Decade, &[("year", &first)])
            }
            YearKind::Standard { digits: [Some(_), Some(_), None, None], .. } if lo >= 100 => {
                let n = lo.unsigned_abs() / 100 + 1;
                let ends = [lo, hi].map(|year| Phrase::same(self.number(year.unsigned_abs())));
                self.ordinal(Key::Century, n, &[("from", &ends[0]), ("to", &ends[1])])
            }
            YearKind::Exponential { significand, exponent } => {
                let n = format!("{} × 10^{exponent}", self.number(significand.unsigned_abs()));
                let key = if significand < 0 { Key::BigYearBc } else { Key::BigYear };
                self.phrase(key, &[("n", &Phrase::same(n))])
            }
            _ => self.one_of_years(lo, hi),
        }
    }

    pub(crate) fn one_of_years(&self, from: i64, to: i64) -> Phrase {
        self.phrase(Key::OneOfYears, &[("range", &self.years(from, to))])
    }

    fn part_of_year(&self, code: u8, year: &Phrase) -> Phrase {
        let season = |key| self.phrase(key, &[("year", year)]);
        let seasons = [Key::Spring, Key::Summer, Key::Autumn, Key::Winter];
        match code {
            21..=24 => season(seasons[usize::from(code - 21)]),
            25..=28 => self.phrase(Key::Northern, &[("date", &season(seasons[usize::from(code - 25)]))]),
            29..=32 => self.phrase(Key::Southern, &[("date", &season(seasons[usize::from(code - 29)]))]),
            33..=36 => self.ordinal(Key::Quarter, u64::from(code - 32), &[("year", year)]),
            37..=39 => self.ordinal(Key::Third, u64::from(code - 36), &[("year", year)]),
            _ => self.ordinal(Key::Half, u64::from(code - 39), &[("year", year)]),
        }
    }

    /// A month or day of a year that is not known whole.
    fn in_some_year(&self, date: &Date, month: DateField) -> Phrase {
        let years = self.year_of(&date.year);
        let anything = |field: DateField| field.digits == [None, None];
        let only = |field: DateField, last| match completions(field, 1, last)[..] {
            [value] => Some(value),
            _ => None,
        };
        let within = |part| self.phrase(Key::Partial, &[("date", part), ("years", &years)]);
        match (only(month, 12), date.day) {
            (Some(month), None) => within(&self.month_alone(month)),
            (None, None) if anything(month) => self.phrase(Key::SomeMonth, &[("date", &years)]),
            (Some(month), Some(day)) => match only(day, 31) {
                Some(day) => within(&self.day_of_year(month, day)),
                None if anything(day) => {
                    within(&self.phrase(Key::SomeDay, &[("date", &self.month_alone(month))]))
                }
                None => self.between(date),
            },
            (None, Some(day)) if anything(month) => match only(day, 31) {
                Some(day) => {
                    let number = Phrase::same(self.number(day.into()));
                    self.phrase(Key::DayOfSomeMonth, &[("n", &number), ("date", &years)])
                }
                None if anything(day) => self.phrase(Key::SomeDay, &[("date", &years)]),
                None => self.between(date),
            },
            _ => self.between(date),
        }
    }

    fn one_of_months(&self, year: i64, months: &[u8]) -> Phrase {
        let (Some(first), Some(last)) = (months.first(), months.last()) else {
            return self.year(year);
        };
        if usize::from(last - first) + 1 == months.len() {
            let range = self.months((year, *first), (year, *last));
            return self.phrase(Key::OneOfMonths, &[("range", &range)]);
        }
        let months: Vec<Phrase> = months.iter().map(|month| self.month(year, *month)).collect();
        self.list(&months, Joined::Or)
    }

    fn one_of_days(&self, date: &Date, year: i64, month: DateField, day: DateField) -> Phrase {
        let mut days = Vec::new();
        for month in completions(month, 1, 12) {
            let last = calendar::days_in_month(year, month);
            days.extend(completions(day, 1, last).into_iter().map(|day| Day { year, month, day }));
        }
        let number = |day: &Day| calendar::day_number(day.year, day.month, day.day);
        match (days.first(), days.last()) {
            (Some(only), Some(last)) if only == last => self.day(*only),
            (Some(first), Some(last)) if number(last) - number(first) + 1 == days.len() as i64 => {
                let range = self.days(*first, *last);
                self.phrase(Key::OneOfDays, &[("range", &range)])
            }
            _ if days.len() <= NAMED => {
                let days: Vec<Phrase> = days.iter().map(|day| self.day(*day)).collect();
                self.list(&days, Joined::Or)
            }
            _ => self.between(date),
        }
    }

    /// Within the days that a date may touch: less than is known, and true.
    fn between(&self, date: &Date) -> Phrase {
        let (earliest, latest) = bounds::stretch(date);
        let (from, to) = (self.day(earliest.day()), self.day(latest.day()));
        self.phrase(Key::Between, &[("from", &from), ("to", &to)])
    }
}

/// The qualification of a date, where all its parts have the same.
pub(crate) fn whole(date: &Date) -> Option<Qualifier> {
    let year = date.year.qualifier;
    let same = |field: Option<DateField>| field.is_none_or(|field| field.qualifier == year);
    (same(date.month) && same(date.day)).then_some(year)
}

/// The first and the last year that a year may be.
pub(crate) fn years_of(year: &Year) -> (i64, i64) {
    let date = Date { year: *year, month: None, day: None };
    match (Edtf::Date(date).bounds().earliest, Edtf::Date(date).bounds().latest) {
        (edtf_core::Bound::Date(from), edtf_core::Bound::Date(to)) => (from.year, to.year),
        _ => {
            let value = year.value().unwrap_or(i64::MAX);
            (value, value)
        }
    }
}

/// The numbers from `first` to `last` that a field of two digits may be.
fn completions(field: DateField, first: u8, last: u8) -> Vec<u8> {
    let matches = |value: u8| {
        field.digits[0].is_none_or(|digit| digit == value / 10)
            && field.digits[1].is_none_or(|digit| digit == value % 10)
    };
    (first..=last).filter(|value| matches(*value)).collect()
}
