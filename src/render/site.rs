//! The doors of the room: the plan of a site, and its making.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use crate::base::checked::Checked;
use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, sort};
use crate::base::hash::memo;
use crate::base::output::{Body, Sink};
use crate::base::path::OutPath;
use crate::base::plan::Plan;
use crate::base::snapshot::Snapshot;
use crate::chronicle::model::Chronicle;
use crate::render::frame::{base_url, has_search, site_view};
use crate::render::host::{headers, robots, sitemap};
use crate::render::link::encoded;
use crate::render::looks::style_sheet;
use crate::render::lookup::Lookup;
use crate::render::made::{Data, Made};
use crate::render::outline;
use crate::render::policy::policy;
use crate::render::rows::rows;
use crate::render::script::words;
use crate::render::search::{Index, name_rows, source_rows};
use crate::render::shared::Shared;
use crate::render::sheet::Sheet;
use crate::render::template::{self, Templates};
use crate::render::tongue::Tongues;
use crate::render::view::site::SiteView;

/// The most outputs that a thread makes before it may share what is left: at the end none waits long
/// for another.
const MOST_AT_ONCE: usize = 16;

/// The most failures of templates that are told: one fault in a template fails every page.
const MOST_FAILURES: usize = 5;

/// Every output of the site, with what makes it; with the outputs that collide, and the languages
/// that have no words.
pub fn plan(chronicle: &Chronicle, snapshot: &Snapshot) -> Checked<Plan<Made>> {
    let mut planned = outline::plan(chronicle, snapshot);
    // Told now, while the texts that name the languages are at hand.
    planned.diagnostics.extend(Tongues::load(snapshot, chronicle).diagnostics);
    planned
}

/// Makes every output of `plan` and hands it to `sink`, in no order and from several threads.
///
/// What is wrong with a template comes back as diagnostics, and its pages are left out.
///
/// # Errors
/// The sink's first refusal.
pub fn render(
    chronicle: &Chronicle,
    snapshot: &Snapshot,
    plan: &Plan<Made>,
    sink: &dyn Sink,
) -> io::Result<Vec<Diagnostic>> {
    Ok(rayon::scope(|_| make(chronicle, snapshot, plan, sink, None))?.diagnostics)
}

/// What [`render`] would complain of. Only a site's own templates can fail: where it has some, its
/// outputs are made and handed to `sink`; else nothing is.
///
/// # Errors
/// The sink's first refusal.
pub fn rehearse(
    chronicle: &Chronicle,
    snapshot: &Snapshot,
    plan: &Plan<Made>,
    sink: &dyn Sink,
) -> io::Result<Vec<Diagnostic>> {
    if snapshot.files().any(|(_, file)| file.path.as_str().starts_with(template::FOLDER)) {
        return render(chronicle, snapshot, plan, sink);
    }
    let mut diagnostics = Vec::new();
    if chronicle.style.is_some() {
        let tongues = Tongues::load(snapshot, chronicle).value;
        let (language, words) = &tongues.all[0];
        drop(Lookup::new(chronicle, snapshot, words, language, &mut diagnostics));
    }
    Ok(diagnostics)
}

/// What pages were made of: the hash of each page's view, and of all that pages share.
#[derive(Debug, Default)]
pub struct Pages(FxHashMap<OutPath, u64>);

/// The same as [`render`], but a page whose view is as it was is not made again: the sink keeps
/// what it has. `seen` is what this function gave for the build that the sink has kept.
///
/// # Errors
/// The sink's first refusal.
pub fn render_changed(
    chronicle: &Chronicle,
    snapshot: &Snapshot,
    plan: &Plan<Made>,
    sink: &dyn Sink,
    seen: &Pages,
) -> io::Result<Checked<Pages>> {
    rayon::scope(|_| make(chronicle, snapshot, plan, sink, Some(seen)))
}

