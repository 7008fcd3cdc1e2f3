//! What is settled before any text is linked: what there is, in which order, and at which path.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::arena::Id;
use crate::base::path::OutPath;
use crate::base::span::FileId;
use crate::chronicle::cast::Named;
use crate::chronicle::collect::{Collected, NewEvent};
use crate::chronicle::content::{Role, below, role};
use crate::chronicle::directory::Directory;
use crate::chronicle::identify::ById;
use crate::chronicle::model::Event;
use crate::chronicle::order::Standing;
use crate::chronicle::outlets::Outlets;
use crate::chronicle::paths::{self, Namer};
use crate::chronicle::relations::Relations;
use crate::chronicle::resolve::Input;
use crate::chronicle::site_map::{OnPage, SiteMap};
use crate::dates::bounds::Bounds;

pub(crate) struct Settled<'a> {
    pub(crate) input: Input<'a>,
    pub(crate) collected: Collected,
    /// The collected events' indices, in the chronicle's order.
    pub(crate) order: Vec<u32>,
    /// Where each collected event has come to stand in that order.
    pub(crate) places: Vec<u32>,
    /// How many of them, from the first, have a date.
    pub(crate) dated: usize,
    /// In the chronicle's order.
    pub(crate) standings: Vec<Standing>,
    /// By the collected events' indices.
    pub(crate) relations: Relations,
    pub(crate) named: Named,
    pub(crate) outlets: Outlets,
    pub(crate) paths: Paths,
}

/// The page of each thing, in the chronicle's orders.
pub(crate) struct Paths {
    pub(crate) events: Vec<OutPath>,
    pub(crate) sources: Vec<OutPath>,
    pub(crate) actors: Vec<OutPath>,
    pub(crate) places: Vec<OutPath>,
    pub(crate) tags: Vec<OutPath>,
}

impl Paths {
    pub(crate) fn new(collected: &Collected, order: &[u32], named: &Named) -> Self {
        // By id, so that a path does not depend on dates.
        let mut by_id: Vec<(&str, usize)> =
            order.iter().enumerate().map(|(at, &n)| (&*collected.events[n as usize].id, at)).collect();
        by_id.sort_unstable();
        let mut namer = Namer::new("events");
        let mut events: Vec<(usize, OutPath)> =
            by_id.into_iter().map(|(id, at)| (at, namer.path(id))).collect();
        events.sort_unstable_by_key(|(at, _)| *at);
        let all = |folder, ids: &mut dyn Iterator<Item = &str>| {
            let mut namer = Namer::new(folder);
            ids.map(|id| namer.path(id)).collect()
        };
        Self {
            events: events.into_iter().map(|(_, path)| path).collect(),
            sources: all("sources", &mut collected.sources.iter().map(|source| &*source.key)),
            actors: all("actors", &mut named.actors.ids.iter().map(String::as_str)),
            places: all("places", &mut named.places.ids.iter().map(String::as_str)),
            tags: all("tags", &mut named.tags.iter().map(|(id, _)| &**id)),
        }
    }
}

/// The year under which something stands: of its beginning, or else of its end.
fn year(bounds: &Bounds) -> Option<i64> {
    bounds.earliest.day().or(bounds.latest.day()).map(|day| day.year)
}

