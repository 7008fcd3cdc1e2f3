//! What the checks found, by check, with the things that it belongs to.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::span::{FileId, Place};
use crate::chronicle::findings::{Finding, Shown};
use crate::chronicle::model::{Chronicle, Target};

/// How many places of one check are shown.
const SHOWN: usize = 25;

/// What is said of evidence, by check, in the order of the checks.
pub(crate) fn findings(diagnostics: &[Diagnostic], chronicle: &Chronicle) -> Vec<Finding> {
    let mut by_code: BTreeMap<Code, Vec<&Diagnostic>> = BTreeMap::new();
    let tells = |it: &&Diagnostic| it.code.is_check() && it.code != Code::UnusedException;
    for it in diagnostics.iter().filter(tells) {
        by_code.entry(it.code).or_default().push(it);
    }
    if by_code.is_empty() {
        return Vec::new();
    }
    let owners = Owners::of(chronicle);
    let finding = |(code, mut all): (Code, Vec<&Diagnostic>)| {
        let excepted = all.iter().filter(|it| it.excepted.is_some()).count();
        let found = all.len();
        all.sort_by_key(|it| it.excepted.is_none());
        let shown = all
            .into_iter()
            .filter_map(|it| Some(Shown { of: owners.owner(it, chronicle)?, reason: it.excepted.clone() }));
        let mut shown: Vec<Shown> = shown.take(SHOWN).collect();
        shown.dedup();
        Finding { code, found, excepted, shown }
    };
    by_code.into_iter().map(finding).collect()
}

/// What stands in each file, by where it begins.
struct Owners {
    files: FxHashMap<FileId, Vec<(u32, Target)>>,
}

impl Owners {
    fn of(chronicle: &Chronicle) -> Self {
        let mut files: FxHashMap<FileId, Vec<(u32, Target)>> = FxHashMap::default();
        let mut add = |file, start, target| files.entry(file).or_default().push((start, target));
        for (id, event) in chronicle.events.iter() {
            let section = event.text.section.map(|n| &event.text.document.sections[n as usize]);
            add(event.file, section.map_or(0, |section| section.span.start), Target::Event(id));
        }
        for (id, source) in chronicle.sources.iter().filter(|(_, source)| source.text.is_some()) {
            add(source.file, 0, Target::Source(id));
        }
        for (id, page) in chronicle.pages.iter() {
            add(page.file, 0, Target::Page(id));
        }
        for (id, actor) in chronicle.actors.iter() {
            if let Some(own) = &actor.own {
                add(own.file, 0, Target::Actor(id));
            }
        }
        for (id, place) in chronicle.places.iter() {
            if let Some(own) = &place.own {
                add(own.file, 0, Target::Place(id));
            }
        }
        files.values_mut().for_each(|all| all.sort_unstable());
        Self { files }
    }

    /// What a complaint is about: what its place belongs to; in a list of sources, the first source
    /// that it names.
    fn owner(&self, it: &Diagnostic, chronicle: &Chronicle) -> Option<Target> {
        let Place { file, span } = it.place?;
        if let Some(all) = self.files.get(&file) {
            let next = all.partition_point(|(start, _)| *start <= span.start);
            return all[..next].last().map(|(_, target)| *target);
        }
        let key = it.message.split('`').nth(1)?;
        let found = chronicle.sources.values().binary_search_by(|source| (*source.key).cmp(key)).ok()?;
        Some(Target::Source(crate::base::arena::Id::nth(found)))
    }
}
