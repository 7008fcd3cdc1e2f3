//! Citations in `chronicle.json`.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Citation, Target};
use crate::render::lookup::Lookup;
use crate::syntax::prose::Mode;

/// A citation of one source.
#[derive(Serialize)]
pub(super) struct CitationJson<'a> {
    key: &'a str,
    by: ByJson<'a>,
    /// The mark on that page: `#cite-N`.
    mark: u32,
    mode: &'static str,
    cluster: u32,
    #[serde(skip_serializing_if = "str::is_empty")]
    prefix: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    locator: Option<LocatorJson<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    suffix: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<Cow<'a, str>>,
}

#[derive(Serialize)]
struct ByJson<'a> {
    kind: &'static str,
    id: &'a str,
}

#[derive(Serialize)]
struct LocatorJson<'a> {
    label: &'a str,
    value: &'a str,
}

/// A citation, as the format has it.
pub(super) fn citation_of<'a>(
    site: &'a Lookup<'_>,
    id: Id<Citation>,
    citation: &'a Citation,
) -> CitationJson<'a> {
    let cluster = site.text_of(citation.by).map(|text| &text.prose().clusters[citation.cluster as usize]);
    let item = cluster.map(|cluster| &cluster.items[citation.item as usize]);
    CitationJson {
        key: &site.chronicle.sources[citation.source].key,
        by: by(site, citation.by),
        mark: site.mark(id),
        mode: match citation.mode {
            Mode::Normal => "normal",
            Mode::SuppressAuthor => "suppress-author",
            Mode::AuthorInText => "author-in-text",
        },
        cluster: citation.cluster,
        prefix: item.map_or("", |item| &item.prefix),
        locator: citation
            .locator
            .as_ref()
            .map(|locator| LocatorJson { label: &locator.label, value: &locator.value }),
        suffix: &citation.suffix,
        statement: site.statement(citation),
    }
}

fn by<'a>(site: &'a Lookup<'_>, target: Target) -> ByJson<'a> {
    let chronicle = site.chronicle;
    let (kind, id) = match target {
        Target::Event(id) => ("event", &*chronicle.events[id].id),
        Target::Source(id) => ("source", &*chronicle.sources[id].key),
        Target::Actor(id) => ("actor", &*chronicle.actors[id].id),
        Target::Place(id) => ("place", &*chronicle.places[id].id),
        Target::Page(id) => ("page", &*chronicle.pages[id].id),
        Target::Tag(id) => ("tag", &*chronicle.tags[id].id),
        Target::Outlet(id) => ("outlet", &*chronicle.outlets[id].id),
    };
    ByJson { kind, id }
}
