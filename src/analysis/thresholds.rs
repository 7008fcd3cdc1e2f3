//! Whether a chronicle has as much evidence as its site asks for.

use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::chronicle::evidence::Whole;
use crate::chronicle::model::Chronicle;
use crate::config::checks::{Measure, Share};

/// What there is less of than the site asks for.
pub(crate) fn missed(chronicle: &Chronicle) -> Vec<Diagnostic> {
    let config = &chronicle.config;
    if config.thresholds.is_empty() {
        return Vec::new();
    }
    let whole = Whole::of(chronicle);
    let mut missed = Vec::new();
    for threshold in &config.thresholds {
        let name = threshold.measure.name();
        let (part, all, what) = match threshold.measure {
            Measure::CitedStatements => (whole.borne, whole.statements, "statements have evidence"),
            Measure::SourcedEvents => (whole.sourced, whole.events, "events have a source"),
            Measure::IndependentEvents => {
                (whole.independent, whole.events, "events have two independent origins")
            }
            Measure::ArchivedSources => {
                (whole.archived, whole.on_the_web, "sources on the web have a kept copy")
            }
            Measure::VerifiedQuotations => {
                (whole.verified, whole.quotations, "quotations are verified against a kept text")
            }
        };
        if threshold.least.is_reached(part, all) {
            continue;
        }
        let message = format!(
            "{part} of {all} {what}: {}, and `{name}` asks for {}",
            Share::of(part, all),
            threshold.least
        );
        let said = Diagnostic::at(Code::ThresholdMissed, threshold.place.file, threshold.place.span, message);
        missed.push(said.label("not reached").help("give what lacks it its evidence, or ask for less"));
    }
    missed
}
