//! What bears each event, in numbers.
//!
//! Two sources are one witness where one repeats the other, where both repeat a third (`origin`, a
//! key or a name), or where one is known only through the other (`via`). What is known through a
//! report that bears nothing itself is still its own witness; that all of it came through one
//! report is counted apart, as [`Evidence::read`].

use rustc_hash::FxHashMap;

use crate::base::arena::{Arena, Id};
use crate::chronicle::model::{Chronicle, Citation, Outlet, Report, Source, Text};
use crate::chronicle::slug::slug;
use crate::syntax::prose::Prose;

/// What bears an event, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    /// The statements (sentences) of its text.
    pub statements: u32,
    /// How many of them have a citation of their own that leads to a source.
    pub cited: u32,
    /// How many have evidence: a citation of their own, or a source in the event's `sources`, which
    /// bear all of it.
    pub borne: u32,
    /// Its sources.
    pub sources: u32,
    /// The independent origins behind them: at most one for each source.
    pub origins: u32,
    /// Who published them: the different `outlet`s, with each source that names none as one.
    pub outlets: u32,
    /// The reports that were read themselves, through which all of its sources are known.
    pub read: u32,
    /// How many of its sources are known only through another.
    pub second_hand: u32,
    /// How many of its sources have a kept copy.
    pub archived: u32,
    /// The quotations in its text.
    pub quotations: u32,
    /// How many of them stand, word for word, in the kept text of a source that they cite.
    pub verified: u32,
    /// The last of its reports: of those that `first_report` is chosen from, the one whose latest
    /// day comes last.
    pub last_report: Option<Report>,
}

impl Evidence {
    /// How many statements have no evidence.
    pub fn unborne(&self) -> u32 {
        self.statements - self.borne
    }

    /// Whether all of its sources, being several, are known through one report.
    pub fn through_one(&self) -> bool {
        self.sources > 1 && self.read == 1 && self.second_hand + 1 >= self.sources
    }
}

/// What bears a whole chronicle, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Whole {
    /// The events.
    pub events: u64,
    /// Those with a source.
    pub sourced: u64,
    /// Those with two or more independent origins.
    pub independent: u64,
    /// The statements of the events' texts.
    pub statements: u64,
    /// Those with evidence.
    pub borne: u64,
    /// The quotations in the events' texts.
    pub quotations: u64,
    /// Those whose words stand in the kept text of a source that they cite.
    pub verified: u64,
    /// The sources.
    pub sources: u64,
    /// Those known only through another.
    pub second_hand: u64,
    /// Those that have an address on the web, of themselves or of a kept copy.
    pub on_the_web: u64,
    /// Those of them that have a kept copy.
    pub archived: u64,
}

impl Whole {
    /// The numbers of all that a chronicle tells.
    pub fn of(chronicle: &Chronicle) -> Self {
        let mut whole = Self::default();
        for it in chronicle.events.values().iter().map(|event| &event.evidence) {
            whole.events += 1;
            whole.sourced += u64::from(it.sources > 0);
            whole.independent += u64::from(it.origins > 1);
            whole.statements += u64::from(it.statements);
            whole.borne += u64::from(it.borne);
            whole.quotations += u64::from(it.quotations);
            whole.verified += u64::from(it.verified);
        }
        for source in chronicle.sources.values() {
            let fields = &source.fields;
            whole.sources += 1;
            whole.second_hand += u64::from(source.via.is_some());
            whole.on_the_web += u64::from(fields.url.is_some() || fields.archived.is_some());
            whole.archived += u64::from(fields.archived.is_some());
        }
        whole
    }
}

/// Whose report each source is, and through which it came: made once for all sources.
#[derive(Debug)]
pub(crate) struct Witnesses {
    /// For each source, the one at the end of its chain of `origin`s.
    original: Vec<Id<Source>>,
    /// For each source, the name (a number; an outlet's, where it is one of its names) that the end of
    /// that chain says it repeats.
    repeats_name: Vec<Option<u32>>,
    /// For each source, the number of its outlet.
    outlet: Vec<Option<u32>>,
    /// For each source, the one at the end of its chain of `via`s: what was read itself.
    read: Vec<Id<Source>>,
    /// For each source, where a walk through what is known through what enters it and leaves it:
    /// what is known through it, at any remove, is entered in between.
    visited: Vec<(u32, u32)>,
}

