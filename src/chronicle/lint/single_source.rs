//! An event that rests on one source.

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::Chronicle;

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for event in chronicle.events.values() {
        if let [source] = event.sources[..] {
            let key = &chronicle.sources[source].key;
            let message = format!("`{}` rests on `{key}` alone", event.title);
            let said = complaints.at_head(Code::SingleSource, event.file, &event.fields.origin, message);
            complaints.push(said);
        }
    }
}
