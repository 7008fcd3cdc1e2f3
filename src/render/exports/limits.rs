//! `exports.json`: which files hold the chronicle in another format, and what each of them could
//! not say.

use std::io;

use serde::Serialize;
use serde::ser::Serializer;

use crate::chronicle::paths;
use crate::render::exports::Export;
use crate::render::exports::calendar;
use crate::render::exports::known::Known;
use crate::render::exports::references::Format;
use crate::render::lookup::Lookup;

/// The version of the format: it grows when a field changes its meaning or goes.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Whole<'a> {
    format: &'static str,
    version: u32,
    exports: Vec<ExportJson<'a>>,
}

#[derive(Serialize)]
struct ExportJson<'a> {
    path: &'static str,
    media_type: &'static str,
    standard: &'static str,
    /// What the format has no place for, in sentences.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    cannot_say: &'static [&'static str],
    /// What is not in it at all, each with the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<LeftOut<'a>>,
    /// The sources whose date of publication it has in words, or without its time of day.
    #[serde(skip_serializing_if = "Option::is_none")]
    less_exact: Option<LessExact<'a>>,
}

/// A list that is made while it is written.
struct LessExact<'a>(&'a Lookup<'a>, Format);

#[derive(Serialize)]
struct LessExactJson<'a> {
    source: &'a str,
    date: &'a str,
}

impl Serialize for LessExact<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(site, format) = *self;
        let zone = site.chronicle.config.time_zone;
        serializer.collect_seq(site.chronicle.sources.values().iter().filter_map(|source| {
            let date = source.fields.published.as_ref().filter(|date| !date.is_unknown())?;
            let known = Known::of(date, zone);
            let exact = !known.had_time && format.says(date, &known);
            (!exact).then(|| LessExactJson { source: &source.key, date: date.as_written() })
        }))
    }
}

/// A list that is made while it is written.
struct LeftOut<'a>(&'a Lookup<'a>);

#[derive(Serialize)]
struct LeftOutJson<'a> {
    event: &'a str,
    date: &'a str,
    why: &'static str,
}

impl Serialize for LeftOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let chronicle = self.0.chronicle;
        serializer.collect_seq(chronicle.events.values().iter().filter_map(|event| {
            let why = calendar::slot(&event.date, chronicle.config.time_zone).err()?.words();
            Some(LeftOutJson { event: &event.id, date: event.date.as_written(), why })
        }))
    }
}

/// Writes the list into `out`. `has_base` says whether the site has an address.
///
/// # Errors
/// What `out` refuses.
pub(super) fn write(
    site: &Lookup<'_>,
    exports: &[Export],
    has_base: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let made = exports.iter().filter(|export| has_base || !export.needs_base());
    let told = made.filter(|export| **export != Export::Limits).map(|&export| ExportJson {
        path: export.path(),
        media_type: media_type(export),
        standard: standard(export),
        cannot_say: cannot_say(export),
        left_out: (export == Export::Calendar).then_some(LeftOut(site)),
        less_exact: match export {
            Export::References(format) => Some(LessExact(site, format)),
            _ => None,
        },
    });
    let whole = Whole { format: "dateline-exports", version: VERSION, exports: told.collect() };
    serde_json::to_writer(&mut *out, &whole)?;
    out.write_all(b"\n")
}

fn media_type(export: Export) -> &'static str {
    match export {
        Export::Atom => "application/atom+xml",
        Export::Rss => "application/rss+xml",
        Export::JsonFeed => "application/feed+json",
        Export::Json | Export::Limits => "application/json",
        Export::Schema => "application/schema+json",
        Export::EventTable | Export::SourceTable => "text/csv",
        Export::Calendar => "text/calendar",
        Export::References(format) | Export::OfEvent(_, format) => format.media_type(),
    }
}

fn standard(export: Export) -> &'static str {
    match export {
        Export::Atom => "RFC 4287",
        Export::Rss => "RSS 2.0",
        Export::JsonFeed => "JSON Feed 1.1",
        Export::Json => paths::SCHEMA,
        Export::Schema => "JSON Schema 2020-12",
        Export::EventTable | Export::SourceTable => "RFC 4180",
        Export::Calendar => "RFC 5545, RFC 7986",
        Export::References(Format::Biblatex) => "BibLaTeX",
        Export::References(Format::Bibtex) => "BibTeX",
        Export::References(Format::Ris) => "RIS",
        Export::References(Format::CslJson) => "CSL-JSON 1.0.2",
        Export::Limits | Export::OfEvent(..) => "",
    }
}

/// What is lost on the way into a format. `docs/reference/exports.md` has the same, for people.
fn cannot_say(export: Export) -> &'static [&'static str] {
    match export {
        Export::Atom | Export::Rss | Export::JsonFeed => &[
            "Only the newest entries are in it, as many as `feed_length` says.",
            "The date of an entry is the day of its latest report, at midnight UTC; when the event happened stands in \
             words at the head of its summary.",
            "The text, its citations and the rival accounts are left to the page.",
        ],
        Export::Json => {
            &["The layout of the texts is left to the pages: statements and quotations are plain text."]
        }
        Export::Schema | Export::Limits | Export::OfEvent(..) => &[],
        Export::References(Format::Biblatex) => &[
            "A date of which the format knows no form stands in `note`, in words; a time of day is left out.",
            "A key that cannot stand in the file is spelled in ASCII.",
            "Quotations, what a source repeats, its reliability, and what rests on it have no field.",
        ],
        Export::References(Format::Bibtex) => &[
            "A date that is not a certain day, month or year stands in `year`, in words; a time of day is left out.",
            "A key that cannot stand in the file is spelled in ASCII.",
            "The kept copy, the day of access, the language, other titles, and most kinds of source have no place.",
            "Quotations, what a source repeats, its reliability, and what rests on it have no field.",
        ],
        Export::References(Format::Ris) => &[
            "A date that is not a certain day, month or year stands in words behind what is certain of it; a time of \
             day is left out.",
            "A name that is not to be taken apart is without its commas.",
            "The title in Latin letters, the day of the kept copy, quotations, what a source repeats, its reliability, \
             and what rests on it have no tag.",
        ],
        Export::References(Format::CslJson) => &[
            "A date that is no day, month, year, season or closed range is a `literal`, in words; a time of day is left \
             out; approximate and uncertain are both `circa`.",
            "What the format has no variable for is in `custom`, under `dateline`; quotations, reliability, and what \
             rests on a source are not in it.",
        ],
        Export::EventTable => &[
            "The text, its statements and quotations and the rival accounts have no column; accounts are counted.",
            "Several values of a cell are parted by `; `, and a value that holds that cannot be told from two.",
            "A cell that a spreadsheet would take for a formula has an apostrophe before it.",
        ],
        Export::SourceTable => &[
            "The sentences that cite a source, and its note's text, have no column.",
            "Several values of a cell are parted by `; `, and a value that holds that cannot be told from two.",
            "A cell that a spreadsheet would take for a formula has an apostrophe before it.",
        ],
        Export::Calendar => &[
            "Only events whose date is certain, and known to the day or the minute, are in it.",
            "The text, its sources, the actors and the rival accounts are left to the page.",
            "DTSTAMP is the day of the latest report.",
        ],
    }
}
