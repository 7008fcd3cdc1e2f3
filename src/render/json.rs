//! `chronicle.json`: everything that the site tells, for programs. `docs/reference/json.md`
//! describes it.

use std::borrow::Cow;
use std::io;

use serde::Serialize;
use serde::ser::Serializer;

use crate::base::arena::{Arena, Id};
use crate::chronicle::model::{Account, Citation, Event, Name, Page, Source, Tag, Target, Text};
use crate::dates::bounds::{Bound, Bounds};
use crate::dates::date::Date;
use crate::render::evidence::{EvidenceJson, ReportJson, evidence, report};
use crate::render::lookup::Lookup;
use crate::syntax::fields::{SourceKind, UrlStatus};
use crate::syntax::prose::{Mode, Quotation};

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
        format: "dateline-chronicle",
        version: VERSION,
        title: &config.title,
        description: config.description.as_deref(),
        language: &config.language,
        time_zone: config.time_zone.name(),
        author: config.author.as_deref(),
        from: config.from.as_ref().map(Date::as_written),
        to: config.to.as_ref().map(Date::as_written),
        events: List(|| chronicle.events.iter().map(|(id, event)| event_of(site, id, event))),
        sources: List(|| chronicle.sources.iter().map(|(id, source)| source_of(site, id, source))),
        actors: List(|| names(&chronicle.actors)),
        places: List(|| names(&chronicle.places)),
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
struct Whole<'a, E, S, A, P, T, G, C> {
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
    events: E,
    sources: S,
    actors: A,
    places: P,
    tags: T,
    pages: G,
    citations: C,
}

#[derive(Serialize)]
struct DateJson<'a> {
    edtf: Option<&'a str>,
    written: &'a str,
    earliest: Option<String>,
    latest: Option<String>,
}

#[derive(Serialize)]
struct EventJson<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    date: DateJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_as_written: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    background: bool,
    order_established: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actors: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_report: Option<ReportJson<'a>>,
    evidence: EvidenceJson<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statements: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotations: Vec<QuotationJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accounts: Vec<AccountJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    part_of: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    follows: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    responds_to: Vec<&'a str>,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    extra: &'a serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct QuotationJson<'a> {
    words: &'a str,
    speaker: &'a str,
    /// The actor's id, where the speaker is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct AccountJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<DateJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct SourceJson<'a> {
    key: &'a str,
    path: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<DateJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translated_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    romanized_title: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    author: &'a [Box<str>],
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_on: Option<DateJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<DateJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    volume: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    quotes: &'a [Box<str>],
    #[serde(skip_serializing_if = "Option::is_none")]
    reliability: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<&'a str>,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    extra: &'a serde_json::Map<String, serde_json::Value>,
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

#[derive(Serialize)]
struct CitationJson<'a> {
    key: &'a str,
    by: ByJson<'a>,
    /// The mark on that page: `#cite-N`.
    mark: u32,
    mode: &'static str,
    cluster: u32,
    #[serde(skip_serializing_if = "str::is_empty")]
    prefix: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    locator: Option<LocatorJson<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    suffix: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<Cow<'a, str>>,
}

#[derive(Serialize)]
struct ByJson<'a> {
    kind: &'static str,
    id: &'a str,
}

#[derive(Serialize)]
struct LocatorJson<'a> {
    label: &'a str,
    value: &'a str,
}

fn date_of<'a>(date: &'a Date, bounds: &Bounds) -> DateJson<'a> {
    DateJson {
        edtf: date.level().map(|_| date.as_written()),
        written: date.as_written(),
        earliest: end(bounds.earliest, date.has_time()),
        latest: end(bounds.latest, date.has_time()),
    }
}

