//! Everything that a mark in a text can lead to.

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::base::arena::Id;
use crate::chronicle::hidden::Hidden;
use crate::chronicle::identify::ById;
use crate::chronicle::model::{Source, Target};
use crate::chronicle::names::{AllNames, Register};
use crate::chronicle::outlets::Outlets;
use crate::chronicle::slug::slug;

/// Finds things by key, id, title and other names.
pub(crate) struct Directory<'a> {
    pub(crate) events: &'a ById,
    /// Where each event of `events` stands in the chronicle.
    pub(crate) event_places: &'a [u32],
    /// The titles of the events, in the chronicle's order.
    pub(crate) event_titles: Vec<&'a str>,
    pub(crate) sources: FxHashMap<&'a str, Id<Source>>,
    pub(crate) actors: &'a AllNames,
    pub(crate) places: &'a AllNames,
    pub(crate) tags: FxHashMap<&'a str, usize>,
    pub(crate) outlets: &'a Outlets,
    /// The pages' ids and titles, in the order of their paths.
    pub(crate) pages: Vec<(&'a str, &'a str)>,
    page_ids: FxHashMap<&'a str, usize>,
    pub(crate) hidden: &'a Hidden,
    titles: OnceCell<Titles>,
    keys: OnceCell<Vec<&'a str>>,
    names: OnceCell<Vec<&'a str>>,
    seen: RefCell<FxHashMap<&'a str, Lead>>,
}

/// What of events and pages is found by slug; made only where a mention needs it.
struct Titles {
    events: Register,
    pages: Register,
}

/// Where a mention leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lead {
    To(Target),
    /// Several things are called that.
    Several(Vec<Target>),
    Nowhere,
}

/// The words before a colon that say what kind of thing a mention means.
const KINDS: &[&str] = &["event", "actor", "place", "source", "page", "tag", "outlet"];

/// The kind of a target, as a mention may say it before the id.
pub(crate) fn kind(target: Target) -> &'static str {
    match target {
        Target::Event(_) => "event",
        Target::Actor(_) => "actor",
        Target::Place(_) => "place",
        Target::Source(_) => "source",
        Target::Page(_) => "page",
        Target::Tag(_) => "tag",
        Target::Outlet(_) => "outlet",
    }
}

