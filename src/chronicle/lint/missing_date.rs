//! An event that says nothing of its date.

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::Chronicle;

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for event in chronicle.events.values() {
        if event.fields.has_date_key {
            continue;
        }
        let message = format!("`{}` says nothing of its date", event.title);
        let said = complaints.at_head(Code::MissingDate, event.file, &event.fields.origin, message);
        complaints.push(
            said.label("no `date`")
                .why("it stands apart, at the end, with what is undated")
                .help("write `date: 2010-03`, as far as it is known, or `date: unknown`"),
        );
    }
}
