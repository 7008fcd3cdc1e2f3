//! A source's own page.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Citation, Event, Outlet, Source, Target};
use crate::render::link::{Folder, Href};
use crate::render::lookup::Lookup;
use crate::render::prose::Scribe;
use crate::render::tongue::Lang;
use crate::render::view::card::{CardView, can_be_link, cards, url_status, via};
use crate::render::view::date::{DateView, LineDateView};
use crate::render::view::note::{NoteView, notes};
use crate::render::view::paging::PagingView;
use crate::render::view::status::{StatusView, of_source};
use crate::render::view::{Html, LinkView, QuoteView, TitleView, quotes};
use crate::syntax::source::creator::Creator;

/// `source`: a source, on its own page.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct SourceView<'a> {
    /// The key that citations use.
    key: &'a str,
    /// Its short name: `Interfax, 15 March 2010`.
    label: &'a str,
    /// Whether it was retracted or corrected; `null` where neither.
    status: Option<StatusView<'a>>,
    /// What kind of source it is, in words.
    kind: &'a str,
    /// Who published it.
    outlet: Option<&'a str>,
    /// Its headline or title; `null` where it is not known.
    title: Option<&'a str>,
    /// When it was published.
    published: Option<&'a DateView>,
    /// Its language, a BCP 47 tag.
    language: Option<&'a str>,
    /// The attributes `lang` and `dir` for its title and its passages, where those are in another
    /// language than the page.
    lang: Lang<'a>,
    /// The source in the site's citation style, as HTML; `null` where the site has none.
    reference: Option<Html>,
    /// What is known of it, and what is not, in a fixed order.
    facts: Vec<FactView<'a>>,
    /// The passages that matter.
    quotes: Vec<QuoteView<'a>>,
    /// The editor's note, a line of text.
    note: Option<&'a str>,
    /// The note about it where it has a file of its own.
    html: Option<Html>,
    /// The notes of this note, where the site's citation style cites in notes.
    notes: Vec<NoteView>,
    /// The sources that this note cites, numbered.
    sources: Vec<CardView<'a>>,
    /// The sources through which it is known, nearest first; empty where it was seen itself.
    via: Vec<LinkView<'a>>,
    /// The sources that are known through it.
    known_through_it: Vec<LinkView<'a>>,
    /// What rests on it, in words: `3 statements in 2 events`.
    rests_count: String,
    /// What rests on it: events in order of date, then pages.
    rests: Vec<RestView<'a>>,
    /// The way about the parts of the page, where it has several: all but what rests on it is the
    /// same on each.
    paging: PagingView<'a>,
    /// The free map of its fields.
    extra: &'a serde_json::Map<String, serde_json::Value>,
}

/// Something that is known of a source, or not.
#[derive(Debug, Hash, Serialize)]
struct FactView<'a> {
    /// Which, as a name: `outlet`, `title`, …
    name: &'static str,
    /// The same in words.
    term: &'a str,
    /// What is known; `null` where it is not.
    value: Option<String>,
    /// An address that belongs to it.
    url: Option<&'a str>,
    /// The source, or the outlet, that belongs to it.
    source: Option<LinkView<'a>>,
    /// For `<time datetime>`, where it is a date that HTML can say.
    iso: Option<&'a str>,
    /// The attributes `lang` and `dir` for the value, where it is in another language than the page.
    lang: Lang<'a>,
}

/// Something that rests on a source.
#[derive(Debug, Hash, Serialize)]
struct RestView<'a> {
    /// The title of the event or page.
    title: TitleView<'a>,
    /// The attributes `lang` and `dir` for its title and its statements, where those are in another language than the page.
    lang: Lang<'a>,
    /// Its page.
    href: Href<'a>,
    /// When it happened; `null` for a page.
    date: Option<LineDateView<'a>>,
    /// Each place where it is cited.
    uses: Vec<UseView<'a>>,
    /// What it bears beside or without a citation, in words: `bears the event as a whole`.
    bears: Option<&'a str>,
}

/// A place where a source is cited.
#[derive(Debug, Hash, Serialize)]
struct UseView<'a> {
    /// The statement that the citation bears.
    statement: Option<Cow<'a, str>>,
    /// The place in the source: `p. 3`.
    locator: Option<String>,
    /// The citation mark.
    href: Href<'a>,
    /// Further marks in the same statement, without a place in the source.
    again: Vec<Href<'a>>,
}

