//! What pages of every language ask of the chronicle, made once: encoded paths, lists, the timeline.

use rustc_hash::FxHashMap;

use crate::base::arena::{Arena, Id};
use crate::chronicle::model::{Chronicle, Event, Source, Text};
use crate::render::called::bylines;
use crate::render::exports::references::keys::Keys;
use crate::render::link::encoded;
use crate::render::lists::Lists;
use crate::render::lookup::own_text;
use crate::render::timeline::Timeline;
use crate::syntax::markdown::phrase;

/// The chronicle, laid out for its pages.
pub(crate) struct Laid {
    /// The pages of the timeline.
    pub(crate) timeline: Timeline,
    /// The lists that are divided by time.
    pub(crate) lists: Lists,
    /// For each event, the page of the list of years that lists it.
    pub(crate) listed: Vec<u32>,
    /// The encoded paths of the pages, by event, source and so on.
    pub(crate) event_paths: Vec<Box<str>>,
    pub(crate) source_paths: Vec<Box<str>>,
    pub(crate) actor_paths: Vec<Box<str>>,
    pub(crate) place_paths: Vec<Box<str>>,
    pub(crate) outlet_paths: Vec<Box<str>>,
    pub(crate) tag_paths: Vec<Box<str>>,
    pub(crate) page_paths: Vec<Box<str>>,
    /// The titles that have emphasis or code in them: as HTML, and as plain text.
    pub(crate) marked: FxHashMap<Id<Event>, (Box<str>, Box<str>)>,
    /// What sources are called that have no outlet, where that is not their title.
    pub(crate) bylines: FxHashMap<Id<Source>, Box<str>>,
    /// For each citation, which of its text's marks it is, from 1.
    pub(crate) marks: Vec<u32>,
    /// The keys of sources in files for BibTeX.
    pub(crate) keys: Keys,
}

impl Laid {
    /// Lays `chronicle` out.
    pub(crate) fn new(chronicle: &Chronicle) -> Self {
        let lists = Lists::of(chronicle);
        Self {
            timeline: Timeline::new(chronicle),
            listed: listed(&lists, chronicle.events.len()),
            lists,
            event_paths: paths(&chronicle.events, |event| encoded(&event.path)),
            source_paths: paths(&chronicle.sources, |source| encoded(&source.path)),
            actor_paths: paths(&chronicle.actors, |actor| encoded(&actor.path)),
            place_paths: paths(&chronicle.places, |place| encoded(&place.path)),
            outlet_paths: paths(&chronicle.outlets, |outlet| encoded(&outlet.path)),
            tag_paths: paths(&chronicle.tags, |tag| encoded(&tag.path)),
            page_paths: paths(&chronicle.pages, |page| encoded(&page.path)),
            marked: marked(chronicle),
            bylines: bylines(chronicle),
            marks: marks(chronicle),
            keys: Keys::new(&chronicle.sources),
        }
    }
}

fn paths<T>(things: &Arena<T>, path: impl Fn(&T) -> Box<str>) -> Vec<Box<str>> {
    things.values().iter().map(path).collect()
}

/// For each event, the page of the list of years that lists it.
fn listed(lists: &Lists, events: usize) -> Vec<u32> {
    let mut listed = vec![0; events];
    lists.years.pages.listed().for_each(|(id, page)| listed[id.index()] = page as u32);
    listed
}

/// The titles with marks in them: as HTML, and as plain text.
fn marked(chronicle: &Chronicle) -> FxHashMap<Id<Event>, (Box<str>, Box<str>)> {
    let marks = ['*', '_', '`', '\\', '~', '['];
    let written = chronicle.events.iter().filter(|(_, event)| event.title.contains(marks));
    written
        .map(|(id, event)| {
            let html = phrase(&event.title);
            let plain = plain_text(&html);
            (id, (html.into(), plain.into()))
        })
        .collect()
}

/// The text of HTML that our own Markdown made: without its tags, unescaped.
fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

fn marks(chronicle: &Chronicle) -> Vec<u32> {
    let mut marks = vec![0; chronicle.citations.len()];
    let mut number = |text: &Text| {
        let cited = text.cited.iter().flatten().flatten();
        for (n, citation) in cited.enumerate() {
            marks[citation.index()] = n as u32 + 1;
        }
    };
    chronicle.events.values().iter().for_each(|event| number(&event.text));
    chronicle.pages.values().iter().for_each(|page| number(&page.text));
    let names = chronicle.actors.values().iter().chain(chronicle.places.values());
    names.filter_map(own_text).for_each(&mut number);
    chronicle.sources.values().iter().filter_map(|source| source.text.as_ref()).for_each(&mut number);
    marks
}
