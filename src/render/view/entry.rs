//! An event, as it stands in a list.

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Event, Target};
use crate::render::link::{Folder, Href};
use crate::render::lookup::Lookup;
use crate::render::prose::Scribe;
use crate::render::view::card::{CardView, cards};
use crate::render::view::date::DateView;
use crate::render::view::{Html, LinkView, TitleView};

/// An event in a list.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct EntryView<'a> {
    /// Its permanent id.
    id: &'a str,
    /// Its page.
    href: Href<'a>,
    /// Its title.
    title: TitleView<'a>,
    /// Its language where it is not the site's, a BCP 47 tag.
    language: Option<&'a str>,
    /// When it happened.
    date: &'a DateView,
    /// One or two sentences.
    summary: Option<&'a str>,
    /// Its text or the beginning of it, with citation marks, where the list shows it.
    html: Option<Html>,
    /// Who had a part in it.
    actors: Vec<LinkView<'a>>,
    /// Where it happened.
    places: Vec<LinkView<'a>>,
    /// Its tags.
    tags: Vec<LinkView<'a>>,
    /// The sources that bear it, where the list shows them.
    sources: Vec<CardView<'a>>,
    /// How many sources bear it, in words: `3 sources`.
    source_count: String,
    /// When it was first reported, in words: `first reported 2 days later`.
    reported: Option<String>,
    /// Whether its order after the entry before it is not established.
    order_open: bool,
}

/// An event in a line of a long list.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct LineView<'a> {
    /// Its page.
    href: Href<'a>,
    /// Its title.
    title: TitleView<'a>,
    /// Its language where it is not the site's, a BCP 47 tag.
    language: Option<&'a str>,
    /// When it happened, in words.
    date: &'a str,
    /// For `<time datetime>`, where HTML can say it; `null` otherwise.
    iso: Option<&'a str>,
    /// One or two sentences.
    summary: Option<&'a str>,
    /// How many sources bear it, in words: `3 sources`.
    source_count: String,
    /// When it was first reported, in words: `first reported 2 days later`.
    reported: Option<String>,
    /// Whether its order after the line before it is not established.
    order_open: bool,
}

/// How much a list shows of an event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Show {
    /// Its date, title, summary and what it is linked to.
    Summary,
    /// Its text, or the beginning of it, and its sources too.
    Text,
}

/// The most events of a list that is not a long one.
const LONG: usize = 40;

/// Whether a list of so many events is long, so that it has a line for each.
pub(crate) fn is_long(many: usize) -> bool {
    many > LONG
}

/// The actors of an event.
pub(crate) fn actors<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, event: &Event) -> Vec<LinkView<'a>> {
    event.actors.iter().map(|&id| link(site, folder, Target::Actor(id))).collect()
}

/// The places of an event.
pub(crate) fn places<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, event: &Event) -> Vec<LinkView<'a>> {
    event.places.iter().map(|&id| link(site, folder, Target::Place(id))).collect()
}

/// The tags of an event.
pub(crate) fn tags<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, event: &Event) -> Vec<LinkView<'a>> {
    event.tags.iter().map(|&id| link(site, folder, Target::Tag(id))).collect()
}

/// A thing with its page.
pub(crate) fn link<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, target: Target) -> LinkView<'a> {
    LinkView { title: site.title(target), href: folder.link(site.path(target)) }
}

/// Events in a list, in the order given.
pub(crate) fn entries<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'a>,
    scribe: &mut Scribe<'_, '_>,
    events: &[Id<Event>],
    show: Show,
) -> Vec<EntryView<'a>> {
    let mut before = None;
    let entry = |&id: &Id<Event>| {
        let adjacent = before.is_some_and(|before: Id<Event>| before.index() + 1 == id.index());
        before = Some(id);
        entry(site, folder, scribe, id, show, adjacent)
    };
    events.iter().map(entry).collect()
}

/// Events in a long list, in the order given.
pub(crate) fn lines<'a>(site: &'a Lookup<'a>, folder: Folder<'a>, events: &[Id<Event>]) -> Vec<LineView<'a>> {
    let line = |(n, &id): (usize, &Id<Event>)| {
        let event = &site.chronicle.events[id];
        let date = site.event_date(id);
        let adjacent = n > 0 && events[n - 1].index() + 1 == id.index();
        LineView {
            href: folder.link(site.event_path(id)),
            title: site.event_title(id),
            language: event.fields.language.as_deref(),
            date: &date.words,
            iso: date.iso.as_deref(),
            summary: event.fields.summary.as_deref(),
            source_count: site.words.count("sources", event.sources.len()),
            reported: site.reported(id),
            order_open: adjacent && !event.order_established,
        }
    };
    events.iter().enumerate().map(line).collect()
}

fn entry<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'a>,
    scribe: &mut Scribe<'_, '_>,
    id: Id<Event>,
    show: Show,
    adjacent: bool,
) -> EntryView<'a> {
    let event = &site.chronicle.events[id];
    let (mut html, mut sources) = (None, Vec::new());
    if show == Show::Text {
        scribe.begin_list();
        let mut numbered: Vec<_> =
            event.sources.iter().map(|&source| (source, scribe.number(source))).collect();
        numbered.sort_unstable_by_key(|&(_, number)| number);
        html =
            Some(scribe.excerpt(&event.text, site.event_path(id))).filter(|html| !html.is_empty()).map(Html);
        sources = cards(site, folder, scribe, &numbered, Some(id));
    }
    EntryView {
        id: &event.id,
        href: folder.link(site.event_path(id)),
        title: site.event_title(id),
        language: event.fields.language.as_deref(),
        date: site.event_date(id),
        summary: event.fields.summary.as_deref(),
        html,
        actors: actors(site, folder, event),
        places: places(site, folder, event),
        tags: tags(site, folder, event),
        sources,
        source_count: site.words.count("sources", event.sources.len()),
        reported: site.reported(id),
        order_open: adjacent && !event.order_established,
    }
}
