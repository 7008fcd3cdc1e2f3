//! Puts the chronicle together: links each text in turn, and joins what belongs together both ways.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::arena::{Arena, Id};
use crate::base::code::Code;
use crate::base::diagnostic::Level;
use crate::base::path::OutPath;
use crate::base::span::FileId;
use crate::chronicle::collect::{NewEvent, NewName};
use crate::chronicle::evidence::{Evidence, Witnesses, in_text};
use crate::chronicle::marks::{Marks, Unlinked};
use crate::chronicle::model::{
    Account, Chronicle, Citation, Event, Name, Outlet, OwnPage, Page, Source, Tag, Target, Text,
};
use crate::chronicle::names::{AllNames, Named};
use crate::chronicle::paths::HOME;
use crate::chronicle::repeats::repeats;
use crate::chronicle::reports::{first_report, is_outside, last_report};
use crate::chronicle::settled::Settled;
use crate::chronicle::via::via;
use crate::dates::bounds::Bounds;
use crate::dates::date::Date;
use crate::dates::zone::Zone;
use crate::syntax::document::Document;
use crate::syntax::fields::{Origin, Step};

/// The making of a chronicle.
pub(crate) struct Assembly<'a, 'c> {
    settled: &'a Settled<'a>,
    marks: Marks<'a, 'c>,
    sections: FxHashMap<FileId, Arc<[Option<Id<Event>>]>>,
    /// The beginning and the end of the site's sequence.
    ends: [Option<Bounds>; 2],
}

impl<'a, 'c> Assembly<'a, 'c> {
    pub(crate) fn new(settled: &'a Settled<'a>, marks: Marks<'a, 'c>) -> Self {
        let config = &settled.input.config;
        let bounds = |end: &Option<Date>| end.as_ref().map(|date| date.bounds(config.time_zone));
        let ends = [bounds(&config.from), bounds(&config.to)];
        Self { settled, marks, sections: settled.sections(), ends }
    }

    /// The chronicle. Texts are linked in the order in which it lists their citations.
    pub(crate) fn chronicle(mut self) -> Chronicle {
        let named = &self.settled.named;
        let collected = &self.settled.collected;
        let paths = &self.settled.paths;
        let mut events = self.events();
        let pages = self.pages();
        let mut actors = self.names(&named.actors, &collected.actors, &paths.actors, Target::Actor);
        let mut places = self.names(&named.places, &collected.places, &paths.places, Target::Place);
        let mut sources = self.sources();
        let mut tags: Arena<Tag> = named
            .tags
            .iter()
            .zip(&paths.tags)
            .map(|((id, title), path)| Tag {
                id: id.as_str().into(),
                title: title.clone(),
                path: path.clone(),
                events: Vec::new(),
            })
            .collect();
        let zone = self.settled.input.config.time_zone;
        let citations = self.marks.citations;
        join_sources(&mut sources, &events, &citations);
        for id in events.ids() {
            let event = &events[id];
            let accounts = || event.accounts.iter();
            let all_actors = event.actors.iter().copied().chain(accounts().filter_map(|a| a.actor));
            all_actors.for_each(|actor| add(&mut actors[actor].events, id));
            let all_places = event.places.iter().copied().chain(accounts().filter_map(|a| a.place));
            all_places.for_each(|place| add(&mut places[place].events, id));
            event.tags.iter().for_each(|&tag| add(&mut tags[tag].events, id));
        }
        report_and_relate(&mut events, &sources, &self.settled.outlets.all, zone);
        let home = pages.iter().find(|(_, page)| page.path.as_str() == HOME).map(|(id, _)| id);
        Chronicle {
            config: self.settled.input.config.clone(),
            style: self.settled.input.style.cloned(),
            as_of: self.settled.input.snapshot.options.as_of,
            events,
            dated: self.settled.dated,
            sources,
            actors,
            places,
            outlets: self.settled.outlets.all.clone(),
            tags,
            pages,
            home,
            findings: Vec::new(),
            citations,
        }
    }

    fn text(
        &mut self,
        file: FileId,
        document: &'a Arc<Document>,
        section: Option<u32>,
        page: &'a OutPath,
        by: Target,
    ) -> (Text, Vec<Id<Citation>>) {
        let sections = self.sections.get(&file).cloned().unwrap_or_default();
        let below = self.settled.below(file);
        self.marks.link(Unlinked { file, below, document, section, sections, page, by })
    }

