//! Patterns filled with dates, in both of the forms in which a date can stand.

use edtf_core::Edtf;

use crate::base::snapshot::Day;
use crate::dates::calendar;
use crate::dates::date::{Date, Value};
use crate::dates::wording::names::{Joined, Kind, Names};
use crate::dates::wording::text::fill;
use crate::dates::wording::words::{DateWords, Key};

/// The words of one language at one length.
pub(crate) struct Speaker<'a> {
    pub(crate) words: &'a DateWords,
    pub(crate) names: &'a Names,
}

/// A date in words, as it stands alone and as it stands after a word such as *by*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) plain: String,
    pub(crate) of: String,
}

impl Phrase {
    pub(crate) fn same(text: String) -> Self {
        Self { of: text.clone(), plain: text }
    }
}

impl Speaker<'_> {
    pub(crate) fn date(&self, date: &Date) -> Phrase {
        match date.value() {
            Value::Unknown => self.phrase(Key::Unknown, &[]),
            Value::Minute(moment) => self.moment(*moment),
            Value::Minutes(from, to) => self.moments(*from, *to),
            Value::Edtf(Edtf::Date(date)) => self.single(date),
            Value::Edtf(Edtf::DateTime(time)) => self.single(&time.date),
            Value::Edtf(Edtf::Interval(interval)) => self.interval(interval),
            Value::Edtf(Edtf::Set(set)) => self.set(set),
        }
    }

    /// A pattern with what stands in its braces.
    pub(crate) fn phrase(&self, key: Key, values: &[(&str, &Phrase)]) -> Phrase {
        use icu_plurals::PluralCategory::Other;
        let value = |name: &str| {
            let (of, name) = name.strip_prefix("of-").map_or((false, name), |name| (true, name));
            let (_, phrase) = values.iter().find(|(known, _)| *known == name)?;
            Some(if of { phrase.of.as_str() } else { phrase.plain.as_str() })
        };
        let plain = fill(self.words.text(key).pattern(Other), value);
        let of = fill(self.words.of_text(key).pattern(Other), value);
        Phrase { plain, of }
    }

    /// A pattern that has ordinal plural forms.
    pub(crate) fn ordinal(&self, key: Key, n: u64, values: &[(&str, &Phrase)]) -> Phrase {
        let form = self.names.ordinal(n);
        let number = self.number(n);
        let value = |name: &str| match name.strip_prefix("of-").unwrap_or(name) {
            "n" => Some(number.as_str()),
            plain => values
                .iter()
                .find(|(known, _)| *known == plain)
                .map(|(_, phrase)| if name == plain { phrase.plain.as_str() } else { phrase.of.as_str() }),
        };
        let plain = fill(self.words.text(key).pattern(form), value);
        let of = fill(self.words.of_text(key).pattern(form), value);
        Phrase { plain, of }
    }

    /// A text about so many things.
    pub(crate) fn counted(&self, key: Key, n: u64, values: &[(&str, &str)]) -> String {
        let number = self.number(n);
        fill(self.words.text(key).pattern(self.names.cardinal(n)), |name| match name {
            "n" => Some(number.as_str()),
            name => values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value),
        })
    }

    pub(crate) fn number(&self, n: u64) -> String {
        self.names.digits(&n.to_string())
    }

    pub(crate) fn time(&self, hour: u8, minute: u8) -> String {
        self.names.digits(&format!("{hour:02}:{minute:02}"))
    }

    pub(crate) fn weekday(&self, day: Day) -> String {
        self.names.weekday(worded(day))
    }

    pub(crate) fn day(&self, day: Day) -> Phrase {
        if is_worded(day.year) {
            return Phrase::same(self.names.full(day).text());
        }
        let year = self.year(day.year);
        let day = Phrase::same(self.names.day_month(Day { year: 2000, ..day }).text());
        self.phrase(Key::Partial, &[("date", &day), ("years", &year)])
    }

    /// A month of a year that ICU words.
    pub(crate) fn month(&self, year: i64, month: u8) -> Phrase {
        let day = Day { year, month, day: 1 };
        if !is_worded(year) {
            let month = self.month_alone(month);
            return self.phrase(Key::Partial, &[("date", &month), ("years", &self.year(year))]);
        }
        let pieces = self.names.month(day);
        let plain = pieces.text();
        let of = self.names.month_after_day(day).map(|name| pieces.with(Kind::Month, &name).text());
        Phrase { of: of.unwrap_or_else(|| plain.clone()), plain }
    }

    pub(crate) fn month_alone(&self, month: u8) -> Phrase {
        let day = Day { year: 2000, month, day: 1 };
        let plain = self.names.month_alone(day).text();
        // Where months are numbers, the number alone would be no month.
        let of = self.names.month_after_day(day).filter(|name| !name.chars().all(char::is_numeric));
        Phrase { of: of.unwrap_or_else(|| plain.clone()), plain }
    }

    pub(crate) fn year(&self, year: i64) -> Phrase {
        let named = |key, n: i64| {
            let n = Phrase::same(self.number(n.unsigned_abs()));
            self.phrase(key, &[("n", &n)])
        };
        match year {
            1000..=9999 => {
                let text = Phrase::same(self.names.year(Day { year, month: 1, day: 1 }).text());
                self.phrase(Key::Year, &[("year", &text)])
            }
            -9998..=999 => Phrase::same(self.names.year(Day { year, month: 1, day: 1 }).text()),
            10_000.. => named(Key::BigYear, year),
            // There is no year 0 among the words.
            ..=-9999 => named(Key::BigYearBc, year.saturating_sub(1)),
        }
    }

    pub(crate) fn years(&self, from: i64, to: i64) -> Phrase {
        if from == to {
            return self.year(from);
        }
        if from >= 1000 && to <= 9999 {
            let number = |year: i64| Phrase::same(self.number(year.unsigned_abs()));
            return self.phrase(Key::Years, &[("from", &number(from)), ("to", &number(to))]);
        }
        self.range(&self.year(from), &self.year(to))
    }

    pub(crate) fn range(&self, from: &Phrase, to: &Phrase) -> Phrase {
        self.phrase(Key::Range, &[("from", from), ("to", to)])
    }

    pub(crate) fn list(&self, phrases: &[Phrase], joined: Joined) -> Phrase {
        let list = |form: fn(&Phrase) -> &String| {
            let texts: Vec<String> = phrases.iter().map(|phrase| form(phrase).clone()).collect();
            self.names.list(&texts, joined)
        };
        Phrase { plain: list(|phrase| &phrase.plain), of: list(|phrase| &phrase.of) }
    }

    /// From a day to another, saying once what they share.
    pub(crate) fn days(&self, from: Day, to: Day) -> Phrase {
        if from == to || from.year != to.year || !is_worded(from.year) {
            return if from == to { self.day(to) } else { self.range(&self.day(from), &self.day(to)) };
        }
        let last = self.names.full(to);
        if from.month == to.month {
            let whole = self.names.full(from);
            if let (Some(first), Some(end)) = (whole.get(Kind::Day), last.get(Kind::Day)) {
                let ends = (Phrase::same(first.to_owned()), Phrase::same(end.to_owned()));
                let days = self.phrase(Key::Days, &[("from", &ends.0), ("to", &ends.1)]).plain;
                return Phrase::same(last.with(Kind::Day, &days).text());
            }
        }
        let without_year = |day| Phrase::same(self.names.day_month(day).text());
        if last.year_first() {
            self.range(&self.day(from), &without_year(to))
        } else {
            self.range(&without_year(from), &self.day(to))
        }
    }

    /// From a month to another, saying the year once.
    pub(crate) fn months(&self, from: (i64, u8), to: (i64, u8)) -> Phrase {
        let (first, last) = (self.month(from.0, from.1), self.month(to.0, to.1));
        if from == to {
            return last;
        }
        if from.0 != to.0 || !is_worded(from.0) {
            return self.range(&first, &last);
        }
        if self.names.month(Day { year: to.0, month: to.1, day: 1 }).year_first() {
            self.range(&first, &self.month_alone(to.1))
        } else {
            self.range(&self.month_alone(from.1), &last)
        }
    }
}

/// Whether ICU has words for the year.
pub(crate) fn is_worded(year: i64) -> bool {
    (-9998..=9999).contains(&year)
}

/// A day of the same weekday whose year ICU takes: the calendar repeats after 400 years.
fn worded(day: Day) -> Day {
    let year = day.year.rem_euclid(400) + 2000;
    Day { year, day: day.day.min(calendar::days_in_month(year, day.month)), ..day }
}
