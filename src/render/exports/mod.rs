//! The chronicle in other formats than pages: feeds, tables, calendars, bibliographies.
//!
//! Each is written while it is made, so that none is held. What a format cannot say is left out,
//! never guessed, and is told in `exports.json`.

mod calendar;
mod chronicle;
pub(crate) mod coins;
#[cfg(test)]
mod dates_table;
mod feeds;
pub(crate) mod json_ld;
pub(crate) mod known;
mod limits;
pub(crate) mod references;
pub(crate) mod styled;
mod table;
mod xml;

use std::io;

use crate::base::arena::Id;
use crate::chronicle::model::{Chronicle, Event};
use crate::chronicle::paths;
use crate::render::exports::references::Format;
use crate::render::lookup::Lookup;

/// One of the files that hold the chronicle in another format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// `feed.xml`: Atom.
    Atom,
    /// `rss.xml`; only where the site has a `base_url`.
    Rss,
    /// `feed.json`.
    JsonFeed,
    /// `chronicle.json`.
    Json,
    /// `chronicle.schema.json`.
    Schema,
    /// `events.csv`
    EventTable,
    /// `sources.csv`
    SourceTable,
    /// `events.ics`
    Calendar,
    /// All sources, for reference managers.
    References(Format),
    /// The sources of one event, for reference managers.
    OfEvent(Id<Event>, Format),
    /// `exports.json`: what the others could not say.
    Limits,
}

/// All of them but those of single events.
pub(crate) const ALL: [Export; 13] = [
    Export::Atom,
    Export::Rss,
    Export::JsonFeed,
    Export::Json,
    Export::Schema,
    Export::EventTable,
    Export::SourceTable,
    Export::Calendar,
    Export::References(Format::Biblatex),
    Export::References(Format::Bibtex),
    Export::References(Format::Ris),
    Export::References(Format::CslJson),
    Export::Limits,
];

/// The most events of a chronicle whose events have such files unless its settings say so.
const MOST_EVENTS: usize = 2000;

/// Whether an event's sources have files of their own.
pub(crate) fn of_event_are_made(chronicle: &Chronicle, event: &Event) -> bool {
    let asked = chronicle.config.event_exports.unwrap_or(chronicle.events.len() <= MOST_EVENTS);
    asked && !event.sources.is_empty()
}

/// The path of such a file, beside the event's page; `page` may be encoded.
pub(crate) fn path_of_event(page: &str, format: Format) -> String {
    format!("{}.{}", page.trim_end_matches(".html"), format.suffix())
}

impl Export {
    /// Its path in the output; empty for what is an event's.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::References(Format::Biblatex) => paths::BIBLATEX,
            Self::References(Format::Bibtex) => paths::BIBTEX,
            Self::References(Format::Ris) => paths::RIS,
            Self::References(Format::CslJson) => paths::CSL_JSON,
            Self::OfEvent(..) => "",
            Self::Atom => paths::FEED,
            Self::Rss => paths::RSS,
            Self::JsonFeed => paths::JSON_FEED,
            Self::Json => paths::JSON,
            Self::Schema => paths::SCHEMA,
            Self::EventTable => paths::EVENT_TABLE,
            Self::SourceTable => paths::SOURCE_TABLE,
            Self::Calendar => paths::CALENDAR,
            Self::Limits => paths::EXPORTS,
        }
    }

    /// Whether it can be made only where the site has an address.
    pub(crate) fn needs_base(self) -> bool {
        self == Self::Rss
    }

    /// What it is, in words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Atom | Self::Rss | Self::JsonFeed => "a feed",
            Self::Json => "the JSON of the chronicle",
            Self::Schema => "the schema of the chronicle's JSON",
            Self::EventTable => "the table of events",
            Self::SourceTable => "the table of sources",
            Self::Calendar => "the calendar",
            Self::References(_) => "the sources for reference managers",
            Self::OfEvent(..) => "an event's sources for reference managers",
            Self::Limits => "the list of exports",
        }
    }

    /// Writes it into `out`. `base` is where the site stands, with a last `/`.
    ///
    /// # Errors
    /// What `out` refuses.
    pub(crate) fn write(
        self,
        site: &Lookup<'_>,
        base: Option<&str>,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        match self {
            Self::Atom => out.write_all(feeds::atom::atom(site, base).as_bytes()),
            Self::Rss => match base {
                Some(base) => out.write_all(feeds::rss::rss(site, base).as_bytes()),
                None => Ok(()),
            },
            Self::JsonFeed => out.write_all(feeds::json_feed::json_feed(site, base).as_bytes()),
            Self::Json => chronicle::write(site, out),
            Self::Schema => out.write_all(chronicle::SCHEMA.as_bytes()),
            Self::EventTable => table::events(site, base, out),
            Self::SourceTable => table::sources(site, base, out),
            Self::Calendar => calendar::write(site, base, out),
            Self::References(format) => references::write(site, format, site.chronicle.sources.ids(), out),
            Self::OfEvent(event, format) => {
                let sources = references::of_event(site, event);
                references::write(site, format, sources.into_iter(), out)
            }
            Self::Limits => limits::write(site, &ALL, base.is_some(), out),
        }
    }
}
