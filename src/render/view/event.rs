//! An event's own page.

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Account, Chronicle, Event, Source, Target};
use crate::render::clocks::{clocks, place};
use crate::render::link::{Folder, Href};
use crate::render::lookup::Lookup;
use crate::render::prose::Scribe;
use crate::render::tongue::Lang;
use crate::render::view::card::{CardView, cards};
use crate::render::view::date::{DateView, LineDateView, RivalsView, rival_marks};
use crate::render::view::entry::{actors, link, places, tags};
use crate::render::view::note::{NoteView, notes};
use crate::render::view::status::{self, CorrectionView, StatusView};
use crate::render::view::{Html, LinkView, TitleView};

/// `event`: an event, on its own page.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct EventView<'a> {
    /// Its permanent id.
    id: &'a str,
    /// Its title.
    title: TitleView<'a>,
    /// The language of its title and text, a BCP 47 tag.
    language: &'a str,
    /// The attributes `lang` and `dir` for what its author wrote, where that is in another language
    /// than the page.
    lang: Lang<'a>,
    /// When it happened.
    date: &'a DateView,
    /// That its accounts differ, for the rail; `null` where there are no rival accounts.
    rivals: Option<RivalsView>,
    /// How far it is settled; `null` where nothing is said of that.
    status: Option<StatusView<'a>>,
    /// What was put right after it was published, in the author's order.
    corrections: Vec<CorrectionView<'a>>,
    /// The original wording of the date.
    date_as_written: Option<&'a str>,
    /// One or two sentences.
    summary: Option<&'a str>,
    /// Its text, with citation marks; empty where it has none.
    html: Html,
    /// Whether it lies outside the sequence that the site is about.
    background: bool,
    /// When it was first reported.
    first_report: Option<FirstReportView<'a>>,
    /// How many sources bear it, in words.
    source_count: String,
    /// How many independent origins are behind them, in words; `null` where there are as many as
    /// sources.
    independent: Option<String>,
    /// How many of them are known only through another, in words; `null` where none is.
    second_hand: Option<String>,
    /// What bears it, in numbers.
    evidence: EvidenceView,
    /// The event above a line and its reports below it, on a linear scale, as SVG; `null` where no
    /// report has a known day. All that it shows stands in words too.
    clocks: Option<Html>,
    /// Where it stands among the events of the sequence, on a linear scale, as SVG; `null` where it
    /// is none of them, and where there is no other.
    place: Option<Html>,
    /// The notes of its text, where the site's citation style cites in notes.
    notes: Vec<NoteView>,
    /// The sources that bear it, numbered: those cited in the text first; in the order of the site's
    /// citation style, where that has one.
    sources: Vec<CardView<'a>>,
    /// Its rival versions.
    accounts: Vec<AccountView<'a>>,
    /// Who had a part in it.
    actors: Vec<LinkView<'a>>,
    /// Where it happened.
    places: Vec<LinkView<'a>>,
    /// Its tags.
    tags: Vec<LinkView<'a>>,
    /// What it is part of, follows, answers, and the other way round: only those that there are.
    relations: Vec<RelationView<'a>>,
    /// Where it stands in the list of its year, month or day.
    in_list: Option<LinkView<'a>>,
    /// The event before it.
    previous: Option<NeighbourView<'a>>,
    /// The event after it.
    next: Option<NeighbourView<'a>>,
    /// Other events with which its order is not established.
    unordered_with: Vec<EventLinkView<'a>>,
    /// The free map of its front matter.
    extra: &'a serde_json::Map<String, serde_json::Value>,
}

/// What bears an event, in numbers.
#[derive(Debug, Hash, Serialize)]
struct EvidenceView {
    /// The statements (sentences) of its text.
    statements: u32,
    /// How many of them have a citation of their own.
    cited: u32,
    /// How many have evidence: a citation, or sources that bear the whole event.
    borne: u32,
    /// Its sources.
    sources: u32,
    /// The independent origins behind them.
    origins: u32,
    /// How many outlets published them.
    outlets: u32,
    /// The reports that were read themselves, through which all of its sources are known.
    read: u32,
    /// How many of its sources are known only through another.
    second_hand: u32,
    /// How many of its sources have a kept copy.
    archived: u32,
    /// The quotations in its text.
    quotations: u32,
    /// How many of them stand word for word in a kept text.
    verified: u32,
}

