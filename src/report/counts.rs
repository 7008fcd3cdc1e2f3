//! The last line of a run: what was looked at, what was found, and how long it took.

use std::fmt;
use std::time::Duration;

use crate::base::diagnostic::{Diagnostic, Level};

/// How many diagnostics there are of each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found {
    /// The errors.
    pub errors: usize,
    /// The warnings.
    pub warnings: usize,
    /// The hints.
    pub hints: usize,
    /// What is excused, of whatever level.
    pub excepted: usize,
}

impl Found {
    /// Counts `diagnostics`.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |level| diagnostics.iter().filter(|d| d.is(level)).count();
        Self {
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            hints: count(Level::Hint),
            excepted: diagnostics.iter().filter(|d| d.excepted.is_some()).count(),
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", number(self.errors, "error"), number(self.warnings, "warning"))?;
        if self.hints > 0 {
            write!(f, ", {}", number(self.hints, "hint"))?;
        }
        if self.excepted > 0 {
            write!(f, ", {} excepted", self.excepted)?;
        }
        Ok(())
    }
}

/// A number with its noun, in the singular or the plural.
pub fn number(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// A time as people read it: `0.04 s`, `2 min 3 s`.
pub fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    match whole {
        0..60 => format!("{whole}.{:02} s", time.subsec_millis() / 10),
        _ => format!("{} min {} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Found, number, seconds};

    #[test]
    fn plurals_are_right() {
        assert_eq!(number(1, "event"), "1 event");
        assert_eq!(number(0, "event"), "0 events");
        let found =
            |errors, warnings, hints, excepted| Found { errors, warnings, hints, excepted }.to_string();
        assert_eq!(found(1, 2, 0, 0), "1 error, 2 warnings");
        assert_eq!(found(0, 1, 1, 3), "0 errors, 1 warning, 1 hint, 3 excepted");
    }

    #[test]
    fn times_are_short() {
        assert_eq!(seconds(Duration::from_millis(49)), "0.04 s");
        assert_eq!(seconds(Duration::from_millis(12_340)), "12.34 s");
        assert_eq!(seconds(Duration::from_secs(123)), "2 min 3 s");
    }
}
