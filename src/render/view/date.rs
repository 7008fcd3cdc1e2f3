//! A date, as a page shows it.

use serde::Serialize;

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
    /// The same as a name for style sheets: `day`, `month`, `by`, …
    pub(crate) kind: &'static str,
    /// Small words before what is set large: `by`. Empty where there are none.
    pub(crate) lead: String,
    /// What is set large: the day; the month or the year where no day is known.
    pub(crate) large: String,
    /// What follows it: `March 2010`. Empty where there is nothing.
    pub(crate) rest: String,
    /// The day of the week, where the day is known.
    pub(crate) weekday: Option<String>,
    /// Whether it names one day.
    pub(crate) is_day: bool,
}
