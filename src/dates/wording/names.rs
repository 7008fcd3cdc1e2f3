//! ICU's words for days, months and years, whole and in parts.

use std::cell::{OnceCell, RefCell};
use std::fmt;
use std::rc::Rc;

use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter as Formatter;
use icu_datetime::fieldsets::{E, M, MD, Y, YM, YMD};
use icu_datetime::options::{Length, YearStyle};
use icu_datetime::parts;
use icu_list::options::{ListFormatterOptions, ListLength};
use icu_list::{ListFormatter, ListFormatterPreferences};
use icu_locale::{Locale, LocaleDirectionality};
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules};
use rustc_hash::FxHashMap;
use writeable::{Part, PartsWrite, Writeable};

use crate::base::snapshot::Day;
use crate::dates::bounds::Minute;
use crate::dates::wording::style::Style;

/// The formatters of one language, made when first needed.
pub(crate) struct Names {
    locale: Locale,
    style: Style,
    /// Of what is in words, in any style.
    length: Length,
    ymd: OnceCell<Formatter<Gregorian, YMD>>,
    ym: OnceCell<Formatter<Gregorian, YM>>,
    y: OnceCell<Formatter<Gregorian, Y>>,
    md: OnceCell<Formatter<Gregorian, MD>>,
    m: OnceCell<Formatter<Gregorian, M>>,
    day_figures: OnceCell<Formatter<Gregorian, YMD>>,
    month_figures: OnceCell<Formatter<Gregorian, YM>>,
    weekday: OnceCell<Formatter<Gregorian, E>>,
    and: OnceCell<ListFormatter>,
    or: OnceCell<ListFormatter>,
    cardinal: OnceCell<PluralRules>,
    ordinal: OnceCell<PluralRules>,
    zero: OnceCell<char>,
    /// What was formatted last, by formatter.
    known: RefCell<FxHashMap<(&'static str, Day), Pieces>>,
}

/// What a piece of a formatted date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Day,
    Month,
    Year,
    Other,
}

/// How a list is joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joined {
    /// By *and*.
    And,
    /// By *or*.
    Or,
}

/// A formatted date, in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pieces(Rc<Vec<(Kind, String)>>);

impl Pieces {
    pub(crate) fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// The first piece of that kind.
    pub(crate) fn get(&self, kind: Kind) -> Option<&str> {
        self.0.iter().find(|(k, _)| *k == kind).map(|(_, text)| text.as_str())
    }

    /// The pieces with that of one kind replaced.
    pub(crate) fn with(mut self, kind: Kind, text: &str) -> Self {
        if let Some(piece) = Rc::make_mut(&mut self.0).iter_mut().find(|(k, _)| *k == kind) {
            text.clone_into(&mut piece.1);
        }
        self
    }

    fn differs_only_in_year(&self, other: &Self) -> bool {
        let alike =
            |(a, b): (&(Kind, String), &(Kind, String))| a.0 == b.0 && (a.0 == Kind::Year || a.1 == b.1);
        self.0.len() == other.0.len() && self.0.iter().zip(&*other.0).all(alike)
    }

    /// The text from the month on, of pieces that begin with the year.
    pub(crate) fn without_year(&self) -> String {
        self.0.iter().skip_while(|(kind, _)| *kind != Kind::Month).map(|(_, text)| text.as_str()).collect()
    }

    /// Whether the year stands before the month.
    pub(crate) fn year_first(&self) -> bool {
        let at = |kind| self.0.iter().position(|(k, _)| *k == kind);
        at(Kind::Year) < at(Kind::Month)
    }
}

const WHY: &str = "every locale has at least the root's names, compiled in";

/// How many formatted dates are remembered: the wording of one date asks for few of them, and often.
const REMEMBERED: usize = 1024;

macro_rules! formatted {
    ($($name:ident $field:ident $set:ident;)*) => {
        $(pub(crate) fn $name(&self, day: Day) -> Pieces {
            self.remembered(stringify!($field), day, || {
                let formatter = self.$field.get_or_init(|| {
                    Formatter::try_new((&self.locale).into(), $set::for_length(self.length)).expect(WHY)
                });
                pieces(&formatter.format(&icu_date(day)))
            })
        })*
    };
}

impl Names {
    pub(crate) fn new(locale: Locale, style: Style) -> Self {
        let names = Self::of_length(locale, style, Length::Long);
        if style != Style::Medium {
            return names;
        }
        let names = Self::of_length(names.locale, style, Length::Medium);
        let day = names.full(Day { year: 2010, month: 3, day: 18 });
        let numeric = day.get(Kind::Month).is_none_or(|month| month.chars().all(char::is_numeric));
        // In full where the language would have numbers for its months.
        if numeric { Self::of_length(names.locale, style, Length::Long) } else { names }
    }

