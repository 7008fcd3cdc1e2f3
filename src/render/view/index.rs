//! The pages that list all sources, actors, places, tags or years.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::arena::Id;
use crate::base::path::OutPath;
use crate::chronicle::model::{Chronicle, Outlet, Source, Target};
use crate::chronicle::paths;
use crate::dates::order::SortKey;
use crate::render::link::{Folder, Href};
use crate::render::lists::{NAMED, Named};
use crate::render::lookup::Lookup;
use crate::render::names::Letter;
use crate::render::tongue::Lang;
use crate::render::view::card::via;
use crate::render::view::date::{DateView, LineDateView};
use crate::render::view::entry::link;
use crate::render::view::paging::{PagingView, StretchView};
use crate::render::view::{Html, LinkView};
use crate::syntax::source::creator::Creator;

/// `index`: a page that lists all of one kind. Only the list of its kind is filled.
#[derive(Debug, Hash, Serialize, Default)]
pub(crate) struct IndexView<'a> {
    /// Its title.
    title: &'a str,
    /// How many there are, in words.
    count: String,
    /// On the page of a year, a month or a day of sources: the time of their publication, in words.
    year: Option<&'a str>,
    /// The sources, in order of publication, those without a date last; or in the order of the site's
    /// citation style, where that has one.
    sources: Vec<SourceItemView<'a>>,
    /// The list of all outlets, on the first page of sources, where there are any.
    outlets: Option<LinkView<'a>>,
    /// The letter of a page of an index, in words; `null` on the index's own page.
    letter: Option<&'a str>,
    /// The letters of the index, where there are too many names for one page.
    letters: Vec<LetterView<'a>>,
    /// The names that most events name, first, where there are too many for one page.
    most_used: Vec<NameItemView<'a>>,
    /// The actors, places, tags or outlets, in order of title.
    names: Vec<NameItemView<'a>>,
    /// The years, in order; of publication, where there are too many sources for one page.
    years: Vec<StretchView<'a>>,
    /// The way about the pages of the list; empty on its first one.
    paging: PagingView<'a>,
}

/// A source in the list of all.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct SourceItemView<'a> {
    /// The key that citations use.
    key: &'a str,
    /// Its page.
    href: Href<'a>,
    /// Its short name.
    label: &'a str,
    /// Who published it.
    outlet: Option<&'a str>,
    /// Its headline or title; `null` where it is not known.
    title: Option<&'a str>,
    /// The title in the site's language.
    translated_title: Option<&'a str>,
    /// The title in Latin letters.
    romanized_title: Option<&'a str>,
    /// The attributes `lang` and `dir` for that.
    romanized_lang: Lang<'a>,
    /// Its language, a BCP 47 tag.
    language: Option<&'a str>,
    /// The attributes `lang` and `dir` for its title, where that is in another language than the page.
    lang: Lang<'a>,
    /// Its authors.
    authors: Vec<Cow<'a, str>>,
    /// The source in the site's citation style, as HTML; `null` where the site has none.
    reference: Option<Html>,
    /// When it was published.
    published: Option<LineDateView<'a>>,
    /// The sources through which it is known, nearest first.
    via: Vec<LinkView<'a>>,
    /// How many events it bears, in words.
    count: String,
}

/// An actor, a place or a tag in the list of all.
#[derive(Debug, Hash, Serialize)]
struct NameItemView<'a> {
    /// Its name.
    title: &'a str,
    /// The attributes `lang` and `dir` for its name and its summary, where those are in another
    /// language than the page.
    lang: Lang<'a>,
    /// Its page.
    href: Href<'a>,
    /// What kind of thing it is, in the author's word.
    kind: Option<&'a str>,
    /// One or two sentences.
    summary: Option<&'a str>,
    /// How many events name it, in words.
    count: String,
}

/// A letter of an index.
#[derive(Debug, Hash, Serialize)]
struct LetterView<'a> {
    /// The letter, in words where it is none.
    title: &'a str,
    /// Its page.
    href: Href<'a>,
    /// Whether it is this page's.
    current: bool,
}

/// Which things an index lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// The sources.
    Sources,
    /// The actors.
    Actors,
    /// The places.
    Places,
    /// The tags.
    Tags,
    /// The outlets.
    Outlets,
    /// The years.
    Years,
}

impl Kind {
    /// The encoded path of the list of years.
    pub(crate) const YEARS: &'static str = paths::YEARS;

