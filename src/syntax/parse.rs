//! The door of the room: a file's text in, a document out.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::Span;
use crate::syntax::document::{Document, Front, Kind};
use crate::syntax::front;
use crate::syntax::markdown::{Compiled, compile};

/// Parses a Markdown file. It cannot fail: what is wrong is said in the document's `faults`.
pub fn parse(kind: Kind, text: &str) -> Document {
    let split = front::split(text);
    let (front, mut faults) = front::read(kind, text, split.yaml);
    faults.extend(split.fault);
    let titled = matches!(&front, Front::Page(page) if page.title.is_none());
    let body = split.body;
    let compiled = catch_unwind(AssertUnwindSafe(|| compile(text, body, titled)));
    let Compiled { prose, mut sections, faults: said } = compiled.unwrap_or_else(|panic| Compiled {
        faults: vec![brought_down(body, &*panic)],
        ..Compiled::default()
    });
    let language = match &front {
        Front::Event(fields) => fields.language.as_ref(),
        Front::Name(fields) => fields.language.as_ref(),
        Front::Page(fields) => fields.language.as_ref(),
        Front::Source(_) => None,
    };
    if let Some(language) = language {
        for section in &mut sections {
            // What is told within a text is told in its language, unless it says otherwise.
            let fields = Arc::make_mut(&mut section.fields);
            fields.language.get_or_insert_with(|| language.clone());
        }
    }
    if matches!(&front, Front::Event(fields) if !fields.has_date_key) && !sections.is_empty() {
        // A file of events under headings alone is a page: its own title may be a heading.
        faults.retain(|fault| fault.code != Code::MissingTitle);
    }
    faults.extend(said);
    faults.sort_by_key(|fault| fault.place);
    Document { front, prose, sections, faults }
}

fn brought_down(body: usize, panic: &dyn Any) -> Fault {
    let said = panic
        .downcast_ref::<&str>()
        .map(|said| (*said).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    let fault = Fault::here(Code::ParserPanic, Span::point(body), "the Markdown parser failed on this text")
        .label("the text of this file is left out")
        .help("this is a fault of the program: please report it with this file");
    if said.is_empty() { fault } else { fault.why(said) }
}
