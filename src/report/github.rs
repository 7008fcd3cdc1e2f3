//! Annotations, as GitHub's workflows read them from what a step prints.

use std::io::{self, Write};

use crate::base::diagnostic::{Diagnostic, Level};
use crate::report::places::Places;
use crate::report::visible;

/// Writes `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::…`.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, diagnostic: &Diagnostic, places: &Places<'_>) -> io::Result<()> {
    let command = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    };
    write!(out, "::{command} ")?;
    if let Some(spot) = diagnostic.place.and_then(|place| places.spot(place)) {
        let (path, start) = (property(&visible::line(&spot.path)), spot.start);
        write!(out, "file={path},line={},col={},", start.line, start.col)?;
        // GitHub takes an end only in the same line with a column, and then the last one marked.
        if spot.end.line == start.line && spot.end.col > start.col {
            write!(out, "endLine={},endColumn={},", spot.end.line, spot.end.col - 1)?;
        }
    }
    write!(out, "title={}::", property(diagnostic.code.name()))?;
    let mut message = visible::line(&diagnostic.message).into_owned();
    for (what, text) in [("", &diagnostic.why), ("help: ", &diagnostic.help)] {
        if let Some(text) = text {
            message.push('\n');
            message.push_str(what);
            message.push_str(&visible::block(text));
        }
    }
    writeln!(out, "{}", data(&message))
}

/// A text as the data of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("100%\r\n::error::x"), "100%25%0D%0A::error::x");
        assert_eq!(property("a,b:c\n%"), "a%2Cb%3Ac%0A%25");
    }
}
