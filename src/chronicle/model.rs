//! The chronicle's types.

use std::sync::Arc;

use crate::base::arena::{Arena, Id};
use crate::base::path::OutPath;
use crate::base::snapshot::Day;
use crate::base::span::FileId;
use crate::chronicle::evidence::Evidence;
use crate::chronicle::findings::Finding;
use crate::cite::style::Style;
use crate::config::Config;
use crate::dates::bounds::Bounds;
use crate::dates::date::Date;
use crate::syntax::document::Document;
use crate::syntax::fields::{EventFields, NameFields, OutletFields, PageFields, SourceFields};
use crate::syntax::prose::{Mode, Prose};

/// Everything that a site tells, linked.
#[derive(Debug)]
pub struct Chronicle {
    /// The site's settings.
    pub config: Arc<Config>,
    /// The citation style that they ask for; `None` where sources are cited by number and card.
    pub style: Option<Arc<Style>>,
    /// The day as of which it is told: what became known later is left out. `None` where all is.
    pub as_of: Option<Day>,
    /// The events, in the chronicle's order: by date, undated ones last.
    pub events: Arena<Event>,
    /// How many of `events`, from the first, have a date.
    pub dated: usize,
    /// The sources, in the order of their keys.
    pub sources: Arena<Source>,
    /// The actors, in the order of their ids.
    pub actors: Arena<Name>,
    /// The places, in the order of their ids.
    pub places: Arena<Name>,
    /// The outlets that sources are from, or that are known, in the order of their ids.
    pub outlets: Arena<Outlet>,
    /// The tags, in the order of their ids.
    pub tags: Arena<Tag>,
    /// The pages, in the order of their paths; the home page's introduction among them.
    pub pages: Arena<Page>,
    /// The page whose text introduces the home page: `content/index.md`.
    pub home: Option<Id<Page>>,
    /// What the checks found, by check: empty until all of a site is understood.
    pub findings: Vec<Finding>,
    /// Every citation of a source, in the order of events, then pages, then actors' and places' own
    /// pages, then sources' notes, each in the order of its text.
    pub citations: Arena<Citation>,
}

/// The text of something, shared with the parse that it came from.
#[derive(Debug, Clone)]
pub struct Text {
    /// The parsed file.
    pub document: Arc<Document>,
    /// The section of it; the document's own prose where `None`.
    pub section: Option<u32>,
    /// The events that stand in the document as headings, by its sections: what a
    /// [`Piece::Section`](crate::syntax::prose::Piece::Section) shows. `None` where one is left out.
    pub sections: Arc<[Option<Id<Event>>]>,
    /// What each of the prose's clusters cites: by cluster, then by item.
    pub cited: Vec<Vec<Option<Id<Citation>>>>,
    /// What each of the prose's mentions leads to; `None` where it leads nowhere.
    pub mentions: Vec<Option<Target>>,
    /// What each of the prose's links leads to.
    pub links: Vec<LinkTarget>,
    /// Which of the prose's quotations stand word for word in a kept text; none beyond its end.
    pub verified: Vec<bool>,
}

impl Text {
    /// The prose itself.
    pub fn prose(&self) -> &Prose {
        match self.section {
            Some(n) => &self.document.sections[n as usize].prose,
            None => &self.document.prose,
        }
    }
}

/// Something that a mention can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// An event.
    Event(Id<Event>),
    /// A source.
    Source(Id<Source>),
    /// An actor.
    Actor(Id<Name>),
    /// A place.
    Place(Id<Name>),
    /// A page.
    Page(Id<Page>),
    /// A tag.
    Tag(Id<Tag>),
    /// An outlet.
    Outlet(Id<Outlet>),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// Out of the site, or to something that is no page (`mailto:`): the address as it is.
    Outside,
    /// To an output of the site, with the fragment (without `#`) where there is one.
    Inside(OutPath, Option<Box<str>>),
    /// To a place on the page itself, by its fragment (without `#`).
    SamePage(Box<str>),
    /// Nowhere; it is diagnosed. The address is not to be made a link.
    Broken,
}

/// Something that happened.
#[derive(Debug)]
pub struct Event {
    /// Its permanent id.
    pub id: Box<str>,
    /// Its title, as plain text with inline Markdown unrendered.
    pub title: Box<str>,
    /// When it happened.
    pub date: Date,
    /// The stretch in which that lies, in the site's zone.
    pub bounds: Bounds,
    /// The other things that its author said of it.
    pub fields: Arc<EventFields>,
    /// Its text.
    pub text: Text,
    /// The file that it stands in.
    pub file: FileId,
    /// Its page.
    pub path: OutPath,
    /// Who had a part in it, in the author's order.
    pub actors: Vec<Id<Name>>,
    /// Where it happened, in the author's order.
    pub places: Vec<Id<Name>>,
    /// Its tags, in the author's order.
    pub tags: Vec<Id<Tag>>,
    /// Every source that bears it: those cited in the text in the order of first citation, then
    /// those of `sources`, then those of its accounts. Each once.
    pub sources: Vec<Id<Source>>,
    /// The citations in its text, in order.
    pub citations: Vec<Id<Citation>>,
    /// Its rival versions.
    pub accounts: Vec<Account>,
    /// What it is part of. Neither this, nor `follows` with `responds_to`, ever leads back to where
    /// it began: a circle is an error, and is cut.
    pub part_of: Vec<Id<Event>>,
    /// What is part of it.
    pub parts: Vec<Id<Event>>,
    /// What it follows.
    pub follows: Vec<Id<Event>>,
    /// What follows it.
    pub followed_by: Vec<Id<Event>>,
    /// What it responds to.
    pub responds_to: Vec<Id<Event>>,
    /// What responds to it.
    pub responses: Vec<Id<Event>>,
    /// The first of its reports: of its sources that were published on or after the first day on
    /// which it may have begun (or, where its beginning is open or not known, the last day), the
    /// one whose latest day comes first.
    pub first_report: Option<Report>,
    /// What bears it, in numbers.
    pub evidence: Evidence,
    /// Whether it lies wholly outside the site's `from` and `to`.
    pub background: bool,
    /// Whether its order after the event before it (in `events`) is established: by their dates
    /// or by `order`, `follows`, `responds-to` or `part-of`. True for the first and for undated
    /// ones.
    pub order_established: bool,
    /// Other events, besides direct neighbours, with which its order is not established: the
    /// nearest, at most eight, in the chronicle's order.
    pub unordered_with: Vec<Id<Event>>,
}

