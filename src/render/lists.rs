//! The lists of the site, each as the pages that it takes.

use rayon::join;

use crate::base::arena::Id;
use crate::base::path::OutPath;
use crate::base::snapshot::Day;
use crate::chronicle::model::{Chronicle, Event, Source};
use crate::dates::date::Date;
use crate::dates::wording::Wording;
use crate::layout::pages::{Item, Page, Pages, Place, Stretch};
use crate::render::link::encoded;
use crate::render::names::{Names, Parted};
use crate::render::ui::Ui;
use crate::render::view::index::{Kind, in_order};
use crate::render::view::reported::as_known;
use crate::render::weight;

/// A list that is divided by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum List {
    /// The events, by when they happened.
    Years,
    /// The events, by when they were first reported.
    Reported,
    /// The sources, by when they were published.
    Sources,
    /// The events with what bears them, by when they happened.
    Evidence,
}

impl List {
    /// The folder of its pages.
    fn folder(self) -> &'static str {
        match self {
            Self::Years => "years",
            Self::Reported => "reported",
            // No source's page lies in a folder.
            Self::Sources => "sources/years",
            Self::Evidence => "evidence",
        }
    }

    /// The name of the page of what has no date.
    fn undated(self) -> &'static str {
        if self == Self::Reported { "unknown" } else { "undated" }
    }

    /// The words for what has no date: a key.
    fn undated_title(self) -> &'static str {
        match self {
            Self::Years | Self::Evidence => "undated",
            Self::Reported => "report_not_known",
            Self::Sources => "date_unknown",
        }
    }

    /// Where a page of it is published.
    pub(crate) fn path<T>(self, page: &Page<T>) -> OutPath {
        let year = |year: i64| match year {
            ..0 => format!("-{:04}", year.unsigned_abs()),
            _ => format!("{year:04}"),
        };
        let name = match page.stretch {
            Stretch::Years(from, to) => format!("{}-to-{}", year(from), year(to)),
            Stretch::Year(of) => year(of),
            Stretch::Month(of, month) => format!("{}/{month:02}", year(of)),
            Stretch::Day(Day { year: of, month, day }) => format!("{}/{month:02}/{day:02}", year(of)),
            Stretch::Undated => self.undated().to_owned(),
        };
        let part = match page.part.0 {
            1 => String::new(),
            part => format!("/page-{part}"),
        };
        OutPath::new(&format!("{}/{name}{part}.html", self.folder()))
            .expect("digits and plain words make a path")
    }
}

/// The pages of a list, and whether it takes several.
#[derive(Debug)]
pub(crate) struct Listing<T> {
    /// The pages.
    pub(crate) pages: Pages<T>,
    /// Whether one page can hold all of it.
    pub(crate) fits: bool,
}

impl<T: Copy> Listing<T> {
    fn of(items: &[Item<T>]) -> Self {
        Self::beside(items, weight::LIST)
    }

    /// The same of a list that fits on one page where it weighs no more than `most`.
    fn beside(items: &[Item<T>], most: usize) -> Self {
        let fits = items.iter().map(|item| item.weight).sum::<usize>() <= most;
        Self { pages: Pages::of(items, weight::LIST), fits }
    }
}

/// All lists of a chronicle that are divided by time.
#[derive(Debug)]
pub(crate) struct Lists {
    pub(crate) years: Listing<Id<Event>>,
    pub(crate) reported: Listing<Id<Event>>,
    pub(crate) sources: Listing<Id<Source>>,
    pub(crate) evidence: Listing<Id<Event>>,
    /// The indexes of actors, places, tags and outlets.
    pub(crate) names: [Names; 4],
    /// What takes several pages by itself.
    pub(crate) parted: Parted,
}

/// The kinds of names that have an index, in the order of [`Lists::names`].
pub(crate) const NAMED: [Kind; 4] = [Kind::Actors, Kind::Places, Kind::Tags, Kind::Outlets];

impl Lists {
    /// The lists of a chronicle.
    pub(crate) fn of(chronicle: &Chronicle) -> Self {
        let ((years, (reported, sources)), (parted, evidence)) = join(
            || join(|| years(chronicle), || (reported(chronicle), sources(chronicle))),
            || join(|| Parted::of(chronicle), || evidence(chronicle)),
        );
        let names = NAMED.map(|kind| Names::of(chronicle, kind));
        Self { years, reported, sources, evidence, names, parted }
    }
}

fn years(chronicle: &Chronicle) -> Listing<Id<Event>> {
    Listing::of(&by_year(chronicle, weight::entry))
}

fn evidence(chronicle: &Chronicle) -> Listing<Id<Event>> {
    if !chronicle.config.evidence {
        return Listing::of(&[]);
    }
    // It stands beside what all events have together.
    Listing::beside(&by_year(chronicle, weight::evidence), weight::LIST / 2)
}