    /// The template of its page.
    pub(crate) fn template(self) -> &'static str {
        if self == Self::Sources { "sources.html" } else { "index.html" }
    }

    /// The key of its title among the interface's words.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Sources => "sources_title",
            Self::Actors => "actors_title",
            Self::Places => "places_title",
            Self::Tags => "tags_title",
            Self::Outlets => "outlets_title",
            Self::Years => "years_title",
        }
    }

    /// The path of its page.
    pub(crate) fn path(self) -> OutPath {
        paths::fixed(self.fixed_path())
    }

    fn fixed_path(self) -> &'static str {
        match self {
            Self::Sources => paths::SOURCES,
            Self::Actors => paths::ACTORS,
            Self::Places => paths::PLACES,
            Self::Tags => paths::TAGS,
            Self::Outlets => paths::OUTLETS,
            Self::Years => paths::YEARS,
        }
    }

    /// What it counts: a key of the interface's words.
    fn counted(self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::Actors => "actors_n",
            Self::Places => "places_n",
            Self::Tags => "tags_n",
            Self::Outlets => "sources",
            Self::Years => "events",
        }
    }

    /// Its name: that of the folder that it stands in.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::Actors => "actors",
            Self::Places => "places",
            Self::Tags => "tags",
            Self::Outlets => "outlets",
            Self::Years => "years",
        }
    }
}

/// The view of an index.
pub(crate) fn index<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, kind: Kind) -> IndexView<'a> {
    let chronicle = site.chronicle;
    let mut view = IndexView { title: site.words.get(kind.title()), ..IndexView::default() };
    match kind {
        Kind::Sources => {
            view.count = site.words.count("sources", chronicle.sources.len());
            let link = || LinkView::new(site.words.get("outlets_title"), folder.link(paths::OUTLETS));
            view.outlets = (!chronicle.outlets.is_empty()).then(link);
            if site.laid.lists.sources.fits {
                view.sources = sources(site, folder, &in_order(chronicle));
            } else {
                view.years = site.sources().top(site, folder, |_| true);
            }
        }
        Kind::Actors => {
            view.count = site.words.count("actors_n", chronicle.actors.len());
            view.named(site, folder, 0);
        }
        Kind::Places => {
            view.count = site.words.count("places_n", chronicle.places.len());
            view.named(site, folder, 1);
        }
        Kind::Tags => {
            view.count = site.words.count("tags_n", chronicle.tags.len());
            view.named(site, folder, 2);
        }
        Kind::Outlets => {
            let many = chronicle.outlets.values().iter().map(|outlet| outlet.sources.len()).sum();
            view.count = site.words.count("sources", many);
            view.named(site, folder, 3);
        }
        Kind::Years => {
            view.count = site.words.count("events", chronicle.events.len());
            view.years = site.years().top(site, folder, |_| true);
        }
    }
    view
}

/// The view of the `n`th page of the list of sources.
pub(crate) fn sources_of<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, n: usize) -> IndexView<'a> {
    let shelf = site.sources();
    let page = shelf.page(n);
    let all = LinkView::new(site.words.get("sources_title"), folder.link(paths::SOURCES));
    IndexView {
        title: all.title,
        year: Some(&shelf.names[n].title),
        count: site.words.count("sources", page.all.len()),
        sources: sources(site, folder, &page.items),
        paging: shelf.about(site, folder, n, vec![all]),
        ..IndexView::default()
    }
}

/// The sources in the order of their publication, those without a date last.
pub(crate) fn in_order(chronicle: &Chronicle) -> Vec<Id<Source>> {
    let mut ids: Vec<_> = chronicle.sources.ids().collect();
    ids.sort_by_cached_key(|&id| published_key(chronicle, id));
    ids
}

/// By what sources stand in the order of their publication; those without a date go last.
pub(crate) fn published_key(chronicle: &Chronicle, id: Id<Source>) -> (bool, Option<SortKey>, Id<Source>) {
    let published = chronicle.sources[id].fields.published.as_ref();
    let key = published.map(|date| date.sort_key(chronicle.config.time_zone));
    (key.is_none(), key, id)
}

impl<'a> IndexView<'a> {
    /// Fills in the names of the `n`th kind that has an index.
    fn named(&mut self, site: &'a Lookup<'a>, folder: Folder<'_>, n: usize) {
        let index = &site.laid.lists.names[n];
        if index.fits {
            self.names = names(site, folder, &index.all);
        } else {
            self.letters = letters(site, folder, n, None);
            self.most_used = names(site, folder, &index.most_used);
        }
    }
}

