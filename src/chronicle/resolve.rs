//! Makes the chronicle of the parsed files.

use std::sync::Arc;

use crate::base::arena::Arena;
use crate::base::checked::Checked;
use crate::base::snapshot::Snapshot;
use crate::chronicle::as_of;
use crate::chronicle::assembly::Assembly;
use crate::chronicle::cast::cast;
use crate::chronicle::collect::collect;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::content::ParsedFile;
use crate::chronicle::hidden::Gate;
use crate::chronicle::identify::{self, identify};
use crate::chronicle::kept::verify;
use crate::chronicle::lint;
use crate::chronicle::marks::{Marks, Terms};
use crate::chronicle::model::Chronicle;
use crate::chronicle::order::{order, standings};
use crate::chronicle::outlets::outlets;
use crate::chronicle::relations::relate;
use crate::chronicle::settled::{Paths, Settled};
use crate::cite::style::Style;
use crate::config::Config;

/// What a chronicle is made of.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The site.
    pub snapshot: &'a Snapshot,
    /// Its settings.
    pub config: &'a Arc<Config>,
    /// The citation style that it asks for.
    pub style: Option<&'a Arc<Style>>,
    /// What was parsed of it, in the order of the files.
    pub files: &'a [ParsedFile],
}

/// Collects, orders and links everything that the files hold.
pub fn resolve(input: Input<'_>) -> Checked<Chronicle> {
    let Input { snapshot, config, files, .. } = input;
    let zone = config.time_zone;
    let mut complaints = Complaints::new(snapshot);
    let gate = Gate { zone, today: zone.day_at(snapshot.now), open: snapshot.options.drafts };

    let mut collected = collect(snapshot, files, &gate, &mut complaints);
    let mut ids = identify(&mut collected.events, snapshot, &mut complaints);
    identify::sources(&mut collected.sources, &mut complaints);
    identify::keys_by_case(&collected.sources, &mut complaints);
    if let Some(day) = snapshot.options.as_of {
        as_of::narrow(&mut collected, &mut ids, (day, zone), &mut complaints);
    }
    identify::names(&mut collected.actors, "actors", &mut complaints);
    identify::names(&mut collected.places, "places", &mut complaints);
    collected.pages.sort_by(|a, b| a.path.cmp(&b.path));

    let relations = relate(&collected.events, &ids, &collected.hidden, &mut complaints);
    let order = order(&collected.events, &relations, zone);
    let dated = order.iter().filter(|&&n| !collected.events[n as usize].date.is_unknown()).count();
    let standings = standings(&collected.events, &order, dated, &relations, zone);
    let named = cast(&collected, &order, &mut complaints);

    let outlets = outlets(&collected.outlets, &collected.sources, &mut complaints);

    let settled = Settled {
        input,
        places: inverse(&order),
        paths: Paths::new(&collected, &order, &named),
        collected,
        order,
        dated,
        standings,
        relations,
        named,
        outlets,
    };
    let directory = settled.directory(&ids);
    let site = settled.site_map();
    let marks = Marks {
        directory: &directory,
        site: &site,
        complaints: &mut complaints,
        citations: Arena::new(),
        terms: Terms::new(&settled.input.config.language),
    };
    let mut chronicle = Assembly::new(&settled, marks).chronicle();
    verify(&mut chronicle, snapshot, &settled.collected.hidden, &mut complaints);
    lint::all(&chronicle, &mut complaints);
    let mut diagnostics = complaints.finish();
    if snapshot.options.as_of.is_some() {
        diagnostics.retain(|said| !as_of::is_of_the_whole(said));
    }
    Checked { value: chronicle, diagnostics }
}

/// Where each index has come to stand in `order`.
fn inverse(order: &[u32]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (place, &n) in order.iter().enumerate() {
        places[n as usize] = u32::try_from(place).expect("fewer than 2^32 events");
    }
    places
}
