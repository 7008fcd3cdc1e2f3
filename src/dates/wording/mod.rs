//! A date in the words of a language, never more precise than known.

mod certainty;
mod compound;
pub mod months;
mod names;
mod rail;
mod single;
mod speaker;
pub mod style;
pub mod text;
pub mod words;

use icu_locale::Locale;

use crate::base::snapshot::Day;
use crate::dates::bounds::Minute;
use crate::dates::date::{Date, Value};
use crate::dates::wording::names::{Joined, Names};
use crate::dates::wording::speaker::Speaker;
use crate::dates::wording::style::Style;
use crate::dates::wording::words::{DateWords, Key};
use crate::dates::zone::Zone;

/// Words dates in one language. Cheap to make; one a thread.
pub struct Wording<'a> {
    words: &'a DateWords,
    names: Names,
}

/// A date for the margin, in the parts that a page sets in different sizes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rail {
    /// A word before it: by, until, about.
    pub mark: Option<String>,
    /// The day's number, or a range of them: `18`, `2–18`.
    pub day: Option<String>,
    /// What the day does not say: `March 2010`; the whole date where there is no day.
    pub rest: String,
    /// The time, `14:05`, with its distance from UTC where that is written.
    pub time: Option<String>,
    /// The day of the week, where the day is known and no calendar but the Gregorian can be meant.
    pub weekday: Option<String>,
}

impl<'a> Wording<'a> {
    /// The words of `language`, a BCP 47 tag; where that is none, has no region, or is another
    /// language than the words', of the locale that the words are for.
    pub fn new(words: &'a DateWords, language: &str) -> Self {
        Self::styled(words, language, Style::Long)
    }

    /// The same, with dates in that style.
    pub fn styled(words: &'a DateWords, language: &str, style: Style) -> Self {
        let own: Locale = words.locale().parse().unwrap_or(Locale::UNKNOWN);
        let asked: Option<Locale> = language.parse().ok();
        let locale = asked
            .filter(|asked| asked.id.region.is_some() && asked.id.language == own.id.language)
            .unwrap_or(own);
        Self { words, names: Names::new(locale, style) }
    }

    /// A date: `18 March 2010`, `by 15 March 2010`, `about 1984`.
    pub fn date(&self, date: &Date) -> String {
        self.speaker().date(date).plain
    }

    /// The same for where nothing says what zone is meant by a bare time: that is `zone`.
    pub fn date_in(&self, date: &Date, zone: Zone) -> String {
        match date.value() {
            Value::Minute(moment) => self.speaker().moment_in(*moment, zone).plain,
            Value::Minutes(from, to) => self.speaker().moments_in(*from, *to, zone).plain,
            _ => self.date(date),
        }
    }

    /// A date in the parts that a margin shows.
    pub fn parts(&self, date: &Date) -> Rail {
        rail::rail(&self.speaker(), date)
    }

    /// A single day in full.
    pub fn day(&self, day: Day) -> String {
        self.speaker().day(day).plain
    }

    /// The month of a day, with its year: `March 2010`.
    pub fn month(&self, day: Day) -> String {
        self.speaker().month(day.year, day.month).plain
    }

    /// A year: `2010`, `44 BC`.
    pub fn year(&self, year: i64) -> String {
        self.speaker().year(year).plain
    }

    /// The day of the week.
    pub fn weekday(&self, day: Day) -> String {
        self.speaker().weekday(day)
    }

    /// A minute's time of day, `14:05`.
    pub fn time(&self, minute: Minute) -> String {
        let (hour, minute) = minute.time();
        self.speaker().time(hour, minute)
    }

    /// How much later something was, in days: the least and the most.
    pub fn lag(&self, (least, most): (i64, i64)) -> String {
        let speaker = self.speaker();
        let days = |key, n: i64| speaker.counted(key, n.unsigned_abs(), &[]);
        let between = |key, near: i64, far: i64| {
            let near = speaker.number(near.unsigned_abs());
            speaker.counted(key, far.unsigned_abs(), &[("least", &near)])
        };
        match (least, most) {
            (0, 0) => speaker.phrase(Key::SameDay, &[]).plain,
            (1.., _) if least == most => days(Key::DaysLater, most),
            (_, ..=-1) if least == most => days(Key::DaysEarlier, most),
            (1.., _) => between(Key::BetweenLater, least, most),
            (_, ..=-1) => between(Key::BetweenEarlier, most, least),
            (_, 0) => days(Key::UpToEarlier, least),
            (_, _) => days(Key::UpToLater, most),
        }
    }

    /// How well a date is known, in a sentence without its full stop.
    pub fn certainty(&self, date: &Date, zone: Zone) -> String {
        certainty::certainty(&self.speaker(), date, zone)
    }

    /// A list of texts, joined by the language's *and*.
    pub fn list(&self, texts: &[String]) -> String {
        self.names.list(texts, Joined::And)
    }

    fn speaker(&self) -> Speaker<'_> {
        Speaker { words: self.words, names: &self.names }
    }
}
