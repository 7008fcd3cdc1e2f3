//! When each event became known.

use std::cmp::Reverse;

use crate::base::arena::{Arena, Id};
use crate::chronicle::model::{Report, Source};
use crate::dates::bounds::Bounds;
use crate::dates::date::Date;
use crate::dates::order::lag_days;
use crate::dates::zone::Zone;

/// Of `sources`, the one that first reported an event of that date.
///
/// Only what was published on or after the first day on which the event may have begun can report
/// it; where that is open or not known, on or after the last. A source whose own date is wide
/// counts from its latest day, so an exact one goes before it; of two with one latest day, the one
/// whose earliest comes first, and then the one whose key does.
pub(crate) fn first_report(
    date: &Date,
    bounds: &Bounds,
    sources: &[Id<Source>],
    all: &Arena<Source>,
    zone: Zone,
) -> Option<Report> {
    let (.., source) = reports(bounds, sources, all).min()?;
    report(date, source, all, zone)
}

/// Of the sources that [`first_report`] chooses from, the one whose latest day comes last; of two
/// with one latest day, the one whose earliest does, and then the one whose key comes first.
pub(crate) fn last_report(
    date: &Date,
    bounds: &Bounds,
    sources: &[Id<Source>],
    all: &Arena<Source>,
    zone: Zone,
) -> Option<Report> {
    let (.., source) = reports(bounds, sources, all)
        .max_by_key(|&(latest, earliest, id)| (latest, earliest, Reverse(id)))?;
    report(date, source, all, zone)
}

/// Of `sources`, those that can have reported what lies within `bounds`: the latest and the
/// earliest day of each.
fn reports(
    bounds: &Bounds,
    sources: &[Id<Source>],
    all: &Arena<Source>,
) -> impl Iterator<Item = (i64, i64, Id<Source>)> {
    let begun = bounds.earliest.minute().or(bounds.latest.minute()).map(|minute| minute.day_number());
    sources.iter().filter_map(move |&id| {
        let published = all[id].published?;
        let earliest = published.earliest.minute()?.day_number();
        let latest = published.latest.minute()?.day_number();
        (earliest >= begun?).then_some((latest, earliest, id))
    })
}

fn report(date: &Date, source: Id<Source>, all: &Arena<Source>, zone: Zone) -> Option<Report> {
    let published = all[source].fields.published.as_ref()?;
    Some(Report { source, lag: lag_days(date, published, zone) })
}

/// Whether something lies wholly outside a stretch that may have a beginning and an end.
pub(crate) fn is_outside(bounds: &Bounds, from: Option<&Bounds>, to: Option<&Bounds>) -> bool {
    let before = |a: Option<_>, b: Option<_>| a.zip(b).is_some_and(|(a, b)| a < b);
    before(bounds.latest.minute(), from.and_then(|from| from.earliest.minute()))
        || before(to.and_then(|to| to.latest.minute()), bounds.earliest.minute())
}
