//! The site as it stood on a day: only sources published by then, and what they bear.
//!
//! A source counts by the latest day on which it may have been published: one that may have come
//! later, one without a date, and one that is known only through a later one are left out. An event
//! stays where one of its sources does; of its text, and of every other text, the sentences go
//! whose every citation is of a source that is left out. All that is left out is told.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::snapshot::Day;
use crate::base::span::{FileId, Span};
use crate::chronicle::collect::{Collected, NewEvent, NewSource, composed};
use crate::chronicle::complaints::Complaints;
use crate::chronicle::hidden::Reason;
use crate::chronicle::identify::ById;
use crate::dates::zone::Zone;
use crate::syntax::document::{Document, Front, Kind};
use crate::syntax::parse::parse;
use crate::syntax::prose::Prose;

/// What stands under the caret where something is left out: what it is.
pub const LEFT_OUT: [&str; 3] = ["a source", "an event", "sentences"];

/// What only a whole build can tell: a name, a link or a relation may lead to what is left out.
const OF_THE_WHOLE: [Code; 6] = [
    Code::UnresolvedMention,
    Code::UnresolvedRelation,
    Code::UnresolvedVia,
    Code::BrokenLink,
    Code::BrokenAnchor,
    Code::UnusedSource,
];

/// Whether a complaint is one that a site as of a day leaves to the build of the whole.
pub(crate) fn is_of_the_whole(said: &Diagnostic) -> bool {
    OF_THE_WHOLE.contains(&said.code)
}

/// Leaves out what was not published by `day`. The events have their ids, which they keep.
pub(crate) fn narrow(
    collected: &mut Collected,
    ids: &mut ById,
    (day, zone): (Day, Zone),
    complaints: &mut Complaints<'_>,
) {
    let later = later(&collected.sources, day, zone);
    leave_out_sources(collected, &later, complaints);
    leave_out_events(collected, ids, &later, day, complaints);
    let mut scissors = Scissors { later: &later, done: FxHashMap::default(), complaints };
    for event in &mut collected.events {
        scissors.cut(event.file, Kind::Event, &mut event.document);
    }
    for source in &mut collected.sources {
        if let Some(document) = &mut source.document {
            scissors.cut(source.file, Kind::Source, document);
        }
    }
    for actor in &mut collected.actors {
        scissors.cut(actor.file, Kind::Actor, &mut actor.document);
    }
    for place in &mut collected.places {
        scissors.cut(place.file, Kind::Place, &mut place.document);
    }
    for page in &mut collected.pages {
        scissors.cut(page.file, Kind::Page, &mut page.document);
    }
    collected.hidden.later = later.into_keys().collect();
}

/// Why a source is left out, by its key.
type Later = FxHashMap<String, String>;

fn later(sources: &[NewSource], day: Day, zone: Zone) -> Later {
    let mut later = Later::default();
    let mut through: FxHashMap<String, Vec<&str>> = FxHashMap::default();
    for source in sources {
        if let Some(why) = published_later(source, day, zone) {
            later.insert(source.key.clone(), why);
        }
        if let Some(via) = &source.fields.via {
            through.entry(composed(via)).or_default().push(&source.key);
        }
    }
    let mut open: Vec<String> = later.keys().cloned().collect();
    open.sort_unstable();
    while let Some(key) = open.pop() {
        for &known in through.get(&key).into_iter().flatten() {
            if !later.contains_key(known) {
                later.insert(known.to_owned(), format!("it is known only through `{key}`, which is later"));
                open.push(known.to_owned());
            }
        }
    }
    later
}

/// Why a source is not surely published by `day`; `None` where it is.
fn published_later(source: &NewSource, day: Day, zone: Zone) -> Option<String> {
    let Some(date) = &source.fields.published else {
        return Some("it has no date of publication".to_owned());
    };
    let bounds = date.bounds(zone);
    if bounds.latest.day().is_some_and(|latest| latest <= day) {
        return None;
    }
    let surely = bounds.earliest.day().is_some_and(|earliest| earliest > day);
    let how = if surely { "it was published later" } else { "it may have been published later" };
    Some(format!("{how}: {}", date.as_written()))
}