/// When something became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// The source that first reported it.
    pub source: Id<Source>,
    /// How many days after the event: the least and the most that the two dates allow, where both
    /// are bounded.
    pub lag: Option<(i64, i64)>,
}

/// One of an event's rival versions.
#[derive(Debug)]
pub struct Account {
    /// Which of the event's `fields.accounts` it is.
    pub index: usize,
    /// Where it happened, by this account.
    pub place: Option<Id<Name>>,
    /// Who had a part in it, by this account.
    pub actor: Option<Id<Name>>,
    /// The sources that say so.
    pub sources: Vec<Id<Source>>,
}

/// Something that bears an event.
#[derive(Debug)]
pub struct Source {
    /// The key that citations use.
    pub key: Box<str>,
    /// What is known of it.
    pub fields: Arc<SourceFields>,
    /// Who published it, where its `outlet` says so.
    pub outlet: Option<Id<Outlet>>,
    /// The stretch in which it was published; `None` where nothing is said of that.
    pub published: Option<Bounds>,
    /// The note about it, where it has a file of its own.
    pub text: Option<Text>,
    /// The file that it stands in.
    pub file: FileId,
    /// The file of its kept text.
    pub kept: Option<FileId>,
    /// Which of its `quote`s stand word for word in a kept text; none beyond its end.
    pub verified: Vec<bool>,
    /// Its page.
    pub path: OutPath,
    /// The source through which it is known. Whoever follows it from source to source comes to an
    /// end: a circle is an error, and is cut.
    pub via: Option<Id<Source>>,
    /// The source that it repeats, where its `origin` is the key of one. Whoever follows it comes
    /// to an end here too.
    pub repeats: Option<Id<Source>>,
    /// The sources that are known through it, in the order of keys.
    pub known_through_it: Vec<Id<Source>>,
    /// The citations of it, in the chronicle's order.
    pub citations: Vec<Id<Citation>>,
    /// Every event that it bears, in the chronicle's order: through a citation, `sources` or an
    /// account.
    pub events: Vec<Id<Event>>,
}

/// A citation, and what it stands for.
#[derive(Debug, Clone)]
pub struct Citation {
    /// The source.
    pub source: Id<Source>,
    /// The text it stands in.
    pub by: Target,
    /// Its cluster in that text's prose.
    pub cluster: u32,
    /// Its item in the cluster.
    pub item: u32,
    /// How it names its source.
    pub mode: Mode,
    /// The place in the source, taken out of the suffix.
    pub locator: Option<Locator>,
    /// What is left of the suffix, as Markdown.
    pub suffix: Box<str>,
}

/// A place within a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Locator {
    /// What is counted: a CSL locator term, such as `page`.
    pub label: Box<str>,
    /// Which one.
    pub value: Box<str>,
}

/// An actor or a place.
#[derive(Debug)]
pub struct Name {
    /// Its id.
    pub id: Box<str>,
    /// Its name.
    pub title: Box<str>,
    /// What its own page says, where it has one.
    pub own: Option<OwnPage>,
    /// Its page.
    pub path: OutPath,
    /// The events that name it, in the chronicle's order.
    pub events: Vec<Id<Event>>,
}

/// The page that an author wrote about a name.
#[derive(Debug)]
pub struct OwnPage {
    /// Its front matter.
    pub fields: Arc<NameFields>,
    /// Its text.
    pub text: Text,
    /// The file.
    pub file: FileId,
    /// The citations in its text, in order.
    pub citations: Vec<Id<Citation>>,
}

/// Who published sources: a newspaper, an agency, a broadcaster, a site.
#[derive(Debug, Clone)]
pub struct Outlet {
    /// Its id, fit for a path: its key in `outlets.yaml`, or the slug of its name.
    pub id: Box<str>,
    /// Its name, as `outlets.yaml` has it, or as a source first wrote it.
    pub title: Box<str>,
    /// What `outlets.yaml` says of it.
    pub own: Option<Arc<OutletFields>>,
    /// That file, where it says something.
    pub file: Option<FileId>,
    /// Its page.
    pub path: OutPath,
    /// The sources that are from it, in the order of their keys.
    pub sources: Vec<Id<Source>>,
}

/// A tag.
#[derive(Debug)]
pub struct Tag {
    /// Its id, fit for a path.
    pub id: Box<str>,
    /// The tag as first written.
    pub title: Box<str>,
    /// Its page.
    pub path: OutPath,
    /// The events that have it, in the chronicle's order.
    pub events: Vec<Id<Event>>,
}

/// A page of the author's own.
#[derive(Debug)]
pub struct Page {
    /// Its path without `.html`, which mentions may name.
    pub id: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// What its front matter says.
    pub fields: Arc<PageFields>,
    /// Its text.
    pub text: Text,
    /// The file.
    pub file: FileId,
    /// Where it is published.
    pub path: OutPath,
    /// The citations in its text, in order.
    pub citations: Vec<Id<Citation>>,
}
