//! The index of the search: for each term of the chronicle, where it stands. Scripts load it in
//! parts, by the term, so that a reader who writes a word loads a part or two of it.
//!
//! What is found is counted on: the events in their order, then the sources, the actors, the
//! places, the tags, the pages, the outlets.

use std::collections::hash_map::Entry;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::base::arena::Id;
use crate::base::snapshot::Snapshot;
use crate::chronicle::model::{Chronicle, Event, Name, Outlet, Page, Source, Target, Text};
use crate::render::fold::Folding;
use crate::render::lookup::Lookup;
use crate::render::rows::ROWS;
use crate::syntax::prose::Piece;

/// How many bytes of content an index's part stands for, about.
const CONTENT: usize = 400_000;

/// How many things one thread goes through: the index's bytes depend on it.
const RANGE: usize = 4096;

/// From how many things on a term of most of them is taken to stand everywhere.
const MANY: usize = 2000;

/// In how many parts the index of a site lies.
pub(crate) fn parts(snapshot: &Snapshot) -> usize {
    let content = snapshot.files().filter(|(_, file)| file.path.as_str().starts_with("content/"));
    let bytes: usize = content.filter_map(|(_, file)| file.text()).map(|text| text.len()).sum();
    bytes.div_ceil(CONTENT).clamp(1, 4096)
}

/// In how many files the rows of so many things lie.
pub(crate) fn files(things: usize) -> usize {
    things.div_ceil(ROWS)
}

/// How many names, pages of their own and outlets a chronicle has.
pub(crate) fn named(chronicle: &Chronicle) -> usize {
    chronicle.actors.len()
        + chronicle.places.len()
        + chronicle.tags.len()
        + chronicle.pages.len()
        + chronicle.outlets.len()
}

/// The index.
pub(crate) struct Index {
    /// Its parts, each the terms in order of their UTF-16: a line each, the term, a space and where
    /// it stands.
    parts: Vec<String>,
    /// The first term of each part; none of parts that are empty, which are the last.
    firsts: Vec<String>,
}

/// What scripts load first.
#[derive(Serialize)]
struct Contents<'a> {
    /// How many events, sources and others there are.
    counts: [usize; 3],
    firsts: &'a [String],
}

/// Where a term stands in a range of things; or in all of them, range by range.
#[derive(Default)]
struct Places {
    /// Each thing that has it, less the one before, twice; and one where it stands in its title.
    /// In digits of 5 bits, the least first: `A` to `Z` and `a` to `f` for the last of a number,
    /// `g` to `z`, `0` to `9`, `-` and `_` for those before.
    digits: String,
    last: u32,
    count: u32,
}

impl Places {
    fn add(&mut self, thing: u32, in_title: bool) {
        if self.count > 0 && self.last == thing {
            return;
        }
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut number = 2 * u64::from(thing - self.last) + u64::from(in_title);
        while number >= 32 {
            self.digits.push(char::from(DIGITS[32 + (number % 32) as usize]));
            number /= 32;
        }
        self.digits.push(char::from(DIGITS[number as usize]));
        self.last = thing;
        self.count += 1;
    }

    /// Adds where it stands in a later range.
    fn follow(&mut self, later: &Self) {
        self.digits.push('.');
        self.digits.push_str(&later.digits);
        self.count += later.count;
    }
}

impl Index {
    /// The index of all that a chronicle tells, in so many parts.
    pub(crate) fn new(site: &Lookup<'_>, parts: usize) -> Self {
        let chronicle = site.chronicle;
        let all = chronicle.events.len() + chronicle.sources.len() + named(chronicle);
        let known = known(site, all);
        let mut lines: Vec<(&str, &Places)> = known.iter().map(|(term, places)| (&**term, places)).collect();
        lines.sort_unstable_by(|(a, _), (b, _)| match (a.is_ascii(), b.is_ascii()) {
            (true, true) => a.cmp(b),
            _ => a.encode_utf16().cmp(b.encode_utf16()),
        });
        let bytes: usize = lines.iter().map(|(term, places)| term.len() + places.digits.len() + 2).sum();
        let (mut all_parts, mut firsts, mut part) = (Vec::new(), Vec::new(), String::new());
        for (term, places) in lines {
            if part.len() >= bytes.div_ceil(parts) && all_parts.len() + 1 < parts {
                all_parts.push(std::mem::take(&mut part));
            }
            if part.is_empty() {
                firsts.push(term.to_owned());
            }
            part.push_str(term);
            part.push(' ');
            if all > MANY && places.count as usize > all / 2 {
                part.push('*');
            } else {
                part.push_str(&places.digits);
            }
            part.push('\n');
        }
        all_parts.push(part);
        all_parts.resize(parts, String::new());
        Self { parts: all_parts, firsts }
    }

