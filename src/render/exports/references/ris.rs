//! Sources as RIS, with the tags that Zotero, EndNote and their like agree on.

use crate::render::exports::known::{Known, Point};
use crate::render::exports::references::Told;
use crate::syntax::source::creator::{Creator, Role};
use crate::syntax::source::variable::Variable;

/// Writes a record.
pub(super) fn entry(told: &Told<'_>, out: &mut String) {
    let fields = told.fields;
    line("TY", told.kind.ris, out);
    line("ID", told.key, out);
    for (tag, role) in [("AU", Role::Author), ("ED", Role::Editor), ("A4", Role::Translator)] {
        for creator in fields.creators(role) {
            line(tag, &name(creator), out);
        }
    }
    line("TI", told.title(), out);
    optional("TT", fields.translated_title.as_deref(), out);
    optional("T2", told.container(), out);
    optional("PB", told.publisher(), out);
    optional("CY", fields.place.as_deref(), out);
    if let Some(known) = &told.published {
        let (year, day) = dates(known, told.published_in_words().unwrap_or_default());
        optional("PY", year.as_deref(), out);
        optional("DA", day.as_deref(), out);
    }
    optional("VL", fields.volume.as_deref(), out);
    optional("IS", fields.issue.as_deref(), out);
    if let Some(page) = &fields.page {
        // A dash of any length.
        let ends = page.split_once(['-', '–', '—']).filter(|(from, to)| !from.is_empty() && !to.is_empty());
        match ends {
            Some((from, to)) => {
                line("SP", from.trim(), out);
                line("EP", to.trim_start_matches('-').trim(), out);
            }
            None => line("SP", page, out),
        }
    }
    optional("LA", fields.language.as_deref(), out);
    for &variable in Variable::ALL {
        let (Some(tag), Some(value)) = (variable.ris(), fields.get(variable)) else { continue };
        match variable {
            Variable::ContainerTitle => {}
            Variable::Keyword => value.split([',', ';']).for_each(|word| line(tag, word.trim(), out)),
            _ => line(tag, value, out),
        }
    }
    optional("UR", fields.url.as_deref(), out);
    optional("L4", fields.archived.as_deref(), out);
    if let Some(date) = &fields.accessed {
        let known = Known::of(date, told.site.chronicle.config.time_zone);
        optional("Y2", known.exact().and_then(slashes).as_deref(), out);
    }
    for note in told.notes() {
        line("N1", &note, out);
    }
    out.push_str("ER  - \r\n\r\n");
}

/// The year where it is certain, and the date as `YYYY/MM/DD/other`: what of it is certain, and in
/// words what the numbers cannot say.
pub(crate) fn dates(known: &Known, words: &str) -> (Option<String>, Option<String>) {
    if let Some(point) = known.exact().filter(|point| (1..=9999).contains(&point.year)) {
        return (Some(format!("{:04}", point.year)), slashes(point));
    }
    if words.is_empty() {
        return (None, None);
    }
    let certain = known.within.filter(|point| !known.qualified && (1..=9999).contains(&point.year));
    let year = certain.map(|point| format!("{:04}", point.year));
    let numbers = certain.and_then(slashes).unwrap_or_else(|| "///".to_owned());
    (year, Some(format!("{numbers}{}", words.replace('/', "-"))))
}

/// `2010/03/18/`, with nothing between the strokes for what is not known.
fn slashes(point: Point) -> Option<String> {
    (1..=9999).contains(&point.year).then(|| {
        let part = |part: Option<u8>| part.map_or_else(String::new, |part| format!("{part:02}"));
        format!("{:04}/{}/{}/", point.year, part(point.month), part(point.day))
    })
}

/// `Family, Given, Suffix`. The format has no names that are not to be taken apart: a comma would
/// do that.
fn name(creator: &Creator) -> String {
    match creator {
        Creator::Whole(name) => name.replace(',', ""),
        Creator::Person(_) => creator.inverted().into_owned(),
    }
}

fn optional(tag: &str, value: Option<&str>, out: &mut String) {
    if let Some(value) = value {
        line(tag, value, out);
    }
}

/// A line; what is in several lines, by whatever sign, or has control characters is one without them.
fn line(tag: &str, value: &str, out: &mut String) {
    if value.trim().is_empty() {
        return;
    }
    out.push_str(tag);
    out.push_str("  - ");
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if value.contains(breaks) {
        let value = value.replace(breaks, " ");
        let words: Vec<_> = value.split_whitespace().collect();
        out.push_str(&words.join(" "));
    } else {
        out.push_str(value.trim());
    }
    out.push_str("\r\n");
}
