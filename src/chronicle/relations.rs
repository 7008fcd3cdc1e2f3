//! What events are part of, follow and respond to.

use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::chronicle::circles::{circles, cut};
use crate::chronicle::collect::NewEvent;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::hidden::Hidden;
use crate::chronicle::identify::ById;
use crate::chronicle::slug::{self, slug};
use crate::syntax::fields::Step;

/// For each event, by index, the events that its fields name. Without circles.
pub(crate) struct Relations {
    pub(crate) part_of: Vec<Vec<u32>>,
    pub(crate) follows: Vec<Vec<u32>>,
    pub(crate) responds_to: Vec<Vec<u32>>,
}

/// Finds what the events' fields name, and cuts the circles among them.
pub(crate) fn relate(
    events: &[NewEvent],
    ids: &ById,
    hidden: &Hidden,
    complaints: &mut Complaints<'_>,
) -> Relations {
    let mut finder = Finder { events, ids, hidden, complaints };
    let (mut part_of, mut follows, mut responds_to) = (Vec::new(), Vec::new(), Vec::new());
    for event in events {
        part_of.push(finder.find(event, "part-of", &event.fields.part_of));
        follows.push(finder.find(event, "follows", &event.fields.follows));
        responds_to.push(finder.find(event, "responds-to", &event.fields.responds_to));
    }
    imply_part_of(events, &mut part_of);

    let found = circles(&part_of);
    for circle in &found {
        let said = circle_said(events, circle, "part-of", "are part of each other", complaints);
        complaints.push(said);
    }
    cut(&mut part_of, &found);

    // To respond is to come after, too: the two run in circles together.
    let both: Vec<Vec<u32>> = follows.iter().zip(&responds_to).map(|(a, b)| [&a[..], b].concat()).collect();
    let found = circles(&both);
    for circle in &found {
        let key = if follows[circle[0] as usize].is_empty() { "responds-to" } else { "follows" };
        let said = circle_said(events, circle, key, "follow each other", complaints);
        complaints.push(said);
    }
    cut(&mut follows, &found);
    cut(&mut responds_to, &found);
    Relations { part_of, follows, responds_to }
}

/// An event under a heading within another event is part of that one, unless it says otherwise.
fn imply_part_of(events: &[NewEvent], part_of: &mut [Vec<u32>]) {
    let index = |n: usize| u32::try_from(n).expect("fewer than 2^32 events");
    // A file's events stand together, in the order of its sections.
    let mut start = 0;
    for (n, event) in events.iter().enumerate() {
        if events[start].file != event.file {
            start = n;
        }
        let Some(section) = event.section else { continue };
        if !event.fields.part_of.is_empty() {
            continue;
        }
        let parent = event.document.sections[section as usize].parent;
        let own = &events[start..n];
        let above = own.binary_search_by_key(&parent, |other| other.section);
        part_of[n].extend(above.ok().map(|at| index(start + at)));
    }
}

struct Finder<'a, 'c> {
    events: &'a [NewEvent],
    ids: &'a ById,
    hidden: &'a Hidden,
    complaints: &'a mut Complaints<'c>,
}

impl Finder<'_, '_> {
    fn find(&mut self, event: &NewEvent, key: &str, wanted: &[Box<str>]) -> Vec<u32> {
        let mut found = Vec::new();
        for (n, name) in wanted.iter().enumerate() {
            match self.ids.get(&**name).or_else(|| self.ids.get(&slug(name))) {
                Some(&other) if found.contains(&other) => {}
                Some(&other) => found.push(other),
                None => self.nowhere(event, key, n, name),
            }
        }
        found
    }

    fn nowhere(&mut self, event: &NewEvent, key: &str, n: usize, name: &str) {
        let at = [Step::Key(key), Step::Item(n)];
        let (file, origin) = (event.file, &event.fields.origin);
        let said = match self.hidden.event(name) {
            Some(why) => {
                let message = format!("`{key}` names `{name}`, which {why}");
                self.complaints
                    .at_field(Code::UnresolvedRelation, file, origin, &at, message)
                    .level(Level::Warning)
                    .help("the relation shows as soon as that event does")
            }
            None => {
                let message = format!("`{key}` names `{name}`, and no event has that id");
                let slug = slug(name);
                let titled = |event: &&NewEvent| {
                    event.fields.title.as_ref().is_some_and(|title| slug::of_title(title) == slug)
                };
                let ids = self.events.iter().map(|event| event.id.as_str());
                let help = match self.events.iter().find(titled) {
                    Some(event) => format!("write the event's id, `{}`, and not its title", event.id),
                    None => self.complaints.nearest.help(name, ids, "write the id of an event"),
                };
                self.complaints.at_field(Code::UnresolvedRelation, file, origin, &at, message).help(help)
            }
        };
        self.complaints.push(said);
    }
}

/// How many members of a circle are shown by their places.
const SHOWN: usize = 16;

fn circle_said(
    events: &[NewEvent],
    circle: &[u32],
    key: &str,
    what: &str,
    complaints: &mut Complaints<'_>,
) -> Diagnostic {
    let ids: Vec<&str> = circle.iter().map(|&n| &*events[n as usize].id).collect();
    let message = match ids.as_slice() {
        [one] => format!("`{one}` names itself in `{key}`"),
        several => format!("{} {what} in a circle", listed(several, "and")),
    };
    let at = [Step::Key(key)];
    let first = &events[circle[0] as usize];
    let mut said = complaints.at_field(Code::RelationCircle, first.file, &first.fields.origin, &at, message);
    for &n in circle[1..].iter().take(SHOWN) {
        let event = &events[n as usize];
        said = said.related(complaints.field(event.file, &event.fields.origin, &at), "in the circle");
    }
    said.why("what comes after something cannot also come before it").help("take one of them away")
}

/// Names in a row, for a sentence; the first ones where they are many.
pub(crate) fn listed(names: &[&str], and: &str) -> String {
    let shown = names.len().min(SHOWN);
    let quoted: Vec<_> = names[..shown].iter().map(|name| format!("`{name}`")).collect();
    match (quoted.as_slice(), names.len() - shown) {
        ([], _) => String::new(),
        ([one], 0) => one.clone(),
        ([most @ .., last], 0) => format!("{} {and} {last}", most.join(", ")),
        (shown, more) => format!("{} {and} {more} more", shown.join(", ")),
    }
}
