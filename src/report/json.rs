//! One JSON object a diagnostic, a line each.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::diagnostic::Diagnostic;
use crate::base::span::Place;
use crate::report::places::{Places, Spot};
use crate::report::visible;

/// A diagnostic, as it is written. Each key is always there; what does not apply is `null`.
#[derive(Debug, Serialize)]
struct Object<'d> {
    /// `error`, `warning` or `hint`.
    level: &'static str,
    /// The code, as `dateline explain` takes it.
    code: &'static str,
    /// What is wrong, in one sentence.
    message: &'d str,
    #[serde(flatten)]
    at: At,
    /// A few words about the marked text; may be empty.
    label: &'d str,
    /// Why that is a fault.
    why: Option<&'d str>,
    /// What to do about it.
    help: Option<&'d str>,
    /// Other places that belong to it.
    related: Vec<Related<'d>>,
    /// Why it is excused, where its place says so.
    excepted: Option<&'d str>,
}

#[derive(Debug, Serialize)]
struct Related<'d> {
    #[serde(flatten)]
    at: At,
    label: &'d str,
}

/// A place: lines and columns counted from 1, columns in characters, the end exclusive; bytes
/// counted from 0, the end exclusive.
#[derive(Debug, Default, Serialize)]
struct At {
    file: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
    byte_start: Option<u32>,
    byte_end: Option<u32>,
}

fn at(place: Option<Place>, places: &Places<'_>) -> At {
    let Some((place, Spot { path, start, end })) = place.and_then(|p| Some((p, places.spot(p)?))) else {
        return At::default();
    };
    At {
        file: Some(path),
        line: Some(start.line),
        column: Some(start.col),
        end_line: Some(end.line),
        end_column: Some(end.col),
        byte_start: Some(place.span.start),
        byte_end: Some(place.span.end),
    }
}

/// Writes the diagnostic as an object, and a line break.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, diagnostic: &Diagnostic, places: &Places<'_>) -> io::Result<()> {
    let related = diagnostic.related.iter();
    let object = Object {
        level: diagnostic.level.word(),
        code: diagnostic.code.name(),
        message: &diagnostic.message,
        at: at(diagnostic.place, places),
        label: &diagnostic.label,
        why: diagnostic.why.as_deref(),
        help: diagnostic.help.as_deref(),
        related: related.map(|(place, label)| Related { at: at(Some(*place), places), label }).collect(),
        excepted: diagnostic.excepted.as_deref(),
    };
    let text = serde_json::to_string(&object).expect("the object has nothing that JSON lacks");
    writeln!(out, "{}", escaped(&text))
}

/// The same JSON with escapes for what a terminal would obey. Such characters stand only within
/// strings, so an escape says the same.
pub(crate) fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if visible::is_unseen(c) {
            let mut units = [0; 2];
            text.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn escapes_say_the_same() {
        let text = "a\u{1b}\u{9b}\u{202e}\u{e0041}\n\u{7f}é";
        let json = escaped(&serde_json::to_string(text).unwrap());
        assert_eq!(json, r#""a\u001b\u009b\u202e\udb40\udc41\n\u007fé""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