/// When an event became known.
#[derive(Debug, Hash, Serialize)]
struct FirstReportView<'a> {
    /// In words: `first reported 2 days later`.
    words: String,
    /// The source that did.
    source: LinkView<'a>,
    /// Who published that.
    outlet: &'a str,
    /// The other sources of the event that were published at the same time, by who published
    /// them.
    others: Vec<LinkView<'a>>,
}

/// One of an event's rival versions. What it does not say is `null`.
#[derive(Debug, Hash, Serialize)]
struct AccountView<'a> {
    /// When it happened, by this account.
    date: Option<LineDateView<'static>>,
    /// Where.
    place: Option<LinkView<'a>>,
    /// The place as written, where it has no page.
    place_name: Option<&'a str>,
    /// Who.
    actor: Option<LinkView<'a>>,
    /// The actor as written, where there is no page.
    actor_name: Option<&'a str>,
    /// How many.
    figure: Option<&'a str>,
    /// In words.
    text: Option<&'a str>,
    /// The editor's note.
    note: Option<&'a str>,
    /// The sources that say so.
    sources: Vec<NumberView<'a>>,
}

/// A source of the page, by its number.
#[derive(Debug, Hash, Serialize)]
struct NumberView<'a> {
    /// Its number in the page's list; `null` where a citation style shows none.
    number: Option<u32>,
    /// The link to its entry there.
    href: Href<'a>,
    /// Its short name.
    label: &'a str,
}

/// Events that one is related to in one way.
#[derive(Debug, Hash, Serialize)]
struct RelationView<'a> {
    /// Which way, as a name: `part_of`, `parts`, `follows`, `followed_by`, `responds_to`,
    /// `responses`.
    kind: &'static str,
    /// The same in words.
    words: &'a str,
    /// The events.
    events: Vec<EventLinkView<'a>>,
}

/// Another event.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct EventLinkView<'a> {
    /// Its title.
    title: TitleView<'a>,
    /// The attributes `lang` and `dir` for its title, where that is in another language than the page.
    lang: Lang<'a>,
    /// Its page.
    href: Href<'a>,
    /// When it happened.
    date: LineDateView<'a>,
}

/// The event before or after.
#[derive(Debug, Hash, Serialize)]
struct NeighbourView<'a> {
    /// Its title.
    title: TitleView<'a>,
    /// The attributes `lang` and `dir` for its title, where that is in another language than the page.
    lang: Lang<'a>,
    /// Its page.
    href: Href<'a>,
    /// When it happened.
    date: LineDateView<'a>,
    /// Whether the order of the two is not established.
    order_open: bool,
    /// Whether it lies outside the sequence that the site is about.
    background: bool,
}

/// Another event, with its page and date.
pub(crate) fn event_link<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, id: Id<Event>) -> EventLinkView<'a> {
    EventLinkView {
        title: site.event_title(id),
        lang: site.lang_of(Target::Event(id)),
        href: folder.link(site.event_path(id)),
        date: site.event_date(id).in_line(),
    }
}

/// The view of an event.
pub(crate) fn event<'a>(site: &'a Lookup<'a>, folder: Folder<'a>, id: Id<Event>) -> EventView<'a> {
    let event = &site.chronicle.events[id];
    let language = site.language_of(Target::Event(id));
    let mut scribe = Scribe::new(site, folder);
    let numbered = scribe.number_all(&event.sources);
    let html = Html(scribe.whole(&event.text, language));
    let evidence = &event.evidence;
    let [origins, via] = [evidence.origins, evidence.second_hand].map(|n| n as usize);
    let clocks = clocks(site, folder, id);
    EventView {
        id: &event.id,
        title: site.event_title(id),
        language,
        lang: site.lang(Some(language)),
        date: site.event_date(id),
        rivals: rival_marks(site.words, event, site.chronicle.config.time_zone),
        status: status::of_event(site, event),
        corrections: status::corrections(site, event),
        date_as_written: event.fields.date_as_written.as_deref(),
        summary: event.fields.summary.as_deref(),
        html,
        background: event.background,
        first_report: event.first_report.and_then(|report| first_report(site, folder, id, report.source)),
        source_count: site.words.count("sources", event.sources.len()),
        independent: (origins < event.sources.len()).then(|| site.words.count("independent", origins)),
        second_hand: (via > 0).then(|| site.words.count("second_hand", via)),
        evidence: EvidenceView {
            statements: evidence.statements,
            cited: evidence.cited,
            borne: evidence.borne,
            sources: evidence.sources,
            origins: evidence.origins,
            outlets: evidence.outlets,
            read: evidence.read,
            second_hand: evidence.second_hand,
            archived: evidence.archived,
            quotations: evidence.quotations,
            verified: evidence.verified,
        },
        place: place(site, id, clocks.is_some()),
        clocks,
        notes: notes(&scribe),
        sources: cards(site, folder, &scribe, &numbered, Some(id)),
        accounts: event.accounts.iter().map(|of| account(site, folder, &mut scribe, event, of)).collect(),
        actors: actors(site, folder, event),
        places: places(site, folder, event),
        tags: tags(site, folder, event),
        relations: relations(site, folder, event),
        in_list: site.in_list(folder, id),
        previous: neighbour(site, folder, id, id.index().checked_sub(1)),
        next: neighbour(site, folder, id, Some(id.index() + 1)),
        unordered_with: event.unordered_with.iter().map(|&other| event_link(site, folder, other)).collect(),
        extra: &event.fields.extra,
    }
}

