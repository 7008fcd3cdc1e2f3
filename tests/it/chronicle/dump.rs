//! A chronicle in a form that a test can hold against what it should be.

use std::fmt::Write;

use dateline::base::arena::{Arena, Id};
use dateline::base::diagnostic::Diagnostic;
use dateline::base::snapshot::Snapshot;
use dateline::base::span::{LineCol, Place};
use dateline::chronicle::model::{Chronicle, Event, LinkTarget, Name, Page, Source, Target, Text};

/// The chronicle as text, each thing with what is known of it and nothing else.
pub(crate) fn chronicle(it: &Chronicle) -> String {
    let mut out = String::new();
    for (id, event) in it.events.iter() {
        dump_event(it, id, event, &mut out);
    }
    for source in it.sources.values() {
        dump_source(it, source, &mut out);
    }
    for (kind, names) in [("actor", &it.actors), ("place", &it.places)] {
        for name in names.values() {
            dump_name(it, kind, name, &mut out);
        }
    }
    for tag in it.tags.values() {
        let _ = writeln!(out, "tag {} {:?} {}", tag.id, tag.title, events(it, &tag.events));
    }
    for (id, page) in it.pages.iter() {
        dump_page(it, page, it.home == Some(id), &mut out);
    }
    out
}

/// Diagnostics as text: level, code, place, message; then label, related places, help.
pub(crate) fn diagnostics(snapshot: &Snapshot, all: &[Diagnostic]) -> String {
    let mut out = String::new();
    let place = |place: &Place| {
        let at = LineCol::of(snapshot.text(place.file), place.span.start);
        format!("{}:{}:{}", snapshot.file(place.file).path, at.line, at.col)
    };
    for it in all {
        let at = it.place.as_ref().map_or_else(|| "site".to_owned(), place);
        let _ = writeln!(out, "{at} {}[{}] {}", it.level.word(), it.code.name(), it.message);
        if let Some(under) = it.place.map(|place| place.span.of(snapshot.text(place.file))) {
            let _ = writeln!(out, "    at {:?} {}", under.lines().next().unwrap_or(""), it.label);
        }
        for (other, words) in &it.related {
            let _ = writeln!(out, "    and {} {words}", place(other));
        }
        if let Some(help) = &it.help {
            let _ = writeln!(out, "    help: {help}");
        }
    }
    out
}

fn line(out: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(out, "    {key}: {value}");
    }
}

