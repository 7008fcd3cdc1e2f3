//! The plan of a site: each output path with what makes it.

use std::sync::Arc;

use crate::base::checked::Checked;
use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::output::MANIFEST;
use crate::base::path::{BadPath, OutPath};
use crate::base::plan::Plan;
use crate::base::snapshot::{Contents, Snapshot};
use crate::base::span::{FileId, Place, Span};
use crate::chronicle::content::{Role, role};
use crate::chronicle::model::Chronicle;
use crate::chronicle::paths;
use crate::render::exports::references::Format;
use crate::render::exports::{self, Export};
use crate::render::frame::base_url;
use crate::render::lists::{List, Lists, NAMED};
use crate::render::looks::style_sheet;
use crate::render::made::{Data, Index, Made};
use crate::render::names::{part_path, whole_path};
use crate::render::navigation;
use crate::render::origin;
use crate::render::search;
use crate::render::theme;
use crate::render::timeline::Timeline;
use crate::render::view::index::Kind;
use crate::render::view::reported::is_any_reported;
use crate::syntax::fields::{Origin, Step};

/// The folder of what an author writes.
const CONTENT: &str = "content/";

/// The script of the search.
const SEARCH_SCRIPT: &str = "theme/search.js";

/// What the theme's scripts say.
const WORDS: &str = "theme/words.js";

/// Plans the site.
pub(crate) fn plan(chronicle: &Chronicle, snapshot: &Snapshot) -> Checked<Plan<Made>> {
    let lists = Lists::of(chronicle);
    let mut outline =
        Outline { chronicle, snapshot, lists: &lists, plan: Plan::new(), diagnostics: Vec::new() };
    outline.fixed(snapshot);
    outline.things();
    outline.indexes();
    outline.reported();
    outline.evidence();
    outline.timeline();
    outline.search();
    outline.files(snapshot);
    outline.aliases();
    outline.events_sources();
    navigation::check(chronicle, &outline.plan, &mut outline.diagnostics);
    Checked { value: outline.plan, diagnostics: outline.diagnostics }
}

struct Outline<'c> {
    chronicle: &'c Chronicle,
    snapshot: &'c Snapshot,
    lists: &'c Lists,
    plan: Plan<Made>,
    diagnostics: Vec<Diagnostic>,
}

