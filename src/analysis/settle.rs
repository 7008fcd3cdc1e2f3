//! What a site makes of its complaints: the levels that it sets, and what is excused at its place.

use rustc_hash::FxHashMap;

use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::snapshot::Snapshot;
use crate::base::span::{FileId, Place, Span};
use crate::chronicle::model::{Chronicle, Text};
use crate::syntax::document::Document;
use crate::syntax::fields::{Exception, Origin, OutletFields, Step};
use crate::syntax::yaml::place::Locator;

/// Gives each complaint the level that the site sets, drops those of checks that it turns off, and
/// marks those that are excused. An exception that excuses nothing is told of.
pub(crate) fn settle(diagnostics: &mut Vec<Diagnostic>, chronicle: &Chronicle, snapshot: &Snapshot) {
    let levels = &chronicle.config.checks;
    let mut excuses = Excuses::of(chronicle, snapshot);
    diagnostics.iter_mut().for_each(|it| excuses.apply(it));
    diagnostics.extend(excuses.unused(|code| levels.is_off(code)));
    diagnostics.retain_mut(|it| match levels.set(it.code) {
        None => true,
        Some(None) => false,
        Some(Some(level)) => {
            it.level = level;
            true
        }
    });
}

/// A stretch of a file that belongs to one thing, with what that is excused from.
struct Excuse<'a> {
    extent: Span,
    origin: &'a Origin,
    except: &'a [Exception],
    /// Which of them excused something.
    used: Vec<bool>,
}

/// The excuses of each file, in the order of their stretches, which do not overlap.
struct Excuses<'a> {
    snapshot: &'a Snapshot,
    files: FxHashMap<FileId, (Locator<'a>, Vec<Excuse<'a>>)>,
}

impl<'a> Excuses<'a> {
    fn of(chronicle: &'a Chronicle, snapshot: &'a Snapshot) -> Self {
        let mut excuses = Self { snapshot, files: FxHashMap::default() };
        for event in chronicle.events.values().iter().filter(|it| !it.fields.except.is_empty()) {
            let extent = extent(&event.text, snapshot.text(event.file));
            excuses.add(event.file, extent, &event.fields.origin, &event.fields.except);
        }
        for source in chronicle.sources.values().iter().filter(|it| !it.fields.except.is_empty()) {
            let (file, origin) = (source.file, &source.fields.origin);
            match (&source.text, origin) {
                (Some(_), _) => excuses.add_file(file, origin, &source.fields.except),
                (None, Origin::Data { entry, .. }) => {
                    excuses.add(file, *entry, origin, &source.fields.except);
                }
                (None, _) => {
                    let start = excuses.locator(file, origin).locate_key(origin, &[]).start;
                    // Its end is where the next one begins, and found with all of them.
                    excuses.add(file, Span { start, end: u32::MAX }, origin, &source.fields.except);
                }
            }
        }
        for (file, own) in own_outlets(chronicle).filter(|(_, own)| !own.except.is_empty()) {
            let start = excuses.locator(file, &own.origin).locate_key(&own.origin, &[]).start;
            excuses.add(file, Span { start, end: u32::MAX }, &own.origin, &own.except);
        }
        excuses.end_entries(chronicle);
        for name in chronicle.actors.values().iter().chain(chronicle.places.values()) {
            if let Some(own) = &name.own {
                excuses.add_file(own.file, &own.fields.origin, &own.fields.except);
            }
        }
        for page in chronicle.pages.values() {
            let extent = extent(&page.text, snapshot.text(page.file));
            excuses.add(page.file, extent, &page.fields.origin, &page.fields.except);
        }
        for (_, all) in excuses.files.values_mut() {
            all.sort_by_key(|it| it.extent);
        }
        excuses
    }

