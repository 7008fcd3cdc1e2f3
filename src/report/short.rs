//! One line a diagnostic, as editors and `grep` read it.

use std::io::{self, Write};

use crate::base::diagnostic::Diagnostic;
use crate::report::places::Places;
use crate::report::visible;

/// Writes `file:line:col: level[code]: message`; without the place where no file is to blame.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, diagnostic: &Diagnostic, places: &Places<'_>) -> io::Result<()> {
    if let Some(spot) = diagnostic.place.and_then(|place| places.spot(place)) {
        write!(out, "{}:{}:{}: ", visible::line(&spot.path), spot.start.line, spot.start.col)?;
    }
    let Diagnostic { level, code, message, .. } = diagnostic;
    writeln!(out, "{}[{}]: {}", level.word(), code.name(), visible::line(message))
}
