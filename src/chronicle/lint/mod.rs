//! What is worth saying about a chronicle that is whole: one rule a file.

mod missing_date;
mod missing_title;
mod raw_html;
mod unused_source;

use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::Chronicle;

/// Runs every rule.
pub(crate) fn all(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    missing_date::check(chronicle, complaints);
    missing_title::check(chronicle, complaints);
    raw_html::check(chronicle, complaints);
    unused_source::check(chronicle, complaints);
}