/// One end of a stretch, in the site's zone: a day, or a minute where the date has one; `..` where
/// there is no such end, `null` where it is not known.
fn end(bound: Bound, with_time: bool) -> Option<String> {
    let minute = match bound {
        Bound::Open => return Some("..".to_owned()),
        Bound::Unknown => return None,
        Bound::At(minute) => minute,
    };
    let day = minute.day();
    let sign = match day.year {
        ..0 => "-",
        10_000.. => "+",
        _ => "",
    };
    let mut text = format!("{sign}{:04}-{:02}-{:02}", day.year.unsigned_abs(), day.month, day.day);
    if with_time {
        let (hour, minute) = minute.time();
        text.push_str(&format!("T{hour:02}:{minute:02}"));
    }
    Some(text)
}

fn other_date<'a>(site: &Lookup<'_>, date: Option<&'a Date>) -> Option<DateJson<'a>> {
    date.map(|date| date_of(date, &date.bounds(site.chronicle.config.time_zone)))
}

fn ids<'a, T>(arena: &'a Arena<T>, ids: &[Id<T>], id_of: impl Fn(&'a T) -> &'a str) -> Vec<&'a str> {
    ids.iter().map(|&id| id_of(&arena[id])).collect()
}

fn event_of<'a>(site: &'a Lookup<'_>, id: Id<Event>, event: &'a Event) -> EventJson<'a> {
    let chronicle = site.chronicle;
    let prose = event.text.prose();
    let keys = |sources: &[Id<Source>]| ids(&chronicle.sources, sources, |source| &source.key);
    let events = |events: &[Id<Event>]| ids(&chronicle.events, events, |event| &event.id);
    EventJson {
        id: &event.id,
        path: site.event_path(id),
        title: site.title(Target::Event(id)),
        date: date_of(&event.date, &event.bounds),
        date_as_written: event.fields.date_as_written.as_deref(),
        summary: event.fields.summary.as_deref(),
        language: event.fields.language.as_deref(),
        background: event.background,
        order_established: event.order_established,
        actors: ids(&chronicle.actors, &event.actors, |actor| &actor.id),
        places: ids(&chronicle.places, &event.places, |place| &place.id),
        tags: ids(&chronicle.tags, &event.tags, |tag| &tag.id),
        sources: keys(&event.sources),
        first_report: event.first_report.map(|it| report(chronicle, it)),
        evidence: evidence(chronicle, &event.evidence),
        statements: prose.statements.iter().map(|statement| site.told(&event.text, statement)).collect(),
        quotations: quotations(site, &event.text),
        accounts: event.accounts.iter().map(|account| account_of(site, event, account)).collect(),
        part_of: events(&event.part_of),
        follows: events(&event.follows),
        responds_to: events(&event.responds_to),
        extra: &event.fields.extra,
    }
}

fn quotations<'a>(site: &'a Lookup<'_>, text: &'a Text) -> Vec<QuotationJson<'a>> {
    let prose = text.prose();
    let keys = |clusters: &[u32]| {
        let items = clusters.iter().flat_map(|&cluster| &prose.clusters[cluster as usize].items);
        items.map(|item| &*item.key).collect()
    };
    let quotation = |said: &'a Quotation| {
        let mention = said.mention.map(|mention| mention as usize);
        let target = mention.and_then(|mention| text.mentions.get(mention).copied().flatten());
        let bare = mention.is_some_and(|mention| prose.mentions[mention].words.is_none());
        QuotationJson {
            words: &said.words,
            speaker: target.filter(|_| bare).map_or(&*said.speaker, |target| site.title(target)),
            actor: match target {
                Some(Target::Actor(id)) => Some(&*site.chronicle.actors[id].id),
                _ => None,
            },
            sources: keys(&said.clusters),
        }
    };
    prose.quotations.iter().map(quotation).collect()
}

fn account_of<'a>(site: &'a Lookup<'_>, event: &'a Event, account: &Account) -> AccountJson<'a> {
    let chronicle = site.chronicle;
    let fields = &event.fields.accounts[account.index];
    AccountJson {
        date: other_date(site, fields.date.as_ref()),
        place: account.place.map(|id| &*chronicle.places[id].id).or(fields.place.as_deref()),
        actor: account.actor.map(|id| &*chronicle.actors[id].id).or(fields.actor.as_deref()),
        figure: fields.figure.as_deref(),
        text: fields.text.as_deref(),
        note: fields.note.as_deref(),
        sources: ids(&chronicle.sources, &account.sources, |source| &source.key),
    }
}

