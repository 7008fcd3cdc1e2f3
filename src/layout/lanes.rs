//! Lanes: events beside each other in time, a lane for each actor, place, tag or outlet.
//!
//! What is placed is a mark with the room that a finger needs, and a label of a fixed width where
//! the lane has room for it. All is counted for the narrowest drawing, [`LEAST`] pixels wide: a
//! wider one only draws things apart, so that what does not touch there touches nowhere.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::base::arena::Id;
use crate::chronicle::model::{Chronicle, Event, Name, Outlet, Tag};
use crate::dates::bounds::Minute;
use crate::layout::fit;
use crate::layout::placed::Placed;
use crate::layout::scale::Scale;
use crate::layout::strip::extent;
use crate::layout::ticks::{self, Tick, Unit};
use crate::layout::zoom::{MOST, Page, Period};

/// The pixels of the narrowest drawing.
pub const LEAST: i32 = 768;
/// The units in a pixel of the narrowest drawing.
pub const PIXEL: i32 = 10;
/// The units of a drawing's width.
pub const WIDTH: i32 = LEAST * PIXEL;
/// The pixels between the middle of a mark and the edge of what is its own: half a finger.
pub const REACH: i32 = 12;
/// The pixels of a cell in which marks are gathered that have no row.
pub const CELL: i32 = 48;

/// The most lanes of a drawing, besides the one for all else.
const LANES: usize = 12;
/// The most rows of a lane with labels.
const LABELLED: usize = 5;
/// The most rows of a lane without; beyond the last but one, marks are gathered.
const ROWS: usize = 7;
/// The most pixels of a label; where they would take too many rows, the next are tried.
const LABELS: [i32; 3] = [280, 180, 110];
/// The fewest pixels of a label.
const SHORTEST: i32 = 72;

/// What events are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Who had a part in it.
    Actors,
    /// Where it happened.
    Places,
    /// What it is about.
    Tags,
    /// Who reported it.
    Outlets,
}

impl By {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Actors, Self::Places, Self::Tags, Self::Outlets];

    /// Whether there is anything in the chronicle to tell events apart by it.
    pub fn is_there(self, chronicle: &Chronicle) -> bool {
        match self {
            Self::Actors => chronicle.actors.values().iter().any(|name| !name.events.is_empty()),
            Self::Places => chronicle.places.values().iter().any(|name| !name.events.is_empty()),
            Self::Tags => !chronicle.tags.values().is_empty(),
            Self::Outlets => chronicle
                .sources
                .values()
                .iter()
                .any(|source| source.outlet.is_some() && !source.events.is_empty()),
        }
    }

    /// What `event` has of it, each once.
    fn keys(self, chronicle: &Chronicle, event: &Event) -> Vec<Key> {
        let mut keys: Vec<_> = match self {
            Self::Actors => event.actors.iter().map(|&id| Key::Actor(id)).collect(),
            Self::Places => event.places.iter().map(|&id| Key::Place(id)).collect(),
            Self::Tags => event.tags.iter().map(|&id| Key::Tag(id)).collect(),
            Self::Outlets => {
                let outlet = |&id| chronicle.sources[id].outlet.map(Key::Outlet);
                event.sources.iter().filter_map(outlet).collect()
            }
        };
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// What the events of a lane have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// An actor.
    Actor(Id<Name>),
    /// A place.
    Place(Id<Name>),
    /// A tag.
    Tag(Id<Tag>),
    /// An outlet.
    Outlet(Id<Outlet>),
    /// That they stand in no other lane.
    Others,
    /// That they lie in no one part of the page.
    Wide,
}

/// Lanes, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lanes {
    /// The scale of all of them.
    pub scale: Scale,
    /// What divides it.
    pub unit: Unit,
    /// The divisions.
    pub ticks: Vec<Tick>,
    /// The lanes: those with most events, in the order of that; then the others.
    pub lanes: Vec<Lane>,
    /// How many more lanes there would be.
    pub left_out: usize,
}

/// A lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// What its events have in common.
    pub key: Key,
    /// How many events it has.
    pub many: usize,
    /// What it shows of them.
    pub drawn: Drawn,
}

/// What a lane shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawn {
    /// A mark for each event.
    Marks {
        /// How many rows they take.
        rows: usize,
        /// The marks, in the chronicle's order.
        marks: Vec<Labelled>,
        /// What found no row of its own, in the order of time: in the last row.
        more: Vec<More>,
    },
    /// How many there are in each part of the page that has any, in the order of time.
    Counts(Vec<Count>),
}

/// How many events of a lane lie in a part of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The part, by its place in [`Page::parts`].
    pub part: usize,
    /// Where it begins and where it ends.
    pub stretch: (i32, i32),
    /// How many they are.
    pub many: usize,
    /// How many begin in each of the equal parts that it is divided into in turn.
    pub bins: Vec<usize>,
}

/// A mark, with the room for its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The mark.
    pub placed: Placed,
    /// Its label.
    pub label: Option<Label>,
}

/// The room of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Where it stands.
    pub side: Side,
    /// Its width, in pixels.
    pub pixels: i32,
}

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// After the mark.
    After,
    /// Before the mark.
    Before,
    /// Over the mark: a bar that has room for it in itself, and none beside it.
    Over,
}

