//! What the checks found, in so few words that a page can hold it.

use crate::base::code::Code;
use crate::chronicle::model::Target;

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The check.
    pub code: Code,
    /// How many places it found.
    pub found: usize,
    /// How many of them are excused.
    pub excepted: usize,
    /// The first of the places, in order, excused ones before the others.
    pub shown: Vec<Shown>,
}

/// A place that a check found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Shown {
    /// What it belongs to.
    pub of: Target,
    /// Why it is excused, where it is.
    pub reason: Option<Box<str>>,
}
