//! `chronicle.json`: everything that the site tells, for programs. `docs/reference/json.md`
//! describes it.

mod citation;
pub(crate) mod date;
mod event;
mod evidence;
mod outlet;
pub(crate) mod source;

use std::io;

use serde::Serialize;
use serde::ser::Serializer;

use crate::base::arena::{Arena, Id};
use crate::base::snapshot::Day;
use crate::chronicle::model::{Name, Page, Tag};
use crate::chronicle::paths;
use crate::dates::date::Date;
use crate::render::exports::chronicle::citation::citation_of;
use crate::render::exports::chronicle::event::event_of;
use crate::render::exports::chronicle::outlet::outlet_of;
use crate::render::exports::chronicle::source::source_of;
use crate::render::lookup::Lookup;

/// The JSON Schema of the format (draft 2020-12).
pub(super) const SCHEMA: &str = include_str!("schema.json");

/// The version of the format: it grows when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// Writes the chronicle into `out`.
///
/// # Errors
/// What `out` refuses.
pub(crate) fn write(site: &Lookup<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let chronicle = site.chronicle;
    let config = &*chronicle.config;
    let whole = Whole {
        schema: paths::SCHEMA,
        format: "dateline-chronicle",
        version: VERSION,
        title: &config.title,
        description: config.description.as_deref(),
        language: &config.language,
        time_zone: config.time_zone.name(),
        author: config.author.as_deref(),
        from: config.from.as_ref().map(Date::as_written),
        to: config.to.as_ref().map(Date::as_written),
        as_of: chronicle.as_of.map(Day::iso),
        events: List(|| chronicle.events.iter().map(|(id, event)| event_of(site, id, event))),
        sources: List(|| chronicle.sources.iter().map(|(id, source)| source_of(site, id, source))),
        actors: List(|| names(&chronicle.actors)),
        places: List(|| names(&chronicle.places)),
        outlets: List(|| chronicle.outlets.iter().map(|(id, outlet)| outlet_of(site, id, outlet))),
        tags: List(|| chronicle.tags.values().iter().map(tag_of)),
        pages: List(|| chronicle.pages.values().iter().map(page_of)),
        citations: List(|| chronicle.citations.iter().map(|(id, citation)| citation_of(site, id, citation))),
    };
    serde_json::to_writer(&mut *out, &whole)?;
    out.write_all(b"\n")
}

/// A list that is made while it is written.
struct List<F>(F);

impl<F, I> Serialize for List<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
struct Whole<'a, E, S, A, P, O, T, G, C> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    format: &'static str,
    version: u32,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    language: &'a str,
    time_zone: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    events: E,
    sources: S,
    actors: A,
    places: P,
    outlets: O,
    tags: T,
    pages: G,
    citations: C,
}

#[derive(Serialize)]
struct NameJson<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    aliases: &'a [Box<str>],
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<&'a str>,
}

#[derive(Serialize)]
struct TagJson<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
}

/// The ids of some things.
fn ids<'a, T>(arena: &'a Arena<T>, ids: &[Id<T>], id_of: impl Fn(&'a T) -> &'a str) -> Vec<&'a str> {
    ids.iter().map(|&id| id_of(&arena[id])).collect()
}

fn names(arena: &Arena<Name>) -> impl Iterator<Item = NameJson<'_>> {
    arena.values().iter().map(|name| {
        let fields = name.own.as_ref().map(|own| &*own.fields);
        NameJson {
            id: &name.id,
            path: name.path.as_str(),
            title: &name.title,
            kind: fields.and_then(|fields| fields.kind.as_deref()),
            aliases: fields.map_or(&[], |fields| &fields.aliases),
            lat: fields.and_then(|fields| fields.lat.as_deref()),
            lon: fields.and_then(|fields| fields.lon.as_deref()),
        }
    })
}

fn tag_of(tag: &Tag) -> TagJson<'_> {
    TagJson { id: &tag.id, path: tag.path.as_str(), title: &tag.title }
}

fn page_of(page: &Page) -> TagJson<'_> {
    TagJson { id: &page.id, path: page.path.as_str(), title: &page.title }
}
