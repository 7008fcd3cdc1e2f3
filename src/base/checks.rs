//! Which codes a site can set a level for, and except at a place.

use crate::base::code::Code;

impl Code {
    /// The codes whose level `[checks]` in `site.toml` can set, and that `except` can excuse at the
    /// place, in the order of the table. The others tell of what cannot be read or cannot stand.
    pub fn checks() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|code| code.is_check())
    }

    /// Whether it is one of them.
    pub fn is_check(self) -> bool {
        matches!(
            self,
            Self::BadUrl
                | Self::MissingDate
                | Self::UnknownHandle
                | Self::CitationTrap
                | Self::UnusedNote
                | Self::RawHtml
                | Self::RenamedId
                | Self::UnresolvedName
                | Self::UnresolvedVia
                | Self::CircularReporting
                | Self::UnusedSource
                | Self::EventWithoutSource
                | Self::UncitedStatement
                | Self::SingleSource
                | Self::OneOrigin
                | Self::SourceBeforeEvent
                | Self::FalsePrecision
                | Self::LikelyDuplicateEvent
                | Self::LikelyDuplicateSource
                | Self::SourceKeyCase
                | Self::AmbiguousOutlet
                | Self::UnusedOutlet
                | Self::UnknownField
                | Self::UnresolvedCrossref
                | Self::OrderNotEstablished
                | Self::Misquotation
                | Self::UnusedKeptText
                | Self::NotArchived
                | Self::BadArchive
                | Self::ArchiveDate
                | Self::HomePage
                | Self::AccessedTooSoon
                | Self::OutsideLife
                | Self::BackwardsRelation
                | Self::RetractedSource
                | Self::UnusedException
        )
    }

    /// The check whose name is nearest to `name`, where one is near.
    pub fn nearest_check(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace(['_', ' '], "-");
        let scored = Self::checks().map(|code| (strsim::damerau_levenshtein(&name, code.name()), code));
        let (distance, code) = scored.min()?;
        (distance <= 1 + code.name().len() / 4).then_some(code)
    }
}