/// Marks that are gathered into one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct More {
    /// Where its middle is.
    pub x: i32,
    /// How many they are.
    pub many: usize,
    /// The first of them.
    pub first: Id<Event>,
}

/// The lanes of a page that has no parts, or of background. Events that no date bounds, or that no
/// date places, have no mark; of more than [`MOST`] only the first have one.
///
/// `None` where there is nothing to draw.
pub fn marks(
    chronicle: &Chronicle,
    events: &[Id<Event>],
    page: Option<&Page>,
    by: Option<By>,
) -> Option<Lanes> {
    let mut events = events.to_vec();
    events.sort_unstable();
    events.dedup();
    events.truncate(MOST);
    let (from, to) = match page.and_then(|page| page.period) {
        Some(period) => (period.first(), period.last()),
        None => extent(chronicle, &events)?,
    };
    let scale = scale(from, to);
    let (groups, left_out) = groups(chronicle, &events, by);
    let lane =
        |(key, events): Group| Lane { key, many: events.len(), drawn: lane(chronicle, &events, &scale) };
    Some(of(scale, groups.into_iter().map(lane).collect(), left_out))
}

/// The lanes of a page that has parts: how many events each part has.
pub fn counts(chronicle: &Chronicle, pages: &[Page], page: usize, by: Option<By>) -> Option<Lanes> {
    let parts = &pages[page].parts;
    let periods = || parts.iter().filter_map(|&part| pages[part].period);
    let from = periods().map(Period::first).min()?;
    let to = periods().map(Period::last).max()?;
    let scale = scale(from, to);
    let mut events = Vec::with_capacity(pages[page].many);
    for (n, &part) in parts.iter().enumerate() {
        within(pages, part, &mut |id| events.push((id, n)));
    }
    events.sort_unstable();
    let ids: Vec<_> = events.iter().map(|event| event.0).collect();
    let (groups, left_out) = groups(chronicle, &ids, by);
    let empty: Vec<_> = parts
        .iter()
        .enumerate()
        .filter_map(|(part, &page)| Some((part, pages[page].period?)))
        .map(|(part, period)| {
            let stretch = (scale.x(period.first()), scale.x(period.last()));
            let bins = vec![0; bins(period, stretch.1 - stretch.0)];
            Count { part, stretch, many: 0, bins }
        })
        .collect();
    let mut lanes: Vec<_> = groups
        .into_iter()
        .map(|(key, of)| {
            let mut counts = empty.clone();
            for id in &of {
                let at = events.binary_search_by_key(id, |event| event.0);
                let count = &mut counts[events[at.expect("the lane is made of these events")].1];
                count.many += 1;
                let begins = chronicle.events[*id].bounds.earliest.minute();
                let period = pages[parts[count.part]].period;
                let bin = begins.zip(period).map_or(0, |(at, period)| bin(period, count.bins.len(), at));
                count.bins[bin] += 1;
            }
            counts.retain(|count| count.many > 0);
            Lane { key, many: of.len(), drawn: Drawn::Counts(counts) }
        })
        .collect();
    let vague = &pages[page].events;
    if !vague.is_empty() {
        let drawn = lane(chronicle, &vague[..vague.len().min(MOST)], &scale);
        lanes.push(Lane { key: Key::Wide, many: vague.len(), drawn });
    }
    Some(of(scale, lanes, left_out))
}

/// The fewest pixels of an equal part of a part.
const BIN: i32 = 5;

/// Into how many equal parts a part of that width is divided: years into tenths or fifths or
/// halves, a year into months or quarters; months and days are not divided.
fn bins(period: Period, units: i32) -> usize {
    let by: &[usize] = match period {
        Period::Years(_, 1) => &[12, 6, 4, 2],
        Period::Years(..) => &[10, 5, 2],
        Period::Month(..) | Period::Day(_) => &[],
    };
    by.iter().copied().find(|&by| units / by as i32 >= BIN * PIXEL).unwrap_or(1)
}

/// In which of the equal parts of `period` that minute lies.
fn bin(period: Period, bins: usize, at: Minute) -> usize {
    let day = at.day();
    let (into, of) = match period {
        Period::Years(_, 1) => (i64::from(day.month) - 1, 12),
        Period::Years(year, many) => (day.year - year, many),
        Period::Month(..) | Period::Day(_) => (0, 1),
    };
    let bin = i128::from(into) * bins as i128 / i128::from(of);
    usize::try_from(bin).map_or(0, |bin| bin.min(bins - 1))
}

/// Tells of each event of a page and of its parts.
fn within(pages: &[Page], page: usize, tell: &mut impl FnMut(Id<Event>)) {
    pages[page].events.iter().for_each(|&id| tell(id));
    pages[page].parts.iter().for_each(|&part| within(pages, part, tell));
}

fn scale(from: Minute, to: Minute) -> Scale {
    Scale::new(Minute::first_of(from.day()), Minute::last_of(to.day()), WIDTH)
}

