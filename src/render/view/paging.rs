//! The way about a list that takes several pages.

use serde::Serialize;

use crate::layout::pages::{Page, Pages, Stretch};
use crate::render::link::{Folder, Href};
use crate::render::lists::Named;
use crate::render::lookup::Lookup;
use crate::render::view::LinkView;

/// The way about a list that takes several pages.
#[derive(Debug, Hash, Serialize, Default)]
pub(crate) struct PagingView<'a> {
    /// The pages above this one, the widest first: the list's own, several years, the year, the
    /// month.
    up: Vec<LinkView<'a>>,
    /// What the pages below are: `By year`, `By month`, `By day`.
    below_title: &'a str,
    /// The pages below, in order; empty where it is not divided.
    below: Vec<StretchView<'a>>,
    /// All parts of what this is a part of, in order; empty where it is whole.
    parts: Vec<PartLinkView<'a>>,
    /// The page before it.
    previous: Option<LinkView<'a>>,
    /// The page after it.
    next: Option<LinkView<'a>>,
}

/// A year, a month, a day or several years in a list of such.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct StretchView<'a> {
    /// Which, in words.
    title: &'a str,
    /// Its page.
    href: Href<'a>,
    /// How many things it holds, in words.
    count: String,
    /// What it is divided into, where the list shows that too.
    within: Vec<StretchView<'a>>,
}

/// A part of a list.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct PartLinkView<'a> {
    /// Which part it is, from 1.
    number: u32,
    /// Its page.
    href: Href<'a>,
    /// Whether it is this page.
    current: bool,
}

impl<'a> PagingView<'a> {
    /// The way about the `n`th of the parts of one page, from 0; nothing where it is whole.
    pub(crate) fn of_parts(folder: Folder<'_>, names: &'a [Named], n: usize) -> Self {
        let link = |n: usize| {
            let Named { title, path, .. } = names.get(n)?;
            Some(LinkView::new(title, folder.link(path)))
        };
        let part = |(at, name): (usize, &'a Named)| PartLinkView {
            number: at as u32 + 1,
            href: folder.link(&name.path),
            current: at == n,
        };
        Self {
            parts: names.iter().enumerate().map(part).collect(),
            previous: n.checked_sub(1).and_then(link),
            next: link(n + 1),
            ..Self::default()
        }
    }

    /// The same, with what stands above the page.
    pub(crate) fn below(self, up: Vec<LinkView<'a>>) -> Self {
        Self { up, ..self }
    }
}

/// The most links of a list that shows what years are divided into.
const MOST_WITHIN: usize = 400;

/// A list with its pages and their names.
#[derive(Clone, Copy)]
pub(crate) struct Shelf<'a, T> {
    /// The pages.
    pub(crate) pages: &'a Pages<T>,
    /// Their names.
    pub(crate) names: &'a [Named],
    /// What is counted: a key of the interface's words.
    pub(crate) counted: &'static str,
}

impl<'a, T> Shelf<'a, T> {
    pub(crate) fn page(&self, n: usize) -> &'a Page<T> {
        &self.pages.pages[n]
    }

    /// The link to the `n`th page.
    pub(crate) fn link(&self, folder: Folder<'_>, n: usize) -> LinkView<'a> {
        let Named { title, path, .. } = &self.names[n];
        LinkView::new(title, folder.link(path))
    }

    fn stretch(&self, site: &'a Lookup<'a>, folder: Folder<'_>, n: usize, within: bool) -> StretchView<'a> {
        let Named { title, path, .. } = &self.names[n];
        let page = self.page(n);
        // The first of several parts stands for all of them.
        let title = if page.part.1 > 1 { self.whole(n) } else { title };
        let below = if within { &page.below[..] } else { &[] };
        StretchView {
            title,
            href: folder.link(path),
            count: site.words.count(self.counted, page.all.len()),
            within: below.iter().map(|&n| self.stretch(site, folder, n, false)).collect(),
        }
    }

    /// The first page of a stretch, where there is one.
    pub(crate) fn find(&self, stretch: Stretch) -> Option<usize> {
        self.pages.pages.iter().position(|page| page.stretch == stretch)
    }

    /// The title of a stretch without the number of its part.
    fn whole(&self, n: usize) -> &'a str {
        self.names[n].whole.as_deref().unwrap_or(&self.names[n].title)
    }

    /// The pages that nothing stands above, of those that hold what is asked for; with what years
    /// are divided into, where that is no great number.
    pub(crate) fn top(
        &self,
        site: &'a Lookup<'a>,
        folder: Folder<'_>,
        wanted: impl Fn(&Page<T>) -> bool,
    ) -> Vec<StretchView<'a>> {
        let top: Vec<_> = self.pages.top.iter().copied().filter(|&n| wanted(self.page(n))).collect();
        let below = |n: &usize| match self.page(*n).stretch {
            Stretch::Year(_) => self.page(*n).below.len(),
            _ => 0,
        };
        let within = top.len() + top.iter().map(below).sum::<usize>() <= MOST_WITHIN;
        let within = |n: usize| within && matches!(self.page(n).stretch, Stretch::Year(_));
        top.iter().map(|&n| self.stretch(site, folder, n, within(n))).collect()
    }

    /// The way about the `n`th page, below `lists`, the pages of the whole list.
    pub(crate) fn about(
        &self,
        site: &'a Lookup<'a>,
        folder: Folder<'_>,
        n: usize,
        lists: Vec<LinkView<'a>>,
    ) -> PagingView<'a> {
        let page = self.page(n);
        let mut above: Vec<_> = std::iter::successors(page.above, |&n| self.page(n).above).collect();
        above.reverse();
        let up = above.into_iter().map(|n| LinkView { title: self.whole(n), ..self.link(folder, n) });
        let (part, parts) = page.part;
        let first = n + 1 - part;
        let part = |at: usize| PartLinkView {
            number: at as u32 + 1,
            href: folder.link(&self.names[first + at].path),
            current: at + 1 == part,
        };
        let below = &self.page(first).below;
        let by = match below.first().map(|&n| self.page(n).stretch) {
            Some(Stretch::Month(..)) => "by_month",
            Some(Stretch::Day(_)) => "by_day",
            _ => "by_year",
        };
        PagingView {
            up: lists.into_iter().chain(up).collect(),
            below_title: site.words.get(by),
            below: below.iter().map(|&n| self.stretch(site, folder, n, false)).collect(),
            parts: if parts > 1 { (0..parts).map(part).collect() } else { Vec::new() },
            previous: page.previous.map(|n| self.link(folder, n)),
            next: page.next.map(|n| self.link(folder, n)),
        }
    }
}