fn leave_out_sources(collected: &mut Collected, later: &Later, complaints: &mut Complaints<'_>) {
    let hidden = &mut collected.hidden;
    collected.sources.retain(|source| {
        let Some(why) = later.get(&source.key) else { return true };
        let message = format!("the source `{}` is left out: {why}", source.key);
        let said = complaints.at_head(Code::LaterLeftOut, source.file, &source.fields.origin, message);
        complaints.push(said.label(LEFT_OUT[0]));
        let reason: Reason = "is left out as of that day".into();
        hidden.hide_source(&source.key, &reason);
        if source.document.is_some() {
            hidden.hide_file(source.file, &reason);
        }
        false
    });
}

/// The keys of the sources that bear an event.
fn keys(event: &NewEvent) -> impl Iterator<Item = &str> {
    let prose = match event.section {
        Some(n) => &event.document.sections[n as usize].prose,
        None => &event.document.prose,
    };
    let cited = prose.clusters.iter().flat_map(|cluster| &cluster.items).map(|item| &*item.key);
    let accounts = event.fields.accounts.iter().flat_map(|account| &account.sources);
    cited.chain(event.fields.sources.iter().chain(accounts).map(|key| &**key))
}

fn leave_out_events(
    collected: &mut Collected,
    ids: &mut ById,
    later: &Later,
    day: Day,
    complaints: &mut Complaints<'_>,
) {
    let there: FxHashSet<&str> = collected.sources.iter().map(|source| &*source.key).collect();
    let borne: Vec<bool> =
        collected.events.iter().map(|event| keys(event).any(|key| there.contains(&*composed(key)))).collect();
    let mut n = 0;
    let hidden = &mut collected.hidden;
    collected.events.retain(|event| {
        n += 1;
        if borne[n - 1] {
            return true;
        }
        let title = event.fields.title.as_deref().unwrap_or(&event.id);
        let any = keys(event).any(|key| later.contains_key(&*composed(key)));
        let why = if any {
            format!("none of its sources was surely published by {}", day.iso())
        } else {
            "it has no source, so it is not known when it became known".to_owned()
        };
        let message = format!("the event `{title}` is left out: {why}");
        let said = match event.section {
            Some(n) => {
                let span = event.document.sections[n as usize].span;
                Diagnostic::at(Code::LaterLeftOut, event.file, span, message)
            }
            None => complaints.at_head(Code::LaterLeftOut, event.file, &event.fields.origin, message),
        };
        complaints.push(said.label(LEFT_OUT[1]));
        let reason: Reason = "is left out as of that day".into();
        hidden.hide_event(&event.id, &reason);
        if event.section.is_none() {
            hidden.hide_file(event.file, &reason);
        }
        false
    });
    let events = collected.events.iter().enumerate();
    *ids = events
        .map(|(n, event)| (event.id.clone(), u32::try_from(n).expect("fewer than 2^32 events")))
        .collect();
}

/// Cuts sentences out of texts.
struct Scissors<'l, 'c, 'a> {
    later: &'l Later,
    /// What became of a file's document; several events may stand in one.
    done: FxHashMap<FileId, Arc<Document>>,
    complaints: &'c mut Complaints<'a>,
}

