//! Patterns filled with dates, in both of the forms in which a date can stand.

use edtf_core::Edtf;
use icu_plurals::PluralCategory;

use crate::base::snapshot::Day;
use crate::dates::calendar;
use crate::dates::date::{Date, Value};
use crate::dates::wording::names::{Joined, Kind, Names, Pieces};
use crate::dates::wording::text::fill;
use crate::dates::wording::words::{DateWords, Key, Variant};

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
    /// The variant of a pattern for it: where it is a day, a month or a year and no more.
    variant: Option<Variant>,
}

impl Phrase {
    pub(crate) fn same(text: String) -> Self {
        Self { of: text.clone(), plain: text, variant: None }
    }

    fn a(self, variant: Variant) -> Self {
        Self { variant: Some(variant), ..self }
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
        self.filled(key, PluralCategory::Other, values)
    }

    /// A pattern that has ordinal plural forms.
    pub(crate) fn ordinal(&self, key: Key, n: u64, values: &[(&str, &Phrase)]) -> Phrase {
        let (number, roman) = (Phrase::same(self.number(n)), Phrase::same(roman(n)));
        let values = [&[("n", &number), ("roman", &roman)], values].concat();
        self.filled(key, self.names.ordinal(n), &values)
    }

    fn filled(&self, key: Key, form: PluralCategory, values: &[(&str, &Phrase)]) -> Phrase {
        let value = |name: &str, of: bool| {
            let bare = name.strip_prefix("of-");
            let (_, phrase) = values.iter().find(|(known, _)| *known == bare.unwrap_or(name))?;
            Some(if of || bare.is_some() { phrase.of.as_str() } else { phrase.plain.as_str() })
        };
        let special = values.iter().find_map(|(_, phrase)| self.words.variant(key, phrase.variant?));
        let text = special.unwrap_or(self.words.text(key)).pattern(form);
        let plain = fill(text, |name| value(name, false));
        let of = match self.words.variant(key, Variant::Of) {
            Some(text) => fill(text.pattern(form), |name| value(name, false)),
            // What stands after a word has what is in it stand after it too.
            None => fill(text, |name| value(name, true)),
        };
        Phrase { plain, of, variant: None }
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
        if let Some(figures) = self.names.day_in_figures(day) {
            return Phrase::same(figures).a(Variant::Day);
        }
        if self.is_worded(day.year) {
            return Phrase::same(self.full(day).text()).a(Variant::Day);
        }
        let (of_year, year) = (self.day_of_year(day.month, day.day), self.year(day.year));
        self.phrase(Key::Partial, &[("date", &of_year), ("years", &year)]).a(Variant::Day)
    }

    /// A day in full, of a year that [`Self::is_worded`] has.
    pub(crate) fn full(&self, day: Day) -> Pieces {
        self.first_day(self.names.full(day), day)
    }

    /// A day without its year.
    pub(crate) fn day_of_year(&self, month: u8, day: u8) -> Phrase {
        let day = Day { year: 2000, month, day };
        Phrase::same(self.first_day(self.names.day_month(day), day).text())
    }

    fn first_day(&self, pieces: Pieces, day: Day) -> Pieces {
        let number = pieces.get(Kind::Day).filter(|_| day.day == 1).map(str::to_owned);
        match number {
            None => pieces,
            Some(number) => {
                let first = self.phrase(Key::FirstDay, &[("n", &Phrase::same(number))]);
                pieces.with(Kind::Day, &first.plain)
            }
        }
    }

    /// Whether ICU has words for days and months of the year. Where CLDR has no order for dates
    /// with an era, the file of words has one for a day and its year.
    pub(crate) fn is_worded(&self, year: i64) -> bool {
        let first = if self.words.variant(Key::Partial, Variant::Year).is_some() { 1000 } else { -9998 };
        (first..=9999).contains(&year)
    }

    /// Whether days and months of the year can be taken apart, and say once what they share: they are in
    /// words, and ICU has these.
    pub(crate) fn has_parts(&self, year: i64) -> bool {
        self.is_worded(year) && !self.names.has_figures(year)
    }

