//! Through which sources others are known.

use crate::base::arena::Id;
use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::chronicle::circles::{circles, cut};
use crate::chronicle::collect::NewSource;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::directory::Directory;
use crate::chronicle::model::Source;
use crate::chronicle::relations::listed;
use crate::syntax::fields::Step;

/// How many members of a circle are shown by their places.
pub(crate) const SHOWN: usize = 16;

/// For each source, the one that it is known through. Without circles.
pub(crate) fn via(
    sources: &[NewSource],
    directory: &Directory<'_>,
    complaints: &mut Complaints<'_>,
) -> Vec<Option<Id<Source>>> {
    let mut known_through: Vec<Vec<u32>> = Vec::with_capacity(sources.len());
    for source in sources {
        let Some(key) = &source.fields.via else {
            known_through.push(Vec::new());
            continue;
        };
        let found = directory.source(key);
        if found.is_none() {
            let said = unresolved(source, key, directory, complaints);
            complaints.push(said);
        }
        let number = |id: Id<Source>| u32::try_from(id.index()).expect("an id is a u32");
        known_through.push(found.map(number).into_iter().collect());
    }
    let found = circles(&known_through);
    for circle in &found {
        let said = circle_said(sources, &in_turn(circle[0], &known_through), complaints);
        complaints.push(said);
    }
    cut(&mut known_through, &found);
    known_through.iter().map(|to| to.first().map(|&n| Id::nth(n as usize))).collect()
}

/// The members of a circle, each followed by the one it is known through.
pub(crate) fn in_turn(first: u32, known_through: &[Vec<u32>]) -> Vec<u32> {
    let mut members = vec![first];
    let mut at = known_through[first as usize][0];
    while at != first {
        members.push(at);
        at = known_through[at as usize][0];
    }
    members
}

fn unresolved(
    source: &NewSource,
    key: &str,
    directory: &Directory<'_>,
    complaints: &mut Complaints<'_>,
) -> Diagnostic {
    let at = [Step::Key("via")];
    let (file, origin) = (source.file, &source.fields.origin);
    if let Some(why) = directory.hidden.source(key) {
        let message = format!("`{}` is known through `{key}`, which {why}", source.key);
        return complaints.at_field(Code::UnresolvedVia, file, origin, &at, message).level(Level::Warning);
    }
    let message = format!("`{}` is known through `{key}`, and no source has that key", source.key);
    let help = complaints.nearest.help(key, directory.keys(), "add that source, or correct the key");
    complaints.at_field(Code::UnresolvedVia, file, origin, &at, message).label("not found").help(help)
}

fn circle_said(sources: &[NewSource], members: &[u32], complaints: &mut Complaints<'_>) -> Diagnostic {
    let keys: Vec<&str> = members.iter().map(|&n| &*sources[n as usize].key).collect();
    let message = match keys.as_slice() {
        [one] => format!("`{one}` is known through itself"),
        several => format!("{} are known only through each other", listed(several, "and")),
    };
    let at = [Step::Key("via")];
    let first = &sources[members[0] as usize];
    let mut said = complaints.at_field(Code::ViaCircle, first.file, &first.fields.origin, &at, message);
    for &n in members[1..].iter().take(SHOWN) {
        let source = &sources[n as usize];
        let place = complaints.field(source.file, &source.fields.origin, &at);
        said = said.related(place, "in the circle");
    }
    said.why("`via` leads from a source to the one in which it was read, and so to one that was seen itself")
        .help("take the `via` away from the source that was read itself")
}
