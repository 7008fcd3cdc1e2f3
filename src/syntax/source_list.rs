//! A YAML file of sources: a map from key to fields.

use std::sync::Arc;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::{Here, Place, Span};
use crate::syntax::document::SourceList;
use crate::syntax::fields::{Origin, Step};
use crate::syntax::keys::SOURCE_KEYS;
use crate::syntax::reading::reader::Reader;
use crate::syntax::reading::source;
use crate::syntax::yaml::bounds::SOURCE_FILE_BYTES;
use crate::syntax::yaml::mend::read_map;
use crate::syntax::yaml::node::{Entry, Node};
use crate::syntax::yaml::place::Locator;

/// Reads a file of sources. What is wrong with one of them does not touch the others.
pub fn read(text: &str) -> SourceList {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let block = Span::new(start, text.len());
    let mut mended = read_map(block.of(text), block.start as usize, SOURCE_FILE_BYTES);
    let locator = Locator::new(text, block);
    let mut list = SourceList {
        sources: Vec::with_capacity(mended.entries.len()),
        faults: std::mem::take(&mut mended.faults),
    };
    if let Some(instead) = mended.instead {
        let span = locator.locate(&Origin::Yaml { block, entry: None }, &[]);
        let message = format!("a file of sources is a map from key to fields, and this is {instead}");
        let fault = Fault::here(Code::WrongType, span, message)
            .label(instead)
            .help("write `key:`, and below it the source's fields, indented");
        list.faults.push(fault);
    }
    let mut seen = rustc_hash::FxHashSet::default();
    let mut twice = rustc_hash::FxHashSet::default();
    for entry in &mended.entries {
        if !seen.insert(&*entry.key.text) {
            if twice.insert(&*entry.key.text) {
                list.faults.extend(duplicate(&locator, block, &entry.key.text));
            }
            continue;
        }
        read_entry(text, block, &locator, entry, &mut list);
    }
    list.faults.sort_by_key(|fault| fault.place);
    list
}

fn read_entry<'a>(
    text: &'a str,
    block: Span,
    locator: &'a Locator<'a>,
    entry: &'a Entry<'a>,
    list: &mut SourceList,
) {
    let key = &*entry.key.text;
    let origin = Origin::Yaml { block, entry: Some(key.into()) };
    let fields = match &entry.value {
        Node::Map(fields) => fields.as_slice(),
        Node::Scalar(scalar) if scalar.text.is_empty() => &[],
        Node::Scalar(_) | Node::List(_) => {
            let span = locator.locate(&origin, &[]);
            let fault = Fault::here(Code::WrongType, span, format!("the source `{key}` has no fields"))
                .label("not a map")
                .help("write its fields below its key, indented: `outlet: …`, `published: …`");
            list.faults.push(fault);
            return;
        }
    };
    let mut reader = Reader::new(text, &origin, locator, (SOURCE_KEYS, "a source"), fields);
    list.sources.push(Arc::new(source::read(&mut reader, Some(key))));
    list.faults.append(&mut reader.faults);
}

fn duplicate(locator: &Locator<'_>, block: Span, key: &str) -> Vec<Fault> {
    let places = locator.keys(&Origin::Yaml { block, entry: None }, &[Step::Key(key)]);
    let Some((first, others)) = places.split_first() else { return Vec::new() };
    let say = |span: &Span| {
        Fault::here(Code::DuplicateKey, *span, format!("the source `{key}` stands twice in this file"))
            .label("again here")
            .related(Place { file: Here, span: *first }, "first here")
            .help("give one of them another key, or remove it")
    };
    others.iter().map(say).collect()
}
