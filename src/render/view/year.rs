//! The events of a year, and the years.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Chronicle, Event};
use crate::chronicle::paths;
use crate::dates::bounds::Bounds;
use crate::dates::wording::Wording;
use crate::render::link::{Folder, Href, encoded};
use crate::render::lookup::Lookup;
use crate::render::prose::Scribe;
use crate::render::strip;
use crate::render::ui::Ui;
use crate::render::view::entry::{EntryView, LineView, Show, entries, is_long, lines};
use crate::render::view::{Html, LinkView};

/// The events of a year: those whose date begins in it, be it ever so vague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Year {
    /// The year in words; other words for what has no date.
    pub(crate) title: String,
    /// The encoded path of its page.
    pub(crate) path: String,
    /// Its events, in the chronicle's order.
    pub(crate) events: Vec<Id<Event>>,
}

/// `year`: a year's page.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct YearView<'a> {
    /// The year in words; other words where it holds what has no date.
    title: &'a str,
    /// How many events, in words.
    count: String,
    /// The year on a linear scale, as SVG; `null` where it would show nothing.
    strip: Option<Html>,
    /// The events, in order.
    entries: Vec<EntryView<'a>>,
    /// The same, a line each, where they are many; then `entries` is empty.
    lines: Vec<LineView<'a>>,
    /// The year before in which something happened.
    previous: Option<LinkView<'a>>,
    /// The year after in which something happened.
    next: Option<LinkView<'a>>,
}

/// A year in a list.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct YearLinkView<'a> {
    /// The year in words.
    title: &'a str,
    /// Its page.
    href: Href<'a>,
    /// How many events, in words.
    count: String,
}

/// The year in which a stretch begins; where its beginning is open or not known, ends.
fn year_of(bounds: &Bounds) -> Option<i64> {
    bounds.earliest.day().or(bounds.latest.day()).map(|day| day.year)
}

/// The years in which something happened, in order, each with its events; what has no date is
/// last.
pub(crate) fn years(chronicle: &Chronicle) -> Vec<(Option<i64>, Vec<Id<Event>>)> {
    let mut years: BTreeMap<(bool, Option<i64>), Vec<_>> = BTreeMap::new();
    for (id, event) in chronicle.events.iter() {
        let year = year_of(&event.bounds).filter(|_| id.index() < chronicle.dated);
        years.entry((year.is_none(), year)).or_default().push(id);
    }
    years.into_iter().map(|((_, year), events)| (year, events)).collect()
}

/// The same, with their titles and paths.
pub(crate) fn named_years(chronicle: &Chronicle, words: &Ui, wording: &Wording<'_>) -> Vec<Year> {
    let title = |year: Option<i64>| match year {
        Some(year) => wording.year(year),
        None => words.get("undated").to_owned(),
    };
    let named =
        |(year, events)| Year { title: title(year), path: encoded(&paths::year(year)).into(), events };
    years(chronicle).into_iter().map(named).collect()
}

/// All years, as links.
pub(crate) fn year_links<'a>(site: &'a Lookup<'a>, folder: Folder<'_>) -> Vec<YearLinkView<'a>> {
    site.years.iter().map(|year| year_link(site, folder, year)).collect()
}

/// A year, as a link.
pub(crate) fn year_link<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, year: &'a Year) -> YearLinkView<'a> {
    YearLinkView {
        title: &year.title,
        href: folder.link(&year.path),
        count: site.words.count("events", year.events.len()),
    }
}

/// The view of the `n`th year.
pub(crate) fn year<'a>(site: &'a Lookup<'a>, folder: Folder<'a>, n: usize) -> YearView<'a> {
    let year = &site.years[n];
    let near = |n: Option<usize>| {
        let year = site.years.get(n?)?;
        Some(LinkView { title: &year.title, href: folder.link(&year.path) })
    };
    let (entries, lines) = if is_long(year.events.len()) {
        (Vec::new(), lines(site, folder, &year.events))
    } else {
        (entries(site, folder, &mut Scribe::new(site, folder), &year.events, Show::Summary), Vec::new())
    };
    YearView {
        title: &year.title,
        count: site.words.count("events", year.events.len()),
        entries,
        lines,
        strip: (year.events.len() > 1).then(|| strip::draw(site, folder, &year.events)).flatten(),
        previous: near(n.checked_sub(1)),
        next: near(Some(n + 1)),
    }
}