/// The view of a source: of the `n`th part of its page, from 0.
pub(crate) fn source<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'a>,
    id: Id<Source>,
    n: usize,
) -> SourceView<'a> {
    let source = &site.chronicle.sources[id];
    let fields = &*source.fields;
    let mut scribe = Scribe::new(site, folder);
    let html = source
        .text
        .as_ref()
        .map(|text| scribe.whole(text, &site.chronicle.config.language))
        .filter(|html| !html.is_empty());
    let rests = rests(site, folder, id, n);
    let known = source.known_through_it.iter();
    SourceView {
        key: &source.key,
        label: site.label(id),
        status: of_source(site, fields),
        kind: site.words.source_kind(fields.kind),
        outlet: fields.outlet.as_deref(),
        title: fields.title.as_deref(),
        published: site.source_date(id),
        language: fields.language.as_deref(),
        lang: site.lang(fields.language.as_deref()),
        reference: site.styled.as_ref().map(|styled| Html(styled.entry(id).to_owned())),
        facts: facts(site, folder, id),
        quotes: quotes(source),
        note: fields.note.as_deref(),
        html: html.map(Html),
        notes: notes(&scribe),
        sources: cards(site, folder, &scribe, &scribe.numbered(), None),
        via: via(site, folder, id),
        known_through_it: known.map(|&id| source_link(site, folder, id)).collect(),
        rests_count: rests_count(site, source),
        rests,
        paging: PagingView::of_parts(
            folder,
            site.part_names.get(&Target::Source(id)).map_or(&[], |it| it),
            n,
        ),
        extra: &fields.extra,
    }
}

fn source_link<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, id: Id<Source>) -> LinkView<'a> {
    LinkView::new(site.label(id), folder.link(site.source_path(id)))
}

fn outlet_link<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, id: Id<Outlet>) -> LinkView<'a> {
    LinkView::new(&site.chronicle.outlets[id].title, folder.link(site.outlet_path(id)))
}

fn rests_count(site: &Lookup<'_>, source: &Source) -> String {
    if source.citations.is_empty() && source.events.is_empty() {
        return site.words.get("rests_nothing").to_owned();
    }
    let citations = site.words.count("citations", source.citations.len());
    let events = site.words.count("events", source.events.len());
    site.words.fill("rests_count", &[("citations", &citations), ("events", &events)])
}

/// What a source's page always says, known or not; the rest it says where it is known.
fn facts<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, id: Id<Source>) -> Vec<FactView<'a>> {
    let source = &site.chronicle.sources[id];
    let fields = &*source.fields;
    let text = |name, value: Option<&str>| FactView {
        name,
        term: site.words.get(name),
        value: value.map(str::to_owned),
        url: None,
        source: None,
        iso: None,
        lang: Lang::default(),
    };
    let known = |name, value: &Option<Box<str>>| value.as_deref().map(|value| text(name, Some(value)));
    let published = site.source_date(id);
    let date = |name, date: &Option<crate::dates::date::Date>| {
        date.as_ref().map(|date| text(name, Some(&site.other_date(date).words)))
    };
    let authors: Vec<_> = fields.author.iter().map(Creator::shown).collect();
    let authors = (!authors.is_empty()).then(|| authors.join("; "));
    let address =
        |name, url: Option<&'a str>| FactView { url: url.filter(|url| can_be_link(url)), ..text(name, url) };
    let facts = [
        Some(FactView {
            source: source.outlet.map(|id| outlet_link(site, folder, id)),
            ..text("outlet", fields.outlet.as_deref())
        }),
        Some(FactView {
            lang: site.lang(fields.language.as_deref()),
            ..text("headline", fields.title.as_deref())
        }),
        known("romanized_title", &fields.romanized_title)
            .map(|fact| FactView { lang: Lang::romanized(fields.language.as_deref()), ..fact }),
        known("translated_title", &fields.translated_title)
            .map(|fact| FactView { lang: site.lang(Some(&site.chronicle.config.language)), ..fact }),
        Some(text("author", authors.as_deref())),
        Some(FactView {
            iso: published.and_then(|date| date.iso.as_deref()),
            ..text("published", published.map(|date| &*date.words))
        }),
        known("volume", &fields.volume),
        known("issue", &fields.issue),
        known("page", &fields.page),
        known("place", &fields.place),
        known("publisher", &fields.publisher),
        known("language", &fields.language),
        Some(address("address", fields.url.as_deref())),
        fields.url_status.map(|status| text("url_status", Some(url_status(site, status)))),
        date("accessed", &fields.accessed),
        Some(address("archived", fields.archived.as_deref())),
        date("archived_on", &fields.archived_on),
        source.via.map(|via| FactView {
            source: Some(source_link(site, folder, via)),
            ..text("known_through", Some(site.label(via)))
        }),
        fields.repeats.as_deref().map(|repeats| FactView {
            source: source.repeats.map(|id| source_link(site, folder, id)),
            ..text("repeats", Some(repeats))
        }),
        known("reliability", &fields.reliability),
        Some(text("key", Some(&source.key))),
    ];
    facts.into_iter().flatten().collect()
}

