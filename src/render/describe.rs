//! What a page is about, in a sentence or two, for its head and for those who link to it.

use std::borrow::Cow;

use crate::base::arena::Id;
use crate::chronicle::model::{Chronicle, Event, Source, Target, Text};
use crate::dates::date::Date;
use crate::render::lookup::Lookup;
use crate::render::made::{Index, Made};
use crate::render::view::index::{Kind, letter_name};

/// So many characters are enough: no further sentence is taken.
const ENOUGH: usize = 110;

/// The most characters; a longer sentence is cut between words.
const MOST: usize = 280;

/// What the page that `made` makes is about; `None` where it is no page, or only sends on.
pub(crate) fn description<'a>(site: &'a Lookup<'a>, made: &Made) -> Option<Cow<'a, str>> {
    let chronicle = site.chronicle;
    let events = |n| site.words.count("events", n);
    let sources = |n| site.words.count("sources", n);
    let whole = || chronicle.config.description.as_deref().map(Cow::Borrowed);
    let by_text = |text: &'a Text| sentences(site, text);
    match made {
        Made::Home => {
            let introduction = || by_text(&chronicle.pages[chronicle.home?].text);
            let counts = || events(chronicle.events.len()) + ", " + &sources(chronicle.sources.len());
            Some(whole().or_else(introduction).unwrap_or_else(|| counts().into()))
        }
        Made::Event(id) => Some(of_event(site, *id)),
        Made::Source(id) => Some(of_source(site, *id)),
        Made::Actor(id) | Made::Place(id) => {
            let is_actor = matches!(made, Made::Actor(_));
            let name = if is_actor { &chronicle.actors[*id] } else { &chronicle.places[*id] };
            let target = if is_actor { Target::Actor(*id) } else { Target::Place(*id) };
            let own = name.own.as_ref();
            let summary = own.and_then(|own| own.fields.summary.as_deref()).map(Cow::Borrowed);
            let text = || own.and_then(|own| by_text(&own.text));
            let count = || joined(&[site.title(target), &events(name.events.len()), &chronicle.config.title]);
            Some(summary.or_else(text).unwrap_or_else(count))
        }
        Made::Outlet(id) => {
            let outlet = &chronicle.outlets[*id];
            Some(joined(&[&outlet.title, &sources(outlet.sources.len()), &chronicle.config.title]))
        }
        Made::Tag(id) => {
            let tag = &chronicle.tags[*id];
            Some(joined(&[&tag.title, &events(tag.events.len()), &chronicle.config.title]))
        }
        Made::Page(id) => {
            let page = &chronicle.pages[*id];
            let summary = page.fields.summary.as_deref().map(Cow::Borrowed);
            let title = || joined(&[&page.title, &chronicle.config.title]);
            Some(summary.or_else(|| by_text(&page.text)).or_else(whole).unwrap_or_else(title))
        }
        Made::Year(n) => {
            let shelf = site.years();
            let many = shelf.page(*n).all.len();
            Some(joined(&[&shelf.names[*n].title, &events(many), &chronicle.config.title]))
        }
        Made::Reported(n) => {
            let title = site.words.get("as_it_became_known");
            let shelf = site.reported_pages();
            let year = n.map(|n| &*shelf.names[n].title);
            let many = n.map_or(chronicle.events.len(), |n| shelf.page(n).all.len());
            let parts = [title, year.unwrap_or_default(), &events(many), &chronicle.config.title];
            Some(joined(&parts))
        }
        Made::Sources(n) => {
            let shelf = site.sources();
            let count = sources(shelf.page(*n).all.len());
            let title = site.words.get(Kind::Sources.title());
            Some(joined(&[title, &shelf.names[*n].title, &count, &chronicle.config.title]))
        }
        Made::Timeline(_, n) => {
            let all = &*site.timeline_titles[0];
            let period = if *n == 0 { "" } else { &*site.timeline_titles[*n] };
            let many = site.laid.timeline.pages[*n].many;
            Some(joined(&[all, period, &events(many), &chronicle.config.title]))
        }
        Made::Search => Some(joined(&[site.words.get("search_title"), &chronicle.config.title])),
        Made::Part(target, n) => {
            let title = &site.part_names[target][*n].title;
            Some(joined(&[title, &chronicle.config.title]))
        }
        Made::Letter(Index(kind), n) => {
            let letter = letter_name(site, *kind, *n);
            Some(joined(&[site.words.get(kind.title()), letter, &chronicle.config.title]))
        }
        Made::Evidence(n) => {
            let evidence = site.words.get("evidence");
            let Some(n) = n else {
                let all = [evidence, &events(chronicle.events.len()), &chronicle.config.title];
                return Some(joined(&all));
            };
            let shelf = site.evidence();
            let (year, many) = (&shelf.names[*n].title, shelf.page(*n).all.len());
            Some(joined(&[evidence, year, &events(many), &chronicle.config.title]))
        }
        Made::Index(Index(kind)) => {
            let count = match kind {
                Kind::Sources => sources(chronicle.sources.len()),
                Kind::Actors => site.words.count("actors_n", chronicle.actors.len()),
                Kind::Places => site.words.count("places_n", chronicle.places.len()),
                Kind::Outlets => sources(chronicle.outlets.values().iter().map(|it| it.sources.len()).sum()),
                Kind::Tags => site.words.count("tags_n", chronicle.tags.len()),
                Kind::Years => events(chronicle.events.len()),
            };
            Some(joined(&[site.words.get(kind.title()), &count, &chronicle.config.title]))
        }
        _ => None,
    }
}

