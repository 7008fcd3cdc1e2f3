//! Who published the sources: each outlet that a source names, with what `outlets.yaml` says of it.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::arena::{Arena, Id};
use crate::base::code::Code;
use crate::base::span::FileId;
use crate::chronicle::collect::NewSource;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Outlet, Source};
use crate::chronicle::paths::Namer;
use crate::chronicle::slug::slug;
use crate::syntax::fields::{OutletFields, Step};

/// The outlets, in the order of their ids, and that of each source.
pub(crate) struct Outlets {
    pub(crate) all: Arena<Outlet>,
    pub(crate) of_sources: Vec<Option<Id<Outlet>>>,
    /// Each by the slugs of its id, its name and its other names.
    names: FxHashMap<String, Id<Outlet>>,
}

impl Outlets {
    /// The outlet that has this slug as that of one of its names.
    pub(crate) fn named(&self, slug: &str) -> Option<Id<Outlet>> {
        self.names.get(slug).copied()
    }
}

/// Finds the outlets of the sources, by id, name or another name; two writings with one slug are
/// the same. One that has no entry is an outlet all the same, called as it was first written.
pub(crate) fn outlets(
    known: &[(FileId, Arc<OutletFields>)],
    sources: &[NewSource],
    complaints: &mut Complaints<'_>,
) -> Outlets {
    let mut all: Vec<(String, Box<str>, Option<usize>)> = Vec::new();
    let mut by_slug: FxHashMap<String, usize> = FxHashMap::default();
    for (n, (_, fields)) in known.iter().enumerate() {
        all.push((slug(&fields.id), fields.name.clone().unwrap_or_else(|| fields.id.clone()), Some(n)));
        by_slug.entry(slug(&fields.id)).or_insert(n);
    }
    for (n, (file, fields)) in known.iter().enumerate() {
        let name = fields.name.iter().map(|name| (name, vec![Step::Key("name")]));
        let aliases = fields.aliases.iter().enumerate();
        let aliases = aliases.map(|(n, alias)| (alias, vec![Step::Key("aliases"), Step::Item(n)]));
        for (name, at) in name.chain(aliases) {
            let other = *by_slug.entry(slug(name)).or_insert(n);
            if other != n {
                let other = &known[other];
                let message = format!("`{name}` could be `{}` or `{}`", other.1.id, fields.id);
                let related = complaints.place_of_head(other.0, &other.1.origin);
                let said = complaints.at_field(Code::AmbiguousOutlet, *file, &fields.origin, &at, message);
                let why = "two outlets have that name or id; sources that name it are the first one's";
                complaints.push(said.related(related, "this one").why(why).help("give it to one of them"));
            }
        }
    }
    let mut of_sources = Vec::with_capacity(sources.len());
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for source in sources {
        let written = source.fields.outlet.as_deref().map(str::trim).filter(|written| !written.is_empty());
        of_sources.push(written.map(|written| {
            *seen.entry(written).or_insert_with(|| {
                let slug = slug(written);
                *by_slug.entry(slug.clone()).or_insert_with(|| {
                    all.push((slug, written.into(), None));
                    all.len() - 1
                })
            })
        }));
    }
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|&a, &b| all[a].0.cmp(&all[b].0));
    let mut places = vec![0; all.len()];
    let mut namer = Namer::new("outlets");
    let mut arena = Arena::with_room(all.len());
    for (place, &n) in order.iter().enumerate() {
        places[n] = place;
        let (id, title, own) = &all[n];
        arena.push(Outlet {
            id: id.as_str().into(),
            title: title.clone(),
            own: own.map(|own| known[own].1.clone()),
            file: own.map(|own| known[own].0),
            path: namer.path(id),
            sources: Vec::new(),
        });
    }
    let of_sources: Vec<_> = of_sources.into_iter().map(|n| n.map(|n| Id::nth(places[n]))).collect();
    for (n, outlet) in of_sources.iter().enumerate() {
        if let Some(outlet) = *outlet {
            arena[outlet].sources.push(Id::<Source>::nth(n));
        }
    }
    for (n, (file, fields)) in known.iter().enumerate() {
        if arena[Id::<Outlet>::nth(places[n])].sources.is_empty() {
            let message = format!("no source is from the outlet `{}`", fields.id);
            let said = complaints.at_head(Code::UnusedOutlet, *file, &fields.origin, message);
            let help = "add the name that sources have for it to its `aliases`, or remove it";
            complaints.push(said.help(help));
        }
    }
    let names = by_slug.into_iter().map(|(slug, n)| (slug, Id::nth(places[n]))).collect();
    Outlets { all: arena, of_sources, names }
}
