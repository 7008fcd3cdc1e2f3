//! The calls of the engine. It may panic; then there is no answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;
use std::sync::Arc;

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::Locator as Label;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Elem, ElemChild, ElemChildren,
    ElemMeta, LocatorPayload, SpecificLocator, standalone_citation,
};

use crate::cite::run::{Run, runs};

/// A place in a source: a CSL locator term, and its value.
pub type Place<'a> = (&'a str, &'a str);

/// A source as a note cites it: what is said, and whether the place is part of it.
pub type Noted = (Vec<Run>, bool);

/// A style and the words that it needs.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) style: IndependentStyle,
    pub(crate) locale: LocaleCode,
    pub(crate) locales: Arc<[Locale]>,
}

impl Engine {
    /// The same for notes: each keeps its sources in the author's order, and no list is asked for.
    pub(crate) fn for_notes(&self) -> Self {
        let mut style = self.style.clone();
        style.bibliography = None;
        style.citation.sort = None;
        style.citation.collapse = None;
        style.citation.cite_group_delimiter = None;
        self.with(style)
    }

    /// Another style with the same words.
    pub(crate) fn with(&self, style: IndependentStyle) -> Self {
        Self { style, locale: self.locale.clone(), locales: Arc::clone(&self.locales) }
    }

    /// The source's entry in a bibliography; `None` where the style has none or has failed.
    pub(crate) fn entry(&self, item: &Item) -> Option<Vec<Run>> {
        self.style.bibliography.as_ref()?;
        said(|| {
            let mut driver = BibliographyDriver::new();
            driver.citation(self.request(vec![CitationItem::with_entry(item)], None));
            let locale = Some(self.locale.clone());
            let made = driver.finish(BibliographyRequest::new(&self.style, locale, &self.locales));
            made.bibliography?.items.first().map(|item| runs(&item.content))
        })
    }

    /// The source as the text cites it, without the brackets about it, with the place in it.
    pub(crate) fn citation(&self, item: &Item, locator: Option<Place<'_>>) -> Option<Vec<Run>> {
        let locator = match locator {
            None => None,
            // What the engine does not know is left to the caller.
            Some(place) => Some(specific(place)?),
        };
        said(|| {
            let items = vec![CitationItem::with_locator(item, locator)];
            Some(runs(&standalone_citation(self.request(items, None))))
        })
    }

    /// The notes of a page in their order, each with the sources that it cites: what a source is
    /// said as depends on where it was cited before. `None` where the style has failed on them.
    pub(crate) fn notes(&self, notes: &[Vec<(&Item, Option<Place<'_>>)>]) -> Option<Vec<Vec<Noted>>> {
        let filler = Item(std::collections::BTreeMap::new());
        let call = || {
            let mut driver = BibliographyDriver::new();
            for (n, note) in notes.iter().enumerate() {
                // The same source again is the same place only where it stood there alone.
                if n > 0 && is_after_several(&notes[n - 1], note) {
                    driver.citation(self.request(vec![CitationItem::with_entry(&filler)], None));
                }
                let items = note
                    .iter()
                    .map(|&(item, place)| CitationItem::with_locator(item, place.and_then(specific)));
                driver.citation(self.request(items.collect(), Some(n + 1)));
            }
            let locale = Some(self.locale.clone());
            let made = driver.finish(BibliographyRequest::new(&self.style, locale, &self.locales));
            let made = made.citations.iter().filter(|made| made.note_number.is_some());
            Some(made.zip(notes).map(|(made, note)| items(&made.citation, note)).collect())
        };
        guarded(call)
    }

    fn request<'a>(
        &'a self,
        items: Vec<CitationItem<'a, Item>>,
        note: Option<usize>,
    ) -> CitationRequest<'a, Item> {
        CitationRequest::new(items, &self.style, Some(self.locale.clone()), &self.locales, note)
    }
}

fn specific((label, value): Place<'_>) -> Option<SpecificLocator<'_>> {
    Some(SpecificLocator(Label::from_str(label).ok()?, LocatorPayload::Str(value)))
}

/// Whether a note begins with the source with which the one before it, of several, ended.
fn is_after_several<T>(before: &[(&Item, T)], note: &[(&Item, T)]) -> bool {
    let same = |(last, first): (&(&Item, T), &(&Item, T))| std::ptr::eq(last.0, first.0);
    before.len() > 1 && before.last().zip(note.first()).is_some_and(same)
}

/// What a note says of each of its sources.
fn items(made: &ElemChildren, note: &[(&Item, Option<Place<'_>>)]) -> Vec<Noted> {
    let mut items: Vec<_> = note.iter().map(|(_, place)| (Vec::new(), place.is_some_and(is_known))).collect();
    for child in &made.0 {
        if let ElemChild::Elem(Elem { meta: Some(ElemMeta::Entry(n)), children, .. }) = child
            && let Some(item) = items.get_mut(*n)
        {
            item.0 = runs(children);
        }
    }
    items
}

fn is_known(place: Place<'_>) -> bool {
    specific(place).is_some()
}

/// What `call` gives; `None` where it panics.
fn guarded<T>(call: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(call)).ok().flatten()
}

/// The same; `None` also where there is nothing to read.
fn said(call: impl FnOnce() -> Option<Vec<Run>>) -> Option<Vec<Run>> {
    guarded(call).filter(|runs| !runs.is_empty())
}
