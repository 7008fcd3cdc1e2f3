//! The indexes of names, by letter, and the pages of what names, outlets and sources have too much
//! of.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::base::arena::Id;
use crate::base::path::OutPath;
use crate::chronicle::model::{Chronicle, Event, Name, Outlet, Source, Target};
use crate::chronicle::slug::slug;
use crate::layout::parts::parts;
use crate::render::collate::Collation;
use crate::render::letters::{letter, order};
use crate::render::link::encoded;
use crate::render::lists::Named;
use crate::render::ui::Ui;
use crate::render::view::index::{Kind, published_key};
use crate::render::weight;

/// The most names that are told to be named most often.
const MOST_USED: usize = 60;

/// An index of names.
#[derive(Debug)]
pub(crate) struct Names {
    /// All of them, in order.
    pub(crate) all: Vec<Target>,
    /// Whether one page can hold all of it.
    pub(crate) fits: bool,
    /// The letters under which they stand, in order.
    pub(crate) letters: Vec<Letter>,
    /// The pages of those, in order.
    pub(crate) pages: Vec<LetterPage>,
    /// Those that most events name, first; as many as stand well beside the rest.
    pub(crate) most_used: Vec<Target>,
}

/// A letter of an index.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    /// The letter; empty for names without one.
    pub(crate) name: String,
    /// The first of its pages.
    pub(crate) page: usize,
    /// How many names stand under it.
    pub(crate) many: usize,
}

/// A page of a letter.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LetterPage {
    /// Which letter.
    pub(crate) letter: usize,
    /// Which part it is of that, from 1, and of how many.
    pub(crate) part: (usize, usize),
    /// Which names it lists.
    pub(crate) names: Range<usize>,
}

impl Names {
    /// The index of a kind of names.
    pub(crate) fn of(chronicle: &Chronicle, kind: Kind) -> Self {
        let targets: Vec<Target> = match kind {
            Kind::Actors => chronicle.actors.ids().map(Target::Actor).collect(),
            Kind::Places => chronicle.places.ids().map(Target::Place).collect(),
            Kind::Tags => chronicle.tags.ids().map(Target::Tag).collect(),
            Kind::Outlets => chronicle.outlets.ids().map(Target::Outlet).collect(),
            Kind::Sources | Kind::Years => Vec::new(),
        };
        let language = &*chronicle.config.language;
        let mut named: Vec<_> = targets
            .par_iter()
            .map(|&target| {
                let letter = letter(title(chronicle, target), language);
                (order(title(chronicle, target), &letter), target, letter)
            })
            .collect();
        // By letter, in the order of the language; then by name; equal names by their ids.
        let collation = Collation::new(language);
        named.sort_unstable_by(|a, b| {
            let rank = a.0.0.cmp(&b.0.0);
            let letter = rank.then_with(|| collation.compare(&a.2, &b.2)).then_with(|| a.2.cmp(&b.2));
            let name = || collation.compare(title(chronicle, a.1), title(chronicle, b.1));
            letter.then_with(name).then_with(|| a.1.cmp(&b.1))
        });
        let all: Vec<_> = named.iter().map(|(_, target, _)| *target).collect();
        let weights: Vec<_> = all.iter().map(|&target| weight::name(chronicle, target)).collect();
        let fits = weights.iter().sum::<usize>() <= weight::LIST;
        let (mut letters, mut pages) = (Vec::new(), Vec::new());
        let mut from = 0;
        for group in named.chunk_by(|a, b| a.2 == b.2) {
            let own = &weights[from..from + group.len()];
            let parts = parts(own.iter().copied(), weight::LIST, weight::LIST);
            letters.push(Letter { name: group[0].2.clone(), page: pages.len(), many: group.len() });
            for (n, part) in parts.iter().filter(|part| !part.is_empty()).enumerate() {
                let names = from + part.start..from + part.end;
                pages.push(LetterPage { letter: letters.len() - 1, part: (n + 1, parts.len()), names });
            }
            from += group.len();
        }
        let most_used = most_used(chronicle, &all, &weights);
        Self { all, fits, letters, pages, most_used }
    }

    /// Where the `n`th page is published.
    pub(crate) fn path(&self, kind: Kind, n: usize) -> OutPath {
        let page = &self.pages[n];
        let letter = &self.letters[page.letter].name;
        let letter = if letter.is_empty() { "other".to_owned() } else { slug(letter) };
        let part = match page.part.0 {
            1 => String::new(),
            part => format!("/page-{part}"),
        };
        let path = format!("{}/letters/{letter}{part}.html", kind.name());
        OutPath::new(&path).expect("a slug and plain words make a path")
    }
}

/// Those that most events name, or most sources are from, first, where it is more than one.
fn most_used(chronicle: &Chronicle, all: &[Target], weights: &[usize]) -> Vec<Target> {
    let uses = |n: usize| match all[n] {
        Target::Outlet(id) => chronicle.outlets[id].sources.len(),
        other => events(chronicle, other).len(),
    };
    let mut used: Vec<_> = (0..all.len()).filter(|&n| uses(n) > 1).collect();
    used.sort_by_key(|&n| Reverse(uses(n)));
    used.truncate(MOST_USED);
    let part = parts(used.iter().map(|&n| weights[n]), weight::BESIDE, weight::BESIDE).swap_remove(0);
    used[part].iter().map(|&n| all[n]).collect()
}