fn of(scale: Scale, lanes: Vec<Lane>, left_out: usize) -> Lanes {
    let unit = match ticks::unit(&scale, 24 * PIXEL) {
        Unit::Hours(_) => Unit::Days(1),
        unit => unit,
    };
    let ticks = ticks::ticks(&scale, unit, 96 * PIXEL);
    Lanes { scale, unit, ticks, lanes, left_out }
}

/// What the events of a lane have in common, and they.
type Group = (Key, Vec<Id<Event>>);

/// The events of each lane, those in the order given; and how many lanes are left out.
fn groups(chronicle: &Chronicle, events: &[Id<Event>], by: Option<By>) -> (Vec<Group>, usize) {
    let Some(by) = by else { return (vec![(Key::Others, events.to_vec())], 0) };
    let mut groups: BTreeMap<Key, Vec<Id<Event>>> = BTreeMap::new();
    for &id in events {
        for key in by.keys(chronicle, &chronicle.events[id]) {
            groups.entry(key).or_default().push(id);
        }
    }
    let mut lanes: Vec<_> = groups.into_iter().collect();
    lanes.sort_by_key(|(key, events)| (Reverse(events.len()), *key));
    let left_out = lanes.len().saturating_sub(LANES);
    lanes.truncate(LANES);
    let mut shown: Vec<_> = lanes.iter().flat_map(|lane| lane.1.iter().copied()).collect();
    shown.sort_unstable();
    let others: Vec<_> = events.iter().copied().filter(|id| shown.binary_search(id).is_err()).collect();
    if !others.is_empty() {
        lanes.push((Key::Others, others));
    }
    (lanes, left_out)
}

/// Places the events of a lane.
fn lane(chronicle: &Chronicle, events: &[Id<Event>], scale: &Scale) -> Drawn {
    let placed = events.iter().filter_map(|&id| Placed::new(chronicle, id, scale));
    let mut marks: Vec<_> = placed.map(|placed| Labelled { placed, label: None }).collect();
    for widest in LABELS {
        marks.iter_mut().for_each(|mark| mark.label = label(chronicle, &mark.placed, widest));
        let rows = fitted(&mut marks);
        if rows <= LABELLED {
            return Drawn::Marks { rows, marks, more: Vec::new() };
        }
    }
    marks.iter_mut().for_each(|mark| mark.label = None);
    let rows = fitted(&mut marks);
    if rows <= ROWS {
        return Drawn::Marks { rows, marks, more: Vec::new() };
    }
    let mut more: BTreeMap<i32, More> = BTreeMap::new();
    marks.retain(|mark| {
        let fits = mark.placed.row < ROWS - 1;
        if !fits {
            let (start, end) = mark.placed.extent();
            let cell = (i32::midpoint(start, end) / (CELL * PIXEL)).min(LEAST / CELL - 1);
            let x = cell * CELL * PIXEL + CELL * PIXEL / 2;
            more.entry(cell).or_insert(More { x, many: 0, first: mark.placed.event }).many += 1;
        }
        fits
    });
    Drawn::Marks { rows: ROWS, marks, more: more.into_values().collect() }
}

/// Gives each mark its row, and says how many rows there are.
fn fitted(marks: &mut [Labelled]) -> usize {
    let stretches: Vec<_> = marks.iter().map(Labelled::stretch).collect();
    let rows = fit::rows(&stretches, 2 * PIXEL);
    for (mark, row) in marks.iter_mut().zip(&rows) {
        mark.placed.row = *row;
    }
    rows.iter().max().map_or(0, |row| row + 1)
}

impl Labelled {
    /// From where to where nothing else may stand, in the narrowest drawing.
    pub fn stretch(&self) -> (i32, i32) {
        let (start, end) = self.placed.extent();
        let (start, end) = (start - REACH * PIXEL, end + REACH * PIXEL);
        match self.label {
            Some(Label { side: Side::After, pixels }) => (start, end + pixels * PIXEL),
            Some(Label { side: Side::Before, pixels }) => (start - pixels * PIXEL, end),
            Some(Label { side: Side::Over, .. }) | None => (start, end),
        }
    }
}

/// The room for an event's title beside its mark, where there is enough of it.
fn label(chronicle: &Chronicle, placed: &Placed, widest: i32) -> Option<Label> {
    let (start, end) = placed.extent();
    let (before, after) = (start / PIXEL - REACH, (WIDTH - end) / PIXEL - REACH);
    // No text is measured: a label takes what it is given, and ends in dots where that is little.
    let letters = chronicle.events[placed.event].title.chars().take(64);
    let wanted: i32 = letters.map(|letter| if letter < '\u{2e80}' { 7 } else { 14 }).sum();
    let wanted = (wanted + 8).clamp(SHORTEST, widest);
    if after >= wanted || (after >= before && after >= SHORTEST) {
        return Some(Label { side: Side::After, pixels: wanted.min(after) });
    }
    if before >= SHORTEST {
        return Some(Label { side: Side::Before, pixels: wanted.min(before) });
    }
    let within = (end - start) / PIXEL / 2;
    (within >= SHORTEST).then(|| Label { side: Side::Over, pixels: wanted.min(within) })
}
