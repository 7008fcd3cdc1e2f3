//! CSL-JSON files of sources, as Zotero and Better BibTeX export them (CSL 1.0.2 input schema).

mod date;
mod item;
mod split;
mod value;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::Span;
use crate::syntax::document::SourceList;
use crate::syntax::source::csl::split::{Shape, shape};
use crate::syntax::source::csl::value::Object;
use crate::syntax::source::list;

/// The most items of which it is said that they are none: a file of something else has thousands.
const MOST_FAULTS: usize = 20;

/// Reads a CSL-JSON file: a list of items, an object with `items`, or one item. What is wrong with
/// one of them does not touch the others.
pub fn read(text: &str) -> SourceList {
    let none = |fault: Option<Fault>| SourceList { sources: Vec::new(), faults: fault.into_iter().collect() };
    if let Some(fault) = list::too_large(text) {
        return none(Some(fault));
    }
    let (items, alone) = match shape(text) {
        Shape::Empty => return none(None),
        Shape::Other(span) => return none(Some(no_csl(span, "neither a list nor an object"))),
        Shape::One(span) => (vec![span], true),
        Shape::Items(items) => (items, false),
    };
    let mut faults = Vec::new();
    let mut sources = Vec::with_capacity(items.len());
    let mut said = 0;
    for span in items {
        let object = match Object::read(text, span) {
            Ok(object) => object,
            Err(fault) => {
                said += 1;
                if said <= MOST_FAULTS {
                    faults.push(*fault);
                }
                continue;
            }
        };
        if alone
            && !["id", "citation-key", "title", "issued", "author"]
                .iter()
                .any(|key| object.get(key).is_some())
        {
            return none(Some(no_csl(
                Span::new(span.start as usize, span.start as usize + 1),
                "an object without items",
            )));
        }
        let (draft, key_span) = item::source(&object);
        let (source, said) = draft.finish();
        faults.extend(said);
        if list::key_is_sound(source.key.as_deref().unwrap_or(""), key_span, &mut faults) {
            sources.push(source);
        }
    }
    if said > MOST_FAULTS {
        let message = format!("{} more items cannot be read", said - MOST_FAULTS);
        faults.push(Fault::here(Code::CslSyntax, Span::point(0), message).label("in this file"));
    }
    list::finish(sources, faults)
}

fn no_csl(span: Span, label: &'static str) -> Fault {
    Fault::here(Code::CslSyntax, span, "this file is not CSL-JSON")
        .label(label)
        .why("a `.json` file in `content/sources/` is read as a bibliography")
        .help("export it as CSL-JSON (in Zotero: “CSL JSON”), or move it out of `content/sources/`")
}

#[cfg(test)]
mod tests;
