//! The calls of the engine. It may panic; then there is no answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::Locator as Label;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, LocatorPayload, SpecificLocator,
    standalone_citation,
};

use crate::cite::run::{Run, runs};

/// A style and the words that it needs.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) style: IndependentStyle,
    pub(crate) locale: LocaleCode,
    pub(crate) locales: Vec<Locale>,
}

impl Engine {
    /// The source's entry in a bibliography; `None` where the style has none or has failed.
    pub(crate) fn entry(&self, item: &Item) -> Option<Vec<Run>> {
        self.style.bibliography.as_ref()?;
        guarded(|| {
            let mut driver = BibliographyDriver::new();
            driver.citation(self.request(vec![CitationItem::with_entry(item)], None));
            let locale = Some(self.locale.clone());
            let made = driver.finish(BibliographyRequest::new(&self.style, locale, &self.locales));
            made.bibliography?.items.first().map(|item| runs(&item.content))
        })
    }

    /// The source as the text cites it, without the brackets about it, with the place in it.
    pub(crate) fn citation(&self, item: &Item, locator: Option<(&str, &str)>) -> Option<Vec<Run>> {
        let locator = match locator {
            None => None,
            // What the engine does not know is left to the caller.
            Some((label, value)) => {
                Some(SpecificLocator(Label::from_str(label).ok()?, LocatorPayload::Str(value)))
            }
        };
        guarded(|| {
            let items = vec![CitationItem::with_locator(item, locator)];
            Some(runs(&standalone_citation(self.request(items, None))))
        })
    }

    /// The source as a note cites it for the first time.
    pub(crate) fn note(&self, item: &Item, locator: Option<(&str, &str)>) -> Option<Vec<Run>> {
        self.citation(item, locator)
    }

    fn request<'a>(
        &'a self,
        items: Vec<CitationItem<'a, Item>>,
        note: Option<usize>,
    ) -> CitationRequest<'a, Item> {
        CitationRequest::new(items, &self.style, Some(self.locale.clone()), &self.locales, note)
    }
}

/// What `call` gives; `None` where it panics, or gives nothing to read.
fn guarded(call: impl FnOnce() -> Option<Vec<Run>>) -> Option<Vec<Run>> {
    catch_unwind(AssertUnwindSafe(call)).ok().flatten().filter(|runs| !runs.is_empty())
}
