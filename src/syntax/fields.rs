//! What front matter and a heading's braces can say.
//!
//! A field that stands in the text can be found again with [`Origin::locate`]; that is done only
//! when there is something to say about it.

use crate::base::code::Code;
use crate::base::span::Span;
use crate::dates::date::Date;
use crate::syntax::source::creator::{Creator, Role};
use crate::syntax::source::item_type::ItemType;
use crate::syntax::source::variable::Variable;

/// Where a set of fields was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In a YAML mapping: front matter, or an entry of a file of sources.
    Yaml {
        /// The YAML text's bytes in the file.
        block: Span,
        /// The entry's key, in a file of sources.
        entry: Option<Box<str>>,
    },
    /// In the braces of a heading: each attribute's key, with the bytes of its value.
    Heading {
        /// The heading's bytes, for what no attribute says.
        heading: Span,
        /// Each attribute.
        attributes: Vec<(Box<str>, Span)>,
    },
    /// In an entry of a bibliography in another format: `.bib`, CSL-JSON.
    Data {
        /// The entry's bytes in the file.
        entry: Span,
        /// Its key's bytes.
        key: Span,
    },
    /// Nowhere: the file has no front matter.
    Nowhere,
}

/// A step towards a value in a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// Into the value of a key.
    Key(&'a str),
    /// Into an element of a list, from 0. A single value stands for a list of one.
    Item(usize),
}

/// A check that something is excused from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The check.
    pub code: Code,
    /// Why: never empty.
    pub reason: Box<str>,
}

/// What was put right in an event after it was published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Correction {
    /// `date`: the day of the correction.
    pub date: Option<Date>,
    /// `text`: what was changed.
    pub text: Box<str>,
}

/// The fields of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventFields {
    /// Where they stand.
    pub origin: Origin,
    /// `title`, as plain text with Markdown's inline marks (emphasis, code) unrendered.
    pub title: Option<Box<str>>,
    /// `date`; `None` where the key is missing or its value is no date.
    pub date: Option<Date>,
    /// Whether the key `date` stands there with a value, good or bad.
    pub has_date_key: bool,
    /// `id`, or a heading's `{#id}`.
    pub id: Option<Box<str>>,
    /// `summary`
    pub summary: Option<Box<str>>,
    /// `actors`: ids or names.
    pub actors: Vec<Box<str>>,
    /// `places`: ids or names.
    pub places: Vec<Box<str>>,
    /// `tags`
    pub tags: Vec<Box<str>>,
    /// `sources`: keys.
    pub sources: Vec<Box<str>>,
    /// `date-as-written`
    pub date_as_written: Option<Box<str>>,
    /// `order`
    pub order: Option<i64>,
    /// `part-of`: ids of events.
    pub part_of: Vec<Box<str>>,
    /// `follows`: ids of events.
    pub follows: Vec<Box<str>>,
    /// `responds-to`: ids of events.
    pub responds_to: Vec<Box<str>>,
    /// `accounts`
    pub accounts: Vec<AccountFields>,
    /// `status`: how far it is settled, in a word; held to the site's list when all is linked.
    pub status: Option<Box<str>>,
    /// `corrections`, in the author's order.
    pub corrections: Vec<Correction>,
    /// `except`
    pub except: Vec<Exception>,
    /// `draft`
    pub draft: bool,
    /// `publish-on`
    pub publish_on: Option<Date>,
    /// `aliases`: old addresses.
    pub aliases: Vec<Box<str>>,
    /// `language`, a BCP 47 tag.
    pub language: Option<Box<str>>,
    /// `extra`, as JSON.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// One of several rival versions of an event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountFields {
    /// `date`: when it happened, by this account.
    pub date: Option<Date>,
    /// `place`: where, as an id or a name.
    pub place: Option<Box<str>>,
    /// `actor`: who, as an id or a name.
    pub actor: Option<Box<str>>,
    /// `figure`: how many.
    pub figure: Option<Box<str>>,
    /// `text`: in words.
    pub text: Option<Box<str>>,
    /// `sources`: keys.
    pub sources: Vec<Box<str>>,
    /// `note`
    pub note: Option<Box<str>>,
}