    /// Lets each entry of a list of sources, or of outlets, end where the next one begins.
    fn end_entries(&mut self, chronicle: &Chronicle) {
        let mut starts: FxHashMap<FileId, Vec<u32>> = FxHashMap::default();
        let listed = chronicle.sources.values().iter().filter(|it| it.text.is_none());
        let listed = listed.map(|source| (source.file, &source.fields.origin));
        for (file, origin) in listed.chain(own_outlets(chronicle).map(|(file, own)| (file, &own.origin))) {
            if let Some((locator, _)) = self.files.get(&file) {
                let start = locator.locate_key(origin, &[]).start;
                starts.entry(file).or_default().push(start);
            }
        }
        for (file, starts) in &mut starts {
            starts.sort_unstable();
            let (_, all) = self.files.get_mut(file).expect("the starts are of its entries");
            for it in all.iter_mut().filter(|it| it.extent.end == u32::MAX) {
                let next = starts.partition_point(|&start| start <= it.extent.start);
                it.extent.end = starts.get(next).map_or(u32::MAX, |next| next - 1);
            }
        }
    }

    fn locator(&mut self, file: FileId, origin: &Origin) -> &Locator<'a> {
        let block = match origin {
            Origin::Yaml { block, .. } => *block,
            Origin::Heading { .. } | Origin::Data { .. } | Origin::Nowhere => Span::default(),
        };
        let text = self.snapshot.text(file);
        &self.files.entry(file).or_insert_with(|| (Locator::new(text, block), Vec::new())).0
    }

    fn add_file(&mut self, file: FileId, origin: &'a Origin, except: &'a [Exception]) {
        self.add(file, Span::new(0, self.snapshot.text(file).len()), origin, except);
    }

    fn add(&mut self, file: FileId, extent: Span, origin: &'a Origin, except: &'a [Exception]) {
        if except.is_empty() {
            return;
        }
        self.locator(file, origin);
        let all = &mut self.files.get_mut(&file).expect("its locator was put there").1;
        all.push(Excuse { extent, origin, except, used: vec![false; except.len()] });
    }

    /// Marks a complaint as excused where its place, or one that belongs to it, says so.
    fn apply(&mut self, it: &mut Diagnostic) {
        if self.files.is_empty() {
            return;
        }
        let places = it.place.into_iter().chain(it.related.iter().map(|(place, _)| *place));
        let found = places.into_iter().find_map(|place| self.at(place, it.code));
        it.excepted = found.map(Into::into);
    }

    fn at(&mut self, place: Place, code: Code) -> Option<&'a str> {
        let (_, all) = self.files.get_mut(&place.file)?;
        let next = all.partition_point(|it| it.extent.start <= place.span.start);
        let excuse = all[..next].last_mut().filter(|it| place.span.start <= it.extent.end)?;
        let n = excuse.except.iter().position(|it| it.code == code)?;
        excuse.used[n] = true;
        Some(&excuse.except[n].reason)
    }

    /// The exceptions that excused nothing, but for those from checks that are turned off.
    fn unused(&self, is_off: impl Fn(Code) -> bool) -> Vec<Diagnostic> {
        let mut unused = Vec::new();
        for (file, (locator, all)) in &self.files {
            for excuse in all {
                let idle =
                    excuse.except.iter().zip(&excuse.used).filter(|(it, used)| !**used && !is_off(it.code));
                for (exception, _) in idle {
                    let name = exception.code.name();
                    let span = locator.locate_key(excuse.origin, &[Step::Key("except"), Step::Key(name)]);
                    let message = format!("the exception from `{name}` excuses nothing");
                    let said = Diagnostic::at(Code::UnusedException, *file, span, message);
                    unused.push(said.label("nothing to excuse").help("take it out"));
                }
            }
        }
        unused
    }
}

/// What `outlets.yaml` says of outlets.
fn own_outlets(chronicle: &Chronicle) -> impl Iterator<Item = (FileId, &OutletFields)> {
    chronicle.outlets.values().iter().filter_map(|it| Some((it.file?, it.own.as_deref()?)))
}

/// The bytes of a file that belong to a text: from its heading, or the file's beginning, to the next
/// heading that is an event.
fn extent(text: &Text, file: &str) -> Span {
    let Document { sections, .. } = &*text.document;
    let start = |n: usize| sections.get(n).map(|section| section.span.start as usize);
    let (from, next) = match text.section {
        Some(n) => (start(n as usize).unwrap_or(0), n as usize + 1),
        None => (0, 0),
    };
    let end = start(next).map_or(file.len(), |next| next.saturating_sub(1));
    Span::new(from, end)
}