    /// `data/terms-N.js`.
    pub(crate) fn part(&self, n: usize) -> Vec<u8> {
        give(&self.parts[n])
    }

    /// `data/search.js`.
    pub(crate) fn contents(&self, chronicle: &Chronicle) -> Vec<u8> {
        let counts = [chronicle.events.len(), chronicle.sources.len(), named(chronicle)];
        give(&Contents { counts, firsts: &self.firsts })
    }
}

/// A script that gives a value.
fn give<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    let mut out = b"dateline.give(".to_vec();
    serde_json::to_writer(&mut out, value).expect("texts and numbers are JSON, and memory takes them");
    out.extend_from_slice(b");\n");
    out
}

/// `data/sources-N.js`: for each source its page, its short name and its title.
pub(crate) fn source_rows(site: &Lookup<'_>, n: usize) -> Vec<u8> {
    let sources = site.chronicle.sources.iter().skip(n * ROWS).take(ROWS);
    let row = |(id, source): (Id<Source>, &'_ Source)| {
        (site.source_path(id).to_owned(), site.label(id).to_owned(), source.fields.title.clone())
    };
    give(&sources.map(row).collect::<Vec<_>>())
}

/// `data/names-N.js`: for each of the others its page, its name, and what it is: 0 an actor, 1 a
/// place, 2 a tag, 3 a page, 4 an outlet.
pub(crate) fn name_rows(site: &Lookup<'_>, n: usize) -> Vec<u8> {
    let all = named(site.chronicle);
    let row = |at| {
        let target = other(site.chronicle, at);
        let kind = match target {
            Target::Actor(_) => 0,
            Target::Place(_) => 1,
            Target::Tag(_) => 2,
            Target::Outlet(_) => 4,
            _ => 3,
        };
        let path = match target {
            Target::Page(id) if Some(id) == site.chronicle.home => "index.html",
            _ => site.path(target),
        };
        (path, site.title(target), kind)
    };
    give(&(n * ROWS..all.min((n + 1) * ROWS)).map(row).collect::<Vec<_>>())
}

/// The actor, place, tag, page or outlet of that number among them.
fn other(chronicle: &Chronicle, at: usize) -> Target {
    let (actors, places, tags) = (chronicle.actors.len(), chronicle.places.len(), chronicle.tags.len());
    let rest = actors + places + tags;
    match at {
        _ if at < actors => Target::Actor(Id::nth(at)),
        _ if at < actors + places => Target::Place(Id::nth(at - actors)),
        _ if at < rest => Target::Tag(Id::nth(at - actors - places)),
        _ if at < rest + chronicle.pages.len() => Target::Page(Id::nth(at - rest)),
        _ => Target::Outlet(Id::nth(at - rest - chronicle.pages.len())),
    }
}

/// Where each term stands in `all` things. As many ranges at a time as there are threads, so that few
/// terms are held more than once.
fn known(site: &Lookup<'_>, all: usize) -> FxHashMap<Box<str>, Places> {
    let ranges = all.div_ceil(RANGE);
    let mut known: FxHashMap<Box<str>, Places> = FxHashMap::default();
    let mut takers: Vec<_> = (0..rayon::current_num_threads()).map(|_| Taker::default()).collect();
    for first in (0..ranges).step_by(takers.len()) {
        takers.par_iter_mut().enumerate().for_each(|(n, taker)| {
            let from = (first + n) * RANGE;
            (from..all.min(from + RANGE)).for_each(|thing| taker.thing(site, thing));
        });
        for taker in &mut takers {
            for (term, places) in taker.known.drain() {
                match known.entry(term) {
                    Entry::Vacant(entry) => drop(entry.insert(places)),
                    Entry::Occupied(entry) => entry.into_mut().follow(&places),
                }
            }
        }
    }
    known
}

