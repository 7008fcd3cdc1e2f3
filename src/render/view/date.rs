//! A date, as a page shows it.

use serde::Serialize;

use crate::chronicle::model::Event;
use crate::dates::date::Date;
use crate::dates::form::{Kind, Unit};
use crate::dates::wording::Wording;
use crate::dates::zone::Zone;
use crate::layout::mark::{Shape, look, rivals, steps};
use crate::render::ui::Ui;

/// A date in words, and in the parts that a page sets apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize)]
pub(crate) struct DateView {
    /// All of it: `by 15 March 2010`.
    pub(crate) words: String,
    /// For `<time datetime>`, where HTML can say it; `null` otherwise.
    pub(crate) iso: Option<String>,
    /// As its author wrote it: EDTF, but for minutes and `unknown`.
    pub(crate) edtf: String,
    /// How well it is known, in words: `the day is known`.
    pub(crate) certainty: String,
    /// How far it is known, as a name for style sheets: `minute`, `day`, `month`, `part`, `year`,
    /// `decade`, `century`, `stretch`, `range`, `until`, `since`, `by`, `from`, `one-of`,
    /// `all-of`, `unknown`.
    pub(crate) kind: &'static str,
    /// What its mark looks like, as names of classes: `dot`, `bar`, `dots` (several dates) or
    /// `nothing`; with a bar its ends, `from-` and `to-` with `sharp`, `faded`, `foot` (the latest
    /// or earliest it can be), `arrow` (open) or `ragged` (not known), and its length, `s0` to
    /// `s8`; `hollow` where it is in doubt or only one of several is true.
    pub(crate) mark: String,
    /// Whether any part of it is an estimate.
    pub(crate) approximate: bool,
    /// Whether any part of it is in doubt.
    pub(crate) uncertain: bool,
    /// A word before what is set large: `by`. Empty where there is none.
    pub(crate) lead: String,
    /// What is set large: the day or the year. Empty where `words` is to be shown instead.
    pub(crate) large: String,
    /// What follows it: `March 2010`. Empty where there is nothing.
    pub(crate) rest: String,
    /// The time of day, where it is known.
    pub(crate) time: Option<String>,
    /// The day of the week, where the day is known.
    pub(crate) weekday: Option<String>,
    /// Whether it says a time in the site's time zone, which the page then has to name.
    pub(crate) in_zone: bool,
    /// Whether it names one day.
    pub(crate) is_day: bool,
}

/// The rival accounts of an event, beside its date.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct RivalsView {
    /// That they differ, and how many they are, in words.
    words: String,
    /// The marks of the dates they give, as the `mark` of a date; empty where they do not differ
    /// on that.
    marks: Vec<String>,
}

/// The rival accounts of `event`; `None` where there are none.
pub(crate) fn rival_marks(ui: &Ui, event: &Event, zone: Zone) -> Option<RivalsView> {
    let many = event.accounts.len();
    let marks: Vec<_> = rivals(event).iter().take(MOST_MARKS).map(|rival| mark(rival.date, zone)).collect();
    let words = ui.count("accounts_n", many.max(2));
    (many > 0).then_some(RivalsView { words, marks })
}

/// The most rival dates that are drawn beside one event.
const MOST_MARKS: usize = 4;

/// The view of a date.
pub(crate) fn date(wording: &Wording<'_>, date: &Date, zone: Zone) -> DateView {
    let form = date.form();
    let words = wording.date(date);
    let rail = wording.parts(date);
    let year = matches!(form.kind, Kind::One(Unit::Year)) && words.chars().count() <= LONGEST_YEAR;
    let (large, rest) = match rail.day {
        Some(day) => (day, rail.rest),
        None if year => (words.clone(), String::new()),
        None => (String::new(), rail.rest),
    };
    DateView {
        iso: date.iso(zone),
        edtf: date.as_written().to_owned(),
        certainty: wording.certainty(date, zone),
        kind: name(form.kind),
        mark: mark(date, zone),
        approximate: form.approximate,
        uncertain: form.uncertain,
        lead: rail.mark.unwrap_or_default(),
        large,
        rest,
        time: rail.time,
        weekday: rail.weekday,
        in_zone: date.is_in_site_zone(),
        is_day: date.single_day(zone).is_some(),
        words,
    }
}

/// The classes of a date's mark.
fn mark(date: &Date, zone: Zone) -> String {
    let look = look(date);
    match look.shape {
        Shape::Bar(..) => format!("{look} s{}", steps(date, zone)),
        _ => look.to_string(),
    }
}

/// The most characters of a year that can be set large.
const LONGEST_YEAR: usize = 5;

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Unknown => "unknown",
        Kind::One(Unit::Minute) => "minute",
        Kind::One(Unit::Day) => "day",
        Kind::One(Unit::Month) => "month",
        Kind::One(Unit::Part) => "part",
        Kind::One(Unit::Year) => "year",
        Kind::One(Unit::Decade) => "decade",
        Kind::One(Unit::Century) => "century",
        Kind::One(Unit::Stretch) => "stretch",
        Kind::Interval(..) => "range",
        Kind::Until(_) => "until",
        Kind::Since(_) => "since",
        Kind::By(_) => "by",
        Kind::From(_) => "from",
        Kind::OneOf => "one-of",
        Kind::AllOf => "all-of",
    }
}