/// The fields of a source, whatever format it was read from: a superset of what any of them says.
///
/// What most sources say are fields; what few say is in `more`, so that a press source without it
/// costs nothing. Exports and styles are made from this record, as late as may be:
/// [`ItemType::of`] names its type in CSL, BibLaTeX, RIS and Zotero, [`SourceFields::creators`]
/// its creators by role, [`SourceFields::get`] the other variables of CSL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFields {
    /// Where they stand.
    pub origin: Origin,
    /// `key`; in a file of sources the map's key.
    pub key: Option<Box<str>>,
    /// `type`
    pub kind: SourceKind,
    /// `outlet`
    pub outlet: Option<Box<str>>,
    /// `published`
    pub published: Option<Date>,
    /// `title`
    pub title: Option<Box<str>>,
    /// `author`: one or several. Other creators are in `more`.
    pub author: Vec<Creator>,
    /// `url`
    pub url: Option<Box<str>>,
    /// `page`
    pub page: Option<Box<str>>,
    /// `volume`
    pub volume: Option<Box<str>>,
    /// `issue`
    pub issue: Option<Box<str>>,
    /// `place`
    pub place: Option<Box<str>>,
    /// `publisher`
    pub publisher: Option<Box<str>>,
    /// `language`, a BCP 47 tag.
    pub language: Option<Box<str>>,
    /// `translated-title`
    pub translated_title: Option<Box<str>>,
    /// `romanized-title`
    pub romanized_title: Option<Box<str>>,
    /// `archived`: the kept copy's address.
    pub archived: Option<Box<str>>,
    /// `archived-on`
    pub archived_on: Option<Date>,
    /// `accessed`
    pub accessed: Option<Date>,
    /// `url-status`
    pub url_status: Option<UrlStatus>,
    /// `via`: the key of the source through which this one is known.
    pub via: Option<Box<str>>,
    /// `origin`: the key or name of the report that this one repeats.
    pub repeats: Option<Box<str>>,
    /// `quote`: one or several passages.
    pub quotes: Vec<Box<str>>,
    /// `status`: whether it was taken back.
    pub status: Option<SourceStatus>,
    /// `except`
    pub except: Vec<Exception>,
    /// `reliability`
    pub reliability: Option<Box<str>>,
    /// `note`
    pub note: Option<Box<str>>,
    /// `draft`
    pub draft: bool,
    /// `aliases`: old addresses.
    pub aliases: Vec<Box<str>>,
    /// `extra`, as JSON; and what a bibliography says that no variable of CSL has, by its names.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// What few sources say; `None` where it would be empty.
    pub more: Option<Box<MoreFields>>,
}

/// What few sources say of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MoreFields {
    /// The type that the source's own file gave it, where that is finer than `kind`.
    pub item_type: Option<&'static ItemType>,
    /// Creators that are not authors, in the order of the file. The role is never
    /// [`Role::Author`].
    pub creators: Vec<(Role, Creator)>,
    /// The other variables of CSL, each at most once, in the order of [`Variable::ALL`]. None is
    /// empty. Dates are EDTF.
    pub variables: Vec<(Variable, Box<str>)>,
}

impl SourceFields {
    /// What the source says of a rarer variable.
    pub fn get(&self, variable: Variable) -> Option<&str> {
        let variables = &self.more.as_ref()?.variables;
        let at = variables.binary_search_by_key(&variable, |(variable, _)| *variable).ok()?;
        Some(&variables[at].1)
    }

    /// The creators of a role, in order.
    pub fn creators(&self, role: Role) -> impl Iterator<Item = &Creator> {
        let authors = self.author.iter().filter(move |_| role == Role::Author);
        let others = self.more.iter().flat_map(|more| &more.creators);
        authors.chain(others.filter(move |(other, _)| *other == role).map(|(_, creator)| creator))
    }
}

