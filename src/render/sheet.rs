//! A page before it is rendered: its template and its view.

use std::borrow::Cow;

use tera::Context;

use crate::base::snapshot::Snapshot;
use crate::chronicle::model::Target;
use crate::render::describe::{description, published};
use crate::render::exports::json_ld::json_ld;
use crate::render::frame::{base_path, base_url, direction};
use crate::render::link::{Folder, encoded};
use crate::render::lookup::Lookup;
use crate::render::made::{Index, Made};
use crate::render::view::Html;
use crate::render::view::cite::{self, CiteView};
use crate::render::view::event::{EventView, event};
use crate::render::view::evidence::{EvidencePageView, evidence, evidence_of};
use crate::render::view::home::{HomeView, home};
use crate::render::view::index::{IndexView, index, letter, letter_name, sources_of};
use crate::render::view::name::{NameView, name};
use crate::render::view::outlet::{OutletView, outlet};
use crate::render::view::page::{OwnPageView, PageView, own_page};
use crate::render::view::reported::{ReportedView, reported};
use crate::render::view::source::{SourceView, source};
use crate::render::view::timeline::{TimelineView, timeline};
use crate::render::view::year::{YearView, year};

/// The template of the page that is shown wherever there is none.
const NOT_FOUND: &str = "404.html";

/// A page before it is rendered.
#[derive(Debug, Hash)]
pub(crate) struct Sheet<'a> {
    /// The template's name.
    pub(crate) template: &'static str,
    page: PageView<'a>,
    content: Content<'a>,
    cite: Option<CiteView>,
}