/// What rests on a source, as far as the `n`th part of its page holds it; pages and notes stand on
/// the last.
fn rests<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, id: Id<Source>, n: usize) -> Vec<RestView<'a>> {
    let source = &site.chronicle.sources[id];
    let many = source.events.len();
    let part = site.laid.lists.parted.range(Target::Source(id), n).unwrap_or(0..many);
    let is_last = part.end == many;
    let events = &source.events[part];
    let citations = source.citations.iter().copied();
    let is_before = |&citation: &Id<Citation>| match site.chronicle.citations[citation].by {
        Target::Event(event) => events.first().is_some_and(|&first| event < first),
        _ => false,
    };
    let mut citations = citations.skip_while(is_before).peekable();
    let mut uses_by = |by: Target| {
        let mut uses = Vec::new();
        while let Some(citation) = citations.next_if(|&citation| site.chronicle.citations[citation].by == by)
        {
            push_use(&mut uses, use_of(site, folder, citation));
        }
        uses
    };
    let mut rests = Vec::with_capacity(events.len());
    for &event in events {
        let uses = uses_by(Target::Event(event));
        rests.push(RestView {
            title: site.event_title(event),
            lang: site.lang_of(Target::Event(event)),
            href: folder.link(site.event_path(event)),
            date: Some(site.event_date(event).in_line()),
            bears: bears(site, event, id, !uses.is_empty()),
            uses,
        });
    }
    // What is left is cited by pages and notes, each with its citations in a row.
    let rest: Vec<_> = citations.filter(|_| is_last).collect();
    for uses in rest.chunk_by(|&a, &b| site.chronicle.citations[a].by == site.chronicle.citations[b].by) {
        let by = site.chronicle.citations[uses[0]].by;
        rests.push(RestView {
            title: TitleView::Plain(site.title(by)),
            lang: site.lang_of(by),
            href: folder.link(site.path(by)),
            date: None,
            bears: None,
            uses: uses.iter().fold(Vec::new(), |mut all, &citation| {
                push_use(&mut all, use_of(site, folder, citation));
                all
            }),
        });
    }
    rests
}

fn bears<'a>(site: &'a Lookup<'a>, event: Id<Event>, source: Id<Source>, cited: bool) -> Option<&'a str> {
    let event = &site.chronicle.events[event];
    if event.accounts.iter().any(|account| account.sources.contains(&source)) {
        return Some(site.words.get("bears_account"));
    }
    (!cited).then(|| site.words.get("bears_whole"))
}

fn use_of<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, id: Id<Citation>) -> UseView<'a> {
    let citation = &site.chronicle.citations[id];
    let locator = citation.locator.as_ref();
    UseView {
        statement: site.statement(citation),
        locator: locator.map(|locator| site.words.locator(&locator.label, &locator.value)),
        href: folder.link(site.path(citation.by)).to_cite(site.mark(id)),
        again: Vec::new(),
    }
}

/// Adds a use; one more mark in the statement of the use before it is told with that.
fn push_use<'a>(uses: &mut Vec<UseView<'a>>, one: UseView<'a>) {
    match uses.last_mut() {
        Some(last) if one.locator.is_none() && one.statement.is_some() && one.statement == last.statement => {
            last.again.push(one.href);
        }
        _ => uses.push(one),
    }
}
