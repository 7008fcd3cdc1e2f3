//! A status that is not in the list of those that the site has.

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::Chronicle;
use crate::syntax::fields::Step;

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    let known: Vec<&str> = chronicle.config.statuses().collect();
    for event in chronicle.events.values() {
        let Some(status) = event.fields.status.as_deref().filter(|status| !known.contains(status)) else {
            continue;
        };
        let all = known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let help = complaints.nearest.help(status, known.iter().copied(), &format!("write one of {all}"));
        let message = format!("`{status}` is not a `status` of this site");
        let (file, origin) = (event.file, &event.fields.origin);
        let said = complaints.at_field(Code::UnknownStatus, file, origin, &[Step::Key("status")], message);
        complaints.push(said.label("not known").help(help));
    }
}
