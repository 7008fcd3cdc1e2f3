//! The home page.

use serde::Serialize;

use crate::base::arena::Id;
use crate::base::snapshot::Day;
use crate::chronicle::model::{Chronicle, Event, Target};
use crate::dates::date::Date;
use crate::render::link::Folder;
use crate::render::lookup::Lookup;
use crate::render::prose::Scribe;
use crate::render::strip;
use crate::render::view::card::{CardView, cards};
use crate::render::view::entry::{EntryView, Show, entries};
use crate::render::view::note::{NoteView, notes};
use crate::render::view::paging::StretchView;
use crate::render::view::reported::reported_link;
use crate::render::view::timeline::timeline_link;
use crate::render::view::{Html, LinkView};
use crate::render::weight;

/// The most events of which the home page shows the text; beyond that it shows summaries.
const MOST_TOLD: usize = 60;

/// `home`: the home page.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct HomeView<'a> {
    /// The introduction; `null` where there is none.
    html: Option<Html>,
    /// The notes of the introduction, where the site's citation style cites in notes.
    notes: Vec<NoteView>,
    /// The sources that the introduction cites, numbered.
    sources: Vec<CardView<'a>>,
    /// The time that the site is about, in words.
    scope: Option<String>,
    /// When the latest of its sources was published, in words: `Latest source: 18 March 2010`.
    latest_source: Option<String>,
    /// The last day on which it is known to have changed, in words: on which a source was read, a copy
    /// of one kept, or something put right; `null` where no such day is later than the latest source.
    last_change: Option<String>,
    /// The page that tells the events as they became known; `null` where there is none.
    reported: Option<LinkView<'a>>,
    /// The page of the lanes; `null` where there is none.
    timeline: Option<LinkView<'a>>,
    /// The sequence on a linear scale, as SVG; `null` where no date is bounded.
    strip: Option<Html>,
    /// What that drawing shows, in words; `null` where there is none.
    strip_words: Option<&'a str>,
    /// The events of the sequence, in order; empty where there are too many for one page.
    entries: Vec<EntryView<'a>>,
    /// The years of the sequence, where there are too many events for one page, with the months of
    /// those that are divided; several years at once, where there are too many of those too.
    years: Vec<StretchView<'a>>,
    /// What lies outside the sequence, in order; empty where there is too much for one page.
    background: Vec<EntryView<'a>>,
    /// The years of that, where there is too much for one page.
    background_years: Vec<StretchView<'a>>,
    /// The events without a date; empty where there are too many for one page.
    undated: Vec<EntryView<'a>>,
    /// Their pages, where there are too many for one.
    undated_years: Vec<StretchView<'a>>,
}

/// How much of its events the home page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Each, and so much of it.
    All(Show),
    /// The years of the sequence.
    Years,
}

/// How much the home page can show of `events`, beside an introduction of that weight.
fn shown(chronicle: &Chronicle, introduction: usize) -> Shown {
    let room = weight::HOME.saturating_sub(introduction.min(weight::HOME / 2));
    let fits = |of: fn(&Chronicle, Id<Event>) -> usize| {
        let mut weight = 0;
        chronicle.events.ids().all(|id| {
            weight += of(chronicle, id);
            weight <= room
        })
    };
    if chronicle.events.len() <= MOST_TOLD && fits(weight::told) {
        Shown::All(Show::Text)
    } else if fits(weight::entry) {
        Shown::All(Show::Summary)
    } else {
        Shown::Years
    }
}

/// The view of the home page.
pub(crate) fn home<'a>(site: &'a Lookup<'a>, folder: Folder<'a>) -> HomeView<'a> {
    let chronicle = site.chronicle;
    let mut scribe = Scribe::new(site, folder);
    let introduction = chronicle.home.map(|home| &chronicle.pages[home].text);
    let language = chronicle.home.map_or(site.language, |home| site.language_of(Target::Page(home)));
    let html = introduction.map(|text| scribe.whole(text, language));
    let notes = notes(&scribe);
    let sources = cards(site, folder, &scribe, &scribe.numbered(), None);
    let shown = shown(chronicle, introduction.map_or(0, weight::prose));
    let (mut sequence, mut background) = (Vec::new(), Vec::new());
    for (id, event) in chronicle.events.iter().take(chronicle.dated) {
        if event.background { background.push(id) } else { sequence.push(id) }
    }
    let undated: Vec<_> = chronicle.events.ids().skip(chronicle.dated).collect();
    let mut list = |ids: &[Id<Event>], whole: bool| match shown {
        Shown::All(show) => entries(site, folder, &mut scribe, ids, show),
        Shown::Years if whole => Vec::new(),
        Shown::Years => {
            let weight: usize = ids.iter().map(|&id| weight::entry(chronicle, id)).sum();
            let few = if weight <= weight::BESIDE { ids } else { &[] };
            entries(site, folder, &mut scribe, few, Show::Summary)
        }
    };
    let (told, aside, timeless) = (list(&sequence, true), list(&background, false), list(&undated, false));
    let years = |events: &[Id<Event>], told: &[EntryView<'_>], is: &dyn Fn(Id<Event>) -> bool| {
        if events.is_empty() || !told.is_empty() {
            return Vec::new();
        }
        site.years().top(site, folder, |page| page.all.iter().any(|&id| is(id)))
    };
    let (source, change) = (latest_source(chronicle), last_change(chronicle));
    let said = |key: &str, date: &Date| site.words.fill(key, &[("date", &site.other_date(date).words)]);
    let (strip, strip_words) = strip::draw(site, folder, &sequence).unzip();
    let is_dated = |id: Id<Event>| id.index() < chronicle.dated;
    let is_background = |id: Id<Event>| chronicle.events[id].background;
    HomeView {
        strip,
        strip_words,
        html: html.filter(|html| !html.is_empty()).map(Html),
        notes,
        sources,
        scope: site.scope(),
        latest_source: source.map(|(_, date)| said("latest_source", date)),
        last_change: change
            .filter(|(day, _)| source.is_none_or(|(published, _)| *day > published))
            .map(|(_, date)| said("last_change", date)),
        reported: reported_link(site, folder),
        timeline: timeline_link(site, folder),
        years: years(&sequence, &told, &|id| is_dated(id) && !is_background(id)),
        background_years: years(&background, &aside, &|id| is_dated(id) && is_background(id)),
        undated_years: years(&undated, &timeless, &|id| !is_dated(id)),
        entries: told,
        background: aside,
        undated: timeless,
    }
}