/// Goes through things, and takes down their terms.
#[derive(Default)]
struct Taker {
    known: FxHashMap<Box<str>, Places>,
    folding: Folding,
}

impl Taker {
    fn take(&mut self, thing: usize, in_title: bool, text: &str) {
        let thing = u32::try_from(thing).expect("there are fewer things than ids");
        let known = &mut self.known;
        self.folding.terms(text, &mut |term| {
            if let Some(places) = known.get_mut(term) {
                places.add(thing, in_title);
            } else {
                let mut places = Places::default();
                places.add(thing, in_title);
                known.insert(term.into(), places);
            }
        });
    }

    fn thing(&mut self, site: &Lookup<'_>, thing: usize) {
        let chronicle = site.chronicle;
        let (events, sources) = (chronicle.events.len(), chronicle.sources.len());
        if thing < events {
            self.event(site, thing, Id::nth(thing));
        } else if thing < events + sources {
            self.source(site, thing, Id::nth(thing - events));
        } else {
            match other(chronicle, thing - events - sources) {
                Target::Actor(id) => self.name(site, thing, &chronicle.actors[id]),
                Target::Place(id) => self.name(site, thing, &chronicle.places[id]),
                Target::Tag(id) => self.take(thing, true, &chronicle.tags[id].title),
                Target::Page(id) => self.page(site, thing, &chronicle.pages[id]),
                Target::Outlet(id) => self.outlet(thing, &chronicle.outlets[id]),
                Target::Event(_) | Target::Source(_) => {}
            }
        }
    }

    /// An event: its title first, so that a term that stands there too counts as of the title.
    fn event(&mut self, site: &Lookup<'_>, thing: usize, id: Id<Event>) {
        let chronicle = site.chronicle;
        let event = &chronicle.events[id];
        self.take(thing, true, site.title(Target::Event(id)));
        self.take(thing, false, event.fields.summary.as_deref().unwrap_or_default());
        self.text(site, thing, &event.text);
        for id in &event.actors {
            self.take(thing, false, &chronicle.actors[*id].title);
        }
        for id in &event.places {
            self.take(thing, false, &chronicle.places[*id].title);
        }
        for id in &event.tags {
            self.take(thing, false, &chronicle.tags[*id].title);
        }
        for id in &event.sources {
            let fields = &chronicle.sources[*id].fields;
            for text in [&fields.outlet, &fields.title].into_iter().flatten() {
                self.take(thing, false, text);
            }
        }
        for account in &event.fields.accounts {
            self.take(thing, false, account.text.as_deref().unwrap_or_default());
        }
    }

    fn source(&mut self, site: &Lookup<'_>, thing: usize, id: Id<Source>) {
        let source = &site.chronicle.sources[id];
        let fields = &source.fields;
        self.take(thing, true, site.label(id));
        for text in [&fields.title, &fields.translated_title, &fields.romanized_title].into_iter().flatten() {
            self.take(thing, true, text);
        }
        for text in [&fields.outlet, &fields.publisher].into_iter().flatten() {
            self.take(thing, false, text);
        }
        for author in &fields.author {
            self.take(thing, false, &author.shown());
        }
        for text in &fields.quotes {
            self.take(thing, false, text);
        }
        if let Some(text) = &source.text {
            self.text(site, thing, text);
        }
    }

    fn name(&mut self, site: &Lookup<'_>, thing: usize, name: &Name) {
        self.take(thing, true, &name.title);
        let Some(own) = &name.own else { return };
        for alias in &own.fields.aliases {
            self.take(thing, true, alias);
        }
        self.take(thing, false, own.fields.summary.as_deref().unwrap_or_default());
        self.text(site, thing, &own.text);
    }

