//! Statements that nothing bears, in an event that has sources.

use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::span::Place;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::evidence::cited;
use crate::chronicle::model::{Chronicle, Event};

/// How many of an event's statements are shown by their places, besides the first.
const SHOWN: usize = 3;

pub(crate) fn check(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for event in chronicle.events.values() {
        if event.evidence.unborne() > 0 && !event.sources.is_empty() {
            complaints.push(said(event));
        }
    }
}

fn said(event: &Event) -> Diagnostic {
    let prose = event.text.prose();
    let cited = cited(prose, |cluster| event.text.cited[cluster].iter().any(Option::is_some));
    let mut uncited = prose.statements.iter().zip(cited).filter(|(_, cited)| !cited);
    let (first, _) = uncited.next().expect("one of its statements is not borne");
    let (n, all) = (event.evidence.unborne(), event.evidence.statements);
    let message = match (n, all) {
        (1, 1) => format!("the only statement of `{}` cites nothing", event.title),
        (1, _) => format!("1 of the {all} statements of `{}` cites nothing", event.title),
        _ if n == all => format!("none of the {all} statements of `{}` cites anything", event.title),
        _ => format!("{n} of the {all} statements of `{}` cite nothing", event.title),
    };
    let mut said =
        Diagnostic::at(Code::UncitedStatement, event.file, first.span, message).label("no citation");
    for (statement, _) in uncited.take(SHOWN) {
        said = said.related(Place { file: event.file, span: statement.span }, "nor here");
    }
    said
}