/// The date of the source that was published last, with its day.
fn latest_source(chronicle: &Chronicle) -> Option<(Day, &Date)> {
    let published = chronicle.sources.values().iter().filter_map(|source| source.fields.published.as_ref());
    latest(chronicle, published)
}

/// The last date on which the chronicle itself says that it was worked on, with its day. One built as
/// of a day knows of nothing later.
fn last_change(chronicle: &Chronicle) -> Option<(Day, &Date)> {
    let sources = chronicle.sources.values().iter();
    let sources = sources.flat_map(|source| [&source.fields.accessed, &source.fields.archived_on]);
    let corrections = chronicle.events.values().iter().flat_map(|event| &event.fields.corrections);
    let corrections = corrections.map(|correction| &correction.date);
    latest(chronicle, sources.chain(corrections).flatten())
}

/// The latest of some dates, with the last day that it may be.
fn latest<'d>(chronicle: &Chronicle, dates: impl Iterator<Item = &'d Date>) -> Option<(Day, &'d Date)> {
    let day = |date: &Date| {
        let last = date.bounds(chronicle.config.time_zone).latest.minute()?;
        (!last.is_saturated()).then(|| last.day())
    };
    let days = dates.filter_map(|date| Some((day(date)?, date)));
    days.filter(|(day, _)| chronicle.as_of.is_none_or(|as_of| *day <= as_of)).max_by_key(|(day, _)| *day)
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::build;

    /// What the home page says of its latest source and its last change, with these events and sources.
    fn said(event: &str, sources: &str) -> String {
        let event = format!("---\ntitle: E\ndate: 2010-03-18\nsources: [a]\n{event}---\n");
        let built = build(&[("content/events/e.md", &event), ("content/sources/s.yaml", sources)]);
        let home = built.page("index.html");
        let scope = home.split_once("<p class=\"scope\">").unwrap().1.split_once("</p>").unwrap().0;
        scope.split_once("</b>").unwrap().1.to_owned()
    }

    #[test]
    fn the_home_page_says_how_late_it_knows_of() {
        assert_eq!(said("", "a: {title: A}\n"), "");
        assert_eq!(
            said("", "a: {title: A, published: 2010-03}\nb: {title: B, published: 2010-03-20}\n"),
            " Latest source: March 2010."
        );
        assert_eq!(
            said("", "a: {title: A, published: 2010-03-19, accessed: 2011-05-06}\n"),
            " Latest source: 19 March 2010. Last change: 6 May 2011."
        );
        assert_eq!(
            said(
                "corrections: [{date: 2012-01-02, text: The day.}]\n",
                "a: {title: A, published: 2010-03-19, archived: 'https://archive.org/x', archived-on: 2011-05-06}\n"
            ),
            " Latest source: 19 March 2010. Last change: 2 January 2012."
        );
        assert_eq!(
            said(
                "corrections: [{date: 2010-03-19, text: The day.}]\n",
                "a: {title: A, published: 2010-03-19}\n"
            ),
            " Latest source: 19 March 2010."
        );
    }

    #[test]
    fn the_strip_says_whether_it_draws_events_or_counts_them() {
        let caption = |many: usize| {
            let event = |n| {
                (format!("content/events/e{n}.md"), format!("---\ntitle: E{n}\ndate: {}\n---\n", 1900 + n))
            };
            let files: Vec<_> = (0..many).map(event).collect();
            let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            build(&files).part("index.html", "<figcaption>", "</figcaption>")
        };
        assert!(caption(60).contains("its shape as sure as its date"));
        assert!(caption(61).contains("Each bar counts"));
    }
}
