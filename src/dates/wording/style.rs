//! How dates are written: in words, or in figures.

/// How dates are written. None says more than another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Style {
    /// `18 March 2010`
    #[default]
    Long,
    /// `18 Mar 2010`, where the language abbreviates its months
    Medium,
    /// `18/03/2010`, in the order of the language
    Short,
    /// `2010-03-18`
    Iso,
}

impl Style {
    /// All of them, by their names.
    pub const ALL: [(&str, Self); 4] =
        [("long", Self::Long), ("medium", Self::Medium), ("short", Self::Short), ("iso", Self::Iso)];

    /// The style of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, style)| *style)
    }

    /// Whether a year's days and months are written in figures: such a year has four digits, so that
    /// it cannot be taken for a day or a month.
    pub(crate) fn has_figures(self, year: i64) -> bool {
        matches!(self, Self::Short | Self::Iso) && (1000..=9999).contains(&year)
    }
}
