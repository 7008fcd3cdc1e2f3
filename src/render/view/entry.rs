//! An event, as it stands in a list.

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Event, Target};
use crate::layout::column::{Gap, Row, column};
use crate::render::link::{Folder, Href};
use crate::render::lookup::Lookup;
use crate::render::prose::Scribe;
use crate::render::tongue::Lang;
use crate::render::view::card::{CardView, cards};
use crate::render::view::date::DateView;
use crate::render::view::{Html, LinkView, TitleView};

/// An event in a list.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct EntryView<'a> {
    /// Its place in the chronicle, from 0: by that scripts find its data.
    n: usize,
    /// Its permanent id.
    id: &'a str,
    /// Its page.
    href: Href<'a>,
    /// Its title.
    title: TitleView<'a>,
    /// The attributes `lang` and `dir` for its title and its text, where those are in another language than the page.
    lang: Lang<'a>,
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
    /// The time since the entry before it, where that is a day or more and their order is known.
    gap: Option<GapView>,
    /// The year that begins with it, in words, where the list goes over several.
    begins_year: Option<String>,
    /// How many events of its day stand together from it on, in words, where they are several.
    burst: Option<String>,
}

/// The time between two entries.
#[derive(Debug, Hash, Serialize)]
struct GapView {
    /// In words: `41 years`.
    words: String,
    /// How much room it takes, from 0 to 8; the longer, the more.
    steps: u32,
    /// Whether it would take more than that, and is drawn as a break.
    broken: bool,
}

/// An event in a line of a long list.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct LineView<'a> {
    /// Its place in the chronicle, from 0: by that scripts find its data.
    n: usize,
    /// Its page.
    href: Href<'a>,
    /// Its title.
    title: TitleView<'a>,
    /// The attributes `lang` and `dir` for its title and its text, where those are in another language than the page.
    lang: Lang<'a>,
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
    LinkView { title: site.title(target), lang: site.lang_of(target), href: folder.link(site.path(target)) }
}

/// Events in a list, in the order given.
pub(crate) fn entries<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'a>,
    scribe: &mut Scribe<'a, '_>,
    events: &[Id<Event>],
    show: Show,
) -> Vec<EntryView<'a>> {
    let mut entries = Vec::with_capacity(events.len());
    let mut before = Before::default();
    for row in column(site.chronicle, events) {
        match row {
            Row::Year(year) => before.year = Some(site.year(year)),
            Row::Gap(gap) => before.gap = Some(gap_view(site, gap)),
            Row::Unordered => before.order_open = true,
            Row::Burst(count) => before.burst = Some(site.words.count("burst", count)),
            Row::Event(id) => {
                entries.push(entry(site, folder, scribe, id, show, std::mem::take(&mut before)));
            }
        }
    }
    entries
}

/// What stands in the column before an event.
#[derive(Default)]
struct Before {
    year: Option<String>,
    gap: Option<GapView>,
    order_open: bool,
    burst: Option<String>,
}

fn gap_view(site: &Lookup<'_>, gap: Gap) -> GapView {
    let Gap { days, exact, steps, broken } = gap;
    let (key, n) = match days {
        ..60 => ("days_pass", days),
        60..730 => ("months_pass", days * 12 / 365),
        _ => ("years_pass", days * 400 / 146_097),
    };
    let time = site.words.count(key, usize::try_from(n).unwrap_or(usize::MAX));
    // Months and years are counted whole, so that they too are the least.
    let words = if exact && days < 60 { time } else { site.words.fill("at_least", &[("time", &time)]) };
    GapView { words, steps: steps.into(), broken }
}

/// Events in a long list, in the order given.
pub(crate) fn lines<'a>(site: &'a Lookup<'a>, folder: Folder<'a>, events: &[Id<Event>]) -> Vec<LineView<'a>> {
    let line = |(n, &id): (usize, &Id<Event>)| {
        let event = &site.chronicle.events[id];
        let date = site.event_date(id);
        let adjacent = n > 0 && events[n - 1].index() + 1 == id.index();
        LineView {
            n: id.index(),
            href: folder.link(site.event_path(id)),
            title: site.event_title(id),
            lang: site.lang_of(Target::Event(id)),
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
    scribe: &mut Scribe<'a, '_>,
    id: Id<Event>,
    show: Show,
    before: Before,
) -> EntryView<'a> {
    let event = &site.chronicle.events[id];
    let (mut html, mut sources) = (None, Vec::new());
    if show == Show::Text {
        scribe.begin_list();
        let mut numbered: Vec<_> =
            event.sources.iter().map(|&source| (source, scribe.number(source))).collect();
        numbered.sort_unstable_by_key(|&(_, number)| number);
        html = Some(scribe.excerpt(&event.text, site.language_of(Target::Event(id)), site.event_path(id)))
            .filter(|html| !html.is_empty())
            .map(Html);
        sources = cards(site, folder, scribe, &numbered, Some(id));
    }
    EntryView {
        n: id.index(),
        id: &event.id,
        href: folder.link(site.event_path(id)),
        title: site.event_title(id),
        lang: site.lang_of(Target::Event(id)),
        date: site.event_date(id),
        summary: event.fields.summary.as_deref(),
        html,
        actors: actors(site, folder, event),
        places: places(site, folder, event),
        tags: tags(site, folder, event),
        sources,
        source_count: site.words.count("sources", event.sources.len()),
        reported: site.reported(id),
        order_open: before.order_open,
        gap: before.gap,
        begins_year: before.year,
        burst: before.burst,
    }
}
