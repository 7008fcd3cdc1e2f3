//! What makes an output.

use std::path::Path;
use std::sync::Arc;

use crate::base::arena::Id;
use crate::base::path::OutPath;
use crate::base::span::FileId;
use crate::chronicle::model::{Event, Name, Outlet, Page, Source, Tag, Target};
use crate::layout::lanes::By;
use crate::render::exports::Export;
use crate::render::view::index::Kind;

/// What makes one output of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// The home page: `index.html`.
    Home,
    /// An event's page.
    Event(Id<Event>),
    /// A source's page.
    Source(Id<Source>),
    /// An actor's page.
    Actor(Id<Name>),
    /// A place's page.
    Place(Id<Name>),
    /// An outlet's page.
    Outlet(Id<Outlet>),
    /// A tag's page.
    Tag(Id<Tag>),
    /// A page of the author's own.
    Page(Id<Page>),
    /// A page of the list of events by year, by its number.
    Year(usize),
    /// The page of the events as they became known; the page of that number, where the list takes
    /// several.
    Reported(Option<usize>),
    /// The evidence of the whole chronicle; the page of that number of the list of its events, where
    /// that takes several.
    Evidence(Option<usize>),
    /// A page of the list of sources, by its number, where that takes several.
    Sources(usize),
    /// Lanes of a page of the timeline, by its place among them.
    Timeline(By, usize),
    /// A further part of the page of a name or a source, from 1, where that takes several.
    Part(Target, usize),
    /// A page of an index by letter, by its number, where that takes several.
    Letter(Index, usize),
    /// A page that lists all of one kind.
    Index(Index),
    /// `404.html`.
    NotFound,
    /// The page at an old address, which leads to the new one; and the file that names it.
    Redirect(FileId, OutPath),
    /// The chronicle in another format than pages.
    Export(Export),
    /// `sitemap.xml`; only where the site has a `base_url`.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// `_headers`, which some hosts read.
    Headers,
    /// `.nojekyll`, which tells GitHub to publish the files as they are.
    NoJekyll,
    /// The page of the search: `search.html`.
    Search,
    /// Data for the theme's scripts.
    Data(Data),
    /// `theme/words.js`: the words that scripts use.
    Words,
    /// `theme/site.css`: the looks that `site.toml` sets.
    Looks,
    /// A file of the built-in theme.
    BuiltIn(&'static [u8]),
    /// Text of the site's own theme.
    Text(FileId, Arc<str>),
    /// A file that is published as it is, and where it lies on the machine.
    Asset(FileId, Arc<Path>),
}

/// Data for the theme's scripts, each a classic script in `data/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Data {
    /// `events-N.js`: the rows of so many events.
    Events(usize),
    /// `sources-N.js`: the rows of so many sources.
    Sources(usize),
    /// `names-N.js`: the rows of so many actors, places, tags and pages.
    Names(usize),
    /// `terms-N.js`: a part of the index of the search.
    Terms(usize),
    /// `search.js`: what is in the index of the search.
    Contents,
}

impl Data {
    /// Where it is published.
    pub(crate) fn path(self) -> OutPath {
        let path = match self {
            Self::Events(n) => format!("data/events-{n}.js"),
            Self::Sources(n) => format!("data/sources-{n}.js"),
            Self::Names(n) => format!("data/names-{n}.js"),
            Self::Terms(n) => format!("data/terms-{n}.js"),
            Self::Contents => "data/search.js".to_owned(),
        };
        OutPath::new(&path).expect("plain words and digits make a path")
    }
}

/// A page that lists all of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Index(pub(crate) Kind);

impl Made {
    /// Whether it is a page that readers come to by itself.
    pub(crate) fn is_page(&self) -> bool {
        matches!(
            self,
            Self::Home
                | Self::Event(_)
                | Self::Source(_)
                | Self::Actor(_)
                | Self::Place(_)
                | Self::Outlet(_)
                | Self::Tag(_)
                | Self::Page(_)
                | Self::Year(_)
                | Self::Reported(_)
                | Self::Evidence(_)
                | Self::Sources(_)
                | Self::Part(..)
                | Self::Letter(..)
                | Self::Timeline(..)
                | Self::Index(_)
        )
    }

    /// What it is, in words, for the one who reads that two of them collide.
    pub(crate) fn words(&self) -> &'static str {
        match self {
            Self::Home => "the home page",
            Self::Event(_) => "an event's page",
            Self::Source(_) => "a source's page",
            Self::Actor(_) => "an actor's page",
            Self::Place(_) => "a place's page",
            Self::Outlet(_) => "an outlet's page",
            Self::Tag(_) => "a tag's page",
            Self::Page(_) => "a page",
            Self::Year(_) => "a year's page",
            Self::Reported(None) => "the page of events as they became known",
            Self::Reported(Some(_)) => "the page of a year's reports",
            Self::Evidence(None) => "the page of the evidence",
            Self::Evidence(Some(_)) => "the page of a year's evidence",
            Self::Timeline(..) => "a page of the timeline",
            Self::Sources(_) => "a page of sources",
            Self::Part(..) => "a part of a page",
            Self::Letter(..) | Self::Index(_) => "an index page",
            Self::NotFound => "the page for addresses that do not exist",
            Self::Redirect(..) => "the page at an old address",
            Self::Export(export) => export.words(),
            Self::Sitemap => "the sitemap",
            Self::Robots | Self::Headers | Self::NoJekyll => "a file for the host",
            Self::BuiltIn(_) | Self::Text(..) | Self::Words | Self::Looks => "a file of the theme",
            Self::Search => "the page of the search",
            Self::Data(_) => "data for the theme's scripts",
            Self::Asset(..) => "a published file",
        }
    }
}