fn joined<T>(items: &[T], word: impl FnMut(&T) -> String) -> String {
    items.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn events(it: &Chronicle, ids: &[Id<Event>]) -> String {
    joined(ids, |id| it.events[*id].id.to_string())
}

fn keys(it: &Chronicle, ids: &[Id<Source>]) -> String {
    joined(ids, |id| it.sources[*id].key.to_string())
}

fn names(names: &Arena<Name>, ids: &[Id<Name>]) -> String {
    joined(ids, |id| names[*id].id.to_string())
}

fn dump_event(it: &Chronicle, id: Id<Event>, event: &Event, out: &mut String) {
    let established = if event.order_established { "" } else { "? " };
    let background = if event.background { " (background)" } else { "" };
    let _ = writeln!(
        out,
        "{established}event {} {} {:?} {}{background}",
        event.date.as_written(),
        event.id,
        event.title,
        event.path
    );
    debug_assert!(id.index() < it.events.len(), "an event is one of its chronicle");
    line(out, "actors", &names(&it.actors, &event.actors));
    line(out, "places", &names(&it.places, &event.places));
    line(out, "tags", &joined(&event.tags, |tag| it.tags[*tag].id.to_string()));
    line(out, "sources", &keys(it, &event.sources));
    for account in &event.accounts {
        let place = account.place.map_or("-", |id| &it.places[id].id);
        let actor = account.actor.map_or("-", |id| &it.actors[id].id);
        line(out, "account", &format!("{} {place} {actor} {}", account.index, keys(it, &account.sources)));
    }
    line(out, "part of", &events(it, &event.part_of));
    line(out, "parts", &events(it, &event.parts));
    line(out, "follows", &events(it, &event.follows));
    line(out, "followed by", &events(it, &event.followed_by));
    line(out, "responds to", &events(it, &event.responds_to));
    line(out, "responses", &events(it, &event.responses));
    line(out, "unordered with", &events(it, &event.unordered_with));
    if let Some(report) = event.first_report {
        line(out, "first report", &format!("{} {:?}", it.sources[report.source].key, report.lag));
    }
    dump_text(it, &event.text, out);
}

fn dump_source(it: &Chronicle, source: &Source, out: &mut String) {
    let _ = writeln!(out, "source {} {}", source.key, source.path);
    line(out, "via", source.via.map_or("", |id| &it.sources[id].key));
    line(out, "repeats", source.repeats.map_or("", |id| &it.sources[id].key));
    line(out, "known through it", &keys(it, &source.known_through_it));
    line(out, "cited by", &joined(&source.citations, |id| target(it, it.citations[*id].by)));
    line(out, "bears", &events(it, &source.events));
    if let Some(text) = &source.text {
        dump_text(it, text, out);
    }
}

fn dump_name(it: &Chronicle, kind: &str, name: &Name, out: &mut String) {
    let own = if name.own.is_some() { "own page" } else { "no page" };
    let _ = writeln!(out, "{kind} {} {:?} {own} {}", name.id, name.title, name.path);
    line(out, "events", &events(it, &name.events));
    if let Some(own) = &name.own {
        dump_text(it, &own.text, out);
    }
}

fn dump_page(it: &Chronicle, page: &Page, is_home: bool, out: &mut String) {
    let home = if is_home { " (home)" } else { "" };
    let _ = writeln!(out, "page {} {:?} {}{home}", page.id, page.title, page.path);
    dump_text(it, &page.text, out);
}

fn dump_text(it: &Chronicle, text: &Text, out: &mut String) {
    let cited = joined(&text.cited, |cluster| {
        let items = joined(cluster, |item| match item {
            Some(id) => {
                let citation = &it.citations[*id];
                let locator = citation.locator.as_ref();
                let locator = locator.map_or_else(String::new, |at| format!(" {}={}", at.label, at.value));
                format!("{}{locator}{}", it.sources[citation.source].key, citation.suffix)
            }
            None => "-".to_owned(),
        });
        format!("[{items}]")
    });
    line(out, "cites", &cited);
    let mentioned = |to: &Option<Target>| to.map_or_else(|| "-".to_owned(), |to| target(it, to));
    line(out, "mentions", &joined(&text.mentions, mentioned));
    line(
        out,
        "links",
        &joined(&text.links, |link| match link {
            LinkTarget::Outside => "outside".to_owned(),
            LinkTarget::Inside(path, None) => path.to_string(),
            LinkTarget::Inside(path, Some(fragment)) => format!("{path}#{fragment}"),
            LinkTarget::SamePage(fragment) => format!("#{fragment}"),
            LinkTarget::Broken => "-".to_owned(),
        }),
    );
    line(
        out,
        "headings",
        &joined(&text.sections, |id| id.map_or("-".to_owned(), |id| it.events[id].id.to_string())),
    );
}

fn target(it: &Chronicle, target: Target) -> String {
    match target {
        Target::Event(id) => it.events[id].id.to_string(),
        Target::Source(id) => format!("source:{}", it.sources[id].key),
        Target::Actor(id) => format!("actor:{}", it.actors[id].id),
        Target::Place(id) => format!("place:{}", it.places[id].id),
        Target::Page(id) => format!("page:{}", it.pages[id].id),
        Target::Tag(id) => format!("tag:{}", it.tags[id].id),
        Target::Outlet(id) => format!("outlet:{}", it.outlets[id].id),
    }
}
