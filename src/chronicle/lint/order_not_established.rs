//! Events of one day of which nobody can say what came first.

use crate::base::arena::Id;
use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Chronicle, Event};

/// How many of the events are shown by their places, besides the first.
const SHOWN: usize = 3;

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    let day = |event: &Event| {
        let (from, to) = (event.bounds.earliest.minute()?, event.bounds.latest.minute()?);
        (from.day_number() == to.day_number()).then(|| from.day_number())
    };
    let dated: Vec<Id<Event>> = chronicle.events.ids().take(chronicle.dated).collect();
    let together = |&a: &Id<Event>, &b: &Id<Event>| {
        let (a, b) = (&chronicle.events[a], &chronicle.events[b]);
        !b.order_established && day(a).is_some() && day(a) == day(b)
    };
    for group in dated.chunk_by(together).filter(|group| group.len() > 1) {
        let event = |id: Id<Event>| &chronicle.events[id];
        let first = event(group[0]);
        let day = day(first).expect("the group is of one day");
        let day = crate::dates::bounds::Minute(day * 1440).day();
        let message = format!(
            "the order of {} events of {:04}-{:02}-{:02} is not established",
            group.len(),
            day.year,
            day.month,
            day.day
        );
        let mut said =
            complaints.at_head(Code::OrderNotEstablished, first.file, &first.fields.origin, message);
        for &id in group[1..].iter().take(SHOWN) {
            let other = event(id);
            said = said.related(complaints.field(other.file, &other.fields.origin, &[]), "or this one first");
        }
        complaints.push(said);
    }
}