/// The day from which a page is published, as ISO 8601 has it, where its author named one.
pub(crate) fn published(chronicle: &Chronicle, made: &Made) -> Option<String> {
    let day: Option<&Date> = match made {
        Made::Event(id) => chronicle.events[*id].fields.publish_on.as_ref(),
        Made::Page(id) => chronicle.pages[*id].fields.publish_on.as_ref(),
        _ => None,
    };
    day?.iso(chronicle.config.time_zone)
}

fn of_event<'a>(site: &'a Lookup<'a>, id: Id<Event>) -> Cow<'a, str> {
    let event = &site.chronicle.events[id];
    if let Some(summary) = event.fields.summary.as_deref() {
        return Cow::Borrowed(summary);
    }
    sentences(site, &event.text).unwrap_or_else(|| {
        let count = site.words.count("sources", event.sources.len());
        joined(&[&site.event_date(id).words, site.title(Target::Event(id)), &count])
    })
}

fn of_source<'a>(site: &'a Lookup<'a>, id: Id<Source>) -> Cow<'a, str> {
    let source = &site.chronicle.sources[id];
    let title = source.fields.title.as_deref().unwrap_or_default();
    let label = site.label(id);
    let title = if label.starts_with(title) { "" } else { title };
    joined(&[title, label, &site.words.count("events", source.events.len()), &site.chronicle.config.title])
}

/// Texts side by side, whatever the language; those that are empty are left out.
fn joined(parts: &[&str]) -> Cow<'static, str> {
    let there: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    Cow::Owned(there.join(" · "))
}

/// The first sentences of a text, as many as say enough.
fn sentences<'a>(site: &'a Lookup<'a>, text: &'a Text) -> Option<Cow<'a, str>> {
    let mut told: Option<Cow<'a, str>> = None;
    for statement in &text.prose().statements {
        let next = site.told(text, statement);
        told = Some(match told {
            None => next,
            Some(before) => Cow::Owned(format!("{before} {next}")),
        });
        if told.as_ref().is_some_and(|told| told.chars().count() >= ENOUGH) {
            break;
        }
    }
    told.map(short)
}