    /// A month, with its year.
    pub(crate) fn month(&self, year: i64, month: u8) -> Phrase {
        if let Some(figures) = self.names.month_in_figures(year, month) {
            return Phrase::same(figures).a(Variant::Month);
        }
        let day = Day { year, month, day: 1 };
        if !self.is_worded(year) {
            let (month, year) = (self.month_alone(month), self.year(year));
            return self.phrase(Key::Partial, &[("date", &month), ("years", &year)]).a(Variant::Month);
        }
        let pieces = self.names.month(day);
        let plain = pieces.text();
        let of = self.names.month_after_day(day).map(|name| pieces.with(Kind::Month, &name).text());
        Phrase { of: of.unwrap_or_else(|| plain.clone()), plain, variant: Some(Variant::Month) }
    }

    pub(crate) fn month_alone(&self, month: u8) -> Phrase {
        let day = Day { year: 2000, month, day: 1 };
        let plain = self.names.month_alone(day).text();
        // Where months are numbers, the number alone would be no month.
        let of = self.names.month_after_day(day).filter(|name| !name.chars().all(char::is_numeric));
        Phrase { of: of.unwrap_or_else(|| plain.clone()), plain, variant: Some(Variant::Month) }
    }

    pub(crate) fn year(&self, year: i64) -> Phrase {
        let named = |key, n: i64| {
            let n = Phrase::same(self.number(n.unsigned_abs()));
            self.phrase(key, &[("n", &n)])
        };
        let phrase = match year {
            1000..=9999 => {
                let text = Phrase::same(self.names.year(Day { year, month: 1, day: 1 }).text());
                self.phrase(Key::Year, &[("year", &text)])
            }
            -9998..=999 => Phrase::same(self.names.year(Day { year, month: 1, day: 1 }).text()),
            10_000.. => named(Key::BigYear, year),
            // There is no year 0 among the words.
            ..=-9999 => named(Key::BigYearBc, year.saturating_sub(1)),
        };
        phrase.a(Variant::Year)
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

    /// Notes, side by side.
    pub(crate) fn side_by_side(&self, notes: &[Phrase]) -> Phrase {
        let notes: Vec<&str> = notes.iter().map(|note| note.plain.as_str()).collect();
        Phrase::same(notes.join(&self.phrase(Key::NoteSeparator, &[]).plain))
    }

    pub(crate) fn list(&self, phrases: &[Phrase], joined: Joined) -> Phrase {
        let list = |form: fn(&Phrase) -> &String| {
            let texts: Vec<String> = phrases.iter().map(|phrase| form(phrase).clone()).collect();
            self.names.list(&texts, joined)
        };
        Phrase { plain: list(|phrase| &phrase.plain), of: list(|phrase| &phrase.of), variant: None }
    }

    /// From a day to another, saying once what they share.
    pub(crate) fn days(&self, from: Day, to: Day) -> Phrase {
        let shares = from.year == to.year && self.has_parts(from.year);
        if from == to || !shares {
            return if from == to { self.day(to) } else { self.range(&self.day(from), &self.day(to)) };
        }
        let last = self.full(to);
        if from.month == to.month {
            let whole = self.full(from);
            if let (Some(first), Some(end)) = (whole.get(Kind::Day), last.get(Kind::Day)) {
                let ends = (Phrase::same(first.to_owned()), Phrase::same(end.to_owned()));
                let days = self.phrase(Key::Days, &[("from", &ends.0), ("to", &ends.1)]).plain;
                return Phrase::same(last.with(Kind::Day, &days).text());
            }
        }
        let without_year = |day| Phrase::same(self.first_day(self.names.day_month(day), day).text());
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
        if from.0 != to.0 || !self.has_parts(from.0) {
            return self.range(&first, &last);
        }
        let pieces = self.names.month(Day { year: to.0, month: to.1, day: 1 });
        if pieces.year_first() {
            self.range(&first, &Phrase::same(pieces.without_year()))
        } else {
            self.range(&self.month_alone(from.1), &last)
        }
    }
}

/// A day of the same weekday whose year ICU takes: the calendar repeats after 400 years.
fn worded(day: Day) -> Day {
    let year = day.year.rem_euclid(400) + 2000;
    Day { year, day: day.day.min(calendar::days_in_month(year, day.month)), ..day }
}

fn roman(mut n: u64) -> String {
    const NUMERALS: [(u64, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (value, numeral) in NUMERALS {
        while n >= value {
            text.push_str(numeral);
            n -= value;
        }
    }
    text
}
