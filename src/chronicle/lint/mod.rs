//! What is worth saying about a chronicle that is whole: one rule a file.

mod addresses;
mod archives;
mod backwards_relation;
mod circular_outlets;
mod event_without_source;
mod false_precision;
mod likely_duplicate_event;
mod likely_duplicate_source;
mod missing_date;
mod missing_title;
mod one_origin;
mod order_not_established;
mod outside_life;
mod raw_html;
mod retracted_source;
mod single_source;
mod source_before_event;
mod uncited_statement;
mod unknown_status;
mod unused_source;

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::Chronicle;

/// A rule: what it tells of, and what looks for it.
type Rule = (Code, fn(&Chronicle, &mut Complaints<'_>));

/// Every rule. Each takes a time in proportion to the chronicle's size.
const RULES: &[Rule] = &[
    (Code::MissingDate, missing_date::check),
    (Code::MissingTitle, missing_title::check),
    (Code::RawHtml, raw_html::check),
    (Code::UnusedSource, unused_source::check),
    (Code::EventWithoutSource, event_without_source::check),
    (Code::UncitedStatement, uncited_statement::check),
    (Code::SingleSource, single_source::check),
    (Code::OneOrigin, one_origin::check),
    (Code::CircularReporting, circular_outlets::check),
    (Code::SourceBeforeEvent, source_before_event::check),
    (Code::FalsePrecision, false_precision::check),
    (Code::LikelyDuplicateEvent, likely_duplicate_event::check),
    (Code::LikelyDuplicateSource, likely_duplicate_source::check),
    (Code::OrderNotEstablished, order_not_established::check),
    (Code::NotArchived, archives::missing),
    (Code::BadArchive, archives::malformed),
    (Code::ArchiveDate, archives::dates),
    (Code::HomePage, addresses::home_page),
    (Code::AccessedTooSoon, addresses::accessed_too_soon),
    (Code::OutsideLife, outside_life::check),
    (Code::BackwardsRelation, backwards_relation::check),
    (Code::UnknownStatus, unknown_status::check),
    (Code::RetractedSource, retracted_source::check),
];

/// Runs every rule but those that the site turns off: every other one on a thread of its own.
pub(crate) fn all(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    let levels = &chronicle.config.checks;
    let rules: Vec<_> = RULES.iter().filter(|(code, _)| !levels.is_off(*code)).collect();
    let run = |complaints: &mut Complaints<'_>, from| {
        for (_, check) in rules.iter().skip(from).step_by(2) {
            check(chronicle, complaints);
        }
    };
    let mut others = complaints.beside();
    rayon::join(|| run(complaints, 0), || run(&mut others, 1));
    complaints.join(others);
}
