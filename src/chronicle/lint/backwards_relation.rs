//! A relation that runs backwards in time.

use crate::base::arena::Id;
use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Chronicle, Event};
use crate::syntax::fields::Step;

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for event in chronicle.events.values() {
        let over = event.bounds.latest.minute();
        let begun = event.bounds.earliest.minute();
        let ended_before = |other: &Event| {
            over.zip(other.bounds.earliest.minute()).is_some_and(|(over, begun)| over < begun)
        };
        let began_after =
            |other: &Event| begun.zip(other.bounds.latest.minute()).is_some_and(|(begun, over)| over < begun);
        for &id in &event.follows {
            if ended_before(&chronicle.events[id]) {
                say(event, id, ("follows", "follows"), "which happened later", chronicle, complaints);
            }
        }
        for &id in &event.responds_to {
            if ended_before(&chronicle.events[id]) {
                say(event, id, ("responds-to", "responds to"), "which happened later", chronicle, complaints);
            }
        }
        for &id in &event.part_of {
            let other = &chronicle.events[id];
            let when = if ended_before(other) {
                "which began only afterwards"
            } else if began_after(other) {
                "which was over by then"
            } else {
                continue;
            };
            say(event, id, ("part-of", "is part of"), when, chronicle, complaints);
        }
    }
}

fn say(
    event: &Event,
    id: Id<Event>,
    (key, verb): (&str, &str),
    when: &str,
    chronicle: &Chronicle,
    complaints: &mut Complaints<'_>,
) {
    let other = &chronicle.events[id];
    let message = format!("`{}` {verb} `{}`, {when}", event.title, other.title);
    let (file, origin) = (event.file, &event.fields.origin);
    let said = complaints.at_field(Code::BackwardsRelation, file, origin, &[Step::Key(key)], message);
    let date = complaints.field(other.file, &other.fields.origin, &[Step::Key("date")]);
    complaints.push(
        said.label(format!("this is of {}", event.date.as_written()))
            .related(date, "the other's date")
            .help("correct the date that is wrong, or turn the relation round"),
    );
}
