//! Outlets in `chronicle.json`.

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::Outlet;
use crate::render::exports::chronicle::ids;
use crate::render::lookup::Lookup;

/// An outlet.
#[derive(Serialize)]
pub(super) struct OutletJson<'a> {
    id: &'a str,
    /// Encoded, as the paths of events and sources are.
    path: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    aliases: &'a [Box<str>],
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    wire: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reliability: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extra: Option<&'a serde_json::Map<String, serde_json::Value>>,
}

/// An outlet, as the format has it.
pub(super) fn outlet_of<'a>(site: &'a Lookup<'_>, id: Id<Outlet>, outlet: &'a Outlet) -> OutletJson<'a> {
    let own = outlet.own.as_deref();
    OutletJson {
        id: &outlet.id,
        path: site.outlet_path(id),
        title: &outlet.title,
        aliases: own.map_or(&[], |own| &own.aliases),
        owner: own.and_then(|own| own.owner.as_deref()),
        country: own.and_then(|own| own.country.as_deref()),
        language: own.and_then(|own| own.language.as_deref()),
        wire: own.is_some_and(|own| own.wire),
        reliability: own.and_then(|own| own.reliability.as_deref()),
        url: own.and_then(|own| own.url.as_deref()),
        note: own.and_then(|own| own.note.as_deref()),
        sources: ids(&site.chronicle.sources, &outlet.sources, |source| &source.key),
        extra: own.map(|own| &own.extra).filter(|extra| !extra.is_empty()),
    }
}
