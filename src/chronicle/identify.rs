//! Gives each event its permanent id, and tells where two claim one.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::snapshot::Snapshot;
use crate::base::span::{Place, Span};
use crate::chronicle::collect::{NewEvent, NewName, NewSource};
use crate::chronicle::complaints::Complaints;
use crate::chronicle::slug::{self, slug};
use crate::syntax::fields::Step;

/// Which event has an id: an index into the events at hand.
pub(crate) type ById = FxHashMap<String, u32>;

/// Sets the events' ids. Those that authors wrote, and files' names, come first: they are
/// promises. Those made of headings' titles give way, with a date behind them.
pub(crate) fn identify(
    events: &mut [NewEvent],
    snapshot: &Snapshot,
    complaints: &mut Complaints<'_>,
) -> ById {
    let mut ids = Ids::default();
    for n in 0..events.len() {
        let event = &events[n];
        let stem = snapshot.file(event.file).path.stem();
        let wanted = match (&event.fields.id, event.section) {
            (Some(id), _) => slug(id),
            (None, None) => slug(slug::without_date(stem)),
            (None, Some(_)) => continue,
        };
        let id = match ids.taken.get(&wanted) {
            None => wanted,
            Some(&first) => {
                let said = duplicate(&wanted, &events[first as usize], event, complaints);
                complaints.push(said);
                ids.free(&wanted)
            }
        };
        ids.take(&id, n);
        events[n].id = id;
    }
    for n in 0..events.len() {
        let event = &events[n];
        if !event.id.is_empty() {
            continue;
        }
        let wanted = slug::of_title(event.fields.title.as_deref().unwrap_or(""));
        let id = match ids.taken.get(&wanted) {
            None => wanted,
            Some(&first) => {
                let id = ids.free_with_date(&wanted, event);
                let said = renamed(&wanted, &id, &events[first as usize], event, complaints);
                complaints.push(said);
                id
            }
        };
        ids.take(&id, n);
        events[n].id = id;
    }
    ids.taken
}

#[derive(Default)]
struct Ids {
    taken: ById,
    /// How often each id was counted up, so that a thousand of one name stay cheap.
    counts: FxHashMap<String, u32>,
}

impl Ids {
    fn take(&mut self, id: &str, n: usize) {
        self.taken.insert(id.to_owned(), u32::try_from(n).expect("fewer than 2^32 events"));
    }

    fn free(&mut self, wanted: &str) -> String {
        let count = self.counts.entry(wanted.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let id = format!("{wanted}-{count}");
            if !self.taken.contains_key(&id) {
                return id;
            }
        }
    }

    fn free_with_date(&mut self, wanted: &str, event: &NewEvent) -> String {
        if event.date.is_unknown() {
            return self.free(wanted);
        }
        let dated = format!("{wanted}-{}", slug(event.date.as_written()));
        if self.taken.contains_key(&dated) { self.free(&dated) } else { dated }
    }
}

/// Where an event's id stands: the field, the heading, or the file.
fn place(event: &NewEvent, complaints: &mut Complaints<'_>) -> Place {
    match (&event.fields.id, event.section) {
        (Some(_), _) => complaints.field(event.file, &event.fields.origin, &[Step::Key("id")]),
        (None, Some(n)) => Place { file: event.file, span: event.document.sections[n as usize].span },
        (None, None) => Place { file: event.file, span: Span::point(0) },
    }
}

fn duplicate(id: &str, first: &NewEvent, event: &NewEvent, complaints: &mut Complaints<'_>) -> Diagnostic {
    let at = place(event, complaints);
    let help = if event.fields.id.is_some() {
        "give one of them another id"
    } else {
        "its id is made of the file's name: rename the file, or write an `id`"
    };
    Diagnostic::at(Code::DuplicateId, at.file, at.span, format!("two events have the id `{id}`"))
        .related(place(first, complaints), "the first one")
        .why("an id is an event's address and its name in mentions, so it belongs to one event alone")
        .help(help)
}

fn renamed(
    wanted: &str,
    id: &str,
    first: &NewEvent,
    event: &NewEvent,
    complaints: &mut Complaints<'_>,
) -> Diagnostic {
    let at = place(event, complaints);
    let message = format!("the id `{wanted}` is taken, so this event's is `{id}`");
    Diagnostic::at(Code::RenamedId, at.file, at.span, message)
        .related(place(first, complaints), format!("this one has `{wanted}`"))
        .why("an id made like this may change when events are added, and so would its address")
        .help(format!("give the heading an id of its own: `{{#{id}}}`"))
}

/// Puts sources into the order of their keys, and tells where two have one key.
pub(crate) fn sources(sources: &mut [NewSource], complaints: &mut Complaints<'_>) {
    sources.sort_by(|a, b| a.key.cmp(&b.key));
    let mut first_of_key = 0;
    for n in 1..sources.len() {
        let [first, second] = [&sources[first_of_key], &sources[n]];
        if first.key != second.key {
            first_of_key = n;
            continue;
        }
        let at = [Step::Key("key")];
        let related = complaints.field(first.file, &first.fields.origin, &at);
        let message = format!("two sources have the key `{}`", second.key);
        let said =
            complaints.at_field(Code::DuplicateSource, second.file, &second.fields.origin, &at, message);
        let why = "a citation names its source by the key, so it belongs to one source alone";
        complaints.push(said.related(related, "the first one").why(why).help("give one of them another key"));
    }
}

/// Tells of keys that are equal but for case, of sources in the order of their keys: whoever cites
/// one may well mean the other.
pub(crate) fn keys_by_case(sources: &[NewSource], complaints: &mut Complaints<'_>) {
    let mut first_of_key: FxHashMap<String, usize> = FxHashMap::default();
    for (n, second) in sources.iter().enumerate() {
        let first = match first_of_key.entry(second.key.to_lowercase()) {
            Entry::Vacant(free) => {
                free.insert(n);
                continue;
            }
            Entry::Occupied(taken) => &sources[*taken.get()],
        };
        if first.key == second.key {
            continue;
        }
        let related = complaints.field(first.file, &first.fields.origin, &[Step::Key("key")]);
        let message = format!("the keys `{}` and `{}` differ only in case", first.key, second.key);
        let at = [Step::Key("key")];
        let said = complaints.at_field(Code::SourceKeyCase, second.file, &second.fields.origin, &at, message);
        let why = "they are two sources, and a citation of one is easily written for the other";
        complaints.push(said.related(related, "the other one").why(why).help("give one of them another key"));
    }
}

/// Puts actors, or places, into the order of their ids, and tells where two have one id.
pub(crate) fn names(names: &mut [NewName], what: &str, complaints: &mut Complaints<'_>) {
    names.sort_by(|a, b| a.id.cmp(&b.id));
    let mut first_of_id = 0;
    for n in 1..names.len() {
        let [first, second] = [&names[first_of_id], &names[n]];
        if first.id != second.id {
            first_of_id = n;
            continue;
        }
        let at = [Step::Key("id")];
        let related = complaints.field(first.file, &first.fields.origin, &at);
        let message = format!("two {what} have the id `{}`", second.id);
        let said = complaints.at_field(Code::DuplicateId, second.file, &second.fields.origin, &at, message);
        let help = "give one of them another `id`, or make one page of the two";
        complaints.push(said.related(related, "the first one").help(help));
    }
}