    fn events(&mut self) -> Arena<Event> {
        let settled = self.settled;
        // For each source, the last event that was seen to rest on it, so that each is listed once.
        let mut seen: Vec<Option<Id<Event>>> = vec![None; settled.collected.sources.len()];
        let mut events = Arena::with_room(settled.order.len());
        for place in 0..settled.order.len() {
            let event = self.event(place, &mut seen);
            events.push(event);
        }
        events
    }

    fn event(&mut self, place: usize, seen: &mut [Option<Id<Event>>]) -> Event {
        let settled = self.settled;
        let id = Id::nth(place);
        let new = settled.event(place);
        let path = &settled.paths.events[place];
        let cast = &settled.named.casts[place];
        let (text, citations) = self.text(new.file, &new.document, new.section, path, Target::Event(id));

        let mut sources = Vec::new();
        let mut bear = |source: Id<Source>| {
            if seen[source.index()].replace(id) != Some(id) {
                sources.push(source);
            }
        };
        citations.iter().for_each(|&citation| bear(self.marks.citations[citation].source));
        self.keys(new, &[Step::Key("sources")], &new.fields.sources).into_iter().for_each(&mut bear);
        let mut accounts = Vec::with_capacity(new.fields.accounts.len());
        for (index, account) in new.fields.accounts.iter().enumerate() {
            let at = [Step::Key("accounts"), Step::Item(index), Step::Key("sources")];
            let own = self.keys(new, &at, &account.sources);
            if own.is_empty() && account.sources.iter().any(|key| self.marks.directory.hidden.is_later(key)) {
                continue;
            }
            own.iter().copied().for_each(&mut bear);
            let [place, actor] = cast.accounts[index];
            accounts.push(Account { index, place, actor, sources: own });
        }

        let [from, to] = self.ends;
        let standing = &settled.standings[place];
        let related = |all: &[Vec<u32>]| -> Vec<Id<Event>> {
            let others = &all[settled.order[place] as usize];
            others.iter().map(|&n| Id::nth(settled.places[n as usize] as usize)).collect()
        };
        Event {
            id: new.id.as_str().into(),
            title: Settled::title_of(new).into(),
            date: new.date.clone(),
            bounds: new.bounds,
            fields: new.fields.clone(),
            text,
            file: new.file,
            path: path.clone(),
            actors: cast.actors.clone(),
            places: cast.places.clone(),
            tags: cast.tags.clone(),
            sources,
            citations,
            accounts,
            part_of: related(&settled.relations.part_of),
            parts: Vec::new(),
            follows: related(&settled.relations.follows),
            followed_by: Vec::new(),
            responds_to: related(&settled.relations.responds_to),
            responses: Vec::new(),
            first_report: None,
            evidence: Evidence::default(),
            background: is_outside(&new.bounds, from.as_ref(), to.as_ref()),
            order_established: standing.after_previous,
            unordered_with: standing.unordered.iter().map(|&n| Id::nth(n as usize)).collect(),
        }
    }