impl Settled<'_> {
    /// The event at a place in the chronicle.
    pub(crate) fn event(&self, place: usize) -> &NewEvent {
        &self.collected.events[self.order[place] as usize]
    }

    /// Where a file lies below `content/`.
    pub(crate) fn below(&self, file: FileId) -> &str {
        below(&self.input.snapshot.file(file).path).unwrap_or("")
    }

    /// An event's title; its id where it has none.
    pub(crate) fn title_of(event: &NewEvent) -> &str {
        let heading = || event.document.prose.first_heading.as_deref().filter(|_| event.section.is_none());
        event.fields.title.as_deref().or_else(heading).unwrap_or(&event.id)
    }

    /// Everything that a mark can lead to.
    pub(crate) fn directory<'a>(&'a self, ids: &'a ById) -> Directory<'a> {
        let titles = (0..self.order.len()).map(|place| Self::title_of(self.event(place))).collect();
        let mut sources = FxHashMap::default();
        for (n, source) in self.collected.sources.iter().enumerate() {
            sources.entry(&*source.key).or_insert(Id::nth(n));
        }
        let tags = self.named.tags.iter().enumerate().map(|(n, (id, _))| (&**id, n)).collect();
        let pages = self.collected.pages.iter().map(|page| (page.id(), &*page.title)).collect();
        Directory::new(
            (ids, &self.places, titles),
            sources,
            [&self.named.actors, &self.named.places],
            (tags, &self.outlets),
            pages,
            &self.collected.hidden,
        )
    }

    /// Everything that is published, and where.
    pub(crate) fn site_map(&self) -> SiteMap<'_> {
        let mut site = SiteMap::default();
        let mut published: FxHashMap<FileId, OutPath> = FxHashMap::default();
        self.add_texts(&mut site, &mut published);
        let paths = &self.paths;
        let others = [&paths.sources, &paths.actors, &paths.places, &paths.tags];
        others.into_iter().flatten().for_each(|path| site.add_output(path.clone()));
        self.outlets.all.values().iter().for_each(|outlet| site.add_output(outlet.path.clone()));
        paths::ALWAYS.iter().for_each(|path| site.add_output(paths::fixed(path)));
        let mut years: Vec<_> = self.collected.events.iter().map(|event| year(&event.bounds)).collect();
        years.sort_unstable();
        years.dedup();
        years.into_iter().for_each(|year| site.add_output(paths::year(year)));
        for (id, file) in self.input.snapshot.files() {
            let Some(below) = below(&file.path) else { continue };
            let output = match role(&file.path) {
                Some(Role::Markdown(_)) => published.remove(&id),
                Some(Role::Asset) => OutPath::new(below).ok(),
                Some(Role::KeptText) if self.input.config.publish_kept_texts => OutPath::new(below).ok(),
                Some(Role::SourceList | Role::Outlets | Role::Bib | Role::Csl | Role::KeptText) | None => {
                    None
                }
            };
            if let (Some(Role::Asset | Role::KeptText), Some(output)) = (role(&file.path), &output) {
                site.add_output(output.clone());
            }
            site.add_file(below, id, output);
        }
        site
    }

    /// The texts, with the pages on which they stand.
    fn add_texts<'a>(&'a self, site: &mut SiteMap<'a>, published: &mut FxHashMap<FileId, OutPath>) {
        let mut add = |path: &OutPath, text: OnPage<'a>| {
            site.add_page(path, text);
            if text.section.is_none() {
                published.insert(text.file, path.clone());
            }
        };
        for (place, path) in self.paths.events.iter().enumerate() {
            let NewEvent { file, document, section, .. } = self.event(place);
            add(path, OnPage { file: *file, document, section: *section });
        }
        for (source, path) in self.collected.sources.iter().zip(&self.paths.sources) {
            if let Some(document) = &source.document {
                add(path, OnPage { file: source.file, document, section: None });
            }
        }
        let names = [
            (&self.named.actors, &self.paths.actors, &self.collected.actors),
            (&self.named.places, &self.paths.places, &self.collected.places),
        ];
        for (names, paths, own) in names {
            for (name, path) in names.all.iter().zip(paths) {
                if let Some(own) = name.own().map(|n| &own[n]) {
                    add(path, OnPage { file: own.file, document: &own.document, section: None });
                }
            }
        }
        for page in &self.collected.pages {
            add(&page.path, OnPage { file: page.file, document: &page.document, section: None });
        }
        for (place, path) in self.paths.events.iter().enumerate() {
            let event = self.event(place);
            if event.section.is_some() {
                site.add_heading(event.file, &event.id, path);
            }
        }
    }

    /// The events that stand in each file as headings, by the document's sections.
    pub(crate) fn sections(&self) -> FxHashMap<FileId, Arc<[Option<Id<Event>>]>> {
        let mut sections: FxHashMap<FileId, Vec<Option<Id<Event>>>> = FxHashMap::default();
        for (n, event) in self.collected.events.iter().enumerate() {
            if let Some(section) = event.section {
                let all =
                    sections.entry(event.file).or_insert_with(|| vec![None; event.document.sections.len()]);
                all[section as usize] = Some(Id::nth(self.places[n] as usize));
            }
        }
        sections.into_iter().map(|(file, all)| (file, all.into())).collect()
    }
}
