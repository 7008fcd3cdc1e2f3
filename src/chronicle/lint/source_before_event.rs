//! A source that was published before what it bears happened.

use crate::base::arena::Id;
use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::span::Place;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::{Chronicle, Event, Source};
use crate::syntax::fields::Step;

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for event in chronicle.events.values() {
        let Some(begun) = event.bounds.earliest.minute() else { continue };
        for &id in &event.sources {
            let source = &chronicle.sources[id];
            // Before, the same or after: where the dates leave it open, nothing is said.
            let over = source.published.and_then(|published| published.latest.minute());
            if over.is_some_and(|over| over < begun) {
                let message = format!("`{}` was published before `{}` happened", source.key, event.title);
                let place = use_of(chronicle, event, id, complaints);
                let said = Diagnostic::at(Code::SourceBeforeEvent, place.file, place.span, message);
                let published = [Step::Key("published")];
                let published = complaints.field(source.file, &source.fields.origin, &published);
                complaints.push(
                    said.label(format!("the event is of {}", event.date.as_written()))
                        .related(published, "published before that")
                        .help("correct the date that is wrong; where the source is background, say so: `except`"),
                );
            }
        }
    }
}

/// Where an event uses a source: the first citation of it, or else the field that names it.
fn use_of(
    chronicle: &Chronicle,
    event: &Event,
    source: Id<Source>,
    complaints: &mut Complaints<'_>,
) -> Place {
    let prose = event.text.prose();
    let cited = event.citations.iter().map(|&id| &chronicle.citations[id]).find(|it| it.source == source);
    if let Some(citation) = cited {
        let item = &prose.clusters[citation.cluster as usize].items[citation.item as usize];
        return Place { file: event.file, span: item.span };
    }
    let key = &*chronicle.sources[source].key;
    let fields = &event.fields;
    let at = |keys: &[Box<str>]| keys.iter().position(|other| **other == *key).map(Step::Item);
    if let Some(item) = at(&fields.sources) {
        return complaints.field(event.file, &fields.origin, &[Step::Key("sources"), item]);
    }
    for (n, account) in fields.accounts.iter().enumerate() {
        if let Some(item) = at(&account.sources) {
            let steps = [Step::Key("accounts"), Step::Item(n), Step::Key("sources"), item];
            return complaints.field(event.file, &fields.origin, &steps);
        }
    }
    complaints.field(event.file, &fields.origin, &[Step::Key("sources")])
}