/// Numbers for names: an outlet's for each of its names, and further ones for what is no outlet's.
pub(crate) struct NameNumbers {
    known: FxHashMap<String, u32>,
    next: u32,
}

impl NameNumbers {
    pub(crate) fn new(outlets: &Arena<Outlet>) -> Self {
        let mut known = FxHashMap::default();
        for (id, outlet) in outlets.iter() {
            let aliases = outlet.own.iter().flat_map(|own| &own.aliases);
            for name in [&outlet.id, &outlet.title].into_iter().chain(aliases) {
                known.entry(slug(name)).or_insert(count(id.index()));
            }
        }
        Self { known, next: count(outlets.len()) }
    }

    /// The number of a name, whatever its letter case and punctuation.
    pub(crate) fn number(&mut self, name: &str) -> u32 {
        let number = *self.known.entry(slug(name)).or_insert(self.next);
        self.next += u32::from(number == self.next);
        number
    }
}

impl Witnesses {
    pub(crate) fn new(sources: &Arena<Source>, outlets: &Arena<Outlet>) -> Self {
        let mut numbers = NameNumbers::new(outlets);
        let mut number = |name: &Option<Box<str>>| name.as_deref().map(|name| numbers.number(name));
        let outlet: Vec<_> =
            sources.values().iter().map(|source| Some(count(source.outlet?.index()))).collect();
        let original = ends(sources, |source| source.repeats);
        let named: Vec<_> = sources
            .values()
            .iter()
            .map(|source| if source.repeats.is_some() { None } else { number(&source.fields.repeats) })
            .collect();
        let repeats_name = original.iter().map(|id| named[id.index()]).collect();
        let read = ends(sources, |source| source.via);
        Self { original, repeats_name, outlet, read, visited: visits(sources) }
    }

    fn is_known_through(&self, source: Id<Source>, other: Id<Source>) -> bool {
        let (enters, leaves) = self.visited[other.index()];
        let (at, _) = self.visited[source.index()];
        enters < at && at < leaves
    }

    /// The numbers of those sources.
    pub(crate) fn count(&self, ids: &[Id<Source>], sources: &Arena<Source>) -> Evidence {
        let different = |mut of: Vec<u32>| {
            of.sort_unstable();
            of.dedup();
            count(of.len())
        };
        let index = |id: Id<Source>| count(id.index());
        let many =
            |holds: &dyn Fn(&Source) -> bool| count(ids.iter().filter(|&&id| holds(&sources[id])).count());
        // Outlets are numbered from 0 up, sources without one from the top down.
        let outlets = ids.iter().map(|&id| self.outlet[id.index()].unwrap_or(u32::MAX - index(id)));
        Evidence {
            sources: count(ids.len()),
            origins: count(self.origins(ids).len()),
            outlets: different(outlets.collect()),
            read: different(ids.iter().map(|&id| index(self.read[id.index()])).collect()),
            second_hand: many(&|source| source.via.is_some()),
            archived: many(&|source| source.fields.archived.is_some()),
            ..Evidence::default()
        }
    }

