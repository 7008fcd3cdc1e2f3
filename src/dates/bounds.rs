//! The stretch of time that a date may lie in.

/// A minute of the proleptic Gregorian calendar, counted from 1970-01-01T00:00 in the site's own
/// zone. A day is its first minute where it begins something and its last where it ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(pub i64);

/// One end of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// At this minute.
    At(Minute),
    /// There is no such end: `..`.
    Open,
    /// There is one, and it is not known.
    Unknown,
}

/// The earliest and the latest minute that a date may touch, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// The earliest minute.
    pub earliest: Bound,
    /// The latest minute.
    pub latest: Bound,
}

/// An answer that may not be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It is so, whatever the dates turn out to be.
    Yes,
    /// It is not so.
    No,
    /// It cannot be told.
    Unknown,
}
