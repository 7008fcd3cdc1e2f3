//! The timeline: lanes of events, and closer pages.

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Event, Target};
use crate::chronicle::paths;
use crate::layout::lanes::{By, Key, Lanes, counts, marks};
use crate::layout::pages::{Page as ListPage, Stretch};
use crate::layout::zoom::{MOST, Period};
use crate::render::lanes::Drawing;
use crate::render::link::{Folder, Href};
use crate::render::lookup::Lookup;
use crate::render::tongue::Lang;
use crate::render::view::entry::link;
use crate::render::view::{Html, LinkView, TitleView};

/// `timeline`: events in lanes.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct TimelineView<'a> {
    /// The stretch of time that the page shows, in words; other words on the page of all.
    title: &'a str,
    /// How many events lie in that, in words.
    count: String,
    /// The pages that this one is a part of, all of the timeline first.
    wholes: Vec<LinkView<'a>>,
    /// The same events in other lanes: by actors, places, tags, outlets, those that there are.
    by: Vec<ByView<'a>>,
    /// That there are too many events for a mark each, in words; `null` where there are not.
    too_many: Option<String>,
    /// The lanes; `null` where no event of the page can be drawn.
    lanes: Option<LanesView<'a>>,
    /// Closer pages, where there are too many events for a mark each.
    parts: Vec<PartView<'a>>,
    /// The events that have marks, in order; those of closer pages are not among them.
    events: Vec<TimelineEventView<'a>>,
    /// The lanes of what lies outside of the sequence; `null` where there is nothing, and on
    /// closer pages.
    background: Option<LanesView<'a>>,
    /// The events of those, in order.
    background_events: Vec<TimelineEventView<'a>>,
    /// The pages that list every event of the page, with what is told of them.
    list: LinkView<'a>,
    /// The page of the events without a date, where there are any; on the page of all.
    undated: Option<LinkView<'a>>,
    /// The stretch before of the same whole.
    previous: Option<LinkView<'a>>,
    /// The stretch after.
    next: Option<LinkView<'a>>,
}

/// By what the lanes of a page are.
#[derive(Debug, Hash, Serialize)]
struct ByView<'a> {
    /// In words.
    title: &'a str,
    /// The page of those lanes.
    href: Href<'a>,
    /// Whether it is this one.
    current: bool,
}

/// Lanes under one axis. All that they show stands in the page's lists too.
#[derive(Debug, Hash, Serialize)]
struct LanesView<'a> {
    /// The number of the drawing on its page, for ids.
    number: usize,
    /// The axis, as SVG.
    axis: Html,
    /// The lanes, those with most events first.
    lanes: Vec<LaneView<'a>>,
    /// How many more there would be, each with fewer events, in words; `null` where there are none.
    left_out: Option<String>,
    /// The list of all that there could be lanes for.
    index: Option<LinkView<'a>>,
}

/// A lane.
#[derive(Debug, Hash, Serialize)]
struct LaneView<'a> {
    /// What its events have in common, in words.
    title: &'a str,
    /// The page of that, where it has one.
    href: Option<Href<'a>>,
    /// How many events, in words.
    count: String,
    /// The lane, as SVG. It is named by the element with the id `lane-N-M`: the number of the
    /// drawing, and that of the lane, both from 1.
    svg: Html,
}

/// A closer page.
#[derive(Debug, Hash, Serialize)]
struct PartView<'a> {
    /// The stretch of time, in words.
    title: &'a str,
    /// Its page.
    href: Href<'a>,
    /// How many events lie in it, in words.
    count: String,
}

/// An event of the timeline.
#[derive(Debug, Hash, Serialize)]
struct TimelineEventView<'a> {
    /// Its number in the chronicle; the element with the id `e-N` is what a drawing leads to.
    number: usize,
    /// Its page.
    href: Href<'a>,
    /// Its title.
    title: TitleView<'a>,
    /// The attributes `lang` and `dir` for its title, where that is in another language than the page.
    lang: Lang<'a>,
    /// When it happened, in words.
    date: &'a str,
    /// For `<time datetime>`, where HTML can say it; `null` otherwise.
    iso: Option<&'a str>,
    /// Whether that says a time in the site's time zone.
    in_zone: bool,
    /// Whether accounts differ on it.
    accounts_differ: bool,
    /// The lanes that it could stand in: its actors, places, tags or outlets.
    names: Vec<&'a str>,
}