impl<'a> Directory<'a> {
    pub(crate) fn new(
        events: (&'a ById, &'a [u32], Vec<&'a str>),
        sources: FxHashMap<&'a str, Id<Source>>,
        [actors, places]: [&'a AllNames; 2],
        (tags, outlets): (FxHashMap<&'a str, usize>, &'a Outlets),
        pages: Vec<(&'a str, &'a str)>,
        hidden: &'a Hidden,
    ) -> Self {
        let (events, event_places, event_titles) = events;
        let page_ids = pages.iter().enumerate().map(|(n, (id, _))| (*id, n)).collect();
        Self {
            events,
            event_places,
            event_titles,
            sources,
            actors,
            places,
            tags,
            outlets,
            pages,
            page_ids,
            hidden,
            titles: OnceCell::new(),
            keys: OnceCell::new(),
            names: OnceCell::new(),
            seen: RefCell::default(),
        }
    }

    /// The source of that key.
    pub(crate) fn source(&self, key: &str) -> Option<Id<Source>> {
        match is_nfc_quick(key.chars()) {
            IsNormalized::Yes => self.sources.get(key).copied(),
            _ => self.sources.get(&*key.nfc().collect::<String>()).copied(),
        }
    }

    /// The keys of all sources, in order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'a str> {
        let keys = self.keys.get_or_init(|| {
            let mut keys: Vec<_> = self.sources.keys().copied().collect();
            keys.sort_unstable();
            keys
        });
        keys.iter().copied()
    }

    /// What a mention of `name` leads to: by id first, in every kind of thing; a tag only where
    /// nothing else has that id; then by title or another name; an outlet, by any of its names, only
    /// where nothing else is called that. `event:ID` and the like say which kind is meant.
    pub(crate) fn mention(&self, name: &'a str) -> Lead {
        if let Some(lead) = self.seen.borrow().get(name) {
            return lead.clone();
        }
        let lead = match (self.look_up(name, None), name.split_once(':')) {
            (Lead::Nowhere, Some((kind, rest))) if KINDS.contains(&kind.trim()) => {
                self.look_up(rest.trim(), Some(kind.trim()))
            }
            (lead, _) => lead,
        };
        self.seen.borrow_mut().insert(name, lead.clone());
        lead
    }

    fn look_up(&self, name: &str, only: Option<&str>) -> Lead {
        let slug = slug(name);
        let wanted = |target: &Target| only.is_none_or(|only| kind(*target) == only);
        let mut found: Vec<_> = self.by_id(name, &slug).into_iter().filter(wanted).collect();
        if found.is_empty() {
            let tag = self.tags.get(&*slug).map(|&n| Target::Tag(Id::nth(n)));
            found.extend(tag.filter(wanted));
        }
        if found.is_empty() {
            found.extend(self.by_name(&slug).into_iter().filter(wanted));
        }
        if found.is_empty() {
            found.extend(self.outlets.named(&slug).map(Target::Outlet).filter(wanted));
        }
        match found.as_slice() {
            [] => Lead::Nowhere,
            [one] => Lead::To(*one),
            _ => Lead::Several(found),
        }
    }

    fn by_id(&self, name: &str, slug: &str) -> Vec<Target> {
        let named = |names: &AllNames| names.register.by_id(slug).map(|n| names.id(n));
        let event = self.events.get(slug).map(|&n| self.event_places[n as usize] as usize);
        let page = self.page_ids.get(name).copied();
        let all = [
            event.map(|n| Target::Event(Id::nth(n))),
            named(self.actors).map(Target::Actor),
            named(self.places).map(Target::Place),
            self.source(name).map(Target::Source),
            page.map(|n| Target::Page(Id::nth(n))),
        ];
        all.into_iter().flatten().collect()
    }

    fn by_name(&self, slug: &str) -> Vec<Target> {
        let titles = self.titles.get_or_init(|| self.titles());
        let named = |names: &'a AllNames| names.register.by_name(slug).iter().map(|&n| names.id(n));
        let nth = |n: &u32| *n as usize;
        let mut found = Vec::new();
        found.extend(titles.events.by_name(slug).iter().map(|n| Target::Event(Id::nth(nth(n)))));
        found.extend(named(self.actors).map(Target::Actor));
        found.extend(named(self.places).map(Target::Place));
        found.extend(titles.pages.by_name(slug).iter().map(|n| Target::Page(Id::nth(nth(n)))));
        found
    }

    fn titles(&self) -> Titles {
        let number = |n: usize| u32::try_from(n).expect("fewer than 2^32 things in a site");
        let (mut events, mut pages) = (Register::default(), Register::default());
        for (n, title) in self.event_titles.iter().enumerate() {
            events.add_name(title, number(n));
        }
        for (n, (id, title)) in self.pages.iter().enumerate() {
            pages.add_name(title, number(n));
            pages.add_name(id, number(n));
        }
        Titles { events, pages }
    }

    /// Whatever a mention could name, in order, for finding the nearest.
    pub(crate) fn all_names(&self) -> impl Iterator<Item = &'a str> {
        let names = self.names.get_or_init(|| {
            let mut names: Vec<&str> = self.events.keys().map(String::as_str).collect();
            names.extend(self.keys());
            names.extend(self.actors.ids.iter().chain(&self.places.ids).map(String::as_str));
            names.extend(self.pages.iter().flat_map(|(id, title)| [*id, *title]));
            names.extend(self.outlets.all.values().iter().map(|outlet| &*outlet.title));
            names.sort_unstable();
            names.dedup();
            names
        });
        names.iter().copied()
    }
}
