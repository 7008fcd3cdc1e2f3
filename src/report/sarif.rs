//! All diagnostics of a run as one log in SARIF 2.1.0 (OASIS standard, errata 01).

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::span::Place;
use crate::report::json::escaped;
use crate::report::places::{Places, Spot};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole log (section 3.13).
#[derive(Serialize)]
struct Log<'d> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'d>; 1],
}

/// One run of the program (section 3.14).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'d> {
    tool: Tool,
    /// Columns count characters (section 3.14.17).
    column_kind: &'static str,
    results: Vec<Entry<'d>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

/// The program, with the codes that the results name (section 3.19).
#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

/// A code (section 3.49).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Text<'static>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text<'d> {
    text: std::borrow::Cow<'d, str>,
}

/// A diagnostic (section 3.27).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'d> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text<'d>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location<'d>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'d>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression<'d>>,
}

/// A place, with what is said of it (section 3.28).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'d> {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'d>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    /// A relative reference (RFC 3986, section 4.2).
    uri: String,
}

/// Lines and columns from 1, the end exclusive (section 3.30).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    byte_offset: u32,
    byte_length: u32,
}

/// Why something is excused (section 3.35).
#[derive(Serialize)]
struct Suppression<'d> {
    kind: &'static str,
    justification: &'d str,
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

/// Writes one log with all of `diagnostics`, and a line break.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, diagnostics: &[Diagnostic], places: &Places<'_>) -> io::Result<()> {
    let codes: BTreeSet<Code> = diagnostics.iter().map(|it| it.code).collect();
    let rule = |code: &Code| Rule {
        id: code.name(),
        short_description: text(code.summary()),
        default_configuration: Configuration { level: word(code.level()) },
    };
    let rules = codes.iter().map(rule).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let driver = Driver { name: "Dateline", version: env!("CARGO_PKG_VERSION"), rules };
    let results = diagnostics.iter().map(|it| entry(it, &codes, places)).collect();
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    let log = serde_json::to_string(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] });
    writeln!(out, "{}", escaped(&log.expect("the log has nothing that JSON lacks")))
}

fn text(text: &str) -> Text<'_> {
    Text { text: text.into() }
}

fn entry<'d>(it: &'d Diagnostic, codes: &[Code], places: &Places<'_>) -> Entry<'d> {
    let mut message = it.message.clone();
    for (what, more) in [("", &it.why), ("help: ", &it.help)] {
        if let Some(more) = more {
            message.push('\n');
            message.push_str(what);
            message.push_str(more);
        }
    }
    let related = it.related.iter().filter_map(|(place, words)| location(*place, words, places));
    Entry {
        rule_id: it.code.name(),
        rule_index: codes.binary_search(&it.code).expect("the codes are those of the diagnostics"),
        level: word(it.level),
        message: Text { text: message.into() },
        locations: it.place.and_then(|place| location(place, &it.label, places)).into_iter().collect(),
        related_locations: related.collect(),
        suppressions: it
            .excepted
            .iter()
            .map(|reason| Suppression { kind: "inSource", justification: reason })
            .collect(),
    }
}

fn location<'d>(place: Place, words: &'d str, places: &Places<'_>) -> Option<Location<'d>> {
    let Spot { path, start, end } = places.spot(place)?;
    let region = Region {
        start_line: start.line,
        start_column: start.col,
        end_line: end.line,
        end_column: end.col,
        byte_offset: place.span.start,
        byte_length: place.span.end - place.span.start,
    };
    let artifact_location = Artifact { uri: reference(&path) };
    let message = (!words.is_empty()).then(|| text(words));
    Some(Location { physical_location: Physical { artifact_location, region }, message })
}

/// A path as a relative reference: what cannot stand in one is percent-encoded (RFC 3986, section
/// 2.1).
fn reference(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for &byte in path.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(byte.into());
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::reference;

    #[test]
    fn a_path_is_a_reference_whatever_is_in_it() {
        assert_eq!(reference("content/b,1%:é .md"), "content/b%2C1%25%3A%C3%A9%20.md");
    }
}
