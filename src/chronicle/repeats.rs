//! Which reports repeat which.

use crate::base::arena::Id;
use crate::base::code::Code;
use crate::chronicle::circles::{circles, cut};
use crate::chronicle::collect::NewSource;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::directory::Directory;
use crate::chronicle::model::Source;
use crate::chronicle::relations::listed;
use crate::chronicle::via::{SHOWN, in_turn};
use crate::syntax::fields::Step;

/// For each source, the one that it repeats, where its `origin` is the key of one. Without circles.
pub(crate) fn repeats(
    sources: &[NewSource],
    directory: &Directory<'_>,
    complaints: &mut Complaints<'_>,
) -> Vec<Option<Id<Source>>> {
    let number = |id: Id<Source>| u32::try_from(id.index()).expect("an id is a u32");
    let mut repeats: Vec<Vec<u32>> = Vec::with_capacity(sources.len());
    for (n, source) in sources.iter().enumerate() {
        let repeated = source.fields.repeats.as_ref().and_then(|key| directory.source(key));
        // Who names himself says that his is the report.
        repeats.push(repeated.filter(|id| id.index() != n).map(number).into_iter().collect());
    }
    let found = circles(&repeats);
    for circle in &found {
        circular(sources, &in_turn(circle[0], &repeats), complaints);
    }
    cut(&mut repeats, &found);
    repeats.iter().map(|to| to.first().map(|&n| Id::nth(n as usize))).collect()
}

fn circular(sources: &[NewSource], members: &[u32], complaints: &mut Complaints<'_>) {
    let keys: Vec<&str> = members.iter().map(|&n| &*sources[n as usize].key).collect();
    let message = format!("{} only repeat each other", listed(&keys, "and"));
    let at = [Step::Key("origin")];
    let first = &sources[members[0] as usize];
    let mut said =
        complaints.at_field(Code::CircularReporting, first.file, &first.fields.origin, &at, message);
    for &n in members[1..].iter().take(SHOWN) {
        let source = &sources[n as usize];
        let place = complaints.field(source.file, &source.fields.origin, &at);
        said = said.related(place, "in the circle");
    }
    complaints.push(
        said.why(
            "`origin` leads from a report to the one that it repeats, and so to one that saw for itself",
        )
        .help("take the `origin` away from the report that came first"),
    );
}