    fn of_length(locale: Locale, style: Style, length: Length) -> Self {
        Self {
            locale,
            style,
            length,
            ymd: OnceCell::new(),
            ym: OnceCell::new(),
            y: OnceCell::new(),
            md: OnceCell::new(),
            m: OnceCell::new(),
            day_figures: OnceCell::new(),
            month_figures: OnceCell::new(),
            weekday: OnceCell::new(),
            and: OnceCell::new(),
            or: OnceCell::new(),
            cardinal: OnceCell::new(),
            ordinal: OnceCell::new(),
            zero: OnceCell::new(),
            known: RefCell::default(),
        }
    }

    /// Whether the days and months of a year are written in figures.
    pub(crate) fn has_figures(&self, year: i64) -> bool {
        self.style.has_figures(year)
    }

    /// Figures that are read from left to right, kept so where the words about them are not (UAX #9).
    fn isolated(&self, figures: String) -> String {
        let rtl = LocaleDirectionality::new_common().is_right_to_left(&self.locale.id);
        if rtl { format!("\u{2066}{figures}\u{2069}") } else { figures }
    }

    /// A day in figures, where the style has them.
    pub(crate) fn day_in_figures(&self, day: Day) -> Option<String> {
        let Day { year, month, day: number } = day;
        match self.style {
            _ if !self.has_figures(year) => None,
            Style::Iso => Some(self.isolated(format!("{year:04}-{month:02}-{number:02}"))),
            _ => {
                let formatter = self.day_figures.get_or_init(|| {
                    let set = YMD::short().with_year_style(YearStyle::Full);
                    Formatter::try_new((&self.locale).into(), set).expect(WHY)
                });
                Some(formatter.format(&icu_date(day)).to_string())
            }
        }
    }

    /// A month with its year in figures, where the style has them.
    pub(crate) fn month_in_figures(&self, year: i64, month: u8) -> Option<String> {
        match self.style {
            _ if !self.has_figures(year) => None,
            Style::Iso => Some(self.isolated(format!("{year:04}-{month:02}"))),
            _ => {
                let formatter = self.month_figures.get_or_init(|| {
                    let set = YM::short().with_year_style(YearStyle::Full);
                    Formatter::try_new((&self.locale).into(), set).expect(WHY)
                });
                Some(formatter.format(&icu_date(Day { year, month, day: 1 })).to_string())
            }
        }
    }

    /// What `make` makes of a day, or has made of it before.
    fn remembered(&self, what: &'static str, day: Day, make: impl FnOnce() -> Pieces) -> Pieces {
        if let Some(known) = self.known.borrow().get(&(what, day)) {
            return known.clone();
        }
        let pieces = make();
        let mut known = self.known.borrow_mut();
        if known.len() == REMEMBERED {
            known.clear();
        }
        known.insert((what, day), pieces.clone());
        pieces
    }

    /// A day in full, its number without a leading zero where the month is a word.
    pub(crate) fn full(&self, day: Day) -> Pieces {
        self.remembered("full", day, || self.bare(day))
    }

    fn bare(&self, day: Day) -> Pieces {
        let pieces = self.year_month_day(day);
        let in_words = pieces.get(Kind::Month).is_some_and(|month| !month.chars().all(char::is_numeric));
        let zero = self.zero();
        let number = pieces.get(Kind::Day).and_then(|number| number.strip_prefix(zero));
        match number.filter(|number| in_words && !number.is_empty()).map(str::to_owned) {
            Some(number) => pieces.with(Kind::Day, &number),
            None => pieces,
        }
    }

    /// A day with its month and year. Of a day's date only the number changes with the day, the name with
    /// the month and the figures with the year: each is formatted once.
    fn year_month_day(&self, day: Day) -> Pieces {
        let first = Day { year: 2000, month: 1, day: 1 };
        let year = self.any_day(Day { year: day.year, ..first });
        // Some years are told with their era.
        if !year.differs_only_in_year(&self.any_day(first)) {
            return self.any_day(day);
        }
        let pieces = self.any_day(Day { month: day.month, ..first });
        let number = self.any_day(Day { day: day.day, ..first });
        match (number.get(Kind::Day), year.get(Kind::Year)) {
            (Some(number), Some(year)) => pieces.with(Kind::Day, number).with(Kind::Year, year),
            _ => self.any_day(day),
        }
    }

    formatted! {
        any_day ymd YMD;
        month ym YM;
        year y Y;
        day_month md MD;
        month_alone m M;
    }

