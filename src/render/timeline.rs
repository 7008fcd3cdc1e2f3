//! The pages of the timeline, and where they stand.

use crate::base::arena::Id;
use crate::base::path::OutPath;
use crate::chronicle::model::{Chronicle, Event};
use crate::chronicle::paths;
use crate::dates::date::Date;
use crate::dates::wording::Wording;
use crate::layout::lanes::By;
use crate::layout::zoom::{Page, Period, pages};
use crate::render::link::encoded;
use crate::render::pen::edtf_year;
use crate::render::ui::Ui;

/// The pages of the timeline.
pub(crate) struct Timeline {
    /// All of the sequence first, each page before its parts.
    pub(crate) pages: Vec<Page>,
    /// By what there are lanes; the first of them is that of the closer pages. Where events have
    /// nothing to be told apart by, by actors, of whom there are none.
    pub(crate) by: Vec<By>,
    /// Whether events have nothing to be told apart by.
    pub(crate) is_plain: bool,
    /// What lies outside of the sequence, in the chronicle's order.
    pub(crate) background: Vec<Id<Event>>,
    /// Where each of the pages stands, encoded.
    pub(crate) paths: Vec<Box<str>>,
    /// The same for the lanes of all, by what they are.
    pub(crate) by_paths: Vec<Box<str>>,
}

impl Timeline {
    /// The pages of a chronicle's timeline.
    pub(crate) fn new(chronicle: &Chronicle) -> Self {
        let mut by: Vec<_> = By::ALL.into_iter().filter(|by| by.is_there(chronicle)).collect();
        let is_plain = by.is_empty();
        if is_plain {
            by.push(By::Actors);
        }
        let dated = chronicle.events.ids().take(chronicle.dated);
        let background = dated.filter(|&id| chronicle.events[id].background).collect();
        let pages = pages(chronicle);
        let mut timeline = Self { pages, by, is_plain, background, paths: vec![], by_paths: vec![] };
        let first = timeline.by[0];
        timeline.paths = (0..timeline.pages.len()).map(|page| encoded(&timeline.path(first, page))).collect();
        timeline.by_paths = timeline.by.iter().map(|&by| encoded(&timeline.path(by, 0))).collect();
        timeline
    }

    /// Each page that is made: by what, and which; none where no event has a date.
    pub(crate) fn outputs(&self) -> impl Iterator<Item = (By, usize)> {
        let is_there = self.pages[0].many + self.background.len() > 0;
        let all = self.by.iter().filter(move |_| is_there).map(|&by| (by, 0));
        all.chain((1..self.pages.len()).map(|page| (self.by[0], page)))
    }

    /// Where a page stands.
    pub(crate) fn path(&self, by: By, page: usize) -> OutPath {
        match self.pages[page].period {
            None if by == self.by[0] => paths::fixed(paths::TIMELINE),
            None => paths::fixed(match by {
                By::Actors => paths::TIMELINE_BY[0],
                By::Places => paths::TIMELINE_BY[1],
                By::Tags => paths::TIMELINE_BY[2],
                By::Outlets => paths::TIMELINE_BY[3],
            }),
            Some(period) => paths::timeline(&name(period)),
        }
    }
}

/// A period's name in a path: `1914`, `1910-1919`, `1914-07`, `1914-07-28`.
fn name(period: Period) -> String {
    let of = |year: i64| format!("{}{:04}", if year < 0 { "-" } else { "" }, year.unsigned_abs());
    match period {
        Period::Years(year, 1) => of(year),
        Period::Years(year, many) => format!("{}-{}", of(year), of(year.saturating_add(many - 1))),
        Period::Month(year, month) => format!("{}-{month:02}", of(year)),
        Period::Day(day) => format!("{}-{:02}-{:02}", of(day.year), day.month, day.day),
    }
}

/// The pages in words: their periods, and the word for all.
pub(crate) fn titles(timeline: &Timeline, words: &Ui, wording: &Wording<'_>) -> Vec<Box<str>> {
    let title = |page: &Page| match page.period {
        Some(period) => title(period, wording).into(),
        None => words.get("timeline").into(),
    };
    timeline.pages.iter().map(title).collect()
}

fn title(period: Period, wording: &Wording<'_>) -> String {
    let edtf = match period {
        Period::Years(year, 1) => edtf_year(year),
        Period::Years(year, many) => {
            format!("{}/{}", edtf_year(year), edtf_year(year.saturating_add(many - 1)))
        }
        Period::Month(year, month) => format!("{}-{month:02}", edtf_year(year)),
        Period::Day(day) => format!("{}-{:02}-{:02}", edtf_year(day.year), day.month, day.day),
    };
    Date::parse(&edtf).map_or_else(|_| name(period), |date| wording.date(&date))
}