impl Outline<'_> {
    fn add(&mut self, path: OutPath, made: Made) {
        if path.folded() == MANIFEST {
            return self.taken_by_the_manifest(&made);
        }
        let Err(collision) = self.plan.add(path, made) else { return };
        let taken = self.plan.get(&collision.taken).expect("the path that was taken is in the plan");
        let message = if collision.taken == collision.path {
            format!("two things would be written to `{}`", collision.path)
        } else {
            format!("`{}` and `{}` cannot both be written", collision.taken, collision.path)
        };
        let (first, second) = (self.file_of(taken), self.file_of(&collision.made_by));
        let names = format!("{} and {}", taken.words(), collision.made_by.words());
        let mut diagnostic = of_file(Code::OutputCollision, second.or(first), message);
        if let (Some(first), Some(_)) = (first, second) {
            let place = Place { file: first, span: Span::point(0) };
            diagnostic = diagnostic.related(place, taken.words());
        }
        self.diagnostics.push(
            diagnostic
                .label(collision.made_by.words())
                .why(format!(
                    "{names} would share one path; disks that ignore case or accents' form take more for one"
                ))
                .help("give one of them another name or id"),
        );
    }

    fn taken_by_the_manifest(&mut self, made: &Made) {
        let message = format!("`{MANIFEST}` is the build's own list of what it wrote");
        let diagnostic = of_file(Code::OutputCollision, self.file_of(made), message);
        let why = "only what it lists is ever replaced or removed";
        self.diagnostics.push(diagnostic.label(made.words()).why(why).help("give the file another name"));
    }

    fn plain(&mut self, path: &str, made: Made) {
        self.add(paths::fixed(path), made);
    }

    /// The file to blame for an output.
    fn file_of(&self, made: &Made) -> Option<FileId> {
        let chronicle = self.chronicle;
        Some(match made {
            Made::Event(id) => chronicle.events[*id].file,
            Made::Source(id) => chronicle.sources[*id].file,
            Made::Actor(id) => chronicle.actors[*id].own.as_ref()?.file,
            Made::Place(id) => chronicle.places[*id].own.as_ref()?.file,
            Made::Page(id) => chronicle.pages[*id].file,
            Made::Home => chronicle.pages[chronicle.home?].file,
            Made::Asset(file, _) | Made::Text(file, _) | Made::Redirect(file, _) => *file,
            _ => return None,
        })
    }

    fn fixed(&mut self, snapshot: &Snapshot) {
        self.plain(paths::HOME, Made::Home);
        self.plain(paths::NOT_FOUND, Made::NotFound);
        self.plain(paths::ROBOTS, Made::Robots);
        self.plain(paths::HEADERS, Made::Headers);
        self.plain(".nojekyll", Made::NoJekyll);
        if style_sheet(&self.chronicle.config).is_some() {
            self.plain(paths::LOOKS, Made::Looks);
        }
        let has_base = base_url(self.chronicle, snapshot).is_some();
        if has_base && self.chronicle.as_of.is_none() {
            self.plain(paths::SITEMAP, Made::Sitemap);
        }
        for export in exports::ALL.into_iter().filter(|export| has_base || !export.needs_base()) {
            self.plain(export.path(), Made::Export(export));
        }
    }

    fn things(&mut self) {
        let chronicle = self.chronicle;
        for (id, event) in chronicle.events.iter() {
            self.add(event.path.clone(), Made::Event(id));
        }
        for (id, source) in chronicle.sources.iter() {
            self.add(source.path.clone(), Made::Source(id));
        }
        for (id, actor) in chronicle.actors.iter() {
            self.add(actor.path.clone(), Made::Actor(id));
        }
        for (id, place) in chronicle.places.iter() {
            self.add(place.path.clone(), Made::Place(id));
        }
        for (id, outlet) in chronicle.outlets.iter() {
            self.add(outlet.path.clone(), Made::Outlet(id));
        }
        for (id, tag) in chronicle.tags.iter() {
            self.add(tag.path.clone(), Made::Tag(id));
        }
        for (id, page) in chronicle.pages.iter() {
            if Some(id) != chronicle.home {
                self.add(page.path.clone(), Made::Page(id));
            }
        }
        for (n, page) in self.lists.years.pages.pages.iter().enumerate() {
            self.add(List::Years.path(page), Made::Year(n));
        }
    }

    fn indexes(&mut self) {
        let chronicle = self.chronicle;
        let kinds = [
            (Kind::Sources, chronicle.sources.len()),
            (Kind::Actors, chronicle.actors.len()),
            (Kind::Places, chronicle.places.len()),
            (Kind::Tags, chronicle.tags.len()),
            (Kind::Outlets, chronicle.outlets.len()),
            (Kind::Years, chronicle.events.len()),
        ];
        for (kind, _) in kinds.into_iter().filter(|(_, many)| *many > 0) {
            // An author's own page of that path goes before ours.
            if self.plan.get(&kind.path()).is_none() {
                self.add(kind.path(), Made::Index(Index(kind)));
            }
        }
        for (kind, index) in NAMED.into_iter().zip(&self.lists.names).filter(|(_, index)| !index.fits) {
            for n in 0..index.pages.len() {
                self.add(index.path(kind, n), Made::Letter(Index(kind), n));
            }
        }
        for (target, parts) in self.lists.parted.iter() {
            let Some(whole) = whole_path(chronicle, target) else { continue };
            for n in 1..parts.len() {
                self.add(part_path(whole, n), Made::Part(target, n));
            }
        }
        if !self.lists.sources.fits {
            for (n, page) in self.lists.sources.pages.pages.iter().enumerate() {
                self.add(List::Sources.path(page), Made::Sources(n));
            }
        }
    }

    /// The second clock: the events as they became known.
    fn reported(&mut self) {
        let chronicle = self.chronicle;
        let path = paths::fixed(paths::REPORTED);
        // An author's own page of that path goes before ours.
        if !is_any_reported(chronicle) || self.plan.get(&path).is_some() {
            return;
        }
        self.add(path, Made::Reported(None));
        if !self.lists.reported.fits {
            for (n, page) in self.lists.reported.pages.pages.iter().enumerate() {
                self.add(List::Reported.path(page), Made::Reported(Some(n)));
            }
        }
    }

    /// The evidence, unless the site turns it off.
    fn evidence(&mut self) {
        let chronicle = self.chronicle;
        let path = paths::fixed(paths::EVIDENCE);
        let is_any = !chronicle.events.values().is_empty() && !chronicle.sources.values().is_empty();
        // An author's own page of that path goes before ours.
        if chronicle.config.evidence && is_any && self.plan.get(&path).is_none() {
            self.add(path, Made::Evidence(None));
            if !self.lists.evidence.fits {
                for (n, page) in self.lists.evidence.pages.pages.iter().enumerate() {
                    self.add(List::Evidence.path(page), Made::Evidence(Some(n)));
                }
            }
        }
    }

    /// The timeline: lanes of all, by each kind; and closer pages where there are many events.
    fn timeline(&mut self) {
        let timeline = Timeline::new(self.chronicle);
        for (by, page) in timeline.outputs() {
            let path = timeline.path(by, page);
            // An author's own page of that path goes before ours.
            if self.plan.get(&path).is_none() {
                self.add(path, Made::Timeline(by, page));
            }
        }
    }

    /// The search, where the site has one.
    fn search(&mut self) {
        // An author's own page of that path goes before ours.
        if self.chronicle.config.search && self.plan.get(&paths::fixed(paths::SEARCH)).is_none() {
            self.plain(paths::SEARCH, Made::Search);
        }
    }

    fn has_search(&self) -> bool {
        self.plan.get(&paths::fixed(paths::SEARCH)) == Some(&Made::Search)
    }

    /// What scripts load.
    fn data(&mut self) {
        let chronicle = self.chronicle;
        let mut all: Vec<_> = (0..search::files(chronicle.events.len())).map(Data::Events).collect();
        if self.has_search() {
            all.push(Data::Contents);
            all.extend((0..search::files(chronicle.sources.len())).map(Data::Sources));
            all.extend((0..search::files(search::named(chronicle))).map(Data::Names));
            all.extend((0..search::parts(self.snapshot)).map(Data::Terms));
        }
        for data in all {
            self.add(data.path(), Made::Data(data));
        }
    }

    /// The theme, and what is published as it is.
    fn files(&mut self, snapshot: &Snapshot) {
        for (path, made) in theme::files(snapshot) {
            if path == SEARCH_SCRIPT && !self.has_search() {
                continue;
            }
            match OutPath::new(&path) {
                Ok(path) => self.add(path, made),
                Err(bad) => self.bad_name(&made, &path, bad),
            }
        }
        // A site's own file of that name goes before ours.
        if self.plan.get(&paths::fixed(WORDS)).is_none() {
            self.plain(WORDS, Made::Words);
        }
        self.data();
        let kept = self.chronicle.config.publish_kept_texts;
        for (id, file) in snapshot.files() {
            let made = match &file.contents {
                Contents::Asset { on_disk, .. } => Made::Asset(id, Arc::from(on_disk.as_path())),
                Contents::Text(text) if kept && role(&file.path) == Some(Role::KeptText) => {
                    Made::Text(id, text.clone())
                }
                _ => continue,
            };
            let Some(path) = file.path.as_str().strip_prefix(CONTENT) else { continue };
            // What cannot be published under its name was told when the site was read.
            let Ok(path) = OutPath::new(path) else { continue };
            self.add(path, made);
        }
    }

    /// The files of each event's sources for reference managers.
    fn events_sources(&mut self) {
        let chronicle = self.chronicle;
        for (id, event) in chronicle.events.iter() {
            if !exports::of_event_are_made(chronicle, event) {
                continue;
            }
            for format in Format::ALL {
                let path = exports::path_of_event(event.path.as_str(), format);
                // An author's own file of that path goes before ours.
                if let Ok(path) = OutPath::new(&path)
                    && self.plan.get(&path).is_none()
                {
                    self.add(path, Made::Export(Export::OfEvent(id, format)));
                }
            }
        }
    }

    fn bad_name(&mut self, made: &Made, path: &str, bad: BadPath) {
        let message = format!("`{path}` cannot be published");
        let diagnostic = of_file(Code::BadFileName, self.file_of(made), message);
        self.diagnostics.push(diagnostic.why(bad.to_string()).help("rename the file"));
    }

    fn aliases(&mut self) {
        let chronicle = self.chronicle;
        for event in chronicle.events.values() {
            self.old_addresses(event.file, &event.fields.origin, &event.fields.aliases, &event.path);
        }
        for source in chronicle.sources.values() {
            self.old_addresses(source.file, &source.fields.origin, &source.fields.aliases, &source.path);
        }
        for page in chronicle.pages.values() {
            self.old_addresses(page.file, &page.fields.origin, &page.fields.aliases, &page.path);
        }
    }

    fn old_addresses(&mut self, file: FileId, origin: &Origin, aliases: &[Box<str>], to: &OutPath) {
        for (n, alias) in aliases.iter().enumerate() {
            match old_path(alias) {
                Ok(path) if path == *to => {}
                Ok(path) => self.add(path, Made::Redirect(file, to.clone())),
                Err(bad) => self.diagnostics.push(
                    Diagnostic::at(
                        Code::BadUrl,
                        file,
                        origin::span(self.snapshot, file, origin, &[Step::Key("aliases"), Step::Item(n)]),
                        format!("`{alias}` cannot be an old address"),
                    )
                    .why(bad.to_string())
                    .help("write the path that the page had: `old/page.html`"),
                ),
            }
        }
    }
}

/// A complaint about what a file makes; about the site where no file does.
fn of_file(code: Code, file: Option<FileId>, message: String) -> Diagnostic {
    match file {
        Some(file) => Diagnostic::at(code, file, Span::point(0), message),
        None => Diagnostic::site(code, message),
    }
}

/// The path of the file that answers at an old address. A folder, and a name without a suffix,
/// are answered by the folder's `index.html`: so do all hosts.
fn old_path(alias: &str) -> Result<OutPath, BadPath> {
    let path = match url::Url::parse(alias) {
        Ok(url) if url.has_host() => url.path().to_owned(),
        _ => alias.split(['?', '#']).next().unwrap_or_default().to_owned(),
    };
    let path = percent_encoding::percent_decode_str(&path).decode_utf8_lossy();
    let path = path.trim_start_matches('/').trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or_default();
    if name.ends_with(".html") || name.ends_with(".htm") {
        return OutPath::new(path);
    }
    OutPath::new(&format!("{path}/index.html"))
}
