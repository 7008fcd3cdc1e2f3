//! Who had a part in each event, where it happened, and its tags.

use crate::base::arena::Id;
use crate::chronicle::collect::{Collected, NewEvent, NewName};
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Name, Tag};
use crate::chronicle::names::{AllNames, Names, Naming, Tags};
use crate::syntax::fields::Step;

/// What one event names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cast {
    pub(crate) actors: Vec<Id<Name>>,
    pub(crate) places: Vec<Id<Name>>,
    pub(crate) tags: Vec<Id<Tag>>,
    /// The place and the actor of each account.
    pub(crate) accounts: Vec<[Option<Id<Name>>; 2]>,
}

/// All that is named in a chronicle.
pub(crate) struct Named {
    /// By the event's place in the chronicle.
    pub(crate) casts: Vec<Cast>,
    pub(crate) actors: AllNames,
    pub(crate) places: AllNames,
    /// Id and title of each tag, in the order of ids.
    pub(crate) tags: Vec<(String, Box<str>)>,
}

/// Finds what the events name, in `order`.
pub(crate) fn cast(collected: &Collected, order: &[u32], complaints: &mut Complaints<'_>) -> Named {
    let slugs = |own: &[NewName]| Names::slugs(own);
    let (actor_slugs, place_slugs) = (slugs(&collected.actors), slugs(&collected.places));
    let mut actors = Names::new("actors", &collected.actors, &actor_slugs);
    let mut places = Names::new("places", &collected.places, &place_slugs);
    let mut tags = Tags::default();
    let mut found = Vec::with_capacity(order.len());
    for &n in order {
        let event = &collected.events[n as usize];
        let fields = &event.fields;
        let event_actors = list(&mut actors, event, "actors", &fields.actors, complaints);
        let event_places = list(&mut places, event, "places", &fields.places, complaints);
        let mut event_tags: Vec<u32> = Vec::new();
        for tag in fields.tags.iter().filter_map(|tag| tags.tag(tag)) {
            if !event_tags.contains(&tag) {
                event_tags.push(tag);
            }
        }
        let mut accounts = Vec::with_capacity(fields.accounts.len());
        for (n, account) in fields.accounts.iter().enumerate() {
            let at = |key| [Step::Key("accounts"), Step::Item(n), Step::Key(key)];
            let place = one(&mut places, event, account.place.as_deref(), &at("place"), complaints);
            let actor = one(&mut actors, event, account.actor.as_deref(), &at("actor"), complaints);
            accounts.push((place, actor));
        }
        found.push((event_actors, event_places, event_tags, accounts));
    }
    let (actors, places) = (actors.finish(), places.finish());
    let (tags, tag_places) = tags.finish();
    let ids = |names: &AllNames, list: Vec<u32>| list.into_iter().map(|n| names.id(n)).collect();
    let casts = found.into_iter().map(|(a, p, t, accounts)| Cast {
        actors: ids(&actors, a),
        places: ids(&places, p),
        tags: t.into_iter().map(|n| Id::nth(tag_places[n as usize] as usize)).collect(),
        accounts: accounts
            .into_iter()
            .map(|(place, actor)| [place.map(|n| places.id(n)), actor.map(|n| actors.id(n))])
            .collect(),
    });
    Named { casts: casts.collect(), actors, places, tags }
}

fn list<'a>(
    names: &mut Names<'a>,
    event: &'a NewEvent,
    key: &str,
    written: &'a [Box<str>],
    complaints: &mut Complaints<'_>,
) -> Vec<u32> {
    let mut found = Vec::with_capacity(written.len());
    for (n, name) in written.iter().enumerate() {
        let one = one(names, event, Some(name), &[Step::Key(key), Step::Item(n)], complaints);
        found.extend(one.filter(|n| !found.contains(n)));
    }
    found
}

fn one<'a>(
    names: &mut Names<'a>,
    event: &'a NewEvent,
    written: Option<&'a str>,
    steps: &[Step<'_>],
    complaints: &mut Complaints<'_>,
) -> Option<u32> {
    names.name(written?, &Naming { file: event.file, origin: &event.fields.origin, steps }, complaints)
}