/// Goes on a thread of the pool: there lies the room that the texts had, which have been let go of.
fn make(
    chronicle: &Chronicle,
    snapshot: &Snapshot,
    plan: &Plan<Made>,
    sink: &dyn Sink,
    seen: Option<&Pages>,
) -> io::Result<Checked<Pages>> {
    let mut diagnostics = Vec::new();
    let tongues = Tongues::load(snapshot, chronicle).value;
    let templates = Templates::load(snapshot).tell(&mut diagnostics);
    let base = base_url(chronicle, snapshot);
    let policy = policy(chronicle);
    let (language, words) = &tongues.all[0];
    let first = Lookup::new(chronicle, snapshot, words, language, &mut diagnostics);
    let others = tongues.all[1..].par_iter().map(|(language, words)| first.again(words, language));
    let others: Vec<_> = others.collect();
    let sites = std::iter::once(&first).chain(&others);
    let view = |site| site_view(site, plan, base.as_deref(), policy.as_deref());
    let frames: Vec<_> = sites.map(|site| Frame::new(site, &view(site), &templates, snapshot)).collect();
    let press = Press {
        site: &first,
        tongues: &tongues,
        frames: &frames,
        snapshot,
        plan,
        base: base.as_deref(),
        policy: policy.as_deref(),
        sink,
        seen,
        stopped: AtomicBool::new(false),
        index: has_search(plan).then(|| Index::new(&first, planned(plan))),
    };
    let outputs: Vec<_> = plan.iter().collect();
    let made: Vec<_> = outputs
        .into_par_iter()
        .with_min_len(8)
        .with_max_len(MOST_AT_ONCE)
        .map_init(Vec::new, |buffer, (path, made)| press.make(path, made, buffer))
        .collect::<io::Result<_>>()?;
    let mut pages = FxHashMap::default();
    let mut failures = Vec::new();
    for (one, (path, _)) in made.into_iter().zip(plan.iter()) {
        match one {
            One::Page(hash) => drop(pages.insert(path.clone(), hash)),
            One::Failed(failure) => failures.push(*failure),
            One::Other => {}
        }
    }
    diagnostics.extend(told(failures));
    let Press { index, .. } = press;
    rayon::join(|| drop((first, index)), || drop(others));
    Ok(Checked { value: Pages(pages), diagnostics })
}

/// In how many parts the plan has the index of the site. The texts that it was reckoned from may have
/// been let go of since.
fn planned(plan: &Plan<Made>) -> usize {
    plan.iter().filter(|(_, made)| matches!(made, Made::Data(Data::Terms(_)))).count()
}

/// The failures to tell: one fault in a template fails every page that it makes.
fn told(mut failures: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if failures.iter().any(|failure| failure.code == Code::TemplateLimit) {
        // Which pages were made before the limit stopped them is chance.
        failures.retain(|failure| failure.code == Code::TemplateLimit);
        failures.truncate(1);
    }
    sort(&mut failures);
    failures.truncate(MOST_FAILURES);
    failures
}

/// What came of one output.
enum One {
    /// A page, with the hash of its view; 0 where nobody asked.
    Page(u64),
    /// A page whose template failed.
    Failed(Box<Diagnostic>),
    /// Something else.
    Other,
}

/// What the pages of one language share.
struct Frame<'p> {
    site: &'p Lookup<'p>,
    templates: Templates,
    shared: Shared,
    /// The hash of all that they share.
    hash: u64,
    /// Whether any of them may show a time that is in the site's zone.
    has_times: bool,
}

impl<'p> Frame<'p> {
    fn new(site: &'p Lookup<'p>, view: &SiteView<'_>, templates: &Templates, snapshot: &Snapshot) -> Self {
        let words = site.words.all();
        let mut templates = templates.clone();
        templates.set_global("site", view);
        templates.set_global("w", &words);
        let hash = memo(&(view, words, templates.digest));
        let shared = Shared::new(&templates, view, snapshot);
        Self { site, hash, has_times: view.zone.is_some(), templates, shared }
    }
}