#[derive(Debug, Hash)]
enum Content<'a> {
    Home(HomeView<'a>),
    Event(Box<EventView<'a>>),
    Source(SourceView<'a>),
    Name(NameView<'a>),
    Outlet(Box<OutletView<'a>>),
    Own(OwnPageView<'a>),
    Year(YearView<'a>),
    Reported(ReportedView<'a>),
    Evidence(Box<EvidencePageView<'a>>),
    Timeline(Box<TimelineView<'a>>),
    Index(IndexView<'a>),
    Redirect(String),
    Nothing,
}

/// What a page says of itself.
struct Head<'a> {
    kind: &'static str,
    template: &'static str,
    title: Cow<'a, str>,
}

impl<'a> Sheet<'a> {
    /// The sheet of the page at `path`, encoded; `None` where `made` is no page.
    pub(crate) fn new(
        site: &'a Lookup<'a>,
        snapshot: &'a Snapshot,
        path: &'a str,
        made: &'a Made,
    ) -> Option<Self> {
        let folder = Folder::of(path);
        let head = head(site, made)?;
        let base = base_url(site.chronicle, snapshot);
        let language = site.language;
        // Wherever an address does not exist, its page is this one: no relative link would hold.
        let root =
            if *made == Made::NotFound { base.as_deref().and_then(base_path) } else { Some(folder.root()) };
        let page = PageView {
            kind: head.kind,
            title: head.title,
            path,
            root,
            json_ld: json_ld(site, base.as_deref(), folder, made).map(Html),
            url: base.as_deref().map(|base| format!("{base}{path}")),
            language,
            direction: direction(language),
            site_lang: site.lang(Some(&site.chronicle.config.language)),
            locale: &site.locale,
            description: description(site, made),
            published: published(site.chronicle, made),
        };
        let cite = match made {
            Made::Event(id) => Some(cite::of_event(site, base.as_deref(), folder, *id)),
            Made::Source(id) => Some(cite::of_source(site, *id)),
            _ => None,
        };
        Some(Self { template: head.template, page, content: content(site, folder, made), cite })
    }

    /// What the template gets. `times`: whether the page may show a time that is in the site's zone;
    /// `shared`: the pieces that are made already, where it is a page with a way to the root.
    pub(crate) fn context(&self, times: bool, shared: Option<tera::Value>) -> Context {
        let mut context = Context::new();
        if let Some(shared) = shared.filter(|_| self.template != NOT_FOUND) {
            context.insert_value("shared", shared);
        }
        context.insert("page", &self.page);
        if let Some(cite) = &self.cite {
            context.insert("cite", cite);
        }
        match &self.content {
            Content::Home(view) => context.insert("home", view),
            Content::Event(view) => context.insert("event", view),
            Content::Source(view) => context.insert("source", view),
            Content::Name(view) => context.insert("name", view),
            Content::Outlet(view) => context.insert("outlet", view),
            Content::Own(view) => context.insert("own", view),
            Content::Year(view) => context.insert("year", view),
            Content::Reported(view) => context.insert("reported", view),
            Content::Evidence(view) => context.insert("evidence", view),
            Content::Timeline(view) => context.insert("timeline", view),
            Content::Index(view) => context.insert("index", view),
            Content::Redirect(href) => context.insert("target", href),
            Content::Nothing => {}
        }
        let content = [
            "home", "event", "source", "name", "outlet", "own", "year", "reported", "evidence", "timeline",
            "index",
        ];
        let mut views = content.iter().filter_map(|name| context.get(name));
        let shows_times = times && views.any(shows_time);
        context.insert("shows_times", &shows_times);
        context
    }
}

/// Whether anything in a view says that it has a time in the site's zone.
fn shows_time(view: &tera::Value) -> bool {
    if let Some(list) = view.as_array() {
        return list.iter().any(shows_time);
    }
    let Some(fields) = view.as_map() else { return false };
    let says = |name: &str, value: &tera::Value| name == "in_zone" && value.as_bool() == Some(true);
    fields
        .iter()
        .any(|(name, value)| name.as_str().is_some_and(|name| says(name, value)) || shows_time(value))
}

fn head<'a>(site: &'a Lookup<'a>, made: &Made) -> Option<Head<'a>> {
    let plain = |kind, template, title| Head { kind, template, title: Cow::Borrowed(title) };
    Some(match made {
        Made::Home => plain("home", "home.html", ""),
        Made::Event(id) => plain("event", "event.html", site.title(Target::Event(*id))),
        Made::Source(id) => plain("source", "source.html", site.label(*id)),
        Made::Actor(id) => plain("actor", "name.html", site.title(Target::Actor(*id))),
        Made::Place(id) => plain("place", "name.html", site.title(Target::Place(*id))),
        Made::Tag(id) => plain("tag", "name.html", site.title(Target::Tag(*id))),
        Made::Outlet(id) => plain("outlet", "outlet.html", site.title(Target::Outlet(*id))),
        Made::Page(id) => plain("page", "page.html", site.title(Target::Page(*id))),
        Made::Year(n) => plain("year", "year.html", &site.years().names[*n].title),
        Made::Reported(n) => {
            let title = site.words.get("as_it_became_known");
            let year = n.map(|n| Cow::Owned(format!("{} · {title}", site.reported_pages().names[n].title)));
            Head { title: year.unwrap_or(Cow::Borrowed(title)), ..plain("reported", "reported.html", "") }
        }
        Made::Evidence(n) => {
            let title = site.words.get("evidence");
            let year = n.map(|n| Cow::Owned(format!("{} · {title}", site.evidence().names[n].title)));
            Head { title: year.unwrap_or(Cow::Borrowed(title)), ..plain("evidence", "evidence.html", "") }
        }
        Made::Timeline(_, n) => {
            let all = &site.timeline_titles[0];
            let title = match n {
                0 => Cow::Borrowed(&**all),
                _ => Cow::Owned(format!("{} · {all}", site.timeline_titles[*n])),
            };
            Head { title, ..plain("timeline", "timeline.html", "") }
        }
        Made::Sources(n) => {
            let (year, title) = (&site.sources().names[*n].title, site.words.get("sources_title"));
            Head { title: Cow::Owned(format!("{year} · {title}")), ..plain("sources", "sources.html", "") }
        }
        Made::Part(target, n) => {
            let (kind, template) = match target {
                Target::Source(_) => ("source", "source.html"),
                Target::Place(_) => ("place", "name.html"),
                Target::Tag(_) => ("tag", "name.html"),
                Target::Outlet(_) => ("outlet", "outlet.html"),
                _ => ("actor", "name.html"),
            };
            plain(kind, template, &site.part_names[target][*n].title)
        }
        Made::Letter(Index(kind), n) => {
            let (letter, title) = (letter_name(site, *kind, *n), site.words.get(kind.title()));
            Head { title: Cow::Owned(format!("{letter} · {title}")), ..plain(kind.name(), "index.html", "") }
        }
        Made::Index(Index(kind)) => plain(kind.name(), kind.template(), site.words.get(kind.title())),
        Made::Search => plain("search", "search.html", site.words.get("search_title")),
        Made::NotFound => plain("not_found", NOT_FOUND, site.words.get("not_found_title")),
        Made::Redirect(..) => plain("redirect", "redirect.html", site.words.get("redirect_title")),
        _ => return None,
    })
}

fn content<'a>(site: &'a Lookup<'a>, folder: Folder<'a>, made: &Made) -> Content<'a> {
    match made {
        Made::Home => Content::Home(home(site, folder)),
        Made::Event(id) => Content::Event(Box::new(event(site, folder, *id))),
        Made::Source(id) => Content::Source(source(site, folder, *id, 0)),
        Made::Actor(id) => Content::Name(name(site, folder, Target::Actor(*id), 0)),
        Made::Place(id) => Content::Name(name(site, folder, Target::Place(*id), 0)),
        Made::Tag(id) => Content::Name(name(site, folder, Target::Tag(*id), 0)),
        Made::Outlet(id) => Content::Outlet(Box::new(outlet(site, folder, *id, 0))),
        Made::Page(id) => Content::Own(own_page(site, folder, *id)),
        Made::Year(n) => Content::Year(year(site, folder, *n)),
        Made::Reported(n) => Content::Reported(reported(site, folder, *n)),
        Made::Evidence(None) => Content::Evidence(Box::new(evidence(site, folder))),
        Made::Evidence(Some(n)) => Content::Evidence(Box::new(evidence_of(site, folder, *n))),
        Made::Timeline(by, n) => Content::Timeline(Box::new(timeline(site, folder, *by, *n))),
        Made::Sources(n) => Content::Index(sources_of(site, folder, *n)),
        Made::Part(Target::Source(id), n) => Content::Source(source(site, folder, *id, *n)),
        Made::Part(Target::Outlet(id), n) => Content::Outlet(Box::new(outlet(site, folder, *id, *n))),
        Made::Part(target, n) => Content::Name(name(site, folder, *target, *n)),
        Made::Letter(Index(kind), n) => Content::Index(letter(site, folder, *kind, *n)),
        Made::Index(Index(kind)) => Content::Index(index(site, folder, *kind)),
        Made::Redirect(_, to) => Content::Redirect(folder.link(&encoded(to)).to_string()),
        _ => Content::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::{Built, build};

    fn site(zone: &str) -> Built {
        build(&[
            ("site.toml", &format!("time_zone = \"{zone}\"\nbase_url = \"https://x.example/\"\n")),
            ("content/events/bare.md", "---\ntitle: Bare\ndate: 2010-10-31T14:05\nsources: [k]\n---\n"),
            ("content/events/own.md", "---\ntitle: Own\ndate: 2012-03-18T09:00+05:45\nfollows: day\n---\n"),
            ("content/events/twice.md", "---\ntitle: Twice\ndate: 2014-10-26T01:30\n---\n"),
            ("content/events/day.md", "---\ntitle: Day\ndate: 2009-03-18\n---\n"),
            (
                "content/events/rival.md",
                "---\ntitle: R\ndate: 2008\naccounts: [{date: 2008-01-01T10:00}]\n---\n",
            ),
            ("content/events/range.md", "---\ntitle: L\ndate: 2006-10-28T23:00/2006-10-29T09:00\n---\n"),
            ("content/all.md", "# All\n\n## Inset {#inset date=2005-01-01T08:00}\n"),
            ("content/sources/s.yaml", "k: {outlet: O, published: 2010-11-01}\n"),
        ])
    }

    #[test]
    fn the_zone_of_times_is_said_once_where_one_is_shown() {
        let built = site("Europe/Moscow");
        let said = "<p class=\"zone\">Times that name no zone are those of Europe/Moscow.</p>";
        for path in ["bare", "twice", "rival", "range", "inset"].map(|id| format!("events/{id}.html")) {
            assert_eq!(built.page(&path).matches(said).count(), 1, "{path}");
        }
        for path in
            ["index.html", "all.html", "sources/k.html", "timeline.html", "reported.html", "evidence.html"]
        {
            assert_eq!(built.page(path).matches(said).count(), 1, "{path}");
        }
        for path in ["sources/index.html", "search.html", "404.html", "outlets/o.html"] {
            assert!(!built.page(path).contains("class=\"zone\""), "{path}");
        }
        let none = build(&[("content/events/day.md", "---\ntitle: D\ndate: 2009-03-18T10:00Z\n---\n")]);
        assert!(none.files.values().all(|page| !page.contains("class=\"zone\"")));
    }

    #[test]
    fn a_time_of_another_zone_carries_it() {
        let built = site("Europe/Moscow");
        let page = built.page("events/own.html");
        assert!(page.contains("<time datetime=\"2012-03-18T09:00+05:45\">"), "{page}");
        assert!(page.contains("09:00 (UTC+5:45)"), "{page}");
        assert!(built.page("events/bare.html").contains("<time datetime=\"2010-10-31T14:05+03:00\">"));
        // Of a time that the clocks showed twice no distance from UTC is known.
        assert!(built.page("events/twice.html").contains("<time datetime=\"2014-10-26T01:30\">"));
        assert!(built.page("index.html").contains("09:00 (UTC+5:45)"));
    }

    #[test]
    fn where_no_page_says_the_zone_each_time_carries_it() {
        let built = site("Europe/Moscow");
        for path in ["feed.xml", "feed.json", "rss.xml"] {
            let feed = built.page(path);
            for said in [
                "31 October 2010, 14:05 (UTC+3)",
                "18 March 2012, 09:00 (UTC+5:45)",
                "26 October 2014, 01:30 (Europe/Moscow)",
                "28 October 2006, 23:00 (UTC+4) – 29 October 2006, 09:00 (UTC+3)",
            ] {
                assert!(feed.contains(said), "{path}: {said}: {feed}");
            }
        }
    }
}