fn name(chronicle: &Chronicle, target: Target) -> Option<&Name> {
    match target {
        Target::Actor(id) => Some(&chronicle.actors[id]),
        Target::Place(id) => Some(&chronicle.places[id]),
        _ => None,
    }
}

fn title(chronicle: &Chronicle, target: Target) -> &str {
    match target {
        Target::Tag(id) => &chronicle.tags[id].title,
        Target::Outlet(id) => &chronicle.outlets[id].title,
        _ => name(chronicle, target).map_or("", |name| &name.title),
    }
}

/// The events that name an actor, a place or a tag.
pub(crate) fn events(chronicle: &Chronicle, target: Target) -> &[Id<Event>] {
    match target {
        Target::Tag(id) => &chronicle.tags[id].events,
        _ => name(chronicle, target).map_or(&[], |name| &name.events),
    }
}

/// What has more pages than one: a name's events, an outlet's sources, and what rests on a source.
#[derive(Debug, Default)]
pub(crate) struct Parted(BTreeMap<Target, Vec<Range<usize>>>);

impl Parted {
    /// Everything that takes several pages.
    pub(crate) fn of(chronicle: &Chronicle) -> Self {
        let targets = chronicle.actors.ids().map(Target::Actor);
        let targets = targets.chain(chronicle.places.ids().map(Target::Place));
        let targets = targets.chain(chronicle.tags.ids().map(Target::Tag));
        let targets = targets.chain(chronicle.sources.ids().map(Target::Source));
        let targets = targets.chain(chronicle.outlets.ids().map(Target::Outlet));
        let parts = targets.map(|target| (target, parts_of(chronicle, target)));
        Self(parts.filter(|(_, parts)| parts.len() > 1).collect())
    }

    /// Each of them, with what each of its pages holds.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Target, &[Range<usize>])> {
        self.0.iter().map(|(&target, parts)| (target, &parts[..]))
    }

    /// What the `n`th page holds, from 0; all where there is but one.
    pub(crate) fn range(&self, target: Target, n: usize) -> Option<Range<usize>> {
        self.0.get(&target).map(|parts| parts[n].clone())
    }
}

fn parts_of(chronicle: &Chronicle, target: Target) -> Vec<Range<usize>> {
    let (text, ids) = match target {
        Target::Source(id) => {
            let source = &chronicle.sources[id];
            let room = weight::LIST.saturating_sub(source.text.as_ref().map_or(0, weight::prose));
            let weights = weight::rests(chronicle, id);
            return parts(weights, room, weight::LIST);
        }
        Target::Outlet(id) => {
            let weights = published(chronicle, id).into_iter().map(|id| weight::source(chronicle, id));
            return parts(weights, weight::LIST, weight::LIST);
        }
        _ => (name(chronicle, target).and_then(|name| name.own.as_ref()), events(chronicle, target)),
    };
    let room = weight::LIST.saturating_sub(text.map_or(0, |own| weight::prose(&own.text)));
    let is_long = crate::render::view::entry::is_long(ids.len());
    let weigh = if is_long { weight::line } else { weight::entry };
    parts(ids.iter().map(|&id| weigh(chronicle, id)), room, weight::LIST)
}

/// Where the `n`th part of a thing's page is published, from 0.
pub(crate) fn part_path(whole: &OutPath, n: usize) -> OutPath {
    let stem = whole.as_str().trim_end_matches(".html");
    match n {
        0 => whole.clone(),
        _ => OutPath::new(&format!("{stem}/page-{}.html", n + 1)).expect("a page's own path makes another"),
    }
}

/// The names of the parts of a thing's page.
pub(crate) fn part_names(title: &str, path: &OutPath, parts: usize, words: &Ui) -> Vec<Named> {
    let name = |n: usize| {
        let [part, of] = [n + 1, parts].map(|n| n.to_string());
        let filled = words.fill("list_part", &[("title", title), ("part", &part), ("parts", &of)]);
        Named { title: filled, whole: Some(title.to_owned()), path: encoded(&part_path(path, n)) }
    };
    (0..parts).map(name).collect()
}

/// The sources that are from an outlet, in the order of their publication.
pub(crate) fn published(chronicle: &Chronicle, id: Id<Outlet>) -> Vec<Id<Source>> {
    let mut all = chronicle.outlets[id].sources.clone();
    all.sort_by_cached_key(|&id| published_key(chronicle, id));
    all
}

/// The path of a thing's own page.
pub(crate) fn whole_path(chronicle: &Chronicle, target: Target) -> Option<&OutPath> {
    Some(match target {
        Target::Source(id) => &chronicle.sources[id].path,
        Target::Tag(id) => &chronicle.tags[id].path,
        Target::Outlet(id) => &chronicle.outlets[id].path,
        _ => &name(chronicle, target)?.path,
    })
}
