//! Sources in `chronicle.json`.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::Source;
use crate::render::exports::chronicle::date::{DateJson, other_date};
use crate::render::exports::chronicle::ids;
use crate::render::lookup::Lookup;
use crate::syntax::fields::{SourceKind, SourceStatus, UrlStatus};
use crate::syntax::source::creator::Creator;

/// A source.
#[derive(Serialize)]
pub(super) struct SourceJson<'a> {
    key: &'a str,
    path: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<DateJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translated_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    romanized_title: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    author: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_on: Option<DateJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<DateJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    volume: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    quotes: &'a [Box<str>],
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reliability: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<&'a str>,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    extra: &'a serde_json::Map<String, serde_json::Value>,
}

/// A source, as the format has it.
pub(super) fn source_of<'a>(site: &'a Lookup<'_>, id: Id<Source>, source: &'a Source) -> SourceJson<'a> {
    let fields = &*source.fields;
    SourceJson {
        key: &source.key,
        path: site.source_path(id),
        kind: kind(fields.kind),
        outlet: fields.outlet.as_deref(),
        outlet_id: source.outlet.map(|id| &*site.chronicle.outlets[id].id),
        published: other_date(site, fields.published.as_ref()),
        title: fields.title.as_deref(),
        translated_title: fields.translated_title.as_deref(),
        romanized_title: fields.romanized_title.as_deref(),
        author: fields.author.iter().map(Creator::shown).collect(),
        url: fields.url.as_deref(),
        url_status: fields.url_status.map(status),
        archived: fields.archived.as_deref(),
        archived_on: other_date(site, fields.archived_on.as_ref()),
        accessed: other_date(site, fields.accessed.as_ref()),
        page: fields.page.as_deref(),
        volume: fields.volume.as_deref(),
        issue: fields.issue.as_deref(),
        place: fields.place.as_deref(),
        publisher: fields.publisher.as_deref(),
        language: fields.language.as_deref(),
        via: source.via.map(|via| &*site.chronicle.sources[via].key),
        origin: fields.repeats.as_deref(),
        quotes: &fields.quotes,
        status: fields.status.map(state),
        reliability: fields.reliability.as_deref(),
        note: fields.note.as_deref(),
        events: ids(&site.chronicle.events, &source.events, |event| &event.id),
        extra: &fields.extra,
    }
}

pub(crate) fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::News => "news",
        SourceKind::Agency => "agency",
        SourceKind::Broadcast => "broadcast",
        SourceKind::Document => "document",
        SourceKind::Statement => "statement",
        SourceKind::Analysis => "analysis",
        SourceKind::Book => "book",
        SourceKind::Article => "article",
        SourceKind::Web => "web",
        SourceKind::Post => "post",
        SourceKind::Interview => "interview",
        SourceKind::Dataset => "dataset",
    }
}

pub(crate) fn state(status: SourceStatus) -> &'static str {
    match status {
        SourceStatus::Retracted => "retracted",
        SourceStatus::Corrected => "corrected",
    }
}

pub(crate) fn status(status: UrlStatus) -> &'static str {
    match status {
        UrlStatus::Live => "live",
        UrlStatus::Dead => "dead",
        UrlStatus::Paywalled => "paywalled",
        UrlStatus::Moved => "moved",
    }
}