/// The events by when they happened, each with its weight.
fn by_year(chronicle: &Chronicle, weight: impl Fn(&Chronicle, Id<Event>) -> usize) -> Vec<Item<Id<Event>>> {
    let zone = chronicle.config.time_zone;
    let item = |(id, event): (Id<Event>, &Event)| {
        let dated = id.index() < chronicle.dated;
        let place = if dated { Place::of(&event.date, &event.bounds, zone) } else { Place::NOWHERE };
        Item { id, place, weight: weight(chronicle, id) }
    };
    chronicle.events.iter().map(item).collect()
}

fn reported(chronicle: &Chronicle) -> Listing<Id<Event>> {
    let item = |id: Id<Event>| {
        let report = chronicle.events[id].first_report;
        let place = report.map_or(Place::NOWHERE, |report| published(chronicle, report.source));
        Item { id, place, weight: weight::reported(chronicle, id) }
    };
    Listing::of(&as_known(chronicle).into_iter().map(item).collect::<Vec<_>>())
}

fn sources(chronicle: &Chronicle) -> Listing<Id<Source>> {
    let item = |id| Item { id, place: published(chronicle, id), weight: weight::source(chronicle, id) };
    Listing::of(&in_order(chronicle).into_iter().map(item).collect::<Vec<_>>())
}

fn published(chronicle: &Chronicle, id: Id<Source>) -> Place {
    let source = &chronicle.sources[id];
    match (&source.fields.published, &source.published) {
        (Some(date), Some(bounds)) => Place::of(date, bounds, chronicle.config.time_zone),
        _ => Place::NOWHERE,
    }
}

/// What a page of a list is called, and where it lies.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// The time that it is about, in words; which part of that it is, where it has several.
    pub(crate) title: String,
    /// The time alone, where `title` says which part it is.
    pub(crate) whole: Option<String>,
    /// Its encoded path.
    pub(crate) path: Box<str>,
}

/// The names of the pages of each list: of events, of reports, of sources, of the evidence.
pub(crate) fn names(lists: &Lists, words: &Ui, wording: &Wording<'_>) -> [Vec<Named>; 4] {
    [
        named(List::Years, &lists.years.pages, words, wording),
        named(List::Reported, &lists.reported.pages, words, wording),
        named(List::Sources, &lists.sources.pages, words, wording),
        named(List::Evidence, &lists.evidence.pages, words, wording),
    ]
}

/// The names of the pages of an index, by the pages' numbers.
pub(crate) fn letters(kind: Kind, index: &Names, words: &Ui) -> Vec<Named> {
    let name = |n: usize| {
        let (part, of) = index.pages[n].part;
        let letter = match &*index.letters[index.pages[n].letter].name {
            "" => words.get("other_letters"),
            letter => letter,
        };
        let path = encoded(&index.path(kind, n));
        if of == 1 {
            return Named { title: letter.to_owned(), whole: None, path };
        }
        let [part, of] = [part, of].map(|n| n.to_string());
        let title = words.fill("list_part", &[("title", letter), ("part", &part), ("parts", &of)]);
        Named { title, whole: Some(letter.to_owned()), path }
    };
    (0..index.pages.len()).map(name).collect()
}

/// The names of a list's pages, by the pages' numbers.
fn named<T>(list: List, pages: &Pages<T>, words: &Ui, wording: &Wording<'_>) -> Vec<Named> {
    let title = |stretch| match stretch {
        Stretch::Year(year) => wording.year(year),
        Stretch::Undated => words.get(list.undated_title()).to_owned(),
        Stretch::Years(from, to) => date_in_words(wording, &format!("{}/{}", edtf(from), edtf(to)))
            .unwrap_or_else(|| format!("{} – {}", wording.year(from), wording.year(to))),
        Stretch::Month(year, month) => date_in_words(wording, &format!("{}-{month:02}", edtf(year)))
            .unwrap_or_else(|| format!("{}, {month}", wording.year(year))),
        Stretch::Day(Day { year, month, day }) => {
            date_in_words(wording, &format!("{}-{month:02}-{day:02}", edtf(year)))
                .unwrap_or_else(|| format!("{}, {month}, {day}", wording.year(year)))
        }
    };
    let name = |page: &Page<T>| {
        let (part, parts) = page.part;
        let title = title(page.stretch);
        let path = encoded(&list.path(page));
        if parts == 1 {
            return Named { title, whole: None, path };
        }
        let [part, parts] = [part, parts].map(|n| n.to_string());
        let filled = words.fill("list_part", &[("title", &title), ("part", &part), ("parts", &parts)]);
        Named { title: filled, whole: Some(title), path }
    };
    pages.pages.iter().map(name).collect()
}

fn edtf(year: i64) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..=-1 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}

fn date_in_words(wording: &Wording<'_>, edtf: &str) -> Option<String> {
    Date::parse(edtf).ok().map(|date| wording.date(&date))
}
