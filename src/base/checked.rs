//! A value together with what there is to say about it.

use crate::base::diagnostic::{Diagnostic, Level};

/// A value that carries its own complaints: making it cannot fail, but it may be worth less than
/// it looks.
#[derive(Debug, Clone, Default)]
pub struct Checked<T> {
    /// The value, as good as it could be made.
    pub value: T,
    /// What is to be said about it.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with nothing to say about it.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Whether a diagnostic is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.is(Level::Error))
    }

    /// Moves the complaints to `to` and hands out the value.
    pub fn tell(self, to: &mut Vec<Diagnostic>) -> T {
        to.extend(self.diagnostics);
        self.value
    }
}
