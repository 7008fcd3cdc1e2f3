//! Outlets that repeat each other, by name, in the sources of one event.

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::evidence::NameNumbers;
use crate::chronicle::model::{Chronicle, Source};

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    // Whose outlet it is and whom it repeats, where that is a name and no key.
    let mut numbers = NameNumbers::new(&chronicle.outlets);
    let names: Vec<Option<(u32, u32)>> = chronicle
        .sources
        .values()
        .iter()
        .map(|source| {
            let Source { fields, repeats: None, .. } = source else { return None };
            Some((numbers.number(fields.outlet.as_deref()?), numbers.number(fields.repeats.as_deref()?)))
        })
        .collect();
    for event in chronicle.events.values() {
        let mut named: Vec<_> =
            event.sources.iter().filter_map(|id| Some((names[id.index()]?, *id))).collect();
        named.sort_unstable();
        for &((outlet, other), id) in &named {
            if outlet >= other {
                continue;
            }
            let back = named.partition_point(|&(pair, _)| pair < (other, outlet));
            let Some(&(_, second)) = named.get(back).filter(|&&(pair, _)| pair == (other, outlet)) else {
                continue;
            };
            let [a, b] = [id, second].map(|id| &chronicle.sources[id]);
            let message =
                format!("`{}` and `{}` only repeat each other, by the names of their outlets", a.key, b.key);
            let said = complaints.at_head(Code::CircularReporting, event.file, &event.fields.origin, message);
            let at = [crate::syntax::fields::Step::Key("origin")];
            let (first, second) = (
                complaints.field(a.file, &a.fields.origin, &at),
                complaints.field(b.file, &b.fields.origin, &at),
            );
            complaints.push(
                said.label("rests on both")
                    .related(first, "repeats the other")
                    .related(second, "repeats the one")
                    .help("take the `origin` away from the report that came first"),
            );
        }
    }
}