/// The text, cut between words where it is too long.
fn short(text: Cow<'_, str>) -> Cow<'_, str> {
    let Some((most, _)) = text.char_indices().nth(MOST) else { return text };
    let whole = &text[..most];
    // Where words are not set apart, between characters.
    let end = whole.rfind(char::is_whitespace).filter(|end| *end > most / 2).unwrap_or(most);
    Cow::Owned(format!("{}…", whole[..end].trim_end_matches([' ', ',', ';', ':', '—', '–'])))
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::build;

    /// What a page says of itself: the `content` of its `<meta>` of that name.
    fn said<'p>(page: &'p str, name: &str) -> Option<&'p str> {
        let (_, rest) = page.split_once(&format!("=\"{name}\" content=\""))?;
        Some(rest.split_once('"')?.0)
    }

    #[test]
    fn every_page_says_what_it_is_about() {
        let long = "word ".repeat(100);
        let built = build(&[
            (
                "site.toml",
                "title = \"The <site>\"\nlanguage = \"zh-hant\"\nbase_url = \"https://example.org/x/\"\nauthor = \"Eds\"\n",
            ),
            (
                "content/events/a.md",
                "---\ntitle: A & B\ndate: 2010-03-18\nactors: [Ann]\ntags: [words]\npublish-on: 1970-01-01\n---\n\nIt is signed [@a]. \
                 It is then \"published\" at the seat of the organisation, with all that it says, in six languages.\n\nNot this.\n",
            ),
            ("content/events/b.md", "---\ntitle: U\ndate: 2011\nsummary: In short.\n---\n\nMore.\n"),
            ("content/events/c.md", "---\ntitle: V\ndate: 2012\n---\n"),
            ("content/events/d.md", &format!("---\ntitle: W\ndate: 2013\n---\n\n{long}\n")),
            ("content/sources/s.yaml", "a:\n  outlet: Interfax\n  title: A headline\n"),
            ("content/method.md", "# Method\n\nHow it was made.\n"),
        ]);
        assert_eq!(built.said(), "");
        let describes = |path: &str| said(built.page(path), "description").unwrap_or_default();
        assert_eq!(
            describes("events/a.html"),
            "It is signed. It is then &quot;published&quot; at the seat of the organisation, with all that it says, in six languages."
        );
        assert_eq!(describes("events/b.html"), "In short.");
        assert!(describes("events/c.html").contains(" · V · "));
        assert!(describes("events/d.html").ends_with("word…") && describes("events/d.html").len() < 290);
        assert!(describes("sources/a.html").starts_with("A headline · Interfax · "));
        assert_eq!(describes("method.html"), "How it was made.");
        for (path, page) in
            built.files.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html")
        {
            for name in ["description", "og:title", "og:description", "og:url", "og:type"] {
                assert!(said(page, name).is_some_and(|text| !text.is_empty()), "{path}: {name}");
            }
            assert_eq!(said(page, "og:site_name"), Some("The &lt;site&gt;"), "{path}");
            assert_eq!(said(page, "og:locale"), Some("zh_TW"), "{path}");
            assert_eq!(said(page, "z:itemType"), Some("webpage"), "{path}");
            assert_eq!(said(page, "author"), Some("Eds"), "{path}");
            assert_eq!(said(page, "description"), said(page, "og:description"), "{path}");
            assert!(!page.contains("citation_"), "{path}: a page is no article of a journal");
        }
        let page = built.page("events/a.html");
        assert_eq!(said(page, "og:title"), Some("A &amp; B"));
        assert_eq!(said(page, "og:url"), Some("https://example.org/x/events/a.html"));
        assert_eq!(said(page, "article:published_time"), Some("1970-01-01"));
        assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/x/events/a.html\">"));
        assert_eq!(said(built.page("events/b.html"), "article:published_time"), None);
        assert_eq!(said(built.page("index.html"), "og:type"), Some("website"));
    }

    #[test]
    fn the_colour_around_a_page_is_its_papers() {
        let css = include_str!("../../theme/dateline.css");
        let page = include_str!("../../templates/base.html");
        for scheme in ["light", "dark"] {
            let (_, rest) =
                page.split_once(&format!("media=\"(prefers-color-scheme: {scheme})\" content=\"")).unwrap();
            let colour = rest.split_once('"').unwrap().0;
            assert!(css.contains(&format!("--paper: {colour};")), "{scheme}: {colour}");
        }
    }
}