    /// The independent origins of those sources, each by the source that stands for it.
    pub(crate) fn origins(&self, ids: &[Id<Source>]) -> Vec<Id<Source>> {
        let mut origins: Vec<_> = ids.iter().map(|&id| self.original[id.index()]).collect();
        origins.sort_unstable();
        origins.dedup();
        if origins.len() < 2 {
            return origins;
        }
        // A report through which another is known adds no witness of its own.
        let mut known: Vec<_> = origins.iter().chain(ids).copied().collect();
        known.sort_unstable_by_key(|id| self.visited[id.index()]);
        known.dedup();
        let carries = |&id: &Id<Source>| {
            let next = known.partition_point(|other| self.visited[other.index()] <= self.visited[id.index()]);
            known.get(next).is_some_and(|&other| self.is_known_through(other, id))
        };
        origins.retain(|id| !carries(id));
        // One name behind several is one witness, and so is what that name itself published.
        let mut names: Vec<u32> = Vec::new();
        origins.retain(|id| match self.repeats_name[id.index()] {
            Some(name) if names.contains(&name) => false,
            Some(name) => {
                names.push(name);
                true
            }
            None => true,
        });
        names.retain(|name| {
            let is_its_own = |id: &Id<Source>| {
                self.repeats_name[id.index()].is_none() && self.outlet[id.index()] == Some(*name)
            };
            origins.iter().any(is_its_own)
        });
        origins.retain(|id| !self.repeats_name[id.index()].is_some_and(|name| names.contains(&name)));
        origins
    }
}

/// What a text says, and how much of that has evidence of its own.
pub(crate) fn in_text(text: &Text, whole: bool, evidence: &mut Evidence) {
    let prose = text.prose();
    let cited = cited(prose, |cluster| text.cited[cluster].iter().any(Option::is_some));
    evidence.statements = count(prose.statements.len());
    evidence.cited = count(cited.iter().filter(|&&it| it).count());
    evidence.borne = if whole { evidence.statements } else { evidence.cited };
    evidence.quotations = count(prose.quotations.len());
}

/// For each statement, whether a cluster that `leads` somewhere bears it.
pub(crate) fn cited(prose: &Prose, leads: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut cited = vec![false; prose.statements.len()];
    for (n, cluster) in prose.clusters.iter().enumerate() {
        if let Some(statement) = cluster.statement.filter(|_| leads(n)) {
            cited[statement as usize] = true;
        }
    }
    cited
}

/// For each source, where following `next` from it ends.
fn ends(sources: &Arena<Source>, next: impl Fn(&Source) -> Option<Id<Source>>) -> Vec<Id<Source>> {
    let mut ends: Vec<Option<Id<Source>>> = vec![None; sources.len()];
    let mut way = Vec::new();
    for id in sources.ids() {
        let mut at = id;
        let end = loop {
            if let Some(end) = ends[at.index()] {
                break end;
            }
            way.push(at);
            match next(&sources[at]) {
                Some(further) => at = further,
                None => break at,
            }
        };
        way.drain(..).for_each(|id| ends[id.index()] = Some(end));
    }
    ends.into_iter().map(|end| end.expect("each was gone through")).collect()
}

/// A walk through the sources, each after what it is known through.
fn visits(sources: &Arena<Source>) -> Vec<(u32, u32)> {
    let mut visits = vec![(0, 0); sources.len()];
    let mut at = 0;
    let mut open: Vec<(Id<Source>, usize)> = Vec::new();
    for root in sources.ids().filter(|&id| sources[id].via.is_none()) {
        open.push((root, 0));
        while let Some((id, child)) = open.pop() {
            if child == 0 {
                visits[id.index()].0 = at;
                at += 1;
            }
            match sources[id].known_through_it.get(child) {
                Some(&next) => {
                    open.push((id, child + 1));
                    open.push((next, 0));
                }
                None => visits[id.index()].1 = at,
            }
        }
    }
    visits
}

/// The sources that bear each statement of a text, in the order of its citations.
pub fn bearers(text: &Text, citations: &Arena<Citation>) -> Vec<Vec<Id<Source>>> {
    let prose = text.prose();
    let mut bearers = vec![Vec::new(); prose.statements.len()];
    for (cluster, cited) in prose.clusters.iter().zip(&text.cited) {
        let Some(statement) = cluster.statement else { continue };
        let bearers: &mut Vec<_> = &mut bearers[statement as usize];
        for source in cited.iter().flatten().map(|&id| citations[id].source) {
            if !bearers.contains(&source) {
                bearers.push(source);
            }
        }
    }
    bearers
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
