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
use crate::render::view::date::{DateView, RivalsView, rival_marks};
use crate::render::view::note::{NoteView, notes};
use crate::render::view::status::{StatusView, of_event};
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
    /// That its accounts differ; `null` where there are no rival accounts.
    rivals: Option<RivalsView>,
    /// How far it is settled; `null` where nothing is said of that.
    status: Option<StatusView<'a>>,
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
    /// The notes of its text, where the list shows that and the site's citation style cites in notes.
    notes: Vec<NoteView>,
    /// The sources that bear it, where the list shows them.
    sources: Vec<CardView<'a>>,
    /// How many sources bear it, in words: `3 sources`.
    source_count: String,
    /// When it was first reported, in words: `first reported 2 days later`.
    reported: Option<String>,
    /// Whether its order after the entry before it is not established.
    order_open: bool,
    /// That the order of several is not established, in words: said once, before the second of two
    /// and the first of more; `null` elsewhere, and where `burst` says so.
    unordered: Option<String>,
    /// The time since the entry before it, where that is a day or more and their order is known.
    gap: Option<GapView>,
    /// The year that begins with it, in words, where the list goes over several.
    begins_year: Option<String>,
    /// How many events of its day stand together from it on, in words, where they are several; and
    /// that their order is not established, where it is not.
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
    /// Whether that says a time in the site's time zone.
    in_zone: bool,
    /// How far it is settled; `null` where nothing is said of that.
    status: Option<StatusView<'a>>,
    /// One or two sentences.
    summary: Option<&'a str>,
    /// How many sources bear it, in words: `3 sources`.
    source_count: String,
    /// When it was first reported, in words: `first reported 2 days later`.
    reported: Option<String>,
    /// That its accounts differ, in words; `null` where there are no rival accounts.
    rivals: Option<String>,
    /// Whether its order after the line before it is not established.
    order_open: bool,
    /// That the order of several is not established, in words: said once, before the second of two
    /// and the first of more; `null` elsewhere, and where `burst` says so.
    unordered: Option<String>,
    /// How many events of its day stand together from it on, in words, where they are several; and
    /// that their order is not established, where it is not.
    burst: Option<String>,
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
    laid(site, events, |id, before| entry(site, folder, scribe, id, show, before))
}

/// Lays events in a column, and makes a view of each and of what stands before it.
fn laid<T>(site: &Lookup<'_>, events: &[Id<Event>], mut view: impl FnMut(Id<Event>, Before) -> T) -> Vec<T> {
    let mut views = Vec::with_capacity(events.len());
    let mut before = Before::default();
    for row in column(site.chronicle, events) {
        match row {
            Row::Year(year) => before.year = Some(year),
            Row::Gap(gap) => before.gap = Some(gap),
            Row::Unordered(count) => before.unordered = Some(unordered(site, count)),
            Row::Burst { count, unordered: open } => {
                let mut words = site.words.count("burst", count);
                if open {
                    words.push_str(site.words.get("join_clause"));
                    words.push_str(site.words.get("order_open"));
                }
                before.burst = Some(words);
            }
            Row::Event { id, order_open } => {
                before.order_open = order_open;
                views.push(view(id, std::mem::take(&mut before)));
            }
        }
    }
    views
}

/// That the order of so many is not established.
fn unordered(site: &Lookup<'_>, count: usize) -> String {
    let words = site.words.get("order_open");
    match count {
        2 => words.to_owned(),
        _ => format!("{}{}{words}", site.words.count("events", count), site.words.get("join_clause")),
    }
}

/// What stands in the column before an event.
#[derive(Default)]
struct Before {
    year: Option<i64>,
    gap: Option<Gap>,
    order_open: bool,
    unordered: Option<String>,
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
    laid(site, events, |id, before| {
        let event = &site.chronicle.events[id];
        let date = site.event_date(id);
        LineView {
            n: id.index(),
            href: folder.link(site.event_path(id)),
            title: site.event_title(id),
            lang: site.lang_of(Target::Event(id)),
            date: &date.words,
            iso: date.iso.as_deref(),
            in_zone: date.in_zone,
            status: of_event(site, event),
            summary: event.fields.summary.as_deref(),
            source_count: site.words.count("sources", event.sources.len()),
            reported: site.reported(id),
            rivals: (!event.accounts.is_empty())
                .then(|| site.words.count("accounts_n", event.accounts.len().max(2))),
            order_open: before.order_open,
            unordered: before.unordered,
            burst: before.burst,
        }
    })
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
    let (mut html, mut sources, mut noted) = (None, Vec::new(), Vec::new());
    if show == Show::Text {
        scribe.begin_list();
        let numbered = scribe.number_all(&event.sources);
        html = Some(scribe.excerpt(&event.text, site.language_of(Target::Event(id)), site.event_path(id)))
            .filter(|html| !html.is_empty())
            .map(Html);
        noted = notes(scribe);
        sources = cards(site, folder, scribe, &numbered, Some(id));
    }
    EntryView {
        n: id.index(),
        id: &event.id,
        href: folder.link(site.event_path(id)),
        title: site.event_title(id),
        lang: site.lang_of(Target::Event(id)),
        date: site.event_date(id),
        rivals: rival_marks(site.words, event, site.chronicle.config.time_zone),
        status: of_event(site, event),
        summary: event.fields.summary.as_deref(),
        html,
        actors: actors(site, folder, event),
        places: places(site, folder, event),
        tags: tags(site, folder, event),
        notes: noted,
        sources,
        source_count: site.words.count("sources", event.sources.len()),
        reported: site.reported(id),
        order_open: before.order_open,
        unordered: before.unordered,
        gap: before.gap.map(|gap| gap_view(site, gap)),
        begins_year: before.year.map(|year| site.year(year)),
        burst: before.burst,
    }
}