    pub(crate) fn weekday(&self, day: Day) -> String {
        let formatter =
            self.weekday.get_or_init(|| Formatter::try_new((&self.locale).into(), E::long()).expect(WHY));
        let formatted = |day| pieces(&formatter.format(&icu_date(day)));
        // A day of the same name.
        let name = 1 + Minute::first_of(day).day_number().rem_euclid(7) as u8;
        self.remembered("weekday", Day { year: 2000, month: 1, day: name }, || formatted(day)).text()
    }

    /// The month's name as it stands after a day's number.
    pub(crate) fn month_after_day(&self, day: Day) -> Option<String> {
        self.full(day).get(Kind::Month).map(str::to_owned)
    }

    pub(crate) fn list(&self, parts: &[String], joined: Joined) -> String {
        let preferences = ListFormatterPreferences::from(&self.locale);
        let options = ListFormatterOptions::default().with_length(ListLength::Wide);
        let (cell, make): (_, fn(_, _) -> _) = match joined {
            Joined::And => (&self.and, ListFormatter::try_new_and),
            Joined::Or => (&self.or, ListFormatter::try_new_or),
        };
        let formatter = cell.get_or_init(|| make(preferences, options).expect(WHY));
        formatter.format(parts.iter()).write_to_string().into_owned()
    }

    pub(crate) fn cardinal(&self, n: u64) -> PluralCategory {
        self.plural(&self.cardinal, PluralRuleType::Cardinal, n)
    }

    pub(crate) fn ordinal(&self, n: u64) -> PluralCategory {
        self.plural(&self.ordinal, PluralRuleType::Ordinal, n)
    }

    fn plural(&self, cell: &OnceCell<PluralRules>, kind: PluralRuleType, n: u64) -> PluralCategory {
        cell.get_or_init(|| PluralRules::try_new((&self.locale).into(), kind.into()).expect(WHY))
            .category_for(n)
    }

    /// The digit zero, as the language writes it in dates.
    fn zero(&self) -> char {
        *self.zero.get_or_init(|| {
            let year = self.year(Day { year: 2000, month: 1, day: 1 });
            let last = year.get(Kind::Year).and_then(|year| year.chars().next_back());
            last.filter(|zero| zero.is_numeric()).unwrap_or('0')
        })
    }

    /// A text with its ASCII digits as the language writes them in dates.
    pub(crate) fn digits(&self, text: &str) -> String {
        let zero = self.zero();
        if zero == '0' {
            return text.to_owned();
        }
        let digit = |c: char| char::from_u32(zero as u32 + (c as u32 - '0' as u32)).unwrap_or(c);
        text.chars().map(|c| if c.is_ascii_digit() { digit(c) } else { c }).collect()
    }
}

fn icu_date(day: Day) -> Date<Gregorian> {
    let year = i32::try_from(day.year).expect("only years of four digits are worded by ICU");
    Date::try_new_gregorian(year, day.month, day.day).expect("a day of the calendar")
}

fn pieces(formatted: &impl Writeable) -> Pieces {
    let mut sink = Sink { pieces: Vec::new(), kind: Kind::Other };
    formatted.write_to_parts(&mut sink).expect("a string takes everything");
    Pieces(Rc::new(sink.pieces))
}

struct Sink {
    pieces: Vec<(Kind, String)>,
    kind: Kind,
}

impl fmt::Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self.pieces.last_mut() {
            Some((kind, last)) if *kind == self.kind => last.push_str(text),
            _ => self.pieces.push((self.kind, text.to_owned())),
        }
        Ok(())
    }
}

impl PartsWrite for Sink {
    type SubPartsWrite = Self;

    fn with_part(&mut self, part: Part, mut f: impl FnMut(&mut Self) -> fmt::Result) -> fmt::Result {
        let outer = self.kind;
        if outer == Kind::Other {
            self.kind = match part {
                parts::DAY => Kind::Day,
                parts::MONTH => Kind::Month,
                parts::YEAR => Kind::Year,
                _ => Kind::Other,
            };
        }
        let done = f(self);
        self.kind = outer;
        done
    }
}

#[cfg(test)]
mod tests {
    use icu_locale::Locale;
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::Names;
    use crate::base::snapshot::Day;
    use crate::dates::wording::style::Style;

    const LANGUAGES: [&str; 13] =
        ["en", "en-US", "ru", "uk", "fr", "es", "de", "ar", "he", "zh", "ja", "hy", "kk"];

    proptest! {
        #[test]
        fn a_day_that_is_put_together_is_as_if_formatted_whole(
            year in -60_i64..3000, month in 1_u8..=12, day in 1_u8..=28, language in 0..LANGUAGES.len(),
        ) {
            let locale: Locale = LANGUAGES[language].parse().unwrap();
            for style in [Style::Long, Style::Medium] {
                let names = Names::new(locale.clone(), style);
                let day = Day { year, month, day };
                prop_assert_eq!(names.year_month_day(day), names.any_day(day));
            }
        }
    }
}