struct Press<'p> {
    /// The chronicle in the site's language.
    site: &'p Lookup<'p>,
    tongues: &'p Tongues,
    /// What the pages of each language share.
    frames: &'p [Frame<'p>],
    snapshot: &'p Snapshot,
    plan: &'p Plan<Made>,
    seen: Option<&'p Pages>,
    base: Option<&'p str>,
    /// What pages may load.
    policy: Option<&'p str>,
    sink: &'p dyn Sink,
    /// Whether a template ran away, so that no more pages are worth making.
    stopped: AtomicBool,
    /// Where the search finds what, on a site that has one.
    index: Option<Index>,
}

impl Press<'_> {
    /// The base address, where search engines are to find what lies there.
    fn whole_base(&self) -> Option<&str> {
        self.base.filter(|_| self.site.chronicle.as_of.is_none())
    }

    fn make(&self, path: &OutPath, made: &Made, buffer: &mut Vec<u8>) -> io::Result<One> {
        buffer.clear();
        match made {
            Made::BuiltIn(bytes) => self.sink.put(path, Body::Bytes(bytes))?,
            Made::Text(_, text) => self.sink.put(path, Body::Bytes(text.as_bytes()))?,
            Made::Asset(_, file) => self.sink.put(path, Body::File(file))?,
            Made::Export(export) => {
                self.sink.put(path, Body::Written(&|out| export.write(self.site, self.base, out)))?;
            }
            Made::Robots => self.sink.put(path, Body::Bytes(robots(self.whole_base()).as_bytes()))?,
            Made::Headers => self.sink.put(path, Body::Bytes(headers(self.policy).as_bytes()))?,
            Made::Sitemap => {
                let base = self.base.expect("a sitemap is planned only where there is a base address");
                self.sink.put(path, Body::Bytes(sitemap(self.plan, base).as_bytes()))?;
            }
            Made::Data(data) => self.sink.put(path, Body::Bytes(&self.data(*data)))?,
            Made::Words => self.sink.put(path, Body::Bytes(words(self.tongues).as_bytes()))?,
            Made::Looks => {
                let css = style_sheet(&self.site.chronicle.config);
                self.sink.put(path, Body::Bytes(css.unwrap_or_default().as_bytes()))?;
            }
            Made::NoJekyll => self.sink.put(path, Body::Bytes(b""))?,
            _ => return self.page(path, made, buffer),
        }
        Ok(One::Other)
    }

    fn data(&self, data: Data) -> Vec<u8> {
        let index = || self.index.as_ref().expect("it is planned with the search, for which it is made");
        match data {
            Data::Events(n) => rows(self.site, n),
            Data::Sources(n) => source_rows(self.site, n),
            Data::Names(n) => name_rows(self.site, n),
            Data::Terms(n) => index().part(n),
            Data::Contents => index().contents(self.site.chronicle),
        }
    }

    fn page(&self, path: &OutPath, made: &Made, buffer: &mut Vec<u8>) -> io::Result<One> {
        if self.stopped.load(Ordering::Relaxed) {
            return Ok(One::Other);
        }
        let encoded = encoded(path);
        let frame = &self.frames[self.tongues.of(self.site.chronicle, made)];
        let Some(sheet) = Sheet::new(frame.site, self.snapshot, &encoded, made) else {
            return Ok(One::Other);
        };
        let hash = self.seen.map_or(0, |_| memo(&(frame.hash, &sheet)));
        if self.seen.is_some_and(|seen| seen.0.get(path) == Some(&hash)) && self.sink.keep(path) {
            return Ok(One::Page(hash));
        }
        let context = sheet.context(frame.has_times, frame.shared.of(&encoded));
        match frame.templates.render(sheet.template, &context, self.snapshot, buffer) {
            Ok(()) => self.sink.put(path, Body::Bytes(buffer)).map(|()| One::Page(hash)),
            Err(failure) => {
                if failure.code == Code::TemplateLimit {
                    self.stopped.store(true, Ordering::Relaxed);
                }
                Ok(One::Failed(failure))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::analysis::analyze;
    use crate::base::output::Sink;
    use crate::base::path::OutPath;
    use crate::render::fixture::{Taken, build, snapshot};
    use crate::render::site::{Pages, plan, render_changed};

    const EVENT: (&str, &str) = (
        "content/events/signed.md",
        "---\ntitle: It is signed\ndate: 2010-03-18\nactors: [Ann]\nplaces: [Moscow]\ntags: [words]\nsources: [a]\n\
         aliases: [/old/page.html, 2010/signed]\n---\n\nText [@b].\n",
    );
    const SOURCES: (&str, &str) = (
        "content/sources/s.yaml",
        "a:\n  outlet: Interfax\n  published: 2010-03-20\nb:\n  title: A book\n  via: a\n",
    );

    #[test]
    fn every_kind_of_page_is_made() {
        let built = build(&[
            EVENT,
            SOURCES,
            ("content/index.md", "Hello [@a].\n"),
            ("content/method.md", "# Method\n"),
        ]);
        assert_eq!(built.said(), "");
        let paths: Vec<_> = built.files.keys().map(String::as_str).collect();
        assert_eq!(
            paths,
            [
                ".nojekyll",
                "2010/signed/index.html",
                "404.html",
                "_headers",
                "actors/ann.html",
                "actors/index.html",
                "chronicle.json",
                "chronicle.schema.json",
                "data/events-0.js",
                "data/names-0.js",
                "data/search.js",
                "data/sources-0.js",
                "data/terms-0.js",
                "events.csv",
                "events.ics",
                "events/signed.bib",
                "events/signed.bibtex.bib",
                "events/signed.csl.json",
                "events/signed.html",
                "events/signed.ris",
                "evidence.html",
                "exports.json",
                "feed.json",
                "feed.xml",
                "index.html",
                "method.html",
                "old/page.html",
                "outlets/index.html",
                "outlets/interfax.html",
                "places/index.html",
                "places/moscow.html",
                "reported.html",
                "robots.txt",
                "search.html",
                "sources-bibtex.bib",
                "sources.bib",
                "sources.csl.json",
                "sources.csv",
                "sources.ris",
                "sources/a.html",
                "sources/b.html",
                "sources/index.html",
                "tags/index.html",
                "tags/words.html",
                "theme/chronology.css",
                "theme/dateline.css",
                "theme/dateline.js",
                "theme/favicon.svg",
                "theme/filter.js",
                "theme/lanes.css",
                "theme/script.css",
                "theme/search.js",
                "theme/words.js",
                "timeline.html",
                "timeline/outlets.html",
                "timeline/places.html",
                "timeline/tags.html",
                "years/2010.html",
                "years/index.html",
            ]
        );
        assert!(built.page("old/page.html").contains("url=../events/signed.html"));
        assert!(built.page("2010/signed/index.html").contains("url=../../events/signed.html"));
    }

    #[test]
    fn what_collides_is_named() {
        let built = build(&[
            EVENT,
            ("content/old/page.md", "# Old\n"),
            ("theme/a:b.css", ""),
            (
                "content/events/other.md",
                "---\ntitle: T\ndate: 2010\naliases: ['a\\b', /events/signed.html]\n---\n",
            ),
        ]);
        let said = built.said();
        for (code, words) in [
            ("output-collision", "`old/page.html`"),
            ("output-collision", "`events/signed.html`"),
            ("bad-url", "`a\\b`"),
            ("bad-file-name", "`theme/a:b.css`"),
        ] {
            assert!(
                said.lines().any(|line| line.starts_with(code) && line.contains(words)),
                "{code} {words}\n{said}"
            );
        }
    }

    #[test]
    fn nothing_hostile_gets_out_of_its_place() {
        let hostile = "\"'><script>alert(1)</script>&amp;\u{1b}";
        let yaml = hostile.replace('\'', "''").replace('\u{1b}', "");
        let event = format!(
            "---\ntitle: '{yaml}'\ndate: 2010\nsummary: '{yaml}'\ndate-as-written: '{yaml}'\nactors: ['{yaml}']\n\
             tags: ['{yaml}']\nplaces: ['{yaml}']\naccounts:\n  - {{figure: '{yaml}', text: '{yaml}', place: '{yaml}'}}\n---\n\n[@a] [[x|{hostile}]]\n"
        );
        let source = format!(
            "a:\n  title: '{yaml}'\n  outlet: '{yaml}'\n  author: '{yaml}'\n  url: 'javascript:alert(1)'\n  quote: '{yaml}'\n  note: '{yaml}'\n  language: '{yaml}'\n"
        );
        let toml =
            format!("title = '''{hostile}'''\ndescription = '''{hostile}'''\nauthor = '''{hostile}'''\n");
        let built = build(&[
            ("site.toml", &toml.replace('\u{1b}', "")),
            ("content/events/x.md", &event),
            ("content/sources/s.yaml", &source),
        ]);
        for (path, text) in &built.files {
            if path.ends_with(".html") || path.ends_with(".xml") {
                assert!(!text.contains("<script>"), "{path}\n{text}");
                assert!(
                    !text.contains("javascript:") || !text.contains("href=\"javascript"),
                    "{path}\n{text}"
                );
                assert!(!text.contains('\u{1b}'), "{path}");
            }
        }
        serde_json::from_str::<serde_json::Value>(built.page("chronicle.json")).unwrap();
    }

    #[test]
    fn many_events_have_a_line_each_and_the_home_page_leads_to_years() {
        let events: Vec<_> = (0..301)
            .map(|n| {
                let text = format!("---\ntitle: Event {n}\ndate: {}\nactors: [Ann]\n---\n", 1900 + n / 50);
                (format!("content/events/e{n}.md"), text)
            })
            .collect();
        let mut files: Vec<_> = events.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        files.push(("content/events/never.md", "---\ntitle: Never\ndate: unknown\n---\n"));
        let built = build(&files);
        assert_eq!(built.said(), "");
        assert!(built.page("actors/ann.html").contains("<ol class=\"rests lines\""));
        assert!(built.page("years/1904.html").contains("<ol class=\"chronology\""));
        assert!(built.page("years/undated.html").contains("Never"));
        let years = built.part("index.html", "<ol class=\"years\"", "</ol>");
        assert!(
            years.contains("<a href=\"years/1900.html\">1900</a> <span class=\"count\">50 events</span>"),
            "{years}"
        );
        assert!(!built.page("index.html").contains("id=\"event-e0\""));
        // What has no date is little, and stands on the page itself.
        assert!(built.page("index.html").contains("id=\"event-never\""));
        assert!(built.page("events/e7.html").contains("<a href=\"../years/1900.html#event-e7\">"));
        assert!(built.page("years/1900.html").contains("id=\"event-e7\""));
    }

    #[test]
    fn a_giant_year_has_a_page_for_each_month_and_day() {
        let long = "A long title of an event that has much to say of itself, ".repeat(6);
        let event = |n: usize, date: &str| {
            let text = format!("---\ntitle: '{long} {n}'\ndate: {date}\n---\n");
            (format!("content/events/e{n}.md"), text)
        };
        let mut events: Vec<_> = (0..90).map(|n| event(n, "2010-03-04")).collect();
        events.push(event(90, "2010-03-05"));
        events.push(event(91, "2010-03"));
        events.push(event(92, "2010"));
        events.push(event(93, "2010-12-31/2011-01-02"));
        events.push(event(94, "2009"));
        let files: Vec<_> = events.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let built = build(&files);
        assert_eq!(built.said(), "");
        let years: Vec<_> = built.files.keys().filter(|path| path.starts_with("years/")).collect();
        assert_eq!(
            years,
            [
                "years/2009.html",
                "years/2010.html",
                "years/2010/03.html",
                "years/2010/03/04.html",
                "years/2010/03/04/page-2.html",
                "years/2010/03/05.html",
                "years/2010/12.html",
                "years/index.html"
            ]
        );
        let home = built.part("index.html", "<ol class=\"years\"", "</ol>");
        for link in [
            "<a href=\"years/2010.html\">2010</a> <span class=\"count\">94 events</span>",
            "<a href=\"years/2010/03.html\">March 2010</a>",
        ] {
            assert!(home.contains(link), "{home}");
        }
        assert!(built.page("years/2010.html").contains("id=\"event-e92\""));
        assert!(built.page("years/2010/03.html").contains("id=\"event-e91\""));
        assert!(built.page("years/2010/12.html").contains("id=\"event-e93\""));
        let second = built.page("years/2010/03/04/page-2.html");
        for words in [
            "<h1>4 March 2010, part 2 of 2</h1>",
            "<a href=\"../../../../years/index.html\">Years</a> › <a href=\"../../../../years/2010.html\">2010</a> › \
             <a href=\"../../../../years/2010/03.html\">March 2010</a>",
            "<a href=\"page-2.html\" aria-current=\"page\">2</a>",
            "<a rel=\"next\" href=\"../../../../years/2010/03/05.html\">5 March 2010</a>",
        ] {
            assert!(second.contains(words), "{words}\n{second}");
        }
    }

    #[test]
    fn the_same_snapshot_gives_the_same_bytes() {
        let files: Vec<_> = (0..60)
            .map(|n| {
                let text = format!(
                    "---\ntitle: Event {n}\ndate: 20{:02}\ntags: [t{}]\nactors: [A{}]\n---\n\nText [@s{}; @s{}].\n",
                    n % 20,
                    n % 7,
                    n % 5,
                    n % 9,
                    n % 4
                );
                (format!("content/events/e{n}.md"), text)
            })
            .collect();
        let sources: String = (0..9).map(|n| format!("s{n}:\n  outlet: Paper {n}\n")).collect();
        let mut all: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        all.push(("content/sources/s.yaml", &sources));
        let first = build(&all);
        for _ in 0..3 {
            assert!(build(&all).files == first.files);
        }
    }

    /// A sink that has all pages of the build before.
    #[derive(Default)]
    struct Kept(Taken, std::sync::Mutex<Vec<String>>);

    impl Sink for Kept {
        fn put(&self, path: &OutPath, body: crate::base::output::Body<'_>) -> std::io::Result<()> {
            self.0.put(path, body)
        }

        fn keep(&self, path: &OutPath) -> bool {
            self.1.lock().unwrap().push(path.to_string());
            true
        }
    }

    #[test]
    fn a_page_whose_view_is_as_it_was_is_not_made_again() {
        let make = |text: &str, seen: &Pages| {
            let other = "---\ntitle: Another\ndate: 2011\n---\n\nMore [@a].\n";
            let files = [EVENT, SOURCES, ("content/events/other.md", other), ("content/method.md", text)];
            let analysis = analyze(snapshot(&files));
            let plan = plan(&analysis.chronicle, &analysis.snapshot).value;
            let sink = Kept::default();
            let pages =
                render_changed(&analysis.chronicle, &analysis.snapshot, &plan, &sink, seen).unwrap().value;
            let made: BTreeMap<_, _> = sink.0.0.into_inner().unwrap();
            let made = made.into_keys().filter(|path| path.ends_with(".html")).collect::<Vec<_>>();
            (pages, made, sink.1.into_inner().unwrap().len())
        };
        let (seen, made, kept) = make("# Method\n\nOne.\n", &Pages::default());
        assert_eq!((made.len(), kept), (28, 0), "{made:?}");
        let (seen, made, kept) = make("# Method\n\nTwo.\n", &seen);
        assert_eq!((made, kept), (vec!["method.html".to_owned()], 27));
        let (_, made, kept) = make("# Method\n\nTwo.\n", &seen);
        assert_eq!((made.len(), kept), (0, 28));
    }
}
