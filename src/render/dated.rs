//! The dates of a chronicle's events and sources, in words: each date that there is once.

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::arena::Id;
use crate::chronicle::model::{Chronicle, Event, Source};
use crate::dates::date::Date;
use crate::dates::wording::Wording;
use crate::render::view::date::{DateView, date as date_view};

/// In how many dates one thread's work is cut.
const CHUNK: usize = 512;

/// The dates in words. A chronicle of many events has few days: a view of a date is ten texts, and each
/// is made and held once.
pub(crate) struct Dated {
    views: Vec<DateView>,
    /// For each event, which of them.
    events: Vec<u32>,
    /// For each source, which of them; beyond their end where it has none.
    sources: Vec<u32>,
}

impl Dated {
    /// Words every date of `chronicle`.
    pub(crate) fn new<'w>(chronicle: &Chronicle, wording: &(impl Fn() -> Wording<'w> + Sync)) -> Self {
        let mut dates: Vec<&Date> = Vec::new();
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        let mut number = |date| {
            let Some(date): Option<&Date> = date else { return u32::MAX };
            *known.entry(date.as_written()).or_insert_with(|| {
                dates.push(date);
                dates.len() as u32 - 1
            })
        };
        let events = chronicle.events.values().iter().map(|event| number(Some(&event.date))).collect();
        let sources = chronicle.sources.values().iter();
        let sources = sources.map(|source| number(source.fields.published.as_ref())).collect();
        let zone = chronicle.config.time_zone;
        let views = dates.par_chunks(CHUNK).flat_map_iter(|chunk| {
            let wording = wording();
            let mut known = FxHashSet::default();
            chunk.iter().map(move |date| {
                let mut view = date_view(&wording, date, zone);
                view.share(&mut known);
                view
            })
        });
        Self { views: views.collect(), events, sources }
    }

    /// When an event happened.
    pub(crate) fn event(&self, id: Id<Event>) -> &DateView {
        &self.views[self.events[id.index()] as usize]
    }

    /// When a source was published.
    pub(crate) fn source(&self, id: Id<Source>) -> Option<&DateView> {
        self.views.get(self.sources[id.index()] as usize)
    }
}
