//! The events of a year, a month or a day.

use serde::Serialize;

use crate::render::link::Folder;
use crate::render::lists::Named;
use crate::render::lookup::Lookup;
use crate::render::prose::Scribe;
use crate::render::strip;
use crate::render::view::entry::{EntryView, Show, entries};
use crate::render::view::index::Kind;
use crate::render::view::paging::PagingView;
use crate::render::view::timeline::timeline_of;
use crate::render::view::{Html, LinkView};

/// `year`: the page of a year; of a month or a day of one, where there are too many events for one
/// page; of several years, where there are too many of those for one list.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct YearView<'a> {
    /// The year, month or day in words; other words where it holds what has no date.
    title: &'a str,
    /// How many events, in words.
    count: String,
    /// That time on a linear scale, as SVG; `null` where it would show nothing.
    strip: Option<Html>,
    /// What that drawing shows, in words; `null` where there is none.
    strip_words: Option<&'a str>,
    /// The closest page of the timeline that has all of that time: its title is the time that it is
    /// about, or the word for all. `null` where there is none.
    timeline: Option<LinkView<'a>>,
    /// The events of the sequence, in order: of a page that is divided, those of which no month, or
    /// no day, is known.
    entries: Vec<EntryView<'a>>,
    /// What lies outside the sequence, in order.
    background: Vec<EntryView<'a>>,
    /// The way about the pages of the list.
    paging: PagingView<'a>,
}

/// The view of the `n`th page of the list of years.
pub(crate) fn year<'a>(site: &'a Lookup<'a>, folder: Folder<'a>, n: usize) -> YearView<'a> {
    let shelf = site.years();
    let page = shelf.page(n);
    let Named { title, .. } = &shelf.names[n];
    let mut scribe = Scribe::new(site, folder);
    let (background, sequence): (Vec<_>, Vec<_>) =
        page.items.iter().partition(|&&id| site.chronicle.events[id].background);
    let years = LinkView::new(site.words.get(Kind::Years.title()), folder.link(Kind::YEARS));
    let drawn = (page.all.len() > 1).then(|| strip::draw(site, folder, &page.all)).flatten();
    let (strip, strip_words) = drawn.unzip();
    YearView {
        title,
        count: site.words.count("events", page.all.len()),
        strip,
        strip_words,
        timeline: timeline_of(site, folder, page.stretch),
        entries: entries(site, folder, &mut scribe, &sequence, Show::Summary),
        background: entries(site, folder, &mut scribe, &background, Show::Summary),
        paging: shelf.about(site, folder, n, vec![years]),
    }
}