    /// The sources of these keys, in a field of an event.
    fn keys(&mut self, event: &NewEvent, at: &[Step<'_>], keys: &[Box<str>]) -> Vec<Id<Source>> {
        let mut found = Vec::with_capacity(keys.len());
        for (n, key) in keys.iter().enumerate() {
            match self.marks.directory.source(key) {
                Some(source) => found.push(source),
                None if self.marks.directory.hidden.is_later(key) => {}
                None => {
                    self.no_source(event.file, &event.fields.origin, &[at, &[Step::Item(n)]].concat(), key);
                }
            }
        }
        found
    }

    fn no_source(&mut self, file: FileId, origin: &Origin, at: &[Step<'_>], key: &str) {
        let directory = self.marks.directory;
        let complaints = &mut *self.marks.complaints;
        let said = match directory.hidden.source(key) {
            Some(why) => complaints
                .at_field(Code::UnresolvedSource, file, origin, at, format!("the source `{key}` {why}"))
                .level(Level::Warning),
            None => {
                let otherwise = "add the source to `content/sources/`, or correct the key";
                let help = complaints.nearest.help(key, directory.keys(), otherwise);
                complaints
                    .at_field(
                        Code::UnresolvedSource,
                        file,
                        origin,
                        at,
                        format!("no source has the key `{key}`"),
                    )
                    .label("not found")
                    .help(help)
            }
        };
        complaints.push(said);
    }

    fn pages(&mut self) -> Arena<Page> {
        let mut pages = Arena::new();
        for (n, new) in self.settled.collected.pages.iter().enumerate() {
            let by = Target::Page(Id::nth(n));
            let (text, citations) = self.text(new.file, &new.document, None, &new.path, by);
            pages.push(Page {
                id: new.id().into(),
                title: new.title.clone(),
                fields: new.fields.clone(),
                text,
                file: new.file,
                path: new.path.clone(),
                citations,
            });
        }
        pages
    }

    fn names(
        &mut self,
        names: &'a AllNames,
        own: &'a [NewName],
        paths: &'a [OutPath],
        target: fn(Id<Name>) -> Target,
    ) -> Arena<Name> {
        let mut all = Arena::with_room(names.all.len());
        for (n, name) in names.all.iter().enumerate() {
            let path = &paths[n];
            let (title, own) = match name {
                Named::Implied(title) => (title, None),
                Named::Own(at) => {
                    let NewName { file, document, fields, title, .. } = &own[*at];
                    let (text, citations) = self.text(*file, document, None, path, target(Id::nth(n)));
                    (title, Some(OwnPage { fields: fields.clone(), text, file: *file, citations }))
                }
            };
            let id = names.ids[n].as_str().into();
            all.push(Name { id, title: title.clone(), own, path: path.clone(), events: Vec::new() });
        }
        all
    }

    fn sources(&mut self) -> Arena<Source> {
        let settled = self.settled;
        let zone = settled.input.config.time_zone;
        let via = via(&settled.collected.sources, self.marks.directory, self.marks.complaints);
        let repeats = repeats(&settled.collected.sources, self.marks.directory, self.marks.complaints);
        let mut sources = Arena::with_room(settled.collected.sources.len());
        for (n, new) in settled.collected.sources.iter().enumerate() {
            let path = &settled.paths.sources[n];
            let by = Target::Source(Id::nth(n));
            let text = new.document.as_ref().map(|document| self.text(new.file, document, None, path, by).0);
            sources.push(Source {
                key: new.key.as_str().into(),
                fields: new.fields.clone(),
                outlet: settled.outlets.of_sources[n],
                published: new.fields.published.as_ref().map(|date| date.bounds(zone)),
                text,
                file: new.file,
                kept: None,
                verified: Vec::new(),
                path: path.clone(),
                via: via[n],
                repeats: repeats[n],
                known_through_it: Vec::new(),
                citations: Vec::new(),
                events: Vec::new(),
            });
        }
        sources
    }
}

/// Adds an event to a list that is filled in the chronicle's order, once.
fn add(events: &mut Vec<Id<Event>>, id: Id<Event>) {
    if events.last() != Some(&id) {
        events.push(id);
    }
}

/// What rests on each source, and what is known through it.
fn join_sources(sources: &mut Arena<Source>, events: &Arena<Event>, citations: &Arena<Citation>) {
    for (id, citation) in citations.iter() {
        sources[citation.source].citations.push(id);
    }
    for (id, event) in events.iter() {
        event.sources.iter().for_each(|&source| sources[source].events.push(id));
    }
    for id in sources.ids() {
        if let Some(via) = sources[id].via {
            sources[via].known_through_it.push(id);
        }
    }
}

/// When each event became known, and what leads to it.
fn report_and_relate(
    events: &mut Arena<Event>,
    sources: &Arena<Source>,
    outlets: &Arena<Outlet>,
    zone: Zone,
) {
    let witnesses = Witnesses::new(sources, outlets);
    for id in events.ids() {
        let event = &events[id];
        let report = first_report(&event.date, &event.bounds, &event.sources, sources, zone);
        let mut evidence = witnesses.count(&event.sources, sources);
        in_text(&event.text, !event.fields.sources.is_empty(), &mut evidence);
        evidence.last_report = last_report(&event.date, &event.bounds, &event.sources, sources, zone);
        events[id].first_report = report;
        events[id].evidence = evidence;
        for whole in events[id].part_of.clone() {
            events[whole].parts.push(id);
        }
        for earlier in events[id].follows.clone() {
            events[earlier].followed_by.push(id);
        }
        for answered in events[id].responds_to.clone() {
            events[answered].responses.push(id);
        }
    }
}
