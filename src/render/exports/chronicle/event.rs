//! Events in `chronicle.json`.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::arena::Id;
use crate::chronicle::model::{Account, Event, Source, Target, Text};
use crate::dates::date::Date;
use crate::render::exports::chronicle::date::{DateJson, date_of, other_date};
use crate::render::exports::chronicle::evidence::{EvidenceJson, ReportJson, evidence, report};
use crate::render::exports::chronicle::ids;
use crate::render::lookup::Lookup;
use crate::syntax::fields::Correction;
use crate::syntax::prose::Quotation;

/// An event.
#[derive(Serialize)]
pub(super) struct EventJson<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    date: DateJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_as_written: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<CorrectionJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    background: bool,
    order_established: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actors: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_report: Option<ReportJson<'a>>,
    evidence: EvidenceJson<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statements: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotations: Vec<QuotationJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accounts: Vec<AccountJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    part_of: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    follows: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    responds_to: Vec<&'a str>,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    extra: &'a serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct CorrectionJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    text: &'a str,
}

fn correction(it: &Correction) -> CorrectionJson<'_> {
    CorrectionJson { date: it.date.as_ref().map(Date::as_written), text: &it.text }
}

#[derive(Serialize)]
struct QuotationJson<'a> {
    words: &'a str,
    speaker: &'a str,
    /// The actor's id, where the speaker is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<&'a str>,
    /// Whether the words stand in the kept text of one of them; left out where they do not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    verified: bool,
}

#[derive(Serialize)]
struct AccountJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<DateJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<&'a str>,
}

/// An event, as the format has it.
pub(super) fn event_of<'a>(site: &'a Lookup<'_>, id: Id<Event>, event: &'a Event) -> EventJson<'a> {
    let chronicle = site.chronicle;
    let prose = event.text.prose();
    let keys = |sources: &[Id<Source>]| ids(&chronicle.sources, sources, |source| &source.key);
    let events = |events: &[Id<Event>]| ids(&chronicle.events, events, |event| &event.id);
    EventJson {
        id: &event.id,
        path: site.event_path(id),
        title: site.title(Target::Event(id)),
        date: date_of(&event.date, &event.bounds),
        date_as_written: event.fields.date_as_written.as_deref(),
        status: event.fields.status.as_deref(),
        corrections: event.fields.corrections.iter().map(correction).collect(),
        summary: event.fields.summary.as_deref(),
        language: event.fields.language.as_deref(),
        background: event.background,
        order_established: event.order_established,
        actors: ids(&chronicle.actors, &event.actors, |actor| &actor.id),
        places: ids(&chronicle.places, &event.places, |place| &place.id),
        tags: ids(&chronicle.tags, &event.tags, |tag| &tag.id),
        sources: keys(&event.sources),
        first_report: event.first_report.map(|it| report(chronicle, it)),
        evidence: evidence(chronicle, &event.evidence),
        statements: prose.statements.iter().map(|statement| site.told(&event.text, statement)).collect(),
        quotations: quotations(site, &event.text),
        accounts: event.accounts.iter().map(|account| account_of(site, event, account)).collect(),
        part_of: events(&event.part_of),
        follows: events(&event.follows),
        responds_to: events(&event.responds_to),
        extra: &event.fields.extra,
    }
}

fn quotations<'a>(site: &'a Lookup<'_>, text: &'a Text) -> Vec<QuotationJson<'a>> {
    let prose = text.prose();
    let keys = |clusters: &[u32]| {
        let items = clusters.iter().flat_map(|&cluster| &prose.clusters[cluster as usize].items);
        items.map(|item| &*item.key).collect()
    };
    let quotation = |(n, said): (usize, &'a Quotation)| {
        let mention = said.mention.map(|mention| mention as usize);
        let target = mention.and_then(|mention| text.mentions.get(mention).copied().flatten());
        let bare = mention.is_some_and(|mention| prose.mentions[mention].words.is_none());
        QuotationJson {
            words: &said.words,
            speaker: target.filter(|_| bare).map_or(&*said.speaker, |target| site.title(target)),
            actor: match target {
                Some(Target::Actor(id)) => Some(&*site.chronicle.actors[id].id),
                _ => None,
            },
            sources: keys(&said.clusters),
            verified: text.verified.get(n) == Some(&true),
        }
    };
    prose.quotations.iter().enumerate().map(quotation).collect()
}

fn account_of<'a>(site: &'a Lookup<'_>, event: &'a Event, account: &Account) -> AccountJson<'a> {
    let chronicle = site.chronicle;
    let fields = &event.fields.accounts[account.index];
    AccountJson {
        date: other_date(site, fields.date.as_ref()),
        place: account.place.map(|id| &*chronicle.places[id].id).or(fields.place.as_deref()),
        actor: account.actor.map(|id| &*chronicle.actors[id].id).or(fields.actor.as_deref()),
        figure: fields.figure.as_deref(),
        text: fields.text.as_deref(),
        note: fields.note.as_deref(),
        sources: ids(&chronicle.sources, &account.sources, |source| &source.key),
    }
}
