//! What every file of sources in someone else's format is held to.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::{Here, Place, Span};
use crate::syntax::document::SourceList;
use crate::syntax::fields::{Origin, SourceFields};
use crate::syntax::yaml::bounds::SOURCE_FILE_BYTES;

/// What is kept where its value is told of by itself.
const TOLD: &[&str] = &[
    "date",
    "year",
    "published",
    "url",
    "URL",
    "issued",
    "accessed",
    "urldate",
    "origdate",
    "eventdate",
    "original-date",
    "event-date",
    "submitted",
    "available-date",
    "archived",
    "archive-url",
    "archiveurl",
    "archived-on",
    "archive-date",
    "archivedate",
    "howpublished",
];

/// The most names that a hint lists.
const MOST_NAMES: usize = 12;

/// What is said of a file that is larger than a file of sources may be.
pub(crate) fn too_large(text: &str) -> Option<Fault> {
    (text.len() > SOURCE_FILE_BYTES).then(|| {
        let message = format!("a file of sources has at most {} MiB", SOURCE_FILE_BYTES >> 20);
        Fault::here(Code::FileTooLarge, Span::point(0), message).help("divide it into several files")
    })
}

/// Whether citations can name the key; says what is wrong with it.
pub(crate) fn key_is_sound(key: &str, span: Span, faults: &mut Vec<Fault>) -> bool {
    let is_bad = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '{' | '}');
    if key.is_empty() {
        let fault = Fault::here(Code::BadId, span, "a source has no key")
            .label("no key")
            .why("citations name a source by its key; it is left out")
            .help("give it one: `@book{smith2010,`, or in JSON `\"id\": \"smith2010\"`");
        faults.push(fault);
        return false;
    }
    if key.contains(is_bad) {
        let near: String = key.chars().map(|c| if is_bad(c) { '-' } else { c }).collect();
        let fault = Fault::here(Code::BadId, span, format!("`{key}` cannot be a source's key"))
            .label("no blank and no brace can stand in a key")
            .help(format!("write `{near}`"));
        faults.push(fault);
    }
    true
}

/// The list: of two sources with one key the first is kept, and what no field has is listed.
pub(crate) fn finish(sources: Vec<SourceFields>, mut faults: Vec<Fault>) -> SourceList {
    let mut seen: FxHashMap<Box<str>, Span> = FxHashMap::default();
    let mut kept: Vec<Arc<SourceFields>> = Vec::with_capacity(sources.len());
    let mut unknown: Vec<(String, Span)> = Vec::new();
    for source in sources {
        let key = source.key.clone().unwrap_or_default();
        let span = match source.origin {
            Origin::Data { key, .. } => key,
            _ => Span::default(),
        };
        if let Some(first) = seen.get(&key) {
            let fault = Fault::here(Code::DuplicateSource, span, format!("two sources have the key `{key}`"))
                .label("not read")
                .related(Place { file: Here, span: *first }, "the first one")
                .why("a citation names its source by the key, so it belongs to one source alone")
                .help("give one of them another key");
            faults.push(fault);
            continue;
        }
        unknown.extend(
            source
                .extra
                .keys()
                .filter(|name| !TOLD.contains(&name.as_str()))
                .map(|name| (name.clone(), span)),
        );
        seen.insert(key, span);
        kept.push(Arc::new(source));
    }
    let names: Vec<(&str, Span)> = unknown.iter().map(|(name, span)| (&**name, *span)).collect();
    faults.extend(self::unknown(Code::UnknownField, "fields", "kept, for templates and exports", &names));
    faults.sort_by_key(|fault| fault.place);
    faults.dedup();
    SourceList { sources: kept, faults }
}

/// What is said of names that are not known: all at once, at the first of them.
pub(crate) fn unknown(code: Code, what: &str, done: &str, names: &[(&str, Span)]) -> Option<Fault> {
    let (_, first) = names.first()?;
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut at: FxHashMap<&str, usize> = FxHashMap::default();
    for (name, _) in names {
        let at = *at.entry(name).or_insert_with(|| {
            counts.push((name, 0));
            counts.len() - 1
        });
        counts[at].1 += 1;
    }
    counts.sort_by(|(a, m), (b, n)| n.cmp(m).then(a.cmp(b)));
    let more = counts.len().saturating_sub(MOST_NAMES);
    let mut listed: Vec<String> = counts
        .iter()
        .take(MOST_NAMES)
        .map(|(name, n)| if *n == 1 { format!("`{name}`") } else { format!("`{name}` ({n} times)") })
        .collect();
    if more > 0 {
        listed.push(format!("{more} more"));
    }
    let message = format!("this file has {what} that are not known: {}", listed.join(", "));
    Some(
        Fault::here(code, *first, message).label("the first of them is here").why(format!("they are {done}")),
    )
}