/// The view of a page of the timeline.
pub(crate) fn timeline<'a>(site: &'a Lookup<'a>, folder: Folder<'a>, by: By, n: usize) -> TimelineView<'a> {
    let pages = &site.laid.timeline.pages;
    let page = &pages[n];
    let told = (!site.laid.timeline.is_plain).then_some(by);
    let drawn = if page.parts.is_empty() {
        marks(site.chronicle, &page.events, Some(page), told)
    } else {
        counts(site.chronicle, pages, n, told)
    };
    let background = if n == 0 { &site.laid.timeline.background[..] } else { &[] };
    let background_drawn = marks(site.chronicle, background, None, told).filter(|_| !background.is_empty());
    let to = |page: usize| {
        LinkView::new(&site.timeline_titles[page], folder.link(&site.laid.timeline.paths[page]))
    };
    let siblings: &[usize] = page.whole.map_or(&[], |whole| &pages[whole].parts);
    let at = siblings.iter().position(|&part| part == n);
    let near = |at: Option<usize>| siblings.get(at?).map(|&page| to(page));
    let mut wholes: Vec<_> = std::iter::successors(page.whole, |&whole| pages[whole].whole).map(to).collect();
    wholes.reverse();
    TimelineView {
        title: &site.timeline_titles[n],
        count: site.words.count("events", page.many),
        wholes,
        by: if n == 0 && !site.laid.timeline.is_plain { kinds(site, folder, by) } else { Vec::new() },
        too_many: (page.many > MOST).then(|| {
            let most = MOST.to_string();
            let key = if page.parts.is_empty() { "timeline_first" } else { "timeline_too_many" };
            let count = site.words.count("events", page.many);
            site.words.fill(key, &[("events", &count), ("most", &most)])
        }),
        lanes: drawn.map(|drawn| lanes(site, folder, &drawn, by, (1, &page.parts))),
        parts: page
            .parts
            .iter()
            .map(|&part| PartView {
                title: &site.timeline_titles[part],
                href: folder.link(&site.laid.timeline.paths[part]),
                count: site.words.count("events", pages[part].many),
            })
            .collect(),
        events: events(site, folder, &page.events, told),
        background: background_drawn.map(|drawn| lanes(site, folder, &drawn, by, (2, &[]))),
        background_events: events(site, folder, background, told),
        list: list(site, folder, page.period),
        undated: (n == 0 && site.chronicle.dated < site.chronicle.events.len())
            .then(|| site.years().find(Stretch::Undated))
            .flatten()
            .map(|page| site.years().link(folder, page)),
        previous: near(at.and_then(|at| at.checked_sub(1))),
        next: near(at.map(|at| at + 1)),
    }
}

/// The link to the page of all, where there is one.
pub(crate) fn timeline_link<'a>(site: &'a Lookup<'a>, folder: Folder<'_>) -> Option<LinkView<'a>> {
    let path = site.laid.timeline.outputs().next().map(|_| &site.laid.timeline.paths[0])?;
    Some(LinkView::new(&site.timeline_titles[0], folder.link(path)))
}

/// By what there are lanes.
fn kinds<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, current: By) -> Vec<ByView<'a>> {
    let kinds = site.laid.timeline.by.iter().zip(site.laid.timeline.by_paths.iter().map(|path| &**path));
    let kind = |(&by, path): (&By, &'a str)| ByView {
        title: site.words.get(words_of(by)),
        href: folder.link(path),
        current: by == current,
    };
    kinds.map(kind).collect()
}

/// The key of what lanes are by, among the interface's words.
fn words_of(by: By) -> &'static str {
    match by {
        By::Actors => "actors_title",
        By::Places => "places_title",
        By::Tags => "tags_title",
        By::Outlets => "outlets_title",
    }
}

fn lanes<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'_>,
    lanes: &Lanes,
    by: By,
    (number, parts): (usize, &[usize]),
) -> LanesView<'a> {
    let drawing = Drawing::new(site, folder, number);
    let index = match by {
        By::Actors => paths::ACTORS,
        By::Places => paths::PLACES,
        By::Tags => paths::TAGS,
        By::Outlets => paths::OUTLETS,
    };
    let left_out = Some(lanes.left_out).filter(|&many| many > 0);
    LanesView {
        number,
        axis: drawing.axis(lanes),
        lanes: lanes
            .lanes
            .iter()
            .enumerate()
            .map(|(n, lane)| {
                let named = named(site, folder, lane.key);
                LaneView {
                    title: match (lane.key, &named) {
                        (_, Some(link)) => link.title,
                        (Key::Wide, _) => site.words.get("timeline_wide"),
                        _ if lanes.lanes.len() == 1 => site.words.get("events_title"),
                        _ => site.words.get("timeline_others"),
                    },
                    href: named.map(|link| link.href),
                    count: site.words.count("events", lane.many),
                    svg: drawing.lane(lane, n + 1, parts),
                }
            })
            .collect(),
        left_out: left_out.map(|many| site.words.count("timeline_left_out", many)),
        index: left_out.map(|_| LinkView::new(site.words.get(words_of(by)), folder.link(index))),
    }
}

/// What the events of a lane have in common, with its page.
fn named<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, key: Key) -> Option<LinkView<'a>> {
    Some(match key {
        Key::Actor(id) => link(site, folder, Target::Actor(id)),
        Key::Place(id) => link(site, folder, Target::Place(id)),
        Key::Tag(id) => link(site, folder, Target::Tag(id)),
        Key::Outlet(id) => {
            LinkView::new(&site.chronicle.outlets[id].title, folder.link(site.outlet_path(id)))
        }
        Key::Others | Key::Wide => return None,
    })
}

