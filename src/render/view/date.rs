//! A date, as a page shows it.

use std::borrow::{Borrow, Cow};
use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::{Serialize, Serializer};

use crate::chronicle::model::Event;
use crate::dates::date::Date;
use crate::dates::form::{Kind, Unit};
use crate::dates::wording::Wording;
use crate::dates::zone::Zone;
use crate::layout::mark::{Shape, look, rivals, steps};
use crate::render::escape::escape_to;
use crate::render::ui::Ui;
use crate::render::view::Html;

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
    pub(crate) certainty: Word,
    /// How far it is known, as a name for style sheets: `minute`, `day`, `month`, `part`, `year`,
    /// `decade`, `century`, `stretch`, `range`, `until`, `since`, `by`, `from`, `one-of`,
    /// `all-of`, `unknown`.
    pub(crate) kind: &'static str,
    /// What its mark looks like, as names of classes: `dot`, `bar`, `dots` (several dates) or
    /// `nothing`; with a bar its ends, `from-` and `to-` with `sharp`, `faded`, `foot` (the latest
    /// or earliest it can be), `arrow` (open) or `ragged` (not known), and its length, `s0` to
    /// `s8`; `hollow` where it is in doubt or only one of several is true.
    pub(crate) mark: Word,
    /// Whether any part of it is an estimate.
    pub(crate) approximate: bool,
    /// Whether any part of it is in doubt.
    pub(crate) uncertain: bool,
    /// A word before what is set large: `by`. Empty where there is none.
    pub(crate) lead: Word,
    /// What is set large: the day or the year. Empty where `words` is to be shown instead.
    pub(crate) large: Word,
    /// What follows it: `March 2010`. Empty where there is nothing.
    pub(crate) rest: Word,
    /// The time of day, where it is known.
    pub(crate) time: Option<String>,
    /// The day of the week, where the day is known.
    pub(crate) weekday: Option<Word>,
    /// Whether it says a time in the site's time zone, which the page then has to name.
    pub(crate) in_zone: bool,
    /// Whether it names one day.
    pub(crate) is_day: bool,
}

/// A date in a line of text.
#[derive(Debug, Clone, Hash, Serialize)]
pub(crate) struct LineDateView<'a> {
    /// All of it: `by 15 March 2010`.
    words: Cow<'a, str>,
    /// The same with a `<time>` about it, where HTML can say the date.
    html: Html,
    /// For `<time datetime>`, where HTML can say it; `null` otherwise.
    iso: Option<Cow<'a, str>>,
    /// Whether it says a time in the site's time zone, which the page then has to name.
    in_zone: bool,
}

impl<'a> LineDateView<'a> {
    fn new(words: Cow<'a, str>, iso: Option<Cow<'a, str>>, in_zone: bool) -> Self {
        Self { html: html(&words, iso.as_deref()), words, iso, in_zone }
    }
}

impl DateView {
    /// The date in a line of text.
    pub(crate) fn in_line(&self) -> LineDateView<'_> {
        let iso = self.iso.as_deref().map(Cow::Borrowed);
        LineDateView::new(Cow::Borrowed(&self.words), iso, self.in_zone)
    }

    /// The same, of a date that nothing holds.
    pub(crate) fn into_line(self) -> LineDateView<'static> {
        LineDateView::new(Cow::Owned(self.words), self.iso.map(Cow::Owned), self.in_zone)
    }

    /// Has what it says in common with other dates once for all of them.
    pub(crate) fn share(&mut self, known: &mut FxHashSet<Word>) {
        let weekday = self.weekday.iter_mut();
        let words = [&mut self.certainty, &mut self.mark, &mut self.lead, &mut self.large, &mut self.rest];
        for word in words.into_iter().chain(weekday) {
            match known.get(&**word) {
                Some(same) => same.clone_into(word),
                None => drop(known.insert(word.clone())),
            }
        }
        self.words.shrink_to_fit();
    }
}

/// What many dates say.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Word(Arc<str>);

impl Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Word {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
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
        certainty: wording.certainty(date, zone).into(),
        kind: name(form.kind),
        mark: mark(date, zone).into(),
        approximate: form.approximate,
        uncertain: form.uncertain,
        lead: rail.mark.unwrap_or_default().into(),
        large: large.into(),
        rest: rest.into(),
        time: rail.time,
        weekday: rail.weekday.map(Word::from),
        in_zone: date.is_in_site_zone(),
        is_day: date.single_day(zone).is_some(),
        words,
    }
}

/// A date in words, in a `<time>` where HTML can say it.
fn html(words: &str, iso: Option<&str>) -> Html {
    let mut html = String::new();
    if let Some(iso) = iso {
        html.push_str("<time datetime=\"");
        escape_to(iso, &mut html);
        html.push_str("\">");
    }
    escape_to(words, &mut html);
    if iso.is_some() {
        html.push_str("</time>");
    }
    Html(html)
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
