//! An event that no source bears.

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::Chronicle;

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for event in chronicle.events.values().iter().filter(|event| event.sources.is_empty()) {
        // What cites something that is not there, or could not be read, is told of as that.
        let tries = event.text.prose().clusters.iter().flat_map(|cluster| &cluster.items).count();
        if tries > 0 || !event.fields.sources.is_empty() || event.fields.title.is_none() {
            continue;
        }
        let message = format!("no source bears `{}`", event.title);
        let said = complaints.at_head(Code::EventWithoutSource, event.file, &event.fields.origin, message);
        complaints.push(said.help("cite what tells of it, `[@key]`, or name it under `sources`"));
    }
}
