//! What bears an event, in numbers, for programs.

use serde::Serialize;

use crate::chronicle::evidence::Evidence;
use crate::chronicle::model::{Chronicle, Report};

/// `evidence` of an event in `chronicle.json`.
#[derive(Debug, Serialize)]
pub(crate) struct EvidenceJson<'a> {
    statements: u32,
    cited: u32,
    borne: u32,
    sources: u32,
    origins: u32,
    outlets: u32,
    read: u32,
    second_hand: u32,
    archived: u32,
    quotations: u32,
    verified: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_report: Option<ReportJson<'a>>,
}

/// When something was reported.
#[derive(Debug, Serialize)]
pub(crate) struct ReportJson<'a> {
    source: &'a str,
    /// The least and the most.
    #[serde(skip_serializing_if = "Option::is_none")]
    lag_days: Option<(i64, i64)>,
}

/// A report.
pub(crate) fn report(chronicle: &Chronicle, report: Report) -> ReportJson<'_> {
    ReportJson { source: &chronicle.sources[report.source].key, lag_days: report.lag }
}

/// The numbers of an event.
pub(crate) fn evidence<'a>(chronicle: &'a Chronicle, it: &Evidence) -> EvidenceJson<'a> {
    EvidenceJson {
        statements: it.statements,
        cited: it.cited,
        borne: it.borne,
        sources: it.sources,
        origins: it.origins,
        outlets: it.outlets,
        read: it.read,
        second_hand: it.second_hand,
        archived: it.archived,
        quotations: it.quotations,
        verified: it.verified,
        last_report: it.last_report.map(|it| report(chronicle, it)),
    }
}