/// The letters of the `n`th index; `current` is this page's.
fn letters<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'_>,
    n: usize,
    current: Option<usize>,
) -> Vec<LetterView<'a>> {
    let view = |(at, letter): (usize, &Letter)| {
        let Named { title, whole, path } = &site.letter_names[n][letter.page];
        LetterView {
            title: whole.as_deref().unwrap_or(title),
            href: folder.link(path),
            current: current == Some(at),
        }
    };
    site.laid.lists.names[n].letters.iter().enumerate().map(view).collect()
}

fn index_of(kind: Kind) -> usize {
    NAMED.iter().position(|&named| named == kind).expect("only names have letters")
}

/// The letter of the `n`th page of an index, in words, with its part.
pub(crate) fn letter_name<'a>(site: &'a Lookup<'a>, kind: Kind, n: usize) -> &'a str {
    &site.letter_names[index_of(kind)][n].title
}

/// The view of the `n`th page of an index.
pub(crate) fn letter<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, kind: Kind, n: usize) -> IndexView<'a> {
    let at = index_of(kind);
    let index = &site.laid.lists.names[at];
    let page = &index.pages[n];
    let (part, parts) = page.part;
    let first = n + 1 - part;
    let own = if parts > 1 { &site.letter_names[at][first..first + parts] } else { &[] };
    let title = site.words.get(kind.title());
    let all = LinkView::new(title, folder.link(kind.fixed_path()));
    IndexView {
        title,
        letter: Some(letter_name(site, kind, n)),
        letters: letters(site, folder, at, Some(page.letter)),
        count: site.words.count(kind.counted(), index.letters[page.letter].many),
        names: names(site, folder, &index.all[page.names.clone()]),
        paging: PagingView::of_parts(folder, own, part - 1).below(vec![all]),
        ..IndexView::default()
    }
}

/// The views of some sources, which stand in the order of their publication.
pub(crate) fn sources<'a>(
    site: &'a Lookup<'a>,
    folder: Folder<'_>,
    ids: &[Id<Source>],
) -> Vec<SourceItemView<'a>> {
    let item = |&id: &Id<Source>| {
        let source = &site.chronicle.sources[id];
        SourceItemView {
            key: &source.key,
            href: folder.link(site.source_path(id)),
            label: site.label(id),
            outlet: source.fields.outlet.as_deref(),
            title: source.fields.title.as_deref(),
            translated_title: source.fields.translated_title.as_deref(),
            romanized_title: source.fields.romanized_title.as_deref(),
            language: source.fields.language.as_deref(),
            lang: site.lang(source.fields.language.as_deref()),
            romanized_lang: Lang::romanized(source.fields.language.as_deref()),
            authors: source.fields.author.iter().map(Creator::shown).collect(),
            reference: site.styled.as_ref().map(|styled| Html(styled.entry(id).to_owned())),
            published: site.source_date(id).map(DateView::in_line),
            via: via(site, folder, id),
            count: site.words.count("events", source.events.len()),
        }
    };
    let mut ids = ids.to_vec();
    if let Some(styled) = &site.styled {
        ids.sort_by_key(|&id| styled.place(id));
    }
    ids.iter().map(item).collect()
}

fn names<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, targets: &[Target]) -> Vec<NameItemView<'a>> {
    let item = |&target: &Target| {
        let (own, events) = match target {
            Target::Actor(id) => {
                (site.chronicle.actors[id].own.as_ref(), site.chronicle.actors[id].events.len())
            }
            Target::Place(id) => {
                (site.chronicle.places[id].own.as_ref(), site.chronicle.places[id].events.len())
            }
            Target::Tag(id) => (None, site.chronicle.tags[id].events.len()),
            Target::Outlet(id) => return outlet_item(site, folder, id),
            _ => (None, 0),
        };
        let LinkView { title, lang, href } = link(site, folder, target);
        NameItemView {
            title,
            lang,
            href,
            kind: own.and_then(|own| own.fields.kind.as_deref()),
            summary: own.and_then(|own| own.fields.summary.as_deref()),
            count: site.words.count("events", events),
        }
    };
    targets.iter().map(item).collect()
}

fn outlet_item<'a>(site: &'a Lookup<'a>, folder: Folder<'_>, id: Id<Outlet>) -> NameItemView<'a> {
    let outlet = &site.chronicle.outlets[id];
    let LinkView { title, lang, href } = link(site, folder, Target::Outlet(id));
    NameItemView {
        title,
        lang,
        href,
        kind: outlet.own.as_ref().and_then(|own| own.country.as_deref()),
        summary: None,
        count: site.words.count("sources", outlet.sources.len()),
    }
}
