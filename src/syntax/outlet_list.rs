//! `content/outlets.yaml`: a map from an outlet's id to what is known of it.

use std::sync::Arc;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::{Here, Place, Span};
use crate::syntax::document::OutletList;
use crate::syntax::fields::{Origin, OutletFields, Step};
use crate::syntax::keys::OUTLET_KEYS;
use crate::syntax::reading::except;
use crate::syntax::reading::reader::Reader;
use crate::syntax::yaml::bounds::SOURCE_FILE_BYTES;
use crate::syntax::yaml::mend::read_map;
use crate::syntax::yaml::node::Node;
use crate::syntax::yaml::place::Locator;

/// Reads the file. What is wrong with one outlet does not touch the others.
pub fn read(text: &str) -> OutletList {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let block = Span::new(start, text.len());
    let mut mended = read_map(block.of(text), block.start as usize, SOURCE_FILE_BYTES);
    let locator = Locator::new(text, block);
    let mut list = OutletList { outlets: Vec::new(), faults: std::mem::take(&mut mended.faults) };
    if let Some(instead) = mended.instead {
        let span = locator.locate(&Origin::Yaml { block, entry: None }, &[]);
        let message = format!("a file of outlets is a map from id to fields, and this is {instead}");
        let fault = Fault::here(Code::WrongType, span, message).label(instead);
        list.faults.push(fault.help("write `id:`, and below it the outlet's fields, indented"));
    }
    let mut seen = rustc_hash::FxHashSet::default();
    for entry in &mended.entries {
        let key = &*entry.key.text;
        if !seen.insert(key) {
            let places = locator.keys(&Origin::Yaml { block, entry: None }, &[Step::Key(key)]);
            if let [first, .., last] = places[..] {
                let fault = Fault::here(Code::DuplicateKey, last, format!("the outlet `{key}` stands twice"));
                let first = Place { file: Here, span: first };
                list.faults
                    .push(fault.label("again here").related(first, "first here").help("keep one of them"));
            }
            continue;
        }
        let origin = Origin::Yaml { block, entry: Some(key.into()) };
        let fields = match &entry.value {
            Node::Map(fields) => fields.as_slice(),
            Node::Scalar(_) | Node::List(_) => &[],
        };
        let mut reader = Reader::new(text, &origin, &locator, (OUTLET_KEYS, "an outlet"), fields);
        let outlet = OutletFields {
            origin: origin.clone(),
            id: key.into(),
            name: reader.text("name"),
            owner: reader.text("owner"),
            country: reader.text("country"),
            language: reader.language("language"),
            aliases: reader.texts("aliases"),
            wire: reader.flag("wire"),
            reliability: reader.text("reliability"),
            url: reader.url("url"),
            note: reader.text("note"),
            except: except::read(&mut reader),
            extra: reader.extra("extra"),
        };
        list.faults.append(&mut reader.faults);
        list.outlets.push(Arc::new(outlet));
    }
    list.faults.sort_by_key(|fault| fault.place);
    list
}