fn first_report<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'_>,
    event: Id<Event>,
    source: Id<Source>,
) -> Option<FirstReportView<'a>> {
    let words = site.reported(event)?;
    let by_outlet = |id| LinkView::new(site.outlet(id), folder.link(site.source_path(id)));
    let others = same_time(site.chronicle, event, source).map(by_outlet).collect();
    let link = LinkView::new(site.label(source), folder.link(site.source_path(source)));
    Some(FirstReportView { words, source: link, outlet: site.outlet(source), others })
}

/// The other sources of an event that were published at the same time as `source`.
pub(crate) fn same_time(
    chronicle: &Chronicle,
    event: Id<Event>,
    source: Id<Source>,
) -> impl Iterator<Item = Id<Source>> {
    let at = chronicle.sources[source].published;
    let sources = chronicle.events[event].sources.iter().copied();
    sources.filter(move |&id| id != source && chronicle.sources[id].published == at)
}

fn account<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'_>,
    scribe: &mut Scribe<'_, '_>,
    event: &'a Event,
    account: &Account,
) -> AccountView<'a> {
    let fields = &event.fields.accounts[account.index];
    let number = |&source: &Id<Source>| {
        let number = scribe.number(source);
        NumberView {
            number: site.shows_numbers().then_some(number),
            href: Href::to_ref(0, number),
            label: site.label(source),
        }
    };
    AccountView {
        date: fields.date.as_ref().map(|date| site.other_date(date).into_line()),
        place: account.place.map(|id| link(site, folder, Target::Place(id))),
        place_name: fields.place.as_deref(),
        actor: account.actor.map(|id| link(site, folder, Target::Actor(id))),
        actor_name: fields.actor.as_deref(),
        figure: fields.figure.as_deref(),
        text: fields.text.as_deref(),
        note: fields.note.as_deref(),
        sources: account.sources.iter().map(number).collect(),
    }
}

fn relations<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, event: &Event) -> Vec<RelationView<'a>> {
    let all = [
        ("part_of", &event.part_of),
        ("parts", &event.parts),
        ("follows", &event.follows),
        ("followed_by", &event.followed_by),
        ("responds_to", &event.responds_to),
        ("responses", &event.responses),
    ];
    let there = all.into_iter().filter(|(_, events)| !events.is_empty());
    let view = |(kind, events): (&'static str, &Vec<Id<Event>>)| RelationView {
        kind,
        words: site.words.get(kind),
        events: events.iter().map(|&other| event_link(site, folder, other)).collect(),
    };
    there.map(view).collect()
}

/// The event at that place of the chronicle, as the neighbour of `id`. Undated events have none.
fn neighbour<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'_>,
    id: Id<Event>,
    at: Option<usize>,
) -> Option<NeighbourView<'a>> {
    let at = at.filter(|&at| at.max(id.index()) < site.chronicle.dated)?;
    let other = Id::nth(at);
    let event = &site.chronicle.events[other];
    let later = if at > id.index() { event } else { &site.chronicle.events[id] };
    Some(NeighbourView {
        title: site.event_title(other),
        lang: site.lang_of(Target::Event(other)),
        href: folder.link(site.event_path(other)),
        date: site.event_date(other).in_line(),
        order_open: !later.order_established,
        background: event.background,
    })
}
