//! BibTeX and BibLaTeX files of sources.

mod decode;
mod entry;
mod inherit;
mod split;
mod when;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use crate::base::code::Code;
use crate::base::diagnostic::{Fault, Level};
use crate::base::span::Span;
use crate::syntax::document::SourceList;
use crate::syntax::fields::SourceFields;
use crate::syntax::source::bib::decode::{Entry, Read, Strings};
use crate::syntax::source::bib::inherit::Heritage;
use crate::syntax::source::bib::split::What;
use crate::syntax::source::list;

/// Reads a `.bib` file. What is wrong with one entry does not touch the others.
pub fn read(text: &str) -> SourceList {
    if let Some(fault) = list::too_large(text) {
        return SourceList { sources: Vec::new(), faults: vec![fault] };
    }
    let pieces = split::pieces(text);
    let mut faults = Vec::new();
    let mut strings = Strings::default();
    for piece in pieces.iter().filter(|piece| piece.what == What::Strings) {
        faults.extend(decode::define(text, *piece, &mut strings));
    }
    let read: Vec<Read> = pieces
        .par_iter()
        .filter(|piece| piece.what == What::Entry)
        .map(|piece| decode::read(text, *piece, &strings))
        .collect();
    let mut entries = Vec::with_capacity(read.len());
    for one in read {
        faults.extend(one.faults);
        entries.extend(one.entry);
    }
    let sources = sources(&entries, &mut faults);
    list::finish(sources, faults)
}

fn sources(entries: &[Entry], faults: &mut Vec<Fault>) -> Vec<SourceFields> {
    let mut by_key: FxHashMap<&str, &Entry> = FxHashMap::default();
    for entry in entries {
        by_key.entry(&entry.key).or_insert(entry);
    }
    let mut sources = Vec::with_capacity(entries.len());
    let mut heritage = Heritage::new(&by_key);
    let mut odd_types: Vec<(&str, Span)> = Vec::new();
    for entry in entries {
        if entry.kind == "xdata" {
            continue;
        }
        if !entry::is_known_type(&entry.kind) {
            odd_types.push((
                &entry.kind,
                Span::new(entry.span.start as usize, entry.span.start as usize + 1 + entry.kind.len()),
            ));
        }
        let inherited = inherit::refers(entry).then(|| heritage.fields(entry));
        let fields = inherited.as_deref().unwrap_or(&entry.fields);
        let (source, said) = entry::source(entry, fields).finish();
        faults.extend(said);
        if list::key_is_sound(&entry.key, entry.key_span, faults) {
            sources.push(source);
        }
    }
    faults.append(&mut heritage.faults);
    if let Some(fault) = list::unknown(Code::UnknownField, "types of entry", "read as `@misc`", &odd_types) {
        faults.push(fault.level(Level::Hint));
    }
    sources
}

#[cfg(test)]
mod tests;
