//! A source that nothing cites.

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::Chronicle;

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    let mut used: Vec<bool> = chronicle
        .sources
        .values()
        .iter()
        .map(|source| {
            !(source.citations.is_empty() && source.events.is_empty() && source.known_through_it.is_empty())
        })
        .collect();
    for source in chronicle.sources.values() {
        if let Some(original) = source.repeats {
            used[original.index()] = true;
        }
    }
    let mut before: Option<&str> = None;
    for (id, source) in chronicle.sources.iter() {
        // The second of two with one key cannot be cited: that was said already.
        let is_second = before.replace(&source.key) == Some(&source.key);
        if used[id.index()] || is_second {
            continue;
        }
        let message = format!("nothing cites the source `{}`", source.key);
        let said = complaints.at_head(Code::UnusedSource, source.file, &source.fields.origin, message);
        complaints
            .push(said.help(format!("cite it where it bears something, `[@{}]`, or remove it", source.key)));
    }
}
