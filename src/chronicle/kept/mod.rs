//! The kept texts of sources, `sources/KEY.txt`, and whether quotations stand in them.

mod find;
mod plain;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::arena::Id;
use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::snapshot::Snapshot;
use crate::base::span::{FileId, Place, Span};
use crate::chronicle::collect::composed;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::content::{Role, role};
use crate::chronicle::hidden::Hidden;
use crate::chronicle::kept::find::{Finder, Likeness};
use crate::chronicle::kept::plain::{parts, plain, plain_with_places};
use crate::chronicle::model::{Chronicle, Event, Source};
use crate::syntax::fields::Step;

/// For how many quotations that do not stand in a text the nearest passage is looked for.
const NEAREST: usize = 20;

/// What is looked for: words that someone is said to have said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Words {
    /// A quotation in an event's text, by its number.
    Quotation(Id<Event>, usize),
    /// One of a source's own `quote`s.
    Quote(Id<Source>, usize),
}

/// Holds the quotations of events, and the passages of sources, against the kept texts, and notes
/// which stand there. Those that do not are told of.
pub(crate) fn verify(
    chronicle: &mut Chronicle,
    snapshot: &Snapshot,
    hidden: &Hidden,
    complaints: &mut Complaints<'_>,
) {
    let kept = kept(chronicle, snapshot, hidden, complaints);
    if kept.is_empty() {
        return;
    }
    for (source, file) in &kept {
        chronicle.sources[*source].kept = Some(*file);
    }
    let mut verified: FxHashSet<Words> = FxHashSet::default();
    // What stands in no text yet, with the first text that it was looked for in.
    let mut missed: Vec<(Words, Id<Source>)> = Vec::new();
    let mut wanted = wanted(chronicle, &kept);
    wanted.sort_by_key(|(text, words, _)| (*text, words.order()));
    for group in wanted.chunk_by(|a, b| a.0 == b.0) {
        let text = plain(snapshot.text(kept[&group[0].0]));
        let finder = Finder::new(&text, group.len());
        for (source, words, said) in group {
            let mut from = Some(0);
            for part in parts(said) {
                from = from.and_then(|from| Some(finder.find(&part, from)? + part.len()));
            }
            match from {
                Some(_) => {
                    verified.insert(*words);
                }
                None => missed.push((*words, *source)),
            }
        }
    }
    drop(wanted);
    missed.sort_by_key(|(words, source)| (words.order(), *source));
    missed.dedup_by_key(|(words, _)| *words);
    missed.retain(|(words, _)| !verified.contains(words));
    tell(chronicle, &missed, snapshot, complaints);
    for words in verified {
        match words {
            Words::Quotation(event, n) => {
                let event = &mut chronicle.events[event];
                event.evidence.verified += 1;
                mark(&mut event.text.verified, n);
            }
            Words::Quote(source, n) => mark(&mut chronicle.sources[source].verified, n),
        }
    }
}

impl Words {
    fn of(self, chronicle: &Chronicle) -> &str {
        match self {
            Self::Quotation(event, n) => &chronicle.events[event].text.prose().quotations[n].words,
            Self::Quote(source, n) => &chronicle.sources[source].fields.quotes[n],
        }
    }

    fn order(self) -> (bool, usize, usize) {
        match self {
            Self::Quotation(event, n) => (false, event.index(), n),
            Self::Quote(source, n) => (true, source.index(), n),
        }
    }
}

fn mark(verified: &mut Vec<bool>, n: usize) {
    if verified.len() <= n {
        verified.resize(n + 1, false);
    }
    verified[n] = true;
}

/// The file of each source's kept text.
fn kept(
    chronicle: &Chronicle,
    snapshot: &Snapshot,
    hidden: &Hidden,
    complaints: &mut Complaints<'_>,
) -> FxHashMap<Id<Source>, FileId> {
    let mut kept: FxHashMap<Id<Source>, FileId> = FxHashMap::default();
    let mut by_key: FxHashMap<&str, Id<Source>> = FxHashMap::default();
    for (id, file) in snapshot.files().filter(|(_, file)| role(&file.path) == Some(Role::KeptText)) {
        if by_key.is_empty() {
            let sources = chronicle.sources.iter().rev();
            by_key.extend(sources.map(|(id, source)| (&*source.key, id)));
        }
        let key = composed(file.path.stem());
        let (message, help) = match by_key.get(&*key) {
            Some(&source) => match kept.entry(source) {
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(id);
                    continue;
                }
                std::collections::hash_map::Entry::Occupied(_) => (
                    format!("the source `{key}` has another kept text already"),
                    "keep one of the two".to_owned(),
                ),
            },
            None if hidden.source(&key).is_some() => continue,
            None => {
                let otherwise = "name the file after the key of the source whose text it is";
                let keys = chronicle.sources.values().iter().map(|source| &*source.key);
                (format!("no source has the key `{key}`"), complaints.nearest.help(&key, keys, otherwise))
            }
        };
        complaints.push(Diagnostic::at(Code::UnusedKeptText, id, Span::point(0), message).help(help));
    }
    kept
}

