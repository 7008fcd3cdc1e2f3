//! How far something is settled: a word and a shape, so that neither colour nor sight is needed.

use serde::Serialize;

use crate::chronicle::model::Event;
use crate::render::lookup::Lookup;
use crate::render::view::date::LineDateView;
use crate::syntax::fields::{SourceFields, SourceStatus};

/// How far an event is settled, or what became of a source.
#[derive(Debug, Clone, Hash, Serialize)]
pub(crate) struct StatusView<'a> {
    /// The word, as the author writes it: `disputed`.
    name: &'a str,
    /// The same in the site's words.
    words: &'a str,
    /// A sign for it, to stand before the words: each word has its own shape.
    shape: &'static str,
}

/// What was put right in an event after it was published.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct CorrectionView<'a> {
    /// The day of the correction.
    date: Option<LineDateView<'static>>,
    /// What was changed.
    text: &'a str,
}

const CROSS: &str = "✕";

/// The status of an event, where it has one.
pub(crate) fn of_event<'a>(site: &'a Lookup<'a>, event: &'a Event) -> Option<StatusView<'a>> {
    let name = event.fields.status.as_deref()?;
    let (words, shape) = match name {
        "confirmed" => ("status_confirmed", "■"),
        "reported" => ("status_reported", "□"),
        "disputed" => ("status_disputed", "◐"),
        "predicted" => ("status_predicted", "▷"),
        "retracted" => ("status_retracted", CROSS),
        // A word of the site's own.
        own => return Some(StatusView { name, words: own, shape: "◆" }),
    };
    Some(StatusView { name, words: site.words.get(words), shape })
}

/// What became of a source, where anything did.
pub(crate) fn of_source<'a>(site: &'a Lookup<'a>, fields: &SourceFields) -> Option<StatusView<'a>> {
    Some(match fields.status? {
        SourceStatus::Retracted => {
            StatusView { name: "retracted", words: site.words.get("status_retracted"), shape: CROSS }
        }
        SourceStatus::Corrected => {
            StatusView { name: "corrected", words: site.words.get("status_corrected"), shape: "△" }
        }
    })
}

/// The corrections of an event, in the author's order.
pub(crate) fn corrections<'a>(site: &'a Lookup<'a>, event: &'a Event) -> Vec<CorrectionView<'a>> {
    let corrections = event.fields.corrections.iter();
    corrections
        .map(|it| CorrectionView {
            date: it.date.as_ref().map(|date| site.other_date(date).into_line()),
            text: &it.text,
        })
        .collect()
}

impl StatusView<'_> {
    /// The words.
    pub(crate) fn words(&self) -> &str {
        self.words
    }
}