impl Scissors<'_, '_, '_> {
    fn cut(&mut self, file: FileId, kind: Kind, document: &mut Arc<Document>) {
        if !self.done.contains_key(&file) {
            let cut = self.without(file, kind, document).unwrap_or_else(|| document.clone());
            self.done.insert(file, cut);
        }
        document.clone_from(&self.done[&file]);
    }

    /// The document without what only later sources bear; `None` where there is nothing to cut.
    fn without(&mut self, file: FileId, kind: Kind, document: &Document) -> Option<Arc<Document>> {
        let proses = std::iter::once(&document.prose).chain(document.sections.iter().map(|it| &it.prose));
        let mut cuts: Vec<Range<usize>> = Vec::new();
        let mut many = 0;
        for prose in proses {
            many += self.cuts(prose, &mut cuts);
        }
        let first = cuts.iter().map(|cut| cut.start).min()?;
        let text = self.complaints.text(file);
        let cuts = whole_lines(text, joined(text, cuts));
        let mut rest = String::with_capacity(text.len());
        let mut from = 0;
        // Where the rest goes on after each cut, and how much is cut up to there.
        let mut moved = Vec::with_capacity(cuts.len());
        for cut in &cuts {
            rest.push_str(&text[from..cut.start]);
            from = cut.end;
            moved.push((rest.len(), cut.end - rest.len()));
        }
        rest.push_str(&text[from..]);
        let mut cut = parse(kind, &rest);
        if cut.sections.len() != document.sections.len() {
            // A heading was made of two lines, or undone: better the text as it is than another's.
            return None;
        }
        let back = |span: Span| {
            let back = |at: u32| {
                let at = at as usize;
                let before = moved.partition_point(|&(from, _)| from <= at);
                (at + before.checked_sub(1).map_or(0, |n| moved[n].1)).min(text.len())
            };
            let start = back(span.start);
            Span::new(start, back(span.end).max(start))
        };
        cut.prose.respan(back);
        for (section, whole) in cut.sections.iter_mut().zip(&document.sections) {
            section.prose.respan(back);
            section.span = whole.span;
            section.fields = whole.fields.clone();
        }
        cut.front = match &document.front {
            Front::Event(fields) => Front::Event(fields.clone()),
            Front::Source(fields) => Front::Source(fields.clone()),
            Front::Name(fields) => Front::Name(fields.clone()),
            Front::Page(fields) => Front::Page(fields.clone()),
        };
        let sentences = if many == 1 { "a sentence is" } else { &format!("{many} sentences are") };
        let message = format!("{sentences} left out: only later sources bear what is said");
        let said = Diagnostic::at(Code::LaterLeftOut, file, Span::point(first), message);
        self.complaints.push(said.label(LEFT_OUT[2]));
        Some(Arc::new(cut))
    }

    /// Adds what is to go of a prose, and gives the number of its sentences.
    fn cuts(&self, prose: &Prose, cuts: &mut Vec<Range<usize>>) -> usize {
        // For each statement, how many citations bear it, and how many of these are of later sources.
        let mut borne = vec![(0, 0); prose.statements.len()];
        let is_later = |key: &str| self.later.contains_key(&*composed(key));
        for cluster in &prose.clusters {
            if let Some(statement) = cluster.statement {
                let (all, later) = &mut borne[statement as usize];
                *all += cluster.items.len();
                *later += cluster.items.iter().filter(|item| is_later(&item.key)).count();
            }
        }
        let goes = |statement: usize| borne[statement].0 > 0 && borne[statement].0 == borne[statement].1;
        for cluster in &prose.clusters {
            if cluster.statement.is_some_and(|n| goes(n as usize)) {
                cuts.push(cluster.span.range());
            }
        }
        for quotation in &prose.quotations {
            let clusters = quotation.clusters.iter().map(|&n| &prose.clusters[n as usize]);
            if clusters.clone().next().is_some()
                && clusters.flat_map(|cluster| &cluster.items).all(|item| is_later(&item.key))
            {
                cuts.push(quotation.span.range());
            }
        }
        let gone = prose.statements.iter().enumerate().filter(|(n, _)| goes(*n));
        gone.map(|(_, statement)| cuts.push(statement.span.range())).count()
    }
}

/// Ranges in order, those as one between which nothing but white space stands.
fn joined(text: &str, mut cuts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    cuts.sort_by_key(|cut| (cut.start, cut.end));
    let mut all: Vec<Range<usize>> = Vec::new();
    for cut in cuts {
        match all.last_mut() {
            Some(last) if cut.start <= last.end || text[last.end..cut.start].trim().is_empty() => {
                last.end = last.end.max(cut.end);
            }
            _ => all.push(cut),
        }
    }
    all
}

/// The same, with the marks of the list or the quotation that would be left with nothing in it; and
/// with the spaces before, where what follows closes what is left: `*Kept. Cut.*` is `*Kept.*`.
fn whole_lines(text: &str, cuts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let widen = |cut: Range<usize>| {
        let start = text[..cut.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[cut.end..].find('\n').map_or(text.len(), |at| cut.end + at + 1);
        let mark = text[start..cut.start].trim_start_matches([' ', '\t', '>']);
        let mark = mark.trim_end();
        let numbered = mark.trim_end_matches(['.', ')']).bytes().all(|byte| byte.is_ascii_digit());
        let is_mark = matches!(mark, "" | "-" | "*" | "+") || numbered;
        if is_mark && text[cut.end..end].trim().is_empty() {
            return start..end;
        }
        let closes = |c: char| !c.is_whitespace() && !c.is_alphanumeric();
        let before = text[start..cut.start].trim_end_matches(' ').len();
        if text[cut.end..].starts_with(closes) { start + before..cut.end } else { cut }
    };
    cuts.into_iter().map(widen).collect()
}