fn events<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'_>,
    events: &[Id<Event>],
    by: Option<By>,
) -> Vec<TimelineEventView<'a>> {
    let event = |&id: &Id<Event>| {
        let event = &site.chronicle.events[id];
        let date = site.event_date(id);
        let mut names: Vec<_> = match by {
            None => Vec::new(),
            Some(By::Actors) => event.actors.iter().map(|&id| site.title(Target::Actor(id))).collect(),
            Some(By::Places) => event.places.iter().map(|&id| site.title(Target::Place(id))).collect(),
            Some(By::Tags) => event.tags.iter().map(|&id| site.title(Target::Tag(id))).collect(),
            Some(By::Outlets) => {
                let outlet = |&id| Some(&*site.chronicle.outlets[site.chronicle.sources[id].outlet?].title);
                event.sources.iter().filter_map(outlet).collect()
            }
        };
        if by == Some(By::Outlets) {
            names.sort_unstable();
            names.dedup();
        }
        TimelineEventView {
            number: id.index(),
            href: folder.link(site.event_path(id)),
            title: site.event_title(id),
            lang: site.lang_of(Target::Event(id)),
            date: &date.words,
            iso: date.iso.as_deref(),
            in_zone: date.in_zone,
            accounts_differ: event.accounts.len() > 1,
            names,
        }
    };
    events.iter().take(MOST).map(event).collect()
}

/// The closest page that lists all that lies in a period.
fn list<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, period: Option<Period>) -> LinkView<'a> {
    let shelf = site.years();
    let holds = |page: &ListPage<Id<Event>>, period| {
        page.part.0 == 1 && Period::of(page.stretch).is_some_and(|own| own.holds(period))
    };
    // Those above stand before those below.
    let found = period.and_then(|period| shelf.pages.pages.iter().rposition(|page| holds(page, period)));
    match found {
        Some(page) => shelf.link(folder, page),
        None => LinkView::new(site.words.get("years_title"), folder.link(paths::YEARS)),
    }
}

/// The closest page of the timeline that has all of a stretch of the list of years.
pub(crate) fn timeline_of<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'_>,
    stretch: Stretch,
) -> Option<LinkView<'a>> {
    let own = Period::of(stretch)?;
    let whole = timeline_link(site, folder)?;
    let pages = &site.laid.timeline.pages;
    let found = pages.iter().rposition(|page| page.period.is_some_and(|period| period.holds(own)));
    Some(match found {
        Some(n) => LinkView::new(&site.timeline_titles[n], folder.link(&site.laid.timeline.paths[n])),
        None => whole,
    })
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::{Built, build};

    /// The links of a page, each with its words.
    fn links(built: &Built, path: &str) -> Vec<String> {
        let links = built.page(path).split("<a href=\"").skip(1);
        links
            .filter_map(|link| {
                let (href, rest) = link.split_once("\">")?;
                Some(format!("{}: {href}", rest.split_once("</a>")?.0))
            })
            .collect()
    }

    fn event(n: usize, date: &str) -> (String, String) {
        (
            format!("content/events/e{n}.md"),
            format!("---\ntitle: E{n}\ndate: '{date}'\nsources: [a, b]\n---\n"),
        )
    }

    fn built(files: &[(String, String)]) -> Built {
        build(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
    }

    #[test]
    fn a_year_and_its_lanes_lead_to_each_other() {
        let mut files: Vec<_> = (0..200).map(|n| event(n, &format!("{}-05-06", 1990 + n / 100))).collect();
        files.push(event(200, "unknown"));
        let built = built(&files);
        let there = links(&built, "years/1990.html");
        assert!(there.contains(&"Timeline: ../timeline/1990.html".to_owned()), "{there:?}");
        let back = links(&built, "timeline/1990.html");
        assert!(back.contains(&"1990: ../years/1990.html".to_owned()), "{back:?}");
        let undated = links(&built, "years/undated.html");
        assert!(!undated.iter().any(|link| link.starts_with("Timeline: ../timeline/")), "{undated:?}");
    }

    #[test]
    fn a_year_without_a_closer_page_leads_to_the_lanes_that_have_it() {
        let built = built(&[event(0, "1990-05-06"), event(1, "1991-05-06")]);
        let there = links(&built, "years/1990.html");
        assert!(there.contains(&"Timeline: ../timeline.html".to_owned()), "{there:?}");
    }

    #[test]
    fn a_lane_of_an_outlet_has_all_its_names_and_leads_to_its_page() {
        let mut files = vec![event(0, "1990-05-06"), event(1, "1991-05-06")];
        files.push((
            "content/outlets.yaml".to_owned(),
            "wire: {name: Strait Wire, aliases: [STW]}\n".to_owned(),
        ));
        let sources = "a: {outlet: stw, published: 1990}\nb: {outlet: Strait Wire, published: 1991}\n";
        files.push(("content/sources/s.yaml".to_owned(), sources.to_owned()));
        let built = built(&files);
        let lanes: Vec<_> = links(&built, "timeline.html")
            .into_iter()
            .filter(|link| link.ends_with("outlets/wire.html"))
            .collect();
        assert_eq!(lanes, ["Strait Wire: outlets/wire.html"], "the first lanes are those of outlets");
    }
}