fn source_of<'a>(site: &'a Lookup<'_>, id: Id<Source>, source: &'a Source) -> SourceJson<'a> {
    let fields = &*source.fields;
    SourceJson {
        key: &source.key,
        path: site.source_path(id),
        kind: kind(fields.kind),
        outlet: fields.outlet.as_deref(),
        published: other_date(site, fields.published.as_ref()),
        title: fields.title.as_deref(),
        translated_title: fields.translated_title.as_deref(),
        romanized_title: fields.romanized_title.as_deref(),
        author: &fields.author,
        url: fields.url.as_deref(),
        url_status: fields.url_status.map(status),
        archived: fields.archived.as_deref(),
        archived_on: other_date(site, fields.archived_on.as_ref()),
        accessed: other_date(site, fields.accessed.as_ref()),
        page: fields.page.as_deref(),
        volume: fields.volume.as_deref(),
        issue: fields.issue.as_deref(),
        place: fields.place.as_deref(),
        publisher: fields.publisher.as_deref(),
        language: fields.language.as_deref(),
        via: source.via.map(|via| &*site.chronicle.sources[via].key),
        origin: fields.repeats.as_deref(),
        quotes: &fields.quotes,
        reliability: fields.reliability.as_deref(),
        note: fields.note.as_deref(),
        events: ids(&site.chronicle.events, &source.events, |event| &event.id),
        extra: &fields.extra,
    }
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

fn citation_of<'a>(site: &'a Lookup<'_>, id: Id<Citation>, citation: &'a Citation) -> CitationJson<'a> {
    let cluster = site.text_of(citation.by).map(|text| &text.prose().clusters[citation.cluster as usize]);
    let item = cluster.map(|cluster| &cluster.items[citation.item as usize]);
    CitationJson {
        key: &site.chronicle.sources[citation.source].key,
        by: by(site, citation.by),
        mark: site.mark(id),
        mode: match citation.mode {
            Mode::Normal => "normal",
            Mode::SuppressAuthor => "suppress-author",
            Mode::AuthorInText => "author-in-text",
        },
        cluster: citation.cluster,
        prefix: item.map_or("", |item| &item.prefix),
        locator: citation
            .locator
            .as_ref()
            .map(|locator| LocatorJson { label: &locator.label, value: &locator.value }),
        suffix: &citation.suffix,
        statement: site.statement(citation),
    }
}

fn by<'a>(site: &'a Lookup<'_>, target: Target) -> ByJson<'a> {
    let chronicle = site.chronicle;
    let (kind, id) = match target {
        Target::Event(id) => ("event", &*chronicle.events[id].id),
        Target::Source(id) => ("source", &*chronicle.sources[id].key),
        Target::Actor(id) => ("actor", &*chronicle.actors[id].id),
        Target::Place(id) => ("place", &*chronicle.places[id].id),
        Target::Page(id) => ("page", &*chronicle.pages[id].id),
        Target::Tag(id) => ("tag", &*chronicle.tags[id].id),
    };
    ByJson { kind, id }
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::News => "news",
        SourceKind::Agency => "agency",
        SourceKind::Broadcast => "broadcast",
        SourceKind::Document => "document",
        SourceKind::Statement => "statement",
        SourceKind::Analysis => "analysis",
        SourceKind::Book => "book",
        SourceKind::Article => "article",
        SourceKind::Web => "web",
        SourceKind::Post => "post",
        SourceKind::Interview => "interview",
        SourceKind::Dataset => "dataset",
    }
}

fn status(status: UrlStatus) -> &'static str {
    match status {
        UrlStatus::Live => "live",
        UrlStatus::Dead => "dead",
        UrlStatus::Paywalled => "paywalled",
        UrlStatus::Moved => "moved",
    }
}
