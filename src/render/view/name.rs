//! The page of an actor, a place or a tag.

use serde::Serialize;

use crate::chronicle::model::{Name, Target};
use crate::render::link::Folder;
use crate::render::lookup::Lookup;
use crate::render::prose::Scribe;
use crate::render::tongue::Lang;
use crate::render::view::Html;
use crate::render::view::card::{CardView, cards};
use crate::render::view::entry::{EntryView, LineView, Show, entries, is_long, lines};
use crate::render::view::note::{NoteView, notes};
use crate::render::view::paging::PagingView;

/// `name`: an actor, a place or a tag.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct NameView<'a> {
    /// Its id.
    id: &'a str,
    /// Its name.
    title: &'a str,
    /// The attributes `lang` and `dir` for what its author wrote, where that is in another language
    /// than the page.
    lang: Lang<'a>,
    /// What kind of thing it is, in the author's word: `person`, `body`, …
    kind: Option<&'a str>,
    /// One or two sentences.
    summary: Option<&'a str>,
    /// Its other names.
    aliases: &'a [Box<str>],
    /// Degrees north, as written.
    lat: Option<&'a str>,
    /// Degrees east, as written.
    lon: Option<&'a str>,
    /// The text about it.
    html: Option<Html>,
    /// The notes of the text, where the site's citation style cites in notes.
    notes: Vec<NoteView>,
    /// The sources that the text cites, numbered.
    sources: Vec<CardView<'a>>,
    /// How many events, in words.
    count: String,
    /// The events that name it, in order.
    entries: Vec<EntryView<'a>>,
    /// The same, a line each, where they are many; then `entries` is empty.
    lines: Vec<LineView<'a>>,
    /// The way about the parts of the page, where it has several: the first holds all but events.
    paging: PagingView<'a>,
    /// The free map of its front matter; `null` where it has no file.
    extra: Option<&'a serde_json::Map<String, serde_json::Value>>,
}

/// The view of an actor, a place or a tag: of the `n`th part of its page, from 0.
pub(crate) fn name<'a>(site: &'a Lookup<'a>, folder: Folder<'a>, target: Target, n: usize) -> NameView<'a> {
    let chronicle = site.chronicle;
    let name: Option<&Name> = match target {
        Target::Actor(id) => Some(&chronicle.actors[id]),
        Target::Place(id) => Some(&chronicle.places[id]),
        _ => None,
    };
    let (id, events) = match (name, target) {
        (Some(name), _) => (&*name.id, &name.events[..]),
        (None, Target::Tag(id)) => (&*chronicle.tags[id].id, &chronicle.tags[id].events[..]),
        _ => ("", &[][..]),
    };
    let own = name.and_then(|name| name.own.as_ref()).filter(|_| n == 0);
    let fields = own.map(|own| &*own.fields);
    let language = site.language_of(target);
    let mut scribe = Scribe::new(site, folder);
    let html = own.map(|own| scribe.whole(&own.text, language)).filter(|html| !html.is_empty());
    let notes = notes(&scribe);
    let sources = cards(site, folder, &scribe, &scribe.numbered(), None);
    let many = events.len();
    let events = &events[site.laid.lists.parted.range(target, n).unwrap_or(0..many)];
    let (entries, lines) = if is_long(many) {
        (Vec::new(), lines(site, folder, events))
    } else {
        (entries(site, folder, &mut scribe, events, Show::Summary), Vec::new())
    };
    NameView {
        id,
        title: site.title(target),
        lang: site.lang(Some(language)),
        kind: fields.and_then(|fields| fields.kind.as_deref()),
        summary: fields.and_then(|fields| fields.summary.as_deref()),
        aliases: fields.map_or(&[], |fields| &fields.aliases),
        lat: fields.and_then(|fields| fields.lat.as_deref()),
        lon: fields.and_then(|fields| fields.lon.as_deref()),
        html: html.map(Html),
        notes,
        sources,
        count: site.words.count("events", many),
        entries,
        lines,
        paging: PagingView::of_parts(folder, site.part_names.get(&target).map_or(&[], |names| names), n),
        extra: fields.map(|fields| &fields.extra),
    }
}
