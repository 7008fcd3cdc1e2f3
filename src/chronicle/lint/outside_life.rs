//! An actor who takes part in something before the actor began to be, or afterwards.

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Chronicle, Name, OwnPage};
use crate::syntax::fields::Step;

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for actor in chronicle.actors.values() {
        let Some(own) = &actor.own else { continue };
        if own.fields.born.is_some() || own.fields.died.is_some() {
            of(actor, own, chronicle, complaints);
        }
    }
}

fn of(actor: &Name, own: &OwnPage, chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    let zone = chronicle.config.time_zone;
    let [born, died] =
        [&own.fields.born, &own.fields.died].map(|date| date.as_ref().map(|it| it.bounds(zone)));
    let born = born.and_then(|born| born.earliest.minute());
    let died = died.and_then(|died| died.latest.minute());
    for &id in &actor.events {
        let event = &chronicle.events[id];
        let over = event.bounds.latest.minute();
        let begun = event.bounds.earliest.minute();
        let (key, word) = if over.zip(born).is_some_and(|(over, born)| over < born) {
            ("born", "before")
        } else if begun.zip(died).is_some_and(|(begun, died)| died < begun) {
            ("died", "after")
        } else {
            continue;
        };
        let message = format!("{} takes part in `{}` {word} its own life", actor.title, event.title);
        let (file, origin) = (event.file, &event.fields.origin);
        let said = complaints.at_field(Code::OutsideLife, file, origin, &[Step::Key("actors")], message);
        let life = complaints.field(own.file, &own.fields.origin, &[Step::Key(key)]);
        complaints.push(
            said.label(format!("the event is of {}", event.date.as_written()))
                .related(life, format!("`{key}` here"))
                .help("correct the date that is wrong, or name another actor"),
        );
    }
}
