//! A source that was taken back, and still bears something.

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::Chronicle;
use crate::syntax::fields::{SourceStatus, Step};

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for source in chronicle.sources.values() {
        if source.fields.status != Some(SourceStatus::Retracted) || source.events.is_empty() {
            continue;
        }
        let (one, count) = (&chronicle.events[source.events[0]].title, source.events.len());
        let message = match count {
            1 => format!("`{}` is retracted and still bears `{one}`", source.key),
            _ => format!("`{}` is retracted and still bears {count} events", source.key),
        };
        let (file, origin) = (source.file, &source.fields.origin);
        let said = complaints.at_field(Code::RetractedSource, file, origin, &[Step::Key("status")], message);
        complaints.push(said.help("cite another source instead, or say why it is still cited: `except`"));
    }
}
