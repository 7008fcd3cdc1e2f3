//! Several sources that come to one witness: one origin, one report or one outlet is behind them.

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Chronicle, Event};
use crate::chronicle::relations::listed;

/// How many sources are named.
const NAMED: usize = 5;

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for event in chronicle.events.values() {
        let Some((what, help)) = behind(chronicle, event) else { continue };
        let mut keys: Vec<_> = event.sources.iter().map(|&id| &*chronicle.sources[id].key).collect();
        let more = format!("{} more", keys.len().saturating_sub(NAMED));
        if keys.len() > NAMED + 1 {
            keys.truncate(NAMED);
            keys.push(&more);
        }
        let message = format!("the sources of `{}` are one witness: {what}", event.title);
        let said = complaints.at_head(Code::OneOrigin, event.file, &event.fields.origin, message);
        complaints.push(said.label(listed(&keys, "and").replace(&format!("`{more}`"), &more)).help(help));
    }
}

/// What is behind all of an event's sources, where they are several, and what to do about it.
fn behind(chronicle: &Chronicle, event: &Event) -> Option<(String, &'static str)> {
    let evidence = &event.evidence;
    if evidence.sources < 2 {
        return None;
    }
    let source = |n: usize| &chronicle.sources[event.sources[n]];
    if evidence.through_one() {
        let mut read = event.sources[0];
        while let Some(via) = chronicle.sources[read].via {
            read = via;
        }
        let what = format!("all are known through `{}`", chronicle.sources[read].key);
        return Some((what, "read one of them itself, or say why that cannot be done: `except`"));
    }
    if evidence.origins == 1 {
        return Some((
            "they repeat one report".to_owned(),
            "add a source that saw for itself, or say why there is none: `except`",
        ));
    }
    let outlet = source(0).fields.outlet.as_ref().filter(|_| evidence.outlets == 1)?;
    Some((
        format!("all were published by {outlet}"),
        "add a source that another published, or say why there is none: `except`",
    ))
}