    fn outlet(&mut self, thing: usize, outlet: &Outlet) {
        self.take(thing, true, &outlet.title);
        let Some(own) = &outlet.own else { return };
        for alias in &own.aliases {
            self.take(thing, true, alias);
        }
        for text in [&own.owner, &own.note].into_iter().flatten() {
            self.take(thing, false, text);
        }
    }

    fn page(&mut self, site: &Lookup<'_>, thing: usize, page: &Page) {
        self.take(thing, true, &page.title);
        self.take(thing, false, page.fields.summary.as_deref().unwrap_or_default());
        self.text(site, thing, &page.text);
    }

    /// The words of a text, as a page shows them.
    fn text(&mut self, site: &Lookup<'_>, thing: usize, text: &Text) {
        let prose = text.prose();
        for piece in &prose.pieces {
            match piece {
                Piece::Html(html) => self.html(thing, html),
                Piece::Raw(raw) => self.html(thing, raw),
                Piece::Mention(n) => match (&prose.mentions[*n as usize].words, text.mentions[*n as usize]) {
                    (Some(words), _) => self.html(thing, words),
                    (None, Some(target)) => self.take(thing, false, site.title(target)),
                    (None, None) => {}
                },
                Piece::Cluster(_)
                | Piece::Address(_)
                | Piece::Section(_)
                | Piece::Said(_)
                | Piece::Speaker(_)
                | Piece::Quotation(_)
                | Piece::Word(_) => {}
            }
        }
    }

    /// The words of HTML: what stands between its tags and its entities.
    fn html(&mut self, thing: usize, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.bytes().position(|b| b == b'<' || b == b'&') {
            let end = if rest[at..].starts_with('<') { '>' } else { ';' };
            self.take(thing, false, &rest[..at]);
            rest = rest[at..].find(end).map_or("", |end| &rest[at + end + 1..]);
        }
        self.take(thing, false, rest);
    }
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::build;

    #[test]
    fn terms_lie_in_order_with_where_they_stand() {
        let built = build(&[
            (
                "content/events/a.md",
                "---\ntitle: Signed & sealed\ndate: 2010\nsources: [s]\n---\n\nAnn said <b> *words* [@s].\n",
            ),
            ("content/events/b.md", "---\ntitle: Ann signed\ndate: 2011\n---\n"),
            ("content/sources/s.yaml", "s:\n  outlet: Interfax\n  title: 東京\n"),
        ]);
        let part: String = {
            let script = built.page("data/terms-0.js");
            let json = script.strip_prefix("dateline.give(").and_then(|rest| rest.strip_suffix(");\n"));
            serde_json::from_str(json.unwrap()).unwrap()
        };
        let places = |term: &str| {
            let line = part.lines().find(|line| line.split(' ').next() == Some(term));
            line.map(|line| line.split(' ').nth(1).unwrap().to_owned())
        };
        assert_eq!(places("signed").as_deref(), Some("BD"), "in both titles: 0, then 1 more");
        assert_eq!(places("ann").as_deref(), Some("AD"), "in the text of one, in the title of the other");
        assert_eq!(
            places("interfax").as_deref(),
            Some("AFD"),
            "it bears the first, is the third and the fourth"
        );
        assert_eq!(places("京"), places("東京"));
        assert_eq!(places("amp"), None);
        let terms: Vec<_> = part.lines().map(|line| line.split(' ').next().unwrap()).collect();
        assert!(terms.is_sorted(), "{terms:?}");
        assert!(built.page("data/search.js").contains("\"counts\":[2,1,1]"));
    }

    #[test]
    fn a_site_can_do_without() {
        let built = build(&[
            ("site.toml", "search = false\n"),
            ("content/events/a.md", "---\ntitle: A\ndate: 2010\n---\n"),
        ]);
        assert_eq!(built.said(), "");
        assert!(!built.files.keys().any(|path| path.contains("search") || path.contains("terms")));
        assert!(built.files.contains_key("data/events-0.js"), "filters have it");
        assert!(!built.page("index.html").contains("search"));
    }
}
