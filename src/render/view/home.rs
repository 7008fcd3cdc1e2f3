//! The home page.

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::Event;
use crate::render::link::Folder;
use crate::render::lookup::Lookup;
use crate::render::prose::Scribe;
use crate::render::strip;
use crate::render::view::card::{CardView, cards};
use crate::render::view::entry::{EntryView, Show, entries};
use crate::render::view::reported::reported_link;
use crate::render::view::timeline::timeline_link;
use crate::render::view::year::{YearLinkView, year_links};
use crate::render::view::{Html, LinkView};

/// The most events that the home page lists; a larger chronicle is shown by year.
const MOST_LISTED: usize = 200;

/// The most events of which the home page shows the text; beyond that it shows summaries.
const MOST_TOLD: usize = 60;

/// `home`: the home page.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct HomeView<'a> {
    /// The introduction; `null` where there is none.
    html: Option<Html>,
    /// The sources that the introduction cites, numbered.
    sources: Vec<CardView<'a>>,
    /// The time that the site is about, in words.
    scope: Option<String>,
    /// The page that tells the events as they became known; `null` where there is none.
    reported: Option<LinkView<'a>>,
    /// The page of the lanes; `null` where there is none.
    timeline: Option<LinkView<'a>>,
    /// The sequence on a linear scale, as SVG; `null` where no date is bounded.
    strip: Option<Html>,
    /// The events of the sequence, in order; empty where there are too many for one page.
    entries: Vec<EntryView<'a>>,
    /// What lies outside the sequence, in order.
    background: Vec<EntryView<'a>>,
    /// The events without a date.
    undated: Vec<EntryView<'a>>,
    /// The years, where there are too many events for one page.
    years: Vec<YearLinkView<'a>>,
}

/// The view of the home page.
pub(crate) fn home<'a>(site: &'a Lookup<'a>, folder: Folder<'a>) -> HomeView<'a> {
    let chronicle = site.chronicle;
    let mut scribe = Scribe::new(site, folder);
    let html = chronicle.home.map(|home| scribe.whole(&chronicle.pages[home].text));
    let sources = cards(site, folder, &scribe, &scribe.numbered(), None);
    let all = chronicle.events.len() <= MOST_LISTED;
    let show = if chronicle.events.len() <= MOST_TOLD { Show::Text } else { Show::Summary };
    let mut list = |wanted: &dyn Fn(Id<Event>) -> bool| {
        let ids: Vec<_> = chronicle.events.ids().filter(|&id| all && wanted(id)).collect();
        entries(site, folder, &mut scribe, &ids, show)
    };
    let dated = |id: Id<Event>| id.index() < chronicle.dated;
    let background = |id: Id<Event>| chronicle.events[id].background;
    let sequence: Vec<_> = chronicle.events.ids().filter(|&id| dated(id) && !background(id)).collect();
    HomeView {
        strip: strip::draw(site, folder, &sequence),
        html: html.filter(|html| !html.is_empty()).map(Html),
        sources,
        scope: site.scope(),
        reported: reported_link(site, folder),
        timeline: timeline_link(site, folder),
        entries: list(&|id| dated(id) && !background(id)),
        background: list(&|id| dated(id) && background(id)),
        undated: list(&|id| !dated(id)),
        years: if all { Vec::new() } else { year_links(site, folder) },
    }
}