impl MoreFields {
    /// Sets a variable; an empty text says nothing.
    pub(crate) fn set(&mut self, variable: Variable, text: impl Into<Box<str>>) {
        let text = text.into();
        if text.trim().is_empty() {
            return;
        }
        match self.variables.binary_search_by_key(&variable, |(variable, _)| *variable) {
            Ok(at) => self.variables[at].1 = text,
            Err(at) => self.variables.insert(at, (variable, text)),
        }
    }

    /// The fields in their box; `None` where there are none.
    pub(crate) fn boxed(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

/// What kind of source it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SourceKind {
    /// `news`: an article of the press.
    #[default]
    News,
    /// `agency`: a wire report.
    Agency,
    /// `broadcast`: radio or television.
    Broadcast,
    /// `document`: a document of a body.
    Document,
    /// `statement`: words of a person or body, given out by it.
    Statement,
    /// `analysis`
    Analysis,
    /// `book`
    Book,
    /// `article`: of a journal.
    Article,
    /// `web`
    Web,
    /// `post`: on a social network.
    Post,
    /// `interview`
    Interview,
    /// `dataset`
    Dataset,
}

/// What became of a source after it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceStatus {
    /// `retracted`: who published it took it back.
    Retracted,
    /// `corrected`: who published it put it right.
    Corrected,
}

/// How an address stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UrlStatus {
    /// `live`
    Live,
    /// `dead`
    Dead,
    /// `paywalled`
    Paywalled,
    /// `moved`
    Moved,
}

/// What `outlets.yaml` says of an outlet: a newspaper, an agency, a broadcaster, a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletFields {
    /// Where they stand.
    pub origin: Origin,
    /// Its id: the map's key.
    pub id: Box<str>,
    /// `name`; the id where absent.
    pub name: Option<Box<str>>,
    /// `owner`
    pub owner: Option<Box<str>>,
    /// `country`
    pub country: Option<Box<str>>,
    /// `language`, a BCP 47 tag.
    pub language: Option<Box<str>>,
    /// `aliases`: other names that sources have for it.
    pub aliases: Vec<Box<str>>,
    /// `wire`: whether it is a news agency, whose reports others repeat.
    pub wire: bool,
    /// `reliability`: the editor's grade.
    pub reliability: Option<Box<str>>,
    /// `url`: its own site.
    pub url: Option<Box<str>>,
    /// `note`
    pub note: Option<Box<str>>,
    /// `except`
    pub except: Vec<Exception>,
    /// `extra`, as JSON.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// The fields of an actor's or a place's own page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameFields {
    /// Where they stand.
    pub origin: Origin,
    /// `title`: the name.
    pub title: Option<Box<str>>,
    /// `id`
    pub id: Option<Box<str>>,
    /// `aliases`: other names.
    pub aliases: Vec<Box<str>>,
    /// `kind`: person, body, state, city, …
    pub kind: Option<Box<str>>,
    /// `born`: when an actor began to be, a body too.
    pub born: Option<Date>,
    /// `died`: when it ended.
    pub died: Option<Date>,
    /// `lat`, in degrees north, as written and checked to lie in -90 to 90.
    pub lat: Option<Box<str>>,
    /// `lon`, in degrees east, as written and checked to lie in -180 to 180.
    pub lon: Option<Box<str>>,
    /// `summary`
    pub summary: Option<Box<str>>,
    /// `except`
    pub except: Vec<Exception>,
    /// `draft`
    pub draft: bool,
    /// `language`, a BCP 47 tag.
    pub language: Option<Box<str>>,
    /// `extra`, as JSON.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// The fields of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFields {
    /// Where they stand.
    pub origin: Origin,
    /// `title`; the first heading of level 1 where absent.
    pub title: Option<Box<str>>,
    /// `summary`
    pub summary: Option<Box<str>>,
    /// `except`
    pub except: Vec<Exception>,
    /// `draft`
    pub draft: bool,
    /// `publish-on`
    pub publish_on: Option<Date>,
    /// `aliases`: old addresses.
    pub aliases: Vec<Box<str>>,
    /// `language`, a BCP 47 tag.
    pub language: Option<Box<str>>,
    /// `extra`, as JSON.
    pub extra: serde_json::Map<String, serde_json::Value>,
}
