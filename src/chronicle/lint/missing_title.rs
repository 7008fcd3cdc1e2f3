//! An event in a file that has no front matter. Where there is some, its reader sees to it.

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::Chronicle;
use crate::syntax::fields::Origin;

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for event in chronicle.events.values() {
        if event.fields.origin != Origin::Nowhere {
            continue;
        }
        let message = "this event has no title";
        let said = complaints.at_head(Code::MissingTitle, event.file, &event.fields.origin, message);
        complaints.push(said.label("no front matter").help(
            "begin the file with a line `---`, a line `title: what happened`, a line `date: …` and a line `---`",
        ));
    }
}