/// What is to be looked for, and in the kept text of which source: that of the source itself, or of
/// the nearest through which it is known.
fn wanted<'a>(
    chronicle: &'a Chronicle,
    kept: &FxHashMap<Id<Source>, FileId>,
) -> Vec<(Id<Source>, Words, &'a str)> {
    let text_of = |source: Id<Source>| {
        let mut at = Some(source);
        while let Some(source) = at {
            if kept.contains_key(&source) {
                return Some(source);
            }
            at = chronicle.sources[source].via;
        }
        None
    };
    let mut wanted = Vec::new();
    for (id, event) in chronicle.events.iter() {
        for (n, said) in event.text.prose().quotations.iter().enumerate() {
            let items = said.clusters.iter().flat_map(|&cluster| &event.text.cited[cluster as usize]);
            let sources = items.flatten().map(|&citation| chronicle.citations[citation].source);
            wanted.extend(
                sources.filter_map(text_of).map(|text| (text, Words::Quotation(id, n), &*said.words)),
            );
        }
    }
    for (id, source) in chronicle.sources.iter().filter(|(_, source)| !source.fields.quotes.is_empty()) {
        let Some(text) = text_of(id) else { continue };
        let quotes = source.fields.quotes.iter().enumerate();
        wanted.extend(quotes.map(|(n, words)| (text, Words::Quote(id, n), &**words)));
    }
    wanted
}

/// Tells of quotations that do not stand in the text.
fn tell(
    chronicle: &Chronicle,
    missed: &[(Words, Id<Source>)],
    snapshot: &Snapshot,
    complaints: &mut Complaints<'_>,
) {
    if chronicle.config.checks.is_off(Code::Misquotation) {
        return;
    }
    let mut passages = nearest(chronicle, missed, snapshot).into_iter();
    for &(words, text) in missed {
        let key = &chronicle.sources[text].key;
        let (what, place) = match words {
            Words::Quotation(event, n) => {
                let event = &chronicle.events[event];
                let quotation = &event.text.prose().quotations[n];
                let what = format!("the words of {}", quotation.speaker);
                (what, Place { file: event.file, span: quotation.span })
            }
            Words::Quote(source, n) => {
                let source = &chronicle.sources[source];
                let at = [Step::Key("quote"), Step::Item(n)];
                let place = complaints.field(source.file, &source.fields.origin, &at);
                ("the passage".to_owned(), place)
            }
        };
        let message = format!(
            "{what} do{} not stand in the kept text of `{key}`",
            if what.starts_with("the words") { "" } else { "es" }
        );
        let diagnostic =
            Diagnostic::at(Code::Misquotation, place.file, place.span, message).label("not word for word");
        complaints.push(match passages.next() {
            Some(Some((near, span))) => {
                let said = diagnostic.help(format!("the nearest passage there: “{near}”"));
                match span {
                    Some(span) => {
                        let file = kept_text(chronicle, text);
                        said.related(Place { file, span }, "the nearest passage")
                    }
                    None => said,
                }
            }
            Some(None) => diagnostic.help("nothing like it stands there: correct the words, or their source"),
            None => diagnostic,
        });
    }
}

/// The file of a source's kept text, in which something was looked for.
fn kept_text(chronicle: &Chronicle, source: Id<Source>) -> FileId {
    chronicle.sources[source].kept.expect("it was looked for in that text")
}

/// A passage of a kept text, and where it stands, where that can be said.
type Passage = (String, Option<Span>);

/// For the first of the quotations that do not stand in their texts, the passages there that are
/// nearest to what someone is said to have said.
fn nearest(
    chronicle: &Chronicle,
    missed: &[(Words, Id<Source>)],
    snapshot: &Snapshot,
) -> Vec<Option<Passage>> {
    let missed = &missed[..missed.len().min(NEAREST)];
    let mut passages = vec![None; missed.len()];
    // A text is long: each is read once, and one at a time.
    let mut by_text: Vec<usize> = (0..missed.len()).collect();
    by_text.sort_by_key(|&n| missed[n].1);
    for group in by_text.chunk_by(|&a, &b| missed[a].1 == missed[b].1) {
        let text = snapshot.text(kept_text(chronicle, missed[group[0]].1));
        let (plain_text, places) = match plain_with_places(text) {
            Some((plain_text, places)) => (plain_text, Some(places)),
            None => (plain(text), None),
        };
        let likeness = Likeness::new(&plain_text);
        for &n in group {
            let said = parts(missed[n].0.of(chronicle)).join(" ");
            passages[n] = likeness.nearest(&said).map(|(at, near)| match &places {
                Some(places) => as_it_stands(text, at..at + near.len(), places),
                None => (near.to_owned(), None),
            });
        }
    }
    passages
}

/// A stretch of the plain text as the text has it, in one line.
fn as_it_stands(text: &str, stretch: Range<usize>, places: &[u32]) -> Passage {
    let start = places[stretch.start] as usize;
    let end = places.get(stretch.end).map_or(text.len(), |&end| end as usize);
    let span = Span::new(start, start + text.get(start..end).unwrap_or("").trim_end().len());
    (span.of(text).split_whitespace().collect::<Vec<_>>().join(" "), Some(span))
}
