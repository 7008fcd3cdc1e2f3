//! Footnotes: which there are, and which of them a prose refers to.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::{Here, Place, Span};
use crate::syntax::markdown::walk::Compiler;

/// The footnotes of a document.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Each label, with the event that begins its text.
    definitions: BTreeMap<String, Definition>,
    /// The number of the last id.
    ids: usize,
}

#[derive(Debug)]
struct Definition {
    event: usize,
    span: Span,
    /// The prose that last referred to it, and its place among that one's uses.
    last: Option<(usize, usize)>,
}

/// A footnote that a prose refers to.
#[derive(Debug)]
pub(super) struct Use {
    /// The event that begins its text.
    pub(super) event: usize,
    /// The number in its id, unique in the document.
    pub(super) id: usize,
    /// How often it is referred to.
    pub(super) references: usize,
    /// The statement that its first reference stands in or ends.
    pub(super) statement: Option<u32>,
}

impl Notes {
    /// Finds the definitions among `events`; the first of a label counts.
    pub(super) fn find(events: &[(Event, Range<usize>)], faults: &mut Vec<Fault>) -> Self {
        let mut notes = Self::default();
        for (n, (event, at)) in events.iter().enumerate() {
            let Event::Start(Tag::FootnoteDefinition(label)) = event else { continue };
            let span = Span::new(at.start, at.end);
            let name = label.to_lowercase();
            if let Some(first) = notes.definitions.get(&name) {
                let fault =
                    Fault::here(Code::UnusedNote, head(span), format!("the note `[^{label}]` stands twice"))
                        .label("left out")
                        .related(Place { file: Here, span: head(first.span) }, "the first")
                        .help("give one of them another label");
                faults.push(fault);
            } else {
                notes.definitions.insert(name, Definition { event: n, span, last: None });
            }
        }
        notes
    }

    /// The place among the `uses` of the prose numbered `prose` of the note with that label.
    pub(super) fn refer(&mut self, label: &str, prose: usize, uses: &mut Vec<Use>) -> Option<usize> {
        let definition = self.definitions.get_mut(&label.to_lowercase())?;
        let place = match definition.last {
            Some((last, place)) if last == prose => place,
            _ => {
                // Text never comes back to a prose that another one followed, but for the
                // outermost of nested ones: there a look back is needed.
                let event = definition.event;
                let back = definition.last.and_then(|_| uses.iter().position(|used| used.event == event));
                back.unwrap_or_else(|| {
                    self.ids += 1;
                    uses.push(Use { event, id: self.ids, references: 0, statement: None });
                    uses.len() - 1
                })
            }
        };
        definition.last = Some((prose, place));
        uses[place].references += 1;
        Some(place)
    }

    /// Complains of notes that nothing refers to.
    pub(super) fn unused(&self, faults: &mut Vec<Fault>) {
        for (label, definition) in self.definitions.iter().filter(|(_, definition)| definition.last.is_none())
        {
            let message = format!("nothing refers to the note `[^{label}]`");
            let fault = Fault::here(Code::UnusedNote, head(definition.span), message)
                .label("left out")
                .help(format!("write `[^{label}]` where it belongs, or take it out"));
            faults.push(fault);
        }
    }
}

/// The beginning of a definition, which is enough to point at.
fn head(span: Span) -> Span {
    Span { start: span.start, end: span.end.min(span.start + 2) }
}

impl Compiler<'_> {
    /// Writes the footnotes that the prose refers to, and those that they refer to.
    pub(super) fn write_notes(&mut self) {
        if self.writer().uses.is_empty() {
            return;
        }
        self.writer().out.line();
        self.html("<div class=\"notes\" role=\"doc-endnotes\">\n<ol>\n");
        let mut number = 0;
        while let Some(&Use { event, id, statement, .. }) = self.writer().uses.get(number) {
            self.html(&format!("<li id=\"fn-{id}\">"));
            let first = self.writer().prose.clusters.len();
            self.blocks(event + 1..self.ends[event], false);
            // A citation that is all of a note bears what the note is about.
            for cluster in &mut self.writer().prose.clusters[first..] {
                cluster.statement = cluster.statement.or(statement);
            }
            let references = self.writer().uses[number].references;
            let mut back = String::from("<p class=\"back\">");
            for reference in 1..=references {
                let target = note_reference(id, reference);
                back.push_str(&format!("<a href=\"#{target}\" role=\"doc-backlink\">↩"));
                if references > 1 {
                    back.push_str(&format!(" {reference}"));
                }
                back.push_str("</a>");
            }
            self.html(&back);
            self.html("</p></li>\n");
            number += 1;
        }
        self.html("</ol>\n</div>\n");
    }
}

/// The id of a reference to a footnote: its first, second, …
pub(super) fn note_reference(id: usize, reference: usize) -> String {
    match reference {
        1 => format!("fnref-{id}"),
        _ => format!("fnref-{id}-{reference}"),
    }
}
