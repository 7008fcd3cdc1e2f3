//! XML, a piece at a time.

use std::fmt::Write;

use crate::render::escape::escape_to;

/// Writes an element that holds `text`, on a line of its own.
pub(crate) fn element(xml: &mut String, name: &str, text: &str) {
    let _ = write!(xml, "<{name}>");
    escape_to(text, xml);
    let _ = writeln!(xml, "</{name}>");
}

/// Writes an attribute into a tag that is open.
pub(crate) fn attribute(xml: &mut String, name: &str, value: &str) {
    let _ = write!(xml, " {name}=\"");
    escape_to(value, xml);
    xml.push('"');
}

/// Writes a comment. It must not hold `--` (XML 1.0, section 2.5).
pub(crate) fn comment(xml: &mut String, text: &str) {
    let _ = writeln!(xml, "<!-- {} -->", text.replace("--", "- -"));
}
